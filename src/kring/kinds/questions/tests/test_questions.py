"""Asking, choosing the best answer, and what waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.features import verbs as switching
from kring.core.refused import Refused
from kring.interactions.comments import verbs as comments
from kring.kinds.questions import verbs
from kring.kinds.questions.models import Answer
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


def ask(cast, group="open", title="Who has the key of the shed?", who="member", **fields):
    return posting.post(cast[who], cast.groups[group], "question", title=title, **fields)


def answer(cast, question, who="host", body="<p>The porter.</p>", parent=None):
    comment = comments.post(cast[who], question, body, parent=parent)
    comment.content = question
    return comment


@pytest.fixture
def question(cast):
    return ask(cast)


@pytest.fixture
def said(cast, question):
    return answer(cast, question)


def best_url(comment) -> str:
    return f"/c/{comment.content_id}/comments/{comment.pk}/best/"


def test_a_new_question_is_open_and_an_update_is_neither(cast, question):
    assert question.is_open is True
    assert posting.post(cast.member, cast.groups["open"], "update", body="<p>x</p>").is_open is None


def test_the_form_wants_a_question_and_no_more(cast):
    given = {"kind": "question", "group": cast.groups["open"].pk, "title": "Who has the key?", "body": ""}
    assert cast.client("member").post("/new/", given).status_code == 302
    found = Content.objects.get(title="Who has the key?")
    assert (found.kind, found.is_open, found.body) == ("question", True, "")
    assert cast.client("member").post("/new/", given | {"title": ""}).status_code == 422


def test_who_asked_and_hosts_choose(cast, said):
    statuses = cast.statuses("post", best_url(said), {"on": "1"})
    assert statuses == {
        "manager": 302, "host": 302, "member": 302, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert cast.as_each("post", best_url(said), {"on": "1"}, who=("nobody",))["nobody"].url.startswith(
        "/account"
    )


def test_what_cant_be_read_cant_be_chosen(cast):
    hidden = answer(cast, ask(cast, "secret"))
    statuses = cast.statuses("post", best_url(hidden), {"on": "1"}, who=("manager", "outsider", "guest"))
    assert set(statuses.values()) == {404}
    assert not Answer.objects.exists()


def test_choosing_answers_and_another_choice_replaces_it(cast, question, said):
    verbs.choose(said, cast.member)
    verbs.choose(said, cast.member)
    question.refresh_from_db()
    said.refresh_from_db()
    assert (question.is_open, said.is_best) == (False, True)
    event = Event.objects.get(verb="questions.answered")
    assert (event.actor, event.person, event.comment) == (cast.member, cast.host, said)
    reply = answer(cast, question, "outsider", "<p>It hangs behind the door.</p>", parent=said)
    verbs.choose(reply, cast.host)
    said.refresh_from_db()
    reply.refresh_from_db()
    assert (said.is_best, reply.is_best) == (False, True)
    assert Answer.objects.get(question=question).comment == reply


def test_taking_the_choice_back_reopens(cast, question, said):
    verbs.choose(said, cast.member)
    before = Content.objects.get(pk=question.pk).version
    assert cast.client("member").post(best_url(said), {"on": "0"}).status_code == 302
    cast.client("member").post(best_url(said), {"on": "0"})
    question.refresh_from_db()
    assert (question.is_open, question.version) == (True, before + 1)
    assert not Answer.objects.exists()
    assert Event.objects.filter(verb="questions.reopened").count() == 1


def test_deleting_the_best_answer_reopens(cast, question, said):
    verbs.choose(said, cast.member)
    comments.delete(said, cast.host)
    assert Content.objects.get(pk=question.pk).best is None  # at once, for who reads
    fanout.sweep()
    question.refresh_from_db()
    assert question.is_open is True
    comments.restore(said, cast.host)
    said.refresh_from_db()
    assert not said.is_best


def test_deleting_another_comment_changes_nothing(cast, question, said):
    verbs.choose(said, cast.member)
    comments.delete(answer(cast, question, body="<p>Me too</p>"), cast.host)
    fanout.sweep()
    question.refresh_from_db()
    assert question.is_open is False


def test_only_questions_have_a_best_answer(cast):
    said = cast.comments["open", "published"]
    assert cast.client("member").post(best_url(said), {"on": "1"}).status_code == 403
    text = cast.client("member").get(f"/c/{said.content_id}/").text
    assert "/best/" not in text


def test_an_archived_question_stays_as_it_is(cast, question, said):
    question.archive(cast.member)
    question.refresh_from_db()
    with pytest.raises(Refused):
        verbs.check_choose(cast.member, question)
    assert "/best/" not in cast.client("member").get(f"/c/{question.pk}/").text


def test_the_button_is_there_for_who_may(cast, question, said):
    shown = {
        who: best_url(said) in page.text
        for who, page in cast.as_each("get", f"/c/{question.pk}/", who=SIGNED_IN).items()
        if page.status_code == 200
    }
    assert shown == {"manager": True, "host": True, "member": True, "outsider": False}


def test_the_best_answer_stands_on_the_page_and_the_card(cast, question, said):
    member = cast.client("member")
    assert "open</span>" in member.get("/").text
    verbs.choose(said, cast.member)
    page = member.get(f"/c/{question.pk}/").text
    assert page.index("best-answer") < page.index('id="comments"')
    assert "best-answer" in member.get("/").text
    assert "answered</span>" in member.get("/").text


def test_what_waits_longest_stands_first(cast):
    old, new = ask(cast, title="An old one"), ask(cast, title="A new one")
    Content.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=9))
    member = cast.client("member")
    for address in ("/questions/", f"/g/{cast.groups['open'].slug}/questions/"):
        text = member.get(address).text
        assert text.index("An old one") < text.index("A new one"), address
        text = member.get(address + "?view=newest").text
        assert text.index("A new one") < text.index("An old one"), address
    verbs.choose(answer(cast, new), cast.member)
    assert "A new one" not in member.get("/questions/").text.split("<main")[1].split("</main")[0]
    assert "A new one" in member.get("/questions/?view=answered").text
    assert (
        "An old one" not in member.get("/questions/?view=answered").text.split("<main")[1].split("</main")[0]
    )


def test_mine_is_what_i_asked(cast):
    ask(cast, title="Of the member")
    ask(cast, title="Of the host", who="host")
    text = cast.client("host").get("/questions/?view=mine").text.split("<main")[1].split("</main")[0]
    assert "Of the host" in text
    assert "Of the member" not in text


def test_everybody_finds_what_they_may_read(cast):
    for group in cast.groups:
        who = "manager" if group == "everyone" else "member"
        ask(cast, group, title=cast.word(f"a question in {group}", _readers(group)), who=who)
    for address in (
        "/questions/",
        "/questions/?view=newest",
        "/questions/?view=mine",
        "/",
        "/?kind=question",
    ):
        for who, page in cast.as_each("get", address, who=SIGNED_IN).items():
            assert page.status_code == 200, (who, address)
            assert not cast.leaks(who, page.text), (who, address)
    for group, row in cast.groups.items():
        for who, page in cast.as_each("get", f"/g/{row.slug}/questions/").items():
            assert not cast.leaks(who, page.text), (who, group)
    everything = cast.client("member").get("/questions/").text
    assert everything.count("a question in") == 0
    assert "zq" in everything


def _readers(group):
    from tests.cast import READERS

    return READERS[group]


def test_the_widget_shows_what_i_could_answer(cast, question):
    assert "Waiting for an answer" not in cast.client("member").get("/").text  # it is their own
    forget()
    assert "Waiting for an answer" in cast.client("host").get("/").text
    forget()
    assert "Waiting for an answer" not in cast.client("outsider").get("/").text  # not in their groups
    assert "Waiting for an answer" in cast.client("host").get(f"/g/{cast.groups['open'].slug}/").text


def test_off_leaves_no_trace(cast, question, said):
    verbs.choose(said, cast.member)
    group = cast.groups["open"]
    switching.switch_group("questions", group, "off", by=cast.host)
    member = cast.client("member")
    assert member.get(f"/g/{group.slug}/questions/").status_code == 404
    assert member.get(f"/g/{group.slug}/?kind=question").status_code == 404
    assert "uestion" not in member.get(f"/g/{group.slug}/").text.split("<main")[1]
    assert "shed" not in member.get("/questions/").text
    assert member.post(best_url(said), {"on": "0"}).status_code == 404
    switching.switch_platform("questions", "off", by=cast.manager)
    assert set(cast.statuses("get", "/questions/", who=SIGNED_IN).values()) == {404}
    assert "uestion" not in member.get("/").text
    assert member.get("/?kind=question").status_code == 404


def test_without_comments_there_are_no_questions(cast, question):
    switching.switch_platform("comments", "off", by=cast.manager)
    assert cast.client("member").get("/questions/").status_code == 404


@pytest.mark.parametrize("query", ["view=nonsense", "view=%00", "before=zz", "before=1-1-1"])
def test_a_made_up_address_is_answered_with_a_sentence(cast, query):
    assert cast.client("member").get(f"/questions/?{query}").status_code in (400, 404)


def test_a_list_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for _ in range(2):
        for n in range(4):
            verbs.choose(answer(cast, ask(cast, title=f"Question {n}")), cast.member)
        forget()
        with django_assert_max_num_queries(20) as captured:
            member.get("/questions/?view=answered")
        counts.append(len(captured))
    assert counts[0] == counts[1]
