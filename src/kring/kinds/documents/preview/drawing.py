"""Having the pages of a PDF drawn by a process of its own."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile

CHILD = "kring.kinds.documents.preview.child"
MOST_PAGES = 30  # that are drawn; the rest is in the file
WIDTH = 1100  # pixels
MOST_TIME = 60  # seconds on the clock


@dataclass
class Drawn:
    """`state` is one of Version.Look; `count` how many pages there are, `pages` the pictures of the first."""

    state: str
    count: int = 0
    pages: list[bytes] = field(default_factory=list)


def drawn(source) -> Drawn:
    """The pages of `source` (an open PDF). Never raises for what is in it."""
    with TemporaryFile() as spool:
        while piece := source.read(1 << 20):
            spool.write(piece)
        spool.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", CHILD, str(MOST_PAGES), str(WIDTH)],
                stdin=spool, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=MOST_TIME, check=False,
                env={"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Drawn("large")
        return _read(io.BytesIO(done.stdout), done.returncode)


def _read(made, code: int) -> Drawn:
    """What it managed to draw before a limit ended it is kept."""
    found = Drawn("large" if code < 0 else "broken")
    try:
        for head, data in _parts(made):
            if "state" in head:
                found.state, found.count = str(head["state"]), int(head["pages"])
            else:
                found.pages.append(data)
    except (ValueError, KeyError, TypeError):
        pass
    if found.pages:
        found.state, found.count = "pages", max(found.count, len(found.pages))
    return found


def _parts(made) -> Iterator[tuple[dict, bytes]]:
    while line := made.readline(500):
        head = json.loads(line)
        size = int(head.get("bytes", 0))
        data = made.read(size)
        if len(data) == size:
            yield head, data
