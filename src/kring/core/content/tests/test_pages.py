"""Posting, editing, and the life of an item, in the browser's terms."""

import uuid

import pytest

from kring.core.activity.models import Event
from kring.core.content.models import Content

pytestmark = pytest.mark.django_db


def fresh(item) -> Content:
    return Content.objects.get(pk=item.pk)


def post(cast, who="member", **data):
    group = data.pop("group", cast.groups["open"])
    return cast.client(who).post(
        "/new/", {"kind": "update", "group": group.pk, "body": "Hello **there**"} | data
    )


def test_a_post_arrives_once_and_where_it_was_meant(cast):
    token = uuid.uuid4().hex
    for _ in range(2):
        assert post(cast, token=token).status_code == 302
    item = Content.objects.get(token=token)
    assert (item.body, item.state, item.group) == (
        "<p>Hello <strong>there</strong></p>",
        "published",
        cast.groups["open"],
    )
    assert Event.objects.filter(verb="content.published", content=item).count() == 1
    assert "Hello" in cast.client("host").get("/").text


def test_where_one_is_no_member_one_cannot_post(cast):
    for who, group in (("outsider", "open"), ("outsider", "secret"), ("guest", "everyone")):
        answer = post(cast, who, group=cast.groups[group])
        assert answer.status_code == 422, (who, group)
        assert "Hello **there**" in answer.text


@pytest.mark.parametrize(
    "data", [{"body": ""}, {"title": "x" * 251}, {"group": "no-number"}, {"token": "no-uuid"}]
)
def test_errors_keep_what_was_typed(cast, data):
    answer = cast.client("member").post(
        "/new/",
        {"kind": "update", "group": cast.groups["open"].pk, "title": "My title", "body": "My text"} | data,
    )
    assert answer.status_code == 422
    for word in ("My title", "My text"):
        if not {"title", "body"} & set(data):
            assert word in answer.text


def test_an_unknown_kind_is_not_found(cast):
    assert post(cast, kind="spaceship").status_code == 404


def test_a_draft_is_its_authors_until_it_is_posted(cast):
    assert post(cast, draft="1", title="Half an idea").status_code == 302
    draft = Content.objects.get(title="Half an idea")
    assert cast.statuses("get", f"/c/{draft.pk}/") == {
        "manager": 404, "host": 404, "member": 200, "outsider": 404, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert "Half an idea" in cast.client("member").get("/drafts/").text
    assert cast.client("member").post(f"/c/{draft.pk}/do/publish/").status_code == 302
    assert cast.client("outsider").get(f"/c/{draft.pk}/").status_code == 200


def test_only_the_author_edits_and_every_version_is_kept(cast):
    item = cast.items["open", "published"]
    assert {w for w, s in cast.statuses("get", f"/c/{item.pk}/edit/").items() if s == 200} == {"member"}
    Event.objects.filter(content=item, verb="content.edited").delete()
    before = fresh(item)
    answer = cast.client("member").post(f"/c/{item.pk}/edit/", {"title": "Better", "body": "New text"})
    assert answer.status_code == 302
    revision = before.revisions.first()
    assert (revision.title, revision.body) == (before.title, before.body)
    assert "New text" in cast.client("outsider").get(f"/c/{item.pk}/").text
    assert before.title in cast.client("outsider").get(f"/c/{item.pk}/history/").text


def test_a_text_that_nobody_changed_stays_as_it_is(cast):
    item = fresh(cast.items["open", "published"])
    body = '<p>Ask <a href="/people/host/" data-person="2">@host</a> &amp; <sub>me</sub></p>\n<p>Twice</p>'
    Content.objects.filter(pk=item.pk).update(body=body)
    from kring.core.content import text

    typed = text.to_markdown(body).replace("\n", "\r\n")
    cast.client("member").post(f"/c/{item.pk}/edit/", {"title": "Another title", "body": typed})
    assert (fresh(item).title, fresh(item).body) == ("Another title", body)


def test_an_edit_over_somebody_elses_keeps_both(cast):
    item = fresh(cast.items["open", "published"])
    seen = item.edited_at.isoformat() if item.edited_at else ""
    item.edit(cast.member, title="From another tab", body="<p>Other</p>")
    answer = cast.client("member").post(
        f"/c/{item.pk}/edit/", {"title": "Mine", "body": "My words", "edited_at": seen}
    )
    assert answer.status_code == 409
    assert "My words" in answer.text
    assert fresh(item).title == "From another tab"


LIFE = {  # verb → (who may, of those who see it in an open group)
    "pin": {"host", "manager"},
    "archive": {"host", "manager", "member"},
    "close-comments": {"host", "manager", "member"},
    "bin": {"host", "manager", "member"},
}


@pytest.mark.parametrize("verb", LIFE)
def test_who_may_do_what(cast, verb):
    item = cast.items["open", "published"]
    refused = cast.statuses(
        "post", f"/c/{item.pk}/do/{verb}/", who=[w for w in ("member", "outsider") if w not in LIFE[verb]]
    )
    assert set(refused.values()) == {403}
    assert cast.client("guest").post(f"/c/{item.pk}/do/{verb}/").status_code == 404
    for who in LIFE[verb] - {"manager"}:
        assert cast.client(who).post(f"/c/{item.pk}/do/{verb}/").status_code in (200, 302), who


def test_each_verb_twice_is_once(cast):
    item = cast.items["open", "published"]
    for verb in ("pin", "unpin", "archive", "unarchive", "close-comments", "open-comments", "bin", "restore"):
        for _ in range(2):
            assert cast.client("host").post(f"/c/{item.pk}/do/{verb}/").status_code in (200, 302), verb
    assert fresh(item).state == "published"
    verbs = Event.objects.filter(content=item).values_list("verb", flat=True)
    for name in ("pinned", "unpinned", "archived", "unarchived", "binned", "restored"):
        assert list(verbs).count(f"content.{name}") == 1


def test_the_bin_hides_and_undo_brings_back(cast):
    item = cast.items["open", "published"]
    assert cast.client("member").post(f"/c/{item.pk}/do/bin/").status_code == 200
    assert cast.client("host").get(f"/c/{item.pk}/").status_code == 404
    assert item.title in cast.client("host").get("/bin/").text
    assert item.title not in cast.client("outsider").get("/bin/").text
    assert cast.client("outsider").post(f"/c/{item.pk}/do/restore/").status_code in (302, 404)
    assert fresh(item).state == "bin"
    cast.client("member").post(f"/c/{item.pk}/do/restore/")
    assert cast.client("outsider").get(f"/c/{item.pk}/").status_code == 200


def test_moving_needs_both_groups_and_changes_who_sees_it(cast):
    item = cast.items["open", "published"]
    assert cast.client("outsider").post(f"/c/{item.pk}/move/", {"group": "secret"}).status_code == 403
    assert cast.client("member").post(f"/c/{item.pk}/move/", {"group": "nowhere"}).status_code == 422
    slug = cast.groups["secret"].slug
    assert cast.client("member").post(f"/c/{item.pk}/move/", {"group": slug}).status_code == 302
    assert cast.client("outsider").get(f"/c/{item.pk}/").status_code == 404
    assert cast.client("host").get(f"/c/{item.pk}/").status_code == 200


def test_the_menu_offers_what_may_be_done(cast):
    item = cast.items["open", "published"]
    for headers in ({}, {"HX-Request": "true"}):
        mine, theirs = (
            cast.client(w).get(f"/c/{item.pk}/actions/", headers=headers).text for w in ("member", "outsider")
        )
        assert "/edit/" in mine and "do/bin/" in mine and "do/pin/" not in mine
        assert "/edit/" not in theirs and "do/bin/" not in theirs


def test_home_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    browser = cast.client("member")
    browser.get("/")
    with django_assert_max_num_queries(12):
        browser.get("/")
