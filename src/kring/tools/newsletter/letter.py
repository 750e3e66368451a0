"""What a newsletter says to one reader: only what they may read at that moment."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.content.states import READABLE
from kring.tools.newsletter import audience
from kring.tools.newsletter.models import Newsletter, Part

WORDS = 260
PICTURE = re.compile(r"<img[^>]*>")


@dataclass
class Piece:
    """A heading, or an item (`content`) with the words under its title; `path` leads there and counts it."""

    part: Part
    content: Content | None = None
    words: str = ""
    path: str = ""


def pieces(newsletter: Newsletter, person, counted: bool = True) -> list[Piece]:
    """What is in it for this reader, in order; a heading under which nothing is left isn't there either."""
    parts = list(newsletter.parts.all())
    ids = [part.content_id for part in parts if part.content_id]
    items = Content.objects.visible_to(person).filter(state__in=READABLE, pk__in=ids)
    seen = items.select_related("group", "author").in_bulk()
    found: list[Piece] = []
    waiting: Piece | None = None
    for part in parts:
        if part.heading:
            waiting = Piece(part)
        elif (content := seen.get(part.content_id)) is not None:
            if waiting is not None:
                found.append(waiting)
                waiting = None
            found.append(Piece(part, content, _words(part, content), _path(newsletter, content, counted)))
    return found


def _words(part: Part, content: Content) -> str:
    if part.words:
        return part.words
    words = content.excerpt if content.title else ""
    return words if len(words) <= WORDS else words[: WORDS - 1].rsplit(" ", 1)[0] + "…"


def _path(newsletter: Newsletter, content: Content, counted: bool) -> str:
    if not counted:
        return content.url
    return reverse("newsletter_item", kwargs={"newsletter_id": newsletter.pk, "content_id": content.pk})


def _whole(intro: str) -> Markup:
    """For a mail, which stands on no page: links within Kring as whole addresses, and no pictures, which only open here."""
    home = settings.BASE_URL
    return Markup(
        PICTURE.sub("", intro).replace('href="/', f'href="{home}/')
    )  # it is clean, as all rich text is


def fill(letter) -> dict | None:
    """What the letter's templates get; None where there is nothing in it for this reader any more."""
    newsletter = Newsletter.objects.prefetch_related("groups").filter(pk=letter.context["newsletter"]).first()
    if newsletter is None or letter.person is None:
        return None
    test = letter.context.get("test", False)
    if not test and not audience.people(newsletter).filter(pk=letter.person.pk).exists():
        return None  # left the groups, or opted out, since it was put in the outbox
    found = pieces(newsletter, letter.person, counted=not test)
    if not found and (newsletter.parts.filter(content__isnull=False).exists() or not newsletter.intro):
        return None
    whose = audience.sender(newsletter).name
    return {
        "newsletter": newsletter,
        "intro": _whole(newsletter.intro),
        "intro_text": text.to_markdown(newsletter.intro),
        "pieces": found,
        "whose": whose,
        "by": newsletter.by,
        "sender": whose,
        "archive": reverse("newsletter", kwargs={"newsletter_id": newsletter.pk}),
        "why": _("You get this newsletter because you are in %(group)s.") % {"group": whose},
    }
