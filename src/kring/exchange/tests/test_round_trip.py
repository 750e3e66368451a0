"""Out, into an empty platform, and out again: the same records."""

import pytest

from kring.exchange.tests.packages import corpus
from kring.exchange.tests.platforms import PACKAGES, difference, out_of_an_empty_platform
from kring.exchange.tests.tolerance import differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PACKAGES)
def test_a_real_package(name, tmp_path):
    """…and what goes out first is what came in, but for what the documentation names."""
    path = corpus(name)
    first = out_of_an_empty_platform(path, tmp_path / "first")
    assert not differences(path, tmp_path / "first")
    second = out_of_an_empty_platform(tmp_path / "first", tmp_path / "second.zip")
    assert not difference(first, second)
