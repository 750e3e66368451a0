"""One item, one discussion, many places: who may see it stays the rule."""

import pytest

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.features.verbs import switch_group
from kring.core.refused import Refused
from kring.exchange.tests.packages import AT, content, group, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.interactions.shares import verbs
from kring.interactions.shares.models import Placing, Share
from tests.cast import SIGNED_IN

pytestmark = pytest.mark.django_db


def test_without_words_the_item_itself_stands_there(cast):
    item, to = cast.items["open", "published"], cast.groups["closed"]
    before = Content.objects.count()
    for _twice in range(2):
        answer = cast.client("member").post(f"/c/{item.pk}/share/", {"group": to.pk, "body": ""})
        assert (answer.status_code, answer.url) == (302, item.url)
    assert Content.objects.count() == before and not Share.objects.exists()
    assert Placing.objects.get().by == cast.member
    assert Event.objects.filter(verb="shares.placed").count() == 1
    page = cast.client("host").get("/g/closed/").text
    assert "From other groups" in page and f'href="{item.url}"' in page
    assert "Also stands in" in cast.client("member").get(item.url).text


def test_each_sees_there_what_they_may_see(cast):
    """A secret item in an open group: its readers see it there, nobody else a trace of it."""
    for slug in ("secret", "closed", "project", "open"):
        verbs.place(cast.member, cast.items[slug, "published"], cast.groups["everyone"])
    for who in SIGNED_IN:
        client = cast.client(who)
        for address in ("/g/everyone/", "/g/everyone/shared/", "/"):
            answer = client.get(address)
            assert answer.status_code == 404 or cast.leaks(who, answer.text) == []
        shared = client.get("/g/everyone/shared/")
        for slug in ("secret", "closed", "project", "open"):
            item = cast.items[slug, "published"]
            sees = client.get(item.url).status_code == 200 and shared.status_code == 200
            assert (f'href="{item.url}"' in shared.text) == sees, (who, slug)


def test_a_group_that_one_may_not_see_is_not_named(cast):
    item = cast.items["open", "published"]
    verbs.place(cast.member, item, cast.groups["secret"])
    name = cast.groups["secret"].name
    assert name in cast.client("member").get(item.url).text
    for who in ("outsider", "manager"):
        assert name not in cast.client(who).get(item.url).text
    assert cast.statuses("get", "/g/secret/shared/") == {
        "manager": 404, "host": 200, "member": 200, "outsider": 404, "guest": 404, "nobody": 302,
    }  # fmt: skip


def test_who_takes_it_out(cast):
    item, to = cast.items["open", "published"], cast.groups["everyone"]
    verbs.place(cast.host, item, to)
    url = f"/c/{item.pk}/shared/{to.slug}/take-out/"
    assert cast.client("outsider").post(url).status_code == 403
    assert cast.client("guest").post(url).status_code == 404
    assert cast.client("host").post(url).status_code == 302
    assert not Placing.objects.exists()
    assert cast.client("host").post(url).status_code == 404
    assert "From other groups" not in cast.client("host").get("/g/everyone/").text


def test_not_where_it_stands_already_nor_what_is_gone(cast):
    item = cast.items["open", "published"]
    with pytest.raises(Refused, match="already"):
        verbs.place(cast.member, item, cast.groups["open"])
    passed_on = verbs.share(
        cast.member, cast.items["secret", "published"], cast.groups["everyone"], "<p>x</p>"
    )
    with pytest.raises(Refused, match="can’t see"):
        verbs.place(cast.outsider, passed_on, cast.groups["open"])
    assert verbs.place(cast.member, passed_on, cast.groups["open"]) == cast.items["secret", "published"]
    verbs.place(cast.member, item, cast.groups["closed"])
    item.to_bin(cast.member)
    assert f'href="{item.url}"' not in cast.client("member").get("/g/closed/").text


def test_off_in_a_group_leaves_no_trace_there(cast):
    item = cast.items["open", "published"]
    verbs.place(cast.member, item, cast.groups["everyone"])
    switch_group("shares", cast.groups["everyone"], "off", cast.manager)
    assert "From other groups" not in cast.client("member").get("/g/everyone/").text
    assert cast.client("member").get("/g/everyone/shared/").status_code == 404
    asked = {"group": cast.groups["everyone"].pk, "body": ""}
    assert cast.client("member").post(f"/c/{item.pk}/share/", asked).status_code == 422


def test_round_trip(tmp_path):
    placing = {"type": "placing", "content": "c1", "group": "garden", "by": "anna", "created_at": AT}
    first = out_of_an_empty_platform(
        package(tmp_path / "in", person(), group(), content(), placing, placing), tmp_path / "first"
    )
    assert [row["content"] for row in first if row["type"] == "placing"] == ["c1"]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
