"""Newsletters: who may write, send and read one, and that each reader gets what they may see, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.content import verbs as posts
from kring.core.groups import verbs as groups
from kring.core.mail import subscriptions, writing
from kring.core.mail.models import Letter
from kring.core.refused import Refused
from kring.tools.newsletter import reach, sending, verbs
from kring.tools.newsletter.models import Newsletter, OptOut, State
from tests.cast import SIGNED_IN

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(cast):
    """By the host, for the open group, with an item of each group that the host reads."""
    Letter.objects.all().delete()
    found = verbs.start(
        cast.host, subject="Of this month", groups=[cast.groups["open"]], intro="<p>Hello all</p>"
    )
    verbs.add_heading(found, "What was said")
    for slug in ("everyone", "open", "closed", "secret"):
        verbs.add_item(found, cast.host, cast.items[slug, "published"].pk)
    return found


def send(newsletter, person) -> None:
    sending.send(newsletter, person)
    while sending.send_some(newsletter.pk):
        pass
    newsletter.refresh_from_db()


def letters() -> dict[str, Letter]:
    found = Letter.objects.filter(mailing__isnull=False).select_related("person")
    return {letter.person.handle: letter for letter in found}


def test_who_may_start_one(cast):
    found = cast.statuses("get", "/newsletters/new/")
    assert found == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 403, "nobody": 302,
    }  # fmt: skip
    data = {"subject": "Mine", "groups": [cast.groups["open"].pk]}
    answers = cast.as_each("post", "/newsletters/new/", data, who=("member", "outsider", "guest"))
    assert {answer.status_code for answer in answers.values()} == {403}
    assert not Newsletter.objects.exists()
    assert cast.client("host").post("/newsletters/new/", data).status_code == 302


def test_a_host_sends_only_to_their_own_groups(cast):
    everyone = {"subject": "Mine", "groups": [cast.groups["everyone"].pk]}
    assert cast.client("host").post("/newsletters/new/", everyone).status_code == 422
    with pytest.raises(Refused):
        verbs.start(cast.host, subject="Mine", groups=[cast.groups["everyone"], cast.groups["open"]])
    with pytest.raises(Refused):  # a manager isn't in there, and reads it no more than anybody
        verbs.start(cast.manager, subject="Mine", groups=[cast.groups["closed"]])
    assert verbs.start(cast.manager, subject="All", groups=[cast.groups["everyone"], cast.groups["open"]]).pk


def test_a_draft_is_its_writers(cast, draft):
    """The manager looks after open groups too; others don't see that there is one."""
    pages = ("write/", "look/", "letter/", "choose/")
    for path in pages:
        found = cast.statuses("get", f"/newsletters/{draft.pk}/{path}", who=SIGNED_IN)
        assert found == {"manager": 200, "host": 200, "member": 404, "outsider": 404, "guest": 404}, path
    part = draft.parts.first()
    for path in ("add/", "order/", f"parts/{part.pk}/remove/", "do/send/", "do/test/", "do/throw-away/"):
        found = cast.statuses("post", f"/newsletters/{draft.pk}/{path}", who=("member", "outsider", "guest"))
        assert set(found.values()) == {404}, path
    assert draft.parts.count() == 5
    for who, page in cast.as_each("get", "/newsletters/", who=("member", "outsider", "guest")).items():
        assert "Of this month" not in page.content.decode(), who
    for path in pages:
        text = cast.client("manager").get(f"/newsletters/{draft.pk}/{path}").content.decode()
        titles = [one for one in cast.leaks("manager", text) if "the title" in one or "the text" in one]
        assert not titles, path


def test_each_reader_gets_what_they_may_see(cast, draft):
    groups.join(cast.groups["open"], cast.outsider)
    send(draft, cast.host)
    assert set(letters()) == {"host", "member", "outsider"}
    for who, letter in letters().items():
        written = writing.written(letter)
        assert not cast.leaks(who, written.html + written.text), who
        assert "Hello all" in written.html and "Hello all" in written.text
    shown = {who: writing.written(letter).text.count("/to/") for who, letter in letters().items()}
    assert shown == {"host": 4, "member": 4, "outsider": 2}


def test_seen_is_asked_again_when_it_is_sent(cast, draft):
    send(draft, cast.host)
    waiting = letters()["member"]
    groups.leave(cast.groups["secret"], cast.member)
    assert writing.written(waiting).text.count("/to/") == 3
    cast.items["open", "published"].to_bin(cast.member)
    assert writing.written(waiting).text.count("/to/") == 2
    groups.leave(cast.groups["open"], cast.member)
    assert writing.written(waiting) is None


def test_who_sees_none_of_it_gets_none(cast):
    made = verbs.start(cast.host, subject="Closed", groups=[cast.groups["project"]])
    verbs.add_item(made, cast.host, cast.items["secret", "published"].pk)
    send(made, cast.host)
    assert set(letters()) == {"host", "member"}  # not the guest
    assert made.person_count == 3 and made.letter_count == 2


def test_killed_anywhere_it_goes_on(cast, draft, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    sending.send(draft, cast.host)
    sending.send_some(draft.pk)
    stale = Newsletter.objects.get(pk=draft.pk)
    sending.send_some(draft.pk)
    monkeypatch.setattr(Newsletter.objects, "filter", lambda **_: Stale(stale))
    sending.send_some(draft.pk)  # a second worker that read how far it was before the first one wrote
    monkeypatch.undo()
    while sending.send_some(draft.pk):
        pass
    draft.refresh_from_db()
    assert (
        draft.state == State.SENT
        and draft.letter_count == Letter.objects.filter(mailing=draft.pk).count() == 2
    )
    with pytest.raises(Refused):
        sending.send(draft, cast.host)


class Stale:
    def __init__(self, row):
        self.row = row

    def first(self):
        return self.row


def test_the_worker_sends_what_is_due(cast, draft):
    verbs.schedule(draft, cast.host, timezone.now() + timedelta(hours=1))
    sending.send_due()
    assert not letters()
    Newsletter.objects.update(send_at=timezone.now() - timedelta(seconds=1))
    for _time in range(4):
        sending.send_due()
    draft.refresh_from_db()
    assert draft.state == State.SENT and set(letters()) == {"host", "member"}


def test_who_may_not_send_any_more_does_not(cast, draft):
    verbs.schedule(draft, cast.host, timezone.now() + timedelta(hours=1))
    groups.set_role(cast.groups["open"], cast.member, "host", by=cast.host)
    groups.set_role(cast.groups["open"], cast.host, "member", by=cast.member)
    Newsletter.objects.update(send_at=timezone.now() - timedelta(seconds=1))
    sending.send_due()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT and not letters()


def test_unsubscribing_and_coming_back(cast, draft):
    send(draft, cast.host)
    letter = letters()["member"]
    assert letter.unsubscribe == f"newsletter:{cast.groups['open'].pk}"
    subscriptions.stop(cast.member, letter.unsubscribe)
    assert writing.written(letter) is None
    assert OptOut.objects.get().after_id == draft.pk and reach.of(draft).left == 1
    again = verbs.start(cast.host, subject="Next", groups=[cast.groups["open"]], intro="<p>Again</p>")
    send(again, cast.host)
    assert {one.person.handle for one in Letter.objects.filter(mailing=again.pk)} == {"host"}
    subscriptions.resume(cast.member, letter.unsubscribe)
    assert not OptOut.objects.exists()


def test_the_archive(cast, draft):
    send(draft, cast.host)
    pages = cast.as_each("get", f"/newsletters/{draft.pk}/")
    status = {who: page.status_code for who, page in pages.items()}
    assert status == {
        "manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404, "nobody": 302,
    }  # fmt: skip
    for who, page in pages.items():
        assert not cast.leaks(who, page.content.decode()), who
    assert "How it went" in pages["host"].content.decode()
    assert "How it went" not in pages["member"].content.decode()
    assert "Of this month" in cast.client("member").get("/newsletters/").content.decode()
    assert cast.client("host").get(f"/newsletters/{draft.pk}/write/").status_code == 409


def test_the_archive_names_no_group_that_its_reader_does_not_know(cast, draft):
    draft.groups.add(cast.groups["secret"], cast.groups["project"])
    send(draft, cast.host)
    for who, page in cast.as_each("get", "/newsletters/").items():
        assert not cast.leaks(who, page.content.decode()), who
    assert cast.groups["secret"].name in cast.client("member").get("/newsletters/").content.decode()


def test_openings_are_counted_once_a_browser_and_by_nobodys_name(cast, draft):
    send(draft, cast.host)
    item = cast.items["closed", "published"]
    path = f"/newsletters/{draft.pk}/to/{item.pk}/"
    found = cast.statuses("get", path)
    assert found == {
        "manager": 404, "host": 302, "member": 302, "outsider": 404, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert cast.client("member").get(path).url == item.url
    assert reach.opened(draft) == {item.pk: 2}
    foreign = cast.items["project", "published"]
    assert cast.client("member").get(f"/newsletters/{draft.pk}/to/{foreign.pk}/").status_code == 302
    assert foreign.pk not in reach.opened(draft)


def test_putting_it_in_order(cast, draft):
    client, base = cast.client("host"), f"/newsletters/{draft.pk}"
    ids = list(draft.parts.values_list("pk", flat=True))
    client.post(f"{base}/parts/{ids[2]}/up/", **HTMX)
    assert list(draft.parts.values_list("pk", flat=True))[:3] == [ids[0], ids[2], ids[1]]
    client.post(f"{base}/order/", {"part": [str(id) for id in reversed(ids[1:])]}, **HTMX)
    assert list(draft.parts.values_list("pk", flat=True)) == [*reversed(ids[1:]), ids[0]]
    page = client.post(f"{base}/parts/{ids[1]}/say/", {"words": "Read this"}, **HTMX).content.decode()
    assert "Read this" in page and 'id="contents"' in page and "hx-swap-oob" in page
    assert client.post(f"{base}/parts/{ids[1]}/remove/").url == f"{base}/write/"
    assert client.post(f"{base}/parts/{ids[1]}/remove/").status_code == 302
    assert draft.parts.count() == 4


def test_only_what_the_writer_reads_can_be_put_in(cast, draft):
    foreign = verbs.start(cast.manager, subject="All", groups=[cast.groups["everyone"]])
    item = cast.items["secret", "published"]
    answer = cast.client("manager").post(f"/newsletters/{foreign.pk}/add/", {"content": item.pk})
    assert answer.status_code == 404 and not foreign.parts.exists()
    page = cast.client("manager").get(f"/newsletters/{foreign.pk}/choose/?q={item.title}", **HTMX)
    assert f"/c/{item.pk}/" not in page.content.decode()


def test_it_warns_of_what_few_or_none_may_see(cast):
    made = verbs.start(cast.host, subject="To project", groups=[cast.groups["project"]])
    verbs.add_item(made, cast.host, cast.items["secret", "published"].pk)
    page = cast.client("host").get(f"/newsletters/{made.pk}/write/").content.decode()
    assert "2 of 3 readers may see it" in page
    lonely = groups.start(cast.host, name="Lonely", access="closed")
    item = posts.post(cast.host, lonely, "update", body="<p>Only here</p>")
    verbs.add_item(made, cast.host, item.pk)
    OptOut.objects.create(person=cast.host, group=cast.groups["project"])
    page = cast.client("host").get(f"/newsletters/{made.pk}/look/").content.decode()
    assert "None of your readers may see “Only here”" in page


def test_a_test_goes_to_the_writer_only(cast, draft):
    assert cast.client("host").post(f"/newsletters/{draft.pk}/do/test/").status_code == 302
    (letter,) = Letter.objects.filter(key__startswith=f"newsletter-{draft.pk}-test")
    assert letter.person == cast.host and letter.mailing is None and letter.subject == "Test: Of this month"
    assert "/to/" not in writing.written(letter).text
    draft.refresh_from_db()
    assert draft.is_draft


def test_sending_and_scheduling_from_the_page(cast, draft):
    client, base = cast.client("host"), f"/newsletters/{draft.pk}"
    assert client.post(f"{base}/do/schedule/", {}).status_code == 422
    day = f"{timezone.localdate() + timedelta(days=2):%Y-%m-%d}"
    client.post(f"{base}/do/schedule/", {"later_on": day, "later_at": "10:00"})
    draft.refresh_from_db()
    assert draft.is_scheduled
    client.post(f"{base}/do/stop/")
    assert client.post(f"{base}/do/send/").url == f"{base}/"
    assert client.post(f"{base}/do/send/").url == f"{base}/"
    draft.refresh_from_db()
    assert draft.state == State.SENDING


def test_the_frame_may_hold_the_mail_and_no_script(cast, draft):
    answer = cast.client("host").get(f"/newsletters/{draft.pk}/letter/")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy and "frame-ancestors 'self'" in policy


def test_an_empty_one_is_not_sent(cast):
    made = verbs.start(cast.host, subject="Empty", groups=[cast.groups["open"]])
    verbs.add_heading(made, "Nothing under it")
    with pytest.raises(Refused):
        sending.send(made, cast.host)
