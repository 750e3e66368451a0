"""The table of contents: from clean HTML, for long texts only."""

from hypothesis import given
from hypothesis import strategies as st

from kring.core.content import text, toc

LONG = "<p>" + "word " * 400 + "</p>"


def test_headings_with_their_levels():
    body = text.clean("<h3>One</h3>" + LONG + "<h4>Two <em>and</em> a half</h4><h3>One</h3><h3> </h3>")
    assert toc.contents(body) == [
        toc.Part("s-one", "One", 1),
        toc.Part("s-two-and-a-half", "Two and a half", 2),
        toc.Part("s-one-2", "One", 1),
    ]


def test_short_texts_and_few_headings_have_none():
    assert toc.contents(text.clean("<h2>a</h2><h2>b</h2><h2>c</h2>")) == []
    assert toc.contents(text.clean("<h2>a</h2><h2>b</h2>" + LONG)) == []
    assert toc.contents("") == []


@given(st.lists(st.tuples(st.integers(1, 6), st.text(max_size=20))))
def test_every_line_leads_to_a_heading_of_the_text(headings):
    body = text.clean(LONG + "".join(f"<h{n}>{words}</h{n}>" for n, words in headings))
    parts = toc.contents(body)
    assert all(f'id="{part.id}"' in body and 1 <= part.level <= 3 for part in parts)
    assert len({part.id for part in parts}) == len(parts)
