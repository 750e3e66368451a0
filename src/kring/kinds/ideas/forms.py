from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import FARTHEST, PostForm
from kring.core.content.models import Content
from kring.core.features import slots
from kring.kinds.ideas.models import ChallengeDetails, IdeaDetails, Phase

EVENING = time(23, 59)


class SimilarIdeas(forms.TextInput):
    """No field, but the place where ideas appear that are like the one that is being typed."""

    def render(self, name, value, attrs=None, renderer=None):
        return slots.template("ideas/similar_box.html").render()

    def value_omitted_from_data(self, data, files, name) -> bool:
        return True


def day_field(label, help_text=""):
    date = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=date, help_text=help_text)


def evening(day):
    """The end of a day in the writer's zone, as a moment."""
    return day and datetime.combine(day, EVENING, tzinfo=timezone.get_current_timezone())


def day_of(moment):
    return moment and timezone.localtime(moment).date()


class OnDays(PostForm):
    """Days that lie ahead; one that stood already may stay."""

    days: tuple[str, ...] = ()

    def clean(self):
        data = super().clean()
        today = timezone.localdate()
        for name in self.days:
            day = self.cleaned_data.get(name)
            if day and day != self.initial.get(name) and not today <= day <= today + FARTHEST:
                self.add_error(name, _("Choose a day in the next two years."))
        return data


class IdeaForm(OnDays):
    """The idea in one sentence; ideas that are like it; which challenge it answers, or until when people vote."""

    title_required = True
    days = ("closes_at",)
    similar = forms.CharField(label="", required=False, widget=SimilarIdeas)
    challenge = forms.ModelChoiceField(
        Content.objects.none(),
        label=_("For which challenge?"),
        required=False,
        empty_label=_("For none: it stands by itself"),
    )
    closes_at = day_field(_("Vote until"), _("Leave it empty, and people vote until it is closed."))
    field_order = ["similar", "body", "challenge", "closes_at"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.person = person
        self.fields["title"].label = _("Your idea")
        self.fields["title"].help_text = _("In one sentence: what should we do?")
        self.fields["body"].label = _("Why it is a good idea")
        self.fields["body"].required = False
        row = IdeaDetails.objects.filter(pk=self.instance.pk).first()
        if row:
            self.initial.setdefault("challenge", row.asked_in_id)
            self.initial.setdefault("closes_at", day_of(row.closes_at))
        self._challenges(row)
        if self.instance.pk:
            del self.fields["similar"]

    def _challenges(self, row) -> None:
        """Those that collect ideas now, in groups where this person may post; chosen once, when it is posted."""
        own = list(self.person.roles)
        found = Content.objects.visible_to(self.person).filter(
            kind="challenge", state="published", group_id__in=own
        )
        found = found.filter(challenge__step="collect").select_related("group").order_by("-published_at")
        posted = self.instance.pk and not self.instance.is_draft
        asked = self.is_bound and self.data.get("challenge")  # refused below, where it is none of these
        if posted or not (asked or found.exists()):
            del self.fields["challenge"]
        else:
            self.fields["challenge"].queryset = found
        if posted and (row is None or row.asked_in_id or row.phase == Phase.DECIDED):
            del self.fields["closes_at"]

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def clean(self):
        """In a challenge the idea stands in its group, and the challenge says when people vote."""
        data = super().clean()
        if challenge := self.cleaned_data.get("challenge"):
            groups = self.fields["group"].queryset if "group" in self.fields else None
            if groups is not None and not groups.filter(pk=challenge.group_id).exists():
                self.add_error("challenge", _("You can’t post in the group of this challenge."))
            else:
                self.cleaned_data["group"] = challenge.group
            self.cleaned_data["closes_at"] = None
        return data

    def save_details(self, content) -> None:
        row = IdeaDetails.objects.get_or_create(content_id=content.pk)[0]
        told: dict = {}
        if "closes_at" in self.fields and row.phase != Phase.DECIDED:
            told["closes_at"] = evening(self.cleaned_data.get("closes_at"))
            told["phase"] = Phase.VOTING if told["closes_at"] else Phase.OPEN
        if "challenge" in self.fields:
            told["asked_in"] = self.cleaned_data.get("challenge")
        if told:
            IdeaDetails.objects.filter(pk=row.pk).update(**told)


class ChallengeForm(OnDays):
    """What ideas are asked for, until when each step lasts, and how people vote."""

    title_required = True
    days = ("collect_until", "discuss_until", "vote_until")
    collect_until = day_field(_("Collect ideas until"), _("Without a day a host moves it on."))
    discuss_until = day_field(_("Talk about them until"))
    vote_until = day_field(_("Vote until"))
    mode = forms.ChoiceField(
        label=_("How do people vote?"),
        choices=ChallengeDetails.Mode.choices,
        widget=forms.RadioSelect,
        initial="one",
        required=False,
    )
    budget = forms.IntegerField(
        label=_("How many votes to spread?"), min_value=1, max_value=100, initial=5, required=False
    )
    field_order = ["body", "collect_until", "discuss_until", "vote_until", "mode", "budget"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What do you ask ideas for?")
        self.fields["title"].help_text = _("A question that everybody can answer: “How do we …?”")
        row = ChallengeDetails.objects.filter(pk=self.instance.pk).first()
        if row:
            for name in self.days:
                self.initial.setdefault(name, day_of(getattr(row, name)))
            self.initial.setdefault("mode", row.mode)
            self.initial.setdefault("budget", row.budget)
            if row.step not in ("collect", "discuss"):  # votes that were given stay what they were
                del self.fields["mode"], self.fields["budget"]

    def clean(self):
        data = super().clean()
        days = [self.cleaned_data.get(name) for name in self.days]
        for before, after, name in zip(days, days[1:], self.days[1:], strict=False):
            if before and after and after < before:
                self.add_error(name, _("This day comes before the step before it has ended."))
        return data

    def save_details(self, content) -> None:
        told: dict = {name: evening(self.cleaned_data.get(name)) for name in self.days}
        if "mode" in self.fields:
            told["mode"] = self.cleaned_data.get("mode") or ChallengeDetails.Mode.ONE
            told["budget"] = self.cleaned_data.get("budget") or 5
        ChallengeDetails.objects.update_or_create(content_id=content.pk, defaults=told)
