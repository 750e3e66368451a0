"""Voting, closing, and who voted."""

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.content.stream import row_of
from kring.core.refused import Refused
from kring.core.votes.models import Vote
from kring.core.web.pages import back, page, signed_in, toast
from kring.kinds.polls import showing, verbs, ways
from kring.kinds.polls.ways import YES


@signed_in
def look(request, id):
    """The poll by itself, for a page that follows it."""
    return _drawn(request, access_content(request.user, id, to="look_at_poll"))


@signed_in
@require_POST
def vote(request, id):
    """`withdraw` takes it back; else the answers, as the poll's way to vote has them."""
    content = access_content(request.user, id, to="vote_in_poll")
    if "withdraw" in request.POST:
        verbs.withdraw(request.user, content)
        return _done(request, content, _("Your vote is taken back."))
    ids = set(content.poll.options.values_list("pk", flat=True))
    verbs.vote(request.user, content, ways.read(content.poll.way, request.POST, ids))
    return _done(request, content, _("Your vote counts. Thank you."))


@signed_in
@require_POST
def close(request, id):
    content = access_content(request.user, id, to="close_poll")
    verbs.close(content, by=request.user)
    return _done(request, content, _("The poll is closed."))


def _done(request, content, words: str):
    if request.htmx:
        return toast(_drawn(request, content), words)
    messages.success(request, words)
    return back(request, content.get_absolute_url())


def _drawn(request, content):
    return page(request, "polls/part.html", rows=[row_of(content)], content=content)


MOST_NAMES, MOST_VOTES = 500, 5000


@signed_in
def voters(request, id):
    """Who chose what, where that isn't anonymous and the results may be seen."""
    content = access_content(request.user, id, to="look_at_poll")
    shown = showing.of(request.user, [content.pk]).get(content.pk)
    if shown is None or shown.ballot.anonymous:
        raise Http404
    if shown.results_hidden:
        raise Refused(_("The results appear when the poll closes, and who voted with them."))
    return page(
        request, "polls/voters.html", content=content, poll=shown, named=_named(shown), most=MOST_NAMES
    )


def _named(shown) -> list[tuple]:
    """(option, [(person, words about it)]) for each; of dates not those who can't."""
    votes = Vote.objects.filter(content=shown.content).select_related("person").order_by("person__name")
    of_key: dict[str, list] = {option.key: [] for option in shown.options}
    for vote in votes[:MOST_VOTES]:
        if vote.option in of_key and (vote.value or not shown.is_way("DATES")):
            of_key[vote.option].append((vote.value, vote.person))
    found = []
    for option in shown.options:
        people = sorted(of_key[option.key], key=lambda pair: pair[0], reverse=shown.is_way("DATES"))
        found.append((option, [(person, _words(shown, value)) for value, person in people[:MOST_NAMES]]))
    return found


def _words(shown, value: int) -> str:
    if shown.is_way("DATES"):
        return _("yes") if value == YES else _("if need be")
    return _("place %(place)s") % {"place": value} if shown.is_way("RANKED") else ""
