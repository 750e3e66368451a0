"""The map, the page of one subject, who confirmed something, and the way to a question."""

from string import ascii_lowercase

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.content.models import Topic
from kring.core.content.topics import access_topic
from kring.core.people.models import Person
from kring.core.people.profile import find
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.tools.knowledge import about, asking, confirmed, knowers, subjects, verbs
from kring.tools.knowledge.models import Claim, Confirmation, Suggestion

PAGE = 60


class KnowForm(forms.Form):
    """One topic, as somebody types it."""

    name = forms.CharField(label=gettext_lazy("What do you know about?"), max_length=60)


@signed_in
def every(request):
    """The map: `?q=` finds some, `?letter=` begins there, `?after=` continues. Sent with a name: I know about this."""
    form = KnowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            topic = verbs.topic_called(form.cleaned_data["name"])
            verbs.know(request.user, topic)
        except Refused as why:
            form.add_error("name", str(why))
        else:
            messages.success(request, _("People find you by this now. Colleagues can confirm it."))
            return redirect("knowledge_subject", slug=topic.slug)
    given = request.GET
    words, letter = given.get("q", "").strip()[:80], given.get("letter", "").lower()[:1]
    after = given.get("after", "")
    return page(
        request,
        "knowledge/map.html",
        422 if form.is_bound else 200,
        form=form,
        words=words,
        letter=letter,
        letters=ascii_lowercase,
        first=not (words or letter or after),
        found=subjects.page(request.user, words, letter, after),
    )


@signed_in
def subject(request, slug):
    """Who knows about it, and what was posted about it that lasts; `?after=` goes on with who."""
    topic = _topic(request.user, slug)
    if topic.slug != slug:
        return redirect("knowledge_subject", slug=topic.slug)
    after = request.GET.get("after", "")
    found = knowers.page(request.user, topic, after)
    beside = {} if after else _beside(request.user, topic, found)
    mine = Claim.objects.filter(person=request.user.pk, topic=topic).exists()
    return page(request, "knowledge/subject.html", topic=topic, found=found, after=after, mine=mine, **beside)


def _beside(viewer, topic: Topic, found) -> dict:
    """What stands on the first page only."""
    parts, answers = about.parts(viewer, topic)
    may_ask = asking.may_ask(viewer)
    return {
        "count": knowers.count(viewer, topic),
        "counted": knowers.COUNTED,
        "parts": parts,
        "answers": answers,
        "may_ask": may_ask,
        "whom": asking.whom(viewer, found.knowers) if may_ask else [],
        "asked": Suggestion.objects.filter(person=viewer.pk, topic=topic, declined_at=None).exists(),
    }


@signed_in
def ask(request, slug):
    """The composer of a question to those in `?to=`."""
    topic = _topic(request.user, slug)
    if not asking.may_ask(request.user):
        raise Http404
    return redirect(asking.address(request.user, topic, request.GET.getlist("to")))


@signed_in
def confirmers(request, handle, slug):
    """Who confirmed that this person knows about it, whom the viewer may see; `?after=` continues."""
    who = find(request.user, handle)
    topic = _topic(request.user, slug)
    if not Claim.objects.filter(person=who, topic=topic).exists():
        raise Http404
    seen = Person.objects.visible_to(request.user)
    rows = (
        Confirmation.objects.filter(person=who, topic=topic, by__in=seen).order_by("-pk").select_related("by")
    )
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 16:
        rows = rows.filter(pk__lt=int(after))
    rows = list(rows[: PAGE + 1])
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    said = confirmed.of(request.user, [who.pk], [topic.pk])[who.pk, topic.pk]
    return page(
        request,
        "knowledge/confirmers.html",
        who=who,
        topic=topic,
        confirmations=rows[:PAGE],
        older=older,
        said=said,
    )


@signed_in
def told(request, subject_id):
    """From a notification: to what is asked of me, or to who knows about it."""
    topic = Topic.objects.select_related("merged_into").filter(pk=subject_id).first()
    if topic is None:
        raise Http404
    topic = topic.merged_into or topic
    if Suggestion.objects.filter(person=request.user.pk, topic=topic, declined_at=None).exists():
        return redirect(f"{request.user.url}#knows")
    return redirect("knowledge_subject", slug=_topic(request.user, topic.slug).slug)


def _topic(person, slug: str) -> Topic:
    """The topic at this address, or the one that it became part of, if the person may know of it (else Http404)."""
    merged = Topic.objects.filter(slug=slug, merged_into__isnull=False).select_related("merged_into").first()
    return access_topic(person, merged.merged_into.slug if merged else slug)
