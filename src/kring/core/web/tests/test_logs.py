"""What the log says, and what it never says."""

import json
import re

import pytest

from tests.server import wait_for

TOKEN = "Vx3kQ9pLm2Zr8TyU6wBn4Hs7"


@pytest.fixture(scope="module")
def logged(new_platforms):
    return new_platforms(KRING_LOG_FORMAT="json").start()


def lines(platform, path: str) -> list[dict]:
    entries = [json.loads(line) for line in platform.words().splitlines() if line.startswith("{")]
    return [entry for entry in entries if entry.get("path") == path]


def test_one_line_for_each_request_with_its_id(logged):
    _, _, headers = logged.get("/accounts/login/?next=/c/1/", {"X-Request-ID": "from-the-proxy-1"})
    assert headers["X-Request-ID"] == "from-the-proxy-1"
    line = wait_for(lambda: lines(logged, "/accounts/login/"))[0]
    assert (line["method"], line["status"], line["person"], line["request"]) == (
        "GET",
        200,
        None,
        "from-the-proxy-1",
    )
    assert line["ms"] > 0
    assert "next" not in json.dumps(line)


@pytest.mark.parametrize("odd", ["x", "a b c d e f g h", "a" * 65, "<script>alert(1)</script>"])
def test_an_odd_request_id_is_replaced(logged, odd):
    assert re.fullmatch(
        "[0-9a-f]{16}", logged.get("/accounts/login/", {"X-Request-ID": odd})[2]["X-Request-ID"]
    )


def test_tokens_never_get_into_the_log(logged):
    for path in (
        f"/in/{TOKEN}/",
        f"/welcome/{TOKEN}/",
        f"/no/such/{TOKEN}",
        f"/accounts/login/?token={TOKEN}",
    ):
        logged.get(path)
    wait_for(lambda: lines(logged, "/no/such/…"))
    assert TOKEN not in logged.words()


def test_probes_are_not_logged(logged):
    logged.get("/healthz")
    assert "healthz" not in logged.words()
