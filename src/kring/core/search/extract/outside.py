"""Having a file read by a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from tempfile import TemporaryFile

from kring.core.search.extract.limits import MOST_CHARACTERS, MOST_TIME
from kring.core.search.extract.readers import READERS

CHILD = "kring.core.search.extract.child"
MOST_ANSWER = 8 * MOST_CHARACTERS


@dataclass(frozen=True)
class Inside:
    """What is in a file: `state` is one of FileText.State."""

    state: str
    text: str = ""


def text_inside(source, ending: str) -> Inside:
    """The words in `source` (an open file), whose name ends in `ending`. Never raises for what is in it."""
    if ending not in READERS:
        return Inside("other")
    with TemporaryFile() as spool:
        while piece := source.read(1 << 20):
            spool.write(piece)
        spool.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", CHILD, ending],
                stdin=spool,
                capture_output=True,
                timeout=MOST_TIME,
                env={"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Inside("large")
    return _answer(done)


def _answer(done: subprocess.CompletedProcess) -> Inside:
    if done.returncode < 0:  # a limit ended it
        return Inside("large")
    try:
        said = json.loads(done.stdout[:MOST_ANSWER])
        return Inside(str(said["state"]), str(said["text"])[:MOST_CHARACTERS])
    except (ValueError, KeyError, TypeError):
        return Inside("broken")
