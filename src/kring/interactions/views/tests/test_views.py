"""Who has seen something: everybody sees how many, its author and hosts see who."""

import pytest

from kring.core.content.models import Content, Reading
from kring.core.features import verbs as switch_verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    item = cast.items["open", "published"]
    for who in ("host", "outsider", "member"):
        cast.client(who).get(f"/c/{item.pk}/")
    return item


def test_everybody_sees_how_many(cast, item):
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert "Seen by 2 people" in page and f"/c/{item.pk}/views/" not in page


def test_author_hosts_and_managers_see_who(cast, item):
    statuses = cast.statuses("get", f"/c/{item.pk}/views/")
    assert statuses == {
        "manager": 200, "host": 200, "member": 200, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    page = cast.client("member").get(f"/c/{item.pk}/views/").text
    main = page.split("<main")[1].split("</main>")[0]
    assert cast.outsider.name in main and cast.host.name in main and cast.member.name not in main


def test_the_list_is_read_in_pages(cast, item, monkeypatch):
    from kring.interactions.views import seen

    monkeypatch.setattr(seen, "PAGE", 1)
    first = cast.client("member").get(f"/c/{item.pk}/views/").text
    assert "?before=" in first and cast.outsider.name in first
    newest = Reading.objects.filter(content=item).exclude(person=cast.member).order_by("-pk").first().pk
    assert cast.host.name in cast.client("member").get(f"/c/{item.pk}/views/?before={newest}").text
    for odd in ("x", "9" * 30, "-1"):
        assert cast.client("member").get(f"/c/{item.pk}/views/?before={odd}").status_code == 200


def test_switched_off_leaves_no_trace_and_keeps_counting(cast, item):
    switch_verbs.switch_group("views", item.group, "off")
    assert "Seen by" not in cast.client("member").get(f"/c/{item.pk}/").text
    assert cast.client("member").get(f"/c/{item.pk}/views/").status_code == 404
    cast.client("manager").get(f"/c/{item.pk}/")
    assert Content.objects.get(pk=item.pk).view_count == 3


def test_views_come_in_and_are_counted_once(tmp_path):
    from kring.exchange.interchange import take_in
    from kring.exchange.tests.packages import AT, content, package, person
    from kring.interactions.views.records import Load

    view = {"type": "view", "person": "bob", "content": "c1", "created_at": AT}
    own = {"type": "view", "person": "anna", "content": "c1", "created_at": AT}
    report = take_in(
        package(
            tmp_path / "p",
            person(),
            person("bob"),
            content("c1"),
            view,
            view | {"created_at": "2099-01-01T00:00:00+00:00"},
            own,
        )
    )
    assert report.reasons == []
    item = Content.objects.get()
    assert item.view_count == 1
    seen = Reading.objects.get(person__handle="bob")
    assert (seen.first_at.isoformat() < seen.last_at.isoformat()) and Reading.objects.count() == 2
    Content.objects.update(view_count=9)
    assert Load().repair() == 1 and Content.objects.get().view_count == 1
