"""To what one of our addresses leads: the content that is answered, or the group that is posted to."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import ngettext

from kring.core.content import text
from kring.core.content.access import access_content
from kring.core.content.models import Content
from kring.core.content.verbs import check_post
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.letterbox import addresses
from kring.core.letterbox.addresses import Reply
from kring.core.letterbox.models import GroupAddress
from kring.core.letterbox.parsing import header
from kring.core.mail.addresses import letter_in
from kring.core.refused import Refused

LONGEST_COMMENT, LONGEST_POST = 20_000, 100_000
TITLE = 200
ANSWERED = re.compile(r"^\s*(?:(?:re|aw|antw|antwoord|fwd?|doorst|betr)\s*(?:\[\d+\])?:\s*)+", re.I)


@dataclass(frozen=True)
class Target:
    """Either a `reply` to content (of a person, or the one of their `calendar`), or a post in the group with this id."""

    reply: Reply | None = None
    group_id: int = 0
    calendar: bytes = b""

    @property
    def is_reply(self) -> bool:
        return self.reply is not None

    @property
    def longest(self) -> int:
        return LONGEST_COMMENT if self.is_reply else LONGEST_POST

    def find(self, person):
        """The Content or Group, if this person may write there; None where they may not know of it; raises Refused."""
        return self._content(person, self.reply.content_id) if self.reply else self._group(person)

    def _content(self, person, id: int) -> Content | None:
        declared = self._declared()
        try:
            return access_content(person, id, to=declared[0].needs) if declared else None
        except Http404:
            return None

    def _group(self, person) -> Group | None:
        group = Group.objects.visible_to(person).filter(pk=self.group_id, mail_address__isnull=False).first()
        if group is not None:
            check_post(person, group, self._kind(person, group))
        return group

    def _kind(self, person, group) -> str:
        """What a mail becomes in this group: the first kind that takes mail and may be posted there."""
        kinds = [declared.needs for declared in self._declared()]
        for kind in kinds:
            try:
                check_post(person, group, kind)
            except Refused:
                continue
            return kind
        return kinds[0]

    def _declared(self) -> list:
        to = "calendar" if self.calendar else "content" if self.is_reply else "group"
        return [declared for _feature, declared in registry.declared("mail_to") if declared.to == to]

    def take(self, person, about, written):
        """Post it; returns the Comment or Content."""
        declared = self._declared()
        if not self.is_reply:
            kind = self._kind(person, about)
            declared = [one for one in declared if one.needs == kind]
        return registry.load(declared[0].take)(person, about, written)

    def page(self, person) -> str:
        """Where the person can do the same by hand; "" where there is no such page for them."""
        if self.reply:
            seen = Content.objects.visible_to(person).filter(pk=self.reply.content_id).first()
            return seen.url if seen else ""
        group = Group.objects.visible_to(person).filter(pk=self.group_id).first()
        return f"{reverse('new')}?group={group.slug}" if group and person.roles.get(group.pk) else ""

    def title(self, subject: str) -> str:
        """The subject, without what mail programs put before it; an answer has none."""
        return "" if self.is_reply else ANSWERED.sub("", subject)[:TITLE].strip()

    def html(self, own: str, brought: int, person) -> str:
        """What is posted; a mail with nothing but pictures says how many there are."""
        found = text.from_markdown(own, names=True)
        if found or not brought:
            return found
        said = ngettext("One file, by mail.", "%(num)s files, by mail.", brought) % {"num": brought}
        return text.from_text(said)


def target_of(address: str) -> Target | None:
    """To what this address leads; None where that is nothing (any more)."""
    if reply := addresses.opened(address):
        return Target(reply)
    local = addresses.group_part(address)
    found = (
        GroupAddress.objects.filter(local=local).values_list("group_id", flat=True).first() if local else None
    )
    return Target(group_id=found) if found else None


def answered_letter(message) -> Target | None:
    """Some mail programs answer to the sender, and not to where they are asked to: the letter of ours that they name in
    their headers, which holds a secret, says as much as the address would."""
    letter = letter_in(f"{header(message, 'References')} {header(message, 'In-Reply-To')}")
    if letter is None or not letter.takes_replies or not letter.person_id or not letter.content_id:
        return None
    return Target(Reply(letter.person_id, letter.content_id, 0, letter.created_at.date()))
