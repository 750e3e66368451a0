"""Whose day it is, and who is told."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kring.core.features import slots
from kring.core.people.models import Person
from kring.tools.upcoming import days

TODAY = date(2026, 11, 20)


def began(handle: str, day: date) -> None:
    Person.objects.filter(handle=handle).update(start_date=day)


def found(today=TODAY) -> list[tuple[str, date, int]]:
    return [(moment.person.handle, moment.date, moment.months) for moment in days.moments(today)]


def test_first_days_and_jubilees_the_nearest_first(cast):
    began("host", date(2014, 5, 25))  # twelve and a half years
    began("member", date(2001, 11, 20))  # twenty-five, today
    began("outsider", date(2026, 12, 1))  # starts
    began("manager", date(2023, 11, 22))  # three: no jubilee
    assert found() == [
        ("member", TODAY, 300),
        ("host", date(2026, 11, 25), 150),
        ("outsider", date(2026, 12, 1), 0),
    ]


def test_nobody_who_left_and_no_guest(cast):
    began("guest", date(2016, 11, 21))
    began("member", date(2016, 11, 21))
    Person.objects.filter(handle="member").update(is_active=False)
    assert found() == []


def test_who_began_on_a_leap_day(cast):
    began("member", date(2016, 2, 29))
    assert found(date(2026, 2, 20)) == [("member", date(2026, 2, 28), 120)]


@given(st.dates(date(1970, 1, 1), date(2090, 1, 1)), st.integers(-600, 600))
def test_months_later_is_that_month(day, months):
    later = days.after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_colleagues_see_it_and_guests_do_not(cast, language):
    Person.objects.update(language=language)
    began("host", timezone.localdate())
    began("outsider", timezone.localdate() - timedelta(days=366 * 10))
    cache.clear()
    pages = {
        who: page.content.decode()
        for who, page in cast.as_each("get", "/").items()
        if page.status_code == 200
    }
    words = {"en": "First day, today", "nl": "Eerste dag, vandaag"}[language]
    assert {who for who, page in pages.items() if words in page} == {"manager", "host", "member", "outsider"}


def test_it_costs_one_query_and_then_none(cast, django_assert_num_queries):
    began("host", timezone.localdate())
    with django_assert_num_queries(1):
        days.at_home(cast.member)
    with django_assert_num_queries(0):
        slots.template("upcoming/widget.html").render(**days.at_home(cast.member))
