"""Platforms that hold one package only, and what goes out of them."""

import json
import zipfile
from collections import Counter
from pathlib import Path

from django.db import transaction

from kring.exchange.export import send_out
from kring.exchange.interchange import take_in

PACKAGES = ("en-18f-hub", "en-ncar-threads", "en-peps", "en-polis", "en-publiccode", "nl-handboeken")


def lines_of(package: Path) -> list[bytes]:
    if package.is_dir():
        return [line for file in sorted(package.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
    with zipfile.ZipFile(package) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jsonl")]
        return [line for name in names for line in archive.read(name).splitlines()]


def records_of(package: Path) -> list[dict]:
    return [json.loads(line) for line in lines_of(package)]


def canonical(record: dict) -> str:
    """A record as one string, whatever the order of its fields."""
    return json.dumps(record, sort_keys=True, ensure_ascii=False)


def out_of_an_empty_platform(package: Path, to: Path) -> list[dict]:
    """The records that go out where only this came in. Afterwards the platform is as empty as before."""
    with transaction.atomic():
        report = take_in(package)
        assert report.reasons == []
        send_out(to)
        transaction.set_rollback(True)
    return records_of(to)


def difference(first: list[dict], second: list[dict], most: int = 6) -> list[str]:
    """Records that stand in one and not in the other, some of them, to be read in a failure."""
    one, other = (Counter(map(canonical, records)) for records in (first, second))
    return [f"- {r[:2000]}" for r in (one - other)][:most] + [f"+ {r[:2000]}" for r in (other - one)][:most]
