"""“Anna, Bram and 4 others”: who reacted, above the comments of an item."""

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.interactions.reactions.models import SIGNS, Reaction

NAMED = 2
KINDS = """SELECT emoji, count(*), max(CASE WHEN person_id = %s THEN 1 ELSE 0 END) FROM reactions_reaction
    WHERE content_id = %s AND comment_id IS NULL GROUP BY emoji ORDER BY 2 DESC"""


def summary(content, request, **_context):
    """None where nobody reacted."""
    if not content.reaction_count:
        return None
    with connection.cursor() as cursor:
        cursor.execute(KINDS, [request.user.pk, content.pk])
        kinds = cursor.fetchall()
    others = Reaction.objects.filter(content=content, comment=None).exclude(person=request.user)
    names = list(others.order_by("-pk").values_list("person__name", flat=True)[:NAMED])
    mine = any(own for _emoji, _number, own in kinds)
    shown = ([_("You")] if mine else []) + names
    return {
        "signs": "".join(SIGNS.get(emoji, "") for emoji, *_ in kinds[:3]),
        "sentence": sentence(shown[:NAMED], content.reaction_count),
    }


def who(content):
    """Those who reacted to it, or to a comment on it."""
    return Reaction.objects.filter(content=content).values("person_id")


def sentence(names: list[str], total: int) -> str:
    others = total - len(names)
    if others > 0:
        words = ngettext("%(names)s and %(num)d other", "%(names)s and %(num)d others", others)
        return words % {"names": ", ".join(names), "num": others}
    if len(names) == 2:
        return _("%(one)s and %(two)s") % {"one": names[0], "two": names[1]}
    return names[0] if names else ""
