"""Presses and forms: I know about this, I confirm it, you know about that."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kring.core.content.models import Topic
from kring.core.content.topics import access_topic
from kring.core.people.profile import find
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in
from kring.tools.knowledge import verbs
from kring.tools.knowledge.models import Suggestion


@signed_in
@require_POST
def know(request, slug):
    """`on=1`: I know about this; `on=0`: I take it back."""
    topic = _mine_to_say(request.user, slug)
    (verbs.forget if request.POST.get("on") == "0" else verbs.know)(request.user, topic)
    return _done(request, f"{request.user.url}#knows")


@signed_in
@require_POST
def decline(request, slug):
    """Not for me: what a colleague suggested."""
    topic = _mine_to_say(request.user, slug)
    verbs.decline(request.user, topic)
    return _done(request, f"{request.user.url}#knows")


@signed_in
@require_POST
def confirm(request, handle, slug):
    """`on=1`: I confirm it; `on=0`: I take that back."""
    who, topic = find(request.user, handle), access_topic(request.user, slug)
    if request.POST.get("on") == "0":
        verbs.take_back(who, topic, request.user)
    else:
        verbs.confirm(who, topic, request.user)
    return _done(request, f"{who.url}#knows")


class SuggestForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What do they know about?"),
        max_length=60,
        help_text=gettext_lazy("One topic, in a word or two."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "known-topics"}),
    )


@signed_in
def suggest(request, handle):
    """Ask a colleague whether they know about something."""
    who = find(request.user, handle)
    form = SuggestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.suggest(who, form.cleaned_data["name"], request.user)
        except Refused as why:
            form.add_error("name", str(why))
        else:
            messages.success(
                request, _("We asked %(name)s. It shows once they say so too.") % {"name": who.name}
            )
            return redirect(who)
    return page(request, "knowledge/suggest.html", 422 if form.is_bound else 200, who=who, form=form)


def _mine_to_say(person, slug: str) -> Topic:
    """A topic that the person may know of: one that they see, or that was suggested to them."""
    topic = Topic.objects.filter(slug=slug, merged_into=None).first()
    if topic and Suggestion.objects.filter(person=person.pk, topic=topic).exists():
        return topic
    try:
        return access_topic(person, slug)
    except Http404:
        if topic and person.expertise.filter(pk=topic.pk).exists():
            return topic
        raise


def _done(request, otherwise: str):
    return HttpResponse(status=204) if request.htmx else back(request, otherwise)
