"""The table says what the pages of a group with a lot took."""

import pytest

from bench.full.__main__ import HOW, report


@pytest.mark.parametrize("few", [2.0, 20.0])
def test_the_table(few):
    pages = [
        {"page": page, "few": few, "many": few * 1.5, "few_queries": 9, "many_queries": 10} for page in HOW
    ]
    text = report("sqlite", {"pages": pages, "few": 25, "many": {"ideas": 2000}})
    assert "2,000 ideas" in text
    assert text.count("| 1.50 | 9 / 10 |") == len(HOW)
