"""A folder of Markdown becomes a wiki: its tree, links, pictures, authors and history; again, it doubles nothing."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kring.core.activity.models import Event
from kring.core.content.models import Content, Revision
from kring.core.files.models import File
from kring.core.groups import verbs as groups
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.exchange.markdown import front, pages
from kring.exchange.markdown.folder import decoded
from kring.exchange.markdown.links import Links
from kring.exchange.markdown.naming import safe
from kring.exchange.markdown.taking import Wanted, take_in_folder
from kring.exchange.report import Report
from kring.kinds.wiki.tree import whole

ZONE = ZoneInfo("Europe/Amsterdam")
LONG = "as they are\n" * 20


@pytest.fixture
def somewhere(db):
    """A platform with Ann, who manages it, and Ben; and a group."""
    ann = people.arrive(
        name="Ann Writer", handle="ann", email="ann@example.org", password="a long secret", role="manager"
    )
    people.arrive(name="Ben Reader", handle="ben", email="ben@example.org", password="a long secret")
    return groups.start(ann, name="Docs", access="open")


def png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (30, 20), "red").save(buffer, "PNG")
    return buffer.getvalue()


def lay(root: Path, files: dict) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def take(root, group=None, **rest) -> Report:
    report = Report()
    take_in_folder(Wanted(root, group.slug if group else "", "ann", **rest), report)
    return report


def shape(group) -> str:
    def of(pages):
        return " ".join(p.title + (f"({of(p.pages)})" if p.pages else "") for p in pages)

    return of(whole(group.pk).top)


def test_folders_are_a_tree(tmp_path, somewhere):
    lay(
        tmp_path,
        {
            "README.md": "# All of it\n\nHello",
            "guide/index.md": "---\ntitle: The guide\nweight: 5\n---\nGuide",
            "guide/02-second-step.md": "x",
            "guide/01_first.md": "Heading\n=======\n\nx",
            "guide/10_tenth.md": "x",
            "bare/deep/leaf.md": "# Leaf *one*\nx",
            "node_modules/x.md": "no",
            ".hidden/x.md": "no",
        },
    )
    take(tmp_path, somewhere)
    assert shape(somewhere) == "All of it(The guide(Heading Second step Tenth) Bare(Deep(Leaf one)))"
    assert Content.objects.get(title="Leaf one").body == "<p>x</p>"
    section = Content.objects.get(title="Deep")
    assert section.data["section"] is True and "Leaf one</a>" in section.body


def test_links_pictures_and_files(tmp_path, somewhere):
    lay(
        tmp_path,
        {
            "index.md": '[a](docs/a.md#part-two) [b](docs/b) [c](./docs/) <a href="/docs/a.html">html</a> [x](../out.md) [gone](gone.md)'
            " [site](https://example.org/a.md) ![p](img/red%20one.png) [plan](docs/plan.pdf)\n\n`[code](docs/a.md)`",
            "docs/a.md": "# A\n\n## Part two\n\n[home](../index.md) [here](#part-two)",
            "docs/b.md": "# B\n\n[ref]\n\n[ref]: a.md 'A'\n",
            "docs/plan.pdf": b"%PDF-1.4 x",
            "img/red one.png": png(),
            "unused.bin": b"x",
        },
    )
    report = take(tmp_path, somewhere)
    home, a, b = (Content.objects.get(title=title) for title in ("Home", "A", "B"))
    docs = Content.objects.get(title="Docs")
    for link in (
        f'href="/c/{a.pk}/#s-part-two"',
        f'href="/c/{b.pk}/"',
        f'href="/c/{docs.pk}/"',
        f'href="/c/{a.pk}/"',
        "https://example.org/a.md",
    ):
        assert link in home.body, link
    assert "../out.md" not in home.body and "gone.md" not in home.body and ">gone</a>" in home.body
    assert "[code](docs/a.md)" in home.body
    assert (
        f'href="/c/{a.pk}/"' in b.body
        and f'href="/c/{home.pk}/"' in a.body
        and 'href="#s-part-two"' in a.body
    )
    assert sorted(File.objects.values_list("name", "content_id")) == [
        ("plan.pdf", home.pk),
        ("red one.png", home.pk),
    ]
    assert "<img" in home.body and "/plan.pdf" in home.body
    assert sum(report.notes.values()) == 2


def test_what_files_say_of_themselves(tmp_path, somewhere):
    lay(
        tmp_path,
        {
            "yaml.md": "---\nTitle: 'Yes'\nauthor: Ben Reader\ndate: 2024-03-01\ntags: Start, Basics\ndescription: In short\nreview: 2030-01-02\nkeeper: ben\n---\n# Another\n\nText",
            "toml.md": '+++\ntitle = "Toml"\nauthors = ["Nobody Here"]\ndate = 2024-03-01T10:00:00Z\nlastmod = "2024-04-01"\ndraft = true\nlang = "nl"\n+++\nx',
            "none.md": "---\n---\nx",
            "rule.md": "Text\n\n---\n\nmore",
        },
    )
    take(tmp_path, somewhere)
    yes = Content.objects.get(title="Yes")
    assert (yes.author.handle, yes.wiki.keeper.handle, str(yes.review_at)) == ("ben", "ben", "2030-01-02")
    assert yes.created_at == datetime(2024, 2, 29, 23, tzinfo=UTC)
    assert yes.body.startswith("<p><em>In short</em></p>") and ">Another</h2>" in yes.body
    assert sorted(yes.topics.values_list("name", flat=True)) == ["Basics", "Start"]
    toml = Content.objects.get(title="Toml")
    assert (toml.state, toml.language, toml.edited_at) == ("draft", "nl", None)
    nobody = Person.objects.get(name="Nobody Here")
    assert toml.author == nobody and not nobody.is_active and nobody.email is None
    assert Content.objects.get(title="None").author.handle == "ann"


def test_files_that_are_broken_are_named(tmp_path, somewhere):
    lay(
        tmp_path,
        {
            "nul.md": b"a\0b",
            "big.md": b"x" * (2 * 1024 * 1024 + 1),
            "latin.md": "café “x”".encode("cp1252"),
            "wide.md": "# Wijd\n\nüx".encode("utf-16"),
            "bom.md": b"\xef\xbb\xbf# Bom\n\nx",
            "head.md": "---\ntitle: [\n---\nStill here",
            "list.md": "---\n- a\n---\nAlso here",
            "bomb.md": "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\ntags: *c\ntitle: *c\n---\nBoom",
            "object.md": "---\ntitle: !!python/object/apply:os.system ['true']\n---\nNo",
            "empty.md": "",
        },
    )
    (tmp_path / "out.md").symlink_to("/etc/hostname")
    (tmp_path / "loop").symlink_to(tmp_path)
    report = take(tmp_path, somewhere)
    assert {place for place, _reason in report.reasons} == {"nul.md", "big.md", "out.md"}
    titles = set(Content.objects.filter(kind="wiki").values_list("title", flat=True))
    assert titles == {"Latin", "Wijd", "Bom", "Head", "List", "Bomb", "Object", "Empty"}
    assert "café “x”" in Content.objects.get(title="Latin").body
    assert sum(report.notes.values()) == 3


def git(root, *words, name="Ben Reader", email="ben@example.org", at="2024-03-01T10:00:00 +0000"):
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", email), ("DATE", at))
    }
    subprocess.run(
        ["git", "-C", str(root), *words],
        check=True,
        capture_output=True,
        env=os.environ | who | {"HOME": str(root)},
    )


def commit(root, words, **who):
    git(root, "add", "-A")
    git(root, "commit", "-qm", words, **who)


@pytest.fixture
def repository(tmp_path):
    if shutil.which("git") is None:
        pytest.skip("there is no git on this machine")
    root = lay(tmp_path / "repo", {"one.md": "# One\n\nFirst words", "docs/two.md": "# Two\n\nx"})
    git(root, "init", "-q")
    commit(root, "Begin")
    (root / "one.md").write_text("# One\n\nOther words")
    commit(
        root, "Better words", name="Cat Elsewhere", email="cat@example.com", at="2024-04-01T10:00:00 +0200"
    )
    git(root, "mv", "one.md", "docs/uno.md")
    commit(root, "Elsewhere", at="2024-05-01T10:00:00 +0000")
    (root / "docs" / "uno.md").write_text("# One\n\nLast words " + LONG + "[two](two.md)")
    commit(root, "Now", at="2024-06-01T10:00:00 +0000")
    return root


def test_history_becomes_versions(repository, somewhere):
    take(repository, somewhere)
    page = Content.objects.get(title="One")
    assert (page.author.handle, page.created_at.month, page.edited_at.month) == ("ben", 3, 6)
    found = [(v.author.name, v.note, v.body, v.created_at.month) for v in page.revisions.all()]
    assert found == [
        ("Cat Elsewhere", "Better words", "<p>Other words</p>", 4),
        ("Ben Reader", "Begin", "<p>First words</p>", 3),
    ]
    now = page.latest()
    assert (now.author.handle, now.note) == ("ben", "Now")
    assert not Revision.objects.filter(content__title="Two").exists()
    assert (
        Event.objects.filter(fanned_out_at=None)
        .exclude(verb__startswith="groups.")
        .exclude(verb__startswith="people.")
        .count()
        == 0
    )


def test_again_nothing_is_doubled(repository, somewhere):
    take(repository, somewhere)
    before = sorted(Content.objects.values_list("pk", "title", "version"))
    again = take(repository, somewhere)
    assert again.total("created") == again.total("updated") == 0
    assert sorted(Content.objects.values_list("pk", "title", "version")) == before
    git(repository, "mv", "docs/uno.md", "three.md")
    (repository / "three.md").write_text("# One\n\nLast words " + LONG + "[two](docs/two.md) and more")
    commit(repository, "Back", at="2024-07-01T10:00:00 +0000")
    (repository / "docs" / "README.md").write_text("# About the docs\n\nx")
    report = take(repository, somewhere)
    assert len(before) == Content.objects.count()
    page = Content.objects.get(title="One")
    assert "and more" in page.body and page.revisions.count() == 3 and page.parent is None
    assert Content.objects.filter(title="About the docs").exists() and report.total("updated") >= 2


def test_what_isn_t_committed_yet(repository, somewhere):
    (repository / "docs" / "uno.md").write_text("# One\n\nNot committed")
    take(repository, somewhere)
    page = Content.objects.get(title="One")
    assert "Not committed" in page.body
    assert page.revisions.count() == 3


def test_a_hostile_repository_runs_nothing(repository, somewhere, tmp_path):
    proof = tmp_path / "proof"
    hook = f"touch {proof}"
    for name in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "core.sshCommand",
        "gpg.program",
        "diff.x.textconv",
        "core.editor",
    ):
        git(repository, "config", name, hook)
    git(repository, "config", "log.showSignature", "true")
    (repository / ".gitattributes").write_text("*.md diff=x\n")
    take(repository, somewhere)
    assert not proof.exists()


def test_a_dry_run_writes_nothing(repository, somewhere):
    before = Content.objects.count(), Person.objects.count()
    report = take(repository, somewhere, dry=True)
    assert dict(report.rows())["content"][0] == 3
    assert (Content.objects.count(), Person.objects.count()) == before


def test_what_isn_t_there_is_said(tmp_path, somewhere):
    lay(tmp_path, {"a.md": "x"})
    for wanted in (
        Wanted(tmp_path / "no"),
        Wanted(tmp_path, group="no"),
        Wanted(tmp_path, author="nobody"),
        Wanted(lay(tmp_path / "empty", {"a.txt": "x"})),
    ):
        with pytest.raises(Refused):
            take_in_folder(wanted)


@given(st.text(alphabet="-+:\n ab[]{}&*!#'\"\t\x00é", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_head_is_read_or_refused(words):
    mark, head, text = front.split(f"---\n{words}\n---\nrest")
    try:
        front.read(mark, head, ZONE)
    except front.BadHead:
        pass
    assert text.endswith("rest") or not mark


@given(st.text(max_size=40), st.text(max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_address_is_turned_or_left(address, folder):
    import html

    links = Links({"a.md": "p/a.md", "": "p/"}, {"x.png"})
    body = links.turned(f'<a href="{html.escape(address)}">w</a>', folder)
    assert body.startswith("<a ") and body.endswith(">w</a>")


def test_names_and_first_headings():
    assert pages.named("docs/02-getting_started.md") == "Getting started"
    assert pages.named("docs/2024.md") == "2024"
    for source, title in (
        ("# A `b` [c](d) #\nx", "A b c"),
        ("\n\nTop\n===\nx", "Top"),
        ("x\n# no", "Page"),
        ("## two", "Page"),
    ):
        assert pages.parsed(source, "page.md", ZONE)[1] == title
    assert decoded(b"a\r\nb\rc") == "a\nb\nc"


@given(st.text(max_size=20), st.text(max_size=20))
def test_ids_are_safe_and_tell_apart(one, other):
    assert re.fullmatch(r"[A-Za-z0-9.:~-]*", safe(one))
    assert (safe(one) == safe(other)) == (one == other)
