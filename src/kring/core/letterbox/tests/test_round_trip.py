"""The whole way: a notification goes out over SMTP, its reader answers by mail, and the answer stands on the page; also
where the letterbox is killed as soon as it has said that it keeps the mail."""

import smtplib
from email.message import EmailMessage
from email.utils import parseaddr

import psutil
import pytest

from kring.core.mail.tests.server import MailServer
from tests.server import free_ports, wait_for

BEGIN = """
from kring.core.people import verbs as people
from kring.core.groups import verbs as groups
from kring.core.content import verbs as content
from kring.core.notify import preferences
anna = people.arrive(name="Anna", handle="anna", email="anna@kring.test", password="a long enough secret")
bram = people.arrive(name="Bram", handle="bram", email="bram@kring.test", password="a long enough secret")
preferences.save(bram, preset="everything", only_working_days=False)
group = groups.start(anna, name="Bicycles")
groups.add(group, bram, by=anna)
item = content.post(anna, group, "update", title="A tour", body='<p>Who? <a href="/people/bram/" data-person="@bram">@bram</a></p>')
print(item.pk)
"""
SOON = """
from django.utils import timezone
from kring.core.notify.models import Notification
print(Notification.objects.filter(content__isnull=False, mail_due_at__isnull=False).update(mail_due_at=timezone.now()))
"""
COMMENTS = """
from kring.core.content.models import Comment
print("\\n".join(f"{c.author.handle} {c.body}" for c in Comment.objects.order_by("pk")))
"""


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.stop()


def test_there_and_back(new_platform, mail_server):
    platform = new_platform(
        KRING_EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}", KRING_MAIL_DOMAIN="reply.kring.test"
    )
    port = next(p for p in iter(free_ports, 0) if p not in (platform.port, platform.port + 1))
    platform.environment["KRING_MAIL_IN"] = f"lmtp://127.0.0.1:{port}"
    platform.start()
    platform.python(BEGIN)
    wait_for(lambda: platform.python(SOON) == "1", 60)  # a mail waits some minutes for what comes after it
    sent = wait_for(lambda: [m for m in mail_server.letters if "bram@kring.test" in m["To"]], 60)[0]
    to = parseaddr(sent["Reply-To"])[1]
    assert to.endswith("@reply.kring.test")

    answer(sent, to, port, "I come along", "<1@kring.test>")
    wait_for(lambda: "bram <p>I come along</p>" in platform.python(COMMENTS), 60)

    letterbox = platform.child("letterbox")
    answer(sent, to, port, "And Carla", "<2@kring.test>", after=letterbox.kill)
    wait_for(lambda: not psutil.pid_exists(letterbox.pid) and "starting it again" in platform.words(), 60)
    wait_for(lambda: "And Carla" in platform.python(COMMENTS), 150)
    wait_for(lambda: answer(sent, to, port, "And Carla", "<2@kring.test>"), 60)
    answer(sent, to, port, "Bye", "<3@kring.test>")
    wait_for(lambda: "Bye" in platform.python(COMMENTS), 60)
    assert platform.python(COMMENTS).count("And Carla") == 1
    assert platform.stop() == 0


def answer(sent, to: str, port: int, words: str, number: str, after=lambda: None) -> bool:
    """As Bram's mail program answers; True where it was taken."""
    reply = EmailMessage()
    reply["From"], reply["To"], reply["Message-ID"] = "Bram <bram@kring.test>", to, number
    reply["Subject"], reply["In-Reply-To"] = f"Re: {sent['Subject']}", sent["Message-ID"]
    reply.set_content(
        f"{words}\n\nOn Mon, Nov 3, 2025 at 10:15 AM Kring <kring@kring.test> wrote:\n\n> Who?\n"
    )
    try:
        client = smtplib.LMTP("127.0.0.1", port, timeout=30)
    except OSError:
        return False
    client.send_message(reply, "bram@kring.test", [to])
    after()
    client.close()
    return True
