"""A challenge in its steps: what is open in each, which ideas go on, and what closes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.interactions.outcomes import owing
from kring.kinds.ideas import steering, tells, verbs
from kring.kinds.ideas.models import ChallengeDetails, IdeaDetails
from kring.kinds.ideas.tests.posting import ago, challenge, fresh, idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    return challenge(cast)


def step(cast, asked, to, who="host"):
    return cast.client(who).post(f"/c/{asked.pk}/step/", {"to": to})


def test_a_host_asks_and_a_member_answers(cast):
    group = cast.groups["open"]
    day = timezone.localdate() + timedelta(days=10)
    given = {
        "kind": "challenge", "group": group.pk, "title": "Less paper?", "body": "How?", "mode": "budget", "budget": "4",
        "collect_until": day.isoformat(), "vote_until": (day + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    assert cast.client("member").post("/new/", given).status_code in (404, 422)
    assert cast.client("host").post("/new/", given | {"vote_until": "2001-01-01"}).status_code == 422
    assert cast.client("host").post("/new/", given | {"collect_until": "soon"}).status_code == 422
    assert cast.client("host").post("/new/", given | {"budget": "0"}).status_code == 422
    assert cast.client("host").post("/new/", given).status_code == 302
    asked = Content.objects.get(title="Less paper?")
    details = asked.facts
    assert (details.mode, details.budget, timezone.localtime(details.collect_until).date()) == (
        "budget",
        4,
        day,
    )
    page = cast.client("member").get(f"/new/?kind=idea&challenge={asked.pk}").text
    assert f'value="{asked.pk}" selected' in page
    idea = {
        "kind": "idea",
        "group": cast.groups["everyone"].pk,
        "title": "Print on both sides",
        "challenge": asked.pk,
    }
    assert cast.client("member").post("/new/", idea).status_code == 302
    made = Content.objects.get(title="Print on both sides")
    assert (made.group_id, made.facts.asked_in_id) == (group.pk, asked.pk)
    assert tells.asked(Event.objects.filter(content=made).first()) == [cast.host.pk]
    assert cast.client("outsider").post("/new/", idea | {"title": "Mine"}).status_code == 422


def test_it_goes_step_by_step(cast, asked):
    chosen, other = idea(cast, title="Chosen", challenge=asked), idea(cast, title="Left", challenge=asked)
    answer = cast.client("member").post(f"/c/{chosen.pk}/vote/", {"value": "1"})
    assert (answer.status_code, "Voting begins later" in answer.text) == (409, True)
    assert step(cast, asked, "discuss", "member").status_code == 403
    assert step(cast, asked, "vote").status_code == 409
    assert step(cast, asked, "nowhere").status_code == 400
    assert step(cast, asked, "discuss").status_code == 302
    assert step(cast, asked, "discuss").status_code == 302  # a second click
    assert cast.client("host").post(f"/c/{chosen.pk}/idea/promote/").status_code == 302
    assert cast.client("member").post(f"/c/{chosen.pk}/idea/promote/").status_code == 403
    step(cast, asked, "vote")
    assert (fresh(chosen).facts.phase, fresh(other).facts.phase) == ("voting", "open")
    verbs.check_vote(cast.member, chosen)
    answer = cast.client("member").post(f"/c/{other.pk}/vote/", {"value": "1"})
    assert "didn’t go on to the vote" in answer.text
    assert step(cast, asked, "discuss").status_code == 302  # back, and on again
    step(cast, asked, "vote")
    step(cast, asked, "decide")
    assert {fresh(one).facts.phase for one in (chosen, other)} == {"decided"}
    assert {found.pk for found in owing.owed(cast.host)} == {chosen.pk, other.pk}
    assert step(cast, asked, "vote").status_code == 409
    assert Event.objects.filter(verb="ideas.step_begun").count() == 5


def test_without_a_choice_all_go_on(cast, asked):
    one = idea(cast, challenge=asked)
    ChallengeDetails.objects.update(step="discuss")
    steering.go_to(asked, cast.host, "vote")
    assert fresh(one).facts.phase == "voting"


def test_its_days_move_it(cast, asked):
    ChallengeDetails.objects.update(
        collect_until=ago(hours=1), discuss_until=timezone.now() + timedelta(days=1)
    )
    assert steering.in_time() == 1
    assert steering.in_time() == 0
    assert fresh(asked).facts.step == "discuss"
    event = Event.objects.get(verb="ideas.step_begun")
    assert (event.actor, event.data) == (None, {"step": "discuss"})
    ChallengeDetails.objects.update(discuss_until=ago(hours=1), vote_until=ago(minutes=1))
    assert steering.in_time() == 2  # the vote was over before anybody looked
    assert fresh(asked).facts.step == "decide"


def test_its_page_and_its_ideas(cast, asked):
    one = idea(cast, title="Rain barrels", challenge=asked, phase="voting")
    idea(cast, title="Something else")
    page = cast.client("member").get(asked.url).text
    assert "Rain barrels" in page
    assert "On to:" not in page
    assert "On to:" in cast.client("host").get(asked.url).text
    text = cast.client("member").get(f"/g/{asked.group.slug}/ideas/?challenge={asked.pk}").text
    assert "Rain barrels" in text
    assert "Something else" not in text
    assert asked.title in cast.client("member").get(one.url).text
    for wrong in ("987654321", "x", str(one.pk), "9" * 30):
        assert cast.client("member").get(f"/ideas/?challenge={wrong}").status_code == 404


def test_a_challenge_of_another_group_isnt_named(cast, asked):
    """An idea that moved elsewhere doesn't tell there what it answered."""
    hidden = challenge(cast, "secret", title="Behind closed doors?")
    moved = idea(cast, title="Openly")
    IdeaDetails.objects.filter(pk=moved.pk).update(asked_in=hidden, merged_into=hidden)
    assert "closed doors" not in cast.client("outsider").get(moved.url).text
    assert "closed doors" not in cast.client("outsider").get("/ideas/?look=board").text
