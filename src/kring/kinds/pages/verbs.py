"""Put blocks on a page; let a group open on one, or on its stream again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.content.traits.editable import SAME_EDIT
from kring.core.groups.models import Group
from kring.core.refused import Refused
from kring.kinds.pages.models import Page, PageLayout


@transaction.atomic
def lay_out(page: Page, by, blocks: list[dict], note: str = "", apart: bool = False) -> bool:
    """These (clean) blocks, instead of those that were there; of a published page the version before is kept, as with its text.
    False where nothing changed."""
    details, _made = PageLayout.objects.select_for_update().get_or_create(content_id=page.pk)
    page.layout = details
    if details.blocks == blocks:
        return False
    if not page.is_draft and (apart or not _just_edited(page, by)):
        page.keep_version()
    PageLayout.objects.filter(pk=details.pk).update(blocks=blocks)
    details.blocks = blocks
    page.touch()
    if not page.is_draft:
        page.edited_at = timezone.now()
        Page.objects.filter(pk=page.pk).update(edited_at=page.edited_at)
        record(
            "content.edited", actor=by, group=page.group, content=page, data={"note": note} if note else {}
        )
    return True


def _just_edited(page: Page, by) -> bool:
    """Changes by one person within ten minutes are one version."""
    last = page.events_of("content.edited").first()
    return bool(last and last.actor_id == by.pk and timezone.now() - last.created_at < SAME_EDIT)


def check_home(person, content) -> None:
    """What a group opens on is chosen by its hosts, among its own pages."""
    if not isinstance(content, Page):
        raise Refused(_("A group can only open on a page."))
    living(content)
    if not is_host(person, content.group):
        raise Refused(_("Only a host of this group can do this."))


@transaction.atomic
def make_home(page: Page, by) -> None:
    """Its group opens on it from now on; another page that it opened on no longer is that."""
    group = Group.objects.select_for_update().get(
        pk=page.group_id
    )  # seen: the caller has authorised the page
    chosen = PageLayout.objects.filter(home_of=group)
    if chosen.filter(content_id=page.pk).exists():
        return
    chosen.update(home_of=None, home_by=None, home_at=None)
    PageLayout.objects.update_or_create(
        content_id=page.pk, defaults={"home_of": group, "home_by": by, "home_at": timezone.now()}
    )
    record("pages.made_home", actor=by, group=group, content=page)


@transaction.atomic
def unmake_home(page: Page, by) -> None:
    chosen = PageLayout.objects.filter(content_id=page.pk, home_of__isnull=False)
    if chosen.update(home_of=None, home_by=None, home_at=None):
        record("pages.unmade_home", actor=by, group=page.group, content=page)
