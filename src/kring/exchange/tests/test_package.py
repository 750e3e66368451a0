"""What is a package, and what isn't."""

import json
import zipfile

import pytest

from kring.exchange.lines import records
from kring.exchange.package import PackageError, is_plain, open_package
from kring.exchange.tests.packages import ABOUT, package, person, zipped


def test_a_folder_and_its_zip_read_the_same(tmp_path):
    folder = package(tmp_path / "p", person(), person("bob"), files={"a/b.txt": b"hello"})
    for path in (folder, zipped(folder, tmp_path / "p.zip"), zipped(folder, tmp_path / "q.zip", top="p/")):
        opened = open_package(path)
        assert opened.names == ["01.jsonl"]
        assert [r["id"] for _, r, _ in records(opened, "01.jsonl", None)] == ["anna", "bob"]
        assert opened.size("a/b.txt") == 5
        assert opened.file("a/b.txt").read() == b"hello"


@pytest.mark.parametrize(
    ("about", "word"),
    [
        (None, "kring.json"),
        ("[1", "can't be read"),
        ('{"format": "other"}', "kring-interchange"),
        ('{"format": "kring-interchange"}', "version"),
        ('{"format": "kring-interchange", "version": "1"}', "version"),
        ('{"format": "kring-interchange", "version": 2}', "version 2"),
        (json.dumps(ABOUT), "no records"),
    ],
)
def test_what_is_no_package_is_refused_with_the_reason(tmp_path, about, word):
    (tmp_path / "p").mkdir()
    if about:
        (tmp_path / "p" / "kring.json").write_text(about)
    with pytest.raises(PackageError, match=word):
        open_package(tmp_path / "p")


def test_a_file_that_is_no_zip(tmp_path):
    (tmp_path / "p.zip").write_bytes(b"PK but not really")
    with pytest.raises(PackageError, match="isn't a folder"):
        open_package(tmp_path / "p.zip")
    with pytest.raises(PackageError, match="nothing at"):
        open_package(tmp_path / "missing")


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../secret", "..\\secret", "", "a\0b"])
def test_no_way_out_of_the_package(tmp_path, path):
    folder = package(tmp_path / "p", person(), files={"a.txt": b"hello"})
    (tmp_path / "p" / "secret").write_text("hidden")
    assert not is_plain(path)
    assert open_package(folder).size(path) is None
    assert open_package(zipped(folder, tmp_path / "p.zip")).size(path) is None


def test_a_link_out_of_the_folder_is_no_file_of_it(tmp_path):
    (tmp_path / "secret.txt").write_text("hidden")
    folder = package(tmp_path / "p", person(), files={"a.txt": b"hello"})
    (folder / "files" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "02.jsonl").symlink_to(tmp_path / "secret.txt")
    opened = open_package(folder)
    assert opened.size("b.txt") is None
    assert opened.names == ["01.jsonl"]


def test_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kring.json", json.dumps(ABOUT))
        archive.writestr("01.jsonl", b"\0" * 60 * 2**20)
    opened = open_package(tmp_path / "p.zip")
    with pytest.raises(PackageError, match="unpacks to"):
        list(opened.lines("01.jsonl"))
