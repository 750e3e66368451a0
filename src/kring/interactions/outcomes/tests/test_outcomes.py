"""Explaining what was decided, changing it, taking it back; who is told, and what is owed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.features import verbs as switching
from kring.core.refused import Refused
from kring.core.votes import verbs as votes
from kring.interactions.outcomes import digest, owing, tells, verbs
from kring.interactions.outcomes.models import Outcome
from kring.interactions.outcomes.tests.closed import close, updates_owe
from tests.cast import READERS, SIGNED_IN
from tests.clean import forget

__all__ = ["updates_owe"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("updates_owe")]
SAID = {"decision": "adopted", "body": "It is what most of us want."}


@pytest.fixture
def item(cast):
    return close(cast.items["open", "published"])


def explain(cast, item, decision="adopted", reason="<p>Because.</p>", who="host", **more):
    return verbs.explain(item, cast[who], decision=decision, reason=reason, **more)


def test_hosts_explain_what_was_closed(cast, item):
    url = f"/c/{item.pk}/outcome/"
    assert cast.statuses("get", url, who=SIGNED_IN) == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404,
    }  # fmt: skip
    assert cast.client("member").post(url, SAID).status_code == 403
    assert cast.client("host").post(url, SAID).status_code == 302
    outcome = verbs.current(item)
    assert (outcome.decision, outcome.by) == ("adopted", cast.host)
    assert outcome.reason == "<p>It is what most of us want.</p>"
    assert Event.objects.get(verb="outcomes.explained").data == {"decision": "adopted"}


def test_who_posted_it_explains_it_where_the_kind_says_so(cast, item, monkeypatch):
    monkeypatch.setattr(type(item), "author_decides", True)
    verbs.check_explain(cast.member, item)
    with pytest.raises(Refused):
        verbs.check_explain(cast.outsider, item)


def test_what_is_open_is_closed_first(cast):
    item = cast.items["open", "published"]
    answer = cast.client("host").get(f"/c/{item.pk}/outcome/")
    assert answer.status_code == 409
    assert "still open" in answer.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"decision": ""}, "Choose what was decided"),
        ({"decision": "perhaps"}, "Select a valid choice"),
        ({"body": ""}, "Explain why"),
        ({"body": "   "}, "Explain why"),
        ({"owner": "nobody at all"}, "Nobody who can see this"),
        ({"owner": "@guest"}, "Nobody who can see this"),
        ({"review_at": "2001-01-01"}, "next ten years"),
        ({"review_at": "9999-12-31"}, "next ten years"),
        ({"review_at": "tomorrow"}, "valid date"),
        ({"owner": "x\0"}, "Null characters"),
    ],
)
def test_bad_input_is_said_beside_the_field(cast, item, wrong, words):
    answer = cast.client("host").post(f"/c/{item.pk}/outcome/", SAID | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Outcome.objects.exists()


def test_an_owner_is_asked_by_name_or_handle(cast, item):
    day = timezone.localdate() + timedelta(days=90)
    more = {"owner": "@Outsider", "review_at": day.isoformat()}
    assert cast.client("host").post(f"/c/{item.pk}/outcome/", SAID | more).status_code == 302
    outcome = verbs.current(item)
    assert (outcome.owner, outcome.review_at) == (cast.outsider, day)
    assert Event.objects.get(verb="outcomes.explained").person == cast.outsider
    text = cast.client("member").get(item.url).text
    assert f"{cast.outsider.name} sees to it" in text
    Outcome.objects.update(review_at=timezone.localdate())
    assert [line.title for line in digest.owed(cast.outsider, timezone.now())] == [item.heading]


def test_the_same_again_changes_nothing_and_another_keeps_the_first(cast, item):
    first = explain(cast, item)
    assert explain(cast, item) == first
    second = explain(cast, item, "partly", "<p>Half of it.</p>")
    assert list(Outcome.objects.filter(is_current=True)) == [second]
    assert Event.objects.filter(verb="outcomes.changed").count() == 1
    text = cast.client("member").get(f"/c/{item.pk}/outcome/earlier/").text
    assert text.index("Half of it.") < text.index("Because.")


def test_taking_back_and_undoing_that(cast, item):
    first = explain(cast, item)
    second = explain(cast, item, "no", "<p>After all not.</p>")
    host = cast.client("host")
    answer = host.post(f"/c/{item.pk}/outcome/take-back/", {"outcome": second.pk})
    assert "Put it back" in answer.text
    host.post(f"/c/{item.pk}/outcome/take-back/", {"outcome": second.pk})  # a second click
    assert verbs.current(item) == first
    assert "After all not" not in cast.client("member").get(f"/c/{item.pk}/outcome/earlier/").text
    host.post(f"/c/{item.pk}/outcome/put-back/", {"outcome": second.pk})
    assert verbs.current(item) == second
    assert cast.client("member").post(f"/c/{item.pk}/outcome/take-back/", {"outcome": 1}).status_code == 403
    assert host.post(f"/c/{item.pk}/outcome/take-back/", {"outcome": "x" * 30}).status_code == 302


def test_it_stands_on_the_card_and_on_top_of_the_page(cast, item):
    page = cast.client("member").get(item.url).text
    assert "still to be explained" in page
    assert "Explain the outcome" not in page
    assert "Explain the outcome" in cast.client("host").get(item.url).text
    explain(cast, item, reason="<p>Zonnebloem.</p>")
    page = cast.client("member").get(item.url).text
    assert page.index("Zonnebloem") < page.index('class="card-body')
    assert "Zonnebloem" in cast.client("member").get("/").text


def test_who_took_part_is_told(cast, item):
    votes.vote(cast.outsider, item.pk)
    explain(cast, item)
    event = Event.objects.get(verb="outcomes.explained")
    # the member wrote it, the host commented and reacted, the outsider voted
    assert set(tells.who_took_part(event)) == {cast.member.pk, cast.host.pk, cast.outsider.pk}


def test_what_is_owed_is_listed_for_who_owes_it(cast, item):
    assert [found.pk for found in owing.owed(cast.host, owing.mine(cast.host))] == [item.pk]
    assert owing.owed(cast.member, owing.mine(cast.member)) == []
    assert item.title in cast.client("host").get("/outcomes/owed/").text
    assert item.title not in cast.client("member").get("/outcomes/owed/").text
    assert cast.client("member").get("/outcomes/owed/?view=nothing").status_code == 404
    assert item.title in cast.client("member").get("/outcomes/owed/?view=all").text
    posted = cast.client("member").get("/outcomes/owed/?view=posted").text  # it is the member's
    assert item.title in posted and "Explain the outcome" not in posted
    assert "view=posted" in cast.client("member").get("/outcomes/").text
    assert item.title not in cast.client("outsider").get("/outcomes/owed/?view=posted").text
    forget()
    assert "Decisions owed" in cast.client("host").get("/").text
    assert "Decisions owed" in cast.client("host").get(f"/g/{item.group.slug}/").text
    explain(cast, item)
    assert owing.owed(cast.host) == []


def test_everybody_reads_of_what_they_may_see(cast):
    for group in cast.groups:
        item = close(cast.items[group, "published"])
        word = cast.word(f"the reason in {group}", READERS[group])
        verbs.explain(item, cast.host, decision="no", reason=f"<p>{word}</p>")
        close(cast.items[group, "archived"])
    addresses = [
        "/outcomes/",
        "/outcomes/?decision=no",
        "/outcomes/?kind=update",
        "/outcomes/owed/?view=all",
        "/",
    ]
    addresses += [f"/g/{group.slug}/outcomes/" for group in cast.groups.values()]
    addresses += [f"/c/{cast.items[group, 'published'].pk}/outcome/earlier/" for group in cast.groups]
    for address in addresses:
        for who, answer in cast.as_each("get", address).items():
            assert not cast.leaks(who, answer.text), (who, address)
    assert cast.client("member").get("/outcomes/").text.count("verdict-no") == 5
    assert cast.client("member").get("/outcomes/?decision=perhaps").status_code == 404
    assert cast.client("member").get("/outcomes/?before=99999999999999999999").status_code == 200


def test_a_long_list_goes_on(cast, django_assert_max_num_queries):
    from kring.core.content import verbs as posting

    for number in range(23):
        item = posting.post(
            cast.member, cast.groups["open"], "update", title=f"Number {number:02}", body="<p>x</p>"
        )
        explain(cast, close(item))
    member = cast.client("member")
    with django_assert_max_num_queries(12):
        text = member.get("/outcomes/").text
    assert "Number 22" in text
    assert "Number 02" not in text
    older = text.split('class="pager"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Number 02" in member.get(older).text
    assert "Number 22" not in member.get(older).text.split("<main")[1]


def test_off_leaves_no_trace(cast, item):
    explain(cast, item, reason="<p>Zonnebloem.</p>")
    switching.switch_group("outcomes", item.group, "off", by=cast.host)
    for address in ("/", item.url, "/outcomes/", "/outcomes/owed/?view=all"):
        assert "Zonnebloem" not in cast.client("host").get(address).text
    assert cast.client("host").get(f"/g/{item.group.slug}/outcomes/").status_code == 404
    assert cast.client("host").get(f"/c/{item.pk}/outcome/").status_code == 404
    switching.switch_platform("outcomes", "off", by=cast.manager)
    assert cast.client("host").get("/outcomes/").status_code == 404
    assert "You said" not in cast.client("host").get("/").text
