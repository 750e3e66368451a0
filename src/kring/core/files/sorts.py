"""What a file is: its bytes decide, its name only says what people expect.

A handful of signatures is all that it takes, because everything but pictures is a download: it matters that a broken or
misnamed document is refused while its owner is still there, and that no program comes in under another's name.
"""

import mimetypes
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LOOKED_AT = 1024
PICTURE_ENDINGS = {"jpg", "jpeg", "jfif", "png", "gif", "webp", "avif"}
PICTURE_SIGNS = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|....ftyp(?:avif|avis)", re.DOTALL
)
PHONE_PHOTO = re.compile(rb"....ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
ZIP, OLD_OFFICE = rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", rb"\xd0\xcf\x11\xe0"
SIGNS = {
    **dict.fromkeys(("docx", "xlsx", "pptx"), re.compile(rb"%b|%b" % (ZIP, OLD_OFFICE))),  # locked ones are old inside
    **dict.fromkeys(("odt", "ods", "odp", "epub", "zip"), re.compile(ZIP)),
    "pdf": re.compile(rb".{0,1019}%PDF-", re.DOTALL),
    "7z": re.compile(rb"7z\xbc\xaf\x27\x1c"),
    "gz": re.compile(rb"\x1f\x8b"),
    "rar": re.compile(rb"Rar!\x1a\x07"),
}  # fmt: skip
PROGRAM = re.compile(
    rb"MZ(?=.{0,80}\x00)|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|L\x00\x00\x00\x01\x14\x02\x00",
    re.DOTALL,
)
PROGRAM_ENDINGS = set(
    "apk app bat chm cmd cpl dll dmg exe hta ins iso jar js jse lnk msc msi msp mst pif pkg ps1 scf scr sct sys url"
    " vb vbe vbs wsc wsf wsh xll".split()
)
ODD = re.compile(r"[\x00-\x1f\x7f/\\\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]+")
"""In a name: what is no letter, what leads elsewhere, and what makes people read it in another order."""


def safe_name(name: str) -> str:
    """A name that is only a name. Its end is kept, where the kind of file stands."""
    return ODD.sub(" ", name).strip(" .")[-255:].strip() or "file"


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_picture(source, name: str) -> bool:
    """Is this to be treated as a picture? True also for what only says that it is one: it will be refused as one.

    Raises ValidationError for what nobody should share, and for documents that aren't what their name says.
    """
    source.seek(0)
    head = source.read(LOOKED_AT)
    source.seek(0)
    ending = ending_of(name)
    if not head:
        raise ValidationError(_("This file is empty."))
    if PROGRAM.match(head) or ending in PROGRAM_ENDINGS:
        raise ValidationError(_("Programs can't be shared here: they could harm somebody's computer."))
    if PHONE_PHOTO.match(head):
        raise ValidationError(
            _("Browsers can't show this kind of photo (HEIC). Save it as JPEG first, then add it again.")
        )
    if PICTURE_SIGNS.match(head) or ending in PICTURE_ENDINGS:
        return True
    if (sign := SIGNS.get(ending)) and not sign.match(head):
        raise ValidationError(
            _("This file isn't what its name says (%(ending)s). It may be damaged.")
            % {"ending": ending.upper()}
        )
    return False


def media_type(name: str, head: bytes) -> str:
    """Of what is no picture: a guess for an icon, and for the few types that are served under their name."""
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if guessed.startswith("image/") or (guessed.startswith("text/") and b"\0" in head):
        return "application/octet-stream"
    return guessed[:120]
