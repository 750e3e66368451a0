"""What was counted in the room stands with the results of ideas and polls, openly; and only while that is right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.content.room import Counted, counted
from kring.core.features.verbs import switch_group, switch_platform
from kring.core.refused import Refused
from kring.kinds.ideas import verbs as ideas
from kring.kinds.ideas.tests.posting import idea
from kring.kinds.polls import showing
from kring.kinds.polls import verbs as polls
from kring.kinds.polls.tests.asking import ask, fresh, ids
from kring.tools.bridge import verbs
from kring.tools.bridge.asking import asked
from kring.tools.bridge.models import RoomCount

pytestmark = pytest.mark.django_db


def add(cast, item, counts, people=12):
    return verbs.count(fresh(item), cast.host, counts, people, timezone.localdate())


def text(cast, item, who="outsider") -> str:
    return " ".join(cast.client(who).get(f"/c/{item.pk}/").text.split())


def test_votes_for_an_idea_stand_beside_those_on_the_screen(cast):
    item = idea(cast)
    ideas.vote(cast.member, item)
    assert "from the room" not in text(cast, item)
    add(cast, item, {"vote": 8})
    add(cast, item, {"vote": 2}, people=2)
    page = text(cast, item)
    assert "+ 10 votes from the room" in page and '<span class="social-count">1</span>' in page
    ideas.close(item, by=cast.host)
    assert "+ 10 votes from the room" in text(cast, item)
    switch_group("bridge", cast.groups["open"], "off", cast.host)
    assert "from the room" not in text(cast, item)
    assert RoomCount.objects.count() == 2


def test_cards_of_ideas_ask_nothing_more(cast):
    item, client = idea(cast), cast.client("member")

    def queries() -> int:
        client.get("/ideas/")  # the fragments are made
        with CaptureQueriesContext(connection) as captured:
            assert "from the room" not in client.get("/ideas/").text
        return len(captured)

    before = queries()
    add(cast, item, {"vote": 8})
    assert queries() == before


def test_a_poll_adds_them_to_its_bars(cast):
    item = ask(cast.host, cast.groups["open"])
    tea = ids(item)[0]
    polls.vote(cast.member, item, {tea: 1})
    assert [words for _key, words in asked(item).choices] == ["Tea", "Coffee", "Water"]
    add(cast, item, {"1": 1, "2": 8})
    shown = showing.of(cast.member, [item.pk])[item.pk]
    first, second, _third = shown.tally.lines
    assert (first.words, first.share, first.room_share) == ("1 vote + 1 from the room, 20%", 10, 10)
    assert (second.words, second.share, second.room_share) == ("0 votes + 8 from the room, 80%", 0, 80)
    assert second.leads and not first.leads
    page = text(cast, item)
    assert "0 votes + 8 from the room, 80%" in page and "9 people in the room" in page
    assert "0 votes + 8 from the room, 80%" in cast.client("member").get("/polls/").text


@pytest.mark.parametrize(
    ("rules", "counts", "words"),
    [
        ({"way": "ranked"}, {"2": 3}, "0 points, first for 0 + 3 from the room"),
        ({"multiple": True}, {"1": 12, "2": 6}, "0 votes + 6 from the room, 50%"),
        ({"anonymous": True}, {"2": 4}, "0 votes + 4 from the room, 100%"),
        ({"way": "dates"}, {"1": 4, "2": 9}, "0 yes, 0 if need be, 0 no + 9 from the room"),
    ],
)
def test_every_way_to_vote_can_be_counted_on_paper(cast, rules, counts, words):
    item = ask(cast.host, cast.groups["open"], **rules)
    add(cast, item, counts)
    line = showing.of(cast.member, [item.pk])[item.pk].tally.lines[1]
    assert line.words == words and line.room_share


def test_the_room_counts_for_the_quorum(cast):
    item = ask(cast.host, cast.groups["open"], quorum=5)
    polls.vote(cast.member, item, {ids(item)[0]: 1})
    assert "5 votes are needed for a quorum" in text(cast, item)
    add(cast, item, {"1": 4})
    assert "The quorum of 5 votes is reached" in text(cast, item)


def test_hidden_results_hide_those_of_the_room(cast):
    item = ask(cast.host, cast.groups["open"], hide_until_closed=True)
    add(cast, item, {"1": 7})
    page = text(cast, item)
    assert "12 people answered on paper" in page and "<meter" not in page
    polls.close(fresh(item), by=cast.host)
    assert "0 votes + 7 from the room, 100%" in text(cast, item)


def test_nothing_is_counted_after_the_end(cast):
    item, proposal = ask(cast.host, cast.groups["open"]), idea(cast)
    polls.close(item, by=cast.host)
    ideas.close(proposal, by=cast.host)
    for one, counts, why in (
        (item, {"1": 3}, "votes are no longer taken"),
        (proposal, {"vote": 3}, "Voting on this idea is closed."),
    ):
        with pytest.raises(Refused, match=why):
            add(cast, one, counts)
        page = cast.client("host").get(f"/c/{one.pk}/room/").text
        assert why in page and "Add the numbers" not in page and "Add as comments" in page
    assert not RoomCount.objects.exists()


def test_a_question_is_answered_with_words(cast):
    from kring.core.content import verbs as posting

    item = posting.post(cast.member, cast.groups["open"], "question", title="Where is the key?")
    page = cast.client("host").get(f"/c/{item.pk}/room/").text
    assert "Add the numbers" not in page and "Add as comments" in page
    slip = cast.client("host").get(f"/c/{item.pk}/slips/").text
    assert "Do you know the answer? Write it down." in slip and 'class="tick"' not in slip
    with pytest.raises(Refused, match="nothing to count"):
        add(cast, Content.objects.get(pk=item.pk), {"like": 3})


def test_counted_asks_the_switch(cast):
    item = idea(cast)
    add(cast, item, {"vote": 8})
    assert counted({item.pk: item.group_id}) == {item.pk: Counted(12, {"vote": 8})}
    switch_platform("bridge", "off", cast.manager)
    assert counted({item.pk: item.group_id}) == {}
