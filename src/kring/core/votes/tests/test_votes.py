"""A vote is set, moved and taken back once; votes from elsewhere come in and go out."""

import pytest

from kring.core.votes import verbs
from kring.core.votes.models import Vote
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import AT, content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform

pytestmark = pytest.mark.django_db


def test_a_vote_says_how_much_it_moved(cast):
    item = cast.items["open", "published"]
    assert verbs.vote(cast.member, item.pk) == 1
    assert verbs.vote(cast.member, item.pk) == 0
    assert verbs.vote(cast.member, item.pk, 3) == 2
    assert verbs.vote(cast.member, item.pk, -1) == -4
    assert verbs.vote(cast.member, item.pk, option="b") == 1
    assert verbs.take_back(cast.member, item.pk) == 1
    assert verbs.take_back(cast.member, item.pk) == 0
    assert Vote.objects.get().option == "b"


def vote(**fields):
    return {"type": "vote", "person": "anna", "content": "c1", "created_at": AT, **fields}


def test_round_trip(tmp_path):
    records = [
        vote(),
        vote(person="bob", value=-1),
        vote(person="bob", option="a"),
        vote(person="bob", option="b", value=0),
    ]
    path = package(tmp_path / "in", person(), person("bob"), content(), *records)
    first = out_of_an_empty_platform(path, tmp_path / "first")
    assert sum(record["type"] == "vote" for record in first) == 4
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second.zip"))


@pytest.mark.parametrize("value", [True, "1", 1.5, 10_000])
def test_a_bad_vote_is_said(tmp_path, value):
    report = take_in(package(tmp_path / "in", person(), content(), vote(value=value)))
    assert "not a number of votes" in str(report.reasons)
