"""Whoever sends is killed, again and again: each reader gets their letter, and the few that come twice are the same mail."""

import subprocess
import sys
from collections import Counter

from kring.core.mail.tests.server import MailServer

LETTERS, ROUNDS = 120, 8
COUNTS = """
from django.db.models import Count
from kring.core.mail.models import Letter
print(dict(Letter.objects.values_list("state").annotate(Count("pk"))))
"""


def test_none_is_lost(new_platform):
    server = MailServer()
    try:
        platform = new_platform(KRING_EMAIL_URL=f"smtp://127.0.0.1:{server.port}")
        platform.run("migrate")
        done = subprocess.run(
            [sys.executable, "-m", "kring.core.mail.tests.killed", str(LETTERS), str(ROUNDS), "7"],
            env=platform.environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        assert done.stdout.strip().splitlines()[-1] == str(ROUNDS)
        assert platform.python(COUNTS) == str({"sent": LETTERS})
    finally:
        server.stop()
    got = Counter(envelope.rcpt_tos[0] for envelope in server.envelopes)
    assert len(got) == LETTERS, "somebody got nothing"
    assert sum(got.values()) - LETTERS <= ROUNDS, "more came twice than processes were killed"
    names = {(mail["To"], mail["Message-ID"]) for mail in server.letters}
    assert len(names) == LETTERS, "what came twice has the same name, so that mail programs show it once"
