"""A file that is attached is found by the words in it, by those who may see it; and by its name in any case."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.activity import fanout
from kring.core.content import verbs
from kring.core.files.attach import attach
from kring.core.files.models import File
from kring.core.files.uploads import upload
from kring.core.search.extract import tasks
from kring.core.search.finding import find
from kring.core.search.models import FileText
from kring.core.search.parsing import parse
from kring.core.search.tests import documents
from tests.cast import WHO


def posted(cast, group: str, name: str, data: bytes):
    row = upload(cast.member, SimpleUploadedFile(name, data)).file
    item = verbs.post(
        cast.member, cast.groups[group], "update", title="Bijlage", body="<p>Zie de bijlage.</p>"
    )
    attach(item, cast.member, item.body, [row.pk])
    fanout.sweep()
    tasks.read_some()
    row.refresh_from_db()
    return row


def found(cast, who: str, words: str) -> list:
    return [hit.file.pk for hit in find(cast[who], parse(words)).hits if hit.what == "file"]


@pytest.fixture
def cast_with_files(cast):
    FileText.objects.bulk_create(FileText(file=row, state="read") for row in File.objects.all())
    return cast


@pytest.mark.parametrize("ending", ["pdf", "odt"])
def test_who_may_see_the_post_finds_its_file(cast_with_files, ending):
    cast = cast_with_files
    row = posted(
        cast, "closed", f"notulen.{ending}", getattr(documents, ending)("Kwartelslakken in de polder")
    )
    assert FileText.objects.get(pk=row.pk).state == "read"
    for who in WHO[:5]:
        may = cast[who].pk in row.content.group.memberships.values_list("person_id", flat=True)
        assert found(cast, who, "kwartelslakken") == ([row.pk] if may else []), who


def test_what_cannot_be_read_is_found_by_its_name(cast_with_files):
    row = posted(cast_with_files, "open", "begrotingsoverzicht.bin", b"\0\1\2")
    assert FileText.objects.get(pk=row.pk).state == "other"
    assert found(cast_with_files, "outsider", "begrotingsoverzicht") == [row.pk]


def test_a_file_is_read_once_and_a_missing_one_is_no_mistake(cast_with_files, monkeypatch):
    row = posted(cast_with_files, "open", "stuk.txt", b"een stuk tekst")
    monkeypatch.setattr(tasks, "read", lambda row: pytest.fail("read again"))
    tasks.read_files.func([row.pk])
    assert tasks.read_some() == 0
    monkeypatch.undo()
    gone = File.objects.create(
        content=row.content, owner=cast_with_files.member, path="nowhere", name="weg.txt"
    )
    tasks.read_files.func([gone.pk])
    assert FileText.objects.get(pk=gone.pk).state == "broken"


def test_a_loose_file_is_nobodys_to_find(cast_with_files):
    row = upload(cast_with_files.member, ContentFile(b"losse woorden", name="los.txt")).file
    tasks.read_files.func([row.pk])
    assert not FileText.objects.filter(pk=row.pk).exists() and not found(
        cast_with_files, "member", "losse woorden"
    )
