"""Cards and pages as viewer-independent fragments, cached under what they show: version, switches, language."""

from django.db.models import prefetch_related_objects
from django.utils import translation
from markupsafe import Markup

from kring.core.content import fragments
from kring.core.content.later import later, put
from kring.core.content.models import Content
from kring.core.features import registry, slots, switches
from kring.core.files.shown import in_sizes, there, with_files


def cards(rows, look: str = "card") -> list[Markup]:
    """The cards of stream rows (or another look of their kinds, such as "row"), in their order, as marks; missing ones are
    rendered together, with a fixed number of queries.

    The caller has made sure that the viewer may see the rows: a card itself is the same for everyone.
    """
    key = _keys(look)
    keys = {key(row.id, row.version): row.id for row in rows}
    found = fragments.get_many(keys)
    by_id = {keys[key]: html for key, html in found.items()}
    missing = [id for id in keys.values() if id not in by_id]
    if missing:
        items = _whole(missing)  # their version may have moved since the rows were read
        fresh = {item.pk: _render(item, look).encode() for item in items}
        fragments.set_many({key(item.pk, item.version): fresh[item.pk] for item in items})
        by_id |= fresh
    return [put(by_id[row.id]) for row in rows if row.id in by_id]


def page(content: Content, foot: str) -> Markup:
    """The item unfolded; `foot` is what stands below it (its comments)."""
    text = fragments.get_or_make(_keys("page")(content.pk, content.version), lambda: _render(content, "page"))
    return put(text.replace(later("item_foot", content.pk).encode(), foot.encode()))


def _keys(what: str):
    """The function that makes the keys of this request's fragments."""
    end = f"{switches.board().generation}:{translation.get_language()}"
    return lambda id, version: f"{what}:{id}:{version}:{end}"


def _whole(ids: list[int]) -> list[Content]:
    """The items with everything that a look of them may show."""
    whole = Content.objects.select_related("author", "group").prefetch_related(
        with_files()
    )  # seen: by the caller
    items = list(whole.filter(pk__in=ids))
    for kind in registry.kinds().values():
        if kind.details:
            prefetch_related_objects([item for item in items if item.kind == kind.slug], kind.details)
    beside = [*registry.fills(slots.Slot.CONTENT_BODY), *registry.fills(slots.Slot.CONTENT_FOOT)]
    for _feature, fill in beside:
        if prefetch := getattr(registry.load(fill.context), "prefetch", None) if fill.context else None:
            prefetch(items)
    return items


def _render(content: Content, what: str) -> Markup:
    template = slots.template(template_of(content, what))
    if what == "page":
        prefetch_related_objects([content], with_files())
    html = template.render(content=content, kind=content.spec, full=what == "page")
    return Markup(in_sizes(html, there(content)))


def template_of(content: Content, what: str) -> str:
    """`<app label>/card.html` of the kind's feature where there is one, else core's."""
    feature = registry.features()[registry.feature_of_kind()[content.kind]]
    own = f"{feature.label}/{what}.html"
    return own if _exists(own) else f"content/{what}.html"


@registry.cache
def _exists(name: str) -> bool:
    from django.template import TemplateDoesNotExist

    try:
        slots.template(name)
    except TemplateDoesNotExist:
        return False
    return True
