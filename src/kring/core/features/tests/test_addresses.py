"""Addresses that were looked up once are those that Django makes."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kring.core.features.addresses import address


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1))
def test_numbers(id, comment_id):
    values = {"id": id, "comment_id": comment_id}
    assert address("comment", **values) == reverse("comment", kwargs=values)


@pytest.mark.parametrize("handle", ["anna", "a.b-c_d", "x" * 60, "1", "anna@home", "a~b"])
def test_words(handle):
    assert address("person", handle=handle) == reverse("person", kwargs={"handle": handle})


def test_no_values():
    assert address("home") == reverse("home")
