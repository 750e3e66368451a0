"""The index follows what happens; anew is the same as bit by bit; what is wrong is found and mended."""

import subprocess
import sys

import pytest
from django.db import connection

from kring.core.activity import fanout
from kring.core.content import topic_verbs, verbs
from kring.core.content.models import Comment, Content, Topic
from kring.core.groups import verbs as groups
from kring.core.people import verbs as people
from kring.core.search import checking, rebuild, tasks
from kring.core.search.engine import engine
from kring.core.search.files import put_text
from kring.core.search.finding import find
from kring.core.search.models import Document, Term
from kring.core.search.parsing import parse
from kring.core.search.tests.everything import index_all, titles
from kring.interactions.comments import verbs as comments


@pytest.fixture
def followed(cast):
    index_all()
    fanout.sweep()

    def happens():
        fanout.sweep()
        run_tasks()

    return cast, happens


def run_tasks() -> None:
    from django_tasks_db.models import DBTaskResult

    ours = DBTaskResult.objects.ready().filter(task_path__startswith="kring.core.search.tasks")
    while rows := list(ours.all()):
        for row in rows:
            pk = row.pk
            row.task.func(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
            DBTaskResult.objects.filter(pk=pk).delete()


def test_a_posts_life(followed):
    cast, happens = followed
    item = verbs.post(
        cast.member, cast.groups["open"], "update", title="pinguin", body="<p>ijs</p>", publish=False
    )
    happens()
    assert titles(cast.member, "pinguin") == [], "drafts are no results"
    item.publish(cast.member)
    said = comments.post(cast.host, item, "<p>zeeleeuw</p>")
    happens()
    assert titles(cast.outsider, "pinguin") == titles(cast.outsider, "zeeleeuw") == ["pinguin"]
    item.edit(cast.member, title="albatros", body="<p>lucht</p>")
    comments.edit(said, cast.host, "<p>walrus</p>")
    happens()
    assert (
        titles(cast.outsider, "pinguin")
        == titles(cast.outsider, "ijs")
        == titles(cast.outsider, "zeeleeuw")
        == []
    )
    assert titles(cast.outsider, "albatros") == titles(cast.outsider, "walrus") == ["albatros"]
    item.move(cast.host, cast.groups["closed"])
    happens()
    assert titles(cast.outsider, "walrus") == [] and titles(cast.member, "walrus group:closed") == [
        "albatros"
    ]
    item.to_bin(cast.member)
    happens()
    assert not Document.objects.filter(content_id=item.pk).exists()
    item.restore(cast.member)
    happens()
    assert titles(cast.member, "walrus") == ["albatros"]
    item.archive(cast.member)
    comments.delete(said, cast.host)
    happens()
    assert titles(cast.member, "albatros") == ["albatros"] and titles(cast.member, "walrus") == []
    comments.restore(said, cast.host)
    happens()
    assert titles(cast.member, "walrus") == ["albatros"]


def test_a_group_opens_and_closes(followed):
    cast, happens = followed
    item = cast.items["closed", "published"]
    assert not find(cast.outsider, parse(item.title)).hits
    groups.edit(cast.groups["closed"], cast.host, access="open")
    happens()
    assert find(cast.outsider, parse(item.title)).hits
    assert find(cast.outsider, parse(cast.comments["closed", "published"].body[3:-4])).hits
    groups.edit(cast.groups["closed"], cast.host, access="secret")
    happens()
    assert (
        not Document.objects.filter(what="group", object_id=cast.groups["closed"].pk)
        .filter(group_id=None)
        .exclude(object_id=cast.groups["closed"].pk)
    )
    assert not find(cast.outsider, parse("closed")).first


def test_people_topics_and_files(followed):
    cast, happens = followed
    people.deactivate(cast.outsider, cast.manager)
    happens()
    assert not find(cast.member, parse("outsider")).first
    item = verbs.post(cast.member, cast.groups["open"], "update", title="dierentuin", body="<p>x</p>")
    topic = Topic.objects.create(slug="okapi", name="Okapi")
    item.topics.add(topic)
    happens()
    assert titles(cast.host, "okapi") == ["dierentuin"]
    topic_verbs.edit(topic, cast.manager, name="Tapir", description="")
    happens()
    assert titles(cast.host, "tapir") == ["dierentuin"] and titles(cast.host, "okapi") == []
    put_text(cast.files["closed"].pk, "verslag van het neushoornoverleg")
    assert [hit.file for hit in find(cast.member, parse("neushoornoverleg")).hits] == [cast.files["closed"]]
    assert not find(cast.outsider, parse("neushoornoverleg")).hits


def state():
    documents = set(
        Document.objects.values_list("id", "what", "object_id", "content_id", "group_id", "digest")
    )
    return (
        documents,
        set(Term.objects.filter(documents__gt=0).values_list("word", "documents", "titles")),
        engine().ids(0, 2**62),
    )


def test_anew_is_the_same_as_bit_by_bit(cast):
    index_all()
    Content.objects.get(pk=cast.items["open", "published"].pk).edit(
        cast.member, title="anders", body="<p>y</p>"
    )
    index_all()
    by_and_by = state()
    rebuild.rebuild()
    documents, terms, words = state()
    assert terms == by_and_by[1]
    assert {row[1:] for row in documents} == {row[1:] for row in by_and_by[0]}
    assert len(words) == len(documents) == len(by_and_by[2])
    assert checking.check() == []


def test_what_is_wrong_is_found_and_mended(cast):
    index_all()
    assert checking.check() == []
    item = cast.items["open", "published"]
    Content.objects.filter(pk=item.pk).update(title="stilletjes veranderd")
    Comment.objects.filter(pk=cast.comments["open", "published"].pk).update(deleted_at=item.created_at)
    Document.objects.filter(what="person", object_id=cast.host.pk).delete()
    wrong = checking.check()
    assert len(wrong) == 4, wrong
    checking.check(mend=True)
    left = checking.check()
    assert left == [] or (connection.vendor == "sqlite" and len(left) == 1), left
    rebuild.rebuild()
    assert checking.check() == []
    assert titles(cast.member, "stilletjes") == ["stilletjes veranderd"]


def test_an_older_platform_is_filled_in_the_background(cast):
    assert not Document.objects.exists()
    tasks.fill_when_empty()
    run_tasks()
    assert checking.check() == []
    tasks.came_in(only_new=True)
    run_tasks()
    assert checking.check() == []


@pytest.mark.django_db(transaction=True)
def test_the_command_itself(tmp_path):
    """With helpers of its own, on a platform of its own."""
    import os

    clean = {k: v for k, v in os.environ.items() if not k.startswith(("KRING_", "DJANGO_"))}
    clean |= {"KRING_DATA": str(tmp_path), "KRING_LOG_LEVEL": "WARNING"}
    kring = [sys.executable, "-m", "kring.project.cli"]

    def run(*words):
        return subprocess.run([*kring, *words], env=clean, capture_output=True, text=True)

    run("migrate")
    done = run("search", "rebuild", "--processes", "2")
    assert done.returncode == 0 and " documents, " in done.stdout, done.stderr
    assert run("search", "check").returncode == 0
