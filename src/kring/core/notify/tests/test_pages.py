"""The pages of notifications: what stands there, for whom, and the ways out of noise."""

import pytest

from kring.core.content import text, verbs
from kring.core.notify import levels, listing, mutes, preferences, reading
from kring.core.notify.models import Notification
from kring.interactions.comments import verbs as comments
from tests.notified import settle

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def told(cast):
    """The host and the outsider answered what the member posted in the open group; the manager named them."""
    settle()
    Notification.objects.all().delete()
    item = cast.items["open", "published"]
    comments.post(cast.host, item, "<p>Let us try it.</p>")
    named = text.from_markdown("Look here, @member", names=True)
    comments.post(cast.manager, cast.items["everyone", "published"], named)
    settle()
    return cast


def unread(person) -> int:
    return reading.unread([person.pk])[person.pk]


def mine(cast, who: str = "member") -> list[Notification]:
    return list(Notification.objects.filter(person=cast[who], hidden="").order_by("-last_at", "-id"))


def test_only_whom_it_concerns_sees_it(told):
    pages = told.as_each("get", "/notifications/")
    assert pages["nobody"].status_code == 302
    assert {who for who, page in pages.items() if "Let us try it" in page.content.decode()} == {"member"}
    for who, page in pages.items():
        assert not told.leaks(who, page.content.decode()), who


def test_the_bell_says_how_many(told):
    assert unread(told.member) == 2
    page = told.client("member").get("/").content.decode()
    assert page.count('<unread-count class="badge" data-n="2">') == 2
    assert '<unread-count class="badge" data-n="0" hidden>' in told.client("guest").get("/").content.decode()


def test_opening_leads_to_the_comment_and_reads_it(told):
    row = next(row for row in mine(told) if row.content_id == told.items["open", "published"].pk)
    answer = told.client("member").get(f"/notifications/{row.pk}/")
    assert answer.url == row.causes.get().comment.get_absolute_url()
    assert unread(told.member) == 1


def test_nobody_opens_or_changes_what_is_another_persons(told):
    row = mine(told)[0]
    others = ("manager", "host", "outsider", "guest")
    assert set(told.statuses("get", f"/notifications/{row.pk}/", who=others).values()) == {404}
    for verb in ("read", "mute", "less"):
        found = told.statuses("post", f"/notifications/{row.pk}/do/{verb}/", who=others)
        assert set(found.values()) == {404}
    row.refresh_from_db()
    assert row.read_at is None


def test_what_may_not_be_seen_any_more_is_not_there(told):
    from kring.core.groups.verbs import leave

    row = next(row for row in mine(told) if row.content_id == told.items["everyone", "published"].pk)
    told.items["everyone", "published"].to_bin(told.member)
    assert told.client("member").get(f"/notifications/{row.pk}/").status_code == 404
    item = told.items["secret", "published"]
    comments.post(told.host, item, "<p>Behind closed doors.</p>")
    settle()
    leave(told.groups["secret"], told.member)
    page = told.client("member").get("/notifications/").content.decode()
    assert "Behind closed doors" not in page


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["with script", "without"])
def test_mark_one_as_read(told, headers):
    row = mine(told)[0]
    answer = told.client("member").post(f"/notifications/{row.pk}/do/read/", **headers)
    assert unread(told.member) == 1
    if headers:
        assert f'id="n-{row.pk}"' in answer.content.decode() and "told-unread" not in answer.content.decode()
        assert '"unread": 1' in answer.headers["HX-Trigger"]
    else:
        assert answer.url == "/notifications/"


def test_mark_all_as_read(told):
    told.client("member").post("/notifications/read/")
    assert unread(told.member) == 0
    page = told.client("member").get("/notifications/?show=unread").content.decode()
    assert "You have read everything" in page


def test_filters(told):
    client = told.client("member")
    meant = client.get("/notifications/?show=mentions").content.decode()
    assert "Look here" in meant and "Let us try it" not in meant
    told.client("member").post(f"/notifications/{mine(told)[0].pk}/do/read/")
    assert client.get("/notifications/?show=unread").content.decode().count('id="n-') == 1
    assert client.get("/notifications/").content.decode().count('id="n-') == 2
    assert client.get("/notifications/?show=nonsense").status_code == 200
    assert client.get("/notifications/?before=nonsense").status_code == 400


def test_it_goes_on_by_a_cursor(told, monkeypatch):
    monkeypatch.setattr(listing.page, "__defaults__", ("", 1, False, None))
    client = told.client("member")
    first = client.get("/notifications/").content.decode()
    assert first.count('<li class="told') == 1
    before = first.split("?before=")[1].split('"')[0]
    second = client.get(f"/notifications/?before={before}").content.decode()
    assert second.count('<li class="told') == 1 and "Show older" not in second


def test_mute_from_a_row_and_hear_it_again(told):
    row = next(row for row in mine(told) if row.content_id == told.items["open", "published"].pk)
    answer = told.client("member").post(f"/notifications/{row.pk}/do/mute/", **HTMX)
    assert "/mute/?on=0" in answer.headers["HX-Trigger"]
    assert mutes.is_muted(told.member, row.content)
    comments.post(told.host, told.items["open", "published"], "<p>And again.</p>")
    settle()
    assert "And again" not in told.client("member").get("/notifications/").content.decode()
    settings = told.client("member").get("/settings/notifications/").content.decode()
    assert f"/c/{row.content_id}/mute/" in settings
    told.client("member").post(f"/c/{row.content_id}/mute/", {"on": "0"})
    assert not mutes.is_muted(told.member, row.content)


def test_the_menu_of_an_item_mutes_it(cast):
    item = cast.items["closed", "published"]
    assert f"/c/{item.pk}/mute/" in cast.client("member").get(f"/c/{item.pk}/actions/").content.decode()
    assert cast.client("member").post(f"/c/{item.pk}/mute/", {"on": "1"}, **HTMX).status_code == 204
    found = cast.statuses("post", f"/c/{item.pk}/mute/", {"on": "1"}, who=("manager", "outsider", "guest"))
    assert set(found.values()) == {404}


def test_less_of_a_group_step_by_step(told):
    group = told.groups["open"]
    preferences.set_level(told.member, group, "all")
    row = next(row for row in mine(told) if row.content_id == told.items["open", "published"].pk)
    for expected in ("highlights", "nothing", "nothing"):
        told.client("member").post(f"/notifications/{row.pk}/do/less/", **HTMX)
        assert levels.level(told.member, group) == expected


def test_the_level_of_a_group(cast):
    group = cast.groups["closed"]
    page = cast.client("member").get("/g/closed/").content.decode()
    assert "/g/closed/level/" in page
    found = cast.statuses("post", "/g/closed/level/", {"level": "nothing"})
    assert found == {
        "manager": 403, "host": 302, "member": 302, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert levels.level(cast.member, group) == "nothing" and levels.level(cast.outsider, group) != "nothing"
    assert cast.client("member").post("/g/closed/level/", {"level": "loud"}).status_code == 400


def test_the_bells_panel(told):
    panel = told.client("member").get("/notifications/latest/", **HTMX).content.decode()
    assert panel.count('<li class="told') == 2 and "<html" not in panel
    assert told.client("member").get("/notifications/latest/").url == "/notifications/"
    answer = told.client("member").post("/notifications/read/?latest=1", **HTMX)
    assert 'id="latest"' in answer.content.decode() and '"unread": 0' in answer.headers["HX-Trigger"]


def test_an_empty_page_invites(cast):
    settle()
    Notification.objects.all().delete()
    page = cast.client("guest").get("/notifications/").content.decode()
    assert "Nothing to tell you yet" in page


def test_a_post_in_a_group_of_which_all_is_wanted(cast):
    settle()
    Notification.objects.all().delete()
    preferences.set_level(cast.member, cast.groups["closed"], "all")
    verbs.post(cast.host, cast.groups["closed"], "update", body="<p>Something for everybody.</p>")
    settle()
    assert "posted" in cast.client("member").get("/notifications/").content.decode()


def test_quiet_hours_stand_on_the_page_as_they_were_chosen(cast):
    chosen = {"preset": "calm", "budget": 8, "digest": "daily", "digest_weekday": 1, "digest_hour": 8}
    hours = {"quiet_from": "19:00", "quiet_until": "07:15"}
    saved = cast.client("member").post("/settings/notifications/", chosen | hours, **HTMX)
    assert saved.status_code == 200
    page = cast.client("member").get("/settings/notifications/").content.decode()
    assert '<option value="19:00" selected' in page and '<option value="07:15" selected' in page
    half = cast.client("member").post("/settings/notifications/", chosen | {"quiet_from": "21:00"}, **HTMX)
    assert half.status_code == 422 and "choose both, or neither" in half.content.decode()
