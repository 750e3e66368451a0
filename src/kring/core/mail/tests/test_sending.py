"""What waits goes out once, to a real mail server; what it refuses waits, or doesn't, as it says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.mail import outbox, problems, sending
from kring.core.mail.models import Letter, NoMail, Problem
from kring.core.people import verbs

pytestmark = pytest.mark.django_db


def put(person, key="k1", **more):
    return outbox.put(key, **{"person": person, "template": "mail/test", **more})


def later(minutes: int) -> None:
    """So many minutes go by."""
    for letter in Letter.objects.all():
        Letter.objects.filter(pk=letter.pk).update(
            next_try_at=letter.next_try_at - timedelta(minutes=minutes)
        )


def states() -> dict[str, str]:
    return dict(Letter.objects.values_list("key", "state"))


def test_a_letter_goes_out_once_in_two_shapes(cast, mail_server):
    put(cast.member)
    put(cast.member)
    assert sending.send_waiting() == 1
    assert sending.send_waiting() == 0
    [mail] = mail_server.letters
    assert mail["To"] == f"{cast.member.name} <member@kring.test>"
    assert mail.get_content_type() == "multipart/alternative"
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert cast.member.name in text and cast.member.name in html
    assert "color-scheme" in html and "<img" not in html
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None  # about oneself: nothing to leave
    assert states() == {"k1": "sent"}


def test_in_the_reader_s_language(cast, mail_server):
    verbs.edit(cast.member, language="nl")
    put(cast.member)
    sending.send_waiting()
    html = mail_server.letters[0].get_body(("html",)).get_content()
    assert '<html lang="nl">' in html


def test_one_connection_for_all(cast, mail_server):
    for number in range(4):
        put(cast.member, f"k{number}")
    sending.send_waiting()
    assert len(mail_server.letters) == 4 and mail_server.connections == 1


def test_try_later_and_then_it_goes(cast, mail_server):
    mail_server.answers["member@kring.test"] = "451 4.3.0 Greylisted, come back"
    put(cast.member)
    put(cast.host, "k2")
    sending.send_waiting()
    assert states() == {"k1": "waiting", "k2": "sent"}
    assert "Greylisted" in Letter.objects.get(key="k1").error
    assert sending.send_waiting() == 0, "not before its time"
    mail_server.answers.clear()
    later(2)
    sending.send_waiting()
    assert states()["k1"] == "sent" and problems.works("member@kring.test")
    assert len({m["Message-ID"] for m in mail_server.letters}) == 2


def test_pauses_grow_until_it_gives_up(cast, mail_server):
    mail_server.answers["member@kring.test"] = "450 4.2.0 Not now"
    put(cast.member)
    waits = []
    while states()["k1"] == "waiting":
        sending.send_waiting()
        waits.append(Letter.objects.get(key="k1").next_try_at - timezone.now())
        later(300)
    assert waits[0] < waits[1] < waits[2] < waits[3] < waits[4]
    assert states()["k1"] == "failed" and 20 < len(waits) < 40


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("550 5.1.1 No such user here", True),
        ("550 no mailbox of that name", True),
        ("550 5.2.1 Mailbox disabled", True),
        ("552 5.2.2 Mailbox full", False),
        ("552 full", False),
        ("550 5.7.1 Relaying denied", None),
        ("550 relay access denied", None),
        ("550 5.1.8 Sender unknown", None),
        ("554 5.7.1 Listed as spam", None),
    ],
)
def test_an_address_that_is_refused(cast, mail_server, answer, permanent):
    mail_server.answers["member@kring.test"] = answer
    put(cast.member)
    sending.send_waiting()
    assert states() == {"k1": "failed"}
    found = [(problem.permanent, problem.reason) for problem in Problem.objects.all()]
    assert found == ([] if permanent is None else [(permanent, answer)]), "not the address's fault: no row"
    assert problems.works("Member@Kring.test") is (not permanent)
    assert (put(cast.member, "k2") is None) is bool(permanent)


def test_five_soft_ones_in_a_row(cast):
    for number in range(5):
        assert problems.works("member@kring.test"), number
        problems.bounced("member@kring.test", "mailbox full", permanent=False)
    assert not problems.works("member@kring.test")


def test_soft_ones_are_forgotten_when_mail_arrives_again(cast, mail_server):
    for _ in range(3):
        problems.bounced("member@kring.test", "mailbox full", permanent=False)
    put(cast.member)
    sending.send_waiting()
    assert Problem.objects.count() == 1, "a full mailbox may say so hours after it took the mail"
    Problem.objects.update(last_at=timezone.now() - timedelta(days=4))
    put(cast.member, "k2")
    sending.send_waiting()
    assert not Problem.objects.exists()


def test_another_address_works(cast, mail_server):
    problems.bounced("member@kring.test", "gone", permanent=True)
    verbs.change_email(cast.member, "other@kring.test")
    put(cast.member)
    sending.send_waiting()
    assert [mail["To"] for mail in mail_server.letters] == [f"{cast.member.name} <other@kring.test>"]


def test_the_address_of_the_moment_of_sending(cast, mail_server):
    put(cast.member)
    verbs.edit(cast.member, email="moved@kring.test")
    sending.send_waiting()
    assert mail_server.envelopes[0].rcpt_tos == ["moved@kring.test"]


def test_a_letter_that_the_server_refuses_says_nothing_about_the_address(cast, mail_server):
    mail_server.data_answer = "554 5.6.0 Not that"
    put(cast.member)
    sending.send_waiting()
    assert states() == {"k1": "failed"} and problems.works("member@kring.test")


def test_nobody_answers(cast, mail_server):
    put(cast.member)
    put(cast.host, "k2")
    mail_server.stop()
    with pytest.raises(sending.ServerTrouble):
        sending.send_waiting()
    assert set(states().values()) == {"waiting"}
    letter = Letter.objects.get(key="k1")
    assert "refused" in letter.error.lower() and letter.attempts == 0
    assert Letter.objects.get(key="k2").error == "", "one try is enough to know"


def test_what_may_not_be_seen_any_more_stays_here(cast, mail_server):
    from kring.core.groups import verbs as groups

    item = cast.items["closed", "published"]
    put(cast.member, "k1", content=item, list_unsubscribe="reason:mine")
    put(cast.outsider, "k2", content=item, list_unsubscribe="reason:mine")
    put(cast.host, "k3", content=item, list_unsubscribe="reason:mine")
    groups.leave(cast.groups["closed"], cast.member)
    sending.send_waiting()
    assert states() == {"k1": "withheld", "k2": "withheld", "k3": "sent"}
    [mail] = mail_server.letters
    assert mail["To"].addresses[0].addr_spec == "host@kring.test"


def test_who_left_gets_nothing(cast, mail_server):
    put(cast.member)
    verbs.deactivate(cast.member, cast.manager)
    sending.send_waiting()
    assert not mail_server.letters and states()["k1"] == "withheld"


def test_who_wants_no_mail(cast, mail_server):
    put(cast.member, "k1", list_unsubscribe="reason:mine")
    NoMail.objects.create(person=cast.member)
    assert put(cast.member, "k2", list_unsubscribe="reason:mine") is None
    assert put(cast.member, "k3") is not None, "about the account: that comes"
    sending.send_waiting()
    assert states() == {"k1": "withheld", "k3": "sent"}


def test_a_letter_that_cannot_be_written_holds_up_no_other(cast, mail_server):
    put(cast.member, template="mail/no-such-letter")
    put(cast.member, "k2")
    sending.send_waiting()
    assert states() == {"k1": "waiting", "k2": "sent"}
    assert "no-such-letter" in Letter.objects.get(key="k1").error


def test_without_a_mail_server(cast, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    put(cast.member, "k1", list_unsubscribe="reason:mine")
    put(cast.member, "account")
    sending.send_waiting()
    assert states() == {"k1": "kept", "account": "kept"}
    assert len(list(tmp_path.iterdir())) == 1, (
        "a letter about an account is a file, for who runs the platform"
    )


def test_many_at_once(cast):
    made = [outbox.drawn(f"m{n}", person=cast.member, template="mail/test") for n in range(3)]
    assert outbox.put_many([*made, None]) == 3
    outbox.put_many(made)
    assert Letter.objects.count() == 3


def test_nobody_without_an_address(cast):
    verbs.edit(cast.member, email=None)
    assert put(cast.member) is None


def test_names_do_no_harm(cast, mail_server):
    verbs.edit(cast.member, name='O’Brien, "Sanne" <evil@kring.test>')
    put(cast.member)
    sending.send_waiting()
    [address] = mail_server.letters[0]["To"].addresses
    assert address.addr_spec == "member@kring.test" and mail_server.envelopes[0].rcpt_tos == [
        "member@kring.test"
    ]


def test_a_server_without_the_encryption_that_was_set_is_nobody_s_address(cast, mail_server, settings):
    settings.EMAIL_USE_TLS = True
    put(cast.member)
    with pytest.raises(sending.ServerTrouble):
        sending.send_waiting()
    assert states() == {"k1": "waiting"} and not Problem.objects.exists()
    assert "STARTTLS" in Letter.objects.get().error


def test_a_letter_at_which_the_server_hangs_up_ends_and_holds_up_no_other(cast, mail_server):
    mail_server.poison = b"member@kring.test"
    put(cast.member)
    put(cast.host, "k2")
    assert sending.send_waiting() == 2
    assert states() == {"k1": "waiting", "k2": "sent"}, "within the same round"
    rounds = 1
    while states()["k1"] == "waiting":
        later(300)
        put(cast.host, f"more{rounds}")
        assert sending.send_waiting() == 2
        rounds += 1
    assert states()["k1"] == "failed" and 20 < rounds < 40
    assert set(states().values()) == {"failed", "sent"} and problems.works("member@kring.test")


def test_a_server_that_hangs_up_at_every_letter_is_left_alone(cast, mail_server):
    mail_server.poison = b"@kring.test"
    for number in range(4):
        put(cast.member, f"k{number}")
    with pytest.raises(sending.ServerTrouble):
        sending.send_waiting()
    assert [letter.attempts for letter in Letter.objects.order_by("pk")] == [1, 1, 0, 0]
    mail_server.poison = b""
    later(2)
    assert sending.send_waiting() == 4 and set(states().values()) == {"sent"}
