"""What another app shares into Kring: it becomes a draft, with its pictures, and the composer opens with it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from kring.core.content import drafts
from kring.core.content.composer import composer
from kring.core.files.uploads import upload
from kring.core.people.querysets import known
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in

MOST_FILES, LONGEST = 20, 20_000
FROM_OURSELVES = {"none", "same-origin"}  # the phone itself, or a page of ours: what no other site can send


@never_cache
@csrf_exempt  # a phone has no token of ours: the header that only a browser can set says that it is nobody else
def share(request):
    """POST `title`, `text`, `url`, `files` (and `token`: the same one twice is one draft). Script gets the address of the composer as JSON;
    GET is the page that takes in what the service worker put aside."""
    if request.method != "POST":
        return _page(request)
    if request.headers.get("Sec-Fetch-Site", "") not in FROM_OURSELVES:
        raise Refused(_("This came from another site, so nothing was kept."))
    by_script = "application/json" in request.headers.get("Accept", "")
    if known(request.user) is None:
        if by_script:
            return JsonResponse({"error": _("Sign in first; what you shared is kept here.")}, status=401)
        return redirect_to_sign_in(request)
    try:
        token = uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        token = uuid.uuid4()
    address, wrong = take_in(request, token)
    for sentence in wrong:
        messages.warning(request, sentence)
    return JsonResponse({"url": address}) if by_script else redirect(address)


@signed_in
def _page(request):
    """With script, what the service worker put aside is taken in at once; without, what stands in the address is shown."""
    words = {name: request.GET[name] for name in ("title", "text", "url") if request.GET.get(name)}
    return page(request, "web/share.html", words=words)


def redirect_to_sign_in(request):
    """Nobody is signed in, and there was no service worker to keep it: words go along, files can't."""
    words = {
        name: request.POST.get(name, "")[:700] for name in ("title", "text", "url") if request.POST.get(name)
    }
    if request.FILES:
        messages.warning(request, _("Sign in first, then share your files once more."))
    return redirect_to_login(f"{request.path}?{urlencode(words)}")


def take_in(request, token: uuid.UUID) -> tuple[str, list[str]]:
    """(where to go on, what couldn't be kept). The draft is there from now on, also where its page isn't opened."""
    key = drafts.key_of(token)
    there = drafts.unsent(request.user).filter(key=key).first()
    if there:
        return there.url, []
    ids, wrong = _files(request)
    box = composer(request)
    if box is None:
        return reverse("home"), [_("There is no group in which you may post.")]
    fields = {
        "title": [request.POST.get("title", "")[:250]],
        "body": [_text(request.POST)],
        "token": [str(token)],
        "group": [box.chosen or str(box.groups[0].id)],
        "files": ["", *map(str, ids)],
    }
    if not any(
        fields[name][0].strip() for name in ("title", "body")
    ):  # only pictures: a draft is kept for its words
        return f"{reverse('new')}?{urlencode({'files': ids}, doseq=True)}" if ids else reverse("new"), wrong
    try:
        draft = drafts.save(request.user, key, box.kind.slug, fields, "", mine=True)
    except drafts.Sent:
        return reverse("home"), []
    except Refused as refusal:
        return reverse("drafts"), [str(refusal), *wrong]
    return (draft.url if draft else reverse("new")), wrong


def _text(data) -> str:
    """The words and the link under them; a phone often puts the link among the words."""
    words, link = data.get("text", "").strip()[:LONGEST], data.get("url", "").strip()[:2000]
    return "\n\n".join(part for part in (words, "" if link in words else link) if part)


def _files(request) -> tuple[list[int], list[str]]:
    ids, wrong = [], []
    for source in request.FILES.getlist("files")[:MOST_FILES]:
        try:
            ids.append(upload(request.user, source).file.pk)
        except ValidationError as problem:
            wrong.append(f"{(source.name or '')[:80]}: {' '.join(problem.messages)}")
    return ids, wrong
