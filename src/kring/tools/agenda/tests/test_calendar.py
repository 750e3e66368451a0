"""Who sees what on the calendar; what stands on which day; gaps; and what it costs."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.content.verbs import post
from kring.core.features import verbs as switch
from kring.core.groups.hosting import hosted
from kring.core.people.models import Person
from kring.tools.agenda import gathering, sheet
from kring.tools.agenda.models import Prompt
from kring.tools.agenda.tests.prompts import made
from tests.cast import GROUPS, client_of

pytestmark = pytest.mark.django_db
MONDAY = date(2030, 9, 2)


def at(day: int, hour: int = 9, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), tzinfo=ZoneInfo(zone))


def planned(person, group, day: int, title: str, hour: int = 9):
    item = post(person, group, "update", title=title, publish=False)
    Content.objects.filter(pk=item.pk).update(state="scheduled", published_at=at(day, hour))
    return Content.objects.get(pk=item.pk)


def published(person, group, day: int, many: int = 1, hour: int = 9):
    Content.objects.bulk_create(
        Content(
            kind="update",
            group=group,
            author=person,
            title=f"Out {n}",
            state="published",
            published_at=at(day, hour),
        )
        for n in range(many)
    )


def month(cast, who: str, slug: str = "", view: str = "month", language: str = "en") -> str:
    path = f"/g/{cast.groups[slug].slug}/agenda/" if slug else "/agenda/"
    return cast.client(who).get(f"{path}?view={view}&at={MONDAY}").text


def gathered(person, groups, whole=False, view="month"):
    return gathering.Gathering(person, groups, sheet.SHEETS[view](MONDAY), whole).fill()


def test_it_is_for_hosts_and_managers(cast):
    assert cast.statuses("get", "/agenda/") == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 403, "nobody": 302,
    }  # fmt: skip
    expected = {
        "everyone": {"manager": 200, "host": 403, "member": 403, "outsider": 403, "guest": 404},
        "open": {"manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404},
        "closed": {"manager": 403, "host": 200, "member": 403, "outsider": 403, "guest": 404},
        "secret": {"manager": 404, "host": 200, "member": 403, "outsider": 404, "guest": 404},
        "project": {"manager": 403, "host": 200, "member": 403, "outsider": 403, "guest": 403},
    }
    for slug in GROUPS:
        path = f"/g/{cast.groups[slug].slug}/agenda/"
        for address in (path, f"{path}?view=list", f"{path}prompts/", f"{path}prompts/new/"):
            assert cast.statuses("get", address) == {**expected[slug], "nobody": 302}, address


def test_nothing_leaks(cast):
    for group in cast.groups.values():
        made(group, cast.manager if group.is_everyone else cast.host)
    for view in ("month", "week", "list", "day"):
        for path in ("/agenda/", *(f"/g/{group.slug}/agenda/" for group in cast.groups.values())):
            tomorrow = timezone.localdate() + timedelta(days=1)
            for when in (timezone.localdate(), tomorrow):
                for who, answer in cast.as_each("get", f"{path}?view={view}&at={when}").items():
                    assert cast.leaks(who, answer.text) == [], (who, path, view)


def test_of_what_a_colleague_planned_a_host_sees_a_name_and_an_hour(cast):
    item = planned(cast.member, cast.groups["closed"], 3, "A surprise")
    planned(cast.member, cast.groups["open"], 3, "Another surprise")
    text = month(cast, "host", "closed")
    assert f"Something by {cast.member.name}" in text and "09:00" in text
    assert "surprise" not in text and item.url not in text and f"/agenda/{item.pk}/move/" not in text
    assert month(cast, "host").count(f"Something by {cast.member.name}") == 2
    assert month(cast, "manager").count("Something by") == 1, (
        "what is planned in closed groups isn't hers to know"
    )
    assert "Something by" not in month(cast, "manager", "everyone")
    switch.switch_group("updates", cast.groups["closed"], "off")
    assert "Something by" not in month(cast, "host", "closed"), (
        "a kind that is off here isn't going to appear"
    )


def test_what_is_mine_has_its_words_and_can_be_moved(cast):
    item = planned(cast.host, cast.groups["closed"], 3, "Mine")
    kept = post(cast.host, cast.groups["closed"], "update", title="Half a thought", publish=False)
    for slug in ("closed", ""):
        text = month(cast, "host", slug)
        assert "Mine" in text and f'data-move="/agenda/{item.pk}/move/"' in text and "Half a thought" in text
        assert f"/agenda/{kept.pk}/move/" in text
    text = month(cast, "host", "open")
    assert "Mine" not in text and "Half a thought" not in text
    assert "Half a thought" not in month(cast, "manager")
    elsewhere = planned(cast.host, cast.groups["everyone"], 4, "Elsewhere")
    assert f"/agenda/{elsewhere.pk}/move/" in month(cast, "host"), "she hosts no such group, but it is hers"


def test_gaps_are_working_days_with_nothing(cast):
    group = cast.groups["closed"]
    planned(cast.member, group, 1, "x")
    made(group, cast.host, weekdays=[2], starts_on=MONDAY, ends_on=MONDAY + timedelta(days=6))
    Content.objects.filter(pk=cast.items["closed", "published"].pk).update(
        review_at=MONDAY + timedelta(days=3)
    )
    days = gathered(cast.host, [group], view="week").days
    assert [day.is_gap for day in days] == [True, False, False, True, True, False, False]
    assert [one.sort for day in days for one in day.entries] == ["theirs", "prompt", "review"]
    text = month(cast, "host", "closed", "week")
    assert text.count("Nothing yet") == 3
    assert f"/new/?group={group.slug}&amp;later_on={MONDAY}&amp;later_at=09%3A00" in text


def test_the_link_of_a_gap_opens_the_composer_with_the_day(cast):
    text = cast.client("host").get(f"/new/?group=closed&later_on={MONDAY}&later_at=09:00").text
    assert f'value="{MONDAY}"' in text and 'value="09:00"' in text
    assert cast.client("host").get("/new/?later_on=soon&later_at=99").status_code == 200


def test_a_past_day_without_anything_is_quiet(cast):
    text = cast.client("host").get("/g/project/agenda/?at=2020-03-02&view=week").text
    assert text.count("A quiet day") == 5 and "Nothing yet" not in text


def test_a_busy_day_shows_a_few_and_how_many_more(cast):
    published(cast.member, cast.groups["open"], 2, 36)
    text = month(cast, "host", "open")
    assert text.count("Out ") == 2 * 4 and "and 32 more" in text
    day = MONDAY + timedelta(days=2)
    assert f"/g/{cast.groups['open'].slug}/agenda/?view=day&amp;at={day}" in text
    assert (
        cast.client("host").get(f"/g/open/agenda/?view=day&at={day}").text.count('class="agenda-entry') == 36
    )


def test_days_are_those_of_the_reader(cast):
    planned(cast.host, cast.groups["open"], 2, "Late", hour=23)
    days = {
        one.title: day.date for day in gathered(cast.host, [cast.groups["open"]]).days for one in day.entries
    }
    assert days["Late"] == MONDAY + timedelta(days=2)
    Person.objects.filter(pk=cast.host.pk).update(time_zone="Asia/Tokyo")
    text = (
        client_of(Person.objects.get(pk=cast.host.pk))
        .get(f"/g/open/agenda/?view=day&at={MONDAY + timedelta(days=3)}")
        .text
    )
    assert "Late" in text and "06:00" in text


def test_it_costs_the_same_however_much_there_is(cast):
    group = cast.groups["open"]

    def queries(path: str) -> int:
        browser = cast.client("host")
        browser.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(path).status_code == 200
        return len(captured)

    paths = [
        f"{path}?view={view}&at={MONDAY}"
        for path in ("/agenda/", "/g/open/agenda/")
        for view in ("month", "week", "list")
    ]
    few = [queries(path) for path in paths]
    for day in range(25):
        published(cast.member, group, day, 200)
    for day in range(20):
        planned(cast.host, group, day, f"Mine {day}")
        planned(cast.member, group, day, f"Theirs {day}")
    for number in range(8):
        made(group, cast.host, title=f"Prompt {number}")
    assert [queries(path) for path in paths] == few and max(few) <= 20, few


def test_odd_addresses(cast):
    for asked in ("view=year", "at=soon", "at=2026-02-30", "at=0001-01-01", "at=9999-12-31", "view=&at="):
        assert cast.client("host").get(f"/agenda/?{asked}").status_code == 404, asked
    assert cast.client("host").get("/agenda/?at=2030-09").status_code == 200


def test_switched_off_it_leaves_no_trace(cast):
    prompt = made(cast.groups["open"], cast.host)
    item = planned(cast.host, cast.groups["open"], 3, "Mine")
    host, address = cast.client("host"), f"/g/{cast.groups['open'].slug}/"
    assert "/agenda/" in host.get("/").text and f"{address}agenda/" in host.get(address).text
    assert "Content calendar" not in cast.client("member").get("/").text
    assert f"{address}agenda/" not in cast.client("member").get(address).text
    switch.switch_group("agenda", cast.groups["open"], "off")
    assert host.get(f"{address}agenda/").status_code == 404
    assert f"{address}agenda/" not in host.get(address).text
    hosts = hosted(cast.host, "agenda")
    assert cast.groups["open"] not in hosts and cast.groups["closed"] in hosts
    switch.switch_platform("agenda", "off")
    for path in (
        "/agenda/",
        f"{address}agenda/",
        f"{address}agenda/prompts/{prompt.pk}/",
        f"/agenda/{item.pk}/move/",
    ):
        assert host.get(path).status_code == 404
    assert "agenda" not in host.get("/").text and "agenda" not in host.get(address).text
    assert Prompt.objects.filter(pk=prompt.pk).exists()
