"""What cards and pages show of files: pictures in a grid, the rest as a list; and pictures in a text, in fitting sizes."""

import re
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.template.defaultfilters import filesizeformat as filesize
from django.utils.html import escape

from kring.core.content.models import Content
from kring.core.files.attach import named
from kring.core.files.models import File
from kring.core.files.sizes import srcset

__all__ = ["filesize", "in_sizes", "shown", "there", "with_files"]
GRID = 5  # cells on a card; the last one says how many more there are
COLUMN = 632  # pixels of a text column, at most
PHONE = "(max-width: 40em)"
TALL, WIDE = 0.9, 2.5  # width by height: what is outside is cut to it, or one picture would fill the screen
PICTURE = re.compile(
    r'<a\b[^>]*>|</a>|<img\b(?P<before>(?:[^>"]|"[^"]*")*?)\ssrc="/files/(?P<id>\d{1,18})/[^"]*"(?P<after>(?:[^>"]|"[^"]*")*)>'
)
SIGN = '<span class="photo-sign" aria-hidden="true">GIF</span>'
DESCRIBED = re.compile(r'\salt="[^"]*\w')
SIZE = re.compile(r'\s(?:width|height)="[^"]*"')


@dataclass
class Photo:
    """A picture at its place: `sizes` says how wide it is there, `shape` how a single one is cut. What moves stands still
    until it is opened: nobody has to look at what blinks beside their text."""

    file: File
    sizes: str
    shape: str = ""

    @property
    def srcset(self) -> str:
        return "" if self.file.is_moving else srcset(self.file)

    @property
    def src(self) -> str:
        return f"{self.file.url}?size=medium"


@dataclass
class Shown:
    photos: list[Photo] = field(default_factory=list)
    others: list[File] = field(default_factory=list)

    @property
    def all(self) -> list[File]:
        return [*(photo.file for photo in self.photos), *self.others]

    @property
    def grid(self) -> int:
        """How many cells it has."""
        return min(len(self.photos), GRID)

    @property
    def more(self) -> int:
        return len(self.photos) - GRID


def there(owner):
    """The rows of its files, as they were prefetched: asking the relation for them builds a query each time."""
    fetched = getattr(owner, "_prefetched_objects_cache", {}).get("files")
    return fetched if fetched is not None else owner.files.all() if hasattr(owner, "files") else ()


def shown(owner, folded: bool = False) -> Shown:
    """The files of a content or comment that don't stand in its text already; `folded`: only the text's beginning is seen,
    so its pictures are shown with the others. No query where they were prefetched."""
    files = [file for file in there(owner) if file.removed_at is None and file.replaced_at is None]
    if not files:
        return Shown()
    if isinstance(owner, Content):
        files = [file for file in files if file.comment_id is None]
    in_text = set() if folded else set(named(owner.body))
    rest = [file for file in files if file.pk not in in_text]
    pictures = [file for file in rest if file.is_image]
    photos = [Photo(file, *_seat(file, n, len(pictures))) for n, file in enumerate(pictures)]
    return Shown(photos, [file for file in rest if not file.is_image])


def _seat(file: File, number: int, of: int) -> tuple[str, str]:
    """(sizes, shape) of a picture in the grid: css/photos.css has the same cells."""
    ratio = (file.width or 1) / (file.height or 1)
    if of == 1:
        little = (file.width or COLUMN) < COLUMN / 2
        shape = "little" if little else "tall" if ratio < TALL else "wide" if ratio > WIDE else "whole"
        return _sizes(
            1, ratio, ratio if shape in ("whole", "little") else 1 if shape == "tall" else WIDE
        ), shape
    if of == 3 and number == 0:
        return _sizes(2 / 3, ratio, 1), ""
    if of == 3 or (of >= GRID and number >= 2):
        return _sizes(1 / 3, ratio, 1), ""
    return _sizes(1 / 2, ratio, 1), ""


def _sizes(part: float, ratio: float, cell: float) -> str:
    """A picture that fills a cell of another shape is wider than the cell, and cut."""
    cover = part * max(1.0, min(ratio / cell, 3))
    return f"{PHONE} {round(100 * cover)}vw, {round(COLUMN * cover)}px"


def in_sizes(html: str, files) -> str:
    """HTML in which each of these `files` that stands there as a picture comes in the size that fits, keeps its place
    free, and opens at a click. Pictures that are a link already stay one."""
    if 'src="/files/' not in html:
        return html
    known = {file.pk: file for file in files if file.is_image and file.width and file.height}
    link = False

    def picture(match: re.Match) -> str:
        nonlocal link
        if not match["id"]:
            link = match[0] != "</a>"
            return match[0]
        file = known.get(int(match["id"]))
        if file is None or "srcset=" in match[0] or ("width=" in match[0] and link):
            return match[0]
        made = _image(file, match)
        if link:
            return made
        # A link is called something, also around a picture that nobody described.
        name = "" if DESCRIBED.search(made) else f' aria-label="{escape(file.name)}"'
        sign = SIGN if file.is_moving else ""
        return f'<a class="photo" href="{escape(file.url)}" data-photo{name}>{made}{sign}</a>'

    return PICTURE.sub(picture, html) if known else html


def _image(file: File, match: re.Match) -> str:
    size = f' width="{file.width}" height="{file.height}"'
    rest = SIZE.sub("", match["before"] + match["after"])
    wide = f"{PHONE} 100vw, {min(COLUMN, file.width or COLUMN)}px"
    sources = "" if file.is_moving else escape(srcset(file))
    several = f' srcset="{sources}" sizes="{wide}"' if sources else ""
    return f'<img{rest} src="{escape(file.url)}?size=medium"{several}{size} loading="lazy" decoding="async">'


def with_files() -> Prefetch:
    """For `prefetch_related` of contents or comments whose files are shown: one query for all of them."""
    return Prefetch("files", File.objects.order_by("order", "pk"))
