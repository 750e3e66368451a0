"""Every hook point that a feature can use, in one file; a manifest (`Feature`) is made of these.

Each has at least two real users; `kring features` prints who uses which. Functions and classes are named by dotted
path (`"kring.kinds.updates.verbs:post"`) because manifests are read before the models exist.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum


class Slot(Enum):
    """A named place on a page that features fill; the value says where it is and what the fill receives."""

    CONTENT_BAR = "buttons of the social bar under every item: `content`, `comment` is None"
    COMMENT_BAR = "the small bar under every comment: `content`, `comment`"
    CONTENT_BODY = "below the text of a card and of the item page, viewer-independent: `content`, `full`"
    CONTENT_FOOT = "below the social bar of a card, viewer-independent: `content`, `full` on the item page"
    ITEM_FOOT = "below everything on the item page, for this viewer: `content`, `request`, `read_at` (None the first time)"
    CONTENT_MENU = "entries of the menu behind the dots on an item: `content`, `person`"
    ITEM_ASIDE = "widgets in the right column of an item's page: `content`, `person`"
    STREAM_TOP = "above a stream: `person`, and `group` (None at home)"
    ABOUT_BAR = "buttons beside the name of a person or a topic: `person` looks, `about` is a Person or Topic"
    HOME_ASIDE = "widgets in the right column of home: `person`"
    GROUP_ASIDE = "widgets in the right column of a group: `person`, `group`"


@dataclass(frozen=True)
class Fill:
    """Something in a slot. `template` gets the slot's context plus what `context(**context)` returns, if given;
    a `context` that returns None leaves the slot empty. Lower `order` comes first."""

    slot: Slot
    template: str
    context: str = ""
    order: int = 50


@dataclass(frozen=True)
class Kind:
    """A noun people post. `model` is a proxy of Content. `details` names, where it has any, the relation to its one-to-one
    columns ("kudos": `content.kudos`, or "kudos__to" to read on), which cards are given with one query.

    `form` is a subclass of `core.content.forms.PostForm`; its `save_details(content)` writes those columns. Templates are `<app label>/card.html`, `page.html` where the
    feature has them, else core's. `path` ("questions") gives the kind its page `/questions/`, a tab `/g/<slug>/questions/` in
    every group that uses it and an entry in the rail; `listing` is a subclass of `core.content.listing.Listing` that says what
    those pages offer. `data_in(content, data)` stores interchange `data`; `data_out(content)` returns it, from columns only
    (`details` have been fetched). `data_links` ({"keeper": "person"}) names the fields of `data` that name a person, group or topic: both
    functions see keys of rows there, and packages ids.
    """

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
    order: int = 50


@dataclass(frozen=True)
class EventType:
    """Something that happens: `name` is “feature.past_participle”; `sentence` has the placeholders %(actor)s,
    %(content)s, %(group)s and %(person)s. `links` ({"from": "group"}) names what in an event's data is the key of a row, so
    that an export can name its record (an empty type: rows of which none goes out)."""

    name: str
    sentence: object
    icon: str = "activity"
    links: dict[str, str] = field(default_factory=dict, hash=False)


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
    once, and returns a function from one argument (a string) to markup."""

    name: str
    prepare: str


@dataclass(frozen=True)
class Record:
    """An interchange record type: `load` is a subclass of core.features.records.Loader, `dump` one of Dumper there."""

    type: str
    load: str
    dump: str = ""


@dataclass(frozen=True)
class Menu:
    """An entry of the left rail: a URL name without arguments. `managers` shows it to managers only; with a `key` ("p")
    the keys `g` and it go there."""

    label: object
    icon: str
    url: str
    order: int = 50
    managers: bool = False
    key: str = ""


HOOKS: dict[str, type | Callable] = {
    "kinds": Kind,
    "fills": Fill,
    "events": EventType,
    "abilities": Ability,
    "handlers": Handler,
    "overlays": Overlay,
    "records": Record,
    "menu": Menu,
}
