"""Outcomes come in and go out: the newest stands, those before it are its history."""

import pytest

from kring.exchange.export import send_out
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import AT, content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from kring.interactions.outcomes.models import Outcome

pytestmark = pytest.mark.django_db


def outcome(**fields):
    basic = {"type": "outcome", "content": "c1", "decision": "no", "author": "anna", "created_at": AT}
    return {**basic, "reason": "Too <dear>.\n\nAnd late.", **fields}


LATER = "2024-05-01T10:00:00+02:00"


def test_the_newest_stands(tmp_path):
    later = outcome(decision="partly", created_at=LATER, reason="**Half**", format="markdown", owner="anna",
                    review_at="2025-01-01")  # fmt: skip
    path = package(tmp_path / "in", person(), content(), later, outcome())
    assert take_in(path).reasons == []
    rows = Outcome.objects.order_by("created_at")
    assert [(row.decision, row.is_current) for row in rows] == [("no", False), ("partly", True)]
    assert "&lt;dear&gt;" in rows[0].reason
    assert "<strong>Half</strong>" in rows[1].reason
    assert rows[1].owner.handle == "anna"
    again = take_in(path)
    assert again.total("unchanged") == again.total("read")
    send_out(tmp_path / "out.zip")
    told = [record for record in records_of(tmp_path / "out.zip") if record["type"] == "outcome"]
    assert [(one["decision"], one.get("review_at")) for one in told] == [
        ("partly", "2025-01-01"),
        ("no", None),
    ]


def test_round_trip(tmp_path):
    path = package(
        tmp_path / "in", person(), content(), outcome(), outcome(created_at=LATER, decision="adopted")
    )
    first = out_of_an_empty_platform(path, tmp_path / "first")
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second.zip"))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"decision": "perhaps"}, "decision is"),
        ({"reason": None}, "reason is missing"),
        ({"reason": " "}, "body is empty"),
        ({"author": None}, "author is missing"),
        ({"created_at": "yesterday"}, "not a time"),
        ({"review_at": "soon"}, "not a date"),
        ({"content": "c9"}, "there is no such content"),
    ],
)
def test_a_bad_one_is_said(tmp_path, wrong, reason):
    report = take_in(package(tmp_path / "in", person(), content(), outcome(**wrong)))
    assert reason in str(report.reasons)
    assert not Outcome.objects.exists()
