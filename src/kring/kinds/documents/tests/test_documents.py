"""Bringing documents in, newer versions, and who may do what."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.refused import Refused
from kring.core.search.extract.tasks import read
from kring.kinds.documents import filing, verbs
from kring.kinds.documents.folders import Folder, top_of
from kring.kinds.documents.models import Details, Version
from kring.kinds.documents.tests.files import loose, pdf
from tests.cast import MEMBERS, READERS, SIGNED_IN, WHO

pytestmark = pytest.mark.django_db


def brought(cast, name="Jaarplan 2026.txt", data=b"one\ntwo\nthree", group="open", who="member", folder=None):
    """A document as it is added in a group's library."""
    folder = folder or top_of(cast.groups[group])
    content = verbs.add(cast[who], folder, [loose(cast[who], name, data)])[0].content
    return Content.objects.get(pk=content.pk)


def newer(cast, content, data=b"one\ntwo\nfour", who="host", name="plan.txt", note=""):
    found = verbs.replace(content, cast[who], loose(cast[who], name, data), note)
    return found


@pytest.fixture
def document(cast):
    return brought(cast)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_many_at_once_and_without_script(cast):
    sent = {"folder": "", "uploads": [SimpleUploadedFile(f"minutes {n}.txt", b"x") for n in (1, 2, 10)]}
    answer = cast.client("member").post("/g/open/documents/add/", sent, follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.index("minutes 1<") < text.index("minutes 2<") < text.index("minutes 10<")
    assert "3 documents added" in text
    assert Version.objects.filter(number=1).count() == 3 and not File.objects.loose().exists()


def test_the_composer_takes_one_file(cast):
    given = {"kind": "document", "group": cast.groups["open"].pk, "title": "", "body": ""}
    assert cast.client("member").post("/new/", given).status_code == 422
    file = loose(cast.member, "Begroting_2026.txt")
    assert cast.client("member").post("/new/", given | {"files": [file.pk]}).status_code == 302
    content = Content.objects.get(kind="document")
    assert (content.title, content.current.file_id) == ("Begroting 2026", file.pk)
    assert content.document.folder == top_of(cast.groups["open"])
    other = loose(cast.member)
    edited = {"title": "Begroting", "body": "What it says", "files": [other.pk]}
    assert cast.client("member").post(f"/c/{content.pk}/edit/", edited).status_code == 422
    assert cast.client("member").post(f"/c/{content.pk}/edit/", edited | {"files": ""}).status_code == 302
    content = Content.objects.get(pk=content.pk)
    assert (content.title, content.document.sort) == ("Begroting", "begroting")
    assert content.current.file.content_id == content.pk


def test_every_member_brings_a_newer_version_and_nobody_else(cast, document):
    codes = {}
    for who in WHO:
        sent = {"uploads": SimpleUploadedFile("new.txt", who.encode()), "note": "Better"}
        codes[who] = cast.client(who).post(f"/c/{document.pk}/replace/", sent).status_code
    assert codes == {"manager": 403, "host": 302, "member": 302, "outsider": 403, "guest": 404, "nobody": 302}
    assert [v.number for v in document.versions.all()] == [3, 2, 1]
    assert [v.author.handle for v in document.versions.all()] == ["member", "host", "member"]
    fresh = Content.objects.get(pk=document.pk)
    assert (fresh.current.number, fresh.current.note) == (3, "Better")
    assert cast.client("host").post(f"/c/{document.pk}/replace/", {"note": "x"}).status_code == 422


def test_an_older_version_comes_back_as_the_newest(cast, document):
    newer(cast, document)
    first = document.versions.get(number=1)
    url = f"/c/{document.pk}/versions/{first.pk}/go-back/"
    assert {w: r.status_code for w, r in cast.as_each("post", url, who=("outsider", "guest")).items()} == {
        "outsider": 403,
        "guest": 404,
    }
    assert cast.client("host").post(url).status_code == 302
    content = Content.objects.get(pk=document.pk)
    assert (content.current.number, content.current.file_id) == (3, first.file_id)
    assert cast.client("host").post(url).status_code == 302  # twice changes nothing
    assert document.versions.count() == 3
    standing = File.objects.standing().filter(content=document).values_list("pk", flat=True)
    assert list(standing) == [first.file_id]


def test_of_one_name_there_are_two_or_a_newer_version(cast, document):
    top = top_of(cast.groups["open"])
    second = verbs.add(cast.host, top, [loose(cast.host, "jaarplan 2026.TXT", b"x")])[0]
    assert (second.renamed, second.content.title) == (True, "jaarplan 2026 (2)")
    third = verbs.add(cast.host, top, [loose(cast.host, "Jaarplan 2026.txt", b"y")], newer=True)[0]
    assert third.is_version and third.content.pk == document.pk
    assert Content.objects.get(pk=document.pk).current.number == 2


def test_only_own_loose_files_come_in(cast, document):
    theirs = loose(cast.host, "secret plans.txt")
    sent = {"folder": "", "files": [theirs.pk, document.current.file_id]}
    assert cast.client("member").post("/g/open/documents/add/", sent).status_code == 422
    theirs.refresh_from_db()
    assert theirs.content_id is None


def test_who_sees_a_library_and_who_adds(cast):
    items = {}
    for slug in cast.groups:
        word = cast.word(f"a document in {slug}", READERS[slug])
        folder = filing.start(
            top_of(cast.groups[slug]), cast.member, cast.word(f"a folder in {slug}", READERS[slug])
        )
        items[slug] = brought(cast, f"{word}.txt", group=slug, folder=folder)
    bad = []
    for who in WHO:
        for slug, group in cast.groups.items():
            folder = Folder.objects.filter(group=group).exclude(parent=None).get()
            item = items[slug]
            for path in ("/documents/", f"/g/{group.slug}/documents/", f"/g/{group.slug}/documents/?folder={folder.pk}", f"/c/{item.pk}/",
                         f"/c/{item.pk}/versions/", f"/c/{item.pk}/replace/", f"/c/{item.pk}/check-out/", f"/c/{item.pk}/folder/",
                         f"/g/{group.slug}/documents/folders/{folder.pk}/", f"/g/{group.slug}/documents/zip/"):  # fmt: skip
                answer = cast.client(who).get(path)
                text = (body(answer) if answer.streaming else answer.content).decode(errors="replace")
                bad += [(who, path, leak) for leak in cast.leaks(who, text)]
                if answer.status_code >= 500:
                    bad.append((who, path, answer.status_code))
            sent = {"folder": folder.pk, "uploads": SimpleUploadedFile("a.txt", b"a")}
            code = cast.client(who).post(f"/g/{group.slug}/documents/add/", sent).status_code
            assert (code == 302) == (who in MEMBERS[slug] or who == "nobody"), (who, slug, code)
    assert not bad


def test_a_file_of_a_document_is_for_who_sees_it(cast):
    item = brought(cast, group="secret", data=b"0123456789")
    url = item.current.file.url
    codes = {who: answer.status_code for who, answer in cast.as_each("get", url).items()}
    assert codes == {"manager": 404, "host": 200, "member": 200, "outsider": 404, "guest": 404, "nobody": 302}
    whole = cast.client("host").get(url)
    assert whole["Cache-Control"] == "private, no-store" and whole["Accept-Ranges"] == "bytes"
    piece = cast.client("host").get(url, headers={"Range": "bytes=2-4"})
    assert (piece.status_code, body(piece), piece["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert cast.client("host").get(url, headers={"Range": "bytes=10-"}).status_code == 416
    for tag, code in ((whole["ETag"], 206), ('"other"', 200)):
        answer = cast.client("host").get(url, headers={"Range": "bytes=0-1", "If-Range": tag})
        assert answer.status_code == code
    assert cast.client("host").get(url, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert cast.client("outsider").get(url, headers={"Range": "bytes=2-4"}).status_code == 404
    kept = {
        slug: cast.client("host").get(brought(cast, group=slug).current.file.url)["Cache-Control"]
        for slug in ("open", "closed")
    }
    assert kept == {"open": "private, max-age=3600", "closed": "private, no-cache"}


def test_the_words_of_the_newest_version_are_found(cast, document):
    read(document.current.file)
    newer(cast, document, b"zebrapad instead")
    content = Content.objects.get(pk=document.pk)
    read(content.current.file)
    for event in Event.objects.filter(content=document):
        fanout.fan_out(event.pk)
    pages = {w: cast.client("host").get(f"/search/?q={w}").content.decode() for w in ("zebrapad", "three")}
    assert {word: document.title in text for word, text in pages.items()} == {
        "zebrapad": True,
        "three": False,
    }


def test_folders(cast, document):
    top = top_of(cast.groups["open"])
    policy = filing.start(top, cast.member, "Beleid")
    assert filing.start(top, cast.host, "beleid") == policy
    year = filing.start(policy, cast.member, "2026/../x")
    assert year.name == "2026 .. x" and year.trail == ["Beleid", "2026 .. x"]
    filing.lay(document, cast.member, year)
    with pytest.raises(Refused, match="still something"):
        filing.remove(year, cast.member)
    with pytest.raises(Refused, match="Who made this folder"):
        filing.rename(policy, _other(cast), "x")
    with pytest.raises(Refused, match="into itself"):
        filing.move(policy, cast.member, year)
    filing.rename(policy, cast.host, "Policy")
    assert Folder.objects.get(pk=year.pk).trail == ["Policy", "2026 .. x"]
    filing.move(Folder.objects.get(pk=year.pk), cast.member, top)
    assert Folder.objects.get(pk=year.pk).trail == ["2026 .. x"]
    Content.objects.get(pk=document.pk).to_bin(cast.member)
    filing.remove(Folder.objects.get(pk=year.pk), cast.member)
    Content.objects.get(pk=document.pk).restore(cast.member)
    assert Details.objects.get(pk=document.pk).folder == top
    for name in ("", " . ", "\u202e", "/"):
        with pytest.raises(Refused):
            filing.start(top, cast.member, name)


def _other(cast):
    """A member who made nothing."""
    from kring.core.groups.models import Membership
    from kring.core.people.models import Person

    Membership.objects.create(group=cast.groups["open"], person=cast.outsider)
    return Person.objects.get(pk=cast.outsider.pk)


def test_to_another_group_it_lies_on_top(cast, document):
    folder = filing.start(top_of(cast.groups["open"]), cast.member, "Beleid")
    filing.lay(document, cast.member, folder)
    Content.objects.get(pk=document.pk).move(cast.member, cast.groups["secret"])
    assert Details.objects.get(pk=document.pk).folder == top_of(cast.groups["secret"])
    assert cast.client("outsider").get(document.current.file.url).status_code == 404
    assert cast.client("member").post(f"/c/{document.pk}/folder/", {"folder": folder.pk}).status_code == 404


@pytest.mark.parametrize(("name", "data", "code"), [
    ("../../etc/passwd.txt", b"x", 302), ("a" * 300 + ".txt", b"x", 302), ("\u202etxt.exe.pdf", pdf("x"), 302), ("plan.pdf", b"no pdf at all", 422),
    ("empty.txt", b"", 422), ("run.exe", b"MZ" + bytes(200), 422), ("a/b\\c.txt", b"x", 302),
])  # fmt: skip
def test_odd_names_and_files(cast, name, data, code):
    sent = {"folder": "", "uploads": SimpleUploadedFile(name, data)}
    # Django itself leaves only the last part of a path.
    answer = cast.client("member").post("/g/open/documents/add/", sent)
    assert answer.status_code == code
    if code == 302:
        found = Version.objects.get()
        assert len(found.name) <= 255 and not set(found.name) & set("/\\\u202e\u2066")
        assert default_storage.exists(found.file.path) and ".." not in found.file.path
        assert cast.client("member").get("/g/open/documents/").status_code == 200


def test_a_full_library_is_read_page_by_page_with_the_same_queries(cast, django_assert_max_num_queries):
    top = top_of(cast.groups["open"])
    for number in range(3):
        brought(cast, f"Plan {number}.txt", folder=top)

    rows = Content.objects.bulk_create([
        Content(kind="document", group=cast.groups["open"], author=cast.member, title=f"Doc {n}", state="published", published_at=cast.items["open", "published"].published_at)
        for n in range(120)
    ])  # fmt: skip
    Details.objects.bulk_create(
        [Details(content_id=row.pk, folder=top, sort=verbs.sorted_by(row.title)) for row in rows]
    )
    client, seen, path = cast.client("outsider"), [], "/g/open/documents/"
    client.get(path)
    import re

    while path:
        with django_assert_max_num_queries(14):
            text = client.get(path).content.decode()
        seen += re.findall(r"<strong>((?:Doc|Plan) \d+)</strong>", text)
        more = re.search(r'href="(\?[^"]*after=\d+)"', text)
        path = "/g/open/documents/" + more[1].replace("&amp;", "&") if more else ""
    assert seen == [f"Doc {n}" for n in range(120)] + [f"Plan {n}" for n in range(3)]
    assert client.get("/g/open/documents/?after=999999999").status_code == 404
    assert client.get("/g/open/documents/?folder=999999999").status_code == 404
    assert client.get("/g/open/documents/?folder=x&sort=new").status_code == 404


def test_the_platform_page_shows_what_i_may_see(cast, document):
    for who in SIGNED_IN:
        text = cast.client(who).get("/documents/").content.decode()
        assert ("Jaarplan" in text) == (who in READERS["open"]), who


def test_an_empty_library_is_made_by_who_writes_not_by_who_looks(cast):
    for path in (
        "/g/open/documents/",
        "/g/open/documents/?sort=new",
        "/g/open/documents/zip/",
        "/documents/",
    ):
        cast.client("member").get(path)
    assert not Folder.objects.exists()
    sent = {"folder": "", "name": "Beleid"}
    assert cast.client("member").post("/g/open/documents/make/", sent).status_code == 302
    assert Folder.objects.count() == 2
