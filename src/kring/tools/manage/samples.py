"""What the page of components shows them with: a small cast that stands in no database. Each theme has its own, so that
no id is there twice."""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace as Sample

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.features import registry, switches
from kring.core.web.jinja import cached_static

NAMES = ("Noor Bakker", "Fatima Aydın", "Tom de Graaf", "Jan-Willem van der Meulen-Zuidhorn", "Sanne O’Brien")
FIRST = {"light": 9_100_000, "dark": 9_200_000}


class Everything(forms.Form):
    """Every sort of field, right and wrong."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("Short and clear: what people will call it.")
    )
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Place"),
        choices=[("", "—"), ("1", gettext_lazy("City hall")), ("2", gettext_lazy("Depot"))],
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Who reads along"),
        widget=forms.RadioSelect,
        choices=[("open", gettext_lazy("Everybody")), ("closed", gettext_lazy("Members only"))],
    )
    agree = forms.BooleanField(label=gettext_lazy("Tell everybody"), required=False)
    picture = forms.FileField(label=gettext_lazy("Picture"), required=False)


@dataclass
class Samples:
    theme: str
    people: list = field(default_factory=list)

    def __post_init__(self):
        self.first = FIRST[self.theme]
        self.here = reverse("manage_components")
        self.now = timezone.now() - timedelta(hours=2)
        self.people = [self._person(number, name) for number, name in enumerate(NAMES)]
        self.kinds = [kind for feature, kind in registry.declared("kinds") if switches.is_on(feature.slug)]

    def _person(self, number: int, name: str) -> Sample:
        initials = "".join(word[0] for word in name.split()[:1] + name.split()[-1:]).upper()
        return Sample(
            name=name, initials=initials, hue=(number * 5) % 12, avatar_url="", url=f"{self.here}#people",
            title=_("Adviser"), department=_("City hall"), role="member", is_active=True, is_guest=False,
        )  # fmt: skip

    def content(self, number: int, title: str = "") -> Sample:
        return Sample(
            id=self.first + number, title=title, author=self.people[number % 5] if number < 5 else None,
            group=self.group(0), url=f"{self.here}#cards", published_at=self.now, created_at=self.now,
            edited_at=self.now if number == 1 else None, is_pinned=number == 1, heading=title,
        )  # fmt: skip

    def group(self, number: int) -> Sample:
        access = ("open", "closed", "secret")[number % 3]
        return Sample(
            id=number + 3, name=_("Reading club") if number else _("Everybody"), url=f"{self.here}#groups",
            hue=(number * 4 + 2) % 12, access=access, purpose=_("What this is for, in one line."), cover_url="",
            member_count=12 * number + 1, is_archived=number == 2,
        )  # fmt: skip

    def comment(self, number: int, **more) -> Sample:
        words = f"<p>{_('That is how we do it at the depot, too.')}</p>"
        usual = {"id": self.first + number, "author": self.people[number % 5], "created_at": self.now,
                 "edited_at": None, "deleted_at": None, "is_best": False, "body": words}  # fmt: skip
        return Sample(**{**usual, **more})

    def photos(self, number: int, more: int = 0) -> Sample:
        """A grid of so many pictures."""
        shown = [
            Sample(
                src=cached_static(f"manage/sample-{n % 2 + 1}.svg"), srcset="", sizes="", shape="",
                file=Sample(url=f"{self.here}#files", caption=_("A picture"), width=640, height=420, is_moving=False),
            )
            for n in range(number + more)
        ]  # fmt: skip
        return Sample(photos=shown, grid=number, more=more)

    @property
    def body(self) -> str:
        return f"<p>{_('What you post in your groups appears here too, for those who may read it.')}</p>"

    @property
    def files(self) -> list[Sample]:
        names = (
            ("draaiboek-verhuizing.pdf", "file-text", "PDF"),
            ("begroting.ods", "file-spreadsheet", "ODS"),
        )
        return [
            Sample(url=f"{self.here}#files", icon=icon, name=name, ending=ending, size=240_000)
            for name, icon, ending in names
        ]

    @property
    def tabs(self) -> list[dict]:
        labels = (_("Stream"), _("Members"), _("About"))
        return [
            {"label": label, "url": f"{self.here}#tabs", "current": n == 0, "count": 24 if n == 1 else None}
            for n, label in enumerate(labels)
        ]

    @property
    def form(self) -> forms.Form:
        return Everything(auto_id=f"id_%s_{self.theme}")

    @property
    def wrong(self) -> forms.Form:
        made = Everything({"name": ""}, auto_id=f"wrong_%s_{self.theme}")
        made.is_valid()
        return made

    @property
    def hits(self) -> list[Sample]:
        return [
            Sample(title=_("People"), hits=[self._hit(0, person=self.people[0]), self._hit(1, person=self.people[1])]),
            Sample(title=_("Groups"), hits=[self._hit(2, group=self.group(1))]),
            Sample(title=_("Actions"), hits=[self._hit(3, icon="settings")]),
        ]  # fmt: skip

    def _hit(self, number: int, person=None, group=None, icon="") -> Sample:
        label = person.name if person else group.name if group else _("Settings")
        line = person.title if person else ""
        return Sample(label=label, line=line, url=f"{self.here}#palette", number=number, person=person,
                      group=group, icon=icon, hue=None)  # fmt: skip
