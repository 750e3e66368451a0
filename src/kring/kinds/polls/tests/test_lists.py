"""Lists of polls, the widget, and a poll without details."""

import pytest

from kring.kinds.polls import verbs
from kring.kinds.polls.tests.asking import ask, ids
from tests.clean import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(cast):
    return ask(cast.member, cast.groups["open"])


def test_lists_show_what_is_open_first(cast, poll):
    done = ask(cast.member, cast.groups["open"], title="Long ago")
    verbs.close(done, by=cast.member)
    main = lambda address: cast.client("member").get(address).text.split("<main")[1].split("</main")[0]
    for address in ("/polls/", f"/g/{cast.groups['open'].slug}/polls/"):
        assert "What shall we drink" in main(address) and "Long ago" not in main(address)
        assert "Long ago" in main(address + "?view=closed")
    assert "Open polls" in cast.client("host").get("/").text


def test_a_list_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for _ in range(2):
        for n in range(4):
            one = ask(cast.member, cast.groups["open"], title=f"Poll {n}")
            verbs.vote(cast.host, one, {ids(one)[0]: 1})
        forget()
        with django_assert_max_num_queries(24) as captured:
            member.get("/polls/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_without_details_it_is_still_a_page(cast):
    from kring.core.content import verbs as posting

    bare = posting.post(cast.member, cast.groups["open"], "poll", title="Bare")
    assert cast.client("member").get(f"/c/{bare.pk}/").status_code == 200
    assert cast.client("member").get("/polls/").status_code == 200
    assert cast.client("member").get(f"/c/{bare.pk}/edit/").status_code == 200
    assert cast.client("member").post(f"/c/{bare.pk}/poll/vote/", {"option": "1"}).status_code == 400
