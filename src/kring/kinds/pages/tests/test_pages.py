"""Pages: who makes them, their blocks, versions, what each reader sees of them, and groups that open on one."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kring.core.activity import fanout
from kring.core.content import verbs as posting
from kring.core.content.models import Content, Draft
from kring.core.features import verbs as switch
from kring.core.files.models import File
from kring.core.refused import Refused
from kring.exchange.tests.packages import content, group, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.kinds.pages import layout, verbs
from kring.kinds.pages.models import PageLayout
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db
TEXT = {"type": "text", "html": "<p>Marigold street is closed.</p>"}
HOSTS = {"type": "people", "title": "Ask us", "of": "hosts", "people": []}
LATEST = {"type": "latest", "title": "", "kind": "news", "where": "all", "count": 5}
LINKS = {"type": "buttons", "buttons": [{"label": "Rules", "url": "/c/1/"}]}
SECTION = {"type": "section", "title": "Who we are", "columns": 2}


def page(cast, *blocks, group="open", who="host", title="Welcome"):
    made = posting.post(cast[who], cast.groups[group], "page", title=title, body="<p>Come in.</p>")
    verbs.lay_out(made, cast[who], list(blocks))
    return Content.objects.get(pk=made.pk)


def picture() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "PNG")
    return SimpleUploadedFile("square.png", made.getvalue(), "image/png")


def typed(**fields):
    return {"kind": "page", "title": "Welcome", "body": "Come in.", **fields}


def test_hosts_and_managers_make_them(cast):
    group = cast.groups["open"].pk
    for who, status in {"host": 302, "member": 404, "outsider": 404, "guest": 404, "manager": 422}.items():
        assert cast.client(who).post("/new/", typed(group=group)).status_code == status, who
    everyone = cast.groups["everyone"].pk
    assert cast.client("manager").post("/new/", typed(group=everyone)).status_code == 302
    for who in ("member", "guest", "outsider"):
        with pytest.raises(Refused):
            posting.post(
                cast[who], cast.groups["project" if who == "guest" else "everyone"], "page", title="No"
            )


def test_a_form_with_every_block(cast):
    fields = typed(group=cast.groups["open"].pk, blocks=["", "b1", "b2", "b3", "b4", "b5", "b6", "b7"])
    fields |= {
        "b1-type": "text",
        "b1-html": "Ask **@host**.",
        "b2-type": "picture",
        "b2-alt": "A square",
        "b2-caption": "Teal",
    }
    fields |= {
        "b2-uploads": picture(),
        "b3-type": "section",
        "b3-title": "Who",
        "b3-columns": "3",
        "b4-type": "people",
        "b4-of": "chosen",
    }
    fields |= {"b4-people": f"{cast.member.name}, @outsider", "b5-type": "files", "b5-title": "Forms"}
    fields |= {
        "b5-uploads": SimpleUploadedFile("form.txt", b"fill in"),
        "b6-type": "latest",
        "b6-kind": "news",
        "b6-where": "all",
    }
    fields |= {"b6-count": "3", "b7-type": "buttons", "b7-label_0": "Out", "b7-url_0": "https://example.org/x"}  # fmt: skip
    answer = cast.client("host").post("/new/", fields)
    assert answer.status_code == 302, answer.text[-3000:]
    made = Content.objects.get(kind="page")
    assert [
        block["type"] for block in made.blocks
    ] == "text picture section people files latest buttons".split()
    assert set(made.blocks[3]["people"]) == {cast.member.pk, cast.outsider.pk}
    assert set(File.objects.filter(content=made).values_list("name", flat=True)) == {
        "square.webp",
        "form.txt",
    }
    shown = cast.client("outsider").get(f"/c/{made.pk}/").text
    for words in ("A square", "Teal", "form.txt", cast.member.name, 'href="https://example.org/x"', "laid-3"):
        assert words in shown, words
    edit = cast.client("host").get(f"/c/{made.pk}/edit/").text
    assert edit.count('class="block-item"') == 7 + 7  # and an empty one of each type
    again = {n: v for n, v in fields.items() if "uploads" not in n and n != "group"} | {
        "b2-files": made.blocks[1]["file"]
    }
    again |= {
        "b5-files": made.blocks[4]["files"],
        "b5-without": made.blocks[4]["files"],
        "blocks": ["", "b2", "b5", "b1"],
    }
    assert cast.client("host").post(f"/c/{made.pk}/edit/", again).status_code == 302
    forget()
    assert [block["type"] for block in Content.objects.get(pk=made.pk).blocks] == ["picture", "text"]
    assert "@host" not in cast.client("host").get(f"/c/{made.pk}/").text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (
            {"b1-type": "buttons", "b1-label_0": "x", "b1-url_0": "javascript:alert(1)"},
            "begins with https://",
        ),
        ({"b1-type": "buttons", "b1-label_0": "x", "b1-url_0": "//evil.example"}, "begins with https://"),
        ({"b1-type": "buttons", "b1-url_0": "/g/"}, "needs words"),
        ({"b1-type": "people", "b1-of": "chosen", "b1-people": "@nosuch"}, "@nosuch"),
        ({"b1-type": "people", "b1-of": "chosen"}, "Say who"),
        ({"b1-type": "latest", "b1-kind": "nosuch", "b1-where": "all", "b1-count": "5"}, "nosuch"),
        ({"b1-type": "latest", "b1-kind": "news", "b1-where": "all", "b1-count": "9999"}, "10"),
        ({"b1-type": "section", "b1-columns": "99"}, "99"),
        ({"b1-type": "text", "b1-html": "x" * 60_000}, "50000"),
    ],
)
def test_what_no_block_holds(cast, fields, why):
    given = typed(group=cast.groups["open"].pk, blocks=["", "b1"], **fields)
    answer = cast.client("host").post("/new/", given)
    assert answer.status_code == 422
    assert why in answer.text
    assert not Content.objects.filter(kind="page").exists()


def test_a_text_file_is_no_picture_and_somebody_elses_file_is_nobodys(cast):
    given = typed(group=cast.groups["open"].pk, blocks=["b1"], **{"b1-type": "picture"})
    wrong = {**given, "b1-uploads": SimpleUploadedFile("a.txt", b"words")}
    assert cast.client("host").post("/new/", wrong).status_code == 422
    theirs = cast.files["secret"].pk
    assert (
        cast.client("host").post("/new/", given | {"b1-files": [str(theirs), "x", "9" * 30]}).status_code
        == 302
    )
    assert Content.objects.get(kind="page").blocks == []
    assert File.objects.get(pk=theirs).content_id != Content.objects.get(kind="page").pk


@pytest.mark.parametrize("blocks", [None, "x", [None, 1, {}, {"type": []}, {"type": "text"}, {"type": "nosuch"}],
    [{"type": "picture", "file": "1"}, {"type": "files", "files": [True, "x", -1]}, {"type": "latest", "kind": "../x"}],
    [{"type": "people", "of": "chosen", "people": [{}]}, {"type": "buttons", "buttons": [{"label": 1, "url": 2}, 3]}],
    [{"type": "text", "html": "<script>alert(1)</script>"}]])  # fmt: skip
def test_nothing_is_left_of_nonsense(blocks):
    assert layout.clean(blocks) == []


def test_buttons_between_blocks_work_without_script(cast):
    client = cast.client("host")
    token = "0e7cbd5e-8e8d-4d29-b0a1-d8a3c1b1a111"
    fields = {"kind": "page", "title": "", "token": token, "blocks": [""]}
    for do, order in (
        ("add:text", "b1"), ("add:people", "b1 b2"), ("up:b2", "b2 b1"), ("up:b2", "b2 b1"),
        ("down:b2", "b1 b2"), ("remove:b1", "b2"), ("remove:b9", "b2"), ("nonsense", "b2"),
    ):  # fmt: skip
        answer = client.post("/pages/arrange/", {**fields, "do": do})
        assert answer.status_code == 302, do
        draft = Draft.objects.get(person=cast.host)
        assert " ".join(draft.fields["blocks"]).split() == order.split(), do
        fields = {**draft.fields, "token": token}
        shown = client.get(answer["Location"].partition("#")[0])
        assert shown.status_code == 200
        assert [f'id="block-{key}"' in shown.text for key in order.split()] == [True] * len(order.split())
    assert client.post("/pages/arrange/", {"do": "add:text"}).status_code == 404


def test_arranging_a_page_that_is_there(cast):
    made = page(cast, TEXT, HOSTS)
    for who in SIGNED_IN:
        answer = cast.client(who).post(
            f"/pages/arrange/?content={made.pk}",
            {"title": "x", "blocks": ["", "b1"], "b1-type": "text", "do": "add:text"},
        )
        assert answer.status_code == {"host": 302, "manager": 302, "guest": 404}.get(who, 403), who
    assert cast.client("host").post("/pages/arrange/?content=nonsense").status_code == 404
    assert 'id="block-b2"' in cast.client("host").get(f"/c/{made.pk}/edit/").text
    assert Content.objects.get(pk=made.pk).blocks == [TEXT, HOSTS]  # only a draft has changed


def test_a_version_keeps_its_blocks(cast):
    made = page(cast, TEXT)
    verbs.lay_out(made, cast.manager, [LINKS])
    assert verbs.lay_out(made, cast.manager, [LINKS]) is False
    first = made.revisions.order_by("pk").last()
    assert "Marigold" in first.body
    assert "Marigold" in cast.client("outsider").get(f"/c/{made.pk}/history/{first.pk}/").text
    assert "Rules" in cast.client("host").get(f"/c/{made.pk}/history/compare/").text
    assert cast.client("host").post(f"/c/{made.pk}/history/{first.pk}/go-back/").status_code == 302
    back = Content.objects.get(pk=made.pk)
    assert back.blocks == [TEXT] and back.body == "<p>Come in.</p>"


def test_each_reader_sees_their_own_latest_and_whom_they_may(cast):
    words = [
        cast.word(f"news in {slug}", who)
        for slug, who in (("secret", {"host", "member"}), ("open", {"host", "member", "outsider", "manager"}))
    ]
    for slug, word in zip(("secret", "open"), words, strict=True):
        posting.post(cast.host, cast.groups[slug], "news", title=word)
    made = page(
        cast, SECTION, LATEST, HOSTS, {**HOSTS, "of": "chosen", "people": [cast.guest.pk, cast.outsider.pk]}
    )
    for who in SIGNED_IN:
        answer = cast.client(who).get(f"/c/{made.pk}/")
        assert cast.leaks(who, answer.text) == [], who
    assert words[0] in cast.client("member").get(f"/c/{made.pk}/").text
    assert words[1] in cast.client("outsider").get(f"/c/{made.pk}/").text
    inside = page(cast, LATEST, {**HOSTS, "of": "chosen", "people": [cast.outsider.pk]}, group="project")
    assert cast.leaks("guest", cast.client("guest").get(f"/c/{inside.pk}/").text) == []


def test_lists_on_a_page_cost_the_same_however_many(cast, django_assert_max_num_queries):
    for number in range(8):
        posting.post(cast.host, cast.groups["open"], "news", title=f"News {number}")
    one, many = page(cast, LATEST, HOSTS), page(cast, *[LATEST, HOSTS, {**LATEST, "title": "Again"}] * 5)

    def queries(item) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        cast.client("member").get(f"/c/{item.pk}/")
        with CaptureQueriesContext(
            connection,
        ) as found:
            cast.client("member").get(f"/c/{item.pk}/")
        return len(found)

    assert queries(many) == queries(one)


def test_a_group_opens_on_its_page(cast):
    made, group = page(cast, TEXT), cast.groups["open"]
    for who in ("member", "outsider", "guest"):
        assert cast.client(who).post(f"/c/{made.pk}/home/").status_code in (403, 404), who
    assert cast.client("host").post(f"/c/{cast.items['open', 'published'].pk}/home/").status_code == 403
    assert cast.client("host").post(f"/c/{made.pk}/home/").status_code == 302
    for who in ("host", "member", "outsider", "manager"):
        opened = cast.client(who).get("/g/open/").text
        assert "Marigold" in opened and 'href="/g/open/stream/"' in opened, who
        assert "Marigold" not in cast.client(who).get("/g/open/stream/").text.split('id="stream"')[0]
        assert cast.leaks(who, opened) == []
    assert "Marigold" not in cast.client("guest").get("/g/open/").text
    other = page(cast, title="Another")
    verbs.make_home(other, cast.host)
    assert PageLayout.objects.filter(home_of=group).get().content_id == other.pk
    other.to_bin(cast.host)
    assert "/g/open/stream/" not in cast.client("member").get("/g/open/").text
    verbs.make_home(made, cast.host)
    cast.client("host").post(f"/c/{made.pk}/home/", {"stop": "1"})
    assert not PageLayout.objects.filter(home_of__isnull=False).exists()


def test_search_finds_words_in_blocks(cast):
    made = page(cast, TEXT, LINKS)
    while fanout.sweep():
        pass
    assert f"/c/{made.pk}/" in cast.client("outsider").get("/search/?q=marigold").text
    assert f"/c/{made.pk}/" in cast.client("outsider").get("/search/?q=rules").text
    verbs.lay_out(made, cast.host, [])
    while fanout.sweep():
        pass
    assert f"/c/{made.pk}/" not in cast.client("outsider").get("/search/?q=marigold").text


def test_blocks_go_out_and_come_in_with_what_they_name(tmp_path):
    blocks = [
        TEXT,
        SECTION,
        {"type": "people", "title": "", "of": "chosen", "people": [0, 1]},
        {"type": "buttons", "buttons": [{"label": "There", "url": "content:0"}]},
        {"type": "picture", "file": 0, "alt": "A square", "caption": ""},
        LATEST,
    ]
    data = {"blocks": blocks, "people": ["bram", "carla"], "contents": ["c2"], "home": True}
    files = [{"path": "a/square.png", "name": "square.png"}]
    said = content("c1", kind="page", title="Welcome", group="g", data=data, files=files)
    others = (person(), person("bram"), person("carla"), group("g"), content("c2"))
    path = package(tmp_path / "in", said, *others, files={"a/square.png": picture().read()})
    first = out_of_an_empty_platform(path, tmp_path / "first")
    record = next(one for one in first if one["type"] == "content" and one["id"] == "c1")
    assert record["data"] == data
    assert difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second")) == []


def test_of_a_kind_that_is_off_nothing_is_shown(cast):
    made = page(cast, {**LATEST, "title": "What is new"})
    assert "What is new" in cast.client("member").get(made.url).text
    switch.switch_platform("news", "off", cast.manager)
    forget()
    shown = cast.client("member").get(made.url)
    assert shown.status_code == 200 and "What is new" not in shown.text
    switch.switch_platform("pages", "off", cast.manager)
    forget()
    assert cast.client("member").get(made.url).status_code == 404
