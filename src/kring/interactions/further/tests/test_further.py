"""From a comment or an item to a post of another kind, and back."""

import pytest

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content.drafts import Draft
from kring.core.content.models import Content
from kring.core.features import verbs as switching
from kring.core.notify.models import Notification
from kring.exchange.tests.packages import comment, content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.interactions.further.models import Further

pytestmark = pytest.mark.django_db


def url(said) -> str:
    return f"/c/{said.content_id}/comments/{said.pk}/further/"


def take(cast, said, who="member", group="open", kind="question") -> Content:
    browser = cast.client(who)
    where = browser.post(
        url(said) if hasattr(said, "content_id") else f"/c/{said.pk}/further/", {"kind": kind}
    ).url
    assert where.startswith("/new/?draft=new-") and browser.get(where).status_code == 200
    draft = Draft.objects.latest("pk")
    typed = {name: values[-1] for name, values in draft.fields.items()}
    given = typed | {"kind": kind, "group": cast.groups[group].pk}
    assert browser.post("/new/", given).status_code == 302
    while fanout.sweep():  # what one event does is another
        pass
    return Content.objects.latest("pk")


def test_a_comment_becomes_a_question(cast):
    said = cast.comments["open", "published"]
    page = cast.client("member").get(url(said)).text
    assert 'value="question"' in page and 'value="wiki"' in page
    made = take(cast, said)
    word = next(
        word for word, meaning in cast.meaning.items() if meaning == "a comment on the published item in open"
    )
    assert made.kind == "question" and word in made.body and word in made.title.lower()
    row = Further.objects.get()
    assert (row.content, row.comment, row.of_id) == (made, said, said.content_id)
    source = cast.client("outsider").get(f"/c/{said.content_id}/").text
    assert f'href="/c/{made.pk}/"' in source
    there = cast.client("outsider").get(f"/c/{made.pk}/").text
    assert "From a comment by" in there and f"/c/{said.content_id}/comments/{said.pk}/" in there
    event = Event.objects.get(verb="further.taken")
    assert (event.person, event.comment, event.data) == (cast.host, said, {"to": made.pk})
    assert Notification.objects.filter(person=cast.host, causes__reason="taken_further").exists()


def test_each_end_is_for_who_sees_the_other(cast):
    said = cast.comments["open", "published"]
    hidden = take(cast, said, group="secret")
    assert f"/c/{hidden.pk}/" not in cast.client("outsider").get(f"/c/{said.content_id}/").text
    assert f"/c/{hidden.pk}/" in cast.client("member").get(f"/c/{said.content_id}/").text
    secret = cast.comments["secret", "published"]
    told = take(cast, secret, group="open")
    page = cast.client("outsider").get(f"/c/{told.pk}/").text
    assert "From a comment" not in page


def test_who_may(cast):
    said, hidden = cast.comments["open", "published"], cast.comments["secret", "published"]
    assert cast.statuses("get", url(said)) == {
        "manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404, "nobody": 302,
    }  # fmt: skip
    for who in ("manager", "outsider", "guest"):
        assert cast.client(who).post(url(hidden), {"kind": "question"}).status_code == 404
    draft = cast.items["open", "draft"]
    assert cast.client("member").get(f"/c/{draft.pk}/further/").status_code == 403
    member = cast.client("member")
    for kind in ("", "nonsense", "\x00"):
        assert member.post(url(said), {"kind": kind}).status_code == 400
    switching.switch_platform("questions", "off", by=cast.manager)
    assert member.post(url(said), {"kind": "question"}).status_code == 400
    assert 'value="question"' not in member.get(url(said)).text


def test_begun_twice_is_one_draft(cast):
    said, member = cast.comments["open", "published"], cast.client("member")
    first = member.post(url(said), {"kind": "question"}).url
    assert member.post(url(said), {"kind": "question"}).url == first
    assert member.post(url(said), {"kind": "wiki"}).url != first
    fanout.sweep()
    assert not Event.objects.filter(verb="further.taken").exists()


def test_an_item_becomes_another(cast):
    made = take(cast, cast.items["open", "published"], kind="wiki")
    member = cast.client("member")
    assert f'href="/c/{made.pk}/"' in member.get(f"/c/{cast.items['open', 'published'].pk}/").text
    assert "Came of" in member.get(f"/c/{made.pk}/").text


def test_another_may_not_link_with_a_token(cast):
    said = cast.comments["open", "published"]
    cast.client("member").post(url(said), {"kind": "question"})
    token = Further.objects.get().token
    given = {
        "kind": "question",
        "group": cast.groups["open"].pk,
        "title": "Mine",
        "body": "",
        "token": str(token),
    }
    cast.client("host").post("/new/", given)
    fanout.sweep()
    assert Further.objects.get().content is None


def test_round_trip(tmp_path):
    row = {"type": "further", "content": "c2", "of": "c1", "comment": "m1", "actor": "anna",
           "created_at": "2024-03-01T10:00:00+00:00"}  # fmt: skip
    records = (person(), content(), content("c2", kind="question", title="And?"), comment(), row)
    first = out_of_an_empty_platform(package(tmp_path / "in", *records), tmp_path / "first")
    assert row in first
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
