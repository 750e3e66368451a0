"""Voting, joining and closing: once each, in time, by who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.features import verbs as switching
from kring.core.refused import Refused
from kring.core.votes.models import Vote
from kring.interactions.outcomes import owing
from kring.kinds.ideas import merging, steering, verbs
from kring.kinds.ideas.models import IdeaDetails, Joining
from kring.kinds.ideas.tests.posting import ago, challenge, fresh, idea
from tests.cast import SIGNED_IN

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(cast):
    return idea(cast)


def votes(item) -> int:
    return IdeaDetails.objects.get(pk=item.pk).vote_count


def test_who_reads_it_votes_and_twice_changes_nothing(cast, bench):
    url = f"/c/{bench.pk}/vote/"
    assert cast.statuses("post", url, {"value": "1"}) == {
        "manager": 302, "host": 302, "member": 302, "outsider": 302, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert votes(bench) == 4
    cast.client("member").post(url, {"value": "1"}, headers={"HX-Request": "true"})
    assert votes(bench) == 4
    assert Event.objects.filter(verb="ideas.voted").count() == 4
    for _ in range(2):
        assert cast.client("member").post(url, {"value": "0"}).status_code == 302
    assert votes(bench) == 3
    assert Event.objects.filter(verb="ideas.vote_taken_back").count() == 1


@pytest.mark.parametrize("value", ["", "2", "-1", "x", "1.5", "99999999999999999999"])
def test_a_made_up_vote_is_refused(cast, bench, value):
    assert cast.client("member").post(f"/c/{bench.pk}/vote/", {"value": value}).status_code == 400
    assert votes(bench) == 0


def test_an_imported_vote_against_becomes_one_for(cast, bench):
    Vote.objects.create(content=bench, person=cast.member, value=-1)
    merging.tally([bench.pk])
    assert votes(bench) == 0
    verbs.vote(cast.member, bench)
    assert votes(bench) == 1


def test_after_closing_nobody_votes(cast, bench):
    verbs.close(bench, cast.host)
    answer = cast.client("member").post(f"/c/{bench.pk}/vote/", {"value": "1"})
    assert answer.status_code == 409
    assert "Voting on this idea is closed." in answer.text
    with pytest.raises(Refused):
        verbs.vote(cast.member, bench)  # one that came in at the same moment
    assert not Vote.objects.exists()
    text = cast.client("member").get(bench.url).text
    assert f"/c/{bench.pk}/vote/" not in text


def test_its_time_closes_it(cast, bench):
    IdeaDetails.objects.update(phase="voting", closes_at=timezone.now() + timedelta(days=1))
    assert steering.in_time() == 0
    verbs.check_vote(cast.member, bench)
    IdeaDetails.objects.update(closes_at=ago(minutes=1))
    with pytest.raises(Refused):
        verbs.check_vote(cast.member, bench)
    assert steering.in_time() == 1
    assert steering.in_time() == 0
    assert fresh(bench).is_open is False
    assert owing.is_closed(bench)


def test_its_author_withdraws_and_a_host_closes(cast, bench):
    url = f"/c/{bench.pk}/idea/close/"
    assert cast.statuses("post", url, who=("outsider", "guest")) == {"outsider": 403, "guest": 404}
    cast.client("member").post(url)
    assert fresh(bench).facts.withdrawn
    assert not owing.is_closed(bench)  # who withdraws owes nobody an explanation
    cast.client("member").post(f"/c/{bench.pk}/idea/reopen/")
    assert (fresh(bench).is_open, fresh(bench).facts.phase) == (True, "open")
    cast.client("host").post(url)
    assert (fresh(bench).facts.withdrawn, owing.is_closed(bench)) == (False, True)
    assert cast.client("host").post(f"/c/{bench.pk}/idea/nonsense/").status_code == 404


def test_joining(cast, bench):
    url = f"/c/{bench.pk}/join/"
    for _ in range(2):
        cast.client("outsider").post(url, {"on": "1"})
    assert fresh(bench).facts.join_count == Joining.objects.count() == 1
    assert f"{cast.outsider.name} joins" in cast.client("member").get(bench.url).text
    cast.client("outsider").post(url, {"on": "0"})
    assert fresh(bench).facts.join_count == 0


def test_a_budget_is_spread_and_no_more(cast):
    asked = challenge(cast, step="vote", mode="budget", budget=3)
    one, two = (idea(cast, title=f"Idea {n}", challenge=asked, phase="voting") for n in "12")
    verbs.vote(cast.member, one, 2)
    verbs.vote(cast.member, two, 1)
    answer = cast.client("member").post(f"/c/{two.pk}/vote/", {"value": "2"})
    assert answer.status_code == 409
    assert "You have 1 vote left" in answer.text
    verbs.vote(cast.member, one, 1)
    verbs.vote(cast.member, two, 2)
    assert (votes(one), votes(two)) == (1, 2)
    assert "0 votes left" in cast.client("member").get("/ideas/").text
    assert cast.client("member").post(f"/c/{one.pk}/vote/", {"value": "4"}).status_code == 400


def test_off_leaves_no_trace(cast, bench):
    verbs.vote(cast.member, bench)
    switching.switch_group("ideas", bench.group, "off", by=cast.host)
    member = cast.client("member")
    assert member.get(bench.url).status_code == 404
    assert member.post(f"/c/{bench.pk}/vote/", {"value": "0"}).status_code == 404
    assert "lime tree" not in member.get("/ideas/").text
    switching.switch_platform("ideas", "off", by=cast.manager)
    assert set(cast.statuses("get", "/ideas/", who=SIGNED_IN).values()) == {404}
    assert "deas" not in member.get("/").text
