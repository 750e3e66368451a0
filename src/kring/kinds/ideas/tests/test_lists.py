"""Lists in every order, the board, similar ideas and the widget: for who may see them, with a fixed number of queries."""

import pytest

from kring.core.activity import fanout
from kring.core.content.models import Content
from kring.core.votes.models import Vote
from kring.kinds.ideas import verbs
from kring.kinds.ideas.models import IdeaDetails
from kring.kinds.ideas.similar import similar
from kring.kinds.ideas.tests.posting import ago, idea
from tests.cast import READERS, SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db
VIEWS = ("", "newest", "rising", "forgotten", "closed", "mine")


def order(cast, view, *titles) -> list[str]:
    text = cast.client("host").get(f"/ideas/?view={view}" if view else "/ideas/").text.split("<main")[1]
    return sorted((title for title in titles if title in text), key=text.index)


def test_every_order(cast):
    old, loved, new = (idea(cast, title=title) for title in ("Old one", "Loved one", "New one"))
    Content.objects.filter(pk=old.pk).update(published_at=ago(days=90), last_activity_at=ago(days=90))
    for who in ("host", "outsider"):
        verbs.vote(cast[who], loved)
    verbs.vote(cast.host, new)
    Vote.objects.filter(content=loved).update(created_at=ago(days=30))
    titles = ("Old one", "Loved one", "New one")
    assert order(cast, "", *titles) == ["Loved one", "New one", "Old one"]
    assert order(cast, "newest", *titles) == ["New one", "Loved one", "Old one"]
    assert order(cast, "rising", *titles) == ["New one"]
    assert order(cast, "forgotten", *titles)[0] == "Old one"
    verbs.close(loved, cast.host)
    assert order(cast, "closed", *titles) == ["Loved one"]
    assert order(cast, "", *titles) == ["New one", "Old one"]
    assert order(cast, "mine", *titles) == []


def test_everybody_finds_what_they_may_see(cast):
    for group in cast.groups:
        title = cast.word(f"an idea in {group}", READERS[group])
        idea(cast, group, title=f"Idea {title}", who="manager" if group == "everyone" else "member")
    fanout.sweep()
    addresses = [f"/ideas/?view={view}" for view in VIEWS[1:]] + ["/ideas/", "/ideas/?look=board"]
    addresses += ["/ideas/similar/?title=Idea+about+something", "/"]
    addresses += [
        f"/g/{group.slug}/ideas/{look}" for group in cast.groups.values() for look in ("", "?look=board")
    ]
    for address in addresses:
        for who, page in cast.as_each("get", address, who=SIGNED_IN).items():
            assert not cast.leaks(who, page.text), (who, address)
    assert cast.client("member").get("/ideas/").text.count("vote-main") == 5


@pytest.mark.parametrize(
    "query", ["view=nonsense", "before=zz", "before=-1", "before=99999999", "challenge=zz"]
)
def test_a_made_up_address_is_no_page(cast, query):
    assert cast.client("member").get(f"/ideas/?{query}").status_code == 404


def test_the_board_costs_the_same_however_many_there_are(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for number in (4, 60):
        rows = [
            Content(kind="idea", group=cast.groups["open"], author=cast.host, title=f"Idea {number} {n}", state="published",
                    published_at=ago(minutes=n), is_open=True) for n in range(number)
        ]  # fmt: skip
        made = Content.objects.bulk_create(rows)
        phases = ("open", "voting", "decided")
        IdeaDetails.objects.bulk_create(
            IdeaDetails(content=item, phase=phases[n % 3], vote_count=n) for n, item in enumerate(made)
        )
        forget()
        for address in ("/ideas/?look=board", "/ideas/"):
            with django_assert_max_num_queries(26) as captured:
                text = member.get(address).text
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
    assert "22 more in the list" not in text
    board = member.get("/ideas/?look=board").text
    assert board.count('class="tile"') <= 75
    older = (
        member.get("/ideas/")
        .text.split('class="pager"')[1]
        .split('href="')[1]
        .split('"')[0]
        .replace("&amp;", "&")
    )
    assert member.get(older).text.count("card-title") == 20


def test_similar_ideas_are_shown_before_posting(cast):
    idea(cast, title="A bench under the lime tree behind the town hall")
    idea(cast, "secret", title="A secretive bench under the lime tree")
    fanout.sweep()
    text = cast.client("outsider").get("/ideas/similar/?title=bench under lime tree").text
    assert "behind the town hall" in text
    assert "secretive" not in text
    assert [found.title for found in similar(cast.member, "bench")] == []  # too short to say what it is about
    assert cast.client("nobody").get("/ideas/similar/?title=bench under").status_code == 302


def test_the_widget_asks_for_my_vote(cast):
    one = idea(cast, title="Wait for me", phase="voting")
    forget()
    assert "wait for your vote" in cast.client("host").get("/").text
    assert "wait for your vote" in cast.client("host").get(f"/g/{one.group.slug}/").text
    assert "wait for your vote" not in cast.client("member").get("/").text  # it is their own
    verbs.vote(cast.host, one)
    forget()
    assert "wait for your vote" not in cast.client("host").get("/").text
