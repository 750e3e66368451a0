"""What posting, answering, editing and deleting a comment do."""

import uuid

import pytest

from kring.core.activity.models import Event
from kring.core.content.models import Comment, Content
from kring.core.refused import Refused
from kring.interactions.comments import thread, verbs, window

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    content = cast.items["open", "published"]
    content.comments.all().delete()
    Content.objects.filter(pk=content.pk).update(comment_count=0)
    return fresh(content)


def fresh(content):
    return Content.objects.select_related("group").get(pk=content.pk)


def test_a_comment_is_counted_and_said_once(cast, item):
    comment = verbs.post(cast.outsider, item, "<p>Yes</p>")
    assert fresh(item).comment_count == 1
    assert fresh(item).version == item.version + 1
    event = Event.objects.get(verb="comments.posted", comment=comment)
    assert (event.actor, event.content_id, event.group_id) == (cast.outsider, item.pk, item.group_id)


def test_the_same_form_twice_is_one_comment(cast, item):
    token = uuid.uuid4()
    first = verbs.post(cast.member, item, "<p>Yes</p>", token=token)
    assert verbs.post(cast.member, item, "<p>Yes</p>", token=token) == first
    assert fresh(item).comment_count == 1


def test_an_answer_to_an_answer_stands_beside_it(cast, item):
    root = verbs.post(cast.member, item, "<p>1</p>")
    answer = verbs.post(cast.host, item, "<p>2</p>", parent=root)
    assert verbs.post(cast.member, item, "<p>3</p>", parent=answer).parent == root


def test_nothing_is_no_comment(cast, item):
    with pytest.raises(Refused):
        verbs.post(cast.member, item, "")
    assert fresh(item).comment_count == 0


def test_deleting_counts_down_once_and_can_be_undone(cast, item):
    comment = verbs.post(cast.member, item, "<p>Oops</p>")
    verbs.delete(comment, cast.member)
    verbs.delete(comment, cast.member)
    assert fresh(item).comment_count == 0
    verbs.restore(comment, cast.member)
    verbs.restore(comment, cast.member)
    assert fresh(item).comment_count == 1


def test_only_who_deleted_it_takes_that_back(cast, item):
    comment = verbs.post(cast.member, item, "<p>Rude</p>")
    verbs.delete(comment, cast.host)
    verbs.restore(comment, cast.member)
    assert Comment.objects.get(pk=comment.pk).deleted_at


def test_a_deleted_comment_keeps_its_place_while_it_has_answers(cast, item):
    root = verbs.post(cast.member, item, "<p>1</p>")
    alone = verbs.post(cast.member, item, "<p>alone</p>")
    verbs.post(cast.host, item, "<p>2</p>", parent=root)
    verbs.delete(root, cast.member)
    verbs.delete(alone, cast.member)
    assert [node.comment.pk for node in window.read(item, window.Part()).nodes] == [root.pk]


def test_previews_are_the_last_two_that_stand(cast, item, django_assert_num_queries):
    comments = [verbs.post(cast.member, item, f"<p>{n}</p>") for n in range(4)]
    verbs.delete(comments[3], cast.member)
    with django_assert_num_queries(2):  # they and their files
        thread.prefetch([item])
    assert [c.pk for c in item.previews] == [comments[1].pk, comments[2].pk]
