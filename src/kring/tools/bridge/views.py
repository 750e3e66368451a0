"""The poster, the slips, what comes back from the room, and the short address that leads to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import page, signed_in
from kring.tools.bridge import asking, verbs
from kring.tools.bridge.codes import id_of
from kring.tools.bridge.forms import AnswersForm, CountForm
from kring.tools.bridge.models import RoomCount


@signed_in
def short(request, code):
    """The item behind a short address. Who isn't signed in is asked to first, whether there is such an item or not."""
    id = id_of(code)
    if id is None:
        raise Http404
    return redirect(access_content(request.user, id))


@signed_in
def poster(request, id):
    return _paper(request, id, "bridge/poster.html")


@signed_in
def slips(request, id):
    return _paper(request, id, "bridge/slips.html")


def _paper(request, id, template: str):
    content = access_content(request.user, id, to="print")
    address = asking.address(request, content)
    return page(
        request,
        template,
        content=content,
        asked=asking.asked(content),
        address=asking.shown(address),
        qr=asking.qr(address),
        many=asking.slips(content),
    )


@signed_in
def room(request, id):
    """Type in what was counted (`people`), or what was answered (`answers`)."""
    content = access_content(request.user, id, to="room")
    asked, sent = asking.asked(content), request.method == "POST"
    answering = sent and "answers" in request.POST
    count = CountForm(request.POST if sent and not answering else None, room=asked)
    answers = AnswersForm(request.POST if answering else None)
    if answering and answers.is_valid():
        data = answers.cleaned_data
        made = verbs.say(content, request.user, data["answers"], data["who"], data["answers_token"])
        added = ngettext("%(num)s answer is added.", "%(num)s answers are added.", len(made))
        messages.success(request, added % {"num": len(made)})
        return redirect("room", id=id)
    if sent and not answering and count.is_valid():
        data = count.cleaned_data
        verbs.count(
            content,
            request.user,
            count.counts,
            data["people"],
            data["counted_on"],
            data["place"],
            data["token"],
        )
        messages.success(request, _("What was counted stands with the rest."))
        return redirect(content)
    counted = RoomCount.objects.filter(content_id=content.pk).select_related("by")
    context = {"content": content, "asked": asked, "count": count, "answers": answers, "counted": counted}
    return page(request, "bridge/room.html", 422 if sent else 200, **context)


@signed_in
@require_POST
def take_away(request, id, count_id):
    content = access_content(request.user, id, to="room")
    if row := RoomCount.objects.filter(content_id=content.pk, pk=count_id).first():
        verbs.take_away(row, content, request.user)
    return redirect("room", id=id)
