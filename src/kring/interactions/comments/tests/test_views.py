"""Commenting as each of the cast, with bad input and forms that come twice."""

import uuid

import pytest

from kring.core.content.models import Comment, Content
from kring.core.features import verbs as switch_verbs

pytestmark = pytest.mark.django_db


def statuses_of_post(cast, group, **data):
    id = cast.items[group, "published"].pk
    return cast.statuses("post", f"/c/{id}/comments/", {"body": "Yes"} | data)


def test_who_reads_may_comment(cast):
    assert statuses_of_post(cast, "open") == {
        "manager": 302, "host": 302, "member": 302, "outsider": 302, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert Comment.objects.filter(body="<p>Yes</p>").count() == 4


def test_who_may_not_see_finds_nothing(cast):
    assert {w for w, s in statuses_of_post(cast, "secret").items() if s == 404} == {
        "manager",
        "outsider",
        "guest",
    }
    assert {w for w, s in statuses_of_post(cast, "project").items() if s == 404} == {"manager", "outsider"}


def test_nobody_is_asked_to_sign_in_and_posts_nothing(cast):
    id = cast.items["open", "published"].pk
    answer = cast.client("nobody").post(f"/c/{id}/comments/", {"body": "Yes"})
    assert answer.headers["Location"].startswith("/accounts/login/?next=/c/")
    assert not Comment.objects.filter(body="<p>Yes</p>").exists()


def test_a_comment_leads_to_its_own_place(cast):
    id = cast.items["open", "published"].pk
    answer = cast.client("member").post(f"/c/{id}/comments/", {"body": "Hello"})
    comment = Comment.objects.latest("pk")
    assert answer.headers["Location"] == f"/c/{id}/#comment-{comment.pk}"
    page = cast.client("member").get(f"/c/{id}/comments/{comment.pk}/")
    assert page.headers["Location"].endswith(f"#comment-{comment.pk}")


def test_the_same_form_twice(cast):
    id = cast.items["open", "published"].pk
    data = {"body": "Once", "token": uuid.uuid4().hex}
    places = {cast.client("member").post(f"/c/{id}/comments/", data).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Comment.objects.filter(body="<p>Once</p>").count() == 1


@pytest.mark.parametrize("data", [{"body": "  "}, {"body": "x" * 20_001}, {"body": "<script>x()</script>"}])
def test_an_error_stands_beside_the_field_and_keeps_the_words(cast, data):
    id = cast.items["open", "published"].pk
    page = cast.client("member").post(f"/c/{id}/comments/", data)
    assert page.status_code == 422
    assert b"field-error" in page.content
    if data["body"].strip() and len(data["body"]) < 100:
        assert b"&lt;script&gt;" in page.content


def test_an_answer_to_a_deleted_comment_keeps_the_words(cast):
    item, comment = cast.items["open", "published"], cast.comments["open", "published"]
    cast.client("host").post(f"/c/{item.pk}/comments/{comment.pk}/delete/")
    page = cast.client("member").post(f"/c/{item.pk}/comments/", {"body": "My answer", "parent": comment.pk})
    assert page.status_code == 409
    assert "My answer" in page.text


@pytest.mark.parametrize("parent", ["abc", str(2**70), "-1", "0"])
def test_a_parent_that_never_was(cast, parent):
    id = cast.items["open", "published"].pk
    assert cast.client("member").post(f"/c/{id}/comments/", {"body": "x", "parent": parent}).status_code in (
        409,
        422,
    )


def test_a_parent_of_another_item_is_no_parent(cast):
    id, elsewhere = cast.items["open", "published"].pk, cast.comments["secret", "published"]
    answer = cast.client("outsider").post(f"/c/{id}/comments/", {"body": "x", "parent": elsewhere.pk})
    assert answer.status_code == 409


def test_only_the_author_edits_and_author_or_host_deletes(cast):
    item, comment = cast.items["open", "published"], cast.comments["open", "published"]
    edits = cast.statuses("get", f"/c/{item.pk}/comments/{comment.pk}/edit/")
    assert {who for who, status in edits.items() if status == 200} == {"host"}
    assert edits["outsider"] == 403 and edits["guest"] == 404
    deletes = cast.statuses(
        "post", f"/c/{item.pk}/comments/{comment.pk}/delete/", who=("outsider", "member", "guest")
    )
    assert deletes == {"outsider": 403, "member": 403, "guest": 404}
    assert cast.client("manager").post(f"/c/{item.pk}/comments/{comment.pk}/delete/").status_code == 200


def test_closed_comments_refuse_with_a_sentence_and_show_no_box(cast):
    item = cast.items["open", "published"]
    item.open_comments(cast.host, False)
    answer = cast.client("member").post(
        f"/c/{item.pk}/comments/", {"body": "x"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 403
    assert f'action="/c/{item.pk}/comments/"' not in cast.client("member").get(f"/c/{item.pk}/").text


@pytest.mark.parametrize("state", ["archived", "draft", "bin"])
def test_what_isnt_published_takes_no_comments(cast, state):
    item = cast.items["open", state]
    assert cast.client("host").post(f"/c/{item.pk}/comments/", {"body": "x"}).status_code in (403, 404)


def test_switched_off_leaves_no_trace(cast):
    item = cast.items["open", "published"]
    switch_verbs.switch_group("comments", item.group, "off")
    page = cast.client("member").get(f"/c/{item.pk}/").text
    assert "/comments/" not in page and "#say-" not in page
    assert cast.client("member").post(f"/c/{item.pk}/comments/", {"body": "x"}).status_code == 404
    switch_verbs.switch_group("comments", item.group, "inherit")
    assert "/comments/" in cast.client("member").get(f"/c/{item.pk}/").text


def test_a_thread_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    from kring.interactions.comments import verbs

    item = Content.objects.get(pk=cast.items["open", "published"].pk)
    for n in range(12):
        verbs.post(cast.member, item, f"<p>{n}</p>")
    browser = cast.client("member")
    browser.get(f"/c/{item.pk}/")
    with django_assert_max_num_queries(13):
        browser.get(f"/c/{item.pk}/")
