"""Bringing in a calendar file."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.content.verbs import may_post_in
from kring.core.groups.models import Group
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell
from kring.kinds.events import importing

KIND = "event"


class FileForm(forms.Form):
    group = forms.ModelChoiceField(Group.objects.none(), label=gettext_lazy("Where"), empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("Calendar file"),
        help_text=gettext_lazy("A file that ends in .ics, of one megabyte and 300 events at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    def clean_file(self) -> bytes:
        given = self.cleaned_data["file"]
        if given.size > importing.LARGEST:
            raise forms.ValidationError(_("This file is too large: one megabyte at most."))
        return given.read()


@signed_in
def bring_in(request):
    own = [group.id for group in may_post_in(request.user, KIND, shell(request).own_groups)]
    groups = Group.objects.open_for_posts(request.user).filter(pk__in=own).order_by("-is_everyone", "name")
    if not own:
        raise Http404
    asked = groups.filter(slug=request.GET.get("group", "")).first()
    form = FileForm(request.POST or None, request.FILES or None, groups=groups, initial={"group": asked})
    report, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                group = form.cleaned_data["group"]
                report, status = importing.take_in(request.user, group, form.cleaned_data["file"]), 200
            except Refused as refusal:
                form.add_error("file", str(refusal))
    return page(request, "events/import.html", status, form=form, report=report)
