"""An answer by mail: whose it may be, what becomes of it, and what they hear who may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.content.models import Comment
from kring.core.letterbox import addresses, housekeeping, taking
from kring.core.letterbox.models import Incoming, Raw
from kring.core.letterbox.tests.post import answer, arrive, letters, written
from kring.core.mail.models import Letter
from tests.cast import MEMBERS, READERS, SIGNED_IN

pytestmark = pytest.mark.django_db


def said(content) -> list[str]:
    return list(content.comments.there().order_by("pk").values_list("body", flat=True))


def test_becomes_a_comment(cast):
    item = cast.items["open", "published"]
    row = answer(
        cast.member,
        item,
        "Good idea!\n\nAnna\n\nOp ma 3 nov 2025 om 10:15 schreef Kring <kring@kring.test>:\n> Words",
    )
    assert (row.state, row.reason) == ("taken", "")
    assert row.comment.author == cast.member and row.comment.content_id == item.pk
    assert said(item)[-1].startswith("<p>Good idea!</p>")
    assert not Raw.objects.exists() and not letters(cast.member)


def test_answers_the_comment_that_the_mail_was_about(cast):
    item, comment = cast.items["open", "published"], cast.comments["open", "published"]
    assert answer(cast.member, item, comment=comment).comment.parent == comment


def test_who_of_the_cast_may(cast):
    for slug in MEMBERS:
        item = cast.items[slug, "published"]
        taken = {who for who in SIGNED_IN if answer(cast[who], item).state == "taken"}
        assert taken == READERS[slug], slug


@pytest.mark.parametrize("state", ["draft", "scheduled", "bin"])
def test_what_is_not_there_for_them_is_not_told_apart(cast, state):
    """Never there, in the bin, out of the group: the same words."""
    rows = [answer(cast.outsider, cast.items[slug, state]) for slug in ("secret", "open")]
    assert {(row.state, row.reason) for row in rows} == {("refused", "gone")}
    told = [letter.context | {"link": letter.context["link"]} for letter in letters(cast.outsider)]
    assert told[0] == told[1] and told[0]["link"] == ""
    for letter in letters(cast.outsider):
        assert not cast.leaks("outsider", str(letter.context))


def test_left_the_group_since(cast):
    from kring.core.groups import verbs

    item = cast.items["closed", "published"]
    to = addresses.reply_to(cast.member, item)
    verbs.leave(cast.groups["closed"], cast.member)
    before = Comment.objects.count()
    row = arrive(written(cast.member.email, to, "My words"), to)
    assert (row.state, row.reason) == ("refused", "gone") and Comment.objects.count() == before
    (letter,) = letters(cast.member)
    assert letter.context["words"] == "My words" and letter.context["link"] == ""


def test_an_ended_account_hears_nothing(cast):
    from kring.core.people import verbs

    to = addresses.reply_to(cast.member, cast.items["open", "published"])
    verbs.deactivate(cast.member, by=cast.manager)
    row = arrive(written(cast.member.email, to), to)
    assert (row.state, row.reason) == ("ignored", "ended") and not letters(cast.member)


def test_closed_comments_are_said(cast):
    item = cast.items["open", "published"]
    item.open_comments(cast.member, False)
    row = answer(cast.outsider, item)
    assert (row.state, row.reason) == ("refused", "forbidden")
    assert letters(cast.outsider)[0].context["told"] == ["The comments on this are closed."]


def test_comments_switched_off(cast):
    from kring.core.features import verbs

    verbs.switch_group("comments", cast.groups["open"], "off", cast.host)
    assert answer(cast.member, cast.items["open", "published"]).reason == "gone"


def test_somebody_elses_address(cast):
    """A mail that was passed on: the colleague is told that only its reader can answer it."""
    to = addresses.reply_to(cast.host, cast.items["secret", "published"])
    row = arrive(written(cast.outsider.email, to), to)
    assert (row.state, row.reason) == ("refused", "other")
    (letter,) = letters(cast.outsider)
    assert letter.context["link"] == "" and letter.context["words"] == ""


def test_a_stranger_hears_nothing_but_the_owner_does(cast):
    to = addresses.reply_to(cast.host, cast.items["open", "published"])
    row = arrive(written("host.at.home@elsewhere.test", to, "buy pills"), to)
    assert (row.state, row.reason, row.person) == ("refused", "other", cast.host)
    (letter,) = letters(cast.host)
    assert letter.context["sender"] == "host.at.home@elsewhere.test" and "pills" not in str(letter.context)


def test_forged_by_dmarc(cast):
    item = cast.items["open", "published"]
    for value in (
        "mx.kring.test; dmarc=fail (p=none) header.from=kring.test",
        "MX.kring.test 1; spf=pass; dkim=none; DMARC=Fail",
        "mx.kring.test; dkim=fail; arc=pass; dmarc=fail (Used From Domain Record) header.from=kring.test policy.dmarc=none",
        'mx.kring.test; dmarc=fail header.from=kring.test; spf=pass smtp.mailfrom="a;dmarc=pass"@elsewhere.test',
    ):
        assert answer(cast.member, item, Authentication_Results=value).reason == "forged"
    assert not letters(cast.member)
    # who writes such a header themselves, under the name of another server, says nothing
    assert answer(cast.member, item, Authentication_Results="elsewhere.test; dmarc=fail").state == "taken"


def test_two_senders_are_none(cast):
    to = addresses.reply_to(cast.member, cast.items["open", "published"])
    raw = bytes(written(cast.member.email, to))
    row = arrive(b"From: " + cast.host.email.encode() + b"\r\n" + raw, to)
    assert (row.state, row.reason) == ("ignored", "nobody")


def test_late(cast, monkeypatch):
    item = cast.items["open", "published"]
    to = addresses.reply_to(cast.member, item)
    later = timezone.now() + timedelta(days=200)
    monkeypatch.setattr(timezone, "now", lambda: later)
    row = arrive(written(cast.member.email, to, "Still my words"), to)
    assert (row.state, row.reason) == ("refused", "late")
    (letter,) = letters(cast.member)
    assert letter.context["words"] == "Still my words" and letter.context["link"].endswith(item.url)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"subject": "Automatisch antwoord: Fietsen"},
        {"subject": "Out of Office: back on Monday"},
        {"subject": "Afwezigheidsbericht"},
        {"subject": "Auto: Re: Fietsen"},
        {"Return_Path": "<>"},
        {"List_Id": "<everybody.example.org>"},
    ],
    ids=str,
)
def test_automatic_answers_are_ignored(cast, headers):
    row = answer(cast.member, cast.items["open", "published"], **headers)
    assert (row.state, row.reason) == ("ignored", "automatic") and row.detail
    assert not letters(cast.member)


@pytest.mark.parametrize(
    "subject", ["Re: Afwezig op vrijdag", "Re: Autodelen", "RE: Out of office rules?", "Autodelen"]
)
def test_a_subject_about_absence_is_no_automatic_answer(cast, subject):
    assert answer(cast.member, cast.items["open", "published"], subject=subject).state == "taken"


def test_our_own_mail_comes_back(cast, settings):
    item = cast.items["open", "published"]
    to = addresses.reply_to(cast.member, item)
    assert answer(cast.member, item, X_Loop=settings.INSTALLATION).reason == "loop"
    assert arrive(written(to, to), to).reason == "loop"


def test_once_however_often_it_comes(cast):
    item = cast.items["open", "published"]
    to = addresses.reply_to(cast.member, item)
    message, before = written(cast.member.email, to), len(said(item))
    rows = {arrive(message, to).pk for _time in range(3)}
    assert len(rows) == 1 and len(said(item)) == before + 1
    # also long after, when the row has been forgotten
    Incoming.objects.all().delete()
    assert arrive(message, to).state == "taken" and len(said(item)) == before + 1


def test_killed_between_post_and_mark(cast, monkeypatch):
    """The comment and the mark are one transaction: what fails in between is as if nothing had happened, and comes again."""
    item, before = cast.items["open", "published"], len(said(cast.items["open", "published"]))
    with monkeypatch.context() as broken:
        broken.setattr(taking.answering, "answer", lambda *_: 1 / 0)
        row = answer(cast.member, item)
    assert row.state == "waiting" and len(said(item)) == before and Raw.objects.count() == 1
    Incoming.objects.update(next_try_at=timezone.now())
    assert taking.take_due() == 1 and len(said(item)) == before + 1


def test_gives_up_in_the_end(cast, monkeypatch):
    monkeypatch.setattr(taking.outcome, "decide", lambda *_: 1 / 0)
    row = answer(cast.member, cast.items["open", "published"])
    for _time in range(10):
        Incoming.objects.filter(state="waiting").update(next_try_at=timezone.now())
        taking.take_due()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "failed") and "division" in row.detail


def test_nothing_above_the_quote(cast):
    row = answer(
        cast.member,
        cast.items["open", "published"],
        "\n\nOn Mon, 3 Nov 2025 at 10:15, Kring <kring@kring.test> wrote:\n> Words\n",
    )
    assert row.reason == "empty" and len(letters(cast.member)) == 1


def test_too_long(cast):
    row = answer(cast.member, cast.items["open", "published"], "many words " * 3000)
    assert row.reason == "long"
    assert len(letters(cast.member)[0].context["words"]) < 6000


def test_not_too_often(cast, monkeypatch):
    monkeypatch.setattr(taking.outcome, "AN_HOUR", 3)
    rows = [answer(cast.member, cast.items["open", "published"]) for _time in range(5)]
    assert [row.state for row in rows] == ["taken"] * 3 + ["refused"] * 2
    (letter,) = letters(cast.member)
    assert letter.context["reason"] == "often" and letter.context["link"]
    assert set(Raw.objects.values_list("pk", flat=True)) == {row.pk for row in rows[3:]}
    assert answer(cast.host, cast.items["open", "published"]).state == "taken"


def test_a_few_answers_a_day(cast):
    for _time in range(12):
        answer(cast.outsider, cast.items["secret", "published"], f"Words {_time}")
    *each, last = letters(cast.outsider)
    assert [letter.context["reason"] for letter in each] == ["gone"] * 8
    assert last.context["reason"] == "unanswered" and last.context["words"] == "Words 8"
    kept = [bytes(message) for message in Raw.objects.order_by("pk").values_list("message", flat=True)]
    assert len(kept) == 3 and b"Words 9" in kept[0] and b"Words 11" in kept[2]


def test_what_is_kept_of_refused_mail_goes_after_two_weeks_and_has_an_end(cast, monkeypatch):
    monkeypatch.setattr(taking.outcome, "AN_HOUR", 0)
    rows = [answer(cast.member, cast.items["open", "published"]) for _time in range(3)]
    monkeypatch.setattr(taking, "largest", lambda: 1)
    answer(cast.member, cast.items["open", "published"])
    assert Raw.objects.count() == 3, "one person fills no disk"
    Incoming.objects.filter(pk=rows[0].pk).update(created_at=timezone.now() - timedelta(days=15))
    housekeeping.forget_old_mail()
    assert set(Raw.objects.values_list("pk", flat=True)) == {rows[1].pk, rows[2].pk}


def odd(message) -> bytes:
    """The same with more parts than anybody writes."""
    return (
        bytes(message).replace(b"\n\n", b'\nContent-Type: multipart/mixed; boundary="b"\n\n', 1)
        + b"--b\n\nx\n" * 9000
    )


@pytest.mark.parametrize("broken", [False, True])
def test_one_letter_a_day_for_what_cannot_be_read_or_went_wrong(cast, monkeypatch, broken):
    to, make = addresses.reply_to(cast.member, cast.items["open", "published"]), odd
    if broken:
        monkeypatch.setattr(taking.outcome, "decide", lambda *_: 1 / 0)
        monkeypatch.setattr(taking, "PAUSES", [])
        make = bytes
    reason = "failed" if broken else "unreadable"
    for row in [arrive(make(written(cast.member.email, to)), to) for _time in range(3)]:
        assert row.reason == reason and Raw.objects.filter(pk=row.pk).exists()
    (letter,) = letters(cast.member)
    assert letter.context["reason"] == reason and letter.context["link"]
    Letter.objects.filter(pk=letter.pk).update(key=letter.key.replace(f"{timezone.now():%Y}", "2020"))
    arrive(make(written(cast.member.email, to)), to)
    assert len(letters(cast.member)) == 2, "the next day"


@pytest.mark.parametrize("broken", [False, True])
def test_machines_and_strangers_hear_nothing_of_it(cast, monkeypatch, broken):
    to, make = addresses.reply_to(cast.member, cast.items["open", "published"]), odd
    if broken:
        monkeypatch.setattr(taking.outcome, "decide", lambda *_: 1 / 0)
        monkeypatch.setattr(taking, "PAUSES", [])
        make = bytes
    forged = {"Authentication_Results": "mx.kring.test; dmarc=fail"}
    for headers in ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, forged):
        arrive(make(written(cast.member.email, to, **headers)), to)
    arrive(make(written(cast.member.email, to)), to, envelope_from="")
    arrive(make(written("stranger@elsewhere.test", to)), "bounces@reply.kring.test")
    assert not Letter.objects.exists() and (broken or not Raw.objects.exists())


def test_names_become_links(cast):
    row = answer(cast.member, cast.items["open", "published"], "Ask @host about #bicycles")
    assert f'data-person="{cast.host.pk}"' in row.comment.body and 'data-topic="bicycles"' in row.comment.body


def test_who_answers_to_the_sender(cast, settings):
    """A mail program that doesn't heed Reply-To: the name of our letter in its headers says as much."""
    from kring.core.mail import addresses as names
    from kring.core.mail import outbox

    settings.DEFAULT_FROM_EMAIL = "Kring <kring@reply.kring.test>"
    item = cast.items["open", "published"]
    letter = outbox.put("k1", person=cast.member, template="mail/test", content=item, reply=True)
    to = addresses.of_sender()[0]
    message = written(cast.member.email, to, In_Reply_To=names.of_letter(letter))
    assert arrive(message, to).comment.content_id == item.pk
    assert arrive(written(cast.host.email, to, In_Reply_To=names.of_letter(letter)), to).reason == "other"
    assert arrive(written(cast.member.email, to), to).reason == "unknown"


def test_the_words_of_every_answer(cast, mailoutbox):
    """Each can be written, in both languages."""
    from django.utils import translation

    from kring.core.letterbox.reasons import REASONS
    from kring.core.mail import outbox, writing

    for reason in (name for name, reason in REASONS.items() if reason.answer):
        for language in ("en", "nl"):
            cast.member.language = language
            letter = outbox.drawn(
                f"x-{reason}-{language}", person=cast.member, template="letterbox/mail/answer",
                context={"reason": reason, "told": ["Line <b>"], "words": "Mine & yours", "link": "http://k/c/1/", "sender": "a@b.c"},
                fill="kring.core.letterbox.answering:filled",
            )  # fmt: skip
            with translation.override(None):
                words = writing.written(letter)
            assert words.subject and "Mine & yours" in words.text and "Line &lt;b&gt;" in words.html
