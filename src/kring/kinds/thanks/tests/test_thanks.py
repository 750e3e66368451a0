"""Thanking people: whom, where, for what, and who sees and hears it."""

import pytest

from kring.core.activity import fanout
from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.notify.models import Notification
from kring.core.refused import Refused
from kring.exchange.export import send_out
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform, records_of
from kring.kinds.thanks import verbs
from tests.cast import SIGNED_IN
from tests.clean import forget

pytestmark = pytest.mark.django_db


def thank(cast, *whom, who="member", group="open", about=None, body="<p>You stayed late for us.</p>"):
    item = posting.post(cast[who], cast.groups[group], "thanks", body=body)
    verbs.address(item, cast[who], [cast[name] for name in whom], about)
    return Content.objects.get(pk=item.pk)


def sent(cast, **fields):
    return {"kind": "thanks", "group": cast.groups["open"].pk, "body": "You stayed late.", **fields}


def test_the_form_thanks_by_handle_or_name(cast):
    typed = f"{cast.host.name} (@host), @OUTSIDER, {cast.manager.name.upper()}"
    assert cast.client("member").post("/new/", sent(cast, to=typed)).status_code == 302
    item = Content.objects.get(kind="thanks")
    assert [one.handle for one in item.to] == ["host", "outsider", "manager"]
    page = cast.client("outsider").get(f"/c/{item.pk}/").text
    assert cast.host.name in page and cast.manager.name in page


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("", "at least one"),
        ("@member", "yourself"),
        ("@nosuch", "@nosuch"),
        ("Nobody At All", "Nobody At All"),
        ("@guest", "read along"),
        (", , @", "know @"),
        ("\x00", ""),
        ("@host, " * 40 + "x", ""),
    ],
)
def test_whom_nobody_can_thank(cast, to, why):
    answer = cast.client("member").post("/new/", sent(cast, to=to))
    assert answer.status_code == 422
    assert why in answer.text
    assert not Content.objects.filter(kind="thanks").exists()


def test_who_left_isnt_thanked_any_more_but_stays_thanked(cast):
    item = thank(cast, "outsider")
    assert cast.client("manager").post("/people/outsider/end/").status_code == 302
    cast.outsider.refresh_from_db()
    with pytest.raises(Refused):
        thank(cast, "outsider")
    forget()
    edited = {"to": "@outsider, @host", "body": "Still.", "about": ""}
    assert cast.client("member").post(f"/c/{item.pk}/edit/", edited).status_code == 302
    assert cast.outsider.name in cast.client("member").get(f"/c/{item.pk}/").text


def test_a_guest_thanks_and_is_thanked_where_they_are(cast):
    item = thank(cast, "member", who="guest", group="project")
    assert cast.client("guest").get(f"/c/{item.pk}/").status_code == 200
    thank(cast, "guest", group="project")
    stranger = cast.client("guest").post("/new/", sent(cast, group=cast.groups["project"].pk, to="@outsider"))
    assert stranger.status_code == 422
    assert cast.outsider.name not in stranger.text


def test_what_for_is_seen_by_who_may_see_it(cast):
    secret = cast.items["secret", "published"]
    given = sent(cast, to="@outsider", about=f"http://testserver/c/{secret.pk}/#comments")
    assert cast.client("member").post("/new/", given).status_code == 302
    item = Content.objects.get(kind="thanks")
    assert f"/c/{secret.pk}/" in cast.client("host").get(f"/c/{item.pk}/").text
    for who in SIGNED_IN:
        for path in (f"/c/{item.pk}/", "/", "/thanks/", "/thanks/?view=me", "/people/outsider/"):
            assert not cast.leaks(who, cast.client(who).get(path).text), (who, path)
    unseen = cast.client("outsider").post("/new/", given | {"to": "@member"})
    assert unseen.status_code == 422
    for about in ("/c/99999999/", "/c/9999999999999999999999/", "https://example.org/", "javascript:1"):
        assert cast.client("member").post("/new/", given | {"about": about}).status_code == 422


def test_those_who_are_thanked_hear_it_once_and_so_do_those_who_are_added(cast):
    item = thank(cast, "host")
    while fanout.sweep():
        pass
    assert set(Notification.objects.filter(content=item).values_list("person__handle", flat=True)) == {"host"}
    verbs.address(item, cast.member, [cast.host, cast.outsider])
    verbs.address(item, cast.member, [cast.outsider, cast.host])
    while fanout.sweep():
        pass
    told = Notification.objects.filter(content=item).values_list("person__handle", flat=True)
    assert sorted(told) == ["host", "outsider"]
    assert "thanked you" in cast.client("outsider").get("/notifications/").text


def test_a_draft_tells_nobody_until_it_is_posted(cast):
    cast.client("member").post("/new/", sent(cast, to="@host", draft="1"))
    item = Content.objects.get(kind="thanks")
    while fanout.sweep():
        pass
    assert not Notification.objects.filter(content=item).exists()
    cast.client("member").post(
        f"/c/{item.pk}/edit/", {"to": "@host", "body": "Yes.", "group": item.group_id, "publish": "1"}
    )
    while fanout.sweep():
        pass
    assert Notification.objects.filter(content=item, person=cast.host).exists()


def test_the_profile_shows_what_its_viewer_may_see(cast):
    word = cast.word("thanks in secret", {"host", "member"})
    thank(cast, "host", group="secret", body=f"<p>{word}</p>")
    thank(cast, "host", body="<p>Openly said</p>")
    for who in SIGNED_IN:
        for path in ("/people/host/", "/people/host/thanks/", "/thanks/", "/thanks/?view=mine", "/"):
            assert not cast.leaks(who, cast.client(who).get(path).text), (who, path)
    assert "Openly said" in cast.client("outsider").get("/people/host/").text
    assert word in cast.client("member").get("/people/host/").text
    assert word in cast.client("host").get("/thanks/?view=me").text
    assert set(cast.statuses("get", "/people/host/thanks/").values()) == {200, 302}
    assert "/new/?kind=thanks&amp;to=host" in cast.client("member").get("/people/host/").text
    assert (
        "kind=thanks"
        not in cast.client("member").get("/people/member/").text.split("<main")[1].split("Post something")[0]
    )


def test_a_list_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    member, counts = cast.client("member"), []
    for _ in range(2):
        for _n in range(3):
            thank(cast, "host", "outsider", about=cast.items["open", "published"])
        forget()
        with django_assert_max_num_queries(22) as captured:
            member.get("/thanks/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_it_is_found_by_the_name_of_who_is_thanked(cast):
    from kring.kinds.thanks.words import words

    item = thank(cast, "host", "outsider")
    assert words([item.pk]) == {item.pk: f"{cast.host.name} {cast.outsider.name}"}


def test_out_and_in_again(tmp_path):
    """Also where what it is for comes later in the package, and with names that lead nowhere."""
    said = content("c1", kind="thanks", data={"to": ["bram", "carla", "nobody"], "for": "c2"})
    odd = content("c3", kind="thanks", data={"to": "bram", "for": 12})
    records = [
        person(),
        person("bram"),
        person("carla"),
        said,
        content("c2", kind="thanks", data={"to": ["bram"]}),
        odd,
    ]
    take_in(package(tmp_path / "in", *records))
    item = Content.objects.get(body__contains="Words of c1")
    assert [one.handle for one in item.to] == ["bram", "carla"]
    assert Content.objects.get(pk=item.about_id).body.strip() == "<p>Words of c2</p>"
    send_out(tmp_path / "first.zip")
    first = {
        record["id"]: record for record in records_of(tmp_path / "first.zip") if record["type"] == "content"
    }
    assert first["c1"]["data"] == {"to": ["bram", "carla"], "for": "c2"}


def test_the_same_comes_out_of_another_platform(tmp_path):
    said = content("c1", kind="thanks", data={"to": ["bram"], "for": "c2"})
    path = package(tmp_path / "in", person(), person("bram"), said, content("c2"))
    first = out_of_an_empty_platform(path, tmp_path / "first")
    second = out_of_an_empty_platform(tmp_path / "first", tmp_path / "second")
    assert not difference(first, second)
