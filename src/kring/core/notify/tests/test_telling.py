"""Who is told what for which event: the whole cast, and nobody beside those who are named here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs
from kring.core.features import verbs as switching
from kring.core.groups import verbs as groups
from kring.core.notify import listing, preferences, reading, telling
from kring.core.notify.models import Cause, Notification
from kring.interactions.comments import verbs as comments
from kring.interactions.follows import verbs as follows
from kring.kinds.questions import verbs as questions
from kring.kinds.wiki import caring
from tests.cast import MEMBERS, SIGNED_IN
from tests.notified import names, settle, told

pytestmark = pytest.mark.django_db


def post(cast, who="member", group="open", kind="update", body="<p>Well</p>", **fields):
    return verbs.post(cast[who], cast.groups[group], kind, title="Cake", body=body, **fields)


def test_who_posted_is_told_of_comments(calm):
    comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    assert told() == {"member": "mine"}


def test_who_commented_is_told_of_answers_and_of_other_comments(calm):
    item = calm.items["open", "published"]
    said = comments.post(calm.manager, item, "<p>Well</p>")
    told()
    comments.post(calm.outsider, item, "<p>Yes</p>", parent=said)
    assert told() == {"manager": "answered", "member": "mine", "host": "followed_item"}


def test_who_stopped_following_is_not_told(calm):
    item = calm.items["open", "published"]
    follows.unfollow(calm.host, content=item)
    comments.post(calm.outsider, item, "<p>Yes</p>")
    assert told() == {"member": "mine"}


@pytest.mark.parametrize("group", sorted(MEMBERS))
def test_a_mention_reaches_only_who_may_read_it(calm, group):
    """Everybody is mentioned; who isn't let in there isn't told that they were."""
    body = f"<p>{names(calm, *SIGNED_IN)}</p>"
    post(calm, group=group, body=body)
    readers = MEMBERS[group] | (MEMBERS["everyone"] if group == "open" else set())
    assert {who: why for who, why in told().items() if why == "mentioned"} == dict.fromkeys(
        readers - {"member"}, "mentioned"
    )


def test_an_edit_tells_only_who_was_added(calm):
    item = post(calm, body=f"<p>{names(calm, 'host')}</p>")
    assert told()["host"] == "mentioned"
    item.edit(calm.member, title="Cake", body=f"<p>{names(calm, 'host', 'manager')} now</p>")
    assert told() == {"manager": "mentioned"}


def test_an_edited_comment_too(calm):
    said = comments.post(calm.host, calm.items["open", "published"], f"<p>{names(calm, 'manager')}</p>")
    assert told() == {"manager": "mentioned", "member": "mine"}
    comments.edit(said, calm.host, f"<p>{names(calm, 'manager', 'outsider')}</p>")
    assert told() == {"outsider": "mentioned"}


def test_a_question_and_its_answers(calm):
    asked = post(calm, kind="question", body="<p>What?</p>")
    assert told() == {}
    answer = comments.post(calm.host, asked, "<p>That</p>")
    assert told() == {"member": "answered"}
    comments.post(calm.manager, asked, "<p>Sure?</p>", parent=answer)
    assert told() == {"host": "answered", "member": "mine"}
    questions.choose(answer, by=calm.member)
    assert told() == {"host": "best_answer"}


def test_news_is_told_to_the_group(calm):
    verbs.post(calm.host, calm.groups["closed"], "news", title="News", body="<p>New</p>")
    assert told() == {"member": "highlight"}
    verbs.post(calm.manager, calm.groups["everyone"], "news", title="News", body="<p>New</p>")
    assert told() == dict.fromkeys(MEMBERS["everyone"] - {"manager"}, "highlight")


def test_how_much_of_a_group_somebody_wants_to_hear(calm):
    group = calm.groups["closed"]
    preferences.set_level(calm.host, group, "all")
    post(calm, group="closed")
    assert told() == {"host": "post"}
    preferences.set_level(calm.host, group, "nothing")
    verbs.post(calm.member, group, "news", title="News", body="<p>New</p>")
    assert told() == {}
    post(calm, group="closed", body=f"<p>{names(calm, 'host')}</p>")
    assert told() == {"host": "mentioned"}
    preferences.set_level(calm.host, group, "highlights")
    item = post(calm, group="closed")
    item.pin(by=calm.member)
    assert told() == {"host": "highlight"}


def test_following_a_person_and_a_topic(calm):
    from kring.core.content.models import Topic

    topic = Topic.objects.create(slug="cake", name="Cake")
    follows.follow(calm.host, followee=calm.member)
    follows.follow(calm.guest, followee=calm.member)
    follows.follow(calm.outsider, topic=topic)
    told()
    post(calm, topics=[topic])
    assert told() == {"host": "followed", "outsider": "followed"}
    post(calm, group="secret", topics=[topic])
    assert told() == {"host": "followed"}
    post(calm, group="project")
    assert told() == {"host": "followed", "guest": "followed"}


def test_a_page_that_changed(calm):
    page = post(calm, kind="wiki")
    follows.follow(calm.outsider, content=page)
    caring.entrust(page, calm.member, calm.host)
    assert told() == {"host": "keeping"}
    page.edit(calm.member, title="Cake", body="<p>Better</p>")
    assert told() == {"host": "keeping", "outsider": "followed_item"}
    page.edit(calm.host, title="Cake", body="<p>Best</p>")
    assert told() == {"outsider": "followed_item", "member": "followed_item"}


def test_another_post_that_is_put_right_at_once_is_nobodys_news(calm):
    item = post(calm)
    follows.follow(calm.host, content=item)
    told()
    item.edit(calm.member, title="Cake", body="<p>Well, well</p>")
    assert told() == {}
    type(item).objects.filter(pk=item.pk).update(published_at=timezone.now() - timedelta(hours=2))
    item.edit(calm.member, title="Cake", body="<p>No more cake</p>")
    assert told() == {"host": "followed_item"}


def test_coming_into_a_group(calm):
    group = calm.groups["closed"]
    groups.ask(group, calm.manager)
    assert told() == {"host": "hosting"}
    groups.approve(group.requests.get(person=calm.manager), by=calm.host)
    assert told() == {"manager": "welcome"}
    groups.set_role(group, calm.manager, "host", by=calm.host)
    assert told() == {"manager": "welcome"}
    groups.invite(calm.groups["secret"], calm.outsider, by=calm.host)
    assert told() == {"outsider": "welcome"}
    groups.join(calm.groups["open"], calm.outsider)
    assert told() == {}


def test_a_manager_who_becomes_host_by_themselves(calm):
    groups.set_role(calm.groups["secret"], calm.manager, "host", by=calm.manager)
    assert told() == {"host": "hosting"}


def test_nobody_is_told_of_a_muted_item(calm):
    item = calm.items["open", "published"]
    preferences.mute(calm.member, item)
    comments.post(calm.host, item, f"<p>{names(calm, 'member')}</p>")
    assert told() == {}
    preferences.unmute(calm.member, item)
    comments.post(calm.host, item, "<p>Well</p>")
    assert told() == {"member": "mine"}


def test_who_wants_to_hear_of_something_by_no_channel_has_no_row(calm):
    off = {"kring": False, "mail": "off", "push": False}
    preferences.save(calm.member, choices={"mine": off})
    comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    assert told() == {}


def test_old_events_tell_nobody(calm):
    comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    Event.objects.filter(fanned_out_at=None).update(created_at=timezone.now() - timedelta(days=3))
    assert told() == {}


def test_a_comment_that_is_gone_already(calm):
    said = comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    comments.delete(said, calm.host)
    assert told() == {}


def test_what_a_feature_tells_is_silent_where_it_is_off(calm):
    switching.switch_group("comments", calm.groups["open"], "off")
    comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    assert told() == {}


def test_an_ended_account_is_not_told(calm):
    type(calm.member).objects.filter(pk=calm.member.pk).update(is_active=False)
    comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    assert told() == {}


def test_telling_twice_changes_nothing(calm):
    comments.post(calm.host, calm.items["open", "published"], "<p>Well</p>")
    settle()
    event = Event.objects.latest("id")
    telling.tell(event)
    telling.tell(event)
    assert Cause.objects.count() == 1
    assert Notification.objects.get().cause_count == 1


def test_very_many_are_told_in_pieces(calm, monkeypatch):
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    event = verbs.post(calm.manager, calm.groups["everyone"], "news", title="News", body="<p>New</p>")
    while fanout.sweep():
        pass
    assert not Cause.objects.exists()  # the first one posted it
    assert telling.tell_the_rest() == 3
    assert telling.tell_the_rest() == 0
    assert set(Cause.objects.values_list("person__handle", flat=True)) == {"host", "member", "outsider"}
    assert Notification.objects.filter(content=event, cause_count=1).count() == 3


def test_words_of_comments_go_where_comments_are_switched_off_and_come_back(calm):
    comments.post(calm.host, calm.items["open", "published"], "<p>Rhubarb</p>")
    settle()
    page = calm.client("member")
    assert b"Rhubarb" in page.get("/notifications/").content
    switching.switch_group("comments", calm.groups["open"], "off")
    assert b"Rhubarb" not in page.get("/notifications/").content
    settle()
    row = Notification.objects.get()
    assert (row.hidden, row.mail_due_at) == ("gone", None)
    switching.switch_group("comments", calm.groups["open"], "on")
    settle()
    assert Notification.objects.get().hidden == ""
    assert b"Rhubarb" in page.get("/notifications/").content


def test_what_a_feature_told_goes_with_it_and_comes_back(calm):
    """Also what is in no group: the number on the bell is that of the list."""
    from kring.tools.messages import seeing, sending, starting

    talk = starting.start(calm.host, [calm.member])
    place = seeing.find(calm.host, talk.pk)
    place.person = calm.host
    sending.send(place, "<p>Well?</p>")
    follows.follow(calm.member, followee=calm.host)
    verbs.post(calm.host, calm.groups["open"], "update", body="<p>Rhubarb</p>")
    settle()
    assert listed(calm) == 2
    for feature, left in (("messages", 1), ("follows", 0)):
        switching.switch_platform(feature, "off")
        settle()
        assert listed(calm) == left
    switching.switch_group("follows", calm.groups["open"], "off")
    for feature, left in (("follows", 0), ("messages", 1)):
        switching.switch_platform(feature, "on")
        settle()
        assert listed(calm) == left
    switching.switch_group("follows", calm.groups["open"], "inherit")
    settle()
    assert listed(calm) == 2


def listed(calm) -> int:
    """How many unread notifications the member has, by the list and by the bell."""
    found = len(listing.page(calm.member))
    assert reading.unread([calm.member.pk]) == {calm.member.pk: found}
    return found
