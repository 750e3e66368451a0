"""Taking files in, and handing them out: faces and covers to whoever is signed in, attachments to whoever may see what
they belong to."""

import re

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import Http404, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.core.content.models import Comment, Content
from kring.core.features import places
from kring.core.files import renditions, uploads
from kring.core.files.models import File, Scan
from kring.core.files.sending import send
from kring.core.people.querysets import known
from kring.core.refused import Refused
from kring.core.web.pages import signed_in

STORED_NAME = re.compile(r"[A-Za-z0-9_]{10,40}(-small|-large)?\.webp")
FOR_EVER = "private, max-age=31536000, immutable"
KEPT_FOR = {"open": "private, max-age=3600", "closed": "private, no-cache", "secret": "private, no-store"}
"""By the access of the group. Of a closed one the browser asks each time whether its copy may still be shown (an answer without a
file, where nothing changed); of a secret one it keeps none."""


@require_POST
def upload(request):
    """Keep the file in the field `file` for the person who sends it. Answers with JSON: what it became (201), or the
    reason why not as `error`."""
    if known(request.user) is None:
        return JsonResponse({"error": _("You are signed out. Sign in again, then add the file.")}, status=401)
    source = request.FILES.get("file")
    if source is None:
        return JsonResponse({"error": _("No file came with this.")}, status=400)
    try:
        done = uploads.upload(request.user, source)
    except ValidationError as error:
        status = 503 if getattr(error, "code", "") == "busy" else 422
        return JsonResponse({"error": " ".join(error.messages)}, status=status)
    return made_of(done)


def made_of(done: uploads.Uploaded) -> JsonResponse:
    """What script is told of a file that has come in."""
    names = ("id", "url", "name", "is_image", "width", "height", "size")
    answer = {name: getattr(done.file, name) for name in names}
    return JsonResponse({**answer, "notice": done.notice}, status=201)


@require_safe
def avatar(request, name):
    return _picture(request, "avatars", name)


@require_safe
def cover(request, name):
    return _picture(request, "covers", name)


def _picture(request, folder: str, name: str):
    """Names are made up at random and stand only on pages that their reader may see; a new picture has a new name."""
    if known(request.user) is None or not STORED_NAME.fullmatch(name):
        raise Http404
    response = send(request, default_storage, f"{folder}/{name}", name, "image/webp", inline=True)
    response["Cache-Control"] = FOR_EVER
    return response


@signed_in
@require_safe
def download(request, id, name):
    """An attachment. The name in the address is for people; the number is what counts. `?size=` asks for a smaller
    picture."""
    file = find(request.user, id)
    if file.is_held:
        raise Refused(_held(file))
    path, media_type = renditions.found(file, request.GET.get("size", ""))
    response = send(request, default_storage, path, file.name, media_type, inline=file.is_image)
    response["Cache-Control"] = KEPT_FOR[access_of(file)]
    patch_vary_headers(response, ("Cookie",))  # whoever signs in after, in the same browser, asks again
    return response


def _held(file: File) -> str:
    if file.scan == Scan.WAITING:
        return _("This file is being checked for viruses. Try again in a minute.")
    return _("The virus scanner found something in this file, so nobody can open it.")


def find(person, id: int) -> File:
    """The file, if `person` may see the content or comment, or read at the place, it belongs to (else Http404); a loose one only
    its owner."""
    files = File.objects.select_related("content__group", "comment__content__group")
    file = files.filter(pk=id).first()
    if file is None:
        raise Http404
    if file.comment_id:
        seen = Comment.objects.visible_to(person).there().filter(pk=file.comment_id).exists()
    elif file.content_id:
        seen = Content.objects.visible_to(person).filter(pk=file.content_id).exists()
    elif file.place:
        seen = places.may_read(file.place, person)
    else:
        seen = file.owner_id == person.pk
    if not seen:
        raise Http404
    return file


def access_of(file: File) -> str:
    """Open, closed or secret, as the group in which it stands. What stands nowhere yet is its owner's only."""
    content = file.comment.content if file.comment else file.content
    return content.group.access if content else "closed"
