"""What goes out, what stays behind, and where it goes."""

import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.models import Comment, Content, Revision
from kring.core.groups.models import Group
from kring.core.people import verbs as people
from kring.core.people.models import Invitation, LoginLink, Person, Session
from kring.exchange import export
from kring.exchange.export import send_out
from kring.exchange.interchange import PackageError, take_in
from kring.exchange.tests.packages import comment, content, everything, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


SAME = ("topics", "people", "experts", "members", "about", "marks", "comments", "revisions", "reactions")


def whole_platform() -> dict:
    """`everything`, without what an import alone knows and what follows from the rest."""
    return {name: rows for name, rows in everything().items() if name in SAME}


def test_what_was_made_here_comes_back(tmp_path):
    """The whole cast with all that it made goes into an empty platform and is the same there."""
    with transaction.atomic():
        cast = make_cast()
        Group.objects.filter(slug="open").update(welcome="<p>Hello</p>", archived_by=cast.host)
        people.edit(
            cast.member, working_days=[1, 2], start_date=timezone.localdate(), time_zone="Europe/Lisbon"
        )
        item = cast.items["open", "published"]
        item.pin(cast.host)
        item.edit(
            cast.member,
            title="Better",
            body=f'<p>See <a href="/c/{item.pk}/" rel="nofollow noopener">this</a></p>',
        )
        Content.objects.filter(state="bin").delete()
        Comment.objects.filter(deleted_at__isnull=False).delete()
        before = whole_platform()
        send_out(tmp_path / "one")
        transaction.set_rollback(True)
    one = records_of(tmp_path / "one")
    with transaction.atomic():
        assert take_in(tmp_path / "one").reasons == []
        after = whole_platform()
        assert (
            Revision.objects.exists()
            and Event.objects.filter(verb="content.pinned", actor__handle="host").exists()
        )
        assert Group.objects.get(slug="open").welcome == "<p>Hello</p>"
        assert Person.objects.get(handle="member").working_days == [1, 2]
        send_out(tmp_path / "two")
        transaction.set_rollback(True)
    assert not difference(one, records_of(tmp_path / "two"))
    for name in before:
        assert before[name] == after[name], name


def test_nothing_that_lets_somebody_in_goes_out(cast, tmp_path):
    people.set_password(cast.member, "correct horse battery")
    token = people.login_link(cast.member)
    cast.client("member").get("/")
    secrets = [
        token,
        Person.objects.get(pk=cast.member.pk).password,
        *Session.objects.values_list("session_key", flat=True),
    ]
    secrets += LoginLink.objects.values_list("token_hash", flat=True)
    secrets += Invitation.objects.values_list("token_hash", flat=True)
    send_out(tmp_path / "out")
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert len(secrets) > 3 and not [secret for secret in secrets if secret.encode() in written]
    assert b"password" not in written
    for path in [tmp_path / "out", *(tmp_path / "out").rglob("*.jsonl")]:
        assert not path.is_dir() or path.stat().st_mode & 0o077 == 0


def test_the_bin_and_words_that_were_taken_back_stay_behind(cast, tmp_path):
    comment = cast.comments["open", "published"]
    answer = Comment.objects.create(
        content=comment.content, author=cast.member, parent=comment, body="<p>An answer</p>"
    )
    Comment.objects.filter(pk=comment.pk).update(
        deleted_at=timezone.now(), deleted_by=cast.host, body="<p>regretted</p>"
    )
    send_out(tmp_path / "out")
    records = records_of(tmp_path / "out")
    binned = {f"-content-{item.pk}" for (_, state), item in cast.items.items() if state == "bin"}
    named = [r for r in records for v in r.values() if isinstance(v, str) and v.endswith(tuple(binned))]
    assert binned and not named
    assert "regretted" not in str(records) and "An answer" in str(records)
    gone = next(r for r in records if r["type"] == "comment" and r.get("deleted_at"))
    assert [r["parent"] for r in records if r.get("body") == answer.body] == [gone["id"]]


def test_one_group(cast, tmp_path):
    group = cast.groups["secret"]
    send_out(tmp_path / "out.zip", group=group)
    records = records_of(tmp_path / "out.zip")
    assert [r["slug"] for r in records if r["type"] == "group"] == ["secret"]
    handles = {r["handle"] for r in records if r["type"] == "person"}
    assert handles == {"host", "member"}
    others = [word for word, seen_by in cast.markers.items() if "guest" in seen_by or "outsider" in seen_by]
    words = str([r for r in records if r["type"] in ("content", "comment", "group")])
    assert not [word for word in others if word in words]
    assert len([r for r in records if r["type"] == "content"]) == 4  # all but what lies in the bin


def test_links_files_and_ids(tmp_path):
    records = [
        person("anna"), person("bob"),
        content("c1", body="![](files/notes.txt) and kring:@bob, [two](kring:c2#part)", topics=[]),
        content("c2", title="Two"), comment("m1", content="c2"),
    ]  # fmt: skip
    take_in(package(tmp_path / "in", *records, files={"notes.txt": b"words"}))
    first = Content.objects.get(title="")
    own = Content.objects.create(
        kind="update", group=first.group, author=first.author, state="published", published_at=timezone.now(),
        body=f'<p><a href="/c/{first.pk}/comments/99/">x</a> <a href="http://localhost:8000/c/{first.pk}/">y</a></p>',
    )  # fmt: skip
    send_out(tmp_path / "out")
    by_id = {r["id"]: r for r in records_of(tmp_path / "out") if r["type"] == "content"}
    assert set(by_id) > {"c1", "c2"} and len(by_id) == 3
    body = by_id["c1"]["body"]
    assert 'href="kring:@bob"' in body and "data-person" not in body and 'href="kring:c2#part"' in body
    assert by_id["c1"]["files"] == [{"path": "notes.txt", "name": "notes.txt"}]
    assert (tmp_path / "out/files/notes.txt").read_bytes() == b"words"
    mine = next(r for id, r in by_id.items() if id.endswith(f"-content-{own.pk}"))
    assert 'href="kring:c1"' in mine["body"] and "/comments/99/" in mine["body"]
    again = {r["id"] for r in out_again(tmp_path / "again") if r["type"] == "content"}
    assert again == set(by_id)


def out_again(to):
    send_out(to)
    return records_of(to)


def test_two_sources_do_not_mix(tmp_path):
    with transaction.atomic():
        for name in ("one", "two"):
            about = {"format": "kring-interchange", "version": 1, "source": name}
            mine = person("anna", email=f"{name}@example.org", name=name)
            take_in(package(tmp_path / name, mine, content("c1", title=name), about=about))
        send_out(tmp_path / "out")
        transaction.set_rollback(True)
    records = records_of(tmp_path / "out")
    found = {r["id"]: (r["title"], r["author"]) for r in records if r["type"] == "content"}
    assert found == {"one:c1": ("one", "one:anna"), "two:c1": ("two", "two:anna")}
    assert not difference(records, out_of_an_empty_platform(tmp_path / "out", tmp_path / "second"))


def test_unknown_things_are_given_back(tmp_path):
    records = [
        person("anna", phone="123"),
        content("c1", kind="survey", data={"options": [1]}, colour="red", topics=["gone"]),
        {"type": "ballot", "person": "anna", "content": "c1", "value": -1, "id": "v"},
    ]
    take_in(package(tmp_path / "in", *records))
    send_out(tmp_path / "out")
    by_type = {r["type"]: r for r in records_of(tmp_path / "out")}
    assert by_type["person"]["phone"] == "123"
    survey = by_type["content"]
    assert (survey["kind"], survey["data"], survey["colour"], survey["topics"]) == (
        "survey",
        {"options": [1]},
        "red",
        ["gone"],
    )
    assert by_type["ballot"] == records[2]


def test_where_something_else_stands_nothing_is_written(tmp_path):
    take_in(package(tmp_path / "in", person()))
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("mine")
    for place in ("home", "home/letter.txt"):
        with pytest.raises(PackageError, match="something else"):
            send_out(tmp_path / place, force=True)
    send_out(tmp_path / "out")
    with pytest.raises(PackageError, match="already"):
        send_out(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "out.zip")
    with pytest.raises(PackageError, match="other way round"):
        send_out(tmp_path / "out.zip", force=True)
    send_out(tmp_path / "new.zip")
    take_in(
        package(
            tmp_path / "more",
            person("bob"),
            about={"format": "kring-interchange", "version": 1, "source": "x"},
        )
    )
    send_out(tmp_path / "new.zip", force=True)
    with zipfile.ZipFile(tmp_path / "new.zip") as archive:
        assert archive.testzip() is None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "in", "more", "new.zip", "out.zip"]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_export_that_fails_leaves_nothing(tmp_path, monkeypatch, name):
    take_in(package(tmp_path / "in", person()))

    def breaks(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(export, "about", breaks)
    with pytest.raises(OSError, match="full"):
        send_out(tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


def test_a_file_that_is_gone_is_said(tmp_path):
    take_in(package(tmp_path / "in", person(), content(body="[x](files/x.txt)"), files={"x.txt": b"1"}))
    default_storage.delete(Content.objects.get().files.get().path)
    report = send_out(tmp_path / "out")
    assert list(report.notes) == ["a file isn't in the storage; left out"]


def test_its_own_export_is_not_taken_in(tmp_path):
    take_in(package(tmp_path / "in", person()))
    send_out(tmp_path / "out")
    with pytest.raises(PackageError, match="this platform itself"):
        take_in(tmp_path / "out")


def test_what_is_scheduled_stays_so(tmp_path):
    at = (timezone.now() + timedelta(days=9)).isoformat()
    take_in(
        package(
            tmp_path / "in",
            person(),
            content(state="scheduled", published_at=at),
            content("d", state="draft"),
        )
    )
    send_out(tmp_path / "out")
    states = {r["id"]: r["state"] for r in records_of(tmp_path / "out") if r["type"] == "content"}
    assert states == {"c1": "scheduled", "d": "draft"}
