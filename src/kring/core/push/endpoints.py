"""Which addresses push messages may go to. A browser names its own, so it could name anything: only the open internet over https is
asked, never what stands beside this server."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kring.core.refused import Refused

LONGEST = 1000


def check(endpoint: str) -> None:
    """Raise Refused unless this may be the address of a push service."""
    if not may_ask(endpoint):
        raise Refused(_("This browser's push service has an address that we don't use."), 422)


def may_ask(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or not parts.hostname:
        return False
    if settings.CONFIG.push_anywhere:
        return parts.scheme in ("http", "https")
    plain = parts.scheme == "https" and port in (None, 443) and parts.username is None and not parts.fragment
    return plain and "." in parts.hostname and not is_private_name(parts.hostname)


def is_private_name(host: str) -> bool:
    """Written as a number of this network, or with a name that only such a network knows. (What a name leads to is asked when sending.)"""
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return host.rstrip(".").endswith((".local", ".internal", ".localhost", ".lan", ".home.arpa", ".test"))


def addresses(host: str, port: int) -> list[str]:
    """What the name leads to; raises OSError where any of it isn't on the open internet."""
    found = list(
        dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    )
    if not settings.CONFIG.push_anywhere and not all(_is_public(address) for address in found):
        raise OSError(f"{host} leads into a private network")
    return found


def _is_public(address: str) -> bool:
    number = ip_address(address.partition("%")[0])
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)
