"""Out, into an empty platform, and out again: the same records."""

import json
import time

import pytest
from django.db import transaction

from kring.exchange.export import send_out
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import corpus

PACKAGES = ("en-18f-hub", "en-ncar-threads", "en-peps", "en-polis", "en-publiccode", "nl-handboeken")


def records(path) -> list[str]:
    """All records of a package, whatever the order in which they stand there."""
    found = []
    for file in path.glob("*.jsonl"):
        found += [json.dumps(json.loads(line), sort_keys=True) for line in file.read_bytes().splitlines()]
    return sorted(found)


def out_of_an_empty_platform(package, to):
    """What goes out where only this came in; afterwards it is as it was."""
    with transaction.atomic():
        report = take_in(package)
        assert report.reasons == []
        t = time.time()
        r = send_out(to)
        print(package.name, r.total("written") / (time.time() - t), r.notes, report.notes)
        transaction.set_rollback(True)
    return records(to)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PACKAGES)
def test_a_real_package(name, tmp_path):
    first = out_of_an_empty_platform(corpus(name), tmp_path / "first")
    second = out_of_an_empty_platform(tmp_path / "first", tmp_path / "second")
    gone, new = [r for r in first if r not in set(second)], [r for r in second if r not in set(first)]
    print(len(first), len(gone), len(new))
    for a, b in list(zip(gone, new))[:3]:
        print("-", a[:1500])
        print("+", b[:1500])
    assert first == second
