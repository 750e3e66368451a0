"""Why a prompt can't be posted now, and as what one can be."""

from kring.core.content.verbs import check_post, may_post_in
from kring.core.features import registry
from kring.core.features.hooks import Kind
from kring.core.refused import Refused
from kring.tools.agenda.models import Pause, Prompt


def obstacle(prompt: Prompt) -> str:
    """One of `Pause.Why`, or "" where nothing is in the way."""
    if not prompt.by.is_active:
        return Pause.Why.ENDED
    try:
        check_post(prompt.by, prompt.group, prompt.kind)
    except Refused:
        if prompt.by.roles.get(prompt.group_id) is None:
            return Pause.Why.LEFT
        return Pause.Why.ARCHIVED if prompt.group.is_archived else Pause.Why.KIND
    return ""


def kinds_for(person, group) -> list[Kind]:
    """What this person may post in the group of which the form asks for no more than a title and a text."""
    plain = [kind for kind in registry.kinds().values() if registry.load(kind.form).is_plain()]
    return [kind for kind in plain if may_post_in(person, kind.slug, [group])]
