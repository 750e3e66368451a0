"""Where pages find the live server, and which pages may listen to it.

Behind a proxy pages and live are one origin. Without one (KRING_URL isn't set) the live server is the next port of the
same host: another origin, to which the browser sends the same cookies.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

PATH = "/live/"


def live_url(request) -> str:
    """The address for the page's event source."""
    if settings.CONFIG.url:
        return PATH
    host, _ = split_domain_port(request.get_host())
    return f"http://{host}:{settings.CONFIG.port + 1}{PATH}"


def allowed_host(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def allowed_origin(origin: str, host: str) -> bool:
    """The platform's own address; without one, the pages' port of the host that was asked for."""
    if settings.CONFIG.url:
        ours = urlsplit(settings.BASE_URL)
        return origin == f"{ours.scheme}://{ours.netloc}"
    domain, _ = split_domain_port(host)
    return origin == f"http://{domain}:{settings.CONFIG.port}"
