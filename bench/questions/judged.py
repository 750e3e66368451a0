"""The judged questions, and how well a list of answers does by them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

import yaml

HERE = Path(__file__).parent
LANGUAGES = {"Dutch": "dutch.yaml", "English": "english.yaml"}
PACKAGES = ("nl-handboeken", "en-18f-hub", "en-publiccode", "en-ncar-threads")
DEPTH = 10


@dataclass(frozen=True)
class Judged:
    """One question. `answers`: {key: grade}, a key being an id of a package, `person:…`, `group:…` or `topic:…`; none:
    nothing should be found."""

    ask: str
    language: str
    sort: str
    why: str
    answers: dict[str, int] = field(hash=False)


def judged(known: set[str]) -> list[Judged]:
    """All of them; `known` are the keys that there are, for answers that name only their beginning."""
    found = []
    for language, file in LANGUAGES.items():
        for row in yaml.safe_load((HERE / file).read_text()):
            answers = dict(answer(line, known) for line in row["answers"])
            found.append(Judged(row["ask"], language, row["sort"], row["why"], answers))
    return found


def answer(line: str, known: set[str]) -> tuple[str, int]:
    """“digi.offboarding = 3, says when to hand it in”."""
    key, _, judgement = line.partition(" = ")
    grade, _, why = judgement.partition(", ")
    if not why:
        raise LookupError(f"“{line}” doesn't say why")
    return whole(key, known), int(grade)


def whole(key: str, known: set[str]) -> str:
    if key in known:
        return key
    fits = [one for one in known if one.startswith(key)]
    if len(fits) != 1:
        raise LookupError(f"“{key}” is the beginning of {len(fits)} ids")
    return fits[0]


def gain(grades: list[int]) -> float:
    """Discounted cumulative gain: Σ (2^grade − 1) / log2(place + 1) (Järvelin & Kekäläinen 2002; Burges et al. 2005)."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def ndcg(question: Judged, answered: list[str]) -> float:
    """nDCG@10 of these keys, best first; where nothing should be found, 1 for nothing and 0 for anything."""
    if not question.answers:
        return 0.0 if answered else 1.0
    best = gain(sorted(question.answers.values(), reverse=True))
    return gain([question.answers.get(key, 0) for key in answered]) / best
