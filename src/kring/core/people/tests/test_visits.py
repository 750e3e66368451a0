"""A visit begins after a while away; what is new since the one before is marked at home."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.people.models import Person, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_ago():
    return timezone.now() - timedelta(hours=5)


def since(cast, who="member"):
    return Person.objects.get(pk=cast[who].pk).since


def away(cast, until) -> None:
    Session.objects.filter(person=cast.member).update(seen_at=until)


def test_coming_back_after_a_while_is_a_new_visit(cast, long_ago):
    browser = cast.client("member")
    browser.get("/drafts/")
    assert since(cast) is None
    away(cast, long_ago)
    browser.get("/drafts/")
    browser.get("/drafts/")
    assert since(cast) == long_ago


def test_a_short_pause_or_another_device_in_use_is_none(cast, long_ago):
    browser = cast.client("member")
    browser.get("/drafts/")
    away(cast, timezone.now() - timedelta(minutes=20))
    browser.get("/drafts/")
    from tests.cast import client_of

    client_of(cast.member).get("/drafts/")
    Session.objects.filter(session_key=browser.session.session_key).update(seen_at=long_ago)
    browser.get("/drafts/")
    assert since(cast) is None


def test_signing_out_ends_a_visit(cast):
    cast.client("member").post("/accounts/logout/")
    assert since(cast) is not None


def test_home_marks_what_is_new_since(cast, long_ago):
    browser = cast.client("member")
    browser.get("/")
    Content.objects.filter(state="published").update(published_at=long_ago - timedelta(hours=1))
    away(cast, long_ago)
    assert "since-line" not in browser.get("/").text
    new = verbs.post(cast.host, cast.groups["open"], "update", title="Brand new", body="<p>x</p>")
    page = browser.get("/").text
    line, old = page.index("since-line"), cast.items["open", "published"]
    assert page.index(f'id="c-{new.pk}"') < line < page.index(f'id="c-{old.pk}"')
    assert "since-line" not in cast.client("host").get("/").text


def test_the_mark_stands_on_the_page_where_it_belongs(cast, long_ago, monkeypatch):
    from kring.core.content import stream

    browser = cast.client("member")
    browser.get("/")
    Content.objects.filter(state="published").update(published_at=long_ago - timedelta(hours=1))
    away(cast, long_ago)
    new = [verbs.post(cast.host, cast.groups["open"], "update", body=f"<p>{n}</p>") for n in range(3)]
    found = stream.home(cast.member, size=3)
    assert [row.id for row in found.rows] == [item.pk for item in new[::-1]]
    page = browser.get(f"/?before={found.older}").text
    assert "since-line" in page.split('class="card')[0]
