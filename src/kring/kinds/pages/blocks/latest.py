import re

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.features import registry, switches
from kring.kinds.pages.blocks.base import Block, BlockForm, line

MOST = 10
SLUG = re.compile(r"[\w-]{1,40}")
HERE, ALL = "here", "all"


def kinds() -> list[tuple[str, object]]:
    """Those that have a page of their own and are on somewhere."""
    owners = registry.feature_of_kind()
    return [
        (slug, kind.plural)
        for slug, kind in registry.kinds().items()
        if kind.path and switches.is_on(owners[slug])
    ]


class LatestForm(BlockForm):
    title = forms.CharField(label=_("Heading"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("What"), choices=kinds)
    where = forms.ChoiceField(
        label=_("Where"),
        choices=[(HERE, _("In this group")), (ALL, _("Everywhere the reader may read"))],
    )
    count = forms.IntegerField(label=_("How many"), initial=5, min_value=1, max_value=MOST)


class Latest(Block):
    """The newest of a kind, as each reader may see them. Of a kind that is off nothing is shown."""

    slug = "latest"
    label = _("Latest")
    icon = "list"
    form = LatestForm
    personal = True

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        kind, count = raw.get("kind"), raw.get("count")
        if not isinstance(kind, str) or not SLUG.fullmatch(kind):
            return None
        count = min(max(count, 1), MOST) if type(count) is int else 5
        where = ALL if raw.get("where") == ALL else HERE
        return {
            "type": "latest",
            "title": line(raw.get("title"), 120),
            "kind": kind,
            "where": where,
            "count": count,
        }
