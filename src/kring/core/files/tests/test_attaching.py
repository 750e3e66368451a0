"""Tying files to what they were uploaded for: mine only, all of them, and out again."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kring.core.content import verbs
from kring.core.content.drafts import Draft
from kring.core.files import housekeeping, renditions, uploads
from kring.core.files.attach import attach
from kring.core.files.models import File
from kring.core.files.tests.test_images import encoded, quarters
from tests.cast import SIGNED_IN

PICTURE = encoded(quarters(900, 600))


@pytest.fixture
def item(cast):
    return cast.items["open", "published"]


def loose(person, name="photo.jpg", data=PICTURE) -> File:
    return uploads.upload(person, ContentFile(data), name).file


def files_of(thing) -> set[int]:
    return set(thing.files.standing().values_list("pk", flat=True))


def test_mine_come_in_by_number_and_by_address(cast, item):
    was, (one, two) = files_of(item), (loose(cast.member), loose(cast.member))
    version = item.version
    assert attach(
        item, cast.member, f'<p><img src="{one.url}" alt=""></p>', [*was, two.pk], captions={two.pk: "A hill"}
    )
    assert files_of(item) == was | {one.pk, two.pk} and item.version > version
    two.refresh_from_db()
    assert two.caption == "A hill" and not File.objects.loose().exists()
    assert not attach(
        item, cast.member, f'<p><img src="{one.url}" alt=""></p>', [*was, two.pk]
    )  # nothing to do
    assert cast.statuses("get", one.url, who=("outsider", "guest")) == {"outsider": 200, "guest": 404}


@pytest.mark.parametrize("thief", ["host", "manager", "outsider"])
def test_nobody_takes_another_s(cast, item, thief):
    was, file = files_of(item), loose(cast.member)
    theirs = verbs.post(cast[thief], cast.groups["everyone"], "update", body="<p>x</p>")
    assert not attach(theirs, cast[thief], f'<p><img src="{file.url}" alt=""></p>', [file.pk, 10**17])
    assert not files_of(theirs) and File.objects.loose_of(cast.member).get() == file
    page = cast.client(thief).get(theirs.url).content.decode()
    assert file.name not in page and cast.client(thief).get(file.url).status_code == 404
    stolen = next(iter(was))  # nor what stands in another item already
    assert not attach(theirs, cast[thief], "", [stolen]) and files_of(item) == was


def test_out_again_and_back(cast, item):
    file = loose(cast.member)
    attach(item, cast.member, "", [file.pk])
    assert not attach(item, cast.member, "", None)  # a form that says nothing about files
    assert file.pk in files_of(item)
    assert attach(item, cast.member, "", [])
    assert files_of(item) == set() and File.objects.loose_of(cast.member).filter(pk=file.pk).exists()
    assert attach(item, cast.member, "", [file.pk])  # a change of mind
    assert files_of(item) == {file.pk}


def test_what_an_earlier_version_shows_stays_with_it(cast, item):
    file = loose(cast.member)
    shown = f'<p><img src="{file.url}" alt=""></p>'
    item.edit(cast.member, title="x", body=shown)
    attach(item, cast.member, item.body)
    from kring.core.activity.models import Event

    Event.objects.update(created_at=timezone.now() - timedelta(hours=1))  # else it counts as the same edit
    item.edit(cast.member, title="x", body="<p>without</p>")
    attach(item, cast.member, item.body, [])
    assert file.pk not in files_of(item)
    assert cast.client("outsider").get(file.url).status_code == 200
    item.edit(cast.member, title="x", body=shown)
    attach(item, cast.member, item.body)
    assert file.pk in files_of(item)


def test_a_comment_has_its_own(cast, item):
    said, was, file = cast.comments["open", "published"], files_of(item), loose(cast.host)
    assert attach(item, cast.host, said.body, [file.pk], said)
    assert files_of(said) == {file.pk} and files_of(item) == was
    assert attach(item, cast.member, "", [*was, file.pk]) is False  # it isn't the item's to have
    assert f"/files/{file.pk}/" in cast.client("member").get(item.url).content.decode()


def form(cast, **more):
    return {
        "kind": "update",
        "group": cast.groups["open"].pk,
        "title": "",
        "body": "Look",
        "files": "",
        **more,
    }


def test_a_post_with_pictures_sent_without_script(cast):
    sent = [SimpleUploadedFile("a.jpg", PICTURE), SimpleUploadedFile("b.txt", b"words")]
    answer = cast.client("member").post("/new/", form(cast, uploads=sent))
    assert answer.status_code == 302
    item = cast.member.contents.latest("pk")
    assert [f.name for f in item.files.all()] == ["a.webp", "b.txt"]
    for where in (item.url, "/g/open/"):
        page = cast.client("outsider").get(where).content.decode()
        assert (
            "photos-1" in page
            and 'srcset="/files/' in page
            and "b.txt" in page
            and 'width="900" height="600"' in page
        )


def test_a_form_that_comes_back_brings_its_files(cast):
    """One of three is refused: the others are kept, and stand in the form with what was said about them."""
    sent = [SimpleUploadedFile("good.txt", b"words"), SimpleUploadedFile("bad.png", b"<html>")]
    mine, theirs = loose(cast.member), loose(cast.host, "unseen.jpg")
    data = form(cast, files=["", mine.pk, theirs.pk], uploads=sent, **{f"caption-{mine.pk}": "A dike"})
    answer = cast.client("member").post("/new/", data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "bad.png: " in page
    good = File.objects.get(name="good.txt")
    for row in (good, mine):
        assert f'name="files" value="{row.pk}"' in page
    assert "A dike" in page and "unseen" not in page
    again = form(cast, files=["", mine.pk, good.pk], without=[good.pk])
    assert cast.client("member").post("/new/", again).status_code == 302
    assert files_of(cast.member.contents.latest("pk")) == {mine.pk}


def test_editing_shows_and_changes_them(cast, item):
    file = loose(cast.member)
    attach(item, cast.member, "", [file.pk])
    page = cast.client("member").get(f"/c/{item.pk}/edit/").content.decode()
    assert f'name="files" value="{file.pk}"' in page and 'enctype="multipart/form-data"' in page
    kept = {"title": "x", "body": "y", "edited_at": item.edited_at.isoformat() if item.edited_at else ""}
    cast.client("member").post(
        f"/c/{item.pk}/edit/", kept | {"files": ["", file.pk], f"caption-{file.pk}": "A weir"}
    )
    file.refresh_from_db()
    assert (file.content_id, file.caption) == (item.pk, "A weir")


def test_a_comment_is_posted_and_edited_with_files(cast, item):
    address = f"/c/{item.pk}/comments/"
    sent = {"body": "Look", "files": "", "uploads": [SimpleUploadedFile("a.jpg", PICTURE)]}
    assert cast.client("outsider").post(address, sent).status_code == 302
    said = item.comments.latest("pk")
    (file,) = files_of(said)
    for where in (item.url, "/g/open/"):
        assert f"/files/{file}/" in cast.client("member").get(where).content.decode()
    page = cast.client("outsider").get(f"{address}{said.pk}/edit/").content.decode()
    assert f'name="files" value="{file}"' in page
    cast.client("outsider").post(f"{address}{said.pk}/edit/", {"body": "Look", "files": ""})
    assert files_of(said) == set()
    assert f"/files/{file}/" not in cast.client("member").get(item.url).content.decode()


@pytest.mark.parametrize("numbers", [["x"], ["-1"], ["9" * 40], ["１２"], ["1e3"], [""], ["0"] * 300])
def test_numbers_that_make_no_sense(cast, numbers):
    answer = cast.client("member").post("/new/", form(cast, files=numbers, without=["y"], uploads="no file"))
    assert answer.status_code in (302, 422)


def test_loose_ones_go_after_a_week(cast, item):
    old, new, drafted, attached = (loose(cast.member) for _ in range(4))
    attach(item, cast.member, "", [*files_of(item), attached.pk])
    Draft.objects.create(person=cast.member, key="new-1", fields={"files": ["", str(drafted.pk)]})
    File.objects.exclude(pk=new.pk).update(created_at=timezone.now() - timedelta(days=8))
    small = renditions.place(old.path, "small")
    assert default_storage.exists(old.path) and default_storage.exists(small)
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert housekeeping.forget_loose_files() == 1
    assert not default_storage.exists(old.path) and not default_storage.exists(small)
    assert {new.pk, drafted.pk, attached.pk} <= set(File.objects.values_list("pk", flat=True))


def test_seen_by_who_may_see_what_it_stands_in(cast):
    for group in ("secret", "closed"):
        said, file = cast.items[group, "published"], loose(cast.member)
        attach(said, cast.member, "", [file.pk])
        for query in ("", "?size=small", "?size=medium"):
            codes = cast.statuses("get", file.url + query)
            assert {who for who in SIGNED_IN if codes[who] == 200} == {"host", "member"}


def test_a_draft_that_comes_back_shows_its_files_again(cast):
    mine, theirs = loose(cast.member), loose(cast.host, "unseen.jpg")
    fields = {
        "body": ["Half a thought"],
        "group": [str(cast.groups["open"].pk)],
        "files": ["", str(mine.pk), str(theirs.pk)],
        f"caption-{mine.pk}": ["A dike"],
    }
    draft = Draft.objects.create(person=cast.member, key="new-" + "ab" * 16, kind="update", fields=fields)
    page = cast.client("member").get(f"/new/?draft={draft.key}").content.decode()
    assert f'name="files" value="{mine.pk}"' in page and 'value="A dike"' in page
    assert f'value="{theirs.pk}"' not in page and "unseen" not in page
