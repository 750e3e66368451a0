"""The judged questions are whole, and the figure is what it says."""

from collections import Counter

import pytest
import yaml

from bench.questions.judged import HERE, LANGUAGES, Judged, answer, gain, ndcg, whole


def rows(language: str) -> list[dict]:
    return yaml.safe_load((HERE / LANGUAGES[language]).read_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_judgement_has_its_reason(language):
    asked = rows(language)
    assert len(asked) >= 40 and max(Counter(row["ask"] for row in asked).values()) == 1
    for row in asked:
        assert row["why"] and row["sort"], row["ask"]
        keys = {line.partition(" = ")[0] for line in row["answers"]}
        grades = [answer(line, keys)[1] for line in row["answers"]]
        assert len(keys) == len(row["answers"]) and set(grades) <= {1, 2, 3}, row["ask"]
        assert row["sort"] == "nothing" or 3 in grades, row["ask"]


def test_five_questions_have_no_answer():
    assert sum(not row["answers"] for language in LANGUAGES for row in rows(language)) >= 5


def test_ndcg():
    one = Judged("x", "Dutch", "word", "", {"a": 3, "b": 1})
    assert ndcg(one, ["a", "b"]) == 1.0
    assert ndcg(one, ["a"]) == pytest.approx(7 / gain([3, 1]))
    assert 0 < ndcg(one, ["b", "a"]) < 1 and ndcg(one, ["c"]) == 0.0
    assert ndcg(one, [*"0123456789", "a"]) == 0.0
    nothing = Judged("x", "Dutch", "nothing", "", {})
    assert ndcg(nothing, []) == 1.0 and ndcg(nothing, ["a"]) == 0.0


def test_a_beginning_names_one():
    assert whole("ab", {"abc", "b"}) == "abc" and whole("abc", {"abc", "abcd"}) == "abc"
    with pytest.raises(LookupError):
        whole("a", {"abc", "abd"})
