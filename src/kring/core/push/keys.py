"""The key of this platform for push services (VAPID, RFC 8292).

What signs is imported when it signs: it takes 7 MB of every process, and most never do.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from kring.core.push.models import ServerKey

if TYPE_CHECKING:
    from py_vapid import Vapid


def server_key() -> Vapid:
    """KRING_VAPID_PRIVATE_KEY where that is set, else the one in the database, made when that was prepared."""
    return _read(settings.CONFIG.vapid_private_key or _kept())


def public_key() -> str:
    """What a browser needs to subscribe: the uncompressed point, base64url."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return _base64(server_key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _base64(number: bytes) -> str:
    return urlsafe_b64encode(number).decode().rstrip("=")


@lru_cache(maxsize=4)
def _read(text: str) -> Vapid:
    from py_vapid import Vapid

    return Vapid.from_string(text)


def _kept() -> str:
    row = ServerKey.objects.filter(pk=1).first()
    return (
        row.private if row else ServerKey.objects.get_or_create(pk=1, defaults={"private": new()})[0].private
    )


def new() -> str:
    """Another private key: 32 bytes, base64url."""
    from cryptography.hazmat.primitives.asymmetric import ec

    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _base64(number.to_bytes(32, "big"))


def signed(key: Vapid, endpoint: str) -> dict[str, str]:
    """The header that tells the push service of `endpoint` who sends; good for half a day. Asks no database."""
    audience = "/".join(endpoint.split("/", 3)[:3])
    return dict(key.sign({**claims(), "aud": audience, "exp": int(time.time()) + 12 * 3600}))


def claims() -> dict[str, str]:
    """Whom a push service can turn to."""
    url = settings.BASE_URL
    return {"sub": url if url.startswith("https:") else f"mailto:{_mail()}"}


def _mail() -> str:
    sender = settings.DEFAULT_FROM_EMAIL
    return sender.rpartition("<")[2].strip("> ") or "kring@localhost"
