"""Ideas, and the challenges that ask for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.core.content.models import Content
from kring.core.web.shell import MyGroup

PERSON = settings.AUTH_USER_MODEL


class Phase(models.TextChoices):
    """Where an idea is; those that are decided are closed."""

    OPEN = "open", pgettext_lazy("idea", "Open")
    VOTING = "voting", _("Being voted on")
    DECIDED = "decided", pgettext_lazy("idea", "Closed")


class Idea(Content):
    """The kind: open until somebody closes it, or its challenge does."""

    opens = True

    class Meta:
        proxy = True

    @property
    def facts(self) -> "IdeaDetails":
        return getattr(self, "idea", None) or IdeaDetails(content=self)

    def beside(self, other: Content | None) -> Content | None:
        """Its challenge, or the idea that it went into, where everybody who sees this sees that too."""
        return other if other and other.is_published and other.group_id == self.group_id else None


class Challenge(Content):
    """The kind: a host asks for ideas about something, in steps with dates."""

    class Meta:
        proxy = True

    @classmethod
    def may_post(cls, person, group) -> bool:
        """Hosts ask."""
        if person.is_manager:
            return True
        return (group.role if isinstance(group, MyGroup) else person.roles.get(group.id)) == "host"

    @property
    def facts(self) -> "ChallengeDetails":
        return getattr(self, "challenge", None) or ChallengeDetails(content=self)


class ChallengeDetails(models.Model):
    """Which step a challenge is in, until when each lasts, and how people vote."""

    class Step(models.TextChoices):
        COLLECT = "collect", _("Collecting ideas")
        DISCUSS = "discuss", _("Talking about them")
        VOTE = "vote", _("Voting")
        DECIDE = "decide", _("Deciding")

    class Mode(models.TextChoices):
        ONE = "one", _("One vote for each idea that you like")
        BUDGET = "budget", _("A number of votes to spread")

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="challenge")
    step = models.CharField(max_length=7, choices=Step, default=Step.COLLECT)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.ONE)
    budget = models.PositiveSmallIntegerField(default=5)
    collect_until = models.DateTimeField(null=True)
    discuss_until = models.DateTimeField(null=True)
    vote_until = models.DateTimeField(null=True)

    def until(self, step: str):
        """When this step ends, if that has been said; the last one doesn't."""
        return getattr(self, f"{step}_until", None)

    @property
    def steps(self) -> list[dict]:
        order = list(self.Step)
        at = order.index(self.Step(self.step))
        return [
            {"step": step, "label": step.label, "until": self.until(step), "now": n == at, "done": n < at}
            for n, step in enumerate(order)
        ]

    @property
    def collects(self) -> bool:
        return self.step == self.Step.COLLECT

    @property
    def votes(self) -> int:
        """How many votes somebody can give one idea."""
        return self.budget if self.mode == self.Mode.BUDGET else 1


class IdeaDetails(models.Model):
    """Where an idea is and how many votes it has. `is_open` of its content mirrors that it isn't decided."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="idea")
    phase = models.CharField(max_length=7, choices=Phase, default=Phase.OPEN)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    withdrawn = models.BooleanField(default=False)
    asked_in = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="ideas")
    goes_on = models.BooleanField(default=False)
    merged_into = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="merged_ideas")
    vote_count = models.PositiveIntegerField(default=0)
    join_count = models.PositiveIntegerField(default=0)
    last_vote_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phase", "-vote_count", "-content"], name="ideas_by_votes"),
            models.Index(
                fields=["last_vote_at"], name="ideas_lately", condition=Q(last_vote_at__isnull=False)
            ),
            models.Index(fields=["closes_at"], name="ideas_to_close", condition=Q(phase="voting")),
        ]

    @property
    def is_decided(self) -> bool:
        return self.phase == Phase.DECIDED

    @property
    def label(self):
        return (
            _("Merged")
            if self.merged_into_id
            else _("Withdrawn")
            if self.withdrawn
            else Phase(self.phase).label
        )


class Joining(models.Model):
    """Somebody will help to make it happen."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="joinings", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "person"], name="joins_once")]


def owes(ids) -> list[int]:
    """Those of these that were closed; who withdrew an idea, or put it together with another, owes nobody an explanation."""
    rows = IdeaDetails.objects.filter(content__in=ids, phase=Phase.DECIDED, withdrawn=False, merged_into=None)
    return list(rows.values_list("pk", flat=True))


def joiners(content):
    """Who joins is told what becomes of it."""
    return Joining.objects.filter(content=content).values("person_id")
