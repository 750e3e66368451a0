"""What people look for: shown to managers only, where several asked, and without who they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.search import tally
from kring.core.search.models import SearchTally


def asked(words: str, people: int, nothing: bool = True, ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=ago)
    SearchTally.objects.bulk_create(
        SearchTally(day=day, words=words, who=f"{words[:8]}{number}", nothing=nothing)
        for number in range(people)
    )


def test_only_managers_see_it(cast):
    assert cast.statuses("get", "/manage/searches/") == {
        "manager": 200, "host": 404, "member": 404, "outsider": 404, "guest": 404, "nobody": 302,
    }  # fmt: skip


def test_words_of_few_people_are_not_shown(cast):
    asked("zwembad", 3)
    asked("iets heel persoonlijks", 2)
    asked("iets heel persoonlijks", 2, ago=1)  # the same two, another day
    asked("verlof", 5, nothing=False)
    asked("lang geleden", 9, ago=31)
    page = cast.client("manager").get("/manage/searches/").content.decode()
    assert "zwembad" in page and "persoonlijks" not in page and "verlof" not in page and "geleden" not in page
    page = cast.client("manager").get("/manage/searches/?show=all").content.decode()
    assert "zwembad" in page and "verlof" in page and "persoonlijks" not in page


@pytest.mark.django_db
def test_it_is_forgotten_after_ninety_days():
    asked("oud", 3, ago=91)
    asked("nieuw", 3, ago=89)
    assert tally.forget() == 3
    assert set(SearchTally.objects.values_list("words", flat=True)) == {"nieuw"}
