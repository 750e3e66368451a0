"""Summaries come in and go out as the same."""

import pytest

from kring.exchange.tests.packages import comment, content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform

pytestmark = pytest.mark.django_db

AT = "2024-03-01T10:00:00+00:00"
SUMMARY = {
    "type": "summary", "content": "c1", "author": "anna", "created_at": AT, "format": "html",
    "body": '<p>We keep it, says <a href="kring:m1">a comment</a>.</p>', "comments": ["m1"],
}  # fmt: skip


def records(*more) -> tuple:
    return (person(), content(kind="discussion", title="The desk"), comment(), comment("m2"), *more)


def test_round_trip(tmp_path):
    closed = SUMMARY | {"closed_at": AT, "closed_by": "anna"}
    earlier = {name: SUMMARY[name] for name in ("content", "author", "format")} | {
        "type": "earlier_summary", "created_at": "2024-02-01T10:00:00+00:00", "body": "<p>Not sure yet.</p>",
    }  # fmt: skip
    first = out_of_an_empty_platform(package(tmp_path / "in", *records(closed, earlier)), tmp_path / "first")
    told = next(row for row in first if row["type"] == "summary")
    assert told["comments"] == ["m1"] and 'href="kring:m1"' in told["body"] and told["closed_by"] == "anna"
    assert any(row["type"] == "earlier_summary" for row in first)
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
