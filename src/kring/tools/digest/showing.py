"""An issue as lines to read, when it is sent or opened: what the reader may not see (any more) isn't among them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.features import registry, switches
from kring.core.mail.parts import Line
from kring.core.notify import listing
from kring.core.notify.models import Notification
from kring.core.notify.sight import seen_by
from kring.tools.digest.models import Issue

WORDS = 70  # two lines of a phone


@dataclass(frozen=True)
class Section:
    title: str
    icon: str
    lines: list[Line]


def sections(person, issue: Issue) -> list[Section]:
    """The parts of an issue that still have something to say."""
    found = [
        Section(_("Kept for you"), "bell", _told(person, issue)),
        Section(_("What you missed in your groups"), "users-round", _missed(person, issue)),
        *_of_features(person, issue),
    ]
    return [section for section in found if section.lines]


def fill(letter) -> dict | None:
    """The words of a digest by mail; None where nothing is left to say."""
    known = letter.context
    if "example" in known:
        issue: Issue | None = Issue(person=letter.person, **known["example"])
    else:
        issue = Issue.objects.filter(pk=known["issue"], person=letter.person).first()
    shown = sections(letter.person, issue) if issue else []
    if not shown:
        return None
    lines = [line for section in shown for line in section.lines]
    return {
        "subject": subject(lines),
        "sections": shown,
        "more": more(issue),
        "link": settings.BASE_URL + reverse("digest"),
        "why": _("Your digest of %(platform)s comes at the hour that you chose.")
        % {"platform": settings.CONFIG.name},
        "preview": " · ".join(line.title for line in lines[1:4]),
    }


def subject(lines: list[Line]) -> str:
    first, others = text.excerpt(lines[0].title, 80), len(lines) - 1
    if not others:
        return first
    return ngettext("%(first)s, and %(num)s more", "%(first)s, and %(num)s more", others) % {
        "first": first,
        "num": others,
    }


def more(issue: Issue) -> str:
    if not issue.more:
        return ""
    return ngettext(
        "%(num)s more thing waits for you here.", "%(num)s more things wait for you here.", issue.more
    ) % {"num": issue.more}


def _told(person, issue: Issue) -> list[Line]:
    rows = Notification.objects.filter(seen_by(person), person=person, pk__in=issue.told, read_at=None)
    order = {id: place for place, id in enumerate(issue.told)}
    rows = sorted(rows.select_related("content__group", "group"), key=lambda row: order[row.pk])
    return [
        Line(row.sentence, row.url, words=text.excerpt(row.words, WORDS), why=row.held, content_id=row.notification.content_id)
        for row in listing.shown(rows)
    ]  # fmt: skip


def _missed(person, issue: Issue) -> list[Line]:
    found = Content.objects.visible_to(person).filter(pk__in=issue.missed, state="published")
    items = found.select_related("author", "group").in_bulk()
    return [_item(items[id]) for id in issue.missed if id in items]


def _item(item) -> Line:
    by = _("%(name)s in %(group)s") % {"name": item.author.name, "group": item.group.name}
    return Line(text.excerpt(item.heading, WORDS), item.url, by, why=_how_useful(item), content_id=item.pk)


def _how_useful(item) -> str:
    if count := item.comment_count:
        return ngettext("%(num)s comment", "%(num)s comments", count) % {"num": count}
    if count := item.reaction_count:
        return ngettext("%(num)s reaction", "%(num)s reactions", count) % {"num": count}
    return ""


def _of_features(person, issue: Issue) -> list[Section]:
    """What features said, of those that are still on, about what can still be seen."""
    declared = {part.lines: (feature, part) for feature, part in registry.declared("digest_parts")}
    about = {line["content_id"] for part in issue.parts for line in part["lines"] if line["content_id"]}
    seen = set(Content.objects.visible_to(person).filter(pk__in=about).values_list("pk", flat=True))
    found = []
    for saved in issue.parts:
        feature, part = declared.get(saved["part"], (None, None))
        if feature is not None and switches.is_on(feature.slug):
            lines = [Line(**line) for line in saved["lines"]]
            lines = [line for line in lines if line.content_id is None or line.content_id in seen]
            found.append(Section(str(part.title), part.icon, lines))
    return found
