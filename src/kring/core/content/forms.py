"""The form that every kind is posted and edited with; a kind with columns of its own subclasses it."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content import labels
from kring.core.content.models import Content
from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.features import switches
from kring.core.files.forms import CarriesFiles
from kring.core.groups.models import Group

MORNING = time(9)
FARTHEST = timedelta(days=2 * 365)


class Scheduled(forms.Form):
    """When it is to appear: a day and a time in the writer's zone; nothing means at once. `at` is the moment, or None."""

    later_on = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    later_at = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self):
        data = super().clean()
        day, hour = self.cleaned_data.get("later_on"), self.cleaned_data.get("later_at")
        self.at = None
        if hour and not day and "later_on" not in self.errors:
            self.add_error("later_on", _("Choose a day too."))
        if day:
            self._set(day, hour or MORNING)
        return data

    def _set(self, day, hour) -> None:
        now = timezone.localtime()
        if day - now.date() > FARTHEST:
            self.add_error("later_on", _("Choose a day in the next two years."))
            return
        self.at = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
        if self.at <= now:
            self.add_error("later_on", _("Choose a moment in the future."))


class PostForm(Written, Scheduled, CarriesFiles, forms.ModelForm):
    """Title and text, and the group to post in. A kind's own fields stand above the text where `field_order` puts them
    before "body", else below it; those in `folded` stand behind a line. `asks_first`: something else than the text answers the kind's prompt."""

    asks_first = False
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Where"), empty_label=None)
    body = RichTextField(
        label=_("Text"),
        help_text=_("Markdown works: **bold**, *italic*, - a list, [words](link)."),
        widget=RichTextarea(attrs={"rows": 4}),
        max_length=100_000,
    )
    topics = forms.CharField(label=_("Topics"), required=False, max_length=800)
    note = forms.CharField(
        label=_("What did you change?"),
        required=False,
        max_length=300,
        help_text=_("For who reads the earlier versions."),
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Content
        fields = ["title"]

    title_required = False
    folded: tuple[str, ...] = ()
    """Fields of a kind's own that most posts can do without: behind a line that says `fold_label`, below the others."""
    fold_label: object = _("More choices")

    def __init__(self, *args, person, kind: str = "", draft=None, **kwargs):
        """`kind`: what is to be posted; only groups that use it can be chosen. `draft`: what the person had typed."""
        super().__init__(*args, **kwargs)
        item = self.instance if self.instance.pk else None
        self.draft = draft
        groups = Group.objects.open_for_posts(person).order_by("-is_everyone", "name")
        kind = kind or (item.kind if item else "")
        self.fields["group"].queryset = groups.filter(switches.groups_on(kind)) if kind else groups
        self.fields["title"].required = self.title_required
        if item:
            self.begin_with(item.body)
            self.fields["body"].widget.content = item.pk
            self.initial["topics"] = ", ".join(topic.name for topic in item.topics.all())
        self._leave_out(item)
        self.carry_files(person, item)
        if draft:
            self._fill(draft.typed)

    def _leave_out(self, item) -> None:
        """What is published has a group, and no moment to wait for; what isn't has no earlier versions."""
        out = ["note"] if item is None or item.is_draft else ["group", "later_on", "later_at"]
        for name in out:
            del self.fields[name]
        if item and item.is_draft:
            self.initial["group"] = item.group_id
        if item and item.is_scheduled:
            at = timezone.localtime(item.published_at)
            self.initial.update(later_on=at.date(), later_at=at.time())

    def _fill(self, typed) -> None:
        """What was typed before stands in the fields again; a file that was only chosen can't."""
        self.fields["files"].value = self.fields["files"].widget.value_from_datadict(typed, {}, "files")
        for name, field in self.fields.items():
            shown = not isinstance(field, forms.FileField) and name != "files"
            if shown and not field.widget.value_omitted_from_data(typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    def clean_topics(self) -> list[str]:
        names = labels.split(self.cleaned_data["topics"])
        if len(names) > labels.MOST:
            raise forms.ValidationError(_("Choose ten topics at most."))
        if any(len(name) > labels.LONGEST for name in names):
            raise forms.ValidationError(_("A topic is a word or two."))
        return names

    # What the templates ask.

    @classmethod
    def is_plain(cls) -> bool:
        """Has this form no fields of a kind's own?"""
        return not set(cls.base_fields) - set(PostForm.base_fields)

    @property
    def above(self) -> list:
        return [self[name] for name in self._own() if self._place(name) < self._place("body")]

    @property
    def below(self) -> list:
        return [self[name] for name in self._own() if self._place(name) > self._place("body")]

    @property
    def behind(self) -> list:
        return [self[name] for name in self.folded if name in self.fields]

    def _own(self) -> list[str]:
        return [name for name in self.fields if name not in {*PostForm.base_fields, "files", *self.folded}]

    def _place(self, name: str) -> int:
        return list(self.fields).index(name)
