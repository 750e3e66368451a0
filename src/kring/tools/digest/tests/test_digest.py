"""What stands in a digest and what doesn't, whose hour has come, and that it comes once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kring.core.activity import fanout
from kring.core.content import verbs as content
from kring.core.content.readings import opened
from kring.core.groups import verbs as groups
from kring.core.mail import sending
from kring.core.mail.models import Letter
from kring.core.notify import preferences
from kring.core.notify.models import Notification
from kring.core.people import verbs as people
from kring.interactions.comments import verbs as comments
from kring.tools.digest import due, verbs
from kring.tools.digest.choosing import MOST, choose
from kring.tools.digest.models import Issue, Round
from kring.tools.digest.showing import sections

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def quiet(cast):
    """Everything that there is was seen, so that a test begins with nothing."""
    while fanout.sweep():
        pass
    Notification.objects.all().delete()
    for item in cast.items.values():
        type(item).objects.filter(pk=item.pk).update(published_at=timezone.now() - timedelta(days=30))
    return cast


def post(cast, title, slug="open", by="host", **more):
    return content.post(cast[by], cast.groups[slug], "update", title=title, body="<p>words</p>", **more)


def titles(person) -> list[str]:
    issue = choose(person, TUESDAY)
    return [line.title for section in sections(person, issue) for line in section.lines] if issue else []


def told(cast):
    while fanout.sweep():
        pass


def test_nothing_is_no_digest(quiet, mailoutbox):
    assert choose(quiet.member, TUESDAY) is None
    assert verbs.send(quiet.member, TUESDAY) is None and not Letter.objects.exists()


def test_what_they_missed_and_not_what_they_saw_or_wrote(quiet):
    seen, muted = post(quiet, "Seen"), post(quiet, "Muted")
    opened(quiet.member, seen)
    preferences.mute(quiet.member, muted)
    post(quiet, "Missed")
    post(quiet, "Mine", by="member")
    assert titles(quiet.member) == ["Missed"]


def test_a_group_that_is_silent(quiet):
    preferences.set_level(quiet.member, quiet.groups["open"], "nothing")
    post(quiet, "Silent")
    post(quiet, "Heard", "closed")
    assert titles(quiet.member) == ["Heard"]


def test_the_useful_first_and_the_newest_not_hidden(quiet):
    items = [post(quiet, f"t{number}") for number in range(8)]
    for item in items[:6]:
        comments.post(quiet.host, item, "<p>well</p>")
    comments.post(quiet.host, items[2], "<p>well</p>")
    assert titles(quiet.member) == ["t2", "t5", "t7", "t6"]


def test_never_longer_than_a_screen_and_a_half(quiet):
    for number in range(12):
        item = post(quiet, f"t{number}", by="member")
        comments.post(quiet.host, item, "<p>well</p>")
        post(quiet, f"h{number}")
        content.post(quiet.host, quiet.groups["open"], "question", title=f"q{number}", body="<p>?</p>")
    told(quiet)
    issue = choose(quiet.member, TUESDAY)
    lines = [line for section in sections(quiet.member, issue) for line in section.lines]
    assert 8 <= len(lines) <= MOST and issue.more > 10
    assert any(line.title.startswith("q") for line in lines), "features get a word in"


def test_what_was_kept_for_it_comes_first_with_the_reason(quiet):
    item = post(quiet, "Garden", by="member")
    comments.post(quiet.host, item, "<p>tulips</p>")
    told(quiet)
    Notification.objects.filter(person=quiet.member).update(held="budget")
    issue = choose(quiet.member, TUESDAY)
    first = sections(quiet.member, issue)[0].lines[0]
    assert "Garden" in first.title and "tulips" in first.words and first.why


def test_nothing_comes_twice(quiet, mailoutbox):
    item = post(quiet, "Garden", by="member")
    comments.post(quiet.host, item, "<p>tulips</p>")
    post(quiet, "Missed")
    content.post(quiet.host, quiet.groups["open"], "question", title="Who?", body="<p>?</p>")
    told(quiet)
    issue = verbs.send(quiet.member, TUESDAY)
    assert len(issue.names) == 3
    assert verbs.send(quiet.member, TUESDAY) is None
    assert verbs.send(quiet.member, TUESDAY + timedelta(days=1)) is None, "and never empty"
    post(quiet, "Newer")
    assert titles(quiet.member) == ["Newer"]
    comments.post(quiet.host, item, "<p>roses</p>")
    told(quiet)
    assert any("Garden" in title for title in titles(quiet.member)), "something new happened there"
    assert Letter.objects.count() == 1


def test_what_can_t_be_seen_any_more_is_not_sent(quiet, mailoutbox):
    post(quiet, "Hidden", "closed")
    kept = post(quiet, "Kept")
    content.post(quiet.host, quiet.groups["closed"], "question", title="Secret?", body="<p>?</p>")
    verbs.send(quiet.member, TUESDAY)
    groups.leave(quiet.groups["closed"], quiet.member)
    sending.send_waiting()
    [mail] = mailoutbox
    assert mail.subject == kept.title
    html = mail.alternatives[0][0]
    assert "Kept" in html and "Hidden" not in html + mail.body and "Secret?" not in html + mail.body


def test_each_of_the_cast_gets_what_they_may_see(cast, mailoutbox):
    told(cast)
    for who in ("manager", "host", "member", "outsider", "guest"):
        verbs.send(cast[who], TUESDAY)
    sending.send_waiting()
    assert len(mailoutbox) >= 4
    for mail in mailoutbox:
        who = mail.to[0].partition("<")[2].partition("@")[0]
        assert cast.leaks(who, mail.subject + mail.body + mail.alternatives[0][0]) == []


def test_the_letter(quiet, mailoutbox):
    people.edit(quiet.member, language="nl")
    post(quiet, "Missed")
    verbs.send(quiet.member, TUESDAY)
    sending.send_waiting()
    [mail] = mailoutbox
    headers = mail.extra_headers
    assert headers["List-ID"].startswith("<digest.") and headers["List-Unsubscribe-Post"]
    assert '<html lang="nl">' in mail.alternatives[0][0]
    assert Letter.objects.get().key == f"digest-{quiet.member.pk}-2026-11-24"


def work() -> int:
    """The worker's tasks; returns how many there were."""
    tasks = list(DBTaskResult.objects.ready().filter(task_path__contains="digest"))
    for task in tasks:
        task.task.func(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()
    return len(tasks)


def at(clock: str, zone: str = "Europe/Amsterdam", day: date = TUESDAY) -> datetime:
    return datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), ZoneInfo(zone))


def go(moment: datetime) -> set[str]:
    """Whose digest was put in the outbox at this moment."""
    before = set(Letter.objects.values_list("pk", flat=True))
    due.go_round(moment)
    work()
    return {letter.person.handle for letter in Letter.objects.exclude(pk__in=before).select_related("person")}


@pytest.fixture
def something(quiet):
    for slug in ("everyone", "open", "project"):
        post(quiet, f"In {slug}", slug, by="manager" if slug == "everyone" else "host")
    return quiet


def test_at_their_own_hour_once(something):
    preferences.save(something.outsider, digest_hour=10)
    preferences.save(something.host, digest="never")
    assert go(at("07:59")) == set()
    assert go(at("08:00")) == {"member", "guest"}
    assert go(at("08:10")) == set()
    assert go(at("10:02")) == {"outsider"}
    assert go(at("23:59")) == set()
    assert Issue.objects.count() == 3


def test_where_they_are(something):
    people.edit(something.member, time_zone="America/New_York")
    people.edit(something.outsider, time_zone="No/Where")
    assert "member" not in go(at("08:00"))
    assert "outsider" in set(Issue.objects.values_list("person__handle", flat=True))
    assert go(at("07:30", "America/New_York")) == set()
    assert go(at("08:30", "America/New_York")) == {"member"}


def test_on_their_working_days(something):
    people.edit(something.member, working_days=[1, 3])
    assert "member" not in go(at("08:00"))
    assert go(at("08:00", day=TUESDAY + timedelta(days=1))) == {"member"}


def test_weekly_on_the_day_they_chose(something):
    preferences.save(something.member, digest="weekly", digest_weekday=5, digest_hour=16)
    for days in range(4):
        assert "member" not in go(at("16:00", day=TUESDAY + timedelta(days=days))) or days == 3
    assert Issue.objects.filter(person=something.member).count() == 1


def test_small_steps_that_go_on_where_they_were(something, monkeypatch):
    monkeypatch.setattr(due, "BATCH", 1)
    monkeypatch.setattr(due, "STEPS", 2)
    found = set()
    go(at("07:00"))
    for _turn in range(8):
        found |= go(at("08:00"))
    assert found == {"member", "guest", "outsider", "host"} - {"host"} | ({"host"} & found)
    assert Round.objects.get(zone="Europe/Amsterdam").hour == 9


def test_after_a_morning_without_a_worker(something):
    go(at("07:00"))
    assert {"member", "guest"} <= go(at("11:30")), "late is better than never"


def test_two_workers_make_one(something):
    due.go_round(at("08:00"))
    tasks = list(DBTaskResult.objects.ready().filter(task_path__contains="digest"))
    for task in tasks * 2:
        task.task.func(*task.args_kwargs["args"])
    assert Letter.objects.filter(person=something.member).count() == 1


def test_the_page_and_an_example(something, mailoutbox):
    browser = something.client("member")
    assert "In project" in browser.get("/digest/").content.decode()
    browser.post("/digest/example/")
    sending.send_waiting()
    assert len(mailoutbox) == 1 and not Issue.objects.exists(), "an example doesn't count"
    assert "In project" in browser.get("/digest/").content.decode()
    assert something.client("nobody").get("/digest/").status_code == 302
    pages = something.as_each("get", "/digest/", who=("manager", "host", "member", "outsider", "guest"))
    for who, page in pages.items():
        assert something.leaks(who, page.content.decode()) == []
    assert "Send me one now" in browser.get("/settings/notifications/").content.decode()
