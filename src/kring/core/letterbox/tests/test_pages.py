"""What managers see of the mail that came in."""

import pytest

from kring.core.letterbox import addresses
from kring.core.letterbox.tests.post import answer, arrive, written

pytestmark = pytest.mark.django_db


def test_only_managers(cast):
    answer(cast.member, cast.items["open", "published"])
    found = cast.statuses("get", "/manage/mail-in/")
    assert found == {"manager": 200, "host": 404, "member": 404, "outsider": 404, "guest": 404, "nobody": 302}


def test_says_why_and_never_what(cast):
    secret = cast.items["secret", "published"]
    answer(cast.outsider, secret, "Words that nobody reads")
    to = addresses.reply_to(cast.host, secret)
    arrive(written("stranger@elsewhere.test", to, "Other words"), to)
    answer(cast.member, secret, Auto_Submitted="auto-replied")
    page = cast.client("manager").get("/manage/mail-in/").content.decode()
    assert "Words that nobody reads" not in page and "Other words" not in page and to not in page
    assert not cast.leaks("manager", page)
    assert "stranger@elsewhere.test" in page and "An automatic answer" in page and "Auto-Submitted" in page
    ignored = cast.client("manager").get("/manage/mail-in/?show=ignored").content.decode()
    assert "An automatic answer" in ignored and "stranger@elsewhere.test" not in ignored


def test_older_ones(cast, monkeypatch):
    import importlib

    monkeypatch.setattr(importlib.import_module("kring.tools.manage.views.mail_in"), "SIZE", 2)
    for _time in range(3):
        answer(cast.member, cast.items["open", "published"])
    client = cast.client("manager")
    page = client.get("/manage/mail-in/?show=taken").content.decode()
    older = page.split("before=")[1].split('"')[0]
    assert client.get(f"/manage/mail-in/?show=taken&before={older}").status_code == 200
    assert client.get("/manage/mail-in/?before=x&show=y").status_code == 200
