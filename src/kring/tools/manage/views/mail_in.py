"""What came in by mail and what became of it: never what it says, nor what it was about."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.letterbox import addresses
from kring.core.letterbox.models import Incoming
from kring.core.letterbox.reasons import REASONS
from kring.tools.manage.access import for_managers, manage_page

SIZE = 50


@for_managers
def mail_in(request):
    """Newest first. `?show=` a state; `?before=` the number of the last one that was shown."""
    show, asked = request.GET.get("show", ""), request.GET.get("before", "")
    show = show if show in Incoming.State.values else ""
    found = Incoming.objects.select_related("person").order_by("-pk")
    if show:
        found = found.filter(state=show)
    if asked.isascii() and asked.isdecimal() and len(asked) < 19:
        found = found.filter(pk__lt=int(asked))
    rows, here = list(found[: SIZE + 1]), reverse("manage_mail_in")
    older = f"{here}?{f'show={show}&' if show else ''}before={rows[SIZE - 1].pk}" if len(rows) > SIZE else ""
    return manage_page(
        request,
        "manage/mail_in.html",
        "mail",
        mails=[(row, REASONS.get(row.reason), _target(row)) for row in rows[:SIZE]],
        older=older,
        show=show,
        states=[("", _("All")), *Incoming.State.choices],
        comes_in=addresses.is_set_up(),
    )


def _target(row: Incoming) -> str:
    """To what sort of address it came: which item, or which secret group, is nobody's business here."""
    if addresses.opened(row.target):
        return _("An answer")
    if row.reason == "bounce" or row.target == addresses.bounces():
        return _("Mail that came back")
    return _("A group’s address") if addresses.is_ours(row.target) else _("Another address")
