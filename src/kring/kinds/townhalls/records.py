"""Interchange: `data` {"phase", "starts_at", "anonymous_questions", "panel": [person]}; each question a `hall_question`,
whose `key` is the `option` of the `vote` records for it."""

from datetime import UTC, datetime

from django.db.models import Count

from kring.core.content.models import Content
from kring.core.features.fields import Body, Link, Text, Time
from kring.core.features.records import FORMAT, Dumper, Loader
from kring.core.people.models import Person
from kring.core.votes.models import Vote
from kring.kinds.townhalls.forms import seat
from kring.kinds.townhalls.models import LONGEST, Answer, Asked, Hall, Phase, PutAside, random_id, random_key

OPEN_LINK = 'href="kring:'


def data_in(content, data: dict) -> None:
    phase = data["phase"] if data.get("phase") in Phase.values else Phase.COLLECTING
    hall, _made = Hall.objects.update_or_create(
        content_id=content.pk,
        defaults={
            "phase": phase,
            "starts_at": _moment(data.get("starts_at")),
            "allows_anonymous": data.get("anonymous_questions") is True,
        },
    )
    given = data.get("panel")
    ids = [id for id in given if type(id) is int] if isinstance(given, list) else []
    seat(hall, list(Person.objects.filter(pk__in=ids).values_list("pk", flat=True)))
    Content.objects.filter(pk=content.pk).update(is_open=hall.takes_questions)


def data_out(content) -> dict:
    hall = getattr(content, "hall", None)
    if hall is None:
        return {}
    return {
        "phase": hall.phase,
        "starts_at": hall.starts_at and hall.starts_at.astimezone(UTC).isoformat(),
        "anonymous_questions": hall.allows_anonymous,
        "panel": [seat.person_id for seat in hall.panel.all()] or None,
    }


def words(ids) -> dict[int, str]:
    """A town hall is found by its questions."""
    found: dict[int, str] = {}
    for pk, text in Asked.objects.filter(hall__in=ids).values_list("hall_id", "text"):
        found[pk] = f"{found.get(pk, '')} {text}".strip()[:20_000]
    return found


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1900 <= moment.year <= 2199 else None


class LoadQuestion(Loader):
    """`body` is the answer. Without `person` it was asked without a name, and then it keeps no time either."""

    type = "hall_question"
    after = ("content", "person")
    body_in = Answer
    fields = {
        "id": Text(required=True),
        "content": Link("content", required=True, strict=True),
        "text": Text(limit=LONGEST, required=True),
        "key": Text(limit=40, exact=True),
        "person": Link("person"),
        "created_at": Time(),
        "body": Body(default=""),
        "format": FORMAT,
        "answered_by": Link("person"),
        "answered_at": Time(),
        "aside": Text(limit=300),
        "aside_by": Link("person"),
        "aside_at": Time(),
    }

    def write(self, items, batch) -> None:
        halls = set(
            Hall.objects.filter(pk__in={i.values["content"] for i in items}).values_list("pk", flat=True)
        )
        taken = set(Asked.objects.filter(hall__in=halls).values_list("hall_id", "key"))
        for item in items:
            one = item.values["content"], item.values.get("key")
            if one[0] in halls and not (item.is_new and one in taken):
                taken |= {one} if one[1] else set()
                self._one(item)
                if OPEN_LINK in item.html:
                    batch.later(item, "body")
            else:
                batch.keep(item, item.record, "second" if one[0] in halls else "no_hall")
        tally(halls)

    def _one(self, item) -> None:
        values = item.values
        asker = values.get("person")
        item.object_id = item.object_id or random_id()
        row = {"hall_id": values["content"], "text": values["text"], "asker_id": asker}
        row |= {"key": values.get("key") or random_key()} if item.is_new else {}
        row["created_at"] = values.get("created_at") if asker else None
        Asked.objects.update_or_create(pk=item.object_id, defaults=row)
        Answer.objects.filter(asked=item.object_id).delete()
        PutAside.objects.filter(asked=item.object_id).delete()
        if item.html:
            told = {"created_at": values["answered_at"]} if values.get("answered_at") else {}
            Answer.objects.create(
                asked_id=item.object_id, body=item.html, by_id=values.get("answered_by"), **told
            )
        elif values.get("aside"):
            told = {"created_at": values["aside_at"]} if values.get("aside_at") else {}
            PutAside.objects.create(
                asked_id=item.object_id, reason=values["aside"], by_id=values.get("aside_by"), **told
            )


class DumpQuestion(Dumper):
    type = "hall_question"
    group = "hall__content__group"
    has_id = True
    links = {"content": ("content", "content_id"), "person": ("person", "asker_id")}
    bodies = ("answered",)

    def rows(self):
        return Asked.objects.select_related("answer", "aside")

    def names(self, rows):
        for row in rows:
            yield from (
                ("person", said.by_id) for said in (_said(row, "answer"), _said(row, "aside")) if said
            )

    def record(self, row, out):
        answer, aside = _said(row, "answer"), _said(row, "aside")
        found = {"text": row.text, "key": row.key, "created_at": row.created_at, "format": "html"}
        if answer:
            found |= {"body": out.body(answer.body), "answered_at": answer.created_at}
            found["answered_by"] = out.id("person", answer.by_id)
        if aside:
            found |= {"aside": aside.reason, "aside_at": aside.created_at}
            found["aside_by"] = out.id("person", aside.by_id)
        return found


def _said(row, name: str):
    return getattr(row, name, None)


def tally(ids) -> None:
    """Count the votes on the questions of these town halls again: one vote a person counts once, whatever its value says."""
    found = Vote.objects.filter(content__in=ids, value__gt=0).values_list("content_id", "option")
    counted = {(hall, key): n for hall, key, n in found.annotate(n=Count("id"))}
    for pk, hall, key, count in Asked.objects.filter(hall__in=ids).values_list(
        "pk", "hall_id", "key", "vote_count"
    ):
        if count != counted.get((hall, key), 0):
            Asked.objects.filter(pk=pk).update(vote_count=counted.get((hall, key), 0))
