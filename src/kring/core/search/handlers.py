"""After a write: whatever it touched is looked at again. What is as it was costs a look, so no event has to say what it changed."""

from kring.core.content.models import Comment, Content
from kring.core.files.models import File
from kring.core.people.models import Person
from kring.core.search import index
from kring.core.search.models import Document
from kring.core.search.tasks import FEW, write_below, write_group, write_topic


def happened(event) -> None:
    """Something did: bring the index up to date, within the transaction of the fan-out."""
    if event.content_id:
        _content(event.content_id)
    if event.comment_id:
        index.write("comment", [event.comment_id])
        index.write("file", _files(comment_id=event.comment_id))
    subject = event.verb.partition(".")[0]
    if subject == "people" and event.person_id:
        index.write("person", [event.person_id])
        knows = Person.expertise.through.objects.filter(person_id=event.person_id)
        index.write("topic", knows.values_list("topic_id", flat=True))
    if subject == "groups" and event.group_id:
        index.write("group", [event.group_id])
        if "access" in event.data:
            write_group.enqueue(event.group_id)
    if subject == "content" and "topic" in event.data:
        for topic in (event.data["topic"], event.data.get("into")):
            write_topic.enqueue(topic) if topic else None


def _content(id: int) -> None:
    """The item, its topics and files; and, where it came, went or moved, everything below it."""
    was = _place(id)
    changed = index.write("content", [id])
    if not changed and was is None:
        return
    through = Content.topics.through.objects.filter(content_id=id)
    index.write("topic", through.values_list("topic_id", flat=True))
    if was is not None and _place(id) == was:
        index.write("file", _files(content_id=id))
        return
    comments = Comment.objects.filter(content_id=id).order_by("pk")  # seen: by nobody, only indexed
    below = list(comments.values_list("pk", flat=True)[: FEW + 1])
    if len(below) > FEW:
        write_below.enqueue(id)
    else:
        index.write("comment", below)
        index.write("file", _files(content_id=id) + (_files(comment__content_id=id) if below else []))


def _place(id: int):
    return Document.objects.filter(what="content", object_id=id).values_list("group_id", "kind").first()


def _files(**of) -> list[int]:
    """Those that are there, and those that the index still knows."""
    return list(File.objects.filter(**of).values_list("pk", flat=True))
