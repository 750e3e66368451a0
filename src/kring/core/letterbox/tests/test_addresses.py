from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kring.core.letterbox import addresses


class Row:
    def __init__(self, pk):
        self.pk = pk


def test_says_who_and_what():
    address = addresses.reply_to(Row(12), Row(3456))
    assert addresses.read(address) == (12, 3456)
    assert address.endswith("@reply.kring.test") and address.startswith("reply+")


@given(st.integers(1, 2**40), st.integers(1, 2**40), st.integers(0, 2**40))
def test_fits_and_survives_a_change_of_case(person, content, comment):
    address = addresses.reply_to(Row(person), Row(content), Row(comment) if comment else None)
    assert len(address.partition("@")[0]) <= 64
    found = addresses.opened(address.upper())
    assert (found.person_id, found.content_id, found.comment_id) == (person, content, comment)


@given(st.integers(0, 45), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_changed_letter_is_no_address(place, letter):
    address = addresses.reply_to(Row(12), Row(3456))
    local, _at, domain = address.partition("@")
    at = 6 + place % (len(local) - 6)
    other = local[:at] + letter + local[at + 1 :]
    if other[:-1] != local[:-1]:  # the last letter holds a few bits that mean nothing
        assert addresses.opened(f"{other}@{domain}") is None


@given(st.text(max_size=80))
def test_nonsense_is_no_address(words):
    assert addresses.read(words) is None
    assert addresses.read(f"reply+{words}@reply.kring.test") is None


def test_another_platform_made_it(settings):
    address = addresses.reply_to(Row(12), Row(3456))
    settings.SECRET_KEY = "another key"
    assert addresses.opened(address) is None


def test_holds_half_a_year(monkeypatch):
    address = addresses.reply_to(Row(12), Row(3456))
    later = timezone.now() + timedelta(days=181)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert addresses.read(address) is None
    assert addresses.opened(address).is_late


def test_one_mailbox_for_everything(one_mailbox):
    address = addresses.reply_to(Row(12), Row(3456))
    assert address.startswith("kring+") and address.endswith("@example.org")
    assert addresses.read(address) == (12, 3456)
    assert addresses.bounces() == "kring+bounces@example.org"
    assert addresses.group_part("Kring+Procurement@Example.org") == "procurement"
    assert addresses.group_part("somebody@example.org") == ""


def test_nothing_where_no_mail_comes_in(settings):
    import dataclasses

    settings.CONFIG = dataclasses.replace(settings.CONFIG, mail_in="")
    assert addresses.reply_to(Row(12), Row(3456)) == "" == addresses.bounces()


@pytest.mark.parametrize(
    "address", ["reply+@reply.kring.test", "reply+a@reply.kring.test", "@", "", "reply+aaaa@elsewhere.test"]
)
def test_no_address_of_ours(address):
    assert addresses.opened(address) is None
