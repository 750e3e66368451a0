"""Documents with all their versions and files, out and in again."""

import json
import shutil

import pytest
from django.db import transaction

from kring.core.content.models import Content
from kring.core.files.models import File
from kring.exchange.export import send_out
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import AT, content, corpus, group, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from kring.kinds.documents.models import Version

pytestmark = pytest.mark.django_db
LATER = "2024-04-01T10:00:00+01:00"
FILES = {"a/plan-1.txt": b"first words", "a/plan-2.txt": b"zebrapad"}
VERSIONS = [
    {"path": "a/plan-1.txt", "name": "plan.txt", "author": "anna", "created_at": AT},
    {
        "path": "a/plan-2.txt",
        "name": "plan (new).txt",
        "author": "bert",
        "created_at": LATER,
        "note": "Better",
    },
]


def made(path, versions=VERSIONS, **data):
    about = {"versions": versions, "folder": ["Beleid", "2026"], **data}
    item = content("d1", kind="document", title="Plan", group="garden", data=about, body="")
    return package(path, person(), person("bert"), group(), item, files=FILES)


def test_what_comes_in(tmp_path):
    take_in(made(tmp_path / "one"))
    document = Content.objects.get(kind="document")
    assert [(v.number, v.name, v.author.handle, v.note) for v in document.versions.all()] == [
        (2, "plan (new).txt", "bert", "Better"),
        (1, "plan.txt", "anna", ""),
    ]
    assert document.current.number == 2 and document.document.folder.trail == ["Beleid", "2026"]
    assert list(File.objects.standing().values_list("pk", flat=True)) == [document.current.file_id]
    take_in(made(tmp_path / "two", VERSIONS[::-1], folder=["Beleid"]))
    document = Content.objects.get(kind="document")
    assert document.versions.count() == 2 and document.current.number == 2
    assert document.document.folder.trail == ["Beleid"]


def test_round_trip(tmp_path):
    first = out_of_an_empty_platform(made(tmp_path / "in"), tmp_path / "out")
    second = out_of_an_empty_platform(tmp_path / "out", tmp_path / "again")
    assert not difference(first, second)
    found = next(r for r in records_of(tmp_path / "again") if r["type"] == "content")
    names = [v["path"].rsplit("/", 1)[-1] for v in found["data"]["versions"]]
    assert found["data"]["folder"] == ["Beleid", "2026"] and found["data"]["versions"][1]["note"] == "Better"
    kept = [(tmp_path / "again" / "files" / v["path"]).read_bytes() for v in found["data"]["versions"]]
    assert kept == list(FILES.values()), names


def test_what_was_made_here_goes_out(cast, tmp_path):
    from kring.kinds.documents.tests.test_documents import brought, newer

    document = brought(cast)
    newer(cast, document, note="Second")
    send_out(tmp_path / "out")
    found = next(r for r in records_of(tmp_path / "out") if r.get("title") == document.title)
    assert [v["author"] for v in found["data"]["versions"]] != [None, None]
    assert all((tmp_path / "out" / "files" / v["path"]).is_file() for v in found["data"]["versions"])


@pytest.mark.parametrize("versions", [
    None, "x", [], [1, None], [{"path": "../../etc/passwd"}], [{"path": "nowhere.txt", "name": 3}],
    [{"path": "a/plan-1.txt", "created_at": "yesterday", "author": 7, "name": "\u202e/../x", "note": []}],
])  # fmt: skip
def test_odd_data(tmp_path, versions):
    take_in(made(tmp_path / "in", versions, folder=[3, "", "/", "x" * 500]))
    document = Content.objects.get(kind="document")
    for version in document.versions.all():
        assert "/" not in version.name and "\u202e" not in version.name
    assert json.dumps(document.document.folder.trail)


@pytest.mark.parametrize(("name", "many"), [("en-publiccode", 5), ("en-18f-hub", 1)])
def test_real_documents(name, many, tmp_path):
    whole = corpus(name)
    lines = [line for file in sorted(whole.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
    wanted = [
        line
        for line in lines
        if json.loads(line)["type"] in ("person", "group") or b'"kind":"document"' in line
    ]
    small = package(tmp_path / "in", *wanted, about=json.loads((whole / "kring.json").read_text()))
    shutil.copytree(whole / "files", small / "files")
    with transaction.atomic():
        take_in(small)
        assert Version.objects.filter(number=1).count() == many
        assert all(item.current and item.current.size for item in Content.objects.filter(kind="document"))
        transaction.set_rollback(True)


def test_a_folder_without_documents_comes_back(tmp_path):
    first = out_of_an_empty_platform(
        package(
            tmp_path / "in",
            person(),
            group(),
            {
                "type": "folder",
                "group": "garden",
                "names": ["Policy", "2027"],
                "by": "anna",
                "created_at": AT,
            },
            {"type": "folder", "group": "garden", "names": ["Policy"]},
            content("c1", kind="document", group="garden", title="Plan", data={"folder": ["Minutes"]}),
        ),
        tmp_path / "first",
    )
    assert [one["names"] for one in first if one["type"] == "folder"] == [["Policy", "2027"]]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))


@pytest.mark.parametrize("names", [[], ["  "], "Policy", ["x"] * 13, [4]])
def test_a_folder_that_cant_be(tmp_path, names):
    told = package(tmp_path / "in", person(), group(), {"type": "folder", "group": "garden", "names": names})
    assert take_in(told).total("skipped") == 1
