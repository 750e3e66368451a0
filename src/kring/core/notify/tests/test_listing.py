"""The list: grouped, in sentences, at a cost that doesn't depend on how much there is; and reading it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs
from kring.core.content.models import Comment
from kring.core.features import switches
from kring.core.groups import verbs as groups
from kring.core.live.models import LiveMessage
from kring.core.notify import listing, preferences, reading, telling
from kring.core.notify.models import Cause, Notification
from kring.interactions.comments import verbs as comments
from tests.cast import SIGNED_IN
from tests.notified import names, settle

pytestmark = pytest.mark.django_db


def say(calm, who, item, words="<p>Well</p>", **more):
    return comments.post(calm[who], item, words, **more)


def test_people_are_counted_and_the_strongest_reason_leads(calm):
    item = calm.items["open", "published"]
    say(calm, "host", item)
    say(calm, "manager", item, "<p>Indeed, <b>well</b></p>")
    settle()
    (row,) = listing.page(calm.member)
    assert row.sentence == f"{calm.manager.name} and {calm.host.name} commented on “{item.heading}”"
    assert row.html.startswith(f"<b>{calm.manager.name}</b>")
    assert (row.words, row.also, row.icon, row.is_unread) == ("Indeed, well", "", "message-square", True)
    first = say(calm, "outsider", item, f"<p>{names(calm, 'member')}</p>")
    say(calm, "host", item)
    settle()
    (row,) = listing.page(calm.member)
    assert row.sentence == f"{calm.outsider.name} mentioned you in “{item.heading}”"
    assert row.also == f"{calm.host.name} and {calm.manager.name} commented on “{item.heading}”"
    assert row.url == first.get_absolute_url()
    assert row.notification.cause_count == 4 and row.notification.reason == "mentioned"


def test_names_of_many():
    from kring.core.people.models import Person

    people = [Person(name=name) for name in ("Anna", "Bram", "<Carla>")]
    assert listing.names_of(people[:1], 1) == "Anna"
    assert listing.names_of(people[:2], 2) == "Anna and Bram"
    assert listing.names_of(people, 3) == "Anna, Bram and 1 other"
    assert listing.names_of(people, 6) == "Anna, Bram and 4 others"
    assert listing.names_of([], 0) == "Somebody"


def test_names_are_no_markup(calm):
    type(calm.host).objects.filter(pk=calm.host.pk).update(name="<script>")
    item = verbs.post(calm.member, calm.groups["open"], "update", title="<img src=x>", body="<p>x</p>")
    say(calm, "host", item)
    settle()
    (row,) = listing.page(calm.member)
    assert row.html == "<b>&lt;script&gt;</b> commented on “&lt;img src=x&gt;”"
    assert row.sentence == "<script> commented on “<img src=x>”"


def test_five_hundred_events_are_a_page_of_rows(calm):
    items = [
        verbs.post(calm.member, calm.groups["open"], "update", title=f"Item {n}", body="<p>x</p>")
        for n in range(5)
    ]
    settle()
    authors = (calm.host, calm.manager, calm.outsider)
    for number in range(500):  # as the verb leaves them
        about = {"content": items[number % 5], "group": calm.groups["open"]}
        said = Comment.objects.create(
            content=about["content"], author=authors[number % 3], body=f"<p>{number}</p>"
        )
        telling.tell(Event.objects.create(verb="comments.posted", actor=said.author, comment=said, **about))
    with switches.still(), CaptureQueriesContext(connection) as many:  # as in a request
        rows = list(listing.page(calm.member))
    assert [len(row.actors) for row in rows] == [3] * 5
    assert [row.notification.cause_count for row in rows] == [100] * 5
    assert rows[0].words == "499"
    Notification.objects.exclude(pk=rows[0].notification.pk).delete()
    with switches.still(), CaptureQueriesContext(connection) as one:
        assert len(listing.page(calm.member)) == 1
    assert len(many) == len(one) <= 4


def test_pages_of_the_list_leave_nothing_out(calm):
    for number in range(5):
        item = verbs.post(calm.member, calm.groups["open"], "update", title=f"{number}", body="<p>x</p>")
        say(calm, "host", item)
    settle()
    found, before = [], ""
    for _ in range(3):
        page = listing.page(calm.member, before, size=2)
        found += [row.content.title for row in page]
        before = page.older
    assert found == ["4", "3", "2", "1", "0"] and before is None


def test_it_costs_the_fan_out_as_much_however_many_there_are(calm):
    item = calm.items["open", "published"]
    counts = []
    for _ in range(2):
        for who in ("host", "manager", "outsider", "host"):
            say(calm, who, item)
        last = Event.objects.latest("id")
        Event.objects.filter(fanned_out_at=None).exclude(pk=last.pk).update(fanned_out_at=last.created_at)
        with CaptureQueriesContext(connection) as queries:
            fanout.fan_out(last.pk)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_reading_an_item_marks_it_everywhere(calm, django_capture_on_commit_callbacks):
    item = calm.items["open", "published"]
    say(calm, "host", item)
    settle()
    browser = calm.client("member")
    assert browser.get("/").wsgi_request.user.unread == 1
    with django_capture_on_commit_callbacks(execute=True):
        browser.get(f"/c/{item.pk}/")
    assert browser.get("/").wsgi_request.user.unread == 0
    message = LiveMessage.objects.latest("id").payload
    assert message == {"type": "notifications", "person": calm.member.pk, "unread": 0}
    say(calm, "manager", item)
    settle()
    assert browser.get("/").wsgi_request.user.unread == 1
    assert [row.is_unread for row in listing.page(calm.member)] == [True, False]


def test_the_number_is_of_this_request(calm):
    """People are kept in the process under their version; their number isn't."""
    browser, item = calm.client("member"), calm.items["open", "published"]
    assert browser.get("/").wsgi_request.user.unread == 0
    say(calm, "host", item)
    settle()
    assert browser.get("/").wsgi_request.user.unread == 1
    reading.read_all(calm.member)
    assert browser.get("/").wsgi_request.user.unread == 0
    assert calm.client("nobody").get("/accounts/login/").status_code == 200


def test_nobody_reads_somebody_elses(calm):
    say(calm, "host", calm.items["open", "published"])
    settle()
    row = Notification.objects.get()
    assert reading.read_one(calm.host, row.pk) == 0
    assert reading.read_one(calm.member, row.pk) == 1
    assert all(not len(listing.page(calm[who])) for who in set(SIGNED_IN) - {"member"})


@pytest.mark.parametrize("how", ["left", "binned", "deleted", "closed", "moved"])
def test_what_cant_be_seen_vanishes_and_comes_back(calm, how):
    group = calm.groups["closed"]
    item = verbs.post(calm.host, group, "update", title="Cake", body="<p>x</p>")
    mine = say(calm, "member", item)
    said = say(calm, "host", item, parent=mine)
    settle()
    assert reading.unread([calm.member.pk])[calm.member.pk] == 1
    who = calm.member
    match how:
        case "left":
            groups.leave(group, calm.member)
        case "binned":
            item.to_bin(calm.host)
        case "deleted":
            comments.delete(said, calm.host)
        case "closed":  # open to outsiders, until it isn't
            groups.edit(group, calm.host, access="open")
            mine = say(calm, "outsider", item)
            say(calm, "host", item, parent=mine)
            settle()
            who = calm.outsider
            assert reading.unread([who.pk])[who.pk] == 1
            groups.edit(group, calm.host, access="closed")
        case "moved":
            own = groups.start(calm.host, name="Own", access="closed")
            item.move(type(calm.host).objects.get(pk=calm.host.pk), own)
    assert not len(listing.page(who)) or how == "closed"
    settle()
    assert reading.unread([who.pk])[who.pk] == 0
    assert not len(listing.page(who))
    match how:
        case "left":
            groups.add(group, calm.member)
        case "binned":
            item.restore(calm.host)
        case "deleted":
            comments.restore(said, calm.host)
        case "closed":
            groups.edit(group, calm.host, access="open")
        case "moved":
            item.move(type(calm.host).objects.get(pk=calm.host.pk), group)
    settle()
    assert reading.unread([who.pk])[who.pk] == 1
    assert len(listing.page(who)) == 1


def test_requests_and_invitations_are_settled_by_their_answer(calm):
    group = calm.groups["closed"]
    settle()
    Notification.objects.all().delete()
    groups.ask(group, calm.manager)
    groups.invite(calm.groups["secret"], calm.outsider, by=calm.host)
    settle()
    (row,) = listing.page(calm.host)
    assert row.url == f"{group.url}members/"
    assert row.sentence == f"{calm.manager.name} asks to join {group.name}"
    (row,) = listing.page(calm.outsider)
    assert row.url == calm.groups["secret"].url
    for request in group.requests.all():
        groups.decline(request, by=calm.host)
    groups.join(calm.groups["secret"], calm.outsider)
    settle()
    assert reading.unread([calm.host.pk, calm.outsider.pk]) == {calm.host.pk: 0, calm.outsider.pk: 0}


def test_what_somebody_wants_by_mail_only_is_not_listed(calm):
    preferences.save(calm.member, choices={"mine": {"kring": False, "mail": "now"}})
    item = calm.items["open", "published"]
    say(calm, "host", item)
    settle()
    assert not len(listing.page(calm.member))
    browser = calm.client("member")
    assert browser.get("/").wsgi_request.user.unread == 0
    assert Notification.objects.get().mail_due_at
    browser.get(f"/c/{item.pk}/")
    assert Notification.objects.get().mail_due_at is None


def test_causes_say_what_happened(calm):
    said = say(calm, "host", calm.items["open", "published"])
    settle()
    cause = Cause.objects.get()
    assert (cause.actor, cause.comment, cause.verb, cause.reason) == (
        calm.host,
        said,
        "comments.posted",
        "mine",
    )
