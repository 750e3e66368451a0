"""All addresses: core's, the features' (dispatched, so that a feature that is off is not found)."""

from importlib.util import find_spec

from django.urls import include, path

from kring.core.content.listing import urlpatterns as kind_urls
from kring.core.features.dispatch import urlpatterns as feature_urls

CORE = (
    "web",
    "people",
    "groups",
    "content",
    "files",
    "activity",
    "live",
    "search",
    "notify",
    "mail",
    "letterbox",
    "push",
)

urlpatterns = [
    *(path("", include(f"kring.core.{part}.urls")) for part in CORE if find_spec(f"kring.core.{part}.urls")),
    *kind_urls(),
    *feature_urls(),
]

handler400 = "kring.core.web.errors.bad_request"
handler403 = "kring.core.web.errors.permission_denied"
handler404 = "kring.core.web.errors.not_found"
handler429 = "kring.core.people.throttle.too_many"
handler500 = "kring.core.web.errors.server_error"
