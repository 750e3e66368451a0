"""The benchmark works; how fast anything is, is no test."""

import subprocess
import sys

import pytest

from bench import scenes, text
from bench.place import ROOT, Place
from bench.sizes import SIZES
from bench.world import World


class Rows(dict):
    """Keeps what a world hands over: model label → rows as dictionaries."""

    def put(self, label: str, names: str):
        rows, names = self.setdefault(label, []), names.split()
        return lambda row: rows.append(dict(zip(names, row, strict=True)))


@pytest.fixture(scope="module")
def rows():
    found = Rows()
    world = World(SIZES["tiny"], found.put)
    found.marks = world.write()
    return found


def count(rows, **wanted):
    return sum(all(row[key] == value for key, value in wanted.items()) for row in rows)


def test_the_same_world_twice(rows):
    again = Rows()
    World(SIZES["tiny"], again.put).write()
    assert [r["body"] for r in again["content.Comment"]] == [r["body"] for r in rows["content.Comment"]]


def test_counters_agree_with_rows(rows):
    comments, reactions = rows["content.Comment"], rows["reactions.Reaction"]
    for item in rows["content.Content"]:
        assert item["comment_count"] == count(comments, content_id=item["id"], deleted_at=None)
        assert item["reaction_count"] == count(reactions, content_id=item["id"], comment_id=None)
    for group in rows["groups.Group"]:
        assert group["member_count"] == count(rows["groups.Membership"], group_id=group["id"])


def test_everybody_but_guests_is_in_the_organisation(rows):
    everyone = {m["person_id"] for m in rows["groups.Membership"] if m["group_id"] == 1}
    assert everyone == {p["id"] for p in rows["people.Person"] if p["role"] != "guest"}


def test_one_reaction_per_person_and_thing(rows):
    things = [(r["content_id"], r["comment_id"], r["person_id"]) for r in rows["reactions.Reaction"]]
    assert len(things) == len(set(things))


def test_an_answer_stands_one_level_deep_under_the_same_item(rows):
    comments = {c["id"]: c for c in rows["content.Comment"]}
    answers = [c for c in comments.values() if c["parent_id"]]
    assert answers
    for answer in answers:
        parent = comments[answer["parent_id"]]
        assert (parent["content_id"], parent["parent_id"]) == (answer["content_id"], None)


def test_the_item_that_the_load_opens(rows):
    item = next(i for i in rows["content.Content"] if i["id"] == rows.marks["item"])
    assert (item["comment_count"], item["state"]) == (30, "published")


def test_forms_are_read_from_the_page():
    html = """<form action="/c/1/comments/"><input type="hidden" name="token" value="x"><textarea name="body"></textarea>
      <select name="group"><option value="a">A<option value="b" selected>B</select></form><a href="?before=9">more</a>"""
    (form,) = scenes.forms_in(html)
    filled = form.filled("words")
    assert (filled["body"], filled["group"]) == ("words", "b")
    assert filled["token"] != "x"
    assert scenes.older_link(html) == "/?before=9"


def test_words_are_of_both_languages():
    assert "gemeente" in text.DUTCH
    assert "council" in text.ENGLISH


def test_a_whole_run_on_a_tiny_world(tmp_path, monkeypatch):
    """Servers, load, worker, counting and the table: a few requests of each."""
    command = [sys.executable, "-m", "bench", "--world", "tiny", "--dry", "--rounds", "1", "--requests", "6"]
    environment = Place("tiny", "sqlite").environment(KRING_BENCH_DATA=str(tmp_path))
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert "the floor" in done.stdout, done.stdout + done.stderr
    assert "answered" not in done.stdout
