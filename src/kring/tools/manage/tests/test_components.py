"""The page of components: for managers, and what is pressed on it does nothing."""

import re
from collections import Counter

from tests.cast import WHO

PAGE = "/manage/components/"


def test_only_managers(cast):
    for method in ("get", "post"):
        answers = cast.statuses(method, PAGE)
        assert answers == {
            **dict.fromkeys(WHO, 404),
            "manager": 200 if method == "get" else 302,
            "nobody": 302,
        }


def test_pressing_does_nothing(cast):
    answer = cast.client("manager").post(PAGE, {"reaction": "like"}, headers={"HX-Request": "true"})
    assert answer.status_code == 204


def test_both_themes_and_no_id_twice(cast):
    page = cast.client("manager").get(PAGE).content.decode()
    assert page.count('class="pane" data-theme="light"') == page.count('class="pane" data-theme="dark"') > 8
    ids = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert {id: n for id, n in ids.items() if n > 1} == {}
