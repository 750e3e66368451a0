"""What somebody shares: everything, one kind, or their answers; each as far as the viewer may read it."""

from dataclasses import dataclass, field

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content import stream, text
from kring.core.content.cards import cards
from kring.core.content.models import Comment, Content
from kring.core.content.stream import Cursor, Row
from kring.core.features import registry, switches
from kring.core.people.models import Person

RECENT = 500  # how far back the tabs look
ANSWERS = 20
WINDOW = 100
WINDOWS = 6


@dataclass
class Answer:
    """A comment with what it is about."""

    comment: Comment
    content: Content

    @property
    def words(self) -> str:
        return text.excerpt(self.comment.body, 400)


@dataclass
class Page:
    rows: list[Row] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    older: str | None = None

    @property
    def cards(self) -> Markup:
        return Markup("".join(cards(self.rows)))


class Shares:
    """`show`: "" everything, the slug of a kind, or "answers"."""

    def __init__(self, viewer, who: Person, show: str = "", before: str = ""):
        self.viewer, self.who, self.show, self.before = viewer, who, show, before
        known = {"answers", *registry.kinds()} if show else ()
        if show and (show not in known or (show == "answers" and not self._may_answer)):
            raise Http404

    @cached_property
    def tabs(self) -> list[tuple[str, object]]:
        """(slug, label) of what there is to choose between; the kind that was asked is there also where it is empty."""
        newest = Content.objects.visible_to(self.viewer).filter(author=self.who, state="published").newest()
        there = set(newest.values_list("kind", flat=True)[:RECENT])
        found = [
            (kind.slug, kind.plural) for kind in registry.kinds().values() if kind.slug in {*there, self.show}
        ]
        if self.show == "answers" or self._answered:
            found.append(("answers", _("Answers")))
        return [("", _("Everything")), *found]

    @property
    def links(self) -> list[dict]:
        """The same for the tabs of a page."""
        return [
            {
                "label": label,
                "url": self.who.url + (f"?show={slug}" if slug else "") + "#shares",
                "current": slug == self.show,
            }
            for slug, label in self.tabs
        ]

    @cached_property
    def page(self) -> Page:
        if self.show == "answers":
            return self._answers()
        found = stream.by_author(self.viewer, self.who, self.before, kind=self.show)
        return Page(found.rows, older=found.older)

    @property
    def _answered(self) -> bool:
        return self._may_answer and bool(self._readable(self._said(None, 40)))

    @property
    def _may_answer(self) -> bool:
        """Can people answer anywhere? Then what they said is there to be read."""
        return bool(self._feature) and switches.is_on(self._feature)

    @property
    def _feature(self) -> str:
        """The feature that lets people answer."""
        found = registry.by_name("abilities").get("comment")
        return found[0].slug if found else ""

    def _answers(self) -> Page:
        """Windows of what they said, newest first, without what the viewer may not read; six windows at most, so that a
        page costs the same for everybody."""
        found: list[Answer] = []
        last = Cursor.read(self.before) if self.before else None
        for _turn in range(WINDOWS):
            said = self._said(last, WINDOW)
            found += self._readable(said)
            last = Cursor(said[-1].created_at, said[-1].pk) if len(said) == WINDOW else None
            if last is None or len(found) > ANSWERS:
                break
        if len(found) > ANSWERS:
            found = found[:ANSWERS]
            last = Cursor(found[-1].comment.created_at, found[-1].comment.pk)
        return Page(answers=found, older=str(last) if last else None)

    def _said(self, last: Cursor | None, size: int) -> list[Comment]:
        said = Comment.objects.there().filter(author=self.who)  # seen: `_readable` leaves out what may not be
        if last:
            said = said.filter(created_at__lte=last.at).exclude(created_at=last.at, pk__gte=last.id)
        return list(said.order_by("-created_at", "-pk")[:size])

    def _readable(self, said: list[Comment]) -> list[Answer]:
        items = Content.objects.visible_to(self.viewer).select_related("group")
        about = items.filter(pk__in={comment.content_id for comment in said})
        known = {item.pk: item for item in about if switches.is_on(self._feature, item.group_id)}
        return [Answer(said, known[said.content_id]) for said in said if said.content_id in known]
