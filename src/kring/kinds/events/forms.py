from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.kinds.events import dates, fields, inviting, repeating, verbs
from kring.kinds.events.models import Answer, Details


class EventForm(fields.When, fields.Where, fields.Repeats, fields.SignUp, PostForm):
    """When and where stand above the words; everything that most events can do without is folded away below them."""

    title_required = True
    zone = fields.ZoneField(label=_("Time zone"), required=False)
    folded = (
        "repeats", "repeat_days", "repeat_until", "repeat_count", "needs_no_sign_up", "capacity", "whole_series", "most_guests",
        "questions", "closes_before", "remind_before", "sort", "zone",
    )  # fmt: skip
    fold_label = _("Repeat, sign-up and more")
    field_order = [
        "title",
        "starts_on",
        "starts_time",
        "ends_time",
        "ends_on",
        "whole_day",
        "location",
        "online_url",
        "body",
        *folded,
    ]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.person = person
        self.fields["title"].label = _("What is it called?")
        self.fields["body"].required = False
        self.earlier = (
            Details.objects.filter(content_id=self.instance.pk).first() if self.instance.pk else None
        )
        begun = (
            fields.begin_with(self.earlier)
            if self.earlier
            else {"zone": timezone.get_current_timezone_name()}
        )
        for name, value in begun.items():
            self.initial.setdefault(name, value)
        if self.earlier and begun["repeats"] == repeating.OTHERWISE:
            as_it_was = (repeating.OTHERWISE, _("As it was brought in"))
            self.fields["repeats"].choices = [*repeating.CHOICES, as_it_was]

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def clean(self):
        data = super().clean()
        if hasattr(self, "starts") and not self.errors:
            try:
                self._plan()
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return data

    def _plan(self) -> None:
        """All columns of the plan; raises Refused."""
        told = self.cleaned_data
        name = told.get("zone") or (
            self.earlier.zone if self.earlier else timezone.get_current_timezone_name()
        )
        row = Details(zone=name, whole_day=told["whole_day"])
        row.starts_at, row.ends_at = (dates.real(clock, row) for clock in (self.starts, self.ends))
        row.rule = self._rule()
        verbs.check_plan(row)
        by_date = bool(row.rule) and not told["whole_series"]
        apart = self.earlier and self.earlier.signs_up_by_date
        if apart and not by_date and Answer.objects.filter(content_id=self.instance.pk).exists():
            raise Refused(_("People have signed up for single dates. Make a new event for the whole."), 400)
        self.plan = {
            name: getattr(row, name) for name in ("zone", "whole_day", "starts_at", "ends_at", "rule")
        }

    def _rule(self) -> str:
        told = self.cleaned_data
        if told["repeats"] == repeating.OTHERWISE:
            return self.earlier.rule if self.earlier else ""
        if told["repeat_until"] and told["repeat_count"]:
            raise Refused(_("Choose a last day or a number of times, not both."), 400)
        days = [int(day) for day in told["repeat_days"]]
        return repeating.made(
            told["repeats"], self.starts.date(), days, told["repeat_until"], told["repeat_count"]
        )

    def save_details(self, content) -> None:
        told = self.cleaned_data
        verbs.plan(
            content,
            self.person,
            **self.plan,
            sort=told["sort"] or Details.Sort.EVENT,
            location=told["location"],
            online_url=told["online_url"],
            signs_up=not told["needs_no_sign_up"],
            per_date=not told["whole_series"],
            capacity=told["capacity"],
            most_guests=told["most_guests"] or 0,
            questions=told["questions"],
            closes_before=told["closes_before"],
            remind_before=told["remind_before"],
        )


class AnswerForm(forms.Form):
    """Whether you come, with how many, and what they want to know."""

    answer = forms.ChoiceField(label=_("Are you coming?"), choices=Answer.Said, widget=forms.RadioSelect)

    def __init__(self, *args, plan: Details, mine: Answer | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if mine:
            self.initial.setdefault("answer", mine.answer)
        if plan.most_guests:
            self.fields["guests"] = forms.IntegerField(
                label=_("Guests that you bring"), required=False, min_value=0, max_value=plan.most_guests,
                initial=mine.guests if mine else 0,
            )  # fmt: skip
        for number, question in enumerate(plan.questions):
            self.fields[f"reply_{number}"] = forms.CharField(
                label=question,
                required=False,
                max_length=500,
                initial=mine.remarks.get(question, "") if mine else "",
            )

    @property
    def remarks(self) -> dict[str, str]:
        return {q: self.cleaned_data.get(f"reply_{n}", "") for n, q in enumerate(self.plan.questions)}


class DateForm(fields.When):
    """Another time or place for one date."""

    location = forms.CharField(label=_("Place"), required=False, max_length=250)


class InviteForm(forms.Form):
    """Whom to invite by mail."""

    handles = forms.CharField(
        label=_("Who"),
        required=False,
        max_length=5000,
        help_text=_("Their handles, with commas between them: @anna, @bram."),
    )
    group = forms.BooleanField(label=_("Everybody in the group"), required=False)

    def __init__(self, *args, person, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.here = person, group
        if group.is_everyone:
            del self.fields["group"]

    def clean(self):
        data = super().clean()
        self.people = inviting.named(self.cleaned_data.get("handles", ""), self.person)
        if self.cleaned_data.get("group"):
            self.people += list(Person.objects.active().filter(memberships__group=self.here))
        if not self.people and not self.errors:
            self.add_error("handles", _("Nobody is called that. Look up the handle on their profile."))
        return data
