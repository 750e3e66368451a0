"""Passing on: who may not see the original sees nothing of it."""

import pytest

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.features import verbs as switch_verbs
from kring.interactions.shares import verbs
from kring.interactions.shares.models import Share

pytestmark = pytest.mark.django_db


def shared(cast, slug="secret", to="everyone") -> Content:
    return verbs.share(cast.member, cast.items[slug, "published"], cast.groups[to], "<p>Read this</p>")


def test_the_card_is_there_for_who_may_see_the_original(cast):
    made = shared(cast)
    original = cast.items["secret", "published"]
    for address in ("/", f"/c/{made.pk}/", "/g/everyone/"):
        assert f'class="shared"><a href="/c/{original.pk}/"' in cast.client("member").get(address).text
        for who in ("outsider", "manager"):
            page = cast.client(who).get(address).text
            assert "Read this" in page and 'class="shared"' not in page
            assert f"/c/{original.pk}/" not in page and cast.leaks(who, page) == []


def test_by_the_page_and_twice_is_once(cast):
    item = cast.items["open", "published"]
    page = cast.client("outsider").get(f"/c/{item.pk}/share/")
    assert f"http://testserver/c/{item.pk}/" in page.text
    data = {"group": cast.groups["everyone"].pk, "body": "Good one", "token": "7f" * 16}
    for _ in range(2):
        assert cast.client("outsider").post(f"/c/{item.pk}/share/", data).status_code == 302
    assert Share.objects.get().of_id == item.pk
    assert Event.objects.filter(verb="shares.shared").count() == 1


def test_as_each_of_the_cast(cast):
    for slug, seen_by in {
        "open": {"manager", "host", "member", "outsider"},
        "project": {"host", "member", "guest"},
    }.items():
        statuses = cast.statuses("get", f"/c/{cast.items[slug, 'published'].pk}/share/")
        assert {who for who, status in statuses.items() if status == 200} == seen_by
    draft = cast.items["open", "draft"]
    assert cast.client("member").get(f"/c/{draft.pk}/share/").status_code == 403


@pytest.mark.parametrize(
    "data", [{"body": "x"}, {"group": "99999", "body": "x"}, {"body": ""}, {"group": "x"}]
)
def test_only_where_one_may_post(cast, data):
    item = cast.items["open", "published"]
    assert cast.client("outsider").post(f"/c/{item.pk}/share/", data).status_code == 422
    answer = cast.client("outsider").post(
        f"/c/{item.pk}/share/", {"group": cast.groups["closed"].pk, "body": "x"}
    )
    assert answer.status_code == 422 and not Share.objects.exists()


def test_what_is_passed_on_again_comes_from_its_source(cast):
    made = shared(cast, "open", "closed")
    again = verbs.share(cast.member, made, cast.groups["secret"], "<p>x</p>")
    assert again.share.of_id == cast.items["open", "published"].pk


def test_what_goes_in_the_bin_is_passed_on_no_longer(cast):
    made = shared(cast, "open", "closed")
    cast.items["open", "published"].to_bin(cast.member)
    assert 'class="shared"' not in cast.client("member").get(f"/c/{made.pk}/").text


def test_switched_off_leaves_no_trace(cast):
    made = shared(cast, "open", "closed")
    switch_verbs.switch_platform("shares", "off")
    assert 'class="shared"' not in cast.client("member").get(f"/c/{made.pk}/").text
    assert cast.client("member").get(f"/c/{made.pk}/share/").status_code == 404


def test_cards_cost_one_query_however_many(cast, django_assert_num_queries):
    from django.utils import translation

    from kring.core.content.stream import row_of
    from kring.core.features import named
    from kring.interactions.shares import shown

    made = [shared(cast, slug) for slug in ("open", "closed", "secret")]
    rows = {item.pk: row_of(item) for item in made}
    with translation.override("en"), django_assert_num_queries(1):
        named.look(made)
    assert all(named.is_named(item, ("shares_share.content_id",)) for item in made)
    card = shown.cards(cast.outsider, rows, [str(item.pk) for item in made])
    assert [bool(card(str(item.pk))) for item in made] == [True, False, False]
