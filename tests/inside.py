"""A Python of a platform's own that stays open, for tests that look often: starting one takes longer than looking."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

from tests.server import Platform

LOOP = """
import json, sys, traceback
out, sys.stdout = sys.stdout, sys.stderr
from kring.project.start import start_django
start_django()
from django.db import close_old_connections
names = {}
for line in sys.stdin:
    code, values = json.loads(line)
    close_old_connections()
    here = {**names, **values, "answer": None} if names else names
    try:
        exec(code, here)
        told = [here.get("answer"), ""]
    except Exception:
        told = [None, traceback.format_exc()]
    print(json.dumps(told), file=out, flush=True)
"""


class Inside:
    """`inside("answer = Person.objects.count() + more", more=3)`; what `begin` names is known in each."""

    def __init__(self, platform: Platform, begin: str = ""):
        self.log = platform.data / "inside.log"
        self.process = subprocess.Popen(
            [sys.executable, "-c", LOOP],
            env=platform.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log.open("a"),
            text=True,
        )
        self(begin)

    def __call__(self, code: str, **values):
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([textwrap.dedent(code), values]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, self.log.read_text()
        answer, problem = json.loads(line)
        assert not problem, problem
        return answer

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(30)
