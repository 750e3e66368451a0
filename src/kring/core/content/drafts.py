"""What somebody is writing and hasn't sent: it survives a closed tab, another device and an expired session."""

import re
import uuid

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content import text
from kring.core.features import places
from kring.core.refused import Refused

KEY = re.compile(r"[a-z]+(-[0-9a-f]+)+")
MOST_LETTERS, MOST_FIELDS, MOST_DRAFTS = 400_000, 400, 200
NEVER = {"csrfmiddlewaretoken", "key", "kind", "base", "mine", "next", "draft"}  # what says how, not what
THROWN = "thrown-"


class Draft(models.Model):
    """The fields of one form as they stand, each a list of texts. `key` names the form: "new-<token>", "edit-<content>",
    "comment-<content>", "<place>-<number>"; "thrown-<id>" is one that was thrown away, for as long as that can be undone."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="form_drafts", db_index=False
    )
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "content"
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.key

    def value(self, name: str) -> str:
        return (self.fields.get(name) or [""])[-1]

    @property
    def typed(self) -> QueryDict:
        """The fields as a form sends them."""
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data

    @property
    def words(self) -> str:
        """Its first words, without mark-up."""
        body = self.value("body")
        html = text.clean(body) if self.value("body_format") == "html" else text.from_text(body)
        return text.excerpt(html, 160)

    @property
    def url(self) -> str:
        """Where one goes on with it; "" where that can't be known."""
        if self.key.startswith("new-"):
            return f"{reverse('new')}?draft={self.key}"
        form, _dash, number = self.key.partition("-")
        if places.is_one(form):
            return places.url(f"{form}:{number}")
        if self.about is None:
            return ""
        if self.key.startswith("edit-"):
            return reverse("content_edit", kwargs={"id": self.about})
        return reverse("content", kwargs={"id": self.about}) + f"#say-{self.about}"

    @property
    def about(self) -> int | None:
        """The number of the content that is edited or answered."""
        form, _dash, number = self.key.partition("-")
        number = number.partition("-")[0]
        return int(number) if form in ("edit", "comment") and number.isdecimal() else None


class Newer(Exception):
    """Another device or tab has saved this draft meanwhile; `draft` is what it saved."""

    def __init__(self, draft: Draft):
        self.draft = draft


class Sent(Exception):
    """The form with this token has been sent: what was still under way mustn't become a draft again."""


def save(
    person, key: str, kind: str, fields: dict[str, list[str]], base: str, mine: bool = False
) -> Draft | None:
    """Keep what stands in a form now. `base` is the moment of the draft that it was made of, "" for none: where that
    isn't the last one any more, raises Newer, unless it is to be `mine` whatever else there is; and Sent where the form
    has been sent. Returns None where there are no words to keep."""
    fields = {name: values for name, values in fields.items() if name not in NEVER}
    if not KEY.fullmatch(key) or len(key) > 80 or key.startswith(THROWN):
        raise Refused(_("This draft can't be kept."), 400)
    if len(fields) > MOST_FIELDS or sum(len(v) for values in fields.values() for v in values) > MOST_LETTERS:
        raise Refused(_("This is too long to keep as a draft."), 413)
    if _was_sent(person, (fields.get("token") or [""])[-1]):
        raise Sent
    try:
        with transaction.atomic():
            return _save(person, key, kind, fields, base, mine)
    except IntegrityError:  # two tabs made the first one of this key at the same moment
        raise Newer(Draft.objects.get(person=person, key=key)) from None


def _save(person, key, kind, fields, base, mine) -> Draft | None:
    row = Draft.objects.select_for_update().filter(person=person, key=key).first()
    if row and not mine and row.saved_at.isoformat() != base and row.fields != fields:
        raise Newer(row)
    if not any(fields.get(name, [""])[-1].strip() for name in ("body", "title", "blocks")):
        if row:
            row.delete()
        return None
    if row is None and Draft.objects.filter(person=person).count() >= MOST_DRAFTS:
        raise Refused(_("You have very many drafts already. Post some of them, or throw them away."), 400)
    kept = {"kind": kind[:40], "fields": fields, "saved_at": timezone.now()}
    return Draft.objects.update_or_create(person=person, key=key, defaults=kept)[0]


def _was_sent(person, token: str) -> bool:
    from kring.core.content.models import Comment, Content

    try:
        token_of_form = uuid.UUID(token)
    except ValueError:
        return False
    mine = {"token": token_of_form, "author": person}
    return (
        Content.objects.filter(**mine).exists()  # seen: their own
        or Comment.objects.filter(**mine).exists()  # seen: their own
    )


def sent(person, key: str) -> None:
    """The form has been sent, in this same transaction: its draft isn't needed any more."""
    Draft.objects.filter(person=person, key=key).delete()


def key_of(token) -> str:
    """The key of the draft of a form that posts something new."""
    return f"new-{uuid.UUID(str(token)).hex}"


def unsent(person):
    """The person's drafts, newest first, without those that were thrown away."""
    return Draft.objects.filter(person=person).exclude(key__startswith=THROWN).order_by("-saved_at")


def latest(person, kind: str = "", group: str = "") -> Draft | None:
    """What the person was last writing that is new: of this kind, for this group (its number), where these are given."""
    for draft in unsent(person).filter(key__startswith="new-")[:20]:
        if (not kind or draft.kind == kind) and (not group or draft.value("group") == group):
            return draft
    return None


@transaction.atomic
def throw(draft: Draft) -> None:
    """Away, for thirty days: `fetch_back` undoes it."""
    if not draft.key.startswith(THROWN):
        draft.fields["draft"] = [draft.key]
        draft.key, draft.saved_at = f"{THROWN}{draft.pk}", timezone.now()
        draft.save(update_fields=["key", "fields", "saved_at"])


@transaction.atomic
def fetch_back(draft: Draft) -> None:
    key = draft.value("draft")
    if not draft.key.startswith(THROWN) or not key:
        return
    if Draft.objects.filter(person_id=draft.person_id, key=key).exists():
        raise Refused(_("You have begun again meanwhile; what you threw away can't take its place."), 409)
    del draft.fields["draft"]
    draft.key = key
    draft.save(update_fields=["key", "fields"])


def moment(draft: Draft | None) -> str:
    """What a form must send as `base` when it was filled from this draft."""
    return draft.saved_at.isoformat() if draft else ""
