"""How mail goes out: KRING_EMAIL_URL as Django's settings; without one every mail is a file in the data folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from kring.project.config import ConfigError


def backend(url: str, data: Path) -> tuple[str, dict]:
    """(EMAIL_BACKEND, the other EMAIL_… settings) for an address like smtp://user:password@host:587?tls=1."""
    if not url:
        return "django.core.mail.backends.filebased.EmailBackend", {"EMAIL_FILE_PATH": data / "mail"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigError(
            "KRING_EMAIL_URL should look like smtp://user:password@host:587?tls=1 (or be empty)."
        )
    ssl = parts.scheme == "smtps"
    return "django.core.mail.backends.smtp.EmailBackend", {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if ssl else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": not ssl and parse_qs(parts.query).get("tls", ["0"])[-1] == "1",
        "EMAIL_TIMEOUT": 20,
    }
