"""Following and stopping, what is new about all that, and what it is made of."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from kring.core.content.access import access_content
from kring.core.content.cards import cards
from kring.core.content.models import Topic
from kring.core.content.topics import access_topic
from kring.core.people.models import Person
from kring.core.web.pages import back, page, signed_in
from kring.interactions.follows import lists, stream, verbs


@signed_in
@require_POST
def content(request, id):
    """`on=1` follows, `on=0` stops; who followed once can stop whatever has become of it."""
    wanted = request.POST.get("on") == "1"
    item = access_content(request.user, id, to="follow" if wanted else "read")
    return _done(request, wanted, item, content=item)


@signed_in
@require_POST
def topic(request, slug):
    wanted = request.POST.get("on") == "1"
    mine = Topic.objects.filter(slug=slug, follows__person=request.user)
    found = access_topic(request.user, slug) if wanted or not mine.exists() else mine.get()
    return _done(request, wanted, found, topic=found)


@signed_in
@require_POST
def person(request, handle):
    wanted = request.POST.get("on") == "1"
    people = Person.objects.visible_to(request.user)
    found = get_object_or_404(people.active() if wanted else people, handle=handle.lower())
    return _done(request, wanted, found, followee=found)


def _done(request, wanted: bool, thing, **what):
    (verbs.follow if wanted else verbs.unfollow)(request.user, **what)
    if request.htmx:
        return HttpResponse(status=204)
    return back(request, thing.url)


@signed_in
def following(request):
    """What is new from the people and about the topics that this person follows; `?before=` continues."""
    before = request.GET.get("before", "")
    found = stream.of(request.user, before)
    return page(
        request,
        "follows/stream.html",
        rows=found.rows,
        cards=Markup("".join(cards(found.rows))),
        older=found.older,
        first=not before,
        tabs=tabs("stream"),
    )


@signed_in
def listed(request):
    """What this person follows, the latest first: `?of=items`, `people` or `topics`."""
    of = request.GET.get("of", "items")
    if of not in lists.OF:
        raise Http404
    if not lists.sane(request.GET.get("before", "")):
        return redirect(f"{reverse('following_list')}?of={of}")
    rows, older = lists.OF[of](request.user, request.GET.get("before", ""))
    return page(request, f"follows/{of}.html", found=rows, older=older, of=of, tabs=tabs(of))


def tabs(current: str) -> list[dict]:
    stream_url, list_url = reverse("following"), reverse("following_list")
    found = [("stream", _("What’s new"), stream_url)]
    found += [
        (of, words, f"{list_url}?of={of}")
        for of, words in (("items", _("Items")), ("people", _("People")), ("topics", _("Topics")))
    ]
    return [{"label": label, "url": url, "current": of == current, "count": None} for of, label, url in found]
