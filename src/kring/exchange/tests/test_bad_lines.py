"""Every bad line is said with its place and a reason, and costs nothing but itself."""

import json

import pytest

from kring.core.content.models import Comment, Content
from kring.core.people.models import Person
from kring.exchange.interchange import Strict, take_in
from kring.exchange.tests.packages import comment, content, group, package, person

BAD = [
    (b"{not json", "not valid JSON"),
    (b'["a list"]', "not an object"),
    (b'{"id": "x"}', "type is missing"),
    (b'{"type": "A Type!", "id": "x"}', "can't be one"),
    (b'{"type": "person", "id": "x", "name": "\xff\xfe"}', "not valid UTF-8"),
    (b'{"type": "person", "id": "x", "name": "\\ud800"}', "not valid JSON"),
    (b'{"type": "person", "id": "x", "name": "a\\u0000b"}', "NUL"),
    (b'{"type": "person", "id": "x", "name": "' + b"a" * (10 * 2**20) + b'"}', "longer than 10 MB"),
    (b"[" * 5000, "not valid JSON"),
    ({"type": "person", "id": 7, "name": "x"}, "id is a number, not text"),
    ({"type": "person", "id": "x"}, "name is missing"),
    ({"type": "person", "id": "x", "name": "  "}, "name is empty"),
    (person("x", role="king"), "role is “king”, not one of"),
    (person("x", active="yes"), "active is “yes”, not true or false"),
    (person("x", expertise="all"), "expertise is not a list"),
    (group("x", access="hidden"), "access is “hidden”"),
    (content("x", created_at="2024-03-01T10:00:00"), "without an offset"),
    (content("x", created_at="yesterday"), "not a time"),
    (content("x", created_at="0001-01-01T00:00:00+14:00"), "out of range"),
    (content("x", created_at=12), "not a time"),
    (content("x", format="docx"), "format is “docx”"),
    (content("x", body=" "), "body is empty"),
    (content("x", body=["a"]), "body is a list, not text"),
    (content("x", author="nobody"), "author “nobody”: there is no such person"),
    (content("x", group="nowhere"), "group “nowhere”: there is no such group"),
    (content("x", data=[1]), "data is a list, not an object"),
    (content("x", files=[{"name": "a"}]), "files has a file without a path"),
    (comment("x", content="gone"), "content “gone”: there is no such content"),
    ({"type": "membership", "group": "garden", "person": "nobody"}, "there is no such person"),
    ({"type": "reaction", "person": "anna"}, "names one thing"),
    ({"type": "reaction", "person": "anna", "comment": "gone"}, "there is no such comment"),
    ({"type": "vote", "content": "c1"}, "person is missing"),
    (
        {"type": "event", "verb": "x" * 70, "actor": "anna", "created_at": "2024-03-01T10:00:00Z"},
        "longer than 64",
    ),
]


@pytest.mark.django_db
def test_every_bad_line_has_its_reason(tmp_path):
    good = [person(), group(), content()]
    path = package(tmp_path / "p", *good, *(line for line, _ in BAD), content("last"))
    report = take_in(path)
    reasons = dict(report.reasons)
    for number, (_line, words) in enumerate(BAD, len(good) + 1):
        assert words in reasons.get(f"01.jsonl:{number}", ""), (
            number,
            words,
            reasons.get(f"01.jsonl:{number}"),
        )
    assert report.total("skipped") == len(BAD)
    assert report.total("created") == 4
    assert report.total("read") == len(BAD) + 4


@pytest.mark.django_db
def test_strict_stops_and_writes_nothing_of_that_batch(tmp_path):
    with pytest.raises(Strict, match=r"01.jsonl:3: name is missing"):
        take_in(package(tmp_path / "p", person(), person("bob"), {"type": "person", "id": "x"}), strict=True)
    assert not Person.objects.exists()
    with pytest.raises(Strict, match="no such person"):
        take_in(package(tmp_path / "q", person(), content(), content("c2", author="nobody")), strict=True)
    assert not Content.objects.exists()


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_costs_no_other(tmp_path, monkeypatch):
    from kring.exchange.records import contents

    fill = contents.Contents._fill

    def refused(self, row, item, batch):
        fill(self, row, item, batch)
        if item.key == "c5":
            row.author_id = None

    monkeypatch.setattr(contents.Contents, "_fill", refused)
    report = take_in(package(tmp_path / "p", person(), *(content(f"c{n}") for n in range(20))))
    assert report.counts["content", "created"] == 19
    assert [place for place, reason in report.reasons if "refuses" in reason] == ["01.jsonl:7"]
    assert sorted(Content.objects.values_list("excerpt", flat=True)) == sorted(
        f"Words of c{n}" for n in range(20) if n != 5
    )


@pytest.mark.django_db
def test_circles_are_opened(tmp_path):
    report = take_in(
        package(
            tmp_path / "p",
            person("anna", manager="bob"), person("bob", manager="anna"), person("eve", manager="eve"),
            group("a", parent="b"), group("b", parent="c"), group("c", parent="a"),
            content("c1", title="1", parent="c2"), content("c2", title="2", parent="c1"),
            comment("m1", parent="m2"), comment("m2", parent="m1"), comment("m3", parent="m3"),
        )
    )  # fmt: skip
    assert report.total("skipped") == 0
    assert sum("circle" in note for note in report.notes) == 4
    assert Person.objects.filter(manager=None).count() == 2
    assert Content.objects.filter(parent=None).count() == 1
    assert Comment.objects.count() == 3
    for answer in Comment.objects.exclude(parent=None):
        assert answer.parent.parent_id is None


@pytest.mark.django_db
def test_links_that_may_be_left_out_are(tmp_path):
    report = take_in(
        package(tmp_path / "p", person(manager="gone"), content(parent="gone"), comment(parent="gone"))
    )
    assert report.total("skipped") == 0
    assert sum("isn't there" in note for note in report.notes) == 3
    again = package(
        tmp_path / "p", person("gone"), content("gone", title="Above"), comment("gone"), name="02.jsonl"
    )
    take_in(again)
    assert Person.objects.get(handle="anna").manager.handle == "gone"
    assert Content.objects.exclude(title="Above").get().parent.title == "Above"
    assert Comment.objects.exclude(parent=None).count() == 1


def test_a_number_that_no_database_stores(tmp_path, db):
    line = json.dumps(content(data={"x": 1})).replace('"x": 1', '"x": 1e999').encode()
    report = take_in(package(tmp_path / "p", person(), line, content("c2")))
    assert report.counts["content", "created"] + report.total("skipped") == 2
    assert Content.objects.filter(excerpt="Words of c2").exists()
