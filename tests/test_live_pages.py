"""What pages that show something are told, on both buses: who hears, what is caught up, and how soon nobody does any more."""

import json
import time

import pytest

from kring.core.live.tests.listen import Listener
from tests.server import busy, wait_for
from tests.test_live import REDIS, SESSIONS, redis_answers

DO = """
import json
from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.groups import verbs as groups
from kring.core.groups.models import Group
from kring.core.live import bus
from kring.core.people import verbs as people
from kring.core.people.models import Person, Session
from kring.interactions.comments import verbs as comments
from kring.interactions.reactions import verbs as reactions
who = {one.handle: one for one in Person.objects.all()}
"""
SECRET = (
    DO
    + """
item = verbs.post(who["member"], Group.objects.get(slug="secret"), "update", body="<p>Hush</p>")
print(item.pk)
"""
)
SOON = 5.0  # it is a second; how long it takes is measured by the bench, not here


@pytest.fixture(scope="module", params=["table", "redis"])
def live(request, new_platforms):
    settings = {}
    if request.param == "redis":
        if not redis_answers():
            pytest.skip("no Redis answers at KRING_TEST_REDIS_URL")
        settings["KRING_REDIS_URL"] = REDIS
    platform = new_platforms(**settings).start()
    platform.sessions = json.loads(platform.python(SESSIONS).splitlines()[-1])
    platform.item = int(platform.python(SECRET).splitlines()[-1])
    platform.do = lambda code: platform.python(
        DO + f"item = Content.objects.get(pk={platform.item})\n" + code
    )
    return platform


def listen(live, who: str, query: str = "", **headers) -> Listener:
    line = Listener(f"{live.live}?{query}", live.sessions[who], **headers)
    assert line.status == 200
    wait_for(lambda: line.heard("hello"))
    return line


def showing(live, who: str, more: str = "", **headers) -> Listener:
    return listen(live, who, f"items={live.item}{more}", **headers)


COMMENT = "comments.post(who['host'], item, '<p>So be it.</p>')"


def test_a_comment_reaches_the_pages_of_those_who_may_see_it(live):
    lines = {who: showing(live, who) for who in live.sessions}
    elsewhere = listen(live, "member", "items=1.2")
    live.do(COMMENT)
    wait_for(lambda: lines["member"].heard("comments.posted"))
    time.sleep(1)
    heard = {who: line.heard("comments.posted") for who, line in lines.items()}
    assert {who for who in heard if heard[who]} == {"member", "host"}
    [told] = heard["member"]
    assert told["comments"] == 1 and told["content"] == live.item and "mine" not in told
    assert heard["host"][0]["mine"] is True and "actor" not in told
    assert not elsewhere.heard("comments.posted")
    live.do("reactions.react(who['host'], item)")
    wait_for(lambda: lines["member"].heard("reactions.given"))
    assert lines["member"].heard("reactions.given")[0]["reactions"] == 1


def test_the_fan_out_says_nothing_twice(live):
    line = showing(live, "member")
    live.do(COMMENT + "\nfrom kring.core.activity.models import Event\nfrom kring.core.live.handlers import tell\n"
            "event = Event.objects.filter(verb='comments.posted').latest('pk')\ntell(event)\ntell(event)")  # fmt: skip
    wait_for(lambda: line.heard("comments.posted"))
    time.sleep(1.5)
    assert len(line.heard("comments.posted")) == 1


def test_what_was_missed_is_told_once_and_what_was_fleeting_is_not(live):
    first = showing(live, "member")
    last = first.heard("hello")[0]["at"]
    first.close()
    fleeting = "{'type': 'typing', 'to': 'page', 'content': item.pk, 'name': 'H', 'fleeting': True}"
    live.do(f"{COMMENT}\nbus.publish({fleeting})")
    for again in (
        showing(live, "member", f"&last={last}"),
        showing(live, "member", Last_Event_ID=last),
        showing(live, "member", "&ago=60"),
    ):
        wait_for(lambda again=again: again.heard("comments.posted"))
        assert not again.heard("typing") and not again.heard("catch-up")
    line = showing(live, "member", f"&last={last}")
    wait_for(lambda: line.heard("comments.posted"))
    time.sleep(1)
    assert len(line.heard("comments.posted")) == 1


def test_what_is_no_longer_kept_is_to_be_asked_for(live):
    long_ago = "1-1" if "-" in last_id(live) else "1"
    live.do("from kring.core.live.models import LiveMessage; LiveMessage.objects.filter(pk=1).delete()")
    for query in (f"&last={long_ago}", "&ago=99999"):
        line = showing(live, "member", query)
        wait_for(lambda line=line: line.heard("catch-up"))
    assert not showing(live, "member", f"&last={last_id(live)}").heard("catch-up")


def last_id(live) -> str:
    return live.python("from kring.core.live.bus import bus; print(bus().latest())").splitlines()[-1]


def test_a_message_to_one_person_reaches_all_of_their_lines_and_no_other(live):
    lines = [listen(live, who) for who in ("member", "member", "host")]
    live.do("bus.publish({'type': 'notifications', 'person': who['member'].pk, 'unread': 3})")
    wait_for(lambda: all(line.heard("notifications") for line in lines[:2]))
    assert lines[0].heard("notifications")[0]["unread"] == 3 and not lines[2].heard("notifications")


def test_who_is_here_is_told_to_who_looks_unless_they_hide(live):
    ids = json.loads(
        live.do("print(json.dumps({one.handle: one.pk for one in who.values()}))").splitlines()[-1]
    )
    live.do("people.show_presence(who['outsider'], False)")
    hidden = listen(live, "outsider")
    shown = listen(live, "host")
    time.sleep(5)
    line = listen(live, "member", f"people={ids['host']}.{ids['outsider']}.{ids['member']}")
    wait_for(lambda: line.heard("here"))
    assert line.heard("here")[0]["came"] == [ids["host"]]
    live.do("people.show_presence(who['host'], False)")
    wait_for(lambda: any(ids["host"] in told["went"] for told in line.heard("here")))
    guest = listen(live, "guest", f"people={ids['outsider']}.{ids['member']}")
    assert ids["outsider"] not in guest.heard("here")[0]["came"]
    for one in (hidden, shown, guest):
        one.close()


def test_who_is_removed_from_a_group_hears_nothing_from_then_on(live):
    live.do("groups.add(item.group, who['outsider'])")
    line = showing(live, "outsider")
    live.do(COMMENT)
    wait_for(lambda: line.heard("comments.posted"))
    last = line.events[-1][0]
    live.do(
        "from kring.core.groups.membership import leave\n"
        "leave(item.group, who['outsider'], by=who['host'])\n" + COMMENT
    )
    time.sleep(2)
    assert len(line.heard("comments.posted")) == 1
    assert not showing(live, "outsider", f"&last={last}").heard("comments.posted")


@pytest.mark.parametrize(
    "end",
    [
        "Session.objects.filter(pk='{key}').delete()",  # by hand: noticed in turn
        "from kring.core.people.sessions import SessionStore; SessionStore('{key}').flush()",  # signs out
        "people.set_password(who['guest'], 'a wholly new secret')",
        "people.deactivate(who['guest'], who['manager'])",
    ],
    ids=["a session that is gone", "signing out", "a new password", "an account that ends"],
)
def test_within_a_second_a_line_ends_though_nothing_happens(live, end):
    key = sign_in(live, "guest")
    line = Listener(live.live, key)
    wait_for(lambda: line.heard("hello"))
    at = float(live.do(f"{end.format(key=key)}\nimport time; print(time.time())").splitlines()[-1])
    assert line.ended.wait(10 * busy())
    assert line.ended_at - at < SOON * busy() + 0.3, "the process that ended it was itself on its way out"


def sign_in(live, who: str) -> str:
    code = f"""
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from kring.core.people.sessions import SessionStore
Person.objects.filter(handle={who!r}).update(is_active=True)
one, session = Person.objects.get(handle={who!r}), SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(one.pk), one.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session.create()
print(session.session_key)
"""
    return live.do(code).splitlines()[-1]
