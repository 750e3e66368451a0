"""Saying yes or no to what waits."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kring.core.refused import Refused
from kring.core.web.pages import back, signed_in
from kring.tools.sources import deciding, widgets
from kring.tools.sources.forms import WordsForm
from kring.tools.sources.models import Entry
from kring.tools.sources.views.showing import group_of, group_page


@signed_in
@require_POST
def several(request, slug):
    """`publish` or `skip` is one entry's number, or “chosen”: those in `entry`."""
    group = group_of(request, slug)
    verb = "publish" if "publish" in request.POST else "skip"
    which = request.POST.get(verb, "")
    numbers = request.POST.getlist("entry") if which == "chosen" else [which]
    pks = list(_entries(group).filter(pk__in=_numbers(numbers)).values_list("pk", flat=True))
    if not pks:
        messages.warning(request, _("Choose what you say yes or no to first."))
    else:
        done, late = DO[verb](pks, request.user)
        widgets.changed(request.user)
        _say(request, verb, done, late)
    return back(request, reverse("group_sources", args=[slug]))


DO = {"publish": deciding.publish_all, "skip": deciding.skip_all}


def _say(request, verb: str, done: int, late: int) -> None:
    if done and verb == "publish":
        text = ngettext("%(num)s item is news now.", "%(num)s items are news now.", done)
        messages.success(request, text % {"num": done})
    elif done:
        text = ngettext("%(num)s item is skipped.", "%(num)s items are skipped.", done)
        messages.success(request, text % {"num": done})
    if late:
        messages.info(request, _("Somebody was ahead of you with the rest."))


def _entries(group):
    return Entry.objects.filter(group=group).select_related("source", "group")


def _numbers(typed: list[str]) -> list[int]:
    return [
        int(number) for number in typed[:200] if number.isdecimal() and number.isascii() and len(number) < 19
    ]


@signed_in
def in_own_words(request, slug, id):
    """An entry with what the host says about it."""
    group = group_of(request, slug)
    entry = _entries(group).filter(pk=id).first()
    if entry is None:
        raise Http404
    form = WordsForm(request.POST or None, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.check_waits(entry)
            item = deciding.publish(entry.pk, request.user, title=form.cleaned_data["title"], words=form.html)
            widgets.changed(request.user)
            if item is not None:
                return redirect(item)
            form.add_error(None, _("This doesn’t wait any more: somebody was ahead of you."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    return group_page(request, "sources/words.html", group, status, form=form, entry=entry)


@signed_in
@require_POST
def wait(request, slug, id):
    """What was skipped waits again."""
    group = group_of(request, slug)
    if not _entries(group).filter(pk=id).exists():
        raise Http404
    if deciding.put_back(id, request.user):
        messages.success(request, _("It waits again."))
    widgets.changed(request.user)
    return redirect("group_sources", slug=slug)
