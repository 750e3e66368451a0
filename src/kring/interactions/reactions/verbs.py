"""React, and take it back. Both say which state is wanted, so doing either twice changes nothing."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import living
from kring.core.content.models import Comment, Content
from kring.core.refused import Refused
from kring.interactions.reactions.models import Reaction


def check_react(person, content) -> None:
    """Everybody who reads an item may react to it and to its comments."""
    living(content)


@transaction.atomic
def react(person, content: Content, comment: Comment | None = None, emoji: str = "like") -> None:
    """Give (or change) the person's one reaction to content or to a comment on it."""
    if emoji not in Reaction.Emoji.values:
        raise Refused(_("That reaction doesn't exist."), 400)
    reaction, made = Reaction.objects.get_or_create(
        content=content, comment=comment, person=person, defaults={"emoji": emoji}
    )
    if made:
        _count(content, comment, 1)
        record("reactions.given", actor=person, group=content.group, content=content, comment=comment,
               data={"emoji": emoji})  # fmt: skip
    elif reaction.emoji != emoji:
        Reaction.objects.filter(pk=reaction.pk).update(emoji=emoji)


@transaction.atomic
def take_back(person, content: Content, comment: Comment | None = None) -> None:
    if Reaction.objects.filter(content=content, comment=comment, person=person).delete()[0]:
        _count(content, comment, -1)
        record("reactions.taken_back", actor=person, group=content.group, content=content, comment=comment)


def _count(content: Content, comment: Comment | None, step: int) -> None:
    target = (
        Content.objects.filter(pk=content.pk) if comment is None else Comment.objects.filter(pk=comment.pk)
    )  # seen: only counted up or down
    target.update(reaction_count=F("reaction_count") + step)
