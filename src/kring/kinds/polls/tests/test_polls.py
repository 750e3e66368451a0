"""Asking, voting in four ways, changing one's mind, and closing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.features import registry
from kring.core.notify.models import Cause
from kring.core.refused import Refused
from kring.core.votes.models import Vote
from kring.kinds.polls import closing, verbs
from kring.kinds.polls.models import Ballot, Voter
from kring.kinds.polls.tests.asking import ask, fresh, ids, totals
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(cast):
    return ask(cast.member, cast.groups["open"])


def form(cast, group="open", **fields):
    return {
        "kind": "poll", "group": cast.groups[group].pk, "title": "Which?", "body": "", "way": "single",
        "option": ["One", "Two", ""], "option-key": ["", "", ""], "option-day": ["", "", ""],
        "option-time": ["", "", ""], "changeable": "on", "quorum_of": "number", **fields,
    }  # fmt: skip


def voted(cast, poll, who="host", *answers, **fields):
    chosen = {"option": [ids(poll)[n] for n in answers]} | fields
    return cast.client(who).post(f"/c/{poll.pk}/poll/vote/", chosen)


def test_the_form_makes_a_poll(cast):
    given = form(
        cast, closes_on="2027-02-01", closes_time="12:30", quorum="50", quorum_of="share", hidden="on"
    )
    assert cast.client("member").post("/new/", given).status_code == 302
    item = fresh(Content.objects.get(title="Which?"))
    ballot = item.poll
    assert [(o.key, o.text) for o in ballot.options.all()] == [("1", "One"), ("2", "Two")]
    assert (ballot.way, ballot.hidden, ballot.anonymous, ballot.changeable) == ("single", True, False, True)
    assert (ballot.quorum, ballot.quorum_is_share, item.is_open) == (50, True, True)
    assert timezone.localtime(ballot.closes_at).strftime("%F %R") == "2027-02-01 12:30"


BAD = [
    ({"option": ["Only one", ""]}, "Give two options at least."),
    ({"option": ["", ""]}, "Give two options at least."),
    ({"option": ["Tea", "tea "]}, "Two of the options are the same."),
    ({"option": ["x" * 201, "Two"]}, "is too long"),
    ({"way": "nonsense"}, "way"),
    ({"way": "dates", "option": ["", ""], "option-day": ["2027-01-04", ""]}, "Give two dates at least."),
    ({"way": "dates", "option": ["", ""], "option-day": ["2027-01-04", "soon"]}, "is no date"),
    ({"way": "dates", "option": ["", ""], "option-day": ["2027-01-04", "1999-01-01"]}, "from today on"),
    ({"closes_on": "2020-01-01"}, "in the future"),
    ({"closes_time": "12:00"}, "Choose a day too."),
    ({"quorum": "101", "quorum_of": "share"}, "100 at most"),
    ({"title": ""}, "required"),
]


@pytest.mark.parametrize(("fields", "words"), BAD)
def test_what_makes_no_poll_comes_back_with_a_sentence(cast, fields, words):
    answer = cast.client("member").post("/new/", form(cast, **fields))
    assert answer.status_code == 422
    assert words in answer.text
    assert not Ballot.objects.exists()


def test_fifty_options_and_no_more(cast):
    many = [f"Option {n}" for n in range(60)]
    assert cast.client("member").post("/new/", form(cast, option=many)).status_code == 302
    assert fresh(Content.objects.get(title="Which?")).poll.options.count() == 50


def test_one_of_several(cast, poll):
    assert voted(cast, poll, "host", 1).status_code == 302
    assert voted(cast, poll, "host", 1).status_code == 302
    assert voted(cast, poll, "member", 1).status_code == 302
    assert totals(poll) == [(0, 0, 0, 0), (2, 0, 0, 0), (0, 0, 0, 0)]
    assert Ballot.objects.get(pk=poll.pk).voter_count == 2
    assert Event.objects.filter(verb="polls.voted").count() == 2
    page = cast.client("member").get(f"/c/{poll.pk}/").text
    assert "2 votes, 100%" in page and "your vote" in page


def test_a_vote_can_be_changed_and_taken_back(cast, poll):
    voted(cast, poll, "host", 0)
    voted(cast, poll, "host", 2)
    assert [line[0] for line in totals(poll)] == [0, 0, 1]
    voted(cast, poll, "host", withdraw="1")
    voted(cast, poll, "host", withdraw="1")
    assert [line[0] for line in totals(poll)] == [0, 0, 0]
    assert Ballot.objects.get(pk=poll.pk).voter_count == 0
    assert not Voter.objects.exists() and not Vote.objects.exists()


def test_or_not_where_the_poll_says_so(cast):
    poll = ask(cast.member, cast.groups["open"], changeable=False)
    voted(cast, poll, "host", 0)
    assert voted(cast, poll, "host", 0).status_code == 302  # the same again
    answer = voted(cast, poll, "host", 1)
    assert answer.status_code == 409 and "can’t be changed" in answer.text
    assert voted(cast, poll, "host", withdraw="1").status_code == 403


def test_several(cast):
    poll = ask(cast.member, cast.groups["open"], way="multiple")
    voted(cast, poll, "host", 0, 2)
    voted(cast, poll, "member", 2)
    assert [line[0] for line in totals(poll)] == [1, 0, 2]
    assert "Choose at least one" in voted(cast, poll, "host").text


def test_in_order_is_counted_by_borda(cast):
    poll = ask(cast.member, cast.groups["open"], way="ranked")
    tea, coffee, water = ids(poll)
    place = lambda *places: {f"place-{id}": p for id, p in zip((tea, coffee, water), places, strict=True)}
    voted(cast, poll, "host", **place("1", "2", "3"))
    voted(cast, poll, "member", **place("", "1", "3"))  # the second place is closed up
    assert [(line[0], line[3]) for line in totals(poll)] == [(1, 2), (1, 3), (0, 1)]
    assert voted(cast, poll, "host", **place("1", "1", "")).status_code == 400
    assert voted(cast, poll, "host", **place("4", "", "")).status_code == 400
    assert "3 points, first for 1" in cast.client("member").get(f"/c/{poll.pk}/").text


def test_dates_are_shown_in_the_readers_zone(cast):
    at = "2027-03-01T20:30:00+00:00"
    poll = ask(cast.member, cast.groups["open"], [{"starts_at": at}, {"day": "2027-03-02"}], way="dates")
    first, second = ids(poll)
    voted(cast, poll, "host", **{f"answer-{first}": "yes", f"answer-{second}": "maybe"})
    voted(cast, poll, "member", **{f"answer-{first}": "maybe"})
    assert totals(poll) == [(1, 1, 0, 0), (0, 1, 1, 0)]
    type(cast.host).objects.filter(pk=cast.host.pk).update(time_zone="Asia/Tokyo", version=99)
    forget()
    page = cast.client("host").get(f"/c/{poll.pk}/").text
    assert "2 March 2027 05:30" in page and "Tuesday 2 March" in page
    assert "1 yes, 1 if need be, 0 no" in page


def test_what_isnt_an_option_is_refused(cast, poll):
    other = ask(cast.member, cast.groups["open"], title="Another")
    for bad in ([ids(other)[0]], ["0"], ["x"], ["9" * 30], [], ids(poll)[:2]):
        answer = cast.client("host").post(f"/c/{poll.pk}/poll/vote/", {"option": bad})
        assert answer.status_code == 400, bad
    assert not Voter.objects.exists()


def test_members_vote_and_who_reads_looks(cast, poll):
    one = {"option": ids(poll)[0]}
    assert cast.statuses("post", f"/c/{poll.pk}/poll/vote/", one) == {
        "manager": 403, "host": 302, "member": 302, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    for page in ("poll/", "poll/voters/"):
        assert cast.statuses("get", f"/c/{poll.pk}/{page}", who=SIGNED_IN) == {
            "manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404,
        }  # fmt: skip
    assert cast.statuses("post", f"/c/{poll.pk}/poll/close/", who=("outsider", "guest", "nobody")) == {
        "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert not Ballot.objects.get(pk=poll.pk).closed_at
    text = cast.client("outsider").get(f"/c/{poll.pk}/").text
    assert "/poll/vote/" not in text and "vote in this poll" in text


def test_what_cant_be_read_cant_be_voted_in(cast):
    poll = ask(cast.member, cast.groups["secret"])
    one = {"option": ids(poll)[0]}
    for path in ("vote/", "close/"):
        assert set(
            cast.statuses("post", f"/c/{poll.pk}/poll/{path}", one, who=("outsider", "guest")).values()
        ) == {404}
    update = cast.items["open", "published"]
    assert cast.client("host").post(f"/c/{update.pk}/poll/vote/", one).status_code == 400


def test_after_closing_votes_are_refused_with_a_sentence(cast, poll):
    voted(cast, poll, "host", 0)
    Ballot.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    answer = voted(cast, poll, "member", 1)  # the worker hasn't been there yet
    assert answer.status_code == 403 and "votes are no longer taken" in answer.text
    assert closing.close_due() == 1
    assert closing.close_due() == 0
    poll = fresh(poll)
    assert (poll.is_open, poll.poll.electorate) == (False, 2)
    assert voted(cast, poll, "member", 1).status_code == 403
    assert Event.objects.filter(verb="polls.closed").count() == 1
    with pytest.raises(Refused):
        verbs.vote(cast.member, poll, {ids(poll)[0]: 1})
    owes = registry.load(poll.spec.owes)
    assert owes([poll.pk, ask(cast.member, cast.groups["open"]).pk]) == {poll.pk}


def test_who_asked_and_hosts_close(cast, poll):
    assert cast.client("member").post(f"/c/{poll.pk}/poll/close/").status_code == 302
    assert fresh(poll).poll.closed_by == cast.member
    assert cast.client("host").post(f"/c/{poll.pk}/poll/close/").status_code == 302
    assert Event.objects.filter(verb="polls.closed").count() == 1


def test_results_may_wait_until_it_closes(cast):
    poll = ask(cast.member, cast.groups["open"], hide_until_closed=True)
    voted(cast, poll, "host", 1)
    for who in ("manager", "host", "member", "outsider"):
        text = cast.client(who).get(f"/c/{poll.pk}/").text
        assert "1 vote, 100%" not in text and "when the poll closes" in text, who
        assert cast.client(who).get(f"/c/{poll.pk}/poll/voters/").status_code == 403
    verbs.close(poll, by=cast.member)
    text = cast.client("member").get(f"/c/{poll.pk}/").text
    assert "1 vote, 100%" in text
    assert cast.host.name in cast.client("member").get(f"/c/{poll.pk}/poll/voters/").text


def test_the_quorum_says_whether_it_is_reached(cast):
    poll = ask(cast.member, cast.groups["open"], quorum=100, quorum_of="share")
    voted(cast, poll, "host", 0)
    assert "2 votes are needed" in cast.client("member").get(f"/c/{poll.pk}/").text
    verbs.close(fresh(poll))
    assert "was not reached" in cast.client("member").get(f"/c/{poll.pk}/").text


def test_options_change_until_somebody_has_voted(cast, poll):
    edit = f"/c/{poll.pk}/edit/"
    more = form(cast, option=["Tea", "Coffee", "Water", "Milk"])
    more["option-key"] = ["1", "2", "3", ""]
    assert cast.client("member").post(edit, more).status_code == 302
    assert [o.key for o in fresh(poll).poll.options.all()] == ["1", "2", "3", "4"]
    voted(cast, poll, "host", 3)
    page = cast.client("member").get(edit).text
    assert 'name="option"' not in page and 'name="closes_on"' in page
    cast.client("member").post(
        edit, more | {"option": ["A", "B", "C", "D"], "title": "Renamed", "closes_on": "2027-01-01"}
    )
    poll = fresh(poll)
    assert poll.title == "Renamed" and poll.poll.closes_at
    assert [o.text for o in poll.poll.options.all()] == ["Tea", "Coffee", "Water", "Milk"]


def test_somebody_voted_while_the_form_stood_open(cast, poll):
    from kring.kinds.polls.forms import PollForm

    data = form(cast) | {"body_format": "markdown"}
    item = PollForm(_posted(data), {}, instance=poll, person=cast.member)
    assert item.is_valid(), item.errors
    voted(cast, poll, "host", 0)
    with pytest.raises(Refused, match="meanwhile"):
        item.save_details(poll)


def _posted(data):
    from django.http import QueryDict

    posted = QueryDict(mutable=True)
    for name, value in data.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return posted


def test_who_voted_and_who_hasnt_hear_of_the_end(cast, poll):
    from kring.core.activity import fanout

    voted(cast, poll, "host", 0)
    day = timezone.now() + timedelta(hours=20)
    Ballot.objects.filter(pk=poll.pk).update(closes_at=day)
    Content.objects.filter(pk=poll.pk).update(published_at=timezone.now() - timedelta(days=4))
    assert (closing.remind(), closing.remind()) == (1, 0)
    fanout.sweep()
    assert [c.person for c in Cause.objects.filter(event__verb="polls.closing")] == [cast.member]
    verbs.close(fresh(poll))
    fanout.sweep()
    assert {c.person for c in Cause.objects.filter(event__verb="polls.closed")} == {cast.member, cast.host}
    assert "has closed" in cast.client("host").get("/notifications/").text
