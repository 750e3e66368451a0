"""The search page: found, narrowed, nothing; never more than one may see."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kring.core.content import verbs
from kring.core.content.models import Topic
from kring.core.features import verbs as switch
from kring.core.search import index
from kring.core.search.address import Asked, left_out
from kring.core.search.models import SearchTally


@pytest.fixture
def indexed(cast):
    """The cast's platform, with everything in the index."""
    from kring.core.content.models import Comment, Content
    from kring.core.files.models import File
    from kring.core.groups.models import Group
    from kring.core.people.models import Person

    for what, model in (("content", Content), ("comment", Comment), ("file", File), ("person", Person), ("group", Group), ("topic", Topic)):  # fmt: skip
        index.write(what, model.objects.values_list("pk", flat=True))
    return cast


def search(cast, who: str, **asked) -> str:
    return cast.client(who).get("/search/", asked).content.decode()


def titles(page: str) -> list[str]:
    found = re.findall(r'<div class="search-head"><h2><a href="[^"]*">(.*?)</a></h2>', page)
    return [unescape(re.sub("<.*?>", "", title)) for title in found]


def links(page: str, words: str) -> list[str]:
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [unescape(href) for href, label in found if words in re.sub("<.*?>", "", label)]


def test_nobody_is_asked_to_sign_in(indexed):
    assert indexed.client("nobody").get("/search/?q=x").status_code == 302


def results(page: str) -> str:
    """What was found, with the filters and their counts: without the words that one typed oneself."""
    controls = re.findall(r'<div class="menu-panel" role="group".*?</div>', page, re.DOTALL)
    return "".join([*re.findall(r'<article class="search-hit.*?</article>', page, re.DOTALL), *controls])


def hidden_words(cast) -> dict[str, set[str]]:
    """Words that some of the cast may not find, of every sort."""
    sorts = (
        "the text of the published item in",
        "the attachment in",
        "the topic of the item in",
        "the name of",
    )
    states = (
        "the text of the draft item in open",
        "the text of the bin item in open",
        "a comment on the published item in",
    )
    return {
        word: seen for word, seen in cast.markers.items() if cast.meaning[word].startswith(sorts + states)
    }


def test_each_of_the_cast_finds_what_they_may_read_and_nothing_else(indexed):
    for word, seen_by in hidden_words(indexed).items():
        meaning = indexed.meaning[word]
        for who in {"outsider", "guest", "member"}:
            shown = results(search(indexed, who, q=word))
            assert indexed.leaks(who, re.sub(r'href="[^"]*"', "", shown)) == [], (meaning, who)
            if "published" in meaning:
                assert ("search-hit" in shown) == (who in seen_by), (meaning, who)


def test_words_are_marked_and_said_where(indexed):
    verbs.post(
        indexed.member,
        indexed.groups["open"],
        "update",
        title="Nieuwe fietsenstalling",
        body="<p>Bij de fietsenstalling <b>komt</b> een hek.</p>",
    )
    item = indexed.groups["open"].contents.get(title="Nieuwe fietsenstalling")
    index.write("content", [item.pk])
    page = search(indexed, "outsider", q="fietsenstalling")
    assert titles(page) == ["Nieuwe fietsenstalling"]
    assert "<mark>" in page and indexed.member.name in page and "1 result" in page


def post(
    cast,
    title: str,
    body: str = "<p>x</p>",
    group: str = "open",
    kind: str = "update",
    who: str = "member",
    **fields,
):
    item = verbs.post(cast[who], cast.groups[group], kind, title=title, body=body, **fields)
    index.write("content", [item.pk])
    return item


def query(href: str) -> dict:
    return {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}


def test_filters_are_controls_with_counts_and_chips(indexed):
    topic = Topic.objects.create(slug="fietsen", name="Fietsen")
    for number in range(3):
        post(indexed, f"Fietspomp {number}", topics=[topic] if number else [])
    post(indexed, "Fietspomp elders", group="everyone", who="host")
    page = search(indexed, "member", q="fietspomp")
    assert len(titles(page)) == 4
    (href,) = [href for href in links(page, indexed.groups["open"].name) if href.startswith("/search/")]
    assert query(href) == {"q": "fietspomp", "group": indexed.groups["open"].slug}
    narrow = indexed.client("member").get(href).content.decode()
    assert sorted(titles(narrow)) == ["Fietspomp 0", "Fietspomp 1", "Fietspomp 2"]
    typed = search(indexed, "member", q="fietspomp author:host")
    assert titles(typed) == ["Fietspomp elders"]
    off = re.search(r'class="search-off" href="([^"]*)"', typed)[1]
    assert query(unescape(off)) == {"q": "fietspomp"}
    tagged = search(indexed, "member", q="topic:fietsen")
    assert sorted(titles(tagged)) == ["Fietspomp 1", "Fietspomp 2"]


@pytest.mark.parametrize(
    ("typed", "name", "left"),
    [("a author:x b", "author", "a b"), ("a AUTHOR:x", "author", "a"), ("author: x", "author", "author: x"),
     ("onderwerp:y a", "topic", "a"), ("kind:x kind:y", "kind", ""), ("time 10:30", "kind", "time 10:30")],
)  # fmt: skip
def test_a_filter_is_taken_out_of_what_was_typed(typed, name, left):
    assert left_out(typed, name) == left


def test_a_chosen_filter_replaces_a_typed_one():
    asked = Asked("fiets kind:news", {"sort": "newest"})
    assert query(asked.but(kind="question")) == {"q": "fiets", "kind": "question", "sort": "newest"}
    assert query(asked.but(kind="")) == {"q": "fiets", "sort": "newest"}


def test_pages_follow_each_other(indexed):
    for number in range(25):
        post(indexed, f"Grindpad {number:02}")
    first = search(indexed, "member", q="grindpad", sort="newest")
    assert len(titles(first)) == 20 and "25 results" in first
    following = (
        indexed.client("member")
        .get("/search/", {"q": "grindpad", "sort": "newest", "page": "2"})
        .content.decode()
    )
    assert len(titles(following)) == 5 and not set(titles(first)) & set(titles(following))
    for odd in ("0", "-1", "x", "99999", "٣"):
        assert indexed.client("member").get("/search/", {"q": "grindpad", "page": odd}).status_code == 200


def test_nothing_found_suggests_and_lets_one_ask(indexed):
    page = search(indexed, "member", q="zwembroekenbeleid kind:update")
    assert "Nothing was found" in page
    (ask,) = links(page, "Ask a question")
    assert query(ask) == {"kind": "question", "title": "zwembroekenbeleid"}
    assert "zwembroekenbeleid" in indexed.client("member").get(ask).content.decode()
    switch.switch_platform("questions", "off", indexed.manager)
    assert not links(search(indexed, "member", q="zwembroekenbeleid"), "Ask a question")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "%",
        "<b>",
        '"',
        "'",
        "é 😀",
        "-",
        "a" * 500,
        "author:",
        "group:no-such",
        "\0",
        "NEAR(a b)",
        "a AND OR",
    ],
)
def test_whatever_is_typed_is_answered(indexed, typed):
    page = search(indexed, "member", q=typed)
    assert "<h1" in page and "<b>" not in page


def test_where_one_was_lately_stands_on_the_empty_page(indexed):
    item = indexed.items["open", "published"]
    assert item.title not in search(indexed, "outsider")
    indexed.client("outsider").get(item.url)
    assert item.title in search(indexed, "outsider")
    item.to_bin(indexed.member)
    assert item.title not in search(indexed, "outsider")


def test_what_is_asked_is_counted_once_a_person_and_day_without_their_name(indexed):
    for _time in range(2):
        search(indexed, "member", q="Fietspomp lenen")
    search(indexed, "host", q="fietspomp  LENEN")
    search(indexed, "host", q="fietspomp lenen", kind="update")
    search(indexed, "host", q=indexed.member.name)
    search(indexed, "host", q="fietspomp lenen", page="2")
    assert sorted(SearchTally.objects.values_list("words", "nothing")) == [("fietspomp lenen", True)] * 2
    assert len(set(SearchTally.objects.values_list("who"))) == 2
