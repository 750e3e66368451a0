"""Forms of Dutch words that their stems miss; what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.search import expanding, forms, wording
from kring.core.search.models import Term
from kring.core.search.parsing import parse

KNOWN = set(
    """levert leveren lever dag dagen vakantiedag vakantiedagen wet weten kop kopen plan plant planten verslag verslagen
    werk werken werkt kind kinderen lid leden star start staren hart haren par part paren""".split()
)


OTHERS = {
    "levering": {"leveren", "levert", "lever"},
    "geleverd": {"leveren", "levert", "lever"},
    "levert": {"leveren", "lever"},
    "vakantiedag": {"vakantiedagen"},
    "dagen": {"dag"},
    "werk": {"werkt", "werken"},
    "verslag": {"verslagen"},
    "kinderen": {"kind"},
    "leden": {"lid"},
}


def test_forms():
    assert {word: forms.of(word, KNOWN) for word in OTHERS} == OTHERS


@pytest.mark.parametrize("word", ["wet", "kop", "plan", "star", "hart", "part", "2026"])
def test_other_words_are_no_forms(word):
    assert forms.of(word, KNOWN) == set()


@given(st.text("abdeghilnrst", min_size=1, max_size=12))
def test_all_forms_were_looked_up(word):
    assert forms.of(word, forms.possible(word)) <= forms.possible(word)


def test_compounds_and_words_apart(db):
    texts = (
        "vakantieregeling",
        "regeling",
        "vakantie",
        "vakantiedagen",
        "ontregeling",
        "dagen",
        "xregelingx",
    )
    Term.objects.bulk_create(Term(word=word, backwards=word[::-1], documents=2, titles=1) for word in texts)
    looked_for = wording.plainly(parse("regeling vakantie dagen"))
    expanding.widen(looked_for)
    regeling, vakantie, dagen = looked_for.wanted
    assert "vakantieregeel" in regeling.wider and "xregelingx" not in regeling.wider
    assert not any(stem.startswith("ontregel") for stem in regeling.wider), "“ont” is no word here"
    assert "vakantiedaag" in vakantie.wider and "vakantiedaag" in looked_for.joined[1, 2]
    assert regeling.rarity > vakantie.rarity > 0, "in fewer documents"
    assert dagen.documents > 0
    whole = wording.plainly(parse("vakantieregeling"))
    expanding.widen(whole)
    assert whole.wanted[0].parts == ("vakantie", "regeling")
