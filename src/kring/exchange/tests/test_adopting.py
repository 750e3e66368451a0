"""A feature that comes after the import finds what was kept for it."""

import pytest

from kring.core.content.models import Content, Topic
from kring.core.features import registry
from kring.core.features.fields import Link, Time
from kring.core.features.records import Loader
from kring.exchange import adopting, loaders
from kring.exchange.interchange import take_in
from kring.exchange.models import KeptRecord, SourceRef
from kring.exchange.report import Report
from kring.exchange.tests.packages import AT, content, package, person

pytestmark = pytest.mark.django_db


class Praises(Loader):
    """Stands for a feature that comes later; its rows are topics, so that it needs no table."""

    type = "praise"
    after = ("person",)
    fields = {
        "person": Link("person", required=True),
        "followee": Link("person", required=True),
        "created_at": Time(),
    }

    def key(self, record) -> str:
        return f"{record['person']}|{record['followee']}"

    def write(self, items, batch) -> None:
        for item in items:
            slug = "praise-{person}-{followee}".format(**item.values)
            item.object_id = Topic.objects.create(slug=slug, name=slug).pk


def test_kinds(tmp_path, monkeypatch):
    riddle = content("c1", kind="riddle", data={"answer": "42"})
    report = take_in(package(tmp_path / "p", person(), riddle, content("c2")))
    item = Content.objects.get(excerpt="Words of c1")
    assert (item.kind, item.data) == ("update", {"answer": "42", "kring_kind": "riddle"})
    assert any("“riddle” isn't installed" in note for note in report.notes)
    assert adopting.waiting_kinds() == {"riddle": 1}
    assert adopting.adopt_kinds() == {}
    update = registry.kinds()["update"]
    monkeypatch.setattr(registry, "kinds", lambda: {"update": update, "riddle": update})
    monkeypatch.setattr(registry, "kind_model", lambda slug: None)
    assert adopting.adopt_kinds() == {"riddle": 1}
    item.refresh_from_db()
    assert (item.kind, item.data, item.version) == ("riddle", {"answer": "42"}, 2)
    assert adopting.adopt_kinds() == {} == adopting.waiting_kinds()


def test_records(tmp_path, monkeypatch):
    praise = {"type": "praise", "person": "anna", "followee": "bob", "created_at": AT}
    nobody = {"type": "praise", "person": "anna", "followee": "gone"}
    path = package(tmp_path / "p", person(), person("bob"), praise, nobody)
    assert take_in(path).counts["praise", "kept"] == 2
    assert adopting.waiting_types() == {"praise": 2}
    everybody = loaders.loaders() | {"praise": Praises()}
    monkeypatch.setattr(adopting, "loaders", lambda: everybody)
    monkeypatch.setattr(adopting, "levels", lambda: [{"praise": everybody["praise"]}])
    report = adopting.adopt_records(Report())
    assert report.counts["praise", "created"] == 1
    assert [reason for _, reason in report.reasons] == ["followee “gone”: there is no such person"]
    assert Topic.objects.filter(slug__startswith="praise-").count() == 1
    assert SourceRef.objects.filter(type="praise").count() == 1
    assert KeptRecord.objects.get().payload == {"person": "anna", "followee": "gone", "type": "praise"}
    assert adopting.adopt_records(Report()).counts["praise", "created"] == 0
