"""Summing up, closing, what is lively, and who may do what."""

import pytest

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.features import verbs as switching
from kring.core.notify.models import Notification
from kring.core.refused import Refused
from kring.interactions.comments import verbs as comments
from kring.interactions.reactions import verbs as reactions
from kring.kinds.discussions import verbs
from kring.kinds.discussions.lively import lively
from tests.cast import READERS, SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


def begin(cast, group="open", title="Do we still need a front desk?", who="member"):
    return posting.post(
        cast[who], cast.groups[group], "discussion", title=title, body="<p>Since we moved.</p>"
    )


def say(cast, discussion, who="host", body="<p>I would miss it.</p>"):
    comment = comments.post(cast[who], discussion, body)
    comment.content = discussion
    return comment


def fresh(item) -> Content:
    return Content.objects.get(pk=item.pk)


@pytest.fixture
def talk(cast):
    return begin(cast)


def form(comment=None, **more) -> dict:
    return {
        "body": "We keep it, in the **mornings**.",
        **({"comments": [comment.pk]} if comment else {}),
        **more,
    }


def test_who_began_it_and_hosts_sum_up(cast, talk):
    said = say(cast, talk)
    url = f"/c/{talk.pk}/summary/"
    assert cast.statuses("get", url) == {
        "manager": 200, "host": 200, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert cast.client("member").post(url, form(said)).status_code == 302
    page = cast.client("outsider").get(f"/c/{talk.pk}/").text
    assert "<strong>mornings</strong>" in page and f"/c/{talk.pk}/comments/{said.pk}/" in page
    assert "Summed up" in page and f'{url}"' not in page  # the mark; no button for who may not
    assert f'{url}"' in cast.client("host").get(f"/c/{talk.pk}/").text
    row = cast.client("member").get("/discussions/?view=newest").text
    assert "We keep it, in the mornings." in row


def test_what_cant_be_read_cant_be_summed_up(cast):
    hidden = begin(cast, "secret")
    for path in ("", "close/", "versions/"):
        found = cast.statuses(
            "post", f"/c/{hidden.pk}/summary/{path}", form(), who=("manager", "outsider", "guest")
        )
        assert set(found.values()) == {404}, path
    update = cast.items["open", "published"]
    assert cast.client("host").get(f"/c/{update.pk}/summary/").status_code == 403
    assert cast.client("host").get(f"/c/{update.pk}/summary/versions/").status_code == 404


def test_bad_input_is_put_right(cast, talk):
    other = cast.comments["secret", "published"]
    url, member = f"/c/{talk.pk}/summary/", cast.client("member")
    assert member.post(url, {"body": ""}).status_code == 422
    say(cast, talk)
    for strange in ([other.pk], ["x"], ["9" * 40]):
        assert member.post(url, {"body": "Words.", "comments": strange}).status_code == 422
    verbs.sum_up(talk, cast.member, "<p>Words.</p>", [other.pk])
    assert fresh(talk).summed_up == []
    with pytest.raises(Refused):
        verbs.sum_up(talk, cast.member, "")


def test_versions_are_kept(cast, talk):
    said = say(cast, talk)
    verbs.sum_up(talk, cast.member, "<p>First words.</p>")
    verbs.sum_up(talk, cast.member, "<p>First words.</p>")
    verbs.sum_up(talk, cast.host, "<p>Second words.</p>", [said.pk])
    verbs.sum_up(talk, cast.host, "<p>Second words.</p>", [])
    found = fresh(talk)
    assert (found.told.begin, found.told.by, found.summed_up) == ("Second words.", cast.host, [])
    assert [row.body for row in found.earlier_summaries.all()] == ["<p>First words.</p>"]
    verbs_of = Event.objects.filter(content=talk, verb__startswith="discussions.").order_by("pk")
    assert [event.verb.split(".")[1] for event in verbs_of] == [
        "summed_up",
        "summary_changed",
        "summary_changed",
    ]
    text = cast.client("outsider").get(f"/c/{talk.pk}/summary/versions/").text
    assert text.index("Second words") < text.index("First words")


def test_closing_needs_a_summary_and_is_undone(cast, talk):
    url, member = f"/c/{talk.pk}/summary/close/", cast.client("member")
    assert member.post(url, {"on": "1"}).status_code == 400
    member.post(f"/c/{talk.pk}/summary/", form(close="on"))
    found = fresh(talk)
    assert (found.is_open, found.comments_open) == (False, False)
    assert cast.client("outsider").post(f"/c/{talk.pk}/comments/", {"body": "Too late"}).status_code == 403
    assert "Do we still" in member.get("/discussions/?view=closed").text
    main = member.get("/discussions/").text.split("<main")[1].split("</main")[0]
    assert "Do we still" not in main
    assert cast.client("outsider").post(url, {"on": "0"}).status_code == 403
    member.post(url, {"on": "0"})
    member.post(url, {"on": "0"})
    found = fresh(talk)
    assert (found.is_open, found.comments_open, found.told is None) == (True, True, False)
    assert Event.objects.filter(content=talk, verb="discussions.reopened").count() == 1
    verbs.close(found, cast.member)
    fresh(talk).open_comments(cast.member, True)
    assert fresh(talk).is_open is True


def test_who_took_part_is_told(cast, talk):
    say(cast, talk, "outsider")
    verbs.sum_up(talk, cast.host, "<p>It stays.</p>")
    fanout.sweep()
    told = Notification.objects.filter(causes__reason="summed_up")
    assert {row.person for row in told} == {cast.member, cast.outsider}


def test_few_comments_are_sorted_too(cast, talk):
    say(cast, talk, body="<p>The first one</p>")
    liked = say(cast, talk, "outsider", "<p>The liked one</p>")
    reactions.react(cast.host, talk, liked)
    member = cast.client("member")
    text = member.get(f"/c/{talk.pk}/?comments=liked").text
    assert text.index("The liked one") < text.index("The first one")
    text = member.get(f"/c/{talk.pk}/").text
    assert text.index("The first one") < text.index("The liked one")
    assert "?comments=liked" in text
    update = cast.items["open", "published"]
    assert "?comments=liked" not in member.get(f"/c/{update.pk}/").text


def test_a_deleted_comment_leaves_the_summary(cast, talk):
    said = say(cast, talk, body="<p>Sharp words</p>")
    verbs.sum_up(talk, cast.member, "<p>It stays.</p>", [said.pk])
    comments.delete(said, cast.host)
    assert fresh(talk).summed_up == []
    assert "Sharp words" not in cast.client("member").get(f"/c/{talk.pk}/").text


def test_lively_is_where_most_people_speak(cast):
    quiet, busy = begin(cast, title="The quiet one"), begin(cast, title="The busy one")
    for who in ("host", "outsider"):
        say(cast, busy, who)
    say(cast, quiet)
    assert [item.pk for item in lively(cast.member)][:2] == [busy.pk, quiet.pk]
    text = cast.client("member").get("/discussions/").text.split("<main")[1]
    assert text.index("The busy one") < text.index("The quiet one")
    assert "Lively now" in cast.client("host").get("/").text
    assert lively(cast.guest) == []


def test_everybody_finds_what_they_may_read(cast):
    for group in cast.groups:
        who = "manager" if group == "everyone" else "member"
        talk = begin(cast, group, cast.word(f"a discussion in {group}", READERS[group]), who)
        verbs.sum_up(talk, cast[who], f"<p>{cast.word(f'a summary in {group}', READERS[group])}</p>")
    for address in ("/discussions/", "/discussions/?view=newest", "/discussions/?view=mine", "/"):
        for who, page in cast.as_each("get", address, who=SIGNED_IN).items():
            assert page.status_code == 200 and not cast.leaks(who, page.text), (who, address)


def test_a_list_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for _ in range(2):
        for n in range(4):
            talk = begin(cast, title=f"Talk {n}")
            verbs.sum_up(talk, cast.member, "<p>Words.</p>", [say(cast, talk).pk])
        forget()
        with django_assert_max_num_queries(22) as captured:
            member.get("/discussions/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_off_leaves_no_trace(cast, talk):
    verbs.sum_up(talk, cast.member, "<p>It stays.</p>")
    switching.switch_platform("discussions", "off", by=cast.manager)
    member = cast.client("member")
    assert {
        member.get(path).status_code for path in ("/discussions/", f"/c/{talk.pk}/", f"/c/{talk.pk}/summary/")
    } == {404}
    assert "iscussion" not in member.get("/").text
