"""Who really sent it: what the server that took the mail from the internet says about it.

Anybody can write the header Authentication-Results (RFC 8601), so only the topmost one counts, and where
KRING_MAIL_AUTHSERV names our mail server, only that server's own.
"""

import re

from django.conf import settings

from kring.core.letterbox.parsing import addresses, headers

RESULT = re.compile(
    r";\s*dmarc(?:/\d+)?\s*=\s*(\w+)", re.I
)  # not “policy.dmarc=none”, which stands behind it at many servers
COMMENT, QUOTED = re.compile(r"\([^()]*\)"), re.compile(r'"[^"]*"')


def sender(message) -> str:
    """The one address that the mail is from, in small letters; "" where there is none or more than one."""
    found = addresses(message, "From")
    return found[0].lower() if len(found) == 1 and len(headers(message, "From")) == 1 else ""


def verdict(message) -> str:
    """“pass”, “fail”, or "" where no server that we believe says so."""
    trusted = settings.CONFIG.mail_authserv.lower()
    for value in headers(message, "Authentication-Results"):
        words = COMMENT.sub(" ", value)
        server = words.partition(";")[0].lower().split()[:1]
        if trusted and server != [trusted]:
            continue
        return _judged(words.lower(), believed=bool(trusted))
    return ""


def _judged(words: str, believed: bool) -> str:
    """A header that anybody can write may harm its writer, and nobody else. Nor does what a sender had our server quote (the
    name before an @) prove anything."""
    found = set(RESULT.findall(words))
    if "fail" in found:
        return "fail"
    return "pass" if believed and found == set(RESULT.findall(QUOTED.sub(" ", words))) == {"pass"} else ""
