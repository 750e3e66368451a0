"""Two requests with the same token at the same moment."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from kring.core.content.models import Comment, Content
from kring.core.content.verbs import post
from kring.core.groups.verbs import everyone
from kring.core.people.models import Person
from kring.core.people.verbs import arrive
from kring.interactions.comments import verbs as comments


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite in memory has one writer: nothing can be at the same time"
)
def test_both_get_the_first_ones_item():
    arrive(name="Anna", handle="anna")
    group, barrier, made = everyone(), Barrier(6), []

    def send(token):
        person = Person.objects.get(handle="anna")
        barrier.wait()
        item = post(person, group, "update", body="<p>once</p>", token=token)
        made.append((item.pk, comments.post(person, item, "<p>well</p>", token=token).pk))
        connections.close_all()

    token = uuid.uuid4()
    threads = [Thread(target=send, args=(token,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6 and len(set(made)) == 1
    assert Content.objects.count() == Comment.objects.count() == 1
    assert Content.objects.get().comment_count == 1
