"""Handing out files: faces and covers to whoever is signed in, attachments to whoever may see what they belong to."""

import re

from django.core.files.storage import default_storage
from django.http import Http404
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kring.core.content.models import Comment, Content
from kring.core.files.models import File
from kring.core.files.sending import send
from kring.core.people.querysets import known
from kring.core.web.pages import signed_in

STORED_NAME = re.compile(r"[A-Za-z0-9_]{10,40}(-small|-large)?\.webp")
FOR_EVER = "private, max-age=31536000, immutable"


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
    """An attachment. The name in the address is for people; the number is what counts."""
    file = find(request.user, id)
    response = send(request, default_storage, file.path, file.name, file.media_type, inline=file.is_image)
    response["Cache-Control"] = "private, max-age=3600"
    patch_vary_headers(response, ("Cookie",))  # whoever signs in after, in the same browser, asks again
    return response


def find(person, id: int) -> File:
    """The file, if `person` may see the content or comment it belongs to (else Http404); a loose one only its owner."""
    file = File.objects.filter(pk=id).first()
    if file is None:
        raise Http404
    if file.comment_id:
        seen = Comment.objects.visible_to(person).there().filter(pk=file.comment_id).exists()
    elif file.content_id:
        seen = Content.objects.visible_to(person).filter(pk=file.content_id).exists()
    else:
        seen = file.owner_id == person.pk
    if not seen:
        raise Http404
    return file
