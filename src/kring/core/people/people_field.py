"""A field that takes several people: their names or handles, with commas between them; with script they are offered."""

import re

from django import forms
from django.utils.translation import gettext as _

from kring.core.features import slots
from kring.core.people.models import Person

HANDLE = re.compile(r"[^,@]*@([\w.+-]+)\)?")
MOST_TYPED = 30


def written(person) -> str:
    """A person as the field writes them: people read the name, the field the handle."""
    return f"{' '.join(person.name.replace(',', ' ').replace('@', ' ').split())} (@{person.handle})"


class PeopleInput(forms.TextInput):
    """Django's own field, in an element that offers names."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        return slots.template("components/people_field.html").render(
            field=field, id=(attrs or {}).get("id") or name
        )


class PeopleField(forms.CharField):
    """Cleans to Person rows that `viewer` may know of, in the order of the names."""

    widget = PeopleInput
    viewer = None

    def to_python(self, value):
        """A list of Person."""
        typed = super().to_python(value) or ""
        super().run_validators(typed)
        handles = [handle.lower().rstrip(".") for handle in HANDLE.findall(typed)]
        names = [" ".join(part.split()) for part in HANDLE.sub("", typed).split(",") if part.strip(" ()")]
        if len(handles) + len(names) > MOST_TYPED:
            raise forms.ValidationError(_("These are too many people at once."))
        found = [self._one(handle=handle) for handle in handles] + [self._one(name=name) for name in names]
        return list(dict.fromkeys(found))

    def validate(self, value) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value) -> None:
        """Those looked at what was typed."""

    def _one(self, handle: str = "", name: str = "") -> Person:
        people = Person.objects.visible_to(self.viewer)
        found = list(
            people.filter(handle=handle)[:1] if handle else people.active().filter(name__iexact=name)[:2]
        )
        if not found and name:
            found = list(people.active().filter(handle=name.lower())[:1])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("More than one colleague is called %(name)s. Write @ and the handle instead.")
                % {"name": name}
            )
        raise forms.ValidationError(
            _("We don't know %(name)s. Choose a name from the list, or write @ and the handle.")
            % {"name": name or f"@{handle}"}
        )
