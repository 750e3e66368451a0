"""What a platform that other people use may not start with: one clear sentence for each."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from kring.core.letterbox.door import SHAPE, door
from kring.project.config import Config

MAIL_DOMAIN = re.compile(
    r"([\w.-]{1,12}@)?[a-z0-9-]+(\.[a-z0-9-]+)*", re.I
)  # a longer mailbox leaves no room for tokens


def problems(config: Config) -> list[str]:
    """The reasons not to start, as sentences; none outside production."""
    wrong = [words for refuse, words in general(config) if refuse]
    if config.production:
        wrong += [words for refuse, words in insecure(config) if refuse]
    return wrong


def general(config: Config):
    yield (
        not 0 < config.port < 65535,
        "KRING_PORT should be between 1 and 65534: the live server needs the port after it.",
    )
    yield config.log_format not in ("console", "json"), "KRING_LOG_FORMAT should be console or json."
    yield (
        config.log_level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"),
        "KRING_LOG_LEVEL should be DEBUG, INFO, WARNING or ERROR.",
    )
    yield config.language not in ("nl", "en"), "KRING_LANGUAGE should be nl or en."
    yield (
        config.start_groups not in ("members", "managers"),
        "KRING_START_GROUPS should be members or managers.",
    )
    yield (
        config.processes > 1 and not config.database_url,
        "KRING_PROCESSES is more than 1, which needs PostgreSQL: set KRING_DATABASE_URL, or leave it at 1.",
    )
    yield (
        bool(config.mail_in) and not _is_door(config.mail_in),
        f"KRING_MAIL_IN should look like {SHAPE} (or be empty).",
    )
    yield (
        bool(config.mail_in) and not MAIL_DOMAIN.fullmatch(config.mail_domain),
        "KRING_MAIL_IN is set, so KRING_MAIL_DOMAIN should be too: a domain such as reply.example.org, or one mailbox "
        "such as kring@example.org.",
    )
    yield (
        bool(config.vapid_private_key) and not _is_key(config.vapid_private_key),
        "KRING_VAPID_PRIVATE_KEY should be a private key on the curve P-256, as base64url.",
    )
    yield (
        bool(config.url) and not urlsplit(config.url).hostname,
        "KRING_URL should be a whole address, such as https://kring.example.org.",
    )


def _is_door(url: str) -> bool:
    try:
        return bool(door(url))
    except ValueError:
        return False


def _is_key(text: str) -> bool:
    from py_vapid import Vapid, VapidException

    try:
        Vapid.from_string(text)
    except (VapidException, ValueError):
        return False
    return True


def insecure(config: Config):
    hosts = [host.strip() for host in config.allowed_hosts.split(",") if host.strip()]
    url = urlsplit(config.url)
    yield (
        config.push_anywhere,
        "KRING_PUSH_ANYWHERE lets browsers point this server at your own network: set it to 0.",
    )
    yield config.debug, "KRING_DEBUG is on, which shows passwords and code to visitors: set it to 0."
    yield (
        not config.secret_key,
        "KRING_SECRET_KEY is missing: set it to 50 or more random characters, the same in every process.",
    )
    yield (
        bool(config.secret_key) and (len(config.secret_key) < 50 or len(set(config.secret_key)) < 10),
        "KRING_SECRET_KEY is too easy to guess: make it 50 or more random characters.",
    )
    yield (
        not hosts,
        "KRING_ALLOWED_HOSTS is missing: name the host in your address, such as kring.example.org.",
    )
    yield (
        any(host in ("*", ".") for host in hosts),
        "KRING_ALLOWED_HOSTS lets in every host name: name your own, such as kring.example.org.",
    )
    yield (
        not config.url,
        "KRING_URL is missing: set it to the address that people type, such as https://kring.example.org.",
    )
    yield (
        bool(config.url) and url.scheme != "https",
        "KRING_URL doesn't begin with https://, so passwords and cookies would travel in the clear.",
    )
    yield (
        bool(hosts and url.hostname)
        and "*" not in hosts
        and not any(_covers(host, url.hostname) for host in hosts),
        f"KRING_ALLOWED_HOSTS doesn't hold the host of KRING_URL ({url.hostname}).",
    )
    yield (
        not config.forwarded_for,
        "KRING_FORWARDED_FOR is off: production stands behind a proxy that ends https; set it to 1 once that proxy "
        "sets X-Forwarded-For and X-Forwarded-Proto itself.",
    )
    if os.environ.get("PYTHONDEVMODE") or os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE"):
        yield (
            True,
            "A development switch of Python or Django is on (PYTHONDEVMODE or DJANGO_ALLOW_ASYNC_UNSAFE).",
        )


def _covers(pattern: str, host: str) -> bool:
    return host == pattern or (pattern.startswith(".") and (host.endswith(pattern) or host == pattern[1:]))
