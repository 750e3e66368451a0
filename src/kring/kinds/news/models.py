from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from kring.core.content.models import Content
from kring.core.files.attach import named
from kring.core.files.shown import Photo, Shown, shown
from kring.core.web.shell import MyGroup

LEAD = 400


class News(Content):
    """The kind: an article. Its picture is the first one that was added to it, or else the first in its text."""

    class Meta:
        proxy = True

    @classmethod
    def may_post(cls, person, group) -> bool:
        """To the whole organisation its hosts and managers bring the news; in other groups every member may."""
        if not group.is_everyone or person.is_manager:
            return True
        return (group.role if isinstance(group, MyGroup) else person.roles.get(group.id)) == "host"

    @property
    def lead(self) -> str:
        details = getattr(self, "news", None)
        return details.lead if details else ""

    @property
    def on_top(self) -> Photo | None:
        """The picture that stands above the text of the article."""
        photos = shown(self).photos
        return photos[0] if photos else None

    @property
    def picture(self) -> Photo | None:
        """What the front page shows."""
        if self.on_top:
            return self.on_top
        inside = {file.pk: file for file in self.files.all() if file.is_image and file.removed_at is None}
        found = next((inside[number] for number in named(self.body) if number in inside), None)
        return Photo(found, "") if found else None

    @property
    def rest(self) -> Shown:
        """The other pictures and files."""
        found = shown(self)
        return Shown(found.photos[1:], found.others)


class NewsDetails(models.Model):
    """The lead: what a reader in a hurry takes along. And who put it on top of everybody's home, if anybody did, since when
    and until when."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="news")
    lead = models.CharField(max_length=LEAD, blank=True)
    highlighted_until = models.DateTimeField(null=True)
    highlighted_at = models.DateTimeField(null=True)
    highlighted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["highlighted_until"],
                name="highlighted",
                condition=models.Q(highlighted_until__isnull=False),
            )
        ]


class PutAway(models.Model):
    """Somebody has seen a highlighted article, and doesn't want it on top of their home any more."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    content = models.ForeignKey(Content, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "content"], name="put_away_once")]


def data_in(content, data: dict) -> None:
    """`data` of an imported item: {"lead": text, "highlighted_until": moment}; both may be missing."""
    lead, until = data.get("lead"), data.get("highlighted_until")
    until = _moment(until) if isinstance(until, str) else None
    told = {
        "lead": " ".join(lead.split())[:LEAD] if isinstance(lead, str) else "",
        "highlighted_until": until,
    }
    told["highlighted_at"] = until and content.published_at
    NewsDetails.objects.update_or_create(content_id=content.pk, defaults=told)


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def data_out(content) -> dict:
    """The same; None where there is none, also where an import once said otherwise."""
    details = getattr(content, "news", None)
    until = details and details.highlighted_until
    return {
        "lead": (details and details.lead) or None,
        "highlighted_until": until.isoformat() if until else None,
    }
