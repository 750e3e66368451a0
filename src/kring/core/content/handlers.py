"""When a name changes, every cached card that shows it is out of date."""

from django.db.models import Q

from kring.core.content.models import Comment, Content

ON_CARDS = {"name", "handle", "avatar"}


def person_changed(event) -> None:
    """Their own items, and those they commented on."""
    if not ON_CARDS & set(event.data.get("fields", ON_CARDS)):
        return
    commented = Comment.objects.filter(author_id=event.person_id).values(
        "content_id"
    )  # seen: by nobody, only touched
    Content.objects.filter(Q(author_id=event.person_id) | Q(pk__in=commented)).touch()


def group_changed(event) -> None:
    Content.objects.filter(group_id=event.group_id).touch()
