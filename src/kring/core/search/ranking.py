"""Which of what was found comes first, and why.

    score = share × title × text × recency × source × use

* **share**: how much of the question it holds by rarity, ln(1 + N / n) as in the inverse document frequency (Spärck Jones, 1972), squared where
  words are missing; 0.6 where only a compound or a near word stands there.
* **title**: 1 + 0.8 · (share of the question in the title) + 0.7 · that · (share of the title that was asked for).
* **text**: how often the words stand in it, against its length, and how near to each other (see closeness.py); of the best ones only.
* **recency**: 0.6 + 0.4 · 2^(−age / half-life), 180 days for what is posted, 720 for what a group keeps right together: old is never gone.
* **source**: 1.15 in my groups, 1.2 where I follow who wrote it or it, or kept it; 1.15 where it is pinned, 0.85 in the archive.
* **use**: 1 + 0.08 · ln(1 + reactions + 2 comments + views / 10), at most 1.6: likes follow a power law; a best answer 1.25.
"""

import math
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kring.core.search import moments

HALF_LIFE, LASTING = 180.0, 720.0  # days
MANY = 12


@dataclass(slots=True)
class Candidate:
    """Something that was found. `close` are sentences about what ties the person to it; `titled` the share of the question in its title."""

    id: int
    what: str
    object_id: int
    content_id: int | None
    share: float = 1.0
    kind: str = ""
    group_id: int | None = None
    author_id: int | None = None
    title: str = ""
    titled: float = 0.0
    cover: float = 0.0
    text: float = 1.0
    lasting: bool = False
    mine: bool = False
    pinned: bool = False
    archived: bool = False
    best: bool = False
    use: float = 0.0
    score: float = 0.0
    close: list = field(default_factory=list)


def age(candidate: Candidate, now: datetime) -> float:
    """Days since it appeared."""
    return max(0.0, (moments.begin(now) - candidate.id) / (24 * 60 * moments.A_MINUTE))


def score(candidate: Candidate, now: datetime) -> float:
    recency = 0.6 + 0.4 * 2 ** (-age(candidate, now) / (LASTING if candidate.lasting else HALF_LIFE))
    source = (1.15 if candidate.mine else 1) * (1.2 if candidate.close else 1)
    source *= (1.15 if candidate.pinned else 1) * (0.85 if candidate.archived else 1)
    use = min(1.6, 1 + 0.08 * math.log1p(candidate.use)) * (1.25 if candidate.best else 1)
    title = 1 + 0.8 * candidate.titled + 0.7 * candidate.titled * candidate.cover
    return candidate.share * title * candidate.text * recency * source * use


def because(candidate: Candidate, now: datetime) -> list[str]:
    """What speaks for it, strongest first."""
    reasons = [
        (candidate.best, BEST),
        (candidate.titled > 0.99, TITLED),
        *((True, said) for said in candidate.close),
        (candidate.pinned, PINNED),
        (candidate.mine, MINE),
        (candidate.use >= MANY, USEFUL),
        (age(candidate, now) < 8, RECENT),
    ]
    return [str(reason) for holds, reason in reasons if holds][:3]


BEST, TITLED, PINNED = _("best answer"), _("it is in the title"), _("pinned")
MINE, USEFUL, RECENT = _("in your group"), _("many found it useful"), _("recent")
