"""What was sent, to be read again by who may read it; and the way from a newsletter to an item."""

from django.db.models import Prefetch
from django.shortcuts import redirect
from markupsafe import Markup

from kring.core.content.access import access_content
from kring.core.groups.models import Group
from kring.core.web.pages import page, signed_in
from kring.tools.newsletter import audience, reach, verbs
from kring.tools.newsletter.access import access_newsletter, may_start
from kring.tools.newsletter.letter import pieces
from kring.tools.newsletter.models import Newsletter, State

SIZE = 30
CAME_FROM, REMEMBERED = "newsletters", 60 * 86400  # the cookie that says from where this browser came already


@signed_in
def overview(request):
    """What was sent to me, newest first (`?before=` continues); for who writes them their drafts, too."""
    asked = request.GET.get("before", "")
    known = Prefetch("groups", Group.objects.visible_to(request.user))  # to whom else it went isn't said
    sent = Newsletter.objects.visible_to(request.user).prefetch_related(known).order_by("-begun_at", "-pk")
    if asked.isdecimal() and len(asked) < 19:
        last = sent.filter(pk=int(asked)).first()
        sent = sent.filter(begun_at__lt=last.begun_at) if last else sent.none()
    rows = list(sent[: SIZE + 1])
    writes = may_start(request.user)
    mine = Newsletter.objects.written_by(request.user).filter(state__in=(State.DRAFT, State.SCHEDULED))
    return page(
        request,
        "newsletter/overview.html",
        sent=rows[:SIZE],
        older=rows[SIZE - 1].pk if len(rows) > SIZE else None,
        drafts=list(mine.prefetch_related("groups").order_by("-pk")[:50]) if writes and not asked else [],
        writes=writes,
    )


@signed_in
def newsletter(request, newsletter_id):
    """As this person may read it; who may write it sees how it went."""
    wrote = Newsletter.objects.written_by(request.user).filter(pk=newsletter_id).first()
    if wrote is not None and wrote.is_draft:
        return redirect("newsletter_write", newsletter_id=newsletter_id)
    found = access_newsletter(request.user, newsletter_id)
    return page(
        request,
        "newsletter/read.html",
        newsletter=found,
        intro=Markup(found.intro),
        pieces=pieces(found, request.user, counted=False),
        whose=audience.sender(found),
        reach=reach.of(found) if wrote else None,
        opened=reach.opened(found) if wrote else {},
    )


@signed_in
def to_item(request, newsletter_id, content_id):
    """To an item of the newsletter. A browser that comes again isn't counted again; who it is isn't written down."""
    content = access_content(request.user, content_id)
    sent = (
        Newsletter.objects.visible_to(request.user).filter(pk=newsletter_id, parts__content=content).first()
    )
    answer = redirect(content)
    been = request.COOKIES.get(CAME_FROM, "").split(".")[:100]
    if sent is not None and (mark := f"{sent.pk}-{content.pk}") not in been:
        verbs.opened(sent, content.pk)
        value = ".".join([mark, *been]).strip(".")[:2000]
        answer.set_cookie(
            CAME_FROM, value, max_age=REMEMBERED, httponly=True, samesite="Lax", path="/newsletters/"
        )
    return answer
