from datetime import datetime

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.content.forms import PostForm
from kring.core.people.people_field import PeopleField, written
from kring.kinds.townhalls.models import Hall, Panelist


class TownHallForm(PostForm):
    """What it is about, who answers, when it is live, and whether questions may come without a name."""

    title_required = True
    panel = PeopleField(
        label=gettext_lazy("Who answers?"),
        max_length=1000,
        help_text=gettext_lazy("Their names, with commas between them."),
        error_messages={"required": gettext_lazy("Name at least one person who answers.")},
    )
    starts_on = forms.DateField(
        label=gettext_lazy("Live on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    starts_time = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    allows_anonymous = forms.BooleanField(
        label=gettext_lazy("Questions may be asked without a name"),
        help_text=gettext_lazy("Then nobody can look up who asked, you neither."),
        required=False,
    )
    field_order = ["title", "panel", "body", "starts_on", "starts_time", "allows_anonymous"]

    def __init__(self, *args, person, draft=None, **kwargs):
        super().__init__(*args, person=person, draft=draft, **kwargs)
        self.fields["title"].label = _("What is it about?")
        self.fields["body"].required = False
        self.fields["panel"].viewer = person
        hall = Hall.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if hall:
            people = [seat.person for seat in hall.panel.select_related("person")]
            self.initial |= {
                "panel": ", ".join(map(written, people)),
                "allows_anonymous": hall.allows_anonymous,
            }
            if hall.starts_at:
                at = timezone.localtime(hall.starts_at)
                self.initial |= {"starts_on": at.date(), "starts_time": at.time()}
        if draft:
            self._fill(draft.typed)

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def clean(self):
        data = super().clean()
        day, hour = data.get("starts_on"), data.get("starts_time")
        if bool(day) != bool(hour) and not {"starts_on", "starts_time"} & self.errors.keys():
            self.add_error(
                "starts_on" if hour else "starts_time", _("Give both a day and a time, or neither.")
            )
        self.starts_at = None
        if day and hour:
            self.starts_at = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
        return data

    @transaction.atomic
    def save_details(self, content) -> None:
        hall, _made = Hall.objects.update_or_create(
            content_id=content.pk,
            defaults={
                "starts_at": self.starts_at,
                "allows_anonymous": self.cleaned_data["allows_anonymous"],
            },
        )
        seat(hall, [person.pk for person in self.cleaned_data["panel"]])


def seat(hall: Hall, people: list[int]) -> None:
    """These people answer, and no others."""
    hall.panel.exclude(person__in=people).delete()
    Panelist.objects.bulk_create([Panelist(hall=hall, person_id=id) for id in people], ignore_conflicts=True)
