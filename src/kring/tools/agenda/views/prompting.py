"""A group's prompts: the list, the form with its preview, pause and delete."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.naming import settled
from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.tools.agenda import dates, starters, verbs, wording
from kring.tools.agenda.forms import PromptForm
from kring.tools.agenda.models import Prompt
from kring.tools.agenda.obstacles import kinds_for


@dataclass
class Line:
    """A prompt in the list, with when it comes next."""

    prompt: Prompt

    @property
    def rhythm(self) -> str:
        return wording.rhythm(self.prompt)

    @property
    def next(self) -> list:
        return dates.coming(self.prompt, timezone.now())


def _group(request, slug):
    return access_group(request.user, slug, to="host", feature="agenda")


@signed_in
def prompts(request, slug):
    """Which prompts come back here, and ideas for more."""
    group = _group(request, slug)
    rows = group.prompts.in_use().select_related("by", "pause__by").order_by("title", "pk")
    kinds = kinds_for(request.user, group) if not group.is_archived else []
    context = {"lines": [Line(prompt) for prompt in rows], "starters": starters.STARTERS if kinds else ()}
    return _page(request, "agenda/prompts.html", group, **context)


@signed_in
def new(request, slug):
    """`?starter=` fills in the words of one of ours."""
    group = _group(request, slug)
    if group.is_archived:
        raise Refused(_("This group is archived: it can be read, not added to."))
    return _form(request, group, None, _words(request, group))


@signed_in
def edit(request, slug, id):
    group = _group(request, slug)
    return _form(request, group, _prompt(group, id), {})


@signed_in
@require_POST
def do(request, slug, id, verb):
    """Pause, go on, delete; each says which state is wanted, so that a second click changes nothing."""
    if verb not in DO:
        raise Http404
    group = _group(request, slug)
    prompt = group.prompts.in_use().select_related("by", "group", "pause").filter(pk=id).first()
    if prompt is not None:
        DO[verb](prompt, request.user)
    elif verb != "delete":
        raise Http404
    messages.success(request, SAID[verb]())
    return redirect("group_prompts", slug=slug)


DO = {"pause": verbs.pause, "resume": verbs.resume, "delete": verbs.delete}
SAID = {
    "pause": lambda: _("It waits until you let it go on."),
    "resume": lambda: _("It goes on, with the next time that comes."),
    "delete": lambda: _("The prompt is gone. What it has posted stays."),
}


def _prompt(group, id: int) -> Prompt:
    found = group.prompts.in_use().select_related("by", "group", "pause").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _words(request, group) -> dict:
    """What a new one begins with."""
    asked = request.GET.get("starter", "")
    one = starters.starter(asked)
    if one is None:
        return {}
    can = [kind.slug for kind in kinds_for(request.user, group)]
    kind = next((slug for slug in one.kinds if slug in can), can[0] if can else "")
    found = {"kind": kind, "title": str(one.title), "body": str(one.body), "rhythm": one.rhythm,
             "weekdays": list(one.weekdays), "every": one.every, "hour": one.hour}  # fmt: skip
    if not one.weekdays:
        found["starts_on"] = _last_friday()
    return found


def _last_friday():
    """Of this month, or of the next where it has been."""
    day = dates.today(timezone.now())
    while day.weekday() != 4 or (day + timedelta(days=7)).month == day.month:
        day += timedelta(days=1)
    return day


def _form(request, group, prompt: Prompt | None, words: dict):
    sent = request.method == "POST"
    form = PromptForm(
        request.POST if sent else None, person=request.user, group=group, prompt=prompt, initial=words
    )
    preview = None
    if sent and form.is_valid():
        if "preview" in request.POST:
            preview = _preview(request.user, group, form)
        elif _saved(request, group, prompt, form):
            return redirect("group_prompts", slug=group.slug)
    status = 422 if sent and form.errors else 200
    return _page(request, "agenda/prompt.html", group, status, form=form, prompt=prompt, preview=preview)


def _saved(request, group, prompt: Prompt | None, form) -> bool:
    try:
        if prompt:
            verbs.change(prompt, request.user, **form.fields_of_prompt)
        else:
            verbs.make(group, request.user, token=form.cleaned_data["token"], **form.fields_of_prompt)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The prompt is saved, and posts itself."))
    return True


def _preview(person, group, form) -> Line:
    values = form.fields_of_prompt
    return Line(Prompt(group=group, by=person, **values | {"body": settled(values["body"], person)}))


def _page(request, template: str, group, status: int = 200, **context):
    return page(request, template, status, group=group, frame=Frame(request.user, group, "agenda"), **context)
