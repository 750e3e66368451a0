"""What a mail server's no means: try again, never, or that the server itself is the trouble."""

import re
import smtplib
from dataclasses import dataclass, replace

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
SAY_NO_ADDRESS = (550, 551, 553)
NO_SUCH = (1, 2, 3, 6, 10)
NOT_THE_ADDRESS = re.compile("relay|spam|polic|block|denied|reputation|listed|authenticat", re.I)


@dataclass(frozen=True)
class Refusal:
    """`server`: it isn't about this letter, so no other will do better now. `for_good`: this letter never goes out.
    `midway`: the conversation ended within this letter, so that it may also be the letter.
    `address`: the address itself is wrong ("permanent"), can't take mail for now ("soft"), or isn't to blame ("")."""

    reason: str
    server: bool = False
    midway: bool = False
    for_good: bool = False
    address: str = ""


def opening(error: Exception) -> Refusal:
    """No connection, no encryption, or our name and password are refused."""
    return Refusal(_said(error), server=True)


def read(error: Exception) -> Refusal:
    """What was said to one letter."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()))
            return _of(code, _words(code, answer))
        case smtplib.SMTPSenderRefused():  # who we are is refused, whoever it is for
            return Refusal(_words(error.smtp_code, error.smtp_error), server=True)
        case smtplib.SMTPDataError():  # about the letter, unless it says that it is about the mailbox
            no = _of(error.smtp_code, _words(error.smtp_code, error.smtp_error))
            return no if ENHANCED.search(no.reason) else replace(no, address="")
        case smtplib.SMTPNotSupportedError() | UnicodeError():
            return Refusal(
                f"the mail server can't write to this address: {error}", for_good=True, address="permanent"
            )
        case OSError():  # smtplib's other errors are of this kind, too
            return Refusal(_said(error), server=True, midway=True)
    return Refusal(f"{type(error).__name__}: {error}")


def _of(code: int, words: str) -> Refusal:
    """RFC 3463: 5.1.1 to 5.1.3, 5.1.6 and 5.1.10 are the address, 5.2.1 is a mailbox that is closed, 5.2.x one that is full,
    5.6.x the letter, 5.7.x what the server allows us. A bare 550 says that there is no such mailbox, unless its words say
    otherwise. What isn't the address's fault must not end mail to everybody."""
    if code == 421:
        return Refusal(words, server=True, midway=True)
    if code < 500:
        return Refusal(words)
    found = ENHANCED.search(words)
    if found is None:
        blame = "" if NOT_THE_ADDRESS.search(words) else "permanent" if code in SAY_NO_ADDRESS else "soft"
    elif ((subject := int(found[2])) == 1 and int(found[3]) in NO_SUCH) or found[0] == "5.2.1":
        blame = "permanent"
    else:
        blame = "soft" if subject == 2 else ""
    return Refusal(words, for_good=True, address=blame)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _words(code: int, answer) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return f"{code} {' '.join(text.split())}"[:300]
