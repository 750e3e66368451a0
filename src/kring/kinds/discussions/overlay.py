"""Who may sum a discussion up has the buttons for it; what is summed up is marked for everybody."""

from functools import lru_cache

from django.utils import translation

from kring.core.content.later import SOME_CONTENT, with_ids
from kring.core.features import slots
from kring.kinds.discussions.models import Discussion


def mark(content, comment, **_context) -> dict | None:
    """Under a comment that the summary took in; a thread asks the database once."""
    is_in = isinstance(content, Discussion) and any(one.pk == comment.pk for one in content.summed_up)
    return {} if is_in else None


def tools(viewer, rows, _arguments):
    """`later("summary_tools", content id, who began it, "none", "open" or "closed")`."""
    language = translation.get_language()

    def buttons(argument: str) -> str | bytes:
        id, author, state = argument.split(",")
        row = rows.get(int(id))
        # The viewer reads this item, so a manager counts as its host.
        host = row and (viewer.is_manager or viewer.roles.get(row.group_id) == "host")
        return with_ids(_buttons(state, language), int(id)) if host or int(author) == viewer.pk else ""

    return buttons


@lru_cache(maxsize=100)
def _buttons(state: str, _language: str) -> bytes:
    return slots.template("discussions/tools.html").render(id=SOME_CONTENT, state=state).encode()
