"""A kind that owes outcomes, for these tests: updates, once their `is_open` is False."""

from dataclasses import replace

import pytest

from kring.core.content.models import Content
from kring.core.features import registry


@pytest.fixture
def updates_owe(monkeypatch):
    owing = replace(registry.kinds()["update"], owes=f"{__name__}:closed")
    monkeypatch.setitem(registry.kinds(), "update", owing)


def closed(ids) -> list[int]:
    return list(Content.objects.filter(pk__in=ids, is_open=False).values_list("pk", flat=True))


def close(content):
    Content.objects.filter(pk=content.pk).update(is_open=False)
    content.is_open = False
    return content
