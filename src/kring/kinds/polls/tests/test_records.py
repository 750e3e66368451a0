"""Polls and votes that come in, and go out as they came."""

import pytest

from kring.core.content.models import Content
from kring.core.votes.models import Vote
from kring.exchange.export import send_out
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import AT, content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from kring.kinds.polls.models import Option, Voter
from kring.kinds.polls.tests.asking import ask, ids, totals
from kring.kinds.polls.verbs import vote
from kring.kinds.polls.votes import tally

pytestmark = pytest.mark.django_db


def poll(id="c1", *keys, **data):
    options = [{"id": key, "text": key.title()} for key in keys or ("tea", "water")]
    return content(id, kind="poll", title="What?", data={"options": options, **data})


def said(option="tea", who="anna", of="c1", **more):
    return {
        "type": "vote",
        "person": who,
        "content": of,
        "option": option,
        "value": 1,
        "created_at": AT,
        **more,
    }


def test_a_poll_with_its_votes(tmp_path):
    records = [
        person(), person("bob"), poll(closes_at="2030-01-01T12:00:00+00:00"), said(), said("water", "bob"),
        poll("c2", "a", "b", "c", way="ranked"), said("c", of="c2", value=1), said("a", of="c2", value=2),
        poll("c3", "x", "y", way="dates"), said("x", of="c3", value=1), said("y", of="c3", value=0),
    ]  # fmt: skip
    report = take_in(package(tmp_path / "in", *records))
    assert report.reasons == []
    first, second, third = Content.objects.order_by("pk")
    assert (first.is_open, totals(first)) == (True, [(1, 0, 0, 0), (1, 0, 0, 0)])
    assert totals(second) == [(0, 0, 0, 1), (0, 0, 0, 0), (1, 0, 0, 2)]
    assert totals(third) == [(0, 1, 0, 0), (0, 0, 1, 0)]
    assert Voter.objects.count() == 4 and first.poll.voter_count == 2
    again = take_in(package(tmp_path / "in", *records))
    assert again.total("unchanged") == len(records)
    changed = take_in(
        package(
            tmp_path / "in", *[r | ({"title": "Which?"} if r["type"] == "content" else {}) for r in records]
        )
    )
    assert changed.total("updated") == 3 and totals(first) == [(1, 0, 0, 0), (1, 0, 0, 0)]
    send_out(tmp_path / "out")
    out = [r for r in records_of(tmp_path / "out") if r["type"] == "vote"]
    came = [
        {**r, "created_at": out[0]["created_at"], "value": None if r["value"] == 1 else r["value"]}
        for r in records
        if r["type"] == "vote"
    ]
    came = [{name: value for name, value in r.items() if value is not None} for r in came]
    assert difference(out, came) == []


def test_votes_with_names_in_an_anonymous_poll_lose_them(tmp_path):
    records = [
        person(),
        person("bob"),
        poll("c1", anonymous=True),
        said(),
        said("water", "bob"),
        said("beer", "bob"),
    ]
    take_in(package(tmp_path / "in", *records))
    assert not Vote.objects.exists()
    item = Content.objects.get()
    assert totals(item) == [(1, 0, 0, 0), (1, 0, 0, 0)] and item.poll.voter_count == 2
    assert take_in(package(tmp_path / "in", *records)).total("unchanged") == len(records)
    assert totals(item) == [(1, 0, 0, 0), (1, 0, 0, 0)]


def test_votes_that_make_no_sense_arent_counted(tmp_path):
    records = [person(), poll(), content("c2"), said("beer"), said(of="c2"), said("water", value=-4)]
    take_in(package(tmp_path / "in", *records))
    item = Content.objects.get(title="What?")
    assert totals(item) == [(0, 0, 0, 0), (0, 0, 0, 0)] and item.poll.voter_count == 0


def test_an_anonymous_poll_goes_out_with_totals_only(tmp_path, cast):
    item = ask(cast.member, cast.groups["open"], anonymous=True)
    vote(cast.host, item, {ids(item)[1]: 1})
    send_out(tmp_path / "out")
    records = records_of(tmp_path / "out")
    assert not [r for r in records if r["type"] == "vote"]
    (data,) = [r["data"] for r in records if r.get("kind") == "poll"]
    assert data["tally"] == {"voters": 1, "options": {"1": {}, "2": {"yes": 1}, "3": {}}}


def test_polls_made_here_come_back(tmp_path):
    from django.db import transaction

    from tests.cast import make_cast

    with transaction.atomic():
        cast = make_cast()
        for way in ("single", "ranked", "dates"):
            item = ask(cast.member, cast.groups["open"], way=way, quorum=3, quorum_of="number")
            vote(cast.host, item, {ids(item)[1]: 1})
        ask(
            cast.member,
            cast.groups["open"],
            anonymous=True,
            tally={"voters": 2, "options": {"1": {"yes": 2}}},
        )
        Content.objects.filter(state="bin").delete()
        send_out(tmp_path / "one")
        transaction.set_rollback(True)
    one = [r for r in records_of(tmp_path / "one") if r["type"] == "vote" or r.get("kind") == "poll"]
    two = out_of_an_empty_platform(tmp_path / "one", tmp_path / "two")
    two = [r for r in two if r["type"] == "vote" or r.get("kind") == "poll"]
    assert len(one) == 9 and difference(one, two) == []


@pytest.mark.parametrize(
    "data",
    [
        {}, {"options": "x"}, {"options": [1, {}, {"id": 3}, {"id": "a"}, {"id": "a", "text": "b"}]}, {"way": ["ranked"]},
        {"options": [{"id": "a", "text": 1, "day": "x", "starts_at": "2020"}], "closes_at": 5, "quorum": -3},
        {"anonymous": True, "tally": {"voters": "x", "options": [1]}}, {"anonymous": True, "tally": 7},
    ],
)  # fmt: skip
def test_nonsense_is_a_poll_all_the_same(tmp_path, client, data):
    report = take_in(package(tmp_path / "in", person(), content("c1", kind="poll", data=data)))
    assert report.total("created") == 2
    assert Content.objects.get().poll.options.count() <= 1


def test_counters_are_repaired(cast):
    item = ask(cast.member, cast.groups["open"])
    vote(cast.host, item, {ids(item)[1]: 1})
    Option.objects.update(yes=9)
    tally([item.pk])
    assert [line[0] for line in totals(item)] == [0, 1, 0]
