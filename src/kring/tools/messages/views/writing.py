"""Saying something, and putting right what one said."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content import drafts, text
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.core.web import errors
from kring.core.web.pages import page, signed_in
from kring.tools.messages import seeing, sending, shown
from kring.tools.messages.forms import EditForm, MessageForm
from kring.tools.messages.models import Message, Participant


def send(request, place: Participant, whole):
    """Say it. What can't be said comes back with the words that were typed."""
    form = MessageForm(request.POST, request.FILES, person=request.user)
    if not form.is_valid():
        if request.htmx:
            return errors.notice(400, " ".join(str(text) for found in form.errors.values() for text in found))
        return whole(request, place, form, 422)
    try:
        made = say(place, form)
    except Refused as refusal:
        if request.htmx:
            raise
        form.add_error("body", str(refusal))
        return whole(request, place, form, refusal.status)
    if request.htmx:
        before = seeing.messages_of(place).filter(pk__lt=made.pk).order_by("-pk").first()
        place.refresh_from_db(fields=["newest"])
        return page(
            request, "conversations/news.html", place=place, said=shown.said([made], request.user, before),
            noted=shown.noted, read_by=[],
        )  # fmt: skip
    return redirect(at(made))


@transaction.atomic
def say(place: Participant, form: MessageForm) -> Message:
    """What a form says, and its draft isn't needed any more."""
    data, carried = form.cleaned_data, form.carried
    shared = None
    if data["item"]:
        seen = Content.objects.visible_to(place.person).filter(state__in=("published", "archived"))
        shared = seen.filter(pk=data["item"]).first()
        if shared is None:
            raise Refused(
                _("What you wanted to send along isn’t there any more, or you may not see it."), 404
            )
    made = sending.send(
        place, form.html, files=carried.ids, captions=carried.captions, shared=shared, token=data["token"]
    )
    drafts.sent(place.person, f"conversation-{place.conversation_id}")
    return made


def at(message: Message) -> str:
    return (
        reverse("conversation", kwargs={"conversation_id": message.conversation_id})
        + f"#message-{message.pk}"
    )


@signed_in
def edit(request, conversation_id, message_id):
    message = seeing.find_message(request.user, conversation_id, message_id, own=True)
    if not sending.may_edit(message, request.user):
        raise Refused(_("A message can be changed for 15 minutes. You can still delete it."))
    form = EditForm(request.POST or None, initial={"body": text.to_markdown(message.body)})
    if request.method == "POST" and form.is_valid():
        sending.edit(message, request.user, form.html)
        return redirect(at(message))
    status = 422 if request.method == "POST" else 200
    return page(request, "conversations/edit.html", status, message=message, form=form)


@signed_in
@require_POST
def delete(request, conversation_id, message_id):
    """Twice is the same as once."""
    place = seeing.find(request.user, conversation_id)
    message = seeing.messages_of(place).filter(pk=message_id, author=request.user, note="").first()
    if message is None:
        raise Http404
    sending.delete(message, request.user)
    if not request.htmx:
        messages.success(request, _("Your message is deleted, for everybody."))
        return redirect(at(message))
    message.refresh_from_db()
    before = seeing.messages_of(place).filter(pk__lt=message.pk).order_by("-pk").first()
    (said,) = shown.said([message], request.user, before)
    said.day = None  # its day stands above it already
    return page(request, "conversations/one.html", said=said, noted=shown.noted)
