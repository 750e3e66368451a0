"""What the data files tell, before it is loaded: that it fits together, at whatever moment it is told."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from kring.demo import package
from kring.demo.clock import ZONE, is_working_day
from kring.demo.records import records
from kring.demo.story import DATA, Story

VALIDATOR = Path(__file__).parents[5] / "shared" / "corpus" / "validate_package.py"
FORMAT = set(
    "person group membership topic content revision comment reaction vote follow bookmark view attendance outcome".split()
)
MOMENTS = ["2026-11-20T18:00", "2026-11-23T10:30", "2026-11-21T21:00", "2027-01-04T08:00", "2026-03-31T13:00"]


def told(now: str) -> datetime:
    return datetime.fromisoformat(now).replace(tzinfo=ZONE)


@pytest.fixture(scope="module", params=MOMENTS)
def world(request):
    now = told(request.param)
    return now, Story(now), list(records(now))


def times(found):
    for record in found:
        for name in ("created_at", "updated_at", "joined_at"):
            if name in record:
                yield record, name, datetime.fromisoformat(record[name])


def test_nothing_lies_in_the_future_and_the_newest_is_of_the_last_working_day(world):
    now, story, found = world
    assert [(r["type"], name, at) for r, name, at in times(found) if at > now] == []
    newest = max(datetime.fromisoformat(r["created_at"]) for r in found if r["type"] == "content")
    assert newest.date() == story.clock.day0


def test_answers_come_after_what_they_answer(world):
    _now, _story, found = world
    made = {r["id"]: r["created_at"] for r in found if r["type"] in ("content", "comment")}
    for record in found:
        about = record.get("comment") or record.get("parent") or record.get("content")
        if record["type"] in ("comment", "reaction", "vote", "outcome", "attendance"):
            assert datetime.fromisoformat(record["created_at"]) >= datetime.fromisoformat(made[about]), record


def test_people_post_on_working_days(world):
    _now, story, _found = world
    assert [post.id for post in story.posts if not is_working_day(story.clock.real(post.at).date())] == []


def test_there_is_something_new_on_every_working_day_of_the_last_two_weeks(world):
    _now, story, _found = world
    days = {post.at.date() for post in story.posts}
    assert [n for n in range(10) if story.clock.day(f"w{n}") not in days] == []


def test_who_speaks_in_a_closed_or_secret_group_is_in_it(world):
    _now, story, _found = world
    for post in story.posts:
        for key in (post.raw["by"], *(comment.by for comment in post.comments)):
            assert key in story.members[post.group], (post.id, key)


def test_gerrit_knows_nothing(world):
    _now, story, _found = world
    assert "gerrit" not in story.members["gerritweg"]


def test_no_date_or_mention_is_left_unwritten(world):
    _now, _story, found = world
    for record in found:
        words = f"{record.get('title', '')} {record.get('body', '')}"
        assert "{{" not in words, record["id"]
        assert not re.search(r"(?<![\[\w])@[a-z]", words.replace("kring:@", "")), record["id"]


def test_mentions_and_links_lead_somewhere(world):
    _now, story, found = world
    handles, ids = (
        {p["handle"] for p in story.people.values()},
        {r["id"] for r in found if r["type"] == "content"},
    )
    for record in found:
        for target in re.findall(r"\(kring:([^)]+)\)", record.get("body", "")):
            assert target[1:] in handles if target.startswith("@") else target in ids, (record["id"], target)


def test_the_same_moment_tells_the_same_story():
    now = told(MOMENTS[0])
    assert list(records(now)) == list(records(now))


def test_it_is_as_large_as_it_should_be(world):
    _now, _story, found = world
    count = {
        type: sum(r["type"] == type for r in found)
        for type in ("person", "group", "content", "comment", "reaction")
    }
    assert count["person"] >= 60
    assert count["group"] >= 15
    assert count["content"] >= 160
    assert count["comment"] >= 450
    kinds = "album challenge discussion document event idea link news page poll question thanks townhall update wiki"
    assert set(kinds.split()) == {r["kind"] for r in found if r["type"] == "content"}
    assert {"en", "nl"} == {r["language"] for r in found if r["type"] == "content"}


def test_data_files_stay_small():
    assert [path.name for path in DATA.rglob("*.toml") if len(path.read_text().splitlines()) > 300] == []


def test_the_package_is_valid(tmp_path):
    if not VALIDATOR.is_file():
        pytest.skip(f"no validator of packages at {VALIDATOR}")
    package.write(tmp_path, told(MOMENTS[0]))
    for file in tmp_path.glob("*.jsonl"):
        if file.stem not in FORMAT:  # types of features of ours, which the format leaves room for
            file.unlink()
    done = subprocess.run(
        [sys.executable, str(VALIDATOR), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "0 problems" in done.stdout  # kinds and fields of ours are noted
    assert json.loads((tmp_path / "kring.json").read_text())["source"] == "waterveen"
