"""A PDF of an office file, by LibreOffice where it is installed: in a folder and with a profile of its own, with limits."""

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kring.core.search.extract.zips import checked
from kring.kinds.documents.preview.begin import office

MOST_TIME = 90  # seconds on the clock
LIMITS = (
    (resource.RLIMIT_AS, 3 * 1024**3),
    (resource.RLIMIT_CPU, 60),
    (resource.RLIMIT_FSIZE, 256 * 1024**2),
    (resource.RLIMIT_CORE, 0),
)
ZIPPED = {"docx", "xlsx", "pptx", "odt", "ods", "odp"}


@contextmanager
def as_pdf(source, ending: str) -> Iterator:
    """The file as an open PDF; None where it can't be made. What is in it never gets further than a folder that goes. Raises Unreadable
    where it is a zip that would become as large as the disk, or none."""
    program = office()
    with TemporaryDirectory(prefix="kring-office-") as folder:
        here = Path(folder)
        file = here / f"file.{ending}"
        file.write_bytes(source.read())
        if ending in ZIPPED:
            with file.open("rb") as zipped:
                checked(zipped)
        if program and _converted(program, here, file):
            with (here / "file.pdf").open("rb") as pdf:
                yield pdf
        else:
            yield None


def _converted(program: str, here: Path, file: Path) -> bool:
    profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(here), str(file)]  # fmt: skip
    process = subprocess.Popen(
        words, cwd=here, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={"HOME": str(here), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}, start_new_session=True, preexec_fn=_confine,
    )  # fmt: skip
    try:
        process.wait(MOST_TIME)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it starts others, which would go on
        process.wait()
    return (here / "file.pdf").is_file()


def _confine() -> None:
    for what, most in LIMITS:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
