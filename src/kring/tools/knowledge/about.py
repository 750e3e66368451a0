"""What was posted about a topic that stays of use: questions with their answers, pages, documents. Two queries."""

from dataclasses import dataclass

from kring.core.content import text
from kring.core.content.models import Comment, Content
from kring.core.content.topics import lately_about
from kring.core.features import registry
from kring.core.features.hooks import Kind

LASTING = ("wiki", "question", "document", "page", "link")
"""Kinds that people come back to, in the order in which they are shown; one that isn't installed has no part."""
EACH = 4
ANSWERS = 3


@dataclass
class Part:
    kind: Kind
    items: list[Content]
    more: bool


@dataclass
class Answer:
    comment: Comment
    content: Content
    words: str


def parts(viewer, topic) -> tuple[list[Part], list[Answer]]:
    """What `viewer` may read, by kind, and the best answers to the questions among it."""
    slugs = [slug for slug in LASTING if slug in registry.kinds()]
    items = lately_about(viewer, topic, slugs)
    by_kind = {slug: [item for item in items if item.kind == slug] for slug in slugs}
    found = [
        Part(registry.kinds()[slug], some[:EACH], len(some) > EACH) for slug, some in by_kind.items() if some
    ]
    return found, _answers(viewer, items)


def _answers(viewer, items: list[Content]) -> list[Answer]:
    answered = {item.pk: item for item in items if item.is_open is False}
    best = Comment.objects.visible_to(viewer).filter(is_best=True, content__in=answered)
    best = best.select_related("author").order_by("-created_at", "-pk")[:ANSWERS]
    return [Answer(one, answered[one.content_id], text.excerpt(one.body, 240)) for one in best]
