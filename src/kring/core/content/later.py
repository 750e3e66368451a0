"""What is personal on a cached fragment.

Texts, times and tokens of a page are filled the same way, so a page is filled once, as a whole. A fragment is the same
for every viewer, so it can be cached under its content's version. Where something depends on the viewer (my like, the
time in my zone, the form's token) the template leaves a mark, `{{ later("reactions", content.pk) }}`, and `fill` puts the
viewer's version there: one pass over the text, one prepared function per name.
"""

import hashlib
import uuid
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils import timezone, translation
from markupsafe import Markup, escape

from kring.core.content import fragments
from kring.core.content.mine import did
from kring.core.features import registry, switches
from kring.core.features.asked import Mine
from kring.core.web import times

# Nobody who posts text can know this, so no text can pass for a mark.
SIGN = hashlib.sha256(f"later:{settings.SECRET_KEY}".encode()).hexdigest()[:12]
BEGIN, END = f"\x02{SIGN}", "\x03"
BEGIN_BYTES, END_BYTES = BEGIN.encode(), END.encode()

# What differs only in its ids is rendered once, with these in their place, and kept.
SOME_CONTENT, SOME_COMMENT = 9_876_543_210_123, 9_876_543_210_456
_SOME_CONTENT, _SOME_COMMENT = b"%d" % SOME_CONTENT, b"%d" % SOME_COMMENT


def with_ids(html: bytes, content: int, comment: int = 0) -> bytes:
    """`html` that was rendered for `SOME_CONTENT` (and `SOME_COMMENT`), for these."""
    html = html.replace(_SOME_CONTENT, b"%d" % content)
    return html.replace(_SOME_COMMENT, b"%d" % comment) if comment else html


def later(name: str, *arguments) -> Markup:
    """A mark for `fill`; arguments are numbers or slugs, joined with a comma."""
    return Markup(f"{BEGIN}{name}:{','.join(map(str, arguments))}{END}")


def put(fragment: bytes) -> Markup:
    """A mark for a kept fragment: its text joins the page when it is filled, so that no template copies it."""
    return later("fragment", fragments.lend(fragment))


def ago(value: datetime) -> Markup:
    """“2 hours ago”, in the viewer's language and zone."""
    return later("time", int(value.timestamp()))


def moment(value: datetime) -> Markup:
    """Day, date and time in full."""
    return later("moment", int(value.timestamp()))


def fill(html: str, request, rows=()) -> bytes:
    """Replace the marks for the viewer of `request`. `rows` have id, group_id and counters of the contents shown.

    In bytes, because a page with one emoji in it takes four times its size as text, for every copy on the way.
    """
    zone, language, token = (
        timezone.get_current_timezone_name(),
        translation.get_language(),
        get_token(request),
    )
    token_bytes, fragment = token.encode(), fragments.lent()
    makers = {
        "fragment": fragment.__getitem__,
        "csrf": lambda _argument: token_bytes,
        "time": _times(zone, language),
        "moment": lambda argument, zone=zone, language=language: _moment(int(argument), zone, language),
        "token": lambda _argument: uuid.uuid4().hex.encode(),
        "number": _numbers(request.user),
        "here": lambda _argument: escape(request.get_full_path()).encode(),
    }
    by_id = {row.id: row for row in rows}
    page = html.encode()
    while (
        BEGIN_BYTES in page
    ):  # three times at most: fragments, what overlays lay on them, and the token in that
        page = _filled(page, request.user, by_id, makers)
    return page


def _numbers(viewer):
    """`later("number", name)`: a number beside an entry of the rail (people/numbers.py); its element stays to be told another."""
    counted = getattr(viewer, "numbers", {})

    def number(name: str) -> bytes:
        n = counted.get(name) or 0
        hidden, words = ("" if n else " hidden"), translation.gettext("unread")
        return (
            f'<rail-number class="badge" data-name="{name}"{hidden}><span>{n if n < 100 else "99+"}</span>'
            f'<span class="visually-hidden"> {words}</span></rail-number>'
        ).encode()

    return number


def _filled(page: bytes, viewer, rows: dict, makers: dict) -> bytes:
    # Splitting at a fixed text is many times faster than a regular expression over a whole page.
    first, *parts = page.split(BEGIN_BYTES)
    marks: list[tuple[str, str, bytes]] = []
    arguments: dict[str, list[str]] = {}
    for part in parts:
        mark, _, after = part.partition(END_BYTES)
        name, _, argument = mark.decode().partition(":")
        marks.append((name, argument, after))
        if name not in makers:
            arguments.setdefault(name, []).append(argument)
    overlays = _overlays(viewer, rows, arguments)
    filled = [first]
    for name, argument, after in marks:
        made = (makers.get(name) or overlays[name])(argument)
        filled.append(made if isinstance(made, bytes) else made.encode())
        filled.append(after)
    return b"".join(filled)


def _overlays(viewer, rows: dict, arguments: dict[str, list[str]]) -> dict:
    """What fills each of these marks, having asked once what the viewer did with all of it."""
    declared = {name: registry.by_name("overlays")[name] for name in arguments}
    shown = {name: overlay for name, (feature, overlay) in declared.items() if switches.is_on(feature.slug)}
    asked: dict[Mine, set[int]] = {}
    for name, overlay in shown.items():
        for one in overlay.mine:
            asked.setdefault(one, set()).update(int(a.partition(",")[0]) for a in arguments[name])
    found = did(viewer, asked)
    filled = dict.fromkeys(arguments, _nothing)
    for name, overlay in shown.items():
        prepare = registry.load(overlay.prepare)
        filled[name] = prepare(viewer, rows, arguments[name], *([found] if overlay.mine else []))
    return filled


def _nothing(_argument: str) -> bytes:
    return b""


def _times(zone: str, language: str):
    instant = int(timezone.now().timestamp())

    def ago(argument: str) -> bytes:
        seconds = instant - int(argument)
        step = 60 if seconds < 3600 else 3600 if seconds < 86400 else 86400
        return _ago(int(argument), instant // step, zone, language)

    return ago


@lru_cache(maxsize=20_000)
def _moment(at: int, _zone: str, _language: str) -> bytes:
    return times.moment(datetime.fromtimestamp(at, UTC)).encode()


@lru_cache(maxsize=20_000)
def _ago(at: int, _step: int, _zone: str, _language: str) -> bytes:
    return times.ago(datetime.fromtimestamp(at, UTC)).encode()
