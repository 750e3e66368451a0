"""Cards and pages as viewer-independent fragments, cached under what they show: version, switches, language."""

from django.db.models import prefetch_related_objects
from django.utils import translation
from markupsafe import Markup

from kring.core.content import fragments
from kring.core.content.later import later, put
from kring.core.content.models import Content
from kring.core.features import named, registry, slots, switches
from kring.core.files.shown import in_sizes, there, with_files

BESIDE = (slots.Slot.CONTENT_TOP, slots.Slot.CONTENT_BODY, slots.Slot.CONTENT_FOOT)


def cards(rows, look: str = "card") -> list[Markup]:
    """The cards of stream rows (or another look of their kinds, such as "row"), in their order, as marks; missing ones are
    rendered together, with a fixed number of queries.

    The caller has made sure that the viewer may see the rows: a card itself is the same for everyone.
    """
    key = _keys(look)
    keys = {key(row.id, row.version): row.id for row in rows}
    found = fragments.get_many(keys)
    by_id = {keys[key]: html for key, html in found.items()}
    missing = {row.id: row.kind for row in rows if row.id not in by_id}
    if missing:
        items = _whole(missing)  # their version may have moved since the rows were read
        fresh = {item.pk: _render(item, look).encode() for item in items}
        fragments.set_many({key(item.pk, item.version): fresh[item.pk] for item in items})
        by_id |= fresh
    return [put(by_id[row.id]) for row in rows if row.id in by_id]


def page(content: Content, foot: str) -> Markup:
    """The item unfolded; `foot` is what stands below it (its comments)."""
    text = fragments.get_or_make(_keys("page")(content.pk, content.version), lambda: _unfolded(content))
    return put(text.replace(later("item_foot", content.pk).encode(), foot.encode()))


def _keys(what: str):
    """The function that makes the keys of this request's fragments."""
    end = f"{switches.board().generation}:{translation.get_language()}"
    return lambda id, version: f"{what}:{id}:{version}:{end}"


def _whole(missing: dict[int, str]) -> list[Content]:
    """The items, of which the kinds are known, with everything that a look of them may show."""
    beside = {name for slug in set(missing.values()) for name in _own_rows(slug)}
    whole = Content.objects.select_related("author", "group", *beside)  # seen: by the caller
    items = list(whole.prefetch_related(with_files()).filter(pk__in=missing))
    for kind in registry.kinds().values():
        if kind.details:
            prefetch_related_objects(
                [item for item in items if item.kind == kind.slug], *kind.details.split()
            )
    named.look(items)
    for _feature, fill in (fill for slot in BESIDE for fill in registry.fills(slot)):
        if prefetch := getattr(registry.load(fill.context), "prefetch", None) if fill.context else None:
            prefetch(items)
    return items


@registry.cache
def _own_rows(kind: str) -> list[str]:
    """Where the kind keeps what it has beside the content: rows with the same key, read along with it."""
    spec = registry.kinds().get(kind)
    first = {path.partition("__")[0] for path in (spec.details.split() if spec else ())}
    return sorted(name for name in first if Content._meta.get_field(name).one_to_one)


def _unfolded(content: Content) -> Markup:
    prefetch_related_objects([content], with_files())
    return _render(content, "page")


def _render(content: Content, what: str) -> Markup:
    template = slots.template(template_of(content, what))
    html = template.render(content=content, kind=content.spec, full=what == "page")
    return Markup(in_sizes(html, there(content)))


def template_of(content: Content, what: str) -> str:
    """`<app label>/<kind>_card.html` or `<app label>/card.html` of the kind's feature where there is one, else core's."""
    feature = registry.features()[registry.feature_of_kind()[content.kind]]
    own = (f"{feature.label}/{content.kind}_{what}.html", f"{feature.label}/{what}.html")
    return next((name for name in own if _exists(name)), f"content/{what}.html")


@registry.cache
def _exists(name: str) -> bool:
    from django.template import TemplateDoesNotExist

    try:
        slots.template(name)
    except TemplateDoesNotExist:
        return False
    return True
