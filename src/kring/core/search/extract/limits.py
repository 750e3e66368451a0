"""What the process that reads other people's files may use, and what it answers."""

import resource

MOST_CHARACTERS = 200_000  # of one file's text; what follows isn't found by its words
MOST_MEMORY = 1024 * 1024 * 1024  # bytes of address space
MOST_CPU = 20  # seconds
MOST_TIME = 40  # seconds on the clock, for a machine that is busy
MOST_EXPANDED = 256 * 1024 * 1024  # bytes that a zip may become
MOST_XML = 48 * 1024 * 1024  # bytes of one XML file in it, as a tree some ten times that
MOST_ENTRIES = 10_000  # files in a zip
MOST_PAGES = 3_000  # of a PDF


class Unreadable(Exception):
    """Why there is no text: `args[0]` is one of the states of FileText."""


def confine() -> None:
    """From here on this process can't take the machine with it, nor write or start anything."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_CPU),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _limit(what, most)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):  # a system that doesn't know this one
        pass


class Text:
    """Words as they come, up to as many characters as are kept; full, it ends the reading."""

    def __init__(self, most: int = MOST_CHARACTERS):
        self.most, self.size, self.lines = most, 0, []

    def add(self, line: str) -> bool:
        """True while there is room."""
        line = " ".join(line.replace("\0", " ").split())[: self.most - self.size]
        if line:
            self.lines.append(line)
            self.size += len(line) + 1
        return self.size < self.most

    def __str__(self) -> str:
        return "\n".join(self.lines)[: self.most]
