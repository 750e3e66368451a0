"""Pages in everybody's navigation: put there by a manager, in an order, for who may see them and as long as they are published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.features.verbs import switch_platform
from kring.core.refused import Refused
from kring.exchange.tests.packages import content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.kinds.pages import rail
from kring.kinds.pages.models import RailPlace
from kring.kinds.pages.tests.test_pages import page
from tests.cast import SIGNED_IN

pytestmark = pytest.mark.django_db


def in_rail(cast, who: str, at="/") -> list[str]:
    """The pages in somebody's navigation."""
    _before, _rail, after = cast.client(who).get(at).text.partition('<nav class="rail"')
    places = after.partition("</nav>")[0]
    titles = {item.title: places.find(f'href="{item.url}"') for item in Content.objects.filter(kind="page")}
    return sorted((title for title, found in titles.items() if found > 0), key=titles.__getitem__)


def test_only_a_manager_puts_them_there(cast):
    item = page(cast)
    url = f"/c/{item.pk}/navigation/"
    assert cast.statuses("post", url, {"do": "put"}) == {
        "manager": 302, "host": 403, "member": 403, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert RailPlace.objects.get().by == cast.manager
    assert cast.statuses("get", "/pages/navigation/") == {
        "manager": 200, "host": 403, "member": 403, "outsider": 403, "guest": 403, "nobody": 302,
    }  # fmt: skip
    assert "Welcome" in cast.client("manager").get("/pages/navigation/").text
    assert Event.objects.filter(verb="pages.put_in_rail").count() == 1
    assert cast.client("manager").post(url, {"do": "dance"}).status_code == 404
    update = cast.items["open", "published"]
    assert cast.client("manager").post(f"/c/{update.pk}/navigation/", {"do": "put"}).status_code == 403


def test_who_may_see_it_has_it(cast):
    rail.put(page(cast, title="For all"), cast.manager)
    rail.put(page(cast, group="closed", title="For few"), cast.manager)
    readers = {"manager", "host", "member", "outsider"}
    for who in SIGNED_IN:
        few = cast.client(who).get(Content.objects.get(title="For few").url).status_code == 200
        expected = ["For all"] * (who in readers) + ["For few"] * few
        assert in_rail(cast, who) == expected, who
    assert in_rail(cast, "guest") == []


def test_only_while_it_is_published(cast):
    item = page(cast)
    rail.put(item, cast.manager)
    assert in_rail(cast, "member") == ["Welcome"]
    item.archive(cast.host)
    assert in_rail(cast, "member") == []
    assert "not published now" in cast.client("manager").get("/pages/navigation/").text
    item = Content.objects.get(pk=item.pk)
    item.unarchive(cast.host)
    assert in_rail(cast, "member") == ["Welcome"]
    Content.objects.get(pk=item.pk).to_bin(cast.host)
    assert in_rail(cast, "member") == []
    draft = Content.objects.create(
        kind="page", title="Soon", author=cast.manager, group=cast.groups["everyone"], state="draft"
    )
    with pytest.raises(Refused, match="Publish this page first"):
        rail.put(draft, cast.manager)


def test_in_an_order(cast):
    items = [page(cast, title=title) for title in ("One", "Two", "Three")]
    for item in items:
        rail.put(item, cast.manager)
    assert in_rail(cast, "member") == ["One", "Two", "Three"]
    manager = cast.client("manager")
    manager.post(f"/c/{items[2].pk}/navigation/", {"do": "up"})
    assert in_rail(cast, "member") == ["One", "Three", "Two"]
    manager.post(f"/c/{items[0].pk}/navigation/", {"do": "up"})  # it is the first
    manager.post(f"/c/{items[0].pk}/navigation/", {"do": "down"})
    assert in_rail(cast, "member") == ["Three", "One", "Two"]
    manager.post(f"/c/{items[2].pk}/navigation/", {"do": "out"})
    assert in_rail(cast, "member") == ["One", "Two"]


def test_eight_at_most_and_once(cast):
    for number in range(rail.MOST):
        rail.put(page(cast, title=f"Page {number}"), cast.manager)
    rail.put(Content.objects.get(title="Page 3"), cast.manager)
    with pytest.raises(Refused, match="Take one out first"):
        rail.put(page(cast, title="Too many"), cast.manager)
    assert len(in_rail(cast, "member")) == 8


def test_another_title_and_the_page_itself(cast):
    item = page(cast)
    rail.put(item, cast.manager)
    assert in_rail(cast, "member") == ["Welcome"]
    item.edit(cast.host, title="Working here", body=item.body)
    assert in_rail(cast, "member") == ["Working here"]
    assert (
        'aria-current="page"'
        in cast.client("member").get(item.url).text.partition(f'href="{item.url}"')[2][:40]
    )


def test_off_leaves_no_trace_and_costs_nothing(cast):
    client = cast.client("member")

    def queries() -> int:
        client.get("/people/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/people/")
        return len(captured)

    before = queries()
    rail.put(page(cast), cast.manager)
    assert queries() == before + 1
    switch_platform("pages", "off", cast.manager)
    assert 'class="rail-link" href="/c/' not in client.get("/people/").text
    assert queries() == before


def test_round_trip(tmp_path):
    told = [
        content("c1", kind="page", title="Second", data={"rail": 2}),
        content("c2", kind="page", title="First", data={"rail": 1}),
        content("c3", kind="page", title="Odd", data={"rail": "x"}),
    ]
    first = out_of_an_empty_platform(package(tmp_path / "in", person(), *told), tmp_path / "first")
    assert [row["data"]["rail"] for row in first if "rail" in row.get("data", {})] == [2, 1]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
