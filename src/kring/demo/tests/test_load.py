"""Waterveen in a platform: whole, once, and with a way in for its guides."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.groups.models import Group, Membership
from kring.core.groups.verbs import everyone
from kring.core.notify.models import Notification
from kring.core.people.models import Person
from kring.core.search import tally
from kring.demo import load
from kring.demo.clear import clear
from kring.demo.story import Story
from kring.project.commands import demo
from kring.tools.agenda.models import Prompt
from kring.tools.digest.choosing import choose
from kring.tools.newsletter.models import Newsletter
from kring.tools.sources.models import Entry, Source


@pytest.fixture(scope="module")
def now():
    return timezone.now()


@pytest.fixture(scope="module")
def loaded(now, django_db_setup, django_db_blocker):
    """The report of one import, in a transaction around all these tests; each undoes what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load.load(now)
        transaction.set_rollback(True)


@pytest.fixture
def waterveen(loaded, db):
    return loaded


def test_everything_comes_in_and_comes_in_once(waterveen, now):
    assert waterveen.total("skipped") == 0, waterveen.reasons
    assert waterveen.total("created") + waterveen.total("kept") == waterveen.total("read")
    people, contents = Person.objects.count(), Content.objects.count()
    again = load.load(now)
    assert (again.total("created"), again.total("updated"), again.total("skipped")) == (0, 0, 0)
    assert (Person.objects.count(), Content.objects.count()) == (people, contents)
    assert load.is_loaded()


def test_nobody_is_sent_anything(waterveen):
    assert mail.outbox == []


def test_what_is_there(waterveen, now):
    story = Story(now)
    assert everyone().name == "Waterveen"
    assert "Welkom op het plein" in everyone().welcome
    assert Group.objects.get(slug="team-burgerzaken").cover
    youssef = Person.objects.get(handle="youssef.elamrani")
    assert youssef.start_date == story.clock.day0
    assert youssef.manager.name == "Karin Vos"
    assert Person.objects.get(handle="member").working_days == [1, 2, 3, 4, 5]
    coming = Content.objects.filter(published_at__gt=timezone.now())
    assert coming.exists() and not coming.exclude(state="scheduled").exists()
    assert Prompt.objects.filter(pause=None, next_at__gt=timezone.now()).count() > 2
    assert Entry.objects.waiting().filter(group__slug="team-burgerzaken").count() > 3
    assert not Source.objects.filter(next_at__lt=timezone.now() + timedelta(hours=1)).exists(), (
        "nobody is asked"
    )
    assert not Content.objects.filter(body__contains="kring:").exists()
    assert not Content.objects.filter(body__contains='"files/').exists()
    assert Content.objects.filter(body__contains="data-person").count() > 15


def test_every_guide_comes_in_by_a_link_and_sees_their_own_waterveen(waterveen):
    seen = {}
    for guide, _person, link in load.sign_in_links():
        browser = Client()
        path = "/" + link.split("/", 3)[3]
        browser.get(path)
        browser.post(path)
        seen[guide.handle] = browser.get("/").content.decode()
    assert set(seen) == {"manager", "host", "member", "guest"}
    assert "Elke wijk een eigen gereedschapskast" in seen["member"]
    assert "Agenda voor het overleg" in seen["guest"]
    assert "gereedschapskast" not in seen["guest"]


def test_the_secret_is_kept(waterveen):
    secret = Group.objects.get(access="secret")
    knows = {
        p.handle: Group.objects.visible_to(p).filter(pk=secret.pk).exists() for p in Person.objects.all()
    }
    assert knows["host"]
    assert not any(knows[handle] for handle in ("manager", "member", "guest", "gerrit.postma"))


def test_the_guides_have_something_new_to_read_but_not_everywhere(waterveen):
    tom = Person.objects.get(handle="member")
    mine = Membership.objects.filter(person=tom).select_related("group")
    unread = [m for m in mine if m.group.last_post_at and m.group.last_post_at > m.seen_at]
    assert 0 < len(unread) < len(mine)


def test_the_guides_have_been_told_things_and_some_are_unread(waterveen):
    for handle in ("manager", "host", "member", "guest"):
        rows = Notification.objects.filter(person__handle=handle)
        assert rows.filter(read_at=None).exists() and rows.exclude(read_at=None).exists(), handle
        assert not rows.exclude(mail_due_at=None, push_due_at=None).exists()
    told = Notification.objects.filter(person__handle="member")
    assert {"mentioned", "answered", "mine", "highlight"} <= set(told.values_list("reason", flat=True))


def test_there_are_newsletters_and_searches_to_look_at(waterveen):
    tom, noor = Person.objects.get(handle="member"), Person.objects.get(handle="manager")
    assert Newsletter.objects.visible_to(tom).count() == 3
    assert Newsletter.objects.written_by(noor).filter(state="draft").count() == 1
    assert all(letter.parts.filter(content__isnull=False).exists() for letter in Newsletter.objects.all())
    assert tally.most_asked(nothing=True)[0]["words"] == "kerstpakket"
    assert choose(tom, timezone.localdate()) is not None


def test_clearing_leaves_an_empty_platform(waterveen):
    clear()
    assert load.is_empty()
    assert not load.is_begun()


def test_the_command_loads_once_and_prints_a_link_for_each_guide(waterveen, capsys):
    demo.furnish(fresh=False)
    assert "Making" not in capsys.readouterr().out
    demo.invite_in()
    printed = capsys.readouterr().out
    assert printed.count("http") == 4
    assert "Tom de Graaf (Medewerker balie)" in printed
