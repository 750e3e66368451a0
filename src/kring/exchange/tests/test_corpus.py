"""Real content: all of it comes in, links lead somewhere, and a second time changes nothing."""

import re

import pytest

from kring.core.content.models import Content
from kring.core.content.repair import repair
from kring.exchange.interchange import take_in
from kring.exchange.loaders import loaders
from kring.exchange.tests.packages import corpus, everything

PACKAGES = ("en-18f-hub", "en-ncar-threads", "en-peps", "en-polis", "en-publiccode", "nl-handboeken")


@pytest.mark.django_db
@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_comes_in_whole_and_once(name):
    path = corpus(name)
    report = take_in(path)
    assert report.reasons == []
    assert report.total("created") + report.total("kept") == report.total("read")
    assert not any("isn't there" in note or "circle" in note for note in report.notes)
    bodies = list(Content.objects.values_list("body", flat=True))
    assert not [body for body in bodies if re.search(r'(?:href|src)="(?:kring:|files/)', body)]
    assert {**repair(), **{t: loader.repair() for t, loader in loaders().items()}}.keys()
    assert not any(repair().values())
    before = everything()
    again = take_in(path)
    assert again.total("unchanged") == again.total("read")
    assert everything() == before
