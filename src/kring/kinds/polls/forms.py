from datetime import datetime, time

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.content.forms import FARTHEST, PostForm
from kring.core.refused import Refused
from kring.kinds.polls.fields import OptionsField, row_of
from kring.kinds.polls.models import Ballot
from kring.kinds.polls.ways import Way

END_OF_DAY = time(17)
RULES = ("way", "options", "anonymous", "hidden", "changeable", "quorum", "quorum_of")


class PollForm(PostForm):
    """The question, the options and the rules. Once somebody has voted only the words around it and its end can be changed."""

    title_required = True
    way = forms.ChoiceField(
        label=gettext_lazy("How do people vote?"),
        choices=Way.choices,
        initial=Way.SINGLE,
        widget=forms.RadioSelect,
    )
    options = OptionsField(label=gettext_lazy("Options"))
    closes_on = forms.DateField(
        label=gettext_lazy("Closes on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    closes_time = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    anonymous = forms.BooleanField(
        label=gettext_lazy("Anonymous"),
        help_text=gettext_lazy(
            "Nobody can look up who chose what, so a vote can’t be changed. In a small group people may still guess."
        ),
        required=False,
    )
    hidden = forms.BooleanField(
        label=gettext_lazy("Show the results only when the poll has closed"), required=False
    )
    changeable = forms.BooleanField(
        label=gettext_lazy("People may change their vote"), required=False, initial=True
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum"),
        help_text=gettext_lazy("How many have to vote for the result to count."),
        required=False,
        min_value=1,
        max_value=1_000_000,
    )
    quorum_of = forms.ChoiceField(
        label=gettext_lazy("The quorum is"),
        choices=[
            ("number", gettext_lazy("a number of people")),
            ("share", gettext_lazy("a percentage of the members")),
        ],
        required=False,
    )
    field_order = ["title", "way", "options", "body", "closes_on", "closes_time", "anonymous", "hidden",
                   "changeable", "quorum", "quorum_of"]  # fmt: skip

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, draft=draft, **kwargs)
        self.fields["title"].label = _("What do you want to know?")
        self.fields["body"].required = False
        self.ballot = Ballot.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if self.ballot:
            self._begin(self.ballot)
        if draft:
            self._fill(draft.typed)

    def _begin(self, ballot: Ballot) -> None:
        self.initial |= {name: getattr(ballot, name) for name in ("way", "anonymous", "hidden", "changeable")}
        self.initial |= {
            "options": [row_of(option) for option in ballot.options.all()],
            "quorum": ballot.quorum,
            "quorum_of": "share" if ballot.quorum_is_share else "number",
        }
        if ballot.closes_at:
            at = timezone.localtime(ballot.closes_at)
            self.initial |= {"closes_on": at.date(), "closes_time": at.time()}
        gone = (RULES if ballot.voter_count else ()) + (
            ("closes_on", "closes_time") if ballot.is_over else ()
        )
        for name in gone:
            del self.fields[name]

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def clean_way(self) -> str:
        self.fields["options"].dates = self.cleaned_data["way"] == Way.DATES
        return self.cleaned_data["way"]

    def clean(self):
        data = super().clean()
        self._clean_end(data)
        if data.get("quorum_of") == "share" and (data.get("quorum") or 0) > 100:
            self.add_error("quorum", _("A percentage is 100 at most."))
        return data

    def _clean_end(self, data: dict) -> None:
        day, hour = data.get("closes_on"), data.get("closes_time")
        self.closes_at = None
        if hour and not day and "closes_on" not in self.errors:
            self.add_error("closes_on", _("Choose a day too."))
        if not day:
            return
        if day - timezone.localdate() > FARTHEST:
            self.add_error("closes_on", _("Choose a day in the next two years."))
            return
        self.closes_at = datetime.combine(day, hour or END_OF_DAY, tzinfo=timezone.get_current_timezone())
        if self.closes_at <= max(timezone.now(), self.at or timezone.now()):
            self.add_error("closes_on", _("Choose a moment in the future, after the poll has appeared."))

    @transaction.atomic
    def save_details(self, content) -> None:
        ballot, _made = Ballot.objects.get_or_create(content_id=content.pk)
        ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
        if "closes_on" in self.fields and not ballot.is_over:
            Ballot.objects.filter(pk=ballot.pk).update(closes_at=self.closes_at, reminded_at=None)
        if "options" not in self.fields:
            return
        if ballot.voter_count:
            raise Refused(
                _("Somebody has voted meanwhile, so the options and the rules stay as they are."), 409
            )
        data = self.cleaned_data
        Ballot.objects.filter(pk=ballot.pk).update(
            way=data["way"],
            anonymous=data["anonymous"],
            hidden=data["hidden"],
            changeable=data["changeable"] and not data["anonymous"],
            quorum=data["quorum"],
            quorum_is_share=data["quorum_of"] == "share",
        )
        ballot.options.all().delete()
        ballot.options.bulk_create([_of(option, ballot) for option in data["options"]])


def _of(option, ballot: Ballot):
    option.ballot = ballot
    return option
