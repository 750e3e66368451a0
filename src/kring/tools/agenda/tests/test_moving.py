"""Another day for what is planned: who may, when, and what happens where somebody else was ahead."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.content.verbs import post
from kring.core.features import verbs as switch
from kring.core.groups import verbs as groups

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(cast):
    at = timezone.now().replace(microsecond=0) + timedelta(days=3)
    return post(cast.host, cast.groups["open"], "update", title="Soon", body="<p>x</p>", at=at)


def fresh(item) -> Content:
    return Content.objects.get(pk=item.pk)


def to(days: int, **more) -> dict:
    return {"later_on": str(timezone.localdate() + timedelta(days=days)), "later_at": "10:30", **more}


def url(item) -> str:
    return f"/agenda/{item.pk}/move/"


def test_only_who_wrote_it_moves_it(cast, item):
    expected = {"manager": 404, "host": 302, "member": 404, "outsider": 404, "guest": 404, "nobody": 302}
    assert cast.statuses("get", url(item)) == expected | {"host": 200}
    assert cast.statuses("post", url(item), to(5)) == expected
    local = timezone.localtime(fresh(item).published_at)
    assert (str(local.date()), f"{local:%H:%M}") == (to(5)["later_on"], "10:30")
    assert Event.objects.filter(verb="content.scheduled", content_id=item.pk, actor=cast.host.pk).count() == 2
    assert Content.objects.filter(title="Soon").count() == 1


def test_a_draft_that_is_put_on_a_day_is_scheduled_and_can_be_taken_off_again(cast):
    draft = post(cast.host, cast.groups["open"], "update", title="Half", publish=False)
    answer = cast.client("host").post(url(draft), to(2, was=""), headers=HTMX)
    assert answer.status_code == 204 and f"/c/{draft.pk}/do/unschedule/" in answer.headers["HX-Trigger"]
    assert fresh(draft).is_scheduled


def test_what_dragging_sends_can_be_undone(cast, item):
    before = fresh(item).published_at
    answer = cast.client("host").post(url(item), to(6, was=before.isoformat()), headers=HTMX)
    assert answer.status_code == 204
    undo = json.loads(answer.headers["HX-Trigger"])["toast"]["undo"]
    back = cast.client("host").post(undo, {"next": "/g/open/agenda/?view=week"})
    assert back.url == "/g/open/agenda/?view=week"
    assert fresh(item).published_at == before.replace(second=0)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"later_on": "2020-01-01"}, "Choose a moment in the future."),
        ({"later_on": "2999-01-01"}, "Choose a day in the next two years."),
        ({"later_on": ""}, "Choose a day"),
        ({"later_on": "soon", "later_at": "late"}, "Enter a valid date."),
    ],
)
def test_days_that_cant_be(cast, item, sent, words, headers):
    before = fresh(item).published_at
    answer = cast.client("host").post(url(item), to(1) | sent, headers=headers)
    assert answer.status_code == 422 and words in answer.text
    assert fresh(item).published_at == before


def test_the_last_one_hears_what_happened(cast, item):
    seen = fresh(item).published_at.isoformat()
    cast.client("host").post(url(item), to(5, was=seen))
    moved = fresh(item).published_at
    for headers in ({}, HTMX):
        answer = cast.client("host").post(url(item), to(7, was=seen), headers=headers)
        assert answer.status_code == 409 and "It was moved meanwhile, to" in answer.text
    assert fresh(item).published_at == moved
    fresh(item).unschedule(cast.host)
    answer = cast.client("host").post(url(item), to(7, was=seen))
    assert answer.status_code == 409 and "made a draft meanwhile" in answer.text
    fresh(item).publish(cast.host)
    for method in ("get", "post"):
        answer = getattr(cast.client("host"), method)(url(item), to(7, was=seen))
        assert answer.status_code == 400 and "published already" in answer.text


def test_not_into_a_group_that_is_closed_for_posts(cast, item):
    groups.archive(cast.groups["open"], cast.host)
    answer = cast.client("host").post(url(item), to(5))
    assert answer.status_code == 403 and "This group is archived" in answer.text
    groups.archive(cast.groups["open"], cast.host, False)
    switch.switch_group("updates", cast.groups["open"], "off")
    assert cast.client("host").post(url(item), to(5)).status_code == 404


def test_the_form_begins_with_its_moment_and_leads_back(cast, item):
    page = cast.client("host").get(f"{url(item)}?next=/g/open/agenda/").text
    assert f'value="{fresh(item).published_at.isoformat()}"' in page and 'value="/g/open/agenda/"' in page
    assert cast.client("host").post(url(item), to(5, next="/g/open/agenda/")).url == "/g/open/agenda/"
    assert cast.client("host").post(url(item), to(6, next="https://elsewhere.example/")).url == "/agenda/"
