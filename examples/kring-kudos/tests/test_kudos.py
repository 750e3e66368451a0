"""Kudos in a platform where it was just installed: on for one group and off again, with no edit in Kring."""

import pytest
from django.core.management import call_command
from django.db import connection
from kring_kudos.models import Kudo, KudoDetails, Tally, data_in, data_out

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.content.querysets import people_who_see
from kring.core.features import registry, switches
from kring.core.features import verbs as moving
from tests.cast import SIGNED_IN

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(cast):
    """Kudos is on in the open group and nowhere else."""
    moving.switch_group("kudos", cast.groups["open"], "on", by=cast.host)
    return cast


def thank(cast, who="member", **data):
    given = {"kind": "kudo", "group": cast.groups["open"].pk, "to": "host", "body": "For the **cake**"} | data
    return cast.client(who).post("/new/", given)


def thanked(cast, **data) -> Kudo:
    assert thank(cast, **data).status_code == 302
    return Content.objects.filter(kind="kudo").latest("id")


def test_it_is_there_and_off(cast):
    assert "kudos" in registry.features()
    assert not switches.is_on("kudos")
    assert set(cast.statuses("get", "/kudos/", who=SIGNED_IN).values()) == {404}
    assert cast.statuses("get", "/new/?kind=kudo", who=SIGNED_IN) == dict.fromkeys(SIGNED_IN, 404)
    assert thank(cast).status_code == 404
    for page in ("/", f"/g/{cast.groups['open'].slug}/", "/new/"):
        assert "kudo" not in cast.client("member").get(page).text.lower(), page


def test_the_composer_and_the_menu_offer_it_where_it_is_on(on):
    there, elsewhere = on.groups["open"], on.groups["closed"]
    member = on.client("member")
    assert "kind=kudo" in member.get(f"/g/{there.slug}/").text
    assert "kind=kudo" not in member.get(f"/g/{elsewhere.slug}/").text
    assert 'href="/kudos/"' in member.get("/").text
    sheet = member.get("/new/?kind=kudo")
    assert sheet.status_code == 200
    assert f'<option value="{there.pk}"' in sheet.text
    assert f'<option value="{elsewhere.pk}"' not in sheet.text


def test_who_is_in_no_group_that_uses_it_is_not_offered_it(on):
    assert on.client("outsider").get("/new/?kind=kudo").status_code == 404
    assert on.client("guest").get("/new/?kind=kudo").status_code == 404


def test_posted_it_is_an_item_like_any_other(on):
    kudo = thanked(on)
    assert isinstance(kudo, Kudo)
    assert kudo.kudo.to == on.host
    item = on.client("host").get(f"/c/{kudo.pk}/").text
    assert on.host.name in item
    assert "<strong>cake</strong>" in item
    for page in ("/", f"/g/{on.groups['open'].slug}/"):
        assert "<strong>cake</strong>" in on.client("host").get(page).text, page
    assert on.client("host").post(f"/c/{kudo.pk}/react/", {"reaction": "like"}).status_code in (200, 302)
    assert on.client("host").post(f"/c/{kudo.pk}/comments/", {"body": "You're welcome"}).status_code in (
        200,
        201,
        302,
    )
    kudo.refresh_from_db()
    assert (kudo.reaction_count, kudo.comment_count) == (1, 1)


def test_posted_where_it_is_off_it_is_not_accepted(on):
    answer = thank(on, group=on.groups["closed"].pk)
    assert answer.status_code == 422
    assert "For the **cake**" in answer.text
    assert not Content.objects.filter(kind="kudo").exists()


@pytest.mark.parametrize("to", ["", "member", "nobody-at-all"])
def test_an_error_stands_beside_its_field_and_keeps_what_was_typed(on, to):
    answer = thank(on, to=to)
    assert answer.status_code == 422
    assert "For the **cake**" in answer.text


def test_editing_only_its_own_column_shows_everywhere_at_once(on):
    kudo = thanked(on)
    before = on.client("host").get("/").text
    answer = on.client("member").post(
        f"/c/{kudo.pk}/edit/", {"to": "manager", "title": "", "body": "For the **cake**"}
    )
    assert answer.status_code == 302
    after = on.client("host").get("/").text
    assert before.count(on.manager.name) < after.count(on.manager.name)


def test_the_widget_and_the_page(on):
    thanked(on)
    aside = on.client("host").get(f"/g/{on.groups['open'].slug}/").text
    assert "Thanked lately" in aside
    assert "Thanked lately" not in on.client("host").get(f"/g/{on.groups['closed'].slug}/").text
    assert on.host.name in on.client("outsider").get("/kudos/").text
    assert on.host.name not in on.client("guest").get("/kudos/").text.split("<main")[1]
    assert on.client("nobody").get("/kudos/").status_code == 302


def test_the_handler_counts_once(on):
    kudo = thanked(on)
    event = Event.objects.get(verb="content.published", content=kudo)
    assert fanout.fan_out(event.pk)
    assert not fanout.fan_out(event.pk)
    fanout.sweep()
    assert Tally.objects.get(person=on.host).count == 1


def test_who_is_thanked_is_told_and_can_choose_about_it(on):
    from kring.core.notify import listing, preferences, reasons

    kudo = thanked(on)
    fanout.sweep()
    (row,) = (row for row in listing.page(on.host) if row.notification.content_id == kudo.pk)
    assert row.sentence == f"{on.member.name} thanked you"
    assert row.url == kudo.url
    assert "kudos" in {reason.slug for reason, _channels in preferences.choices(preferences.of(on.host))}
    moving.switch_group("kudos", on.groups["open"], "off", by=on.host)
    fanout.sweep()
    assert kudo.pk not in {row.notification.content_id for row in listing.page(on.host)}
    assert "kudos" not in {reason.slug for reason in reasons.shown()}


def test_the_handler_of_a_feature_that_is_off_is_silent(on):
    kudo = thanked(on)
    moving.switch_group("kudos", on.groups["open"], "inherit")
    fanout.sweep()
    assert not Tally.objects.filter(person=on.host, count__gt=0).exists()
    assert kudo.pk


def test_off_hides_everywhere_and_deletes_nothing(on):
    kudo = thanked(on)
    assert Content.objects.visible_to(on.host).filter(pk=kudo.pk).exists()
    assert people_who_see(kudo).filter(pk=on.host.pk).exists()
    moving.switch_group("kudos", on.groups["open"], "off", by=on.host)
    assert not Content.objects.visible_to(on.host).filter(pk=kudo.pk).exists()
    assert not people_who_see(kudo).exists()
    assert set(on.statuses("get", f"/c/{kudo.pk}/", who=SIGNED_IN).values()) == {404}
    for page in ("/", f"/g/{on.groups['open'].slug}/", "/new/"):
        text = on.client("member").get(page).text
        assert "cake" not in text, page
        assert "kudo" not in text.lower(), page
    assert on.client("member").get("/kudos/").status_code == 404
    assert KudoDetails.objects.filter(content_id=kudo.pk).exists()
    moving.switch_group("kudos", on.groups["open"], "on", by=on.host)
    assert "<strong>cake</strong>" in on.client("host").get("/").text


def test_a_manager_switches_it_on_for_all_and_a_group_off(cast):
    moving.switch_platform("kudos", "on", by=cast.manager)
    moving.switch_group("kudos", cast.groups["secret"], "off", by=cast.host)
    on = {slug for slug, group in cast.groups.items() if switches.is_on("kudos", group.pk)}
    assert on == set(cast.groups) - {"secret"}


def test_an_interchange_package_comes_in_and_out_the_same(on):
    item = verbs.post(on.member, on.groups["open"], "kudo", body="<p>x</p>")
    data_in(item, {"to": "manager"})
    assert data_out(item) == {"to": "manager"}
    data_in(item, {"to": "who is this"})
    assert data_out(item) == {"to": "manager"}


def test_a_kudo_without_somebody_to_thank_is_still_readable(on):
    """As an import may bring it."""
    item = verbs.post(on.member, on.groups["open"], "kudo", body="<p>For everything</p>")
    assert "For everything" in on.client("host").get("/").text
    assert "For everything" in on.client("host").get(f"/c/{item.pk}/").text
    assert on.client("host").get("/kudos/").status_code == 200


def test_a_page_of_them_costs_as_many_queries_as_one(on, django_assert_max_num_queries):
    from tests.clean import forget

    counts = []
    on.client("host")  # signing in isn't counted
    for _ in range(2):
        for _ in range(4):
            thanked(on)
        forget()
        with django_assert_max_num_queries(60) as captured:
            on.client("host").get(f"/g/{on.groups['open'].slug}/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_nothing_to_migrate():
    call_command("makemigrations", "kudos", check=True, dry_run=True, verbosity=0)
    assert "kudos_kudodetails" in connection.introspection.table_names()


def test_kring_features_prints_it(capsys):
    assert "kudos" in registry.features()
    call_command("check")
