"""Putting a newsletter together: subject and introduction, then what is in it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.models import Content
from kring.core.content.text import CONTROL
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.tools.newsletter import audience, choosing, verbs
from kring.tools.newsletter.access import access_newsletter, may_start
from kring.tools.newsletter.forms import LetterForm
from kring.tools.newsletter.models import Newsletter


@signed_in
def start(request):
    if not may_start(request.user):
        raise Refused(_("Hosts write newsletters for their groups. Ask one of them."))
    form = LetterForm(request.POST or None, person=request.user, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        made = verbs.start(request.user, token=form.cleaned_data["token"], **form.values)
        return redirect("newsletter_write", newsletter_id=made.pk)
    return page(request, "newsletter/start.html", 422 if request.method == "POST" else 200, form=form)


def _initial(request) -> dict:
    """`?group=12`: for that group."""
    asked = request.GET.get("group", "")
    return {"groups": [int(asked)]} if asked.isdecimal() and len(asked) < 19 else {}


@signed_in
def write(request, newsletter_id):
    newsletter = access_newsletter(request.user, newsletter_id, to="edit")
    form = LetterForm(request.POST or None, person=request.user, newsletter=newsletter)
    if request.method == "POST" and form.is_valid():
        verbs.edit(newsletter, request.user, **form.values)
        messages.success(request, _("Saved."))
        return redirect("newsletter_write", newsletter_id=newsletter.pk)
    status = 422 if request.method == "POST" else 200
    context = {**contents_of(request.user, newsletter), **choices_of(request, newsletter)}
    return page(request, "newsletter/write.html", status, form=form, **context)


@signed_in
def choose(request, newsletter_id):
    """What can be put into it: `way` is recent or useful, `q` what to look for."""
    newsletter = access_newsletter(request.user, newsletter_id, to="edit")
    if not request.htmx:
        return write(request, newsletter_id)
    context = {"newsletter": newsletter, **choices_of(request, newsletter)}
    return page(request, "newsletter/choices.html", **context)


@signed_in
@require_POST
def add(request, newsletter_id):
    """An item (`content`), or a `heading`."""
    newsletter = access_newsletter(request.user, newsletter_id, to="edit")
    content = request.POST.get("content", "")
    if content.isdecimal() and len(content) < 19:
        verbs.add_item(newsletter, request.user, int(content))
    else:
        verbs.add_heading(newsletter, request.POST.get("heading", ""))
    return changed(request, newsletter)


@signed_in
@require_POST
def change(request, newsletter_id, part_id, verb):
    """One part: up, down, remove, or say (`words`)."""
    newsletter = access_newsletter(request.user, newsletter_id, to="edit")
    part = newsletter.parts.filter(pk=part_id).first()
    if verb not in CHANGES:
        raise Http404
    if part is not None:  # taken out already, by an earlier click
        CHANGES[verb](newsletter, part, request.POST.get("words", ""))
    return changed(request, newsletter)


CHANGES = {
    "up": lambda newsletter, part, words: verbs.move(newsletter, part, -1),
    "down": lambda newsletter, part, words: verbs.move(newsletter, part, 1),
    "remove": lambda newsletter, part, words: verbs.remove(newsletter, part),
    "say": verbs.write,
}


@signed_in
@require_POST
def order(request, newsletter_id):
    """`part`, as often as there are parts: their new order."""
    newsletter = access_newsletter(request.user, newsletter_id, to="edit")
    verbs.order(
        newsletter, [int(id) for id in request.POST.getlist("part") if id.isdecimal() and len(id) < 19]
    )
    return changed(request, newsletter)


def changed(request, newsletter: Newsletter):
    """The contents as they are now; without script the page."""
    if not request.htmx:
        return redirect("newsletter_write", newsletter_id=newsletter.pk)
    context = {**contents_of(request.user, newsletter), **choices_of(request, newsletter)}
    return page(request, "newsletter/changed.html", **context)


def contents_of(person, newsletter: Newsletter) -> dict:
    """What is in it, how many of its readers may read each, and how many they are. Who writes it with others may read less
    than they: what `person` doesn't see is in `closed`, without a word of it."""
    there = {content.pk: content for content in audience.items(newsletter)}
    seen = Content.objects.visible_to(person).filter(pk__in=there).values_list("pk", flat=True)
    items = {pk: there[pk] for pk in seen}
    return {
        "newsletter": newsletter,
        "parts": list(newsletter.parts.all()),
        "items": items,
        "closed": there.keys() - items.keys(),
        "readers": audience.reach(newsletter, items.values()),
        "people": audience.people(newsletter).count(),
        "whose": audience.sender(newsletter),
    }


def choices_of(request, newsletter: Newsletter) -> dict:
    asked = request.POST if request.method == "POST" else request.GET
    way = asked.get("way", "") if asked.get("way") in choosing.WAYS else choosing.WAYS[0]
    typed = CONTROL.sub(" ", asked.get("q", "")).strip()[:100]
    groups = [group.pk for group in newsletter.groups.all()]
    inside = set(newsletter.parts.values_list("content_id", flat=True))
    return {
        "way": way,
        "typed": typed,
        "choices": choosing.found(request.user, groups, way, typed),
        "inside": inside,
    }
