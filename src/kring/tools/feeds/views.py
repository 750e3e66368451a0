"""The page that gives somebody their addresses, and the feeds themselves, which a reader fetches without signing in."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.core.content.topics import lately
from kring.core.features import registry, switches
from kring.core.groups.models import Group
from kring.core.web.pages import page, signed_in
from kring.tools.feeds import atom, verbs
from kring.tools.feeds.entries import SORTS
from kring.tools.feeds.models import FeedKey

TOPICS = 12
"""Those that are talked about in somebody's groups; any other has an address like theirs."""


@signed_in
def feeds(request):
    """My addresses. POST `do=new` makes them (anew), `do=end` ends them."""
    if request.method == "POST":
        if request.POST.get("do") == "end":
            verbs.end(request.user)
            messages.success(request, _("Your feeds have ended. Their addresses lead nowhere now."))
        elif request.POST.get("do") == "new":
            verbs.renew(request.user)
            messages.success(request, _("Your addresses are new. Those from before lead nowhere now."))
        return redirect("feeds")
    key = FeedKey.objects.filter(person=request.user).first()
    answer = page(request, "feeds/page.html", key=key, lines=_lines(request.user, key) if key else [])
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _lines(person, key: FeedKey) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(name, address)])."""
    own = Group.objects.visible_to(person).filter(memberships__person=person, archived_at=None)
    kinds = [
        (str(kind.plural), _address(key.token, "kind", kind.slug))
        for feature, kind in registry.declared("kinds")
        if switches.is_on(feature.slug)
    ]
    groups = [
        (group.name, _address(key.token, "group", group.slug))
        for group in own.order_by("-is_everyone", "name")
    ]
    topics = [
        (f"#{topic.name}", _address(key.token, "topic", topic.slug))
        for topic, _number in lately(person, most=TOPICS)
    ]
    return [
        (_("Everything"), [(_("New in my groups"), _address(key.token, "home", "all"))]),
        (_("My groups"), groups),
        (_("By topic"), topics),
        (_("By kind"), kinds),
    ]


def _address(token: str, sort: str, slug: str) -> str:
    return settings.BASE_URL + reverse("feed", kwargs={"token": token, "name": sort, "slug": slug})


@require_safe
def feed(request, token, name, slug):
    """For whoever has the address, as the person whose it is: what that person may read at this moment."""
    person = verbs.reader(token)
    if person is None or name not in SORTS:
        raise Http404
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        found = SORTS[name](person, slug)
        mark = atom.etag(found, request.path, language)
        if mark in parse_etags(request.headers.get("If-None-Match", "")):
            answer = HttpResponseNotModified()
        else:
            answer = HttpResponse(atom.write(found, request.path, language), content_type=atom.TYPE)
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer
