"""The list of notifications, each a line that is ready to be shown. A page costs the same queries however long it is."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from kring.core.content import text
from kring.core.content.models import Comment, Content
from kring.core.content.stream import Cursor
from kring.core.features import places
from kring.core.features.addresses import address
from kring.core.notify import reasons
from kring.core.notify.models import Cause, Notification
from kring.core.notify.sight import seen_by, there
from kring.core.people.models import Person

SIZE = 30
FACES = 3
NAMED = 2
EXCERPT = 160


@dataclass
class Row:
    """`sentence` says it in plain text, `html` the same with its names in bold; `also` what happened there beside that ("" where nothing
    did). `others`: how many more people than `actors` did it. `words`: how the newest comment begins."""

    notification: Notification
    sentence: str
    html: Markup
    actors: list[Person]
    others: int
    url: str
    icon: str
    why: object
    also: str = ""
    words: str = ""
    held: str = ""

    @property
    def content(self) -> Content | None:
        return self.notification.content

    @property
    def group(self):
        return self.notification.content.group if self.notification.content else self.notification.group

    @property
    def at(self) -> datetime:
        return self.notification.last_at

    @property
    def is_unread(self) -> bool:
        return self.notification.read_at is None


@dataclass
class Rows:
    rows: list[Row]
    older: str | None  # the cursor of the next page; None on the last one

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


@dataclass
class Part:
    """The causes of one notification that one sentence can say: the same event type for the same reason."""

    event: str
    reason: str
    actors: list[int] = field(default_factory=list)  # who came last first
    newest: int = 0
    oldest: int = 0


def page(
    person, before: str = "", size: int = SIZE, unread: bool = False, only: list[str] | None = None
) -> Rows:
    """What the person was told, newest first; what they may not see (any more) isn't in it. `only`: for these reasons."""
    found = Notification.objects.filter(seen_by(person), person=person, hidden="").order_by("-last_at", "-id")
    if unread:
        found = found.filter(read_at=None)
    if only is not None:
        found = found.filter(reason__in=only)
    if before:
        at, id = Cursor.read(before)
        found = found.filter(Q(last_at__lt=at) | Q(last_at=at, id__lt=id))
    rows = list(found.select_related("content__group", "group")[: size + 1])
    older = str(Cursor(rows[size - 1].last_at, rows[size - 1].pk)) if len(rows) > size else None
    return Rows(shown(rows[:size]), older)


def shown(notifications: list[Notification]) -> list[Row]:
    """These notifications as rows; of which every comment was deleted, none. Three queries, and one for each sort of place."""
    called = places.titles(row.subject for row in notifications if not (row.content_id or row.group_id))
    for row in notifications:
        row.place = called.get(row.subject, "")
    parts = _parts([row.pk for row in notifications])
    faces = {id for found in parts.values() for part in found for id in part.actors[:FACES]}
    people = Person.objects.in_bulk(faces)
    ends = {id for found in parts.values() for part in found for id in (part.newest, part.oldest)}
    causes = Cause.objects.select_related("comment").in_bulk(ends) if ends else {}
    return [_row(row, parts[row.pk], people, causes) for row in notifications if parts.get(row.pk)]


def _parts(ids: list[int]) -> dict[int, list[Part]]:
    """Notification → what happened, the strongest reason first. One query, with a line for each who did something."""
    causes = Cause.objects.filter(there(), notification__in=ids).order_by()
    lines = causes.values_list("notification", "reason", "verb", "actor").annotate(Max("pk"), Min("pk"))
    found: dict[int, list[Part]] = {}
    for (notification, reason, verb), same in groupby(
        sorted(lines, key=lambda line: (*line[:3], -line[4])), itemgetter(0, 1, 2)
    ):
        same = list(same)
        actors = [line[3] for line in same if line[3]]
        part = Part(verb, reason, actors, max(line[4] for line in same), min(line[5] for line in same))
        found.setdefault(notification, []).append(part)
    for several in found.values():
        several.sort(key=lambda part: (reasons.strength(reasons.get(part.reason)), part.newest), reverse=True)
    return found


def _row(row: Notification, parts: list[Part], people: dict[int, Person], causes: dict[int, Cause]) -> Row:
    main, rest = parts[0], parts[1:]
    reason = reasons.get(main.reason)
    said = max(
        (causes[part.newest] for part in parts if causes[part.newest].comment),
        key=lambda c: c.pk,
        default=None,
    )
    return Row(
        notification=row,
        sentence=say(row, main, people),
        html=say(row, main, people, Markup("<b>{}</b>").format),
        also=say(row, max(rest, key=lambda part: part.newest), people) if rest else "",
        actors=[people[id] for id in main.actors[:FACES] if id in people],
        others=max(0, len(main.actors) - FACES),
        url=_url(row, main, causes[main.oldest]),
        icon=reason.icon if reason else "bell",
        why=reason.title if reason else "",
        words=text.plain(said.comment.body)[:EXCERPT] if said else "",
        held=why_held(row.held),
    )


def say(row: Notification, part: Part, people: dict[int, Person], dress=None):
    """The sentence of a part; `dress` makes markup of each name in it."""
    declared = reasons.tell_of(part.event, part.reason)
    sentence: Any = declared.sentence if declared else _("Something happened: %(content)s")
    plain = dress is None
    wear = dress or str
    names = {
        "count": len(part.actors) or 1,
        "actors": names_of(
            [people[id] for id in part.actors[:FACES] if id in people], len(part.actors), wear
        ),
        "content": _template(_("“%(title)s”"), wear) % {"title": row.content.heading if row.content else ""},
        "group": wear((row.content.group if row.content else row.group) or ""),
        "place": wear(row.place),
    }
    return str(sentence % names) if plain else Markup(sentence % names)


def names_of(people: list[Person], count: int, wear=str):
    """“Anna”, “Anna and Bram”, “Anna, Bram and 4 others”; `count` is how many there are in all."""
    names = [wear(person.name) for person in people]
    join = escape if wear is not str else str
    if not names:
        return join(_("Somebody"))
    if count == 1:
        return names[0]
    if count == 2 and len(names) > 1:
        return _template(_("%(one)s and %(other)s"), wear) % {"one": names[0], "other": names[1]}
    shown, more = names[:NAMED], count - len(names[:NAMED])
    words = ngettext("%(names)s and %(more)s other", "%(names)s and %(more)s others", more)
    listed = shown[0] if len(shown) == 1 else _template("%s, %s", wear) % (shown[0], shown[1])
    return _template(words, wear) % {"names": listed, "more": more}


def _template(words: str, wear):
    return words if wear is str else Markup(words)


def _url(row: Notification, part: Part, first: Cause) -> str:
    """The first comment that is new; else what it is about, or the page of the group that the tell names."""
    if isinstance(first.comment, Comment):
        return first.comment.get_absolute_url()
    declared = reasons.tell_of(part.event, part.reason)
    if declared and declared.place:
        return places.url(row.subject)
    if declared and declared.page and row.group and not row.content:
        return address(declared.page, slug=row.group.slug)
    about = row.content or row.group
    return about.get_absolute_url() if about else "/"


def why_held(held: str) -> str:
    """Why somebody reads of this in their digest and not at once."""
    if held == "budget":
        return _("Kept for your digest: you had your number of messages of that day.")
    return ""
