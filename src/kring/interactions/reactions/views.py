"""Reacting, and seeing who did."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kring.core.content.access import access_comment, access_content
from kring.core.web.pages import page, signed_in
from kring.interactions.reactions import verbs
from kring.interactions.reactions.models import SIGNS, Reaction


@signed_in
@require_POST
def react(request, id, comment_id=None):
    """`reaction` names the wanted reaction, or is empty for none. With script the button shows it already."""
    content = access_content(request.user, id, to="react")
    comment = access_comment(request.user, id, comment_id, to="react") if comment_id else None
    wanted = request.POST.get("reaction", "")
    if wanted:
        verbs.react(request.user, content, comment, wanted)
    else:
        verbs.take_back(request.user, content, comment)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect((comment or content).get_absolute_url())


@signed_in
def who(request, id, comment_id=None):
    """The people who reacted, newest first."""
    content = access_content(request.user, id)
    comment = access_comment(request.user, id, comment_id) if comment_id else None
    found = Reaction.objects.filter(content=content, comment=comment).select_related("person").order_by("-id")
    reactions = [
        (reaction.person, SIGNS.get(reaction.emoji, reaction.emoji), _word(reaction.emoji))
        for reaction in found[:500]
    ]
    return page(request, "reactions/who.html", content=content, comment=comment, reactions=reactions)


def _word(emoji: str):
    return Reaction.Emoji(emoji).label if emoji in Reaction.Emoji.values else emoji
