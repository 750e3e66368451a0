"""Calendars for other programs, and the page that gives their addresses."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.groups.models import Group
from kring.core.web.pages import page, signed_in
from kring.kinds.events import asked, feeds, written
from kring.kinds.events.models import FeedKey

TYPE = "text/calendar; charset=utf-8"


@signed_in
def addresses(request):
    """Make, renew or end the secret; one form, `do` says which."""
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in ("make", "renew", "end"):
            raise Http404
        {"make": feeds.key_of, "renew": feeds.renew, "end": feeds.end}[do](request.user)
        if do != "make":
            messages.success(request, _("The old addresses don’t work any more."))
        return redirect("event_feeds")
    key = FeedKey.objects.filter(person=request.user).first()
    groups = Group.objects.mine(request.user).filter(is_everyone=False).order_by("name")
    return page(request, "events/feeds.html", key=key, found=_of(key, groups) if key else [])


def _of(key: FeedKey, groups) -> list[tuple[str, str]]:
    def full(name: str, **values) -> str:
        return settings.BASE_URL + reverse(name, kwargs={"token": key.secret, **values})

    return [
        (_("What I come to"), full("event_feed_mine")),
        (_("Everything that I may see"), full("event_feed_all")),
        *((group.name, full("event_feed_group", slug=group.slug)) for group in groups),
    ]


def feed(request, token, what, slug=""):
    """Opens without signing in: the token says who reads it."""
    person = feeds.owner(token)
    if person is None:
        raise Http404
    group = None
    if slug:
        group = Group.objects.readable_by(person).filter(slug=slug).first()
        if group is None:
            raise Http404
    answer = HttpResponse(feeds.drawn(person, what, group), content_type=TYPE)
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@signed_in
def one(request, id):
    """One event, for a calendar."""
    content = asked.event(request.user, id)
    answer = HttpResponse(written.calendar("", [content]), content_type=TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="event-{content.pk}.ics"'
    return answer
