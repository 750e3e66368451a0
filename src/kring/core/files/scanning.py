"""Asking a virus scanner (ClamAV's clamd, by its INSTREAM command) about every file that comes in.

A file is asked about while its owner waits, and refused where something is found. Where the scanner can't be asked, the file is
kept and held back until it has been: nobody gets it before.
"""

import re
import socket
import struct
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.files.models import File, Scan
from kring.core.web.aside import aside

log = structlog.get_logger("kring.files")
PIECE = 128 * 1024
PATIENCE = 60  # seconds for each step
AT_ONCE = 50
FOUND = re.compile(r"stream: (.+) FOUND\Z")


class Unreachable(Exception):
    """The scanner can't be asked now, or couldn't read the file."""


def is_on() -> bool:
    return bool(settings.CONFIG.clamd)


def scan(source) -> str:
    """The name of what the scanner found in `source` (an open file), "" for nothing. Raises Unreachable."""
    source.seek(0)
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := source.read(PIECE):
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = _answer(line)
    except OSError as error:
        raise Unreachable(str(error)) from error
    finally:
        source.seek(0)
    if found := FOUND.search(answer):
        return found[1]
    if not answer.endswith("OK"):
        raise Unreachable(answer[:200])
    return ""


def _connected() -> socket.socket:
    asked = settings.CONFIG.clamd
    if "://" in asked:
        parts = urlsplit(asked)
        return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 3310), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    try:
        line.connect(asked)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096 and (piece := line.recv(1024)):
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace").strip()


def at_upload(person, source, name: str) -> Scan:
    """What is written about a file that comes in; raises ValidationError where something was found in it."""
    if not is_on():
        return Scan.UNASKED
    try:
        with aside():
            virus = scan(source)
    except Unreachable as error:
        log.warning("the virus scanner can't be asked", reason=str(error))
        return Scan.WAITING
    if virus:
        _tell(person, name, virus)
        raise ValidationError(
            _(
                "The virus scanner found something in this file (%(virus)s), so it wasn't kept. A manager has been told."
            )
            % {"virus": virus}
        )
    return Scan.CLEAN


def ask_again() -> int:
    """The worker's turn at files that wait; stops where the scanner still can't be asked. Returns how many were asked about."""
    done = 0
    waiting = File.objects.filter(scan=Scan.WAITING).select_related("owner", "content").order_by("pk")
    for file in waiting[:AT_ONCE] if is_on() else ():
        try:
            with default_storage.open(file.path) as source:
                virus = scan(source)
        except FileNotFoundError:
            virus = ""
        except Unreachable:
            break
        _say(file, virus)
        done += 1
    return done


@transaction.atomic
def _say(file: File, virus: str) -> None:
    """What came out, and whoever shows the file draws it anew."""
    from kring.core.content.models import Content

    File.objects.filter(pk=file.pk).update(scan=Scan.INFECTED if virus else Scan.CLEAN)
    if file.content_id:
        Content.objects.filter(pk=file.content_id).touch()
    if virus:
        _tell(file.owner, file.name, virus)


def _tell(owner, name: str, virus: str) -> None:
    """The managers hear of it. In which group it was to stand isn't said: they may not be in it."""
    from kring.core.groups.verbs import everyone

    record("files.infected", actor=owner, group=everyone(), data={"name": name[:120], "virus": virus[:120]})
