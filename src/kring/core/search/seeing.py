"""Of what the index brought, that which may be seen, with what is known of it: every object's own queryset is asked, always."""

from collections.abc import Iterable

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from kring.core.content.models import Comment, Content
from kring.core.content.querysets import comments_on
from kring.core.content.states import READABLE, State
from kring.core.content.topics import visible_topics
from kring.core.features import registry
from kring.core.files.models import File
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search.papers import use_of_comment, use_of_content
from kring.core.search.ranking import Candidate

OF_CONTENT = (
    "pk kind group_id author_id title state is_pinned reaction_count comment_count view_count"
).split()
OF_COMMENT = "pk content_id author_id reaction_count is_best".split()
OF_FILE = "pk content_id comment__content_id owner_id name".split()


def among(model, ids: Iterable[int]) -> RawSQL:
    """Rows with these numbers, said without a parameter for each: hundreds of them take longer than the query."""
    numbers = ",".join(map(str, ids)) or "0"
    return RawSQL(f"{model._meta.db_table}.id IN ({numbers})", [], output_field=BooleanField())  # noqa: S611  numbers of ours


def seen(person, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that the person may see. What the index says of where a thing stands is not believed."""
    candidates = list(candidates)
    visible = Content.objects.visible_to(person).filter(among(Content, {c.content_id for c in candidates}))
    contents = {row[0]: row for row in visible.filter(state__in=READABLE).values_list(*OF_CONTENT)}
    comments = _rows(
        candidates, "comment", Comment.objects.there().filter(comments_on()), OF_COMMENT
    )  # seen: with content that may be
    standing = File.objects.standing().filter(
        Q(comment=None) | comments_on("comment__") & Q(comment__deleted_at=None)
    )
    files = _rows(candidates, "file", standing, OF_FILE)
    lasting = {slug for slug in registry.kinds() if registry.kind_model(slug).edited_together}
    kept = []
    for candidate in candidates:
        row = contents.get(candidate.content_id)
        if row is None:
            continue
        _, kind, group_id, author_id, title, state, pinned, *use = row
        candidate.kind, candidate.group_id, candidate.author_id = kind, group_id, author_id
        candidate.title = title
        candidate.archived, candidate.lasting = state == State.ARCHIVED, kind in lasting
        candidate.mine = group_id in person.roles
        if candidate.what == "content":
            candidate.pinned, candidate.use = pinned, use_of_content(*use)
            kept.append(candidate)
        elif _placed(candidate, comments, files):
            kept.append(candidate)
    return kept


def _placed(candidate: Candidate, comments: dict, files: dict) -> bool:
    """A comment or a file that still stands where the index says."""
    if candidate.what == "comment" and (row := comments.get(candidate.object_id)):
        _, content_id, candidate.author_id, reactions, candidate.best = row
        candidate.use = use_of_comment(reactions, False)
        return content_id == candidate.content_id
    if candidate.what == "file" and (row := files.get(candidate.object_id)):
        _, content_id, below, candidate.author_id, candidate.title = row
        return candidate.content_id in (content_id, below)
    return False


def _rows(candidates, what: str, queryset, fields: list[str]) -> dict[int, tuple]:
    ids = [c.object_id for c in candidates if c.what == what]
    rows = queryset.filter(among(queryset.model, ids)).values_list(*fields) if ids else ()
    return {row[0]: row for row in rows}


def others(person, sort: str):
    """People, groups or topics that the person may know of."""
    return {
        "person": lambda: Person.objects.visible_to(person).active(),
        "group": lambda: Group.objects.visible_to(person),
        "topic": lambda: visible_topics(person).filter(merged_into=None),
    }[sort]()
