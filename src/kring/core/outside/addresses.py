"""Which addresses this server may ask on behalf of people: the open internet, never what stands beside it."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 2000
PORTS = {80, 443, 8080, 8443}
NAT64 = IPv6Network("64:ff9b::/96")
OLD_COMPATIBLE = IPv6Network("::/96")


class Unreachable(Exception):
    """Why an address wasn't fetched; the words are for the log. `reason` is for whoever has a sentence for people: address (not one
    of a website), private, name (nobody knows it), way (no way out from here), time, large, sort (not what was wanted), status (it
    answered `status`; `after`: seconds that it asks us to wait), answer (none, or a broken one)."""

    def __init__(self, why: str, reason: str = "answer", status: int = 0, after: int = 0):
        super().__init__(why)
        self.reason, self.status, self.after = reason, status, after


@dataclass(frozen=True)
class Target:
    """An address taken apart. `trusted`: an administrator named this host."""

    url: str
    scheme: str
    host: str
    port: int
    trusted: bool


def target(url: str) -> Target:
    """Raises Unreachable for what nobody should ask: another scheme, an odd port, a password, a host of this network."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise Unreachable("this isn't an address", "address") from None
    if parts.scheme not in ("http", "https") or not host or len(url) > LONGEST:
        raise Unreachable("only http and https addresses are fetched", "address")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise Unreachable("this address holds characters that addresses don't hold", "address")
    if parts.username is not None or parts.password is not None:
        raise Unreachable("this address holds a name or a password", "address")
    port = port or (443 if parts.scheme == "https" else 80)
    trusted = host in allowed()
    if not trusted and port not in PORTS:
        raise Unreachable(f"port {port} isn't one of a website", "address")
    return Target(url, parts.scheme, host, port, trusted)


def allowed() -> set[str]:
    """Hosts of this network that may be asked all the same (KRING_OUTSIDE_ALLOW)."""
    return {host.strip().lower() for host in settings.CONFIG.outside_allow.split(",") if host.strip()}


def resolve(target: Target) -> list[str]:
    """The addresses of the host, looked up now; raises Unreachable where any of them isn't on the open internet. Decimal, octal
    and other spellings of an address become what the system takes them for, so it is that which is looked at."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        lost = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise Unreachable(f"nobody knows the name {target.host}", "way" if lost else "name") from None
    numbers = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not target.trusted and not all(is_public(number) for number in numbers):
        raise Unreachable(f"{target.host} leads into a private network", "private")
    return numbers


def is_public(number: str) -> bool:
    """Is this on the open internet? Not: private, loopback, link-local, carrier's NAT, multicast, reserved, unspecified; nor an
    IPv6 address that stands for such an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo)."""
    address = ip_address(number.partition("%")[0])
    if not address.is_global or address.is_multicast or address.is_unspecified:
        return False
    if isinstance(address, IPv4Address):
        return not address.is_reserved
    return all(is_public(str(inner)) for inner in _inside(address)) and not _is_odd(address)


def _inside(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 one leads to."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64 or address in OLD_COMPATIBLE:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _is_odd(address: IPv6Address) -> bool:
    """Reserved, or site-local, as it was once."""
    return address.is_site_local or (address.is_reserved and address not in NAT64)
