"""Who was thanked lately, in the right column of a group."""

from kring.core.content.models import Content

SHOWN = 3


def in_group(person, group, **_context) -> dict | None:
    kudos = Content.objects.visible_to(person).filter(kind="kudo", state="published", group=group)
    latest = kudos.select_related("kudo__to").newest()[:SHOWN]
    return {"latest": list(latest)} if latest else None
