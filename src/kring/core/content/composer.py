"""The composer on top of every stream: which kinds, which groups and how many people they reach, and the form."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content.drafts import Draft, key_of, moment
from kring.core.content.later import later
from kring.core.content.verbs import may_post_in
from kring.core.features import registry, slots
from kring.core.features.hooks import Kind
from kring.core.groups.models import Group
from kring.core.web.shell import MyGroup, Shell, shell


@dataclass
class Composer:
    """`kinds` and `groups` are what this person may post where they are; `kind` is the chosen one, and only groups that
    use it can be chosen; `group` is fixed on a group's page. `draft` is what they had begun. `on_page`: the composer
    fills a page of its own, rather than standing above a stream."""

    shell: Shell
    kinds: list[Kind]
    kind: Kind
    groups: list[MyGroup]
    group: Group | None = None
    draft: Draft | None = None
    on_page: bool = False
    bound: object = None  # the form, where it came back

    @property
    def prompt(self):
        return self.kind.prompt

    @property
    def words_prompt(self):
        """What stands in the empty text. Where the title has asked already, the same question isn't put twice."""
        title = self.form.fields.get("title")
        asked = self.form.asks_first or (title is not None and title.required)
        return _("Tell more about it") if asked else self.prompt

    @cached_property
    def form(self):
        if self.bound is not None:
            return self.bound
        initial = {"group": self.group.pk} if self.group else {}
        form_class = registry.load(self.kind.form)
        return form_class(person=self.shell.person, kind=self.kind.slug, draft=self.draft, initial=initial)

    @property
    def token(self):
        """Makes a second arrival of the form harmless, and names its draft."""
        return (
            (self.draft.key.removeprefix("new-") if self.draft else None)
            or _given(self.form)
            or later("token")
        )

    @property
    def base(self) -> str:
        return moment(self.draft)

    @property
    def chosen(self) -> str:
        """The number of the group that stands in the form."""
        return str(self.form["group"].value() or "")

    @property
    def key(self) -> str:
        """Keeps what is typed in this browser, until the server has it."""
        return f"composer-{self.group.pk if self.group else 'home'}"

    @property
    def is_inline(self) -> bool:
        """May the form stand in the page at once? One with choices of its own is fetched when it is opened."""
        return registry.load(self.kind.form).is_plain()

    @property
    def shows(self) -> Hashable:
        """Everything that its markup depends on, the kinds apart: they move with the switches."""
        return self.group and self.group.pk, tuple(
            (group.id, group.name, group.reach) for group in self.groups
        )

    def line(self) -> Markup:
        """The closed composer, as it stands above a stream; kept until something about it changes."""
        return self.shell.keep("composer", self.shows, self.draw, "content/composer.html")

    def draw(self, template: str, **context) -> str:
        return slots.template(template).render(composer=self, csrf=later("csrf"), **context)


def _given(form) -> str:
    """The token that the form came back with, if it was one."""
    try:
        return key_of(form.data.get("token", "")).removeprefix("new-") if form.is_bound else ""
    except ValueError:
        return ""


def composer(request, group: Group | None = None, kind: str = "", **rest) -> Composer | None:
    """None where the person may post nothing, or not this kind. No query beside the shell's own."""
    own = [mine for mine in shell(request).own_groups if group is None or mine.id == group.pk]
    groups = {slug: may_post_in(request.user, slug, own) for slug in registry.kinds()}
    kinds = [one for slug, one in registry.kinds().items() if groups[slug]]
    chosen = next((one for one in kinds if not kind or one.slug == kind), None)
    if chosen is None:
        return None
    return Composer(shell(request), kinds, chosen, groups[chosen.slug], group, **rest)
