"""Bodies on their way out: addresses of this platform become kring:<id> and files/<path>, which mean something elsewhere."""

import html
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings

from kring.core.content.models import Topic
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.exchange.models import SourceRef
from kring.exchange.resolving import ORDER

LINK = re.compile(r'<a ([^<>]*?)href="([^"]*)"([^<>]*)>')
OURS = re.compile(r' data-(?:person|topic)="[^"]*"')
OPEN = re.compile(r'href="kring:(@?)(?=[^"])')
FILE = re.compile(r'(src|href)="(?:%s)?/files/(\d+)/[^"]*"')
PLACES = (
    ("comment", re.compile(r"/c/\d+/comments/(\d+)/")),
    ("content", re.compile(r"/c/(\d+)/")),
    ("person", re.compile(r"/people/([^/]+)/")),
    ("group", re.compile(r"/g/([^/]+)/")),
    ("topic", re.compile(r"/topics/([^/]+)/")),
)
WORDS = {"person": (Person, "handle"), "group": (Group, "slug"), "topic": (Topic, "slug")}
PLAIN = "/:@!$&'()*+,;=~._-"
BIG = 18  # digits; a longer number is no key of a row


class Outward:
    def __init__(self, names):
        self.names = names
        self.base = settings.BASE_URL
        self.file = re.compile(FILE.pattern % re.escape(html.escape(self.base)))
        self.words: dict[str, dict[str, int]] = {}
        self.double: set[tuple[str, int]] = set()

    def prepare(self, bodies: Iterable[str]) -> None:
        """Look up what the links of these bodies lead to."""
        found: dict[str, set] = {}
        for body in bodies:
            for _before, address, _after in LINK.findall(body):
                if place := self._place(address):
                    found.setdefault(place[0], set()).add(place[1])
        self.words = {}
        for type, keys in found.items():
            if type in WORDS:
                model, field = WORDS[type]
                rows = model._base_manager.filter(**{f"{field}__in": keys}).values_list(field, "pk")
                self.words[type] = dict(rows)
                keys = self.words[type].values()
            self.names.learn(type, keys)
        self.double = self._double(found.keys())

    def _double(self, types) -> set[tuple[str, int]]:
        """Rows whose id is that of a row of another type too, which links would find first."""
        names, double = self.names, set()
        for place, type in enumerate(ORDER):
            if type not in types or not place:
                continue
            came = {names.came(type, pk): pk for pk in names.now[type]}
            refs = SourceRef.objects.filter(
                type__in=ORDER[:place], external_id__in={external for _, external in came}
            )
            for key in refs.values_list("source_id", "external_id"):
                if key in came:
                    double.add((type, came[key]))
        return double

    def body(self, body: str, source: int, files: dict[int, str]) -> str:
        """`source` is where the row came from: what its links left open names records of there."""
        if 'href="' in body:
            if self.names.sources.get(source):
                name = html.escape(self.names.sources[source])
                body = OPEN.sub(lambda match: f'href="kring:{match[1]}{name}:', body)
            body = LINK.sub(self._link, body)
        if "/files/" in body:
            body = self.file.sub(lambda match: self._file(match, files), body)
        return body

    def _place(self, address: str) -> tuple[str, int | str] | None:
        """(type, key or word) of what an address of this platform shows."""
        address = html.unescape(address).removeprefix(self.base)
        if not address.startswith("/"):
            return None
        path = urlsplit(address).path
        for type, pattern in PLACES:
            if found := pattern.fullmatch(path):
                if type in WORDS:
                    return type, unquote(found[1])
                return (type, int(found[1])) if len(found[1]) <= BIG else None
        return None

    def _link(self, match: re.Match) -> str:
        before, address, after = match.groups()
        new = self._address(address)
        if new is None:
            return match[0]
        return f'<a {OURS.sub("", f" {before}")[1:]}href="{html.escape(new)}"{OURS.sub("", after)}>'

    def _address(self, address: str) -> str | None:
        plain = html.unescape(address)
        if (plain.startswith("/") and not plain.startswith(("//", "/files/"))) or plain.startswith(
            f"{self.base}/"
        ):
            place = self._place(address)
            if place is None:
                return self.base + plain if plain.startswith("/") else None
            type, key = place
            pk = self.words[type].get(key) if type in WORDS else key
            id = self.names.id(type, pk)
            if id is None:
                return self.base + plain.removeprefix(self.base)
            if type == "person":
                return f"kring:@{key}"
            anchor = plain.partition("#")[2].removeprefix("s-")
            return f"kring:{quoted(id, type if (type, pk) in self.double else '')}{anchor and '#'}{anchor}"
        return None

    def _file(self, match: re.Match, files: dict[int, str]) -> str:
        number = int(match[2]) if len(match[2]) <= BIG else 0
        if path := files.get(number):
            return f'{match[1]}="files/{html.escape(quote(path, safe=PLAIN))}"'
        return match[0]


def quoted(id: str, type: str) -> str:
    """An id as it stands in an address; with its type where it alone would be taken for another's."""
    word = quote(id, safe=PLAIN)
    if type:
        return f"{type}:{word}"
    return word if word[0].isalnum() or word[0] == "%" else f"%{ord(word[0]):02X}{word[1:]}"
