"""What comes back is believed only about a letter of ours, and the address that it went to."""

import pytest

from kring.core.letterbox import addresses
from kring.core.letterbox.tests.post import arrive
from kring.core.mail import addresses as names
from kring.core.mail import outbox, problems

pytestmark = pytest.mark.django_db

REPORT = """From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <report-{number}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Mon, 3 Nov 2025 10:15:00 +0100 (CET)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address rejected: User unknown

--b1
Content-Type: {returned}

Return-Path: <{to}>
From: Kring <kring@kring.test>
Message-ID: {name}
Subject: Words

--b1--
"""


@pytest.fixture
def letter(cast):
    return outbox.put("k1", person=cast.member, template="mail/test")


def report(letter, name: str = "", **other):
    words = {
        "to": addresses.bounces(),
        "recipient": letter.address,
        "action": "failed",
        "status": "5.1.1",
        "number": 1,
    }
    words |= {"returned": "text/rfc822-headers", "name": name or names.of_letter(letter), **other}
    return arrive(REPORT.format(**words).replace("\n", "\r\n").encode(), words["to"], envelope_from="")


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_mail_to_a_wrong_address_stops(letter, returned):
    row = report(letter, returned=returned)
    assert (row.state, row.reason) == ("ignored", "bounce")
    assert not problems.works(letter.address) and "User unknown" in problems.Problem.objects.get().reason


def test_a_full_mailbox_is_no_wrong_address(letter):
    report(letter, status="5.2.2")
    assert problems.works(letter.address) and problems.Problem.objects.get().count == 1


def test_late_is_not_lost(letter):
    report(letter, action="delayed", status="4.4.1")
    assert not problems.Problem.objects.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda name: name.replace("<l", "<l9"),
        lambda name: "<a@b>",
        lambda name: name[:-20] + "@x>",
        lambda name: "",
    ],
)
def test_a_made_up_report_changes_nothing(letter, spoil):
    row = report(letter, name=spoil(names.of_letter(letter)) or " ")
    assert row.state == "ignored" and not problems.Problem.objects.exists()


def test_about_another_address_it_is_no_more_than_a_hint(letter, cast):
    """A colleague's address in a report about my own letter: only my own may be meant."""
    report(letter, recipient=cast.host.email)
    assert problems.works(cast.host.email) and problems.works(letter.address)
    assert problems.Problem.objects.get().address == letter.address


def test_twice_is_once(letter):
    report(letter, status="5.2.2")
    report(letter, status="5.2.2")
    assert problems.Problem.objects.get().count == 1


def test_nobody_is_written_back(letter, cast):
    from kring.core.letterbox.tests.post import letters

    report(letter)
    assert not letters(cast.member)
