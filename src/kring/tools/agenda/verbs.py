"""Making, changing, pausing and deleting prompts. Who calls these has asked whether the person hosts the group."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import naming
from kring.core.content.once import once
from kring.core.content.verbs import check_post
from kring.core.refused import Refused
from kring.tools.agenda import dates
from kring.tools.agenda.models import Pause, Prompt
from kring.tools.agenda.obstacles import obstacle

MOST = 30
"""Prompts in one group."""


def make(group, by, *, token=None, **fields) -> Prompt:
    """A prompt in the name of `by`. The same `token` twice makes one."""

    def same():
        return Prompt.objects.filter(token=token, by=by).first() if token else None

    return once(same, lambda: _make(group, by, token, fields))


def _make(group, by, token, fields) -> Prompt:
    check_post(by, group, fields["kind"])
    if Prompt.objects.filter(group=group).count() >= MOST:
        raise Refused(_("This group has thirty prompts already. Delete one that isn’t needed any more."), 400)
    prompt = Prompt(group=group, by=by, token=token, **_settled(fields, by))
    _plan(prompt)
    prompt.save(force_insert=True)
    record("agenda.prompt_made", actor=by, group=group)
    return prompt


@transaction.atomic
def change(prompt: Prompt, by, **fields) -> None:
    """Nobody's name stands under another's words: it is posted in the name of who changed it last."""
    check_post(by, prompt.group, fields["kind"])
    prompt.by = by
    for name, value in _settled(fields, by).items():
        setattr(prompt, name, value)
    _plan(prompt)
    prompt.save(update_fields=["by", "next_at", *fields])
    record("agenda.prompt_changed", actor=by, group=prompt.group)


def _settled(fields: dict, by) -> dict:
    """Whom and what the text names, as who writes it may see them."""
    return fields | {"body": naming.settled(fields["body"], by)}


def _plan(prompt: Prompt) -> None:
    """What is past isn't made up for."""
    prompt.next_at = dates.next_after(prompt, timezone.now())
    if prompt.next_at is None:
        raise Refused(
            _(
                "With these choices no day is left on which it would appear. Choose other days, or another end."
            ),
            400,
        )


@transaction.atomic
def pause(prompt: Prompt, by) -> None:
    if Pause.objects.get_or_create(prompt=prompt, defaults={"by": by})[1]:
        record("agenda.prompt_paused", actor=by, group=prompt.group)


@transaction.atomic
def resume(prompt: Prompt, by) -> None:
    """Goes on with the next time that comes; in the name of `by` where it can't be posted in the other's any more."""
    if not Pause.objects.filter(prompt=prompt).exists():
        return
    if obstacle(prompt):
        check_post(by, prompt.group, prompt.kind)
        prompt.by = by
    _plan(prompt)
    prompt.save(update_fields=["by", "next_at"])
    Pause.objects.filter(prompt=prompt).delete()
    record("agenda.prompt_resumed", actor=by, group=prompt.group)


@transaction.atomic
def delete(prompt: Prompt, by) -> None:
    """What it has posted stays."""
    if Prompt.objects.filter(pk=prompt.pk).delete()[0]:
        record("agenda.prompt_deleted", actor=by, group=prompt.group)
