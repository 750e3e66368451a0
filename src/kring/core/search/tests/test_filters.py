"""Filters, typed or chosen; sorting; pages; and whatever else somebody may type."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.content import verbs
from kring.core.content.models import Content, Topic
from kring.core.search import index
from kring.core.search.finding import beginning, find
from kring.core.search.parsing import day_of, parse
from kring.core.search.tests.everything import index_all, titles


@pytest.fixture
def sorted_out(cast):
    def post(who, group, kind, title, days=0):
        item = verbs.post(who, cast.groups[group], kind, title=title, body="<p>fietsen</p>")
        Content.objects.filter(pk=item.pk).update(published_at=timezone.now() - timedelta(days=days))
        index.write("content", [item.pk])
        return item

    post(cast.member, "open", "update", "nieuw")
    post(cast.host, "closed", "question", "vraag", days=40)
    old = post(cast.manager, "everyone", "update", "oud", days=400)
    topic = Topic.objects.create(slug="fiets", name="Fiets")
    old.topics.add(topic)
    index.write("content", [old.pk])
    index.write("topic", [topic.pk])
    return cast


def test_filters(sorted_out):
    cast = sorted_out
    month = (timezone.now() - timedelta(days=60)).date().isoformat()
    asked = {
        "fietsen": {"nieuw", "vraag", "oud"},
        "fietsen author:host": {"vraag"},
        "fietsen author:@host": {"vraag"},
        "fietsen author:nobody-there": set(),
        "fietsen group:closed": {"vraag"},
        "fietsen groep:open": {"nieuw"},
        "fietsen kind:question": {"vraag"},
        "fietsen kind:nonsense": set(),
        "fietsen topic:fiets": {"oud"},
        f"fietsen before:{month}": {"oud"},
        f"fietsen after:{month}": {"nieuw", "vraag"},
        f"fietsen after:{month} author:host kind:question": {"vraag"},
        "author:host kind:question": {"vraag"},
    }
    assert {words: set(titles(cast.member, words)) for words in asked} == asked
    assert titles(cast.outsider, "fietsen group:closed") == []
    assert set(titles(cast.member, "fietsen author:host", author="member")) == {"nieuw"}, (
        "what is chosen goes before"
    )
    assert titles(cast.member, "fietsen", sort="newest") == ["nieuw", "vraag", "oud"]


def test_counts_of_filters(sorted_out):
    choices = find(sorted_out.member, parse("fietsen")).choices
    assert {choice.value: choice.count for choice in choices["kind"]} == {"update": 2, "question": 1}
    assert {choice.value for choice in choices["author"]} == {"member", "host", "manager"}
    assert [choice.value for choice in choices["topic"]] == ["fiets"]
    assert {choice.value for choice in find(sorted_out.outsider, parse("fietsen")).choices["group"]} == {
        "open",
        "everyone",
    }


def test_pages(cast):
    for number in range(25):
        verbs.post(cast.member, cast.groups["open"], "update", title=f"tandem {number}", body="<p>x</p>")
    index_all()
    first, second = (find(cast.member, parse("tandem"), page) for page in (1, 2))
    assert (len(first.hits), first.next_page, len(second.hits), second.next_page, first.total) == (
        20,
        2,
        5,
        None,
        25,
    )
    assert not {hit.url for hit in first.hits} & {hit.url for hit in second.hits}


NASTY = (
    "", " ", '"', '""', '"open', "'", "NEAR(a b)", "a NEAR/3 b", "* OR *", "title:x", "{title} : x", "^x", "a AND", "NOT", "x* -", "-", "--",
    '-"', "\\", "%", "_", ":*", "a:b:c", "author:", "group::", "kind:' OR 1=1", "before:9999-99", "after:0000", "before:1-1", "(", "a & b | !c",
    "a <-> b", "\0", "😀", "😀 fiets", "日本語", "ß", "ﬁ", "x" * 10_000, "a " * 5_000, "'; DROP TABLE x; --", "author:\0", "before:2026-02-30",
)  # fmt: skip


def test_nothing_that_is_typed_breaks_it(cast):
    index_all()
    for typed in NASTY:
        for person in (cast.member, cast.guest):
            find(person, parse(typed))
            beginning(person, typed)


@given(st.text(max_size=60), st.integers(1, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nor_anything_else(cast, typed, page):
    find(cast.member, parse(typed), page)
    beginning(cast.member, typed)


def test_days():
    assert [str(day_of(text)) for text in ("2026", "2026-03", "2026-03-09", "2026-13", "soon", "")] == [
        "2026-01-01", "2026-03-01", "2026-03-09", "None", "None", "None"]  # fmt: skip
