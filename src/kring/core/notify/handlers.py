"""What changes who may see something keeps the rows right, so that the numbers on bells are: what can't be seen becomes
"gone", and comes back when it can be. Whether it may be seen is asked again anyhow when it is listed or delivered.
"""

from django.db.models import Exists, OuterRef, Q

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.content.querysets import people_who_see
from kring.core.content.states import READABLE
from kring.core.features import registry, switches
from kring.core.groups.models import JoinRequest
from kring.core.notify import reading
from kring.core.notify.models import UNREAD, Cause, Notification
from kring.core.notify.origins import causes_of
from kring.core.notify.sight import may_see, seen_by, there

MOST_BACK = 300


def content_changed(event: Event) -> None:
    """Put in the bin, taken out of it, moved."""
    rows = _listed(content_id=event.content_id)
    if event.content is not None and rows.exists():
        _settle(rows, Q(person__in=people_who_see(event.content).values("pk")))


def membership_changed(event: Event) -> None:
    """Somebody came into a group or left it."""
    rows = _listed(person_id=event.person_id).filter(
        Q(content__group_id=event.group_id) | Q(group_id=event.group_id)
    )
    if event.person is not None and rows.exists():
        _settle(rows, seen_by(event.person))


def group_changed(event: Event) -> None:
    """Opened or closed: asked of one item of each kind, for the others of it are seen by the same people."""
    if "access" not in event.data.get("fields", ()):
        return
    rows = _listed(content__group_id=event.group_id, content__state__in=READABLE)
    for kind in set(rows.values_list("content__kind", flat=True)):
        same = rows.filter(content__kind=kind)
        one = Content.objects.select_related("group").get(pk=same.values("content")[:1])  # seen: asked here
        _settle(same, Q(person__in=people_who_see(one).values("pk")))


def comment_changed(event: Event) -> None:
    """A comment was deleted or came back: a notification of nothing but deleted comments is none."""
    told = Cause.objects.filter(comment_id=event.comment_id).values("notification_id")
    rows = _listed(pk__in=told)
    if event.comment_id is not None and rows.exists():
        left = Cause.objects.filter(there(), notification__in=rows.values("pk"))
        _settle(rows, Q(pk__in=list(left.values_list("notification_id", flat=True).distinct())))


def feature_switched(event: Event) -> None:
    """What is about a kind that is off now, or was told by what is off, or only about comments where they are, isn't listed;
    where it is on again, the latest are."""
    slug = event.data.get("feature")
    features = {slug} | {one.slug for one in registry.features().values() if slug in one.requires}
    kinds = [kind for kind, feature in registry.feature_of_kind().items() if feature in features]
    commenting = registry.by_name("abilities").get("read_comments")
    of_comments = commenting is not None and slug == commenting[0].slug
    told = Exists(Cause.objects.filter(causes_of(features), notification=OuterRef("pk")))
    rows = _listed().filter(Q(content__isnull=False) if of_comments else Q(content__kind__in=kinds) | Q(told))
    if event.group_id:
        rows = rows.filter(Q(content__group_id=event.group_id) | Q(content=None, group_id=event.group_id))
    on = Content.objects.filter(switches.kinds_on()).values("pk")  # seen: by nobody, only compared
    left = Exists(Cause.objects.filter(there(), notification=OuterRef("pk")))
    _hide(rows.filter(content__isnull=False).exclude(content__in=on))
    _hide(rows.filter(~left))
    _bring_back(rows.filter(left, hidden="gone"), on)


def _bring_back(rows, on) -> None:
    """The latest of these that can be seen again."""
    items = rows.filter(content__in=on).order_by().values("content").distinct()[:MOST_BACK]
    ids = list(items.values_list("content", flat=True))
    for content in Content.objects.select_related("group").filter(pk__in=ids):  # seen: asked here
        _settle(rows.filter(content=content), Q(person__in=people_who_see(content).values("pk")))
    others = rows.filter(content=None).select_related("person", "group").order_by("-last_at")[:MOST_BACK]
    if seen := [row for row in others if may_see(row)]:
        Notification.objects.filter(pk__in=[row.pk for row in seen]).update(hidden="")
        reading.say({row.person_id for row in seen})


def request_answered(event: Event) -> None:
    """Nobody asks to join any more: one host answered for all."""
    if not JoinRequest.objects.filter(group_id=event.group_id).exists():
        _read(Notification.objects.filter(subject=f"g{event.group_id}:hosting"))


def invitation_answered(event: Event) -> None:
    _read(Notification.objects.filter(person_id=event.person_id, subject=f"g{event.group_id}:welcome"))


def _listed(**which):
    return Notification.objects.filter(UNREAD, **which).exclude(hidden="choice")


def _settle(rows, shown: Q) -> None:
    """Those of `rows` for which `shown` holds are listed; the others aren't, and won't be sent."""
    seen = list(rows.filter(shown).values_list("pk", flat=True))
    moved = _hide(rows.exclude(pk__in=seen))
    back = rows.filter(pk__in=seen, hidden="gone")
    moved |= set(back.values_list("person_id", flat=True))
    back.update(hidden="")
    if moved:
        reading.say(moved)


def _hide(rows) -> set[int]:
    """Whose row it was that is listed no longer."""
    gone = list(rows.exclude(hidden="gone").values_list("pk", "person_id"))
    Notification.objects.filter(pk__in=[pk for pk, _person in gone]).update(
        hidden="gone", mail_due_at=None, push_due_at=None
    )
    return {person for _pk, person in gone}


def _read(rows) -> None:
    unread = rows.filter(UNREAD)
    if people := list(unread.values_list("person_id", flat=True)):
        reading.put_away(unread)
        reading.say(people)
