"""Beginning a conversation: choose who it is for, and say the first thing."""

from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.live.asked import numbers
from kring.core.people.models import Person
from kring.core.people.profile import find
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.tools.messages import reach, seeing, shown, starting
from kring.tools.messages.forms import MessageForm
from kring.tools.messages.models import Participant
from kring.tools.messages.views.reading import listed, never_kept
from kring.tools.messages.views.writing import at, say

MOST_FOUND = 12


@signed_in
def to(request, handle):
    """To the conversation with this person, or to the form that begins one."""
    other = find(request.user, handle)
    there = starting.between(request.user, other)
    if there:
        return redirect("conversation", conversation_id=there.pk)
    return redirect(f"/messages/new/?to={other.handle}")


@signed_in
def start(request):
    """`?to=` are handles; `?item=` is something to send along. Without script the button “Find” comes back with who is found."""
    post = request.method == "POST"
    chosen = people(request.user, (request.POST if post else request.GET).getlist("to"))
    form = MessageForm(request.POST, request.FILES, person=request.user) if post else MessageForm(
        person=request.user, initial={"item": (numbers(request.GET.get("item", "")) or [None])[0]}
    )  # fmt: skip
    if post and "find" not in request.POST:
        if not chosen:
            form.add_error(None, _("Choose who this is for."))
        if form.is_valid():
            try:
                return redirect(at(_begin(request, chosen, form)))
            except Refused as refusal:
                form.add_error(None, str(refusal))
    asked = post and "find" not in request.POST
    if post and not asked:
        form.errors.clear()
    return _page(request, chosen, form, 422 if asked else 200)


@transaction.atomic
def _begin(request, chosen: list[Person], form: MessageForm):
    made = starting.start(
        request.user, chosen, name=request.POST.get("name", ""), token=form.cleaned_data["token"]
    )
    place = seeing.find(request.user, made.pk)
    place.person = request.user
    return say(place, form)


def _page(request, chosen, form, status):
    words = (request.POST if request.method == "POST" else request.GET).get("q", "")[:100]
    item = form["item"].value()
    seen = Content.objects.visible_to(request.user).select_related("author", "group")
    answer = page(
        request,
        "conversations/new.html",
        status,
        **listed(request),
        place=None,
        form=form,
        chosen=chosen,
        words=words,
        found=search(request.user, words, chosen),
        name=request.POST.get("name", "")[:80],
        item=seen.filter(pk=item).first() if str(item or "").isdecimal() else None,
        habit=shown.habit_of(request.user),
    )
    return never_kept(answer)


@signed_in
def found(request):
    """Who can be chosen, for a page that is open: those chosen already, and who answers to `?q=`."""
    chosen = people(request.user, request.GET.getlist("to"))
    words = request.GET.get("q", "")[:100]
    return page(
        request,
        "conversations/people.html",
        chosen=chosen,
        found=search(request.user, words, chosen),
        words=words,
    )


def people(person, handles: list[str]) -> list[Person]:
    """Those with these handles whom the person may write to."""
    wanted = [handle.lower() for handle in handles[: 2 * reach.MOST]]
    return list(reach.writable_by(person).filter(handle__in=wanted).order_by("name"))


def search(person, words: str, but: list[Person]) -> list[Person]:
    """A few who answer to these words; without words those of the last conversations."""
    rows = reach.writable_by(person).exclude(pk__in=[one.pk for one in but])
    if words.strip():
        return list(rows.found_by(words).order_by("name")[:MOST_FOUND])
    lately = (
        seeing.mine(person)
        .filter(newest__gt=0)
        .order_by("-newest")
        .values_list("conversation", flat=True)[:MOST_FOUND]
    )
    ids = Participant.objects.filter(conversation__in=list(lately)).values("person")
    return list(rows.filter(pk__in=ids).order_by("name")[:MOST_FOUND])
