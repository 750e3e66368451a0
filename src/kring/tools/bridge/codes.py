"""Short addresses: the number of an item in few letters that can't be misread, and a last one that catches a slip.

Letters and digits of Crockford's Base32 (no I, L, O, U). The address says nothing that the item's own doesn't.
"""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None})
LONGEST = 14


def code(id: int) -> str:
    digits = ""
    rest = id
    while rest:
        rest, digit = divmod(rest, 32)
        digits = LETTERS[digit] + digits
    return digits + _check(id)


def id_of(typed: str) -> int | None:
    """The number that a typed code means, also in small letters; None where a letter must be wrong."""
    letters = typed.upper().translate(READ_AS)
    if not 2 <= len(letters) <= LONGEST or any(letter not in LETTERS for letter in letters):
        return None
    id = 0
    for letter in letters[:-1]:
        id = id * 32 + LETTERS.index(letter)
    return id if 0 < id < 2**63 and _check(id) == letters[-1] else None


def _check(id: int) -> str:
    """31 is prime: another digit gives another letter, but for 0 and Z, which look nothing alike."""
    total, place = 0, 1
    while id:
        id, digit = divmod(id, 32)
        total += digit * place
        place += 1
    return LETTERS[total % 31]
