from django.conf import settings
from django.db import models

from kring.core.content.models import Content


class Kudo(Content):
    """The kind: how a kudo behaves. A row of Content with the kind "kudo" is one of these."""

    class Meta:
        proxy = True


class KudoDetails(models.Model):
    """Who is thanked: the one column of a kudo's own, under the key of its content."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="kudo")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Tally(models.Model):
    """How often a person was thanked, counted once per kudo by the event handler."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)


def data_in(content, data: dict) -> None:
    """`data` of an imported item: {"to": handle}. Without somebody to thank it stays an item without."""
    from kring.core.people.models import Person

    if person := Person.objects.filter(handle=data.get("to", "")).first():
        KudoDetails.objects.update_or_create(content_id=content.pk, defaults={"to": person})


def data_out(content) -> dict:
    details = KudoDetails.objects.filter(content_id=content.pk).select_related("to").first()
    return {"to": details.to.handle} if details else {}
