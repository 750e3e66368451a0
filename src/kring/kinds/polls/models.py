"""A poll, its options, and that somebody voted. What they chose are rows of core's votes: the key of the option, and as `value` 1 for chosen,
the place in a ranking (1 is first), or of a date 2 yes, 1 if need be, 0 no. An anonymous poll has none of those: see `Voter`."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.web import times
from kring.kinds.polls.ways import Way

PERSON = settings.AUTH_USER_MODEL
LONGEST = 200
FEWEST, MOST = 2, 50


class Poll(Content):
    """The kind: open until it closes."""

    opens = True
    author_decides = True

    class Meta:
        proxy = True


class Ballot(models.Model):
    """The rules of a poll, how many voted, and when it closed.

    `quorum` is a number of votes, or with `quorum_is_share` a percentage of the group's members; `electorate` is how many members
    the group had when the poll closed. `from_elsewhere`: its votes came in as totals, so nobody knows who voted. `published`
    is, in an anonymous poll, what was shown last of its totals (tally.py).
    """

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="poll")
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.SINGLE)
    anonymous = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    changeable = models.BooleanField(default=True)
    closes_at = models.DateTimeField(null=True)
    quorum = models.PositiveIntegerField(null=True)
    quorum_is_share = models.BooleanField(default=False)
    voter_count = models.PositiveIntegerField(default=0)
    electorate = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    from_elsewhere = models.BooleanField(default=False)
    published = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["closes_at"],
                name="polls_to_close",
                condition=models.Q(closed_at__isnull=True, closes_at__isnull=False),
            )
        ]

    @property
    def is_over(self) -> bool:
        """Votes are no longer taken, though the worker may not have closed it yet."""
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= timezone.now())

    @property
    def ended_at(self):
        return self.closed_at or self.closes_at

    @property
    def why_closed(self) -> str:
        moment = times.moment(self.ended_at)
        return _("This poll closed on %(moment)s, so votes are no longer taken.") % {"moment": moment}


class Option(models.Model):
    """Something to choose: words, a day or a moment. `key` names it in packages and in votes. `yes` counts votes (of a ranking: first places),
    `maybe` and `no` the other answers to a date, `points` those of a ranking."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    text = models.CharField(max_length=LONGEST, blank=True)
    day = models.DateField(null=True)
    starts_at = models.DateTimeField(null=True)
    yes = models.PositiveIntegerField(default=0)
    maybe = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    points = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["ballot", "key"], name="one_option_per_key")]

    def __str__(self) -> str:
        return self.text


class Voter(models.Model):
    """That somebody voted. In an anonymous poll that is all that is kept of a person: without a time, under a random key (so
    that the rows have no order), and there is no row at all of what they chose; that is added to the counters of `Option`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voters", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="one_voter")]
