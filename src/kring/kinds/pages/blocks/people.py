from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.people.models import Person
from kring.core.people.people_field import PeopleField, written
from kring.kinds.pages.blocks.base import Block, BlockForm, Names, known, line, number

MOST = 30
HOSTS, CHOSEN = "hosts", "chosen"


class PeopleForm(BlockForm):
    title = forms.CharField(label=gettext_lazy("Heading"), required=False, max_length=120)
    of = forms.ChoiceField(
        label=gettext_lazy("Who"),
        choices=[(HOSTS, gettext_lazy("All hosts of the group")), (CHOSEN, gettext_lazy("The people below"))],
    )
    people = PeopleField(
        label=gettext_lazy("People"),
        required=False,
        max_length=3000,
        help_text=gettext_lazy("Names or @handles, with commas between them."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].viewer = self.around.person

    def begin(self, block: dict) -> None:
        rows = Person.objects.visible_to(self.around.person).in_bulk(block["people"])
        names = ", ".join(written(rows[pk]) for pk in block["people"] if pk in rows)
        self.initial.update(title=block["title"], of=block["of"], people=names)

    def clean(self):
        data = super().clean()
        if data.get("of") == CHOSEN and not data.get("people") and "people" not in self.errors:
            self.add_error("people", _("Say who."))
        return data

    def made(self) -> dict:
        return {**self.cleaned_data, "people": [person.pk for person in self.cleaned_data["people"]]}


class People(Block):
    slug = "people"
    label = gettext_lazy("People")
    icon = "users"
    form = PeopleForm
    personal = True

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        given = raw.get("people")
        given = [one for one in given if number(one) is not None][:MOST] if isinstance(given, list) else []
        of = CHOSEN if raw.get("of") == CHOSEN else HOSTS
        if of == CHOSEN and not given:
            return None
        return {"type": "people", "title": line(raw.get("title"), 120), "of": of, "people": given}

    @classmethod
    def turned(cls, block: dict, names: Names) -> dict:
        given = block.get("people")
        return {**block, "people": known(map(names.person, given)) if isinstance(given, list) else []}
