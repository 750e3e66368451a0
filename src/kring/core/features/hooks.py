"""Every hook point that a feature can use, in one file; a manifest (`Feature`) is made of these.

Each has at least two real users; `kring features` prints who uses which. Functions and classes are named by dotted
path (`"kring.kinds.updates.verbs:post"`) because manifests are read before the models exist.
The places on pages have a file beside it (`slot_names.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from kring.core.features.asked import Mine
from kring.core.features.slot_names import Slot


@dataclass(frozen=True)
class Fill:
    """Something in a slot. `template` gets the slot's context plus what `context(**context)` returns, if given;
    a `context` that returns None leaves the slot empty. Lower `order` comes first. Beside content, `only` may name the columns
    ("shares_share.content_id") that hold the ids of the items on which it stands: one query asks for all features together."""

    slot: Slot
    template: str
    context: str = ""
    order: int = 50
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A noun people post. `model` is a proxy of Content. `details` names, where it has any, the relation to its one-to-one columns
    ("kudos": `content.kudos`, or "kudos__to" to read on; several with spaces), which cards are given with one query. `form` is a subclass
    of `core.content.forms.PostForm`; its `save_details(content)` writes those columns. Templates are `<app label>/card.html`, `page.html`
    where the feature has them (`<kind>_card.html` where it has several kinds), else core's. `path` ("questions") gives the kind its page
    `/questions/`, a tab `/g/<slug>/questions/` in every group that uses it and an entry in the rail; `listing` is a subclass of
    `core.content.listing.Listing` that says what those pages offer. `data_in(content, data)` stores interchange `data`;
    `data_out(content)` returns it, from columns only (`details` have been fetched). `data_links` ({"keeper": "person"}) names the fields
    of `data` that name a person, group, topic or content, one or a list of them: both functions see keys of rows there, and packages ids.
    `data_in` is called again where something that it names came later. In a list of objects it reads {"versions.author": "person"};
    {"versions.path": "file"} names a file of the record. `details_rows` is a relation of several rows that `data_out` reads, fetched for
    many at once. `words(ids)` returns more words that contents of this kind are found by, {id: "…"}, from its own columns with one query;
    a verb that changes those columns moves `version` and records an event about the content, which search follows. `owes(ids)` returns
    those of these ids that were closed, so that an outcome has to be explained (interactions/outcomes). Such a kind has `opens` and sets
    `is_open` to False when one closes, which is where lists of what is owed look; `author_decides` on its model says whether who posted it
    explains it too, beside the hosts. `tally(ids)` counts the votes (core/votes) on these contents again, where the kind keeps counts:
    called where votes came in other than by the kind's own verbs. `room(content)` returns a core.content.room.Room: what people without a
    screen are asked about it on paper, and what is counted."""

    slug: str
    label: object
    plural: object
    icon: str
    hue: int
    prompt: object
    model: str
    form: str = "kring.core.content.forms:PostForm"
    details: str = ""
    path: str = ""
    listing: str = "kring.core.content.listing:Listing"
    data_in: str = ""
    data_out: str = ""
    data_links: dict[str, str] = field(default_factory=dict, hash=False)
    details_rows: str = ""
    words: str = ""
    owes: str = ""
    tally: str = ""
    room: str = ""
    order: int = 50


@dataclass(frozen=True)
class EventType:
    """Something that happens: `name` is “feature.past_participle”; `sentence` has the placeholders %(actor)s, %(content)s, %(group)s and
    %(person)s. `links` ({"from": "group"}) names what in an event's data is the key of a row, so that an export can name its record (an
    empty type: rows of which none goes out). With `live` open pages that show the content are told, those of people who may see it. A
    `private` one is nobody's but of those whom it is between: no export has it."""

    name: str
    sentence: object
    icon: str = "activity"
    links: dict[str, str] = field(default_factory=dict, hash=False)
    live: bool = False
    private: bool = False


@dataclass(frozen=True)
class Ability:
    """Something a person may do to content: `check(person, content)` raises Refused with the reason."""

    name: str
    check: str


@dataclass(frozen=True)
class Handler:
    """Called once for every event named `event`, after commit, in a transaction of its own: `call(event)`."""

    event: str
    call: str


@dataclass(frozen=True)
class Overlay:
    """What is personal on a cached fragment: `later(name, …)` in a template leaves a mark that is filled per viewer.
    `prepare(person, rows, arguments)` gets the stream rows by content id and all arguments on the page, asks the database
    once, and returns a function from one argument (a string) to markup.

    With `mine`, it also gets what the viewer did, {name: {content id: [value, …]}}: one query reads that for all overlays
    of a page. The content's id then comes first in an argument."""

    name: str
    prepare: str
    mine: tuple[Mine, ...] = ()


@dataclass(frozen=True)
class Record:
    """An interchange record type: `load` is a subclass of core.features.records.Loader, `dump` one of Dumper there."""

    type: str
    load: str
    dump: str = ""


@dataclass(frozen=True)
class Menu:
    """An entry of the left rail: a URL name without arguments. `managers` shows it to managers only, `hosts` to them and to who hosts a
    group; with a `key` ("p") the keys `g` and it go there. `in_group`, a URL name that takes a slug, makes it a tab in groups too.
    `number` is SQL for one number about the person `p.id`, shown beside the entry: it is read with who is asking, in the same query, so it
    must come straight from an index. core.people.numbers tells open pages when it has moved. `entries(person)`, where given,
    returns (label, address) of those that stand in its place: it is called for every page, so it asks the database only where there
    are any."""

    label: object
    icon: str
    url: str = ""
    order: int = 50
    managers: bool = False
    hosts: bool = False
    in_group: str = ""
    key: str = ""
    number: str = ""
    entries: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a person is told something: what they can choose about in their settings. `title` completes “Tell me when …”. `mail` is "now",
    "digest" or "off" and `push` whether a device is woken, in the preset *normal*; `calm` and `everything` derive from `weight`: 3 is
    meant for this person (mentioned, answered), 2 for a few, 1 for many. Lower `order` comes first."""

    slug: str
    title: object
    description: object = ""
    icon: str = "bell"
    weight: int = 2
    mail: str = "digest"
    push: bool = False
    order: int = 50


@dataclass(frozen=True)
class Tell:
    """Who is told of an event, and why. `who(event)` returns ids of people (an iterable, or a QuerySet of them); whether each may see it,
    wants it and hasn't muted it is asked by core. `sentence` (ngettext_lazy with the number of actors as "count") has the placeholders
    %(actors)s, %(content)s, %(group)s, %(place)s: the one line of a grouped notification. It leads to the first new comment, else to the
    content, else to the group, or to the `page` of it (a URL name that takes its slug). What is about a Place names it in `place`; the
    event's data has its number under that name. A QuerySet of ids (`….values_list("person_id", flat=True)`) is read in pieces: for what
    very many are told."""

    event: str
    reason: str
    who: str
    sentence: object
    page: str = ""
    place: str = ""


@dataclass(frozen=True)
class DigestPart:
    """A section of the digest: `lines(person, since)` returns at most a handful of core.mail.parts.Line, best first; none, no section."""

    title: object
    lines: str
    icon: str = "list"
    order: int = 50


@dataclass(frozen=True)
class MailTo:
    """What a mail to an address of ours becomes. `to` is "content" (somebody answers what was posted), "calendar" (their calendar answers
    an invitation to it, `written.calendar`) or "group" (something new in it); `needs` is the ability, or the kind, that its sender must
    have there. Core has asked for that when it calls `take(person, about, written)`: `about` is the Content or the Group, `written` a
    core.letterbox.written.Written. It returns the Comment or Content that it made; the same `written.token` twice makes one."""

    to: str
    needs: str
    take: str
    order: int = 50


@dataclass(frozen=True)
class Subscription:
    """A sort of mail that a feature sends and a reader can end: `name` is what `core.mail.outbox.put` is told as `list_unsubscribe`
    ("digest", or with a value of the feature's own "newsletter:12"). `stop(person, value)` and `resume(person, value)` do it."""

    name: str
    title: object
    stop: str
    resume: str


@dataclass(frozen=True)
class Place:
    """Where people read what is no content and in no group (a conversation): files, notifications and live messages name one as
    “name:number”, and core asks `readers(number, people)` which of these people (ids) may read there now: at every download and at every
    delivery. `page` is a URL name that takes the number as `<name>_id`; "" where it has no page of its own. `titles(numbers)`, where
    given, returns what they are called ({number: "…"}): the %(place)s of a tell's sentence."""

    name: str
    readers: str
    page: str = ""
    titles: str = ""


@dataclass(frozen=True)
class Chore:
    """Something that the worker does by itself every so many seconds: `call()`; it may be called twice at once and may be killed."""

    call: str
    every: float


@dataclass(frozen=True)
class Tie:
    """What ties a person to something, which then comes sooner when they search: `which(person, ids)` returns those of these ids, of
    people who wrote (`to` is "author") or of content ("content"). `because` says so beside the result."""

    to: str
    which: str
    because: object


@dataclass(frozen=True)
class Finder:
    """A section of the command palette: `find(typing)`, which has the `person` and what is `typed` (core.search.beginning.Typing), returns
    at most a handful of core.web.palette.Hit, best first, of what the person may see; none, no section."""

    title: object
    icon: str
    find: str
    order: int = 50


@dataclass(frozen=True)
class Asset:
    """A stylesheet ("orchard/orchard.css") or a module ("orchard/apple-tree.js") of the feature's `static/` that stands in the head of
    every page while it is on somewhere: what its cards and widgets need, which may stand anywhere. What only pages of its own need those
    link to themselves, in their block `head`."""

    path: str
    order: int = 50


@dataclass(frozen=True)
class Involved:
    """Who has taken part in an item and will want to know what becomes of it: `who(content)` returns a QuerySet of one column, ids of
    people. Its author, who voted and who commented are known to core."""

    who: str


@dataclass(frozen=True)
class Count:
    """Answers that were counted elsewhere than on a screen: `of(ids)` returns {content id: core.content.room.Counted} with one query.
    Kinds add them to their own results, openly (core.content.room.counted)."""

    of: str


@dataclass(frozen=True)
class Opening:
    """What a group opens on, with its stream as a tab: `of(person, group)` returns content of the group that the person may read, or None;
    the first one counts."""

    of: str
    order: int = 50


HOOKS: dict[str, type | Callable] = {
    "kinds": Kind, "fills": Fill, "events": EventType, "abilities": Ability, "handlers": Handler,
    "overlays": Overlay, "records": Record, "menu": Menu, "reasons": Reason, "tells": Tell,
    "digest_parts": DigestPart, "chores": Chore, "subscriptions": Subscription, "mail_to": MailTo,
    "ties": Tie, "finders": Finder, "assets": Asset, "involved": Involved, "places": Place,
    "openings": Opening, "counts": Count,
}  # fmt: skip
