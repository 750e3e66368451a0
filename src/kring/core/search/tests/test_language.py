"""Dutch and English at once: one list of what a question finds, for both databases."""

from itertools import product

import pytest

from kring.core.content import verbs
from kring.core.search import index, vocabulary, words
from kring.core.search.engine import postgresql
from kring.core.search.finding import beginning, find
from kring.core.search.parsing import parse
from kring.core.search.tests.everything import titles

TEXTS = {
    "Verlof 2026": "Lees hier over de vakantieregeling en de vakantiedagen.",
    "Losse dagen": "Hoeveel vakantie dagen heb ik dit jaar nog?",
    "Overleg": "De vergadering van maandag is verplaatst, wij vergaderen voortaan in zaal twee.",
    "Lunch in het café": "Zoë trakteert, stuur een e-mail.",
    "Bicycle parking": "Where are the bicycles parked, and who is parking there?",
    "Visserij": "Afspraken over garnalenvisserij in de Waddenzee.",
    "Belasting": "Het belastingformulier moet voor mei terug zijn.",
    "Laptops": "Wie stopt met werken, levert de laptop en de sleutel weer in bij de balie.",
    "Jaarverslag": "Drie kinderen en een lid van de raad waren erbij.",
}
FINDS = {
    "vakantieregelingen": {"Verlof 2026"},
    "regeling": {"Verlof 2026"},
    "vakantie dagen": {"Verlof 2026", "Losse dagen"},
    "vakantiedagen": {"Verlof 2026", "Losse dagen"},
    "vergadering": {"Overleg"},
    "vergaderde": {"Overleg"},
    "vergaderign": {"Overleg"},
    "cafe": {"Lunch in het café"},
    "CAFÉ": {"Lunch in het café"},
    "zoe": {"Lunch in het café"},
    "email": {"Lunch in het café"},
    "e-mail": {"Lunch in het café"},
    "parked bicycle": {"Bicycle parking"},
    "bycicle": {"Bicycle parking"},
    "visserij": {"Visserij"},
    "garnalen": {"Visserij"},
    "formulier": {"Belasting"},
    '"zaal twee"': {"Overleg"},
    '"twee zaal"': set(),
    "vakantie -jaar": {"Verlof 2026"},
    "de": {"Verlof 2026", "Overleg", "Visserij", "Laptops", "Jaarverslag"},
    "laptop inleveren": {"Laptops"},
    "leveren": {"Laptops"},
    "werkt": {"Laptops"},
    "jaarverslagen": {"Jaarverslag"},
    "kind": {"Jaarverslag"},
    "leden": {"Jaarverslag"},
    "maandag xylofoon zaal": {"Overleg"},
    "xylofoon": set(),
}


@pytest.fixture
def texts(cast):
    for title, body in TEXTS.items():
        item = verbs.post(cast.member, cast.groups["open"], "update", title=title, body=f"<p>{body}</p>")
        index.write("content", [item.pk])
    return cast


def test_what_is_meant_is_found(texts):
    found = {asked: set(titles(texts.member, asked)) for asked in FINDS}
    assert {asked: found[asked] for asked, wanted in FINDS.items() if found[asked] != wanted} == {}


def test_a_slip_is_told_and_words_are_offered(texts):
    assert find(texts.member, parse("vergaderign")).meant == "vergadering"
    nothing = find(texts.member, parse("vergadering -maandag"))
    assert not nothing.hits
    assert find(texts.member, parse("bycicle kind:question")).similar == ["bicycle"]


def test_a_word_is_offered_to_who_could_have_read_it(texts):
    """Its stem in something else isn't enough, nor is that others read it."""
    body = "<p>Het sluitingsplan, de sluitingsplannen, en Kwartierstra.</p>"
    hidden = verbs.post(texts.member, texts.groups["secret"], "update", title="Ssst", body=body)
    plain = verbs.post(texts.member, texts.groups["open"], "update", title="Sluitingsplan", body="<p>x</p>")
    index.write("content", [hidden.pk, plain.pk])
    offered = {}
    for slip in ("sluitingsplanem", "sluitingsplannne", "kwartiersrta"):
        for who in ("member", "outsider", "guest"):
            found = find(texts[who], parse(f"{slip} kind:question"))
            offered[slip, who] = set(found.similar) | set(filter(None, [find(texts[who], parse(slip)).meant]))
    assert offered["sluitingsplanem", "member"] == {"sluitingsplannen", "sluitingsplan"}
    assert offered["sluitingsplanem", "outsider"] == {"sluitingsplan"}
    assert offered["sluitingsplannne", "member"] == {"sluitingsplannen"}
    assert offered["sluitingsplannne", "outsider"] == set()
    assert offered["kwartiersrta", "member"] == {"kwartierstra"}
    assert {words for (_slip, who), found in offered.items() if who == "guest" for words in found} == set()
    assert offered["kwartiersrta", "outsider"] == set()


def test_words_of_others_are_never_offered(texts):
    item = verbs.post(
        texts.member, texts.groups["secret"], "update", title="Reorganisatieplan", body="<p>ssst</p>"
    )
    index.write("content", [item.pk])
    assert titles(texts.member, "reorganistieplan") == ["Reorganisatieplan"]
    found = find(texts.outsider, parse("reorganistieplan"))
    assert (found.hits, found.meant, found.similar, found.choices["group"]) == ([], "", [], [])


def test_the_sentence_is_marked_and_escaped(texts):
    item = verbs.post(texts.member, texts.groups["open"], "update", title="<b>Tellen</b> & meten",
                      body="<p>Eerst iets anders. Dan <b>tellen</b> wij 1 &lt; 2 &amp; schrijven.</p>")  # fmt: skip
    index.write("content", [item.pk])
    hit = find(texts.member, parse("tellen")).hits[0]
    assert str(hit.title) == "&lt;b&gt;<mark>Tellen</mark>&lt;/b&gt; &amp; meten"
    assert "<mark>tellen</mark> wij 1 &lt; 2 &amp; schrijven" in hit.snippet


def test_the_palette_finds_by_beginnings(texts):
    index.write("person", [texts.outsider.pk])
    assert [hit.content.title for hit in beginning(texts.member, "lunch in het caf")] == ["Lunch in het café"]
    assert [hit.person for hit in beginning(texts.member, "outsid")] == [texts.outsider]
    assert beginning(texts.nobody, "lunch") == []


def test_distance():
    pairs = {
        ("vergaderign", "vergadering"): 1,
        ("fiets", "fietsen"): 2,
        ("abc", "abc"): 0,
        ("kaart", "krat"): 2,
    }
    assert {pair: vocabulary.distance(*pair, most=2) for pair in pairs} == pairs
    assert vocabulary.distance("fiets", "wandeling", most=2) == 3


def test_a_word_of_a_whole_text_is_looked_at_once():
    """Who indexes does so for everybody, in their turn."""
    assert words.joined(f"e-mail {'a' * 200_000} zo’n") == ["email", "zon"]


def test_a_text_of_the_longest_words_is_not_too_much_for_postgresql():
    """A sign may stand for ten letters, so that a text becomes much longer than it was."""
    body = words.of(
        " ".join("".join(signs) + "㌖㌖" for signs in product("㌀㌖㌢㌳㌍㍇㌫㍍㌻㍑㌔㌃", repeat=4))
    )
    assert len(" ".join(body)) > 700_000
    row = postgresql.row(["title"], body, [], ["wcontent", "xo"])
    assert len(row) < 2**20 and "'=wcontent' '=xo' 'title':1A" in row and not row.endswith("'~")
