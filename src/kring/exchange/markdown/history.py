"""Who wrote what when, from git: the earlier versions of every page, through renames. Only reading, and nothing that a
repository's own settings name is run."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kring.exchange.markdown.folder import LARGEST, Unreadable, decoded

MOST_CHANGES = 20_000  # commits that are looked through
MOST_VERSIONS = 100  # of one page, the newest
PATIENCE = 180  # seconds
SAFE = ("-c", "core.fsmonitor=false", "-c", "core.pager=cat", "-c", "log.showSignature=false", "-c", "diff.external=",
        "-c", "core.quotePath=false", "-c", "core.hooksPath=/dev/null")  # fmt: skip
FORMAT = "%x01%H%x02%aN%x02%aE%x02%at%x02%s"


@dataclass(frozen=True)
class Change:
    commit: str
    name: str
    email: str
    at: datetime
    words: str
    path: str


@dataclass
class Past:
    """What is known of a page: its changes, newest first; when it began and by whom; its names before this one."""

    changes: list[Change] = field(default_factory=list)
    first: Change | None = None
    names: list[str] = field(default_factory=list)
    more: bool = False


def pasts(root: Path, paths: Iterable[str]) -> tuple[dict[str, Past], str]:
    """(the past of every page, why there is none). No history is no mistake: the reason is empty then."""
    if shutil.which("git") is None:
        return {}, "git isn't installed, so there are no earlier versions" if (root / ".git").exists() else ""
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside is None or inside.returncode:
        words = inside.stderr.decode(errors="replace") if inside else ""
        owned = "dubious ownership" in words
        return {}, "the repository belongs to somebody else, so git doesn't read it" if owned else ""
    log = _git(root, "log", "-z", "--relative", "-M", "--name-status", "--no-ext-diff", "--no-textconv", "--no-show-signature",
               f"--max-count={MOST_CHANGES}", f"--format={FORMAT}", "--", ".")  # fmt: skip
    if log is None or log.returncode:
        return {}, "" if log is not None else f"git took longer than {PATIENCE} seconds over the history"
    return _followed(log.stdout.decode(errors="replace"), paths), ""


def _followed(log: str, paths: Iterable[str]) -> dict[str, Past]:
    """Walks from now into the past; what a page was called then is found by its name after that change."""
    found = {path: Past() for path in paths}
    called = dict(zip(found, found.values(), strict=True))
    for head, moves in _changes(log):
        for status, before, after in moves:
            past = called.get(after)
            if past is None or status == "D":
                continue
            change = Change(*head, path=after)
            past.first = change
            if len(past.changes) < MOST_VERSIONS:
                past.changes.append(change)
            else:
                past.more = True
            if status == "R":
                called.pop(after)
                called.setdefault(before, past)
                past.names.append(before)
            elif status == "A":
                called.pop(after)
    return {path: past for path, past in found.items() if past.first}


def _changes(log: str) -> Iterator[tuple[tuple, list[tuple[str, str, str]]]]:
    """((commit, name, address, moment, words), [(status, path before, path after)]) as `git log -z` writes them."""
    for part in log.split("\x01")[1:]:
        head, _, rest = part.partition("\0")
        commit, name, email, at, words = (head.split("\x02") + [""] * 4)[:5]
        try:
            moment = datetime.fromtimestamp(int(at), UTC)
        except (ValueError, OverflowError, OSError):
            continue
        tokens, moves = iter(rest.lstrip("\n").split("\0")), []
        for status in tokens:
            change = status.strip()[:1]
            if change in ("R", "C"):  # renamed, copied
                moves.append((change, next(tokens, ""), next(tokens, "")))
            elif change:
                path = next(tokens, "")
                moves.append((change, path, path))
        yield (commit, name.strip(), email.strip(), moment, words.strip()), moves


class Texts:
    """The text of a page at a change. Use it with `with`: one git stands by and answers."""

    def __init__(self, root: Path):
        self.root = root

    def __enter__(self):
        command = ["git", *SAFE, "-C", str(self.root), "cat-file", "--batch"]
        self.git = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_env())  # fmt: skip
        return self

    def __exit__(self, *_exception) -> None:
        self.git.stdin.close()
        self.git.stdout.close()
        self.git.wait()

    def at(self, change: Change) -> str | None:
        """None where it can't be read."""
        if "\n" in change.path:
            return None
        self.git.stdin.write(f"{change.commit}:./{change.path}\n".encode(errors="replace"))
        self.git.stdin.flush()
        head = self.git.stdout.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        raw = self._read(size)
        self.git.stdout.read(1)
        try:
            return decoded(raw) if head[1] == b"blob" and size <= LARGEST else None
        except Unreadable:
            return None

    def _read(self, size: int) -> bytes:
        if size <= LARGEST:
            return self.git.stdout.read(size)
        while size > 0:
            size -= len(self.git.stdout.read(min(size, 1024 * 1024)) or b" " * size)
        return b""


def origin(root: Path) -> str:
    """Where the repository comes from, and the folder in it: the same for every copy of it. Empty where nobody says."""
    if shutil.which("git") is None:
        return ""
    url, prefix = (
        _git(root, *words) for words in (("remote", "get-url", "origin"), ("rev-parse", "--show-prefix"))
    )
    if url is None or url.returncode or prefix is None:
        return ""
    address = url.stdout.decode(errors="replace").strip()
    address = address.partition("://")[2].rpartition("@")[2] or address.rpartition("@")[2]  # never a password
    return f"{address.removesuffix('.git')}/{prefix.stdout.decode(errors='replace').strip()}".rstrip("/")


def _git(root: Path, *words: str):
    try:
        return subprocess.run(
            ["git", *SAFE, "-C", str(root), *words],
            capture_output=True,
            timeout=PATIENCE,
            env=_env(),
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None


def _env() -> dict[str, str]:
    quiet = {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
        "GIT_NO_LAZY_FETCH": "1",
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | quiet
