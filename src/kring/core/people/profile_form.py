"""What people type about themselves."""

import zoneinfo
from functools import lru_cache

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from kring.core.people.expertise import MOST_TOPICS
from kring.core.people.models import Person


@lru_cache(maxsize=1)
def zone_names() -> list[str]:
    """Those named after a place; reading them from the disk takes a while."""
    return sorted(
        n for n in zoneinfo.available_timezones() if "/" in n and not n.startswith(("Etc/", "SystemV/"))
    )


def time_zones() -> list[tuple[str, str]]:
    ours = _("As the organisation: %(zone)s") % {"zone": settings.TIME_ZONE}
    return [("", ours), *((name, name.replace("_", " ")) for name in zone_names())]


class Profile(forms.ModelForm):
    DAYS = (
        (1, _("Monday")), (2, _("Tuesday")), (3, _("Wednesday")), (4, _("Thursday")), (5, _("Friday")),
        (6, _("Saturday")), (7, _("Sunday")),
    )  # fmt: skip

    manager = forms.CharField(
        label=_("Your manager"),
        required=False,
        max_length=200,
        help_text=_("Begin typing a name, or give a @handle."),
    )
    expertise = forms.CharField(
        label=_("Ask me about"),
        required=False,
        max_length=1000,
        help_text=_("Topics you know about, with commas between them: gardening, payroll, Python."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=lazy(lambda: [
        ("", _("As the organisation")), *settings.LANGUAGES], list)())  # fmt: skip
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=time_zones)
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"), required=False, coerce=int, choices=DAYS, widget=forms.CheckboxSelectMultiple
    )
    start_date = forms.DateField(
        label=_("Started on"),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Person
        fields = ("name", "title", "department", "location", "bio", "language", "time_zone", "working_days",
                  "start_date", "theme", "shortcuts")  # fmt: skip
        widgets = {"bio": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, instance: Person, **kwargs):
        before = {
            "manager": labelled(instance.manager) if instance.manager else "",
            "expertise": ", ".join(instance.expertise.order_by("name").values_list("name", flat=True)),
        }
        super().__init__(*args, instance=instance, initial=before, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["expertise"].widget.attrs |= {"list": "known-topics", "autocomplete": "off"}
        self.fields["manager"].widget.attrs |= {
            "list": "colleagues",
            "autocomplete": "off",
            "hx-get": reverse("settings_colleagues"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#colleagues",
            "hx-swap": "innerHTML",
        }

    def clean_manager(self) -> Person | None:
        """A name as the list offers it, “Name (@handle)”, or a handle, or a name that only one person has."""
        typed = self.cleaned_data["manager"].strip()
        if not typed:
            return None
        people = Person.objects.visible_to(self.instance).active()
        handle = typed.rpartition("(@")[2].removesuffix(")")
        found = list(
            people.filter(handle=handle.removeprefix("@").lower())[:1]
            or people.filter(name__iexact=typed)[:2]
        )
        if len(found) != 1:
            unknown = _("Nobody here is called this. Choose somebody from the list.")
            several = _("More than one person is called this. Choose one from the list.")
            raise forms.ValidationError(several if found else unknown)
        if found[0].pk == self.instance.pk:
            raise forms.ValidationError(_("You can't be your own manager."))
        return found[0]

    def clean_expertise(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["expertise"].split(",") if name.strip()]
        if len(names) > MOST_TOPICS:
            raise forms.ValidationError(
                _("Choose the %(number)s that matter most.") % {"number": MOST_TOPICS}
            )
        return names

    def clean_working_days(self) -> list[int]:
        return sorted(set(self.cleaned_data["working_days"]))

    def _post_clean(self):
        """Not onto the instance: the verb compares what it is with what is asked."""


def labelled(person: Person) -> str:
    return f"{person.name} (@{person.handle})"
