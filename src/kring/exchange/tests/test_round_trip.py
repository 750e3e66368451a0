"""Out, into an empty platform, and out again: the same records."""

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.exchange.export import send_out
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import corpus, package
from kring.exchange.tests.platforms import PACKAGES, difference, out_of_an_empty_platform, records_of
from kring.exchange.tests.tolerance import differences
from kring.exchange.tests.worlds import FILES, packages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PACKAGES)
def test_a_real_package(name, tmp_path):
    """…and what goes out first is what came in, but for what the documentation names."""
    path = corpus(name)
    first = out_of_an_empty_platform(path, tmp_path / "first")
    assert not differences(path, tmp_path / "first")
    second = out_of_an_empty_platform(tmp_path / "first", tmp_path / "second.zip")
    assert not difference(first, second)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=packages("one"), two=st.none() | packages("two: odd"))
def test_any_platform(one, two):
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        with transaction.atomic():
            for number, drawn in enumerate(filter(None, (one, two))):
                records, about = drawn
                take_in(package(here / f"in{number}", *records, about=about, files=FILES))
            send_out(here / "first.zip")
            transaction.set_rollback(True)
        second = out_of_an_empty_platform(here / "first.zip", here / "second")
        assert not difference(records_of(here / "first.zip"), second)
