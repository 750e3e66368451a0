"""Something of every feature goes out, comes into an empty platform, and goes out the same."""

import pytest
from django.db import transaction

from kring.exchange.export import send_out
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from tests import everything
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_every_kind_comes_back_the_same(tmp_path):
    from kring.core.features import registry

    with transaction.atomic():
        make_cast()
        everything.make()
        send_out(tmp_path / "first")
        transaction.set_rollback(True)
    first = records_of(tmp_path / "first")
    missing = set(registry.kinds()) - {record["kind"] for record in first if record["type"] == "content"}
    assert missing <= {"kudo", "apple"}, "nothing of these kinds stands in the pages of their features"
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
