"""Links between pages, and to pictures and files, in the HTML of a page: turned into what a package says for them."""

import html
import re
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import quote, unquote

from kring.exchange.markdown.folder import ENDINGS, INDEX

ADDRESS = re.compile(r"(<(a|img)\b[^<>]*?\s(?:href|src)=)(\"[^\"]*\"|'[^']*')", re.I)
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.I)


class Links:
    """`pages` are ids by path and by folder (“docs/”); `files` the paths of everything else."""

    def __init__(self, pages: dict[str, str], files: set[str]):
        self.pages, self.files = pages, files
        self.named: set[str] = set()
        self.lost: list[str] = []

    def turned(self, body: str, folder: str) -> str:
        """`body` with its links turned; afterwards `named` has the files that it shows or links to, `lost` what led
        nowhere."""
        self.named, self.lost = set(), []

        def turn(match: re.Match) -> str:
            address = html.unescape(match[3][1:-1]).strip()
            if not address or ELSEWHERE.match(address):
                return match[0]
            found = self._found(address, folder)
            if found is None:
                self.lost.append(address)
                return match[0] if match[2].lower() == "img" else match[1].replace("href=", "name=") + '""'
            return f'{match[1]}"{html.escape(found)}"'

        return ADDRESS.sub(turn, body)

    def _found(self, address: str, folder: str) -> str | None:
        bare, _, anchor = address.partition("#")
        path = unquote(bare.partition("?")[0])
        path = path.lstrip("/") if path.startswith("/") else folder + path
        ends_in_folder = path.endswith("/")
        path = normpath(path) if path else ""
        path = "" if path == "." else path
        if path.startswith(".."):
            return None
        if path in self.files and not ends_in_folder:
            self.named.add(path)
            return "files/" + quote(path)
        id = next((self.pages[way] for way in _ways(path) if way in self.pages), None)
        if id is None:
            return None
        return f"kring:{quote(id)}" + (f"#{quote(unquote(anchor))}" if anchor else "")


def _ways(path: str):
    """What an address may mean: the file itself, its folder, one without its ending, or what it becomes on a site."""
    yield path
    yield f"{path}/" if path else ""
    stem = path.removesuffix(".html").removesuffix(".htm") if path.endswith((".html", ".htm")) else path
    for ending in ENDINGS:
        yield stem + ending
    if PurePosixPath(stem).stem.lower() in INDEX:  # the page of a folder, named as its file
        above = str(PurePosixPath(stem).parent)
        yield "" if above == "." else f"{above}/"
