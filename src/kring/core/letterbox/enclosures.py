"""What a mail brings beside its words: pictures and files, not the logo of a signature or a machine's appendix."""

import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kring.core.files.uploads import upload
from kring.core.letterbox.bodies import is_attached
from kring.core.letterbox.parsing import header

MOST = 20
LOGO = 10_000  # bytes: smaller pictures within a text belong to a signature
TYPES = {
    "text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory", "application/pgp-signature",
    "application/pgp-encrypted", "application/pgp-keys", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/ms-tnef", "message/delivery-status", "text/rfc822-headers", "message/disposition-notification",
}  # fmt: skip
ENDINGS = (".ics", ".vcf", ".asc", ".sig", ".p7s", ".p7m")
NAMES = {"winmail.dat", "oledata.mso", "version.txt", "encrypted.asc"}


@dataclass
class Enclosure:
    name: str
    data: bytes


def enclosures(message, shown: set[str]) -> list[Enclosure]:
    """What is worth keeping, in its order. `shown`: content ids of the pictures that stand in what the sender wrote; another
    that has one was quoted."""
    return [Enclosure(_name(part), data) for part in _leaves(message) if (data := _kept(part, shown))]


def _leaves(message):
    """Parts that hold something; not those of a forwarded message, which is a whole."""
    if message.get_content_type() == "message/rfc822" and is_attached(message):
        yield message
    elif message.is_multipart():
        for part in message.get_payload():
            yield from _leaves(part)
    else:
        yield message


def _kept(part, shown: set[str]) -> bytes:
    type, name = part.get_content_type(), _name(part).lower()
    if type in TYPES or name.endswith(ENDINGS) or name in NAMES:
        return b""
    if type == "message/rfc822":
        return b"\n".join(inner.as_bytes() for inner in part.get_payload())
    picture = type.startswith("image/")
    if not is_attached(part) and not picture:
        return b""
    data = part.get_payload(decode=True) or b""
    mark = header(part, "Content-ID").strip("<>")
    within = mark and part.get_content_disposition() != "attachment"
    return b"" if picture and within and (mark not in shown or len(data) < LOGO) else data


def _name(part) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:  # the header is broken in a way that its parser doesn't know
        name = ""
    subtype = {"rfc822": "eml", "jpeg": "jpg", "plain": "txt"}.get(
        part.get_content_subtype(), part.get_content_subtype()
    )
    return name[:255] or f"{part.get_content_maintype()}.{subtype}"[:60]


def keep(person, found: list[Enclosure]) -> tuple[list[int], list[str]]:
    """(numbers of the files, now the person's own; a sentence for each that can't be kept)."""
    ids, lost = [], []
    for number, enclosure in enumerate(found):
        try:
            if number >= MOST:
                raise ValidationError(_("At most %(number)s files at once.") % {"number": MOST})
            source = UploadedFile(io.BytesIO(enclosure.data), enclosure.name, size=len(enclosure.data))
            ids.append(upload(person, source).file.pk)
        except ValidationError as error:
            lost.append(f"{enclosure.name[:80]}: {' '.join(error.messages)}")
    return ids, lost
