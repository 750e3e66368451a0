"""The name below a mail, the line of the telephone, the disclaimer: what says nothing that the page doesn't say already."""

import re

DELIMITER = re.compile(r"^--[ \t]?$", re.M)
RULE = re.compile(r"^_{20,}$", re.M)
DEVICE = re.compile(
    r"^(?:sent|verzonden|verstuurd|gestuurd) (?:from|vanaf|vanuit|met|via|with|using)\b[^\n]{1,100}$"
    r"|^(?:get|download) \[?outlook (?:for|voor)\b[^\n]{0,120}$|^\[?outlook (?:voor|for) (?:android|ios)\b[^\n]{0,120}$",
    re.I | re.M,
)
CLOSING = re.compile(
    r"^(?:met (?:(?:vriendelijke|hartelijke|warme|collegiale|zonnige) )?groet(?:en)?|(?:vriendelijke|hartelijke) groet(?:en|jes)?"
    r"|mvg|m\.v\.g\.|(?:best|kind|warm|kindest|warmest)? ?regards|best wishes|(?:yours )?(?:sincerely|truly|faithfully))[ ,.!]*$",
    re.I | re.M,
)
THANKS = re.compile(
    r"^(?:(?:alvast )?bedankt|dank(?: je| u)?(?: wel)?|groet(?:en|jes)?|gr|(?:veel )?liefs|(?:many )?thanks|thank you|thx|best|cheers"
    r"|all the best|tot (?:zo|snel|ziens|morgen|straks))[ ,.!]*$",
    re.I | re.M,
)
DISCLAIMER = re.compile(
    r"^[*_ ]{0,3}(?:disclaimer|waarschuwing|caution|vertrouwelijk(?:heid)?|confidential(?:ity)?(?: notice)?)[*_ ]{0,3}:[^\n]*\b(?:e-?mail|bericht|message)\b",
    re.I | re.M,
)
NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4}")
CARD_LINES, CARD_WIDTH = 10, 120


def without_signature(words: str) -> str:
    """Where nothing would be left, what there was."""
    for pattern, ends in (
        (DELIMITER, _anything),
        (DISCLAIMER, _anything),
        (DEVICE, _card),
        (CLOSING, _card),
        (THANKS, _name),
        (RULE, _card),
    ):
        for match in reversed(list(pattern.finditer(words))):
            rest = [line.strip() for line in words[match.end() :].split("\n") if line.strip()]
            if ends(rest) and words[: match.start()].strip():
                words = words[: match.start()].rstrip()
    return words.strip()


def _anything(rest: list[str]) -> bool:
    return len(rest) <= 40


def _card(rest: list[str]) -> bool:
    """A name, a job, numbers and an address: few short lines, none of them a sentence."""
    return len(rest) <= CARD_LINES and not any(len(line) > CARD_WIDTH or _is_sentence(line) for line in rest)


def _name(rest: list[str]) -> bool:
    """Nothing, or who it is from: “Thanks!” may begin an answer as well as end it."""
    return not rest or (len(rest) == 1 and NAME.fullmatch(rest[0]) is not None)


def _is_sentence(line: str) -> bool:
    return len(line.split()) > 3 and line[-1] in ".?!"
