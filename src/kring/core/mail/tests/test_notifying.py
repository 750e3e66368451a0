"""A notification by mail: who said what, one button to the place, and one thread a content."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.mail import addresses, sending
from kring.core.mail.models import Letter
from kring.core.notify import delivery, preferences
from kring.core.notify.models import Notification
from kring.core.people import verbs as people
from kring.interactions.comments import verbs as comments

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast, mail_server):
    """Somebody wants mail at once; what is due goes to the real server, and comes back read by the standard library."""
    for who in ("member", "host"):
        preferences.save(cast[who], preset="everything", only_working_days=False, budget=50)
    while fanout.sweep():
        pass
    Notification.objects.all().delete()

    def told(who="member"):
        while fanout.sweep():
            pass
        Notification.objects.filter(mail_due_at__isnull=False).update(mail_due_at=timezone.now())
        delivery.deliver_due()
        sending.send_waiting()
        address = f"{who}@kring.test"
        return [m for m in mail_server.letters if m["To"].addresses[0].addr_spec == address]

    return told


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def html_of(letter) -> str:
    return letter.get_body(("html",)).get_content()


def test_says_who_what_and_where(cast, told):
    item = cast.items["open", "published"]
    comments.post(cast.host, item, "<p>Welcome in <strong>our</strong> garden &amp; house</p>")
    [letter] = told()
    assert letter["Subject"] == f"Re: {item.title}"
    assert letter["From"].addresses[0].display_name == f"{cast.host.name} via Kring"
    for words in (text_of(letter), html_of(letter).replace("&amp;", "&")):
        assert "Welcome in our garden & house" in words and item.title in words and cast.host.name in words
    link = re.search(r"http://localhost:8000(/c/\S+)", text_of(letter))[1]
    assert cast.client("member").get(link, follow=True).status_code == 200
    asked = cast.client("nobody").get(link, follow=True)
    assert asked.redirect_chain[-1][0].startswith("/accounts/login/?next=/c/"), "and from there to the place"


def test_one_thread_a_content(cast, told):
    item, other = cast.items["open", "published"], cast.items["closed", "published"]
    comments.post(cast.host, item, "<p>one</p>")
    told()
    comments.post(cast.host, item, "<p>two</p>")
    comments.post(cast.host, other, "<p>three</p>")
    letters = told()
    assert len(letters) == 3
    same = [m for m in letters if m["Subject"] == f"Re: {item.title}"]
    assert len(same) == 2
    assert (
        {m["In-Reply-To"] for m in same} == {addresses.of_content(item.pk)} == {m["References"] for m in same}
    )
    assert len({m["Message-ID"] for m in letters}) == 3
    assert len({m["In-Reply-To"] for m in letters}) == 2
    assert "one" not in re.findall(r"^    (\w+)$", text_of(same[1]), re.M), "told already"
    first = addresses.letter_in(f"<else@where> {same[0]['Message-ID']}")
    assert first is not None and first.content_id == item.pk
    assert addresses.content_in(same[0]["References"]) == item.pk
    assert addresses.letter_in(same[0]["Message-ID"].replace(".", ".0", 1)) is None


def test_a_burst_is_one_mail_with_the_last_three(cast, told):
    item = cast.items["open", "published"]
    for number in range(5):
        comments.post(cast.host, item, f"<p>word{number}</p>")
    [letter] = told()
    assert [n for n in range(5) if f"word{n}" in text_of(letter)] == [2, 3, 4]
    assert "2 comments" in text_of(letter)


def test_the_reader_s_language(cast, told):
    people.edit(cast.member, language="nl")
    comments.post(cast.host, cast.items["open", "published"], "<p>hoi</p>")
    [letter] = told()
    assert '<html lang="nl">' in html_of(letter)


def test_read_in_the_meantime_is_no_mail(cast, told):
    item = cast.items["open", "published"]
    comments.post(cast.host, item, "<p>one</p>")
    while fanout.sweep():
        pass
    Notification.objects.filter(mail_due_at__isnull=False).update(mail_due_at=timezone.now())
    delivery.deliver_due()
    assert Letter.objects.filter(person=cast.member).count() == 1
    cast.client("member").get(item.url)
    Notification.objects.filter(person=cast.member).update(read_at=timezone.now())
    sending.send_waiting()
    assert Letter.objects.get(person=cast.member).state == "withheld"


def test_a_comment_that_was_deleted_isn_t_mailed(cast, told):
    item = cast.items["open", "published"]
    said = comments.post(cast.host, item, "<p>regretted</p>")
    comments.post(cast.host, item, "<p>meant</p>")
    while fanout.sweep():
        pass
    Notification.objects.filter(mail_due_at__isnull=False).update(mail_due_at=timezone.now())
    delivery.deliver_due()
    comments.delete(said, cast.host)
    [letter] = told()
    assert "regretted" not in text_of(letter) and "meant" in text_of(letter)


def test_what_is_secret_goes_to_its_readers_only(cast, told, mail_server):
    comments.post(cast.member, cast.items["secret", "published"], "<p>well</p>")
    comments.post(cast.host, cast.items["project", "published"], "<p>well</p>")
    told()
    assert mail_server.letters
    for letter in mail_server.letters:
        who = letter["To"].addresses[0].addr_spec.partition("@")[0]
        for words in (letter["Subject"], text_of(letter), html_of(letter)):
            assert cast.leaks(who, words) == []


def test_headers_for_leaving(cast, told):
    comments.post(cast.host, cast.items["open", "published"], "<p>one</p>")
    [letter] = told()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-ID"].endswith(".localhost>")
    assert letter["Auto-Submitted"] == "auto-generated" and letter["Reply-To"] is None
    link = letter["List-Unsubscribe"].strip(" <>")
    assert link.startswith("http://localhost:8000/mail/unsubscribe/")
    assert link in text_of(letter) and "Change what you get" in html_of(letter)


def test_answering_by_mail_is_offered_where_it_works(cast, told, settings):
    from dataclasses import replace

    settings.CONFIG = replace(
        settings.CONFIG, mail_in="lmtp://127.0.0.1:8024", mail_domain="reply.kring.test"
    )
    comments.post(cast.host, cast.items["open", "published"], "<p>one</p>")
    [letter] = told()
    assert letter["Reply-To"].addresses[0].domain == "reply.kring.test"
    assert "Reply to this mail to comment." in text_of(letter)


def test_without_a_mail_server_the_letter_is_kept(cast, told, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    comments.post(cast.host, cast.items["open", "published"], "<p>one</p>")
    assert told() == [] and not mail.outbox
    assert set(Letter.objects.values_list("state", flat=True)) == {"kept"}


def test_a_group_that_can_t_be_seen_any_more(cast, told):
    from kring.core.groups import verbs as groups

    groups.invite(cast.groups["secret"], cast.outsider, by=cast.host)
    preferences.save(cast.outsider, preset="everything", only_working_days=False)
    while fanout.sweep():
        pass
    Notification.objects.filter(mail_due_at__isnull=False).update(mail_due_at=timezone.now())
    delivery.deliver_due()
    assert Letter.objects.filter(person=cast.outsider).count() == 1
    cast.outsider.group_invitations.all().delete()
    assert told("outsider") == []
