"""Take a comment or an item further: begin a draft of another kind with its words, and link the two when that is posted."""

import html
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import drafts, text
from kring.core.content.models import Content
from kring.core.content.verbs import may_post_in
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.refused import Refused
from kring.interactions.further.models import Further

TITLE = 100


def check_further(person, content) -> None:
    """Everybody who reads something may go on from it, elsewhere too."""
    if content.is_draft:
        raise Refused(_("This isn't published yet."))


def choices(person, content) -> list[tuple]:
    """(kind, the groups where this person may post it), the group that the words stand in first."""
    own = list(Group.objects.open_for_posts(person).order_by("-is_everyone", "name"))
    own.sort(key=lambda group: group.pk != content.group_id)
    found = [(kind, may_post_in(person, slug, own)) for slug, kind in registry.kinds().items()]
    return [(kind, groups) for kind, groups in found if groups]


@transaction.atomic
def begin(person, content: Content, comment, kind: str) -> drafts.Draft:
    """A draft of this kind, with a title and a quote; what is begun already is gone on with."""
    groups = {one.slug: there for one, there in choices(person, content)}.get(kind)
    if not groups:
        raise Refused(_("You can't post this anywhere. Choose another kind."), 400)
    begun = Further.objects.filter(of_id=content.pk, comment=comment, by=person, content=None)
    keys = {drafts.key_of(token) for token in begun.values_list("token", flat=True) if token}
    if there := drafts.unsent(person).filter(key__in=keys, kind=kind).first():
        return there
    token = uuid.uuid4()
    Further.objects.create(of_id=content.pk, comment=comment, by=person, token=token)
    fields = {
        "title": [_title(content, comment)],
        "body": [_quote(content, comment)],
        "body_format": ["html"],
        "group": [str(groups[0].pk)],
        "token": [str(token)],
    }
    return drafts.save(person, drafts.key_of(token), kind, fields, "", mine=True)


@transaction.atomic
def link(content: Content) -> None:
    """What was begun from somewhere has been published: from now on each leads to the other."""
    row = (
        Further.objects.filter(token=content.token, content=None)
        .select_related("of__group", "comment")
        .first()
    )
    if row is None or row.by_id != content.author_id:
        return
    Further.objects.filter(pk=row.pk).update(content=content)
    Content.objects.filter(pk__in=[row.of_id, content.pk]).touch()
    said = row.comment or row.of
    record("further.taken", actor=content.author, group=row.of.group, content=row.of, comment=row.comment,
           person=said.author, data={"to": content.pk})  # fmt: skip


def _title(content, comment) -> str:
    if comment is None and content.title:
        return content.title
    words = text.plain(comment.body if comment else content.body)
    first = words.split(". ")[0].split("\n")[0].strip()
    return first if len(first) <= TITLE else first[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def _quote(content, comment) -> str:
    """The words as a quote, with who said them and where."""
    said = comment or content
    where = said.get_absolute_url()
    by = html.escape(_("%(name)s wrote:") % {"name": said.author.name}, quote=False)
    return f'<p></p><p><a href="{where}">{by}</a></p><blockquote>{said.body or html.escape(content.title)}</blockquote>'
