"""One page of choices: saved as one goes and with the button; nothing of what was typed is lost."""

import re

import pytest

from kring.core.notify import preferences
from kring.core.notify.models import GroupLevel

URL = "/settings/notifications/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def typed(page: str) -> dict:
    """What a browser would send of the form on this page."""
    form = page.split("<auto-save>")[1].split("</auto-save>")[0]
    data = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") in ("radio", "checkbox") and not tag.rstrip(">").endswith("checked"):
            continue
        data[found["name"]] = found.get("value", "on")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else re.search(r'<option value="([^"]*)"', options)[1]
    return data


@pytest.fixture
def form(cast):
    return typed(cast.client("member").get(URL).content.decode())


def test_it_begins_calm(cast, form):
    assert form["preset"] == "calm" and form["mail_mentioned"] == "digest" and form["push_mentioned"] == "on"
    assert set(cast.statuses("get", URL, who=("manager", "host", "outsider", "guest")).values()) == {200}
    assert cast.client("nobody").get(URL).status_code == 302


def test_saving_what_stands_there_changes_nothing(cast, form):
    before = preferences.of(cast.member)
    assert cast.client("member").post(URL, form).status_code == 302
    after = preferences.of(cast.member)
    assert all(getattr(before, name) == getattr(after, name) for name in preferences.SAVED)


def test_a_preset_changes_the_table(cast, form):
    cast.client("member").post(URL, form | {"preset": "everything"})
    assert preferences.channel(preferences.of(cast.member), "mentioned", "mail") == "now"
    assert preferences.of(cast.member).choices == {}


def test_one_reason(cast, form):
    form["mail_mentioned"] = "now"
    answer = cast.client("member").post(URL, form, **HTMX)
    assert answer.status_code == 200 and "With your own changes" in answer.content.decode()
    assert preferences.of(cast.member).choices == {"mentioned": {"mail": "now"}}
    cast.client("member").post(URL, typed(answer.content.decode()) | {"afresh": "1"})
    assert preferences.of(cast.member).choices == {}


def test_quiet_hours_budget_and_digest(cast, form):
    wanted = {
        "quiet_from": "19:00",
        "quiet_until": "07:30",
        "budget": "0",
        "digest": "weekly",
        "digest_weekday": "5",
    }
    del form["only_working_days"]
    cast.client("member").post(URL, form | wanted)
    found = preferences.of(cast.member)
    assert (f"{found.quiet_from:%H:%M}", f"{found.quiet_until:%H:%M}") == ("19:00", "07:30")
    assert (found.budget, found.digest, found.digest_weekday, found.only_working_days) == (
        0,
        "weekly",
        5,
        False,
    )


@pytest.mark.parametrize(
    ("wrong", "stays"),
    [({"quiet_from": "19:00"}, 'value="19:00" selected'), ({"budget": "1000"}, 'value="1000"')],
)
def test_what_was_typed_survives_an_error(cast, form, wrong, stays):
    for headers in ({}, HTMX):
        answer = cast.client("member").post(URL, form | wrong | {"digest": "weekly"}, **headers)
        page = answer.content.decode()
        assert answer.status_code == 422 and stays in page and "field-error" in page
        assert typed(page)["digest"] == "weekly"
    assert preferences.of(cast.member).digest == "daily"


def test_groups_are_ones_own(cast, form):
    levels = {name for name in form if name.startswith("level_")}
    own = {cast.groups[slug].pk for slug in ("everyone", "open", "closed", "secret", "project")}
    assert levels == {f"level_{pk}" for pk in own}
    cast.client("member").post(URL, form | {f"level_{cast.groups['open'].pk}": "all"})
    assert GroupLevel.objects.get(person=cast.member).level == "all"
    guest = cast.client("guest").get(URL).content.decode()
    assert not cast.leaks("guest", guest)
    foreign = typed(guest) | {f"level_{cast.groups['secret'].pk}": "all"}
    cast.client("guest").post(URL, foreign)
    assert not GroupLevel.objects.filter(person=cast.guest).exists()


def test_what_a_feature_that_is_off_had_is_kept(cast, form):
    from kring.core.notify.models import Preference

    Preference.objects.update_or_create(person=cast.member, defaults={"choices": {"gone": {"mail": "off"}}})
    cast.client("member").post(URL, form | {"preset": "normal"})
    assert preferences.of(cast.member).choices == {"gone": {"mail": "off"}}
