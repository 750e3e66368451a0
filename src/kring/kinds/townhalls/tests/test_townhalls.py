"""Asking with and without a name, voting up, answering, putting aside, and the phases."""

import uuid

import pytest
from django.apps import apps
from django.core.cache import cache

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.notify.models import Cause
from kring.core.votes.models import Vote
from kring.exchange.export import send_out
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from kring.kinds.townhalls import gathering, records, verbs
from kring.kinds.townhalls.models import Answer, Asked, Hall, Phase, PutAside
from tests.cast import SIGNED_IN, make_cast
from tests.clean import forget

pytestmark = pytest.mark.django_db


def start(cast, group="open", title="Ask the board", panel=("host",), **data):
    item = posting.post(cast.member, cast.groups[group], "townhall", title=title)
    records.data_in(item, {"panel": [cast[who].pk for who in panel], **data})
    return Content.objects.select_related("group", "author", "hall").get(pk=item.pk)


@pytest.fixture
def hall(cast):
    return start(cast, anonymous_questions=True)


def post(cast, who, hall, path, **fields):
    return cast.client(who).post(f"/c/{hall.pk}/hall/{path}/", fields)


def ask(cast, hall, text="When do we move?", who="member", **fields):
    post(cast, who, hall, "ask", text=text, **fields)
    return Asked.objects.get(text=text)


def main(cast, who, address):
    return cast.client(who).get(address).text.split("<main")[1].split("</main")[0]


def test_the_form_makes_a_town_hall(cast):
    given = {
        "kind": "townhall", "group": cast.groups["open"].pk, "title": "The board", "body": "", "panel": "@host, @member",
        "starts_on": "2027-02-01", "starts_time": "15:00", "allows_anonymous": "on",
    }  # fmt: skip
    assert cast.client("member").post("/new/", given).status_code == 302
    hall = Hall.objects.get()
    assert {seat.person for seat in hall.panel.all()} == {cast.host, cast.member}
    assert hall.allows_anonymous and hall.starts_at and hall.phase == Phase.COLLECTING
    page = cast.client("member").get(f"/c/{hall.pk}/edit/").text
    assert "@host" in page
    for bad in ({"panel": ""}, {"panel": "@nobody"}, {"starts_time": ""}):
        assert cast.client("member").post("/new/", given | bad).status_code == 422, bad


def test_asking_and_voting_up(cast, hall):
    first, second = ask(cast, hall), ask(cast, hall, "And the trees?", "host")
    for _ in range(2):
        assert post(cast, "member", hall, f"{second.pk}/want", on="1").status_code == 302
    assert Asked.objects.get(pk=second.pk).vote_count == 1 == Vote.objects.count()
    text = main(cast, "outsider", f"/c/{hall.pk}/")
    assert text.index("And the trees") < text.index("When do we move")
    for _ in range(2):
        post(cast, "member", hall, f"{second.pk}/want", on="0")
    assert Asked.objects.get(pk=second.pk).vote_count == 0
    assert first.asker == cast.member


def test_the_same_form_twice_asks_once(cast, hall):
    token = str(uuid.uuid4())
    for _ in range(2):
        ask(cast, hall, token=token)
    assert Asked.objects.count() == 1


def test_who_may_do_what(cast, hall):
    asked = ask(cast, hall)
    expected = {"manager": 403, "outsider": 403, "guest": 404, "nobody": 302}
    for path, fields in (("ask", {"text": "x"}), (f"{asked.pk}/want", {"on": "1"})):
        assert {w: post(cast, w, hall, path, **fields).status_code for w in expected} == expected
    lead = {"manager": 302, "host": 302, "member": 302, "outsider": 403, "guest": 404, "nobody": 302}
    assert cast.statuses("post", f"/c/{hall.pk}/hall/phase/", {"phase": "live"}) == lead
    answers = {"manager": 403, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302}
    assert cast.statuses("get", f"/c/{hall.pk}/hall/{asked.pk}/answer/") == answers
    assert cast.statuses("get", f"/c/{hall.pk}/hall/", who=SIGNED_IN) == {
        "manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404,
    }  # fmt: skip
    other = start(cast, title="Another")
    assert post(cast, "member", other, f"{asked.pk}/want", on="1").status_code == 404
    update = cast.items["open", "published"]
    assert post(cast, "member", update, "ask", text="x").status_code == 400
    assert Asked.objects.count() == 1


def everything() -> dict[str, list]:
    return {
        model._meta.label: sorted(map(repr, model.objects.order_by("pk").values_list()))
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed
    }


def test_without_a_name_no_row_ties_it_to_anybody(cast, hall):
    cast.client("member").get("/")
    before = everything()
    asked = ask(cast, hall, anonymous="1")
    assert (asked.asker, asked.created_at) == (None, None)
    after = everything()
    changed = {label for label, rows in after.items() if rows != before[label]}
    assert changed <= {"townhalls.Asked", "townhalls.Hall", "content.Content", "people.Session", "live.Told",
                       "live.News", "live.Note"} | {c for c in changed if c.startswith("live.")}, changed  # fmt: skip
    assert not Event.objects.filter(verb__startswith="townhalls.").exists()
    for label in changed - {"people.Session"}:
        new = set(after[label]) - set(before[label])
        assert not [row for row in new if cast.member.name in row or cast.member.handle in row], label
    text = main(cast, "host", f"/c/{hall.pk}/")
    assert "Asked without a name" in text
    assert "nobody can look up who asked" in text.lower()


def test_who_answers_hears_of_it_later(cast, hall):
    ask(cast, hall, anonymous="1")
    assert (gathering.gather(), gathering.gather()) == (1, 0)
    ask(cast, hall, "With a name?")
    fanout.sweep()
    causes = Cause.objects.filter(event__verb__startswith="townhalls.")
    assert {(c.person, c.event.verb) for c in causes} == {
        (cast.host, "townhalls.gathered"), (cast.host, "townhalls.asked"),
    }  # fmt: skip
    assert "New questions" in cast.client("host").get("/notifications/").text.replace(
        "new questions", "New questions"
    )


def test_who_may_not_ask_without_a_name(cast):
    named = start(cast)
    answer = post(cast, "member", named, "ask", text="Who?", anonymous="1")
    assert answer.status_code == 403 and "carry a name" in answer.text
    project = start(cast, "project", anonymous_questions=True)
    answer = post(cast, "guest", project, "ask", text="Who?", anonymous="1")
    assert answer.status_code == 403 and "under your own name" in answer.text
    assert post(cast, "guest", project, "ask", text="Who?").status_code == 302
    assert 'name="anonymous"' not in main(cast, "guest", f"/c/{project.pk}/")
    assert not Asked.objects.filter(asker=None).exists()


def test_a_flood_without_a_name_is_stopped(cast, hall):
    cache.clear()
    codes = [post(cast, "member", hall, "ask", text=f"Q {n}", anonymous="1").status_code for n in range(7)]
    assert codes == [302] * 5 + [429] * 2
    cache.clear()


@pytest.mark.parametrize(("text", "code"), [("", 400), ("  \n", 400), ("x" * 1001, 400), ("x" * 1000, 302)])
def test_a_question_has_words_and_an_end(cast, hall, text, code):
    assert post(cast, "member", hall, "ask", text=text).status_code == code


def test_answers_stand_below_and_close_the_voting(cast, hall):
    asked = ask(cast, hall)
    assert post(cast, "host", hall, f"{asked.pk}/answer", answer=" ").status_code == 400
    assert post(cast, "host", hall, f"{asked.pk}/answer", answer="In **May**.").status_code == 302
    assert post(cast, "host", hall, f"{asked.pk}/answer", answer="In **June**.").status_code == 302
    assert Answer.objects.get().body == "<p>In <strong>June</strong>.</p>"
    refused = post(cast, "member", hall, f"{asked.pk}/want", on="1")
    assert refused.status_code == 403 and "isn’t waiting any more" in refused.text
    text = main(cast, "outsider", f"/c/{hall.pk}/")
    assert "<strong>June</strong>" in text
    fanout.sweep()
    assert Cause.objects.get(event__verb="townhalls.answered").person == cast.member
    assert "June" in cast.client("host").get(f"/c/{hall.pk}/hall/{asked.pk}/answer/").text


def test_put_aside_with_a_reason_that_everybody_sees(cast, hall):
    asked = ask(cast, hall)
    assert post(cast, "host", hall, f"{asked.pk}/aside", reason="").status_code == 400
    assert post(cast, "outsider", hall, f"{asked.pk}/aside", reason="x").status_code == 403
    assert post(cast, "host", hall, f"{asked.pk}/aside", reason="It is private").status_code == 302
    assert "It is private" in main(cast, "outsider", f"/c/{hall.pk}/")
    assert cast.client("host").get(f"/c/{hall.pk}/hall/{asked.pk}/aside/").status_code == 200
    post(cast, "host", hall, f"{asked.pk}/aside", back="1")
    assert not PutAside.objects.exists()


def test_when_questions_are_closed_answers_go_on(cast, hall):
    asked = ask(cast, hall)
    post(cast, "member", hall, "phase", phase="answering")
    assert Content.objects.get(pk=hall.pk).is_open is False
    refused = post(cast, "member", hall, "ask", text="One more?")
    assert refused.status_code == 403 and "answers still go on" in refused.text
    assert post(cast, "host", hall, f"{asked.pk}/answer", answer="Yes").status_code == 302
    assert post(cast, "member", hall, "phase", phase="nonsense").status_code == 400
    assert Event.objects.filter(verb="townhalls.moved_on").count() == 1


def test_lists_and_the_widget(cast, hall, django_assert_max_num_queries):
    ask(cast, hall)
    member, counts = cast.client("member"), []
    for n in range(2):
        start(cast, title=f"Another {n}")
        forget()
        with django_assert_max_num_queries(26) as captured:
            assert "When do we move" in member.get("/townhalls/").text
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "Questions that wait" in member.get("/").text
    assert "When do we move" not in cast.client("guest").get("/").text
    bare = posting.post(cast.member, cast.groups["open"], "townhall", title="Bare")
    assert member.get(f"/c/{bare.pk}/").status_code == 200
    assert member.get("/townhalls/").status_code == 200


def test_what_was_asked_here_comes_back(tmp_path):
    from django.db import transaction

    with transaction.atomic():
        cast = make_cast()
        hall = start(cast, anonymous_questions=True, starts_at="2027-01-01T10:00:00+00:00", phase="live")
        asked = [verbs.ask(cast.member, hall, f"Q {n}", anonymous=n == 1) for n in range(3)]
        verbs.want(cast.host, hall, asked[0], True)
        verbs.answer(cast.host, hall, asked[1], f'<p>As <a href="/c/{hall.pk}/">here</a></p>')
        verbs.put_aside(cast.host, hall, asked[2], "Later")
        Content.objects.filter(state="bin").delete()
        send_out(tmp_path / "one")
        transaction.set_rollback(True)
    ours = lambda records: [
        r for r in records if r["type"] in ("hall_question", "vote") or r.get("kind") == "townhall"
    ]
    one = ours(records_of(tmp_path / "one"))
    two = ours(out_of_an_empty_platform(tmp_path / "one", tmp_path / "two"))
    assert len(one) == 5 and difference(one, two) == []
    hall = next(r["id"] for r in one if r.get("kind") == "townhall")
    assert [f'href="kring:{hall}"' in r["body"] for r in one if r.get("body")].count(True) == 1
