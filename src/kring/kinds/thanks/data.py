"""Interchange: {"to": [person], "for": content}."""

from kring.core.content.models import Content
from kring.core.people.models import Person
from kring.kinds.thanks.models import Thanked, ThanksDetails


def data_in(content: Content, data: dict) -> None:
    """Both as keys of rows; what leads nowhere is left out."""
    to, about = data.get("to"), data.get("for")
    ids = list(dict.fromkeys(to)) if isinstance(to, list) else []
    there = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    about = about if isinstance(about, int) else None
    details, _made = ThanksDetails.objects.update_or_create(
        content_id=content.pk, defaults={"about_id": about}
    )
    details.people.all().delete()
    Thanked.objects.bulk_create(
        [Thanked(thanks=details, person_id=id) for id in ids if id in there and id != content.author_id]
    )


def data_out(content) -> dict:
    details = getattr(content, "thanks", None)
    if details is None:
        return {"to": None, "for": None}
    return {"to": [row.person_id for row in details.people.all()] or None, "for": details.about_id}
