"""Live updates through a real server, on both buses: who hears what, and who is put out."""

import json
import os
import time

import pytest

from kring.core.live.tests.listen import Listener
from tests.server import busy, wait_for

REDIS = os.environ.get("KRING_TEST_REDIS_URL", "redis://127.0.0.1:6379/9")

SESSIONS = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from kring.core.people.sessions import SessionStore
from tests.cast import SIGNED_IN, make_cast

cast, keys = make_cast(), {}
for who in SIGNED_IN:
    session = SessionStore()
    session[SESSION_KEY] = str(cast[who].pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = cast[who].get_session_auth_hash()
    session.create()
    keys[who] = session.session_key
print(json.dumps(keys))
"""
POST = """
from kring.core.content import verbs
from kring.core.groups.models import Group
from kring.core.people.models import Person
item = verbs.post(Person.objects.get(handle="{who}"), Group.objects.get(slug="{group}"), "update", body="<p>News</p>")
print(item.pk)
"""


def redis_answers() -> bool:
    import redis

    try:
        return redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError:
        return False


@pytest.fixture(scope="module", params=["table", "redis"])
def live(request, new_platforms):
    """A running platform with the cast on it; `live.sessions` are their session keys."""
    settings = {}
    if request.param == "redis":
        if not redis_answers():
            pytest.skip("no Redis answers at KRING_TEST_REDIS_URL")
        settings["KRING_REDIS_URL"] = REDIS
    platform = new_platforms(**settings).start()
    platform.sessions = json.loads(platform.python(SESSIONS).splitlines()[-1])
    return platform


def listen(live, who: str, **headers) -> Listener:
    listener = Listener(live.live, live.sessions[who], **headers)
    assert listener.status == 200
    return listener


def post(live, who: str, group: str) -> int:
    return int(live.python(POST.format(who=who, group=group)))


def test_news_reaches_those_who_have_it_in_their_stream(live):
    listeners = {who: listen(live, who) for who in live.sessions}
    secret = post(live, "member", "secret")
    everyone = post(live, "member", "everyone")
    project = post(live, "member", "project")
    expected = {
        "host": {secret, everyone, project},
        "outsider": {everyone},
        "manager": {everyone},
        "guest": {project},
        "member": set(),  # wrote them
    }
    wait_for(lambda: all(expected[who] <= set(line.contents()) for who, line in listeners.items()), 20)
    time.sleep(1.2)
    for who, line in listeners.items():
        assert set(line.contents()) == expected[who], who
        assert len(line.contents()) == len(expected[who]), f"{who} heard something twice"
        line.close()


def test_a_page_that_was_away_catches_up(live):
    first = listen(live, "outsider")
    one = post(live, "member", "everyone")
    wait_for(lambda: one in first.contents())
    last = first.events[-1][0]
    first.close()
    two, hidden = post(live, "member", "everyone"), post(live, "member", "secret")
    time.sleep(3)
    second = listen(live, "outsider", Last_Event_ID=last)
    wait_for(lambda: two in second.contents())
    time.sleep(1.2)
    assert second.contents() == [two]
    assert hidden not in second.contents()
    second.close()


def test_only_who_is_signed_in_may_listen(live):
    assert Listener(live.live).status == 401
    assert Listener(live.live, "nosuchsession").status == 401


def test_only_our_own_pages_may_listen(live):
    ours = Listener(live.live, live.sessions["member"], Origin=live.url)
    assert ours.status == 200
    assert ours.headers["access-control-allow-origin"] == live.url
    assert ours.headers["access-control-allow-credentials"] == "true"
    ours.close()
    for origin in (
        "https://evil.example",
        "null",
        f"http://localhost:{live.port + 1}",
        f"http://evil.example:{live.port}",
    ):
        refused = Listener(live.live, live.sessions["member"], Origin=origin)
        assert refused.status == 403, origin
        assert "access-control-allow-origin" not in refused.headers


def test_who_signs_out_is_put_out(live):
    line = listen(live, "host")
    live.python(
        f"from kring.core.people.models import Session; Session.objects.filter(pk='{live.sessions['host']}').delete()"
    )
    assert line.ended.wait(8 * busy())
    assert Listener(live.live, live.sessions["host"]).status == 401


def test_who_is_no_longer_active_is_put_out(live):
    line = listen(live, "guest")
    live.python(
        "from kring.core.people.models import Person; Person.objects.filter(handle='guest').update(is_active=False)"
    )
    assert line.ended.wait(8 * busy())


def test_who_leaves_a_group_hears_no_more_of_it(live):
    line = listen(live, "member")
    live.python(
        "from kring.core.groups.models import Group, Membership\n"
        "Membership.objects.filter(group__slug='everyone', person__handle='member').delete()"
    )
    post(live, "outsider", "everyone")
    time.sleep(2.5)
    assert line.contents() == []
    line.close()


def test_the_server_stops_while_pages_listen(live):
    """Last in this file: the platform of each bus is gone afterwards."""
    lines = [listen(live, "manager") for _ in range(5)]
    began = time.monotonic()
    assert live.stop() == 0
    assert time.monotonic() - began < 8 * busy()
    assert all(line.ended.wait(2) for line in lines)
