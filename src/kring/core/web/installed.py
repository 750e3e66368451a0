"""Kring as an app on a phone or computer: what describes it, the script that works behind its pages, and what it shows offline."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import orjson
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kring.core.people.querysets import known
from kring.core.web import keeping
from kring.core.web.pages import page, signed_in

PAPER = "#fcfaf6"
SCRIPTS = ("pocket/box", "pocket/outbox", "worker/keep", "worker/written", "worker/push", "worker/start")
AT_ONCE = (
    "web/css/",
    "web/elements/",
    "web/pocket/",
    "web/shortcuts/",
    "web/icons/",
    "web/kring.",
    "web/live.",
    "web/live/",
    "web/icon.",
    "django_htmx/htmx-2.min.",
)


@require_safe
def manifest(request):
    """What a browser needs to install Kring, in the person's language."""
    description = {
        "id": "/",
        "name": settings.CONFIG.name,
        "short_name": settings.CONFIG.name[:12].strip(),
        "lang": translation.get_language(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["productivity", "social"],
        "icons": [icon(size, purpose) for purpose in ("any", "maskable") for size in (192, 512)],
        "shortcuts": shortcuts(),
        "share_target": {
            "action": reverse("share"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [
                    {"name": "files", "accept": ["image/*", "video/*", "audio/*", "text/*", "application/*"]}
                ],
            },
        },
    }
    response = JsonResponse(description, content_type="application/manifest+json")
    response["Cache-Control"] = "private, max-age=3600"
    patch_vary_headers(response, ("Cookie",))
    return response


def icon(size: int, purpose: str) -> dict:
    name = f"web/icons/{'maskable' if purpose == 'maskable' else 'icon'}-{size}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def shortcuts() -> list[dict]:
    """What a long press on the icon offers."""
    wanted = ((_("New"), "new"), (_("Search"), "search"), (_("Notifications"), "notifications"))
    found = []
    for label, name in wanted:
        try:
            found.append({"name": label, "url": reverse(name), "icons": [icon(192, "any")]})
        except NoReverseMatch:
            continue
    return found


@require_safe
def service_worker(request):
    """The script, with the names of the static files of this version in it: other files, another script."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/"
    return response


@lru_cache(maxsize=1)
def _script() -> str:
    names = getattr(staticfiles_storage, "hashed_files", {}) if not settings.DEBUG else {}
    files = sorted(staticfiles_storage.url(name) for name in names if name.startswith(AT_ONCE))
    scripts = [static(f"web/{name}.js") for name in SCRIPTS]
    facts = {
        "hashed": bool(files),
        "files": files,
        "static": settings.STATIC_URL,
        "always": [reverse("home"), reverse("new")],
        "offline": f"{reverse('offline')}?in=",
        "languages": [code for code, _name in settings.LANGUAGES],
        "icon": static("web/icons/icon-192.png"),
        "badge": static("web/icons/badge-96.png"),
    }
    told = orjson.dumps([facts, scripts, getattr(staticfiles_storage, "manifest_hash", "")])
    facts["version"] = hashlib.sha256(told).hexdigest()[:12]
    imported = ", ".join(f'"{script}"' for script in scripts)
    return f"self.KRING = {orjson.dumps(facts).decode()};\nimportScripts({imported});\n"


@require_safe
def offline(request):
    """What stands in for a page that can't be had: kept on the device in both languages, so there is nobody's name on it."""
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        response = page(request, "web/offline.html")
    response["Cache-Control"] = "no-cache"
    return response


@signed_in
@never_cache
@require_safe
def waiting(request):
    """What this device has put aside until there was a connection."""
    return page(request, "web/waiting.html")


@signed_in
@never_cache
@require_safe
def waiting_pass(request):
    """Who is signed in here, and what a form of theirs must carry now."""
    return JsonResponse({"person": keeping.name_of(known(request.user).pk), "csrf": get_token(request)})
