"""An anonymous poll: that nothing anywhere ties a person to a choice, nor one vote to a moment."""

import pytest
from django.apps import apps

from kring.core.activity.models import Event
from kring.core.refused import Refused
from kring.core.votes.models import Vote
from kring.kinds.polls import verbs
from kring.kinds.polls.models import Ballot, Voter
from kring.kinds.polls.tests.asking import ask, fresh, ids, totals
from tests.clean import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(cast):
    return ask(cast.member, cast.groups["open"], anonymous=True)


def vote(cast, poll, who, n=0):
    return cast.client(who).post(f"/c/{poll.pk}/poll/vote/", {"option": ids(poll)[n]})


def crowd(poll, number):
    """So many members more, who vote by turns for the first and the second option."""
    from kring.core.groups import verbs as groups
    from kring.core.people import verbs as people

    for n in range(number):
        one = people.arrive(
            name=f"Voter {n}", handle=f"voter{n}", email=f"v{n}@kring.test", password="a long secret"
        )
        groups.add(poll.group, one, by=poll.author)
        one.forget_roles()
        verbs.vote(one, poll, {ids(poll)[n % 2]: 1})


def test_no_row_holds_both_a_person_and_a_choice(cast, poll):
    cast.client("host").get("/")
    before = _everything()
    vote(cast, poll, "host", 1)
    assert totals(poll) == [(0, 0, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)]
    assert not Vote.objects.exists()
    voter = Voter.objects.get()
    assert (voter.person, voter.created_at) == (cast.host, None)
    assert not Event.objects.filter(verb__startswith="polls.").exists()
    changed = {label for label, rows in _everything().items() if rows != before[label]}
    assert changed <= {"polls.Option", "polls.Ballot", "polls.Voter"} | SITTING, changed


SITTING = {"people.Session"}  # when somebody was here last


def _everything() -> dict[str, list]:
    return {
        model._meta.label: sorted(map(repr, model.objects.order_by("pk").values_list()))
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed
    }


def test_a_vote_is_final(cast, poll):
    vote(cast, poll, "host")
    for n in (0, 1):
        answer = vote(cast, poll, "host", n)
        assert answer.status_code == 409 and "Nobody knows which vote is yours" in answer.text
    assert cast.client("host").post(f"/c/{poll.pk}/poll/vote/", {"withdraw": "1"}).status_code == 403
    assert totals(poll)[0][0] == 1
    page = cast.client("host").get(f"/c/{poll.pk}/").text
    assert "Nobody can look up what you chose" in page and "Change my vote" not in page


def test_nobody_sees_who_voted(cast, poll):
    vote(cast, poll, "host")
    for who in ("manager", "host", "member"):
        assert cast.client(who).get(f"/c/{poll.pk}/poll/voters/").status_code == 404
    assert "What anonymous means here" in cast.client("host").get(f"/c/{poll.pk}/").text


def test_totals_are_shown_in_steps(cast, poll):
    crowd(poll, 4)
    text = cast.client("outsider").get(f"/c/{poll.pk}/").text
    assert "4 people voted" in text and "when five people have voted" in text and "%</td>" not in text
    vote(cast, poll, "host", 2)
    assert Event.objects.filter(verb="polls.counted", actor=None).count() == 1
    text = cast.client("outsider").get(f"/c/{poll.pk}/").text
    assert text.count("2 votes, 40%") == 2 and "1 vote, 20%" in text
    vote(cast, poll, "member", 2)
    text = cast.client("outsider").get(f"/c/{poll.pk}/").text
    assert "6 people voted" in text and "first 5 votes" in text and "1 vote, 20%" in text
    verbs.close(fresh(poll), by=cast.member)
    assert "2 votes, 33%" in cast.client("outsider").get(f"/c/{poll.pk}/").text


def test_a_poll_with_named_votes_cant_become_anonymous(cast):
    poll = ask(cast.member, cast.groups["open"])
    vote(cast, poll, "host")
    page = cast.client("member").get(f"/c/{poll.pk}/edit/").text
    assert 'name="anonymous"' not in page


def test_an_anonymous_ranking_keeps_points_only(cast):
    poll = ask(cast.member, cast.groups["open"], anonymous=True, way="ranked")
    tea, coffee, _water = ids(poll)
    verbs.vote(cast.host, poll, {tea: 2, coffee: 1})
    assert totals(poll) == [(0, 0, 0, 1), (1, 0, 0, 2), (0, 0, 0, 0)]
    assert not Vote.objects.exists()


def test_one_from_elsewhere_takes_no_votes(cast):
    tally = {"voters": 3, "options": {"1": {"yes": 2}, "2": {"yes": 1}}}
    poll = ask(cast.member, cast.groups["open"], anonymous=True, tally=tally)
    forget()
    with pytest.raises(Refused, match="another platform"):
        verbs.vote(cast.host, poll, {ids(poll)[0]: 1})
    text = cast.client("host").get(f"/c/{poll.pk}/").text
    assert "2 votes, 67%" in text and "/poll/vote/" not in text
    assert Ballot.objects.get(pk=poll.pk).voter_count == 3
