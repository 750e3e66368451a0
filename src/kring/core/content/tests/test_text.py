"""HTML of an attacker comes out clean; what is clean stays as it is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.content import text

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<svg onload=alert(1)>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe src=https://evil.example></iframe>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed;inset:0">x</p>',
    '<form action="https://evil.example"><input name=password></form>',
    '<h2 id="csrfmiddlewaretoken">x</h2>',
    '<code class="language-x evil">x</code>',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    '<a href="/x" target="_blank" rel="opener">x</a>',
    "\x02abc:1\x03",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_come_out_clean(attack):
    for html in (text.clean(attack), text.from_markdown(attack), text.clean(f"<p>{attack}</p>")):
        low = html.lower()
        for bad in ("<script", "onerror=", "onload=", 'href="javascript', 'href="data:', "<iframe", "<style", "style=", "<form",
                    "<input", "csrfmiddlewaretoken", "evil\"", "target=", "\x02", "<svg", "<math"):  # fmt: skip
            assert bad not in low, (bad, html)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_cleaning_what_is_clean_changes_nothing(source):
    once = text.clean(source)
    assert text.clean(once) == once
    marked = text.from_markdown(source)
    assert text.clean(marked) == marked


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**a** _b_", "<p><strong>a</strong> <em>b</em></p>"),
        ("# Title", '<h2 id="s-title">Title</h2>'),
        ("# A\n\n# A", '<h2 id="s-a">A</h2>\n<h2 id="s-a-2">A</h2>'),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("![Map](https://elsewhere.example/x.png)",
         '<p><a href="https://elsewhere.example/x.png" rel="nofollow noopener">Map</a></p>'),
    ],
)  # fmt: skip
def test_markdown(source, html):
    assert text.from_markdown(source) == html


def test_a_plain_field_gives_back_what_it_was_given():
    source = "A **bold** word\n\n- one\n- two\n\n> said\n\n[link](https://example.org/)"
    html = text.from_markdown(source)
    assert text.from_markdown(text.to_markdown(html)) == html


def test_plain_text_keeps_its_lines_and_shows_its_signs():
    assert text.from_text("a < b\nc\n\nd") == "<p>a &lt; b<br>c</p><p>d</p>"


def test_an_excerpt_ends_at_a_word():
    words = text.excerpt("<p>" + "woord " * 100 + "</p>", 50)
    assert len(words) <= 50 and words.endswith("woord…")


@pytest.mark.parametrize(
    "source",
    [
        "hi @anna, ask @jan.de-vries about #open-source (#new)",
        "x<sub>2</sub> <u>u</u> <mark>m</mark> ~~s~~",
        "a \\<b> &amp;lt; c \\`d\\` \\@anna \\#topic \\*x\\*",
        "```py\nx = 1 < 2\n\n@a\n```",
        "- ☐ to do\n- ☑ done",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "## Heading\n\n1. one\n2. two",
    ],
)
def test_markdown_survives_the_way_there_and_back(source):
    html = text.from_markdown(source, names=True)
    assert text.from_markdown(text.to_markdown(html), names=True) == html


@given(st.lists(st.sampled_from([*ATTACKS, '<a data-person="1">@x</a>', "<a data-topic=x>#x</a>", "<pre><code class=language-x>y</code></pre>", "<ol start=3><li>",
                                 "<td>", "<figure><img src=/files/1/x>", "# @y", "`", "<dl><dt>"]), max_size=8))  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_whatever_is_there_can_be_edited_as_markdown(pieces):
    assert isinstance(text.to_markdown(text.clean("".join(pieces))), str)


def test_tasks_show_their_boxes():
    assert text.from_markdown("- [ ] a\n- [x] b") == "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>"


def test_names_are_links_only_where_they_are_asked_for_and_meant():
    for source in ("a@b.nl", "`@code`", "[@link](/x)", "<a href='/x'>@q</a>", "#1", "C#", "\\@x", "x/#y"):
        assert "data-" not in text.from_markdown(source, names=True), source
    assert "data-" not in text.from_markdown("@anna #topic")


@given(st.lists(st.sampled_from([*ATTACKS, "<p>", "</p>", "<table><tr><td>", "<li>", "<a href=/x data-person=5>", "<h1>", "</h1>",
                                 '<img alt="a>b" src=/files/1/x>', "<figure>", "<dl><dd>", "&lt;", "x", "]]>", "<![CDATA["]), max_size=12))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_cleaning_broken_markup_twice_is_cleaning_it_once(pieces):
    once = text.clean("".join(pieces))
    assert text.clean(once) == once
    assert not re.search(r"<(script|svg|math|iframe|style|form|input)|<[^>]* (on|style|srcdoc)", once)


@pytest.mark.parametrize(
    ("tag", "name"), [("a", "data-person"), ("a", "data-topic"), ("td", "colspan"), ("img", "width")]
)
def test_an_attribute_holds_only_what_it_is_for(tag, name):
    for value in ("x y", "1;drop", "<", "999999999", "' onclick='", "-1"):
        html = text.clean(f'<table><tr><td>a</td></tr></table><{tag} src="/files/1/a" {name}="{value}">x')
        assert f'{name}="' not in html or name.startswith("data-"), html


def test_empty_lines_at_the_ends_of_what_the_editor_sends():
    empty, between = "<p></p>\n<p> <br>&nbsp;</p>", "<p></p>" * 40_000
    assert (
        text.from_editor(f"{empty}<p>One</p>{between}<p>Two</p>{empty}") == f"<p>One</p>{between}<p>Two</p>"
    )
    assert text.from_editor(empty) == ""
