"""Thanks beside other things: the button on somebody's page, what they were thanked for, the entry under a post, the widget."""

from kring.core.content import kind_stream
from kring.core.content.models import Content
from kring.core.content.verbs import may_post_in
from kring.core.features import slots
from kring.core.features.kept import widget
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.kinds.thanks.listing import to

KIND = "thanks"
SHOWN = 3


def button(person, about, **_context) -> dict | None:
    """On a colleague's page."""
    if not isinstance(about, Person) or about.pk == person.pk or not about.is_active:
        return None
    return {} if _somewhere(person) else None


def entry(content, person, **_context) -> dict | None:
    """“Say thanks for this”: to its author, who isn't oneself."""
    if content.is_draft or content.author_id == person.pk or not content.author.is_active:
        return None
    return {} if _somewhere(person) else None


def _somewhere(person) -> bool:
    return bool(may_post_in(person, KIND, Group.objects.open_for_posts(person).only("is_everyone")))


def on_profile(person, about, **_context) -> dict | None:
    """The latest that somebody was thanked for, as far as the viewer may see it."""
    page = to(person, about, size=SHOWN)
    items = _items(page.rows)
    return {"latest": items, "more": bool(page.older)} if items else None


def at_home(person, **_context) -> dict | None:
    """The latest in the person's own groups; for a minute as it was."""
    return widget("thanks:latest", person, lambda: _draw(person))


def _draw(person) -> str:
    items = _items(kind_stream.in_own(person, KIND, size=SHOWN).rows)
    return slots.template("thanks/latest.html").render(latest=items) if items else ""


def _items(rows) -> list[Content]:
    items = Content.objects.filter(pk__in=[row.id for row in rows])  # seen: rows that this person may see
    whole = items.select_related("author", "group").prefetch_related("thanks__people__person")
    return list(whole.newest())
