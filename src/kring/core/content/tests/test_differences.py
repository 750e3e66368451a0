"""What changed between two texts: readable, well-formed, and quick however odd the texts are."""

import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.content import text
from kring.core.content.alignment import pairs, runs
from kring.core.content.differences import of_texts, of_words


def test_words_that_went_and_came():
    assert of_words("The town hall opens at nine", "The town hall closes at nine") == (
        "The town hall <del>opens</del><ins>closes</ins> at nine"
    )
    assert of_words("a <b>", "a <i>") == "a &lt;<del>b</del><ins>i</ins>&gt;"


def test_paragraphs():
    old = "<p>One stays</p><p>Two has five words here</p><p>Three goes away</p><p>Four stays</p>"
    new = "<p>One stays</p><p>Two has six words here</p><p>Four stays</p><p>Entirely fresh</p>"
    parts = of_texts(old, new)
    assert [part.how for part in parts] == ["same", "changed", "gone", "same", "new"]
    assert parts[1].html == "<p>Two has <del>five</del><ins>six</ins> words here</p>"
    assert parts[2].html == "<p><del>Three goes away</del></p>"
    assert parts[4].html == "<p><ins>Entirely fresh</ins></p>"


def test_what_nothing_happened_near_is_left_out():
    same = [f"<p>Paragraph {n}</p>" for n in range(20)]
    parts = of_texts("".join(same), "".join([*same, "<p>More</p>"]))
    assert [(part.how, part.count) for part in parts] == [("skipped", 19), ("same", 0), ("new", 0)]


def test_a_row_that_went_stays_within_its_list():
    parts = of_texts("<ul><li>one</li><li>two</li><li>three</li></ul>", "<ul><li>one</li><li>three</li></ul>")
    assert "<ul><del>" not in parts[0].html and "</li><del>" not in parts[0].html


pieces = st.lists(
    st.sampled_from(["<p>a b c</p>", "<p>a b d</p>", "<ul><li>x</li></ul>", "<ul><li>x</li><li>y</li></ul>", "<h2>q</h2>",
                     "<p><strong>a</strong> b &amp; c</p>", "<table><tbody><tr><td>1</td></tr></tbody></table>", "<hr>", "loose"]),
    max_size=8,
).map("".join)  # fmt: skip


@given(pieces, pieces)
def test_taking_the_marks_away_gives_the_newer_text(old, new):
    old, new = text.clean(old), text.clean(new)
    shown = " ".join(part.html for part in of_texts(old, new) if part.how != "gone")
    if "skipped" not in {part.how for part in of_texts(old, new)}:
        left = re.sub(r"<(li|td|dd|tr)><del>.*?</del></\1>|<del>.*?</del>", "", shown)
        assert text.plain(left).split() == text.plain(new).split()
    assert text.plain(text.clean(shown)) == text.plain(shown)


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_pairs_rise_and_runs_cover_both(a, b):
    found = pairs(a, b)
    assert all(a[i] == b[j] for i, j in found)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))
    parts = list(runs(a, b))
    assert [e for _, part, _ in parts for e in part] == a
    assert [e for _, _, part in parts for e in part] == b


@pytest.mark.parametrize("words", ["same", "random", "swapped"])
def test_a_megabyte_is_compared_in_seconds(words):
    dice = random.Random(1)
    if words == "same":
        old, new = "<p>a</p>" * 60_000, "<p>a</p>" * 60_001
    elif words == "random":
        old, new = (f"<p>{' '.join(dice.choices(['on', 'to', 'it', 'we'], k=160_000))}</p>" for _ in range(2))
    else:
        lines = [f"<p>line {n} of many</p>" for n in range(30_000)]
        old, new = "".join(lines), "".join(lines[15_000:] + lines[:15_000])
    began = time.perf_counter()
    assert of_texts(old, new)
    assert time.perf_counter() - began < 15
