"""Posting an event, seeing it, signing up, and the calendar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event as Happened
from kring.core.content.models import Content
from kring.core.features import verbs as switching
from kring.core.refused import Refused
from kring.kinds.events import answering, verbs
from kring.kinds.events.models import Answer
from kring.kinds.events.tests.making import again, at, hold
from tests.cast import READERS, SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WIDGET = "<h2>What’s on</h2>"


@pytest.fixture
def event(cast):
    return hold(cast, capacity=2)


def typed(cast, **fields):
    soon = timezone.localdate() + 7 * DAY
    given = {"kind": "event", "group": cast.groups["open"].pk, "title": "A walk", "body": "", "starts_on": soon.isoformat(),
             "starts_time": "14:00", "ends_time": "15:30", "zone": "Europe/Amsterdam", "location": "The pond"}  # fmt: skip
    return {**given, **fields}


def test_the_form_makes_a_plan(cast):
    assert cast.client("member").post("/new/", typed(cast)).status_code == 302
    found = Content.objects.select_related("event").get(title="A walk")
    assert (found.event.location, found.event.zone, found.event.capacity) == (
        "The pond",
        "Europe/Amsterdam",
        None,
    )
    assert found.event.ends_at - found.event.starts_at == timedelta(minutes=90)
    page = cast.client("member").get(found.url).text
    assert "The pond" in page and "14:00–15:30" in page


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"starts_on": ""}, "This field is required"),
        ({"starts_on": "2026-02-30"}, "Enter a valid date"),
        ({"starts_on": "1066-10-14"}, "in this century"),
        ({"starts_time": ""}, "Say when it begins"),
        ({"starts_time": "25:00"}, "Enter a valid time"),
        ({"ends_on": "2020-01-01"}, "comes before the first"),
        ({"ends_on": (timezone.localdate() + 200 * DAY).isoformat()}, "three months at most"),
        ({"zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"capacity": "-1"}, "greater than or equal"),
        ({"repeats": "weekly", "repeat_until": "2020-01-01"}, "ends before it begins"),
        ({"repeats": "daily", "repeat_count": "3", "repeat_until": "2199-01-01"}, "not both"),
        ({"repeats": "hourly"}, "Select a valid choice"),
        ({"repeats": "weekly", "repeat_days": "9"}, "Select a valid choice"),
        ({"online_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"questions": "a\nb\nc\nd\ne\nf"}, "five questions"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(cast, fields, why):
    answer = cast.client("member").post("/new/", typed(cast, **fields))
    assert answer.status_code == 422
    assert why in answer.text
    assert not Content.objects.filter(title="A walk").exists()


def test_until_after_midnight_ends_the_next_day(cast):
    cast.client("member").post("/new/", typed(cast, starts_time="22:00", ends_time="01:00"))
    plan = Content.objects.get(title="A walk").plan
    assert plan.ends_at - plan.starts_at == timedelta(hours=3)


def test_editing_tells_who_comes(cast, event):
    answering.answer(event, cast.member, "yes")
    page = cast.client("host").get(f"/c/{event.pk}/edit/").text
    assert 'value="2"' in page
    changed = typed(cast, title=event.title, location="Elsewhere", zone="Europe/Amsterdam")
    assert cast.client("host").post(f"/c/{event.pk}/edit/", changed).status_code == 302
    assert Happened.objects.filter(verb="events.rescheduled", content=event).count() == 1
    assert again(event).event.location == "Elsewhere"


def test_everybody_who_reads_it_may_come(cast, event):
    statuses = cast.statuses("post", f"/c/{event.pk}/answer/", {"answer": "maybe"})
    assert statuses == {
        "manager": 302,
        "host": 302,
        "member": 302,
        "outsider": 302,
        "guest": 404,
        "nobody": 302,
    }
    assert Answer.objects.filter(content=event).count() == 4
    hidden = hold(cast, "secret")
    for path in ("answer/", "sign-up/", "coming/", "dates/", "organise/", "cancel/", "dates/move/"):
        found = cast.statuses(
            "post", f"/c/{hidden.pk}/{path}", {"answer": "yes"}, who=("manager", "outsider", "guest")
        )
        assert set(found.values()) == {404}, path


def test_yes_no_and_back(cast, event):
    member = cast.client("member")
    for said in ("yes", "yes", "no", "maybe", ""):
        assert member.post(f"/c/{event.pk}/answer/", {"answer": said}).status_code == 302
        mine = Answer.objects.filter(person=cast.member).first()
        assert (mine.answer if mine else "") == said
    assert Happened.objects.filter(verb="events.answered").count() == 3
    assert member.post(f"/c/{event.pk}/answer/", {"answer": "surely"}).status_code == 400


def test_a_press_of_a_button_answers_in_place(cast, event):
    answer = cast.client("member").post(
        f"/c/{event.pk}/answer/",
        {"answer": "yes"},
        headers={"HX-Request": "true", "HX-Current-URL": "http://x/"},
    )
    assert answer.status_code == 200
    assert f'id="event-{event.pk}"' in answer.text and "1 person comes" in answer.text
    assert "1 place left" in answer.text


def test_who_is_late_waits_and_moves_up(cast, event):
    for who in ("member", "outsider", "manager", "host"):
        answering.answer(event, cast[who], "yes")
    waiting = Answer.objects.filter(waiting_since__isnull=False).order_by("waiting_since")
    assert [row.person for row in waiting] == [cast.manager, cast.host]
    answering.answer(event, cast.member, "no")
    assert [row.person for row in waiting.all()] == [cast.host]
    told = Happened.objects.get(verb="events.moved_up")
    assert told.person == cast.manager
    verbs.plan(event, cast.host, capacity=3)
    assert not waiting.all().exists()


def test_a_party_waits_until_it_fits(cast):
    event = hold(cast, capacity=3, most_guests=2)
    answering.answer(event, cast.member, "yes", guests=1)
    answering.answer(event, cast.outsider, "yes", guests=1)
    answering.answer(event, cast.manager, "yes")
    rows = {row.person: row.is_coming for row in Answer.objects.select_related("person")}
    assert rows == {cast.member: True, cast.outsider: False, cast.manager: True}
    with pytest.raises(Refused, match="2 guests"):
        answering.answer(event, cast.host, "yes", guests=3)
    with pytest.raises(Refused, match="keep the place"):
        answering.answer(event, cast.manager, "yes", guests=2)
    answering.answer(event, cast.manager, "")
    assert Answer.objects.get(person=cast.outsider).is_coming is False  # two seats wanted, one is free
    answering.answer(event, cast.member, "yes", guests=0)
    assert Answer.objects.get(person=cast.outsider).is_coming


def test_signing_up_closes(cast):
    event = hold(cast, starts=timezone.now() + timedelta(minutes=30), closes_before=60)
    with pytest.raises(Refused, match="closed"):
        answering.answer(event, cast.member, "yes")
    past = hold(cast, starts=timezone.now() - 2 * DAY)
    with pytest.raises(Refused, match="closed"):
        answering.answer(past, cast.member, "yes")
    free = hold(cast, signs_up=False)
    assert cast.client("member").post(f"/c/{free.pk}/answer/", {"answer": "yes"}).status_code == 403


def test_questions_and_guests(cast):
    event = hold(cast, most_guests=1, questions=["What don’t you eat?"])
    member = cast.client("member")
    answer = member.post(f"/c/{event.pk}/answer/", {"answer": "yes"})
    assert answer.url == f"/c/{event.pk}/sign-up/"
    given = {"answer": "yes", "guests": "1", "reply_0": "Nuts"}
    assert member.post(f"/c/{event.pk}/sign-up/", given).status_code == 302
    mine = Answer.objects.get()
    assert (mine.guests, mine.remarks) == (1, {"What don’t you eat?": "Nuts"})
    assert member.post(f"/c/{event.pk}/sign-up/", given | {"guests": "7"}).status_code == 422
    assert "with 1 guest" in cast.client("outsider").get(f"/c/{event.pk}/coming/").text
    member.post(f"/c/{event.pk}/answer/", {"answer": "maybe"})
    assert Answer.objects.get().guests == 0


def test_hosts_organise(cast, event):
    asked = f"/c/{event.pk}/organise/"
    assert cast.statuses("get", asked) == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert cast.client("member").post(f"/c/{event.pk}/cancel/").status_code == 403
    cast.client("host").post(f"/c/{event.pk}/cancel/")
    cast.client("host").post(f"/c/{event.pk}/cancel/")
    assert Happened.objects.filter(verb="events.cancelled").count() == 1
    assert "Cancelled" in cast.client("member").get(event.url).text
    with pytest.raises(Refused, match="cancelled"):
        answering.check_sign_up(cast.member, again(event))
    cast.client("host").post(f"/c/{event.pk}/cancel/", {"go_on": "1"})
    assert again(event).event.cancelled_at is None


def test_everybody_finds_what_they_may_read(cast):
    for group in cast.groups:
        who = "manager" if group == "everyone" else "member"
        word = cast.word(f"an event in {group}", READERS[group])
        hold(cast, group, title=word, who=who, location=cast.word(f"its place in {group}", READERS[group]))
    views = (
        "",
        "?view=week&at=%s" % (timezone.localdate() + 7 * DAY),
        "?view=month",
        "?view=mine",
        "?view=past",
    )
    for view in views:
        for who, page in cast.as_each("get", f"/events/{view}", who=SIGNED_IN).items():
            assert page.status_code == 200, (who, view)
            assert not cast.leaks(who, page.text), (who, view)
        for group, row in cast.groups.items():
            for who, page in cast.as_each("get", f"/g/{row.slug}/events/{view}").items():
                assert not cast.leaks(who, page.text), (who, group)
    assert "zq" in cast.client("member").get("/events/").text.split("<main")[1]


def test_list_month_week_and_past(cast, event):
    hold(cast, title="Long ago", starts=timezone.now() - 20 * DAY)
    member = cast.client("member")
    assert "Lunch in the park" in member.get("/events/").text.split("<main")[1].split("</main")[0]
    assert "Long ago" not in member.get("/events/").text
    assert "Long ago" in member.get("/events/?view=past").text
    on = timezone.localtime(event.event.starts_at).date()
    for view in ("week", "month"):
        page = member.get(f"/events/?view={view}&at={on}").text
        assert "Lunch in the park" in page and 'scope="col"' in page, view
    answering.answer(event, cast.member, "maybe")
    mine = member.get("/events/?view=mine").text.split("<main")[1].split("</main")[0]
    assert "Lunch in the park" in mine and "Long ago" not in mine


@pytest.mark.parametrize(
    "query",
    [
        "view=x",
        "at=x",
        "view=month&at=2026-13",
        "view=week&at=0001-01-01",
        "at=9999-12-31",
        "view=month&at=%00",
    ],
)
def test_a_made_up_address(cast, query):
    assert cast.client("member").get(f"/events/?{query}").status_code in (400, 404)


def test_the_widget_shows_what_is_next(cast, event):
    assert WIDGET in cast.client("member").get("/").text
    forget()
    assert WIDGET not in cast.client("outsider").get("/").text  # not in their groups
    assert WIDGET in cast.client("outsider").get("/g/open/").text


def test_off_leaves_no_trace(cast, event):
    switching.switch_group("events", cast.groups["open"], "off", by=cast.host)
    member = cast.client("member")
    assert member.get("/g/open/events/").status_code == 404
    assert "Lunch in the park" not in member.get("/events/").text
    assert member.post(f"/c/{event.pk}/answer/", {"answer": "yes"}).status_code == 404
    switching.switch_platform("events", "off", by=cast.manager)
    assert set(cast.statuses("get", "/events/", who=SIGNED_IN).values()) == {404}


def test_a_calendar_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member = cast.client("member")
    counts = {}
    member.get("/")
    for round in range(2):
        for number in range(5):
            answering.answer(hold(cast, title=f"Event {round} {number}"), cast.member, "yes")
            hold(cast, title=f"Series {round} {number}", rule="FREQ=WEEKLY")
        for view in ("", "?view=month", "?view=past"):
            forget()
            with django_assert_max_num_queries(22) as captured:
                member.get(f"/events/{view}")
            counts.setdefault(view, []).append(len(captured))
        forget()
        with django_assert_max_num_queries(50) as captured:
            member.get("/")
        counts.setdefault("home", []).append(len(captured))
    assert all(first >= second for first, second in counts.values()), counts


def test_the_zone_of_the_reader(cast):
    event = hold(cast, starts=at(2026, 12, 1, 13), zone="Europe/Helsinki")
    page = cast.client("member").get(event.url).text
    assert "14:00–16:00" in page and "15:00–17:00 in Helsinki" in page
    cast.member.__class__.objects.filter(pk=cast.member.pk).update(time_zone="Europe/Helsinki", version=9)
    page = cast.client("member").get(event.url).text
    assert "15:00–17:00" in page and "in Helsinki" not in page
