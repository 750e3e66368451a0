"""Prompts go out and come back as they were."""

import pytest
from django.utils import timezone

from kring.exchange.tests.packages import content, group, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.tools.agenda.models import Prompt

pytestmark = pytest.mark.django_db
PROMPT = {
    "type": "prompt", "id": "p1", "group": "garden", "author": "anna", "kind": "discussion", "title": "What grows?",
    "body": "<p>See <a href=\"kring:c1\">this</a>.</p>", "format": "html", "rhythm": "weekly", "every": 2, "weekdays": [1, 4],
    "hour": "09:30", "starts_on": "2026-01-05", "skips": ["2026-12-25"], "last_at": "2026-03-01T08:30:00+00:00", "last": "c1",
    "created_at": "2026-01-01T10:00:00+00:00",
}  # fmt: skip
PAUSED = PROMPT | {
    "id": "p2", "paused_at": "2026-02-01T10:00:00+00:00", "paused_by": "anna", "paused_why": "asked", "ends_on": "2031-01-01",
}  # fmt: skip


def test_round_trip(tmp_path):
    world = (person(), group(), content(), PROMPT, PAUSED)
    first = out_of_an_empty_platform(package(tmp_path / "in", *world), tmp_path / "first")
    prompts = {row["id"]: row for row in first if row["type"] == "prompt"}
    for told in (PROMPT, PAUSED):
        back = prompts[told["id"]]
        assert {name: back.get(name) for name in told if name != "body"} == {
            k: v for k, v in told.items() if k != "body"
        }
        assert 'href="kring:c1"' in back["body"]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))


@pytest.mark.parametrize(
    "wrong",
    [{"weekdays": [7]}, {"weekdays": []}, {"every": 0}, {"hour": "9"}, {"starts_on": "soon"}, {"rhythm": "hourly"},
     {"title": None, "body": None}, {"author": "nobody"}, {"group": "nowhere"}],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(tmp_path, wrong):
    from kring.exchange.interchange import take_in

    world = (person(), group(), content(), PROMPT | wrong)
    report = take_in(package(tmp_path / "in", *world))
    assert report.total("skipped") == 1 and not Prompt.objects.exists()


def test_what_is_past_is_not_made_up_for(tmp_path):
    from kring.exchange.interchange import take_in
    from kring.tools.agenda import publishing

    for _ in range(2):
        take_in(package(tmp_path / "in", person(), group(), content(), PROMPT))
    assert Prompt.objects.get().next_at > timezone.now()
    assert publishing.publish_due() == 0
