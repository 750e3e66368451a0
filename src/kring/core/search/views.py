"""The search page: asking, finding, narrowing; and what to do where nothing is found."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.content.verbs import may_post_in
from kring.core.features import registry
from kring.core.search import chips, recent, tally
from kring.core.search.address import Asked, to
from kring.core.search.asking import Found
from kring.core.search.finding import find
from kring.core.search.parsing import parse
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell

MOST_PAGES = 50


@signed_in
def search(request):
    """`?q=` and filters (see address.py): a page of results; nothing asked yet: where the person was lately."""
    asked = Asked.of(request)
    if not asked.typed and not any(asked.fields.get(name) for name in chips.LABELS):
        return page(request, "search/start.html", asked=asked, visited=recent.visited(request.user))
    question, number = parse(asked.typed, request.GET), _number(request)
    found = find(request.user, question, number)
    if number == 1:
        tally.count(request.user, question, found)
    return page(
        request,
        "search/results.html",
        asked=asked,
        question=question,
        found=found,
        number=number,
        chips=chips.chips(request.user, asked, question, found),
        controls=chips.controls(asked, question, found),
        sorts=_sorts(asked, question),
        similar=[(words, to(words)) for words in found.similar],
        words=asked.bare(),
        bare=to(asked.bare()),
        asking=[] if found.hits or found.first else _asking(request, asked.bare()),
        says=_says(found),
    )


def _number(request) -> int:
    asked = request.GET.get("page", "")
    return min(int(asked), MOST_PAGES) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 5 else 1


def _sorts(asked: Asked, question) -> list[dict]:
    return [
        {"label": label, "url": asked.but(sort=value), "current": question.sort == value}
        for value, label in (("", _("Best first")), ("newest", _("Newest first")))
    ]


def _says(found: Found) -> str:
    number = {"num": found.total}
    if found.at_least:
        return _("More than %(num)s results") % number
    return ngettext("%(num)s result", "%(num)s results", found.total) % number


def _asking(request, words: str) -> list[tuple[str, str, str]]:
    """(what a button says, where it leads, its icon) for each kind with which one asks colleagues something, that this
    person may post somewhere."""
    groups = shell(request).own_groups
    return [
        (
            registry.load(kind.listing).new,
            f"{reverse('new')}?{urlencode({'kind': slug, 'title': words})}",
            kind.icon,
        )
        for slug, kind in registry.kinds().items()
        if registry.kind_model(slug).opens and may_post_in(request.user, slug, groups)
    ]
