"""“You said, we did”: every outcome that a person may see. And what was closed without one."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.features import registry, switches
from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.web.pages import page, signed_in
from kring.interactions.outcomes import owing
from kring.interactions.outcomes.models import Outcome

SIZE = 20


@dataclass
class Told:
    """A page of outcomes, newest first: `decision` and `kind` narrow it, `before` goes on."""

    person: object
    url: str
    group: object = None
    decision: str = ""
    kind: str = ""
    before: int = 0

    @cached_property
    def rows(self) -> list[Outcome]:
        items = Content.objects.visible_to(self.person).filter(switches.on_in("outcomes"))
        if self.group:
            items = items.filter(group=self.group)
        if self.kind:
            items = items.filter(kind=self.kind)
        rows = Outcome.objects.filter(is_current=True, content__in=items)
        if self.decision:
            rows = rows.filter(decision=self.decision)
        last = Outcome.objects.filter(pk=self.before).first() if self.before else None
        if last:
            rows = rows.filter(created_at__lte=last.created_at).exclude(
                created_at=last.created_at, pk__gte=last.pk
            )
        rows = rows.select_related("content__group", "content__author", "by", "owner")
        return list(rows.order_by("-created_at", "-pk")[: SIZE + 1])

    @property
    def shown(self) -> list[Outcome]:
        return self.rows[:SIZE]

    @property
    def older(self) -> str:
        return self.address(before=str(self.rows[SIZE - 1].pk)) if len(self.rows) > SIZE else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.decision or self.kind)

    def address(self, **other) -> str:
        asked = {"decision": self.decision, "kind": self.kind} | other
        query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
        return self.url + (f"?{query}" if query else "")

    @property
    def decisions(self) -> list[dict]:
        every = [("", _("Everything")), *Outcome.Decision.choices]
        return [
            {"label": label, "url": self.address(decision=slug), "current": slug == self.decision}
            for slug, label in every
        ]

    @property
    def kinds(self) -> list[dict]:
        found = [registry.kinds()[slug] for slug in owing.kinds()]
        on = [kind for kind in found if switches.is_on(registry.feature_of_kind()[kind.slug])]
        return [
            {"kind": kind, "url": self.address(kind="" if kind.slug == self.kind else kind.slug),
             "current": kind.slug == self.kind} for kind in on
        ] if len(on) > 1 else []  # fmt: skip


def _told(request, url: str, group=None) -> Told:
    asked = request.GET
    decision, kind, before = asked.get("decision", ""), asked.get("kind", ""), asked.get("before", "")
    if decision not in ("", *Outcome.Decision.values) or (kind and kind not in owing.kinds()):
        raise Http404
    number = int(before) if before.isdecimal() and len(before) < 19 else 0
    return Told(request.user, url, group, decision, kind, number)


@signed_in
def everywhere(request):
    """You said, we did."""
    told = _told(request, reverse("outcomes"))
    return page(request, "outcomes/list.html", told=told, group=None, frame=None, owes=_look(request.user))


@signed_in
def in_group(request, slug):
    group = access_group(request.user, slug, feature="outcomes")
    frame = Frame(request.user, group, "outcomes")
    if not frame.reads:
        return page(request, "groups/outside.html", group=group, frame=frame)
    told = _told(request, reverse("group_outcomes", args=[group.slug]), group)
    return page(request, "outcomes/list.html", told=told, group=group, frame=frame, owes="")


LOOKS = {"": owing.mine, "posted": owing.posted, "all": lambda _person: None}


def _look(person) -> str:
    """Which look at what is owed has something for this person."""
    if owing.may_owe(person) and owing.owed(person, owing.mine(person), most=1):
        return ""
    return "posted" if owing.owed(person, owing.posted(person), most=1) else "all"


@signed_in
def owed(request):
    """What was closed and not explained: mine to explain, what I posted and others explain, or everything that I see."""
    look = request.GET.get("view", "")
    if look not in LOOKS:
        raise Http404
    items = owing.owed(request.user, LOOKS[look](request.user))
    return page(request, "outcomes/owed.html", items=items, look=look)
