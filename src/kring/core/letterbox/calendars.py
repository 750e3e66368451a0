"""The answer of a calendar program to an invitation: no words of a person, but what they pressed (RFC 6047)."""

LARGEST = 100_000


def reply(message) -> bytes:
    """The METHOD:REPLY that a message brings; b"" where it is another mail."""
    for number, part in enumerate(message.walk()):
        if number > 20:
            break
        if (
            part.get_content_type() == "text/calendar"
            and str(part.get_param("method") or "").upper() == "REPLY"
        ):
            data = part.get_payload(decode=True) or b""
            return data if len(data) <= LARGEST else b""
    return b""
