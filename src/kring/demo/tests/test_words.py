"""Dates, mentions and lines in the words of the data files."""

from datetime import datetime

import pytest

from kring.demo.clock import ZONE, Clock
from kring.demo.words import unwrapped, written

CLOCK = Clock(datetime(2026, 11, 20, 18, tzinfo=ZONE))
PEOPLE = {"lies": {"name": "Lies Mulder", "handle": "host"}}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Het feest is op {{w-1}}.", "Het feest is op maandag 23 november."),
        ("Tot {{w-1|dag}}", "Tot maandag"),
        ("Vanaf {{w-1|kort}}", "Vanaf 23 november"),
        ("{{w-1|dag}} soep", "Maandag soep"),
        ("Kom. {{w-1|dag}} soep", "Kom. Maandag soep"),
        ("Vraag @lies", "Vraag [@Lies Mulder](kring:@host)"),
        ("Stuur het naar post@lies.example.org", "Stuur het naar post@lies.example.org"),
    ],
)
def test_dutch(told, said):
    assert written(told, CLOCK, PEOPLE) == said


def test_english():
    assert written("See you on {{w-1}}", CLOCK, PEOPLE, "en") == "See you on Monday 23 November"


def test_a_wrapped_paragraph_is_one_line_and_the_rest_stays():
    told = "Een alinea\nop twee regels.\n\n1. een\n   nog een\n2. twee\n\n> van\n> iemand\n\n| a |\n| --- |\n| b |\n\n```\nx\ny\n```"
    said = "Een alinea op twee regels.\n\n1. een nog een\n2. twee\n\n> van iemand\n\n| a |\n| --- |\n| b |\n\n```\nx\ny\n```"
    assert unwrapped(told) == said
