"""Checking out, room, comparing, and a folder as one zip."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.files.models import File, Scan
from kring.core.notify.models import Notification
from kring.kinds.documents import checking_out, filing, verbs
from kring.kinds.documents.folders import Folder, top_of
from kring.kinds.documents.models import CheckOut
from kring.kinds.documents.tests.files import loose
from kring.kinds.documents.tests.test_documents import brought, newer
from tests.cast import WHO

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(cast):
    return brought(cast)


def test_checked_out_nobody_else_brings_a_newer_version(cast, document):
    url = f"/c/{document.pk}/check-out/"
    codes = {
        who: answer.status_code
        for who, answer in cast.as_each(
            "post", url, {"note": "x"}, who=("outsider", "guest", "nobody")
        ).items()
    }
    assert codes == {"outsider": 403, "guest": 404, "nobody": 302}
    assert cast.client("host").post(url, {"note": "Until Friday"}).status_code == 302
    for address in (url, f"/c/{document.pk}/replace/"):
        answer = cast.client("member").post(address, {"uploads": SimpleUploadedFile("a.txt", b"a")})
        text = answer.content.decode()
        assert answer.status_code == 403 and cast.host.name in text and "Until Friday" in text
    first = document.versions.get()
    assert cast.client("member").post(f"/c/{document.pk}/versions/{first.pk}/go-back/").status_code == 403
    added = verbs.add
    with pytest.raises(Exception, match="Until Friday"):
        added(
            cast.member,
            top_of(cast.groups["open"]),
            [loose(cast.member, "Jaarplan 2026.txt", b"n")],
            newer=True,
        )
    for who in ("member", "host", "outsider"):
        assert "Until Friday" in cast.client(who).get(f"/c/{document.pk}/").content.decode()
    assert cast.host.name in cast.client("outsider").get("/g/open/documents/").content.decode()
    newer(cast, document)  # by who has it: the work is done
    assert not CheckOut.objects.exists()


def test_who_ends_the_work_of_another(cast, document):
    checking_out.check_out(document, cast.host, "Busy")
    url = f"/c/{document.pk}/check-out/end/"
    codes = {}
    for who in WHO:
        CheckOut.objects.all().delete()
        CheckOut.objects.create(content=document, by=cast.host)
        answer = cast.client(who).post(url)
        codes[who] = answer.status_code, CheckOut.objects.exists()
    # The member is its author; a manager may do in an open group what its hosts may.
    assert codes == {
        "manager": (302, False),
        "host": (302, False),
        "member": (302, False),
        "outsider": (403, True),
        "guest": (404, True),
        "nobody": (302, True),
    }
    for event in Event.objects.filter(verb="documents.returned"):
        fanout.fan_out(event.pk)
    told = Notification.objects.filter(causes__event__verb="documents.returned").values_list(
        "person__handle", flat=True
    )
    assert set(told) == {"host"}


def test_no_room_is_said_with_figures(cast, settings):
    settings.CONFIG = replace(settings.CONFIG, group_documents_mb=1)
    document = brought(cast, data=b"x" * 700_000)
    sent = {"folder": "", "uploads": SimpleUploadedFile("more.txt", b"y" * 700_000)}
    answer = cast.client("member").post("/g/open/documents/add/", sent)
    text = answer.content.decode()
    assert answer.status_code == 413 and "1.0" in text and "is left" in text
    sent["uploads"].seek(0)
    assert cast.client("host").post(f"/c/{document.pk}/replace/", sent).status_code == 413
    assert File.objects.loose_of(cast.member).count() == 1  # what they sent isn't lost
    assert brought(cast, group="closed", data=b"x" * 700_000)


def test_comparing(cast, document):
    newer(cast, document, b"one\ntwo\nfour")
    text = cast.client("outsider").get(f"/c/{document.pk}/versions/compare/?old=2&new=1").content.decode()
    assert "<del>three</del>" in text and "<ins>four</ins>" in text
    for odd in ("", "?old=1", "?old=1&new=9", "?old=x&new=1"):
        assert cast.client("host").get(f"/c/{document.pk}/versions/compare/{odd}").status_code == 404
    newer(cast, document, b"\0\1", name="plan.bin")
    assert (
        "can be compared"
        in cast.client("host").get(f"/c/{document.pk}/versions/compare/?old=1&new=3").content.decode()
    )


def names_in(answer) -> list[str]:
    return sorted(zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist())


def test_a_folder_as_one_zip_holds_what_its_reader_may_see(cast):
    top = top_of(cast.groups["open"])
    policy = filing.start(top, cast.member, "Beleid")
    Folder.objects.filter(pk=policy.pk).update(name="../../etc")  # as if it had got past
    for name in ("plan.txt", "PLAN.txt", "con:*?.txt"):
        brought(cast, name, name.encode(), folder=policy)
    Content.objects.filter(title="con:*?").update(title="../../../x")
    hidden = brought(cast, "gone.txt", folder=top)
    hidden.to_bin(cast.member)
    held = brought(cast, "held.txt", folder=top)
    File.objects.filter(content=held).update(scan=Scan.INFECTED)
    found = cast.client("outsider").get("/g/open/documents/zip/")
    assert found["Content-Type"] == "application/zip" and "no-store" in found["Cache-Control"]
    names = names_in(found)
    assert names == ["etc/PLAN (2).txt", "etc/plan.txt", "etc/x.txt"] or all(
        not n.startswith(("/", ".")) and ".." not in n for n in names
    )
    assert len(names) == 3 and not any("gone" in n or "held" in n for n in names)
    assert names_in(cast.client("host").get(f"/g/open/documents/zip/?folder={policy.pk}"))
    codes = {
        who: answer.status_code for who, answer in cast.as_each("get", "/g/secret/documents/zip/").items()
    }
    assert codes == {"manager": 404, "host": 400, "member": 400, "outsider": 404, "guest": 404, "nobody": 302}
    assert cast.client("host").get("/g/open/documents/zip/?folder=99999").status_code == 404


def test_off_in_a_group_it_is_gone_there(cast, document):
    from kring.core.features import verbs as switching

    switching.switch_group("documents", cast.groups["open"], "off")
    for path in (
        "/g/open/documents/",
        "/g/open/documents/zip/",
        f"/c/{document.pk}/",
        f"/c/{document.pk}/versions/",
        document.current.file.url,
    ):
        assert cast.client("host").get(path).status_code == 404, path
