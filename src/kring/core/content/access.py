"""Fetch, authorise and, where needed, lock: one call for every view, job and verb that touches one item."""

from django.http import Http404
from django.utils.translation import gettext as _

from kring.core.content.models import Comment, Content
from kring.core.content.states import READABLE, State
from kring.core.content.verbs import check_post
from kring.core.features import registry, switches
from kring.core.refused import Refused


def access_content(person, id, to: str = "read", lock: bool = False) -> Content:
    """The content with this id, if `person` may see it (else Http404) and do `to` with it (else Refused, with why)."""
    items = Content.objects.bin_of(person) if to == "restore" else Content.objects.visible_to(person)
    items = items.select_related("group", "author")
    if lock:
        items = items.select_for_update(of=("self",))
    content = items.filter(pk=id).first()
    if content is None:
        raise Http404
    check(person, content, to)
    return content


def access_comment(person, content_id, comment_id, to: str = "read") -> Comment:
    """A comment, looked up through its content. `to` is what is to be done with the comment."""
    content = access_content(person, content_id)
    comment = (
        content.comments.select_related("author").filter(pk=comment_id).first()
    )  # seen: through content that has been authorised
    if comment is None or (comment.deleted_at and to != "read"):
        raise Http404
    comment.content = content
    if to in ("edit", "delete"):
        may = comment.author_id == person.pk or (to == "delete" and is_host(person, content.group))
        if not may:
            raise Refused(_("Only the author can change a comment; the author or a host can delete it."))
    elif to != "read":
        check(person, content, to)
    return comment


def check(person, content, to: str) -> None:
    """Raise Refused with the reason where `person` may not do `to` with content that they can see; Http404 where the
    feature that brings the ability is off there."""
    if to in CORE:
        return CORE[to](person, content)
    if to not in registry.by_name("abilities"):
        raise LookupError(f"No feature declares the ability “{to}”.")
    feature, ability = registry.by_name("abilities")[to]
    if not switches.is_on(feature.slug, content.group_id):
        raise Http404
    registry.load(ability.check)(person, content)


def can(person, content, to: str) -> bool:
    """The same rule as a yes or no, for templates."""
    try:
        check(person, content, to)
    except (Refused, Http404):
        return False
    return True


def is_host(person, group) -> bool:
    """A host of the group; a manager of the platform counts as host wherever they may read and in the organisation."""
    role = person.roles.get(group.pk)
    return role == "host" or (person.is_manager and (role is not None or group.access == "open"))


def living(content) -> None:
    """Nothing can be added to what is archived, or stands in an archived group."""
    if content.group.is_archived:
        raise Refused(_("This group is archived: it can be read, not added to."))
    if content.state == State.ARCHIVED:
        raise Refused(_("This is archived: it can be read, not added to."))
    if content.state not in READABLE:
        raise Refused(_("This isn't published yet."))


def _read(person, content) -> None:
    pass


def _author(person, content) -> None:
    if content.author_id != person.pk:
        raise Refused(_("Only its author can edit this."))
    if content.group.is_archived and not content.is_draft:  # a draft can go elsewhere
        raise Refused(_("This group is archived: it can be read, not added to."))


def _edit(person, content) -> None:
    """The author; of what a group writes together every member, once it is published; of what its hosts keep, they."""
    if content.edited_by_hosts and not content.is_draft and is_host(person, content.group):
        return living(content)
    if content.is_draft or not content.edited_together:
        return _author(person, content)
    if person.roles.get(content.group_id) is None:
        raise Refused(_("Only members of this group can edit this."))
    living(content)


def _publish(person, content) -> None:
    _author(person, content)
    check_post(person, content.group, content.kind)


def _host(person, content) -> None:
    if not is_host(person, content.group):
        raise Refused(_("Only a host of this group can do this."))


def _author_or_host(person, content) -> None:
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Only its author or a host of this group can do this."))


CORE = {
    "read": _read,
    "edit": _edit,
    "publish": _publish,
    "pin": _host,
    "archive": _author_or_host,
    "move": _author_or_host,
    "bin": _author_or_host,
    "restore": _author_or_host,
    "close": _author_or_host,
}
