"""Ideas, challenges, votes and who joins, in and out; and real ones."""

import html
import json
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count

from kring.core.content.models import Content
from kring.core.votes.models import Vote
from kring.exchange.interchange import take_in
from kring.exchange.models import SourceRef
from kring.exchange.tests.packages import AT, content, corpus, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.interactions.outcomes.models import Outcome
from kring.kinds.ideas.models import IdeaDetails

pytestmark = pytest.mark.django_db
RECORDS = [
    content(
        "c2",
        kind="idea",
        title="Barrels",
        data={"phase": "voting", "closes_at": AT, "challenge": "c9", "goes_on": True},
    ),
    content("c3", kind="idea", title="Same", data={"phase": "decided", "merged_into": "c2"}),
    content(
        "c4",
        kind="idea",
        title="Odd",
        data={"phase": "perhaps", "closes_at": "soon", "challenge": 7, "other": 1},
    ),
    content(
        "c9",
        kind="challenge",
        title="Water?",
        data={"step": "vote", "mode": "budget", "budget": 7, "vote_until": AT},
    ),
    {"type": "vote", "person": "bob", "content": "c2", "value": 3, "created_at": AT},
    {"type": "vote", "person": "anna", "content": "c2", "value": -1, "created_at": AT},
    {"type": "joining", "person": "bob", "content": "c2", "created_at": AT},
]


def test_in_and_out(tmp_path):
    path = package(tmp_path / "in", person(), person("bob"), *RECORDS)
    first = out_of_an_empty_platform(path, tmp_path / "first")
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second.zip"))
    assert take_in(path).reasons == []
    barrels, same, odd, asked = (Content.objects.get(title=t) for t in ("Barrels", "Same", "Odd", "Water?"))
    assert (barrels.facts.asked_in_id, barrels.facts.vote_count, barrels.facts.join_count) == (
        asked.pk,
        3,
        1,
    )
    assert (same.is_open, same.facts.merged_into_id) == (False, barrels.pk)
    assert (odd.facts.phase, odd.facts.closes_at, odd.is_open) == ("open", None, True)
    assert (asked.facts.step, asked.facts.votes) == ("vote", 7)


def records(path: Path, type: str) -> list[dict]:
    """The records of one type in a package."""
    found = (json.loads(line) for file in sorted(path.glob("*.jsonl")) for line in file.open())
    return [record for record in found if record["type"] == type]


def ids(path: Path) -> dict[str, int]:
    """What the contents of a package are called there, and their keys here."""
    source = json.loads((path / "kring.json").read_text())["source"]
    refs = SourceRef.objects.filter(source__name=source, type="content")
    return dict(refs.values_list("external_id", "object_id"))


def test_real_ideas_come_in_with_their_outcomes(cast):
    """Each has the decision and the reason of the package; who looks at it reads them; what wasn't decided is open."""
    path = corpus("en-peps")
    assert take_in(path).reasons == []
    of, there = ids(path), {row.content_id: row for row in Outcome.objects.filter(is_current=True)}
    told = records(path, "outcome")
    assert len(told) == len(there) == 687
    for record in told:
        row = there[of[record["content"]]]
        assert row.decision == record["decision"] and row.by.name
        assert row.reason and record["reason"].split()[0] in html.unescape(row.reason)
    decided = set(IdeaDetails.objects.filter(phase="decided").values_list("pk", flat=True))
    assert decided == set(Content.objects.filter(kind="idea", is_open=False).values_list("pk", flat=True))
    assert decided == set(there)
    page = cast.client("member").get(f"/c/{of['pep-0003']}/").text
    assert "Not now" in page and "PEP 3 is obsolete; withdraw it" in page


def test_real_votes_come_in_and_are_counted(cast):
    """Each idea has as many votes as the package gives it: for, against, and passed."""
    path = corpus("en-polis")
    assert take_in(path).reasons == []
    of, votes = ids(path), records(path, "vote")
    assert Vote.objects.count() == len(votes) == 29_916
    given = Counter((of[vote["content"]], vote.get("value", 1)) for vote in votes)
    there = Vote.objects.values_list("content_id", "value").annotate(Count("pk"))
    assert given == {(content, value): number for content, value, number in there}
    counted = dict(IdeaDetails.objects.values_list("pk", "vote_count"))
    assert counted == {pk: given[pk, 1] for pk in of.values()}
    best = next(pk for pk in sorted(counted, key=counted.__getitem__, reverse=True) if given[pk, -1])
    page = cast.client("member").get(f"/c/{best}/").text
    assert f"{given[best, 1]} for, {given[best, -1]} against, {given[best, 0]} passed" in page
