"""Pages and actions of groups."""

from kring.core.groups.views.doing import do
from kring.core.groups.views.finding import overview, start
from kring.core.groups.views.hosting import features, settings
from kring.core.groups.views.meeting import answer, invite, member, members
from kring.core.groups.views.reading import about, stream

__all__ = [
    "about",
    "answer",
    "do",
    "features",
    "invite",
    "member",
    "members",
    "overview",
    "settings",
    "start",
    "stream",
]
