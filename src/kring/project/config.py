"""Every setting of a Kring installation, read once from the environment.

A setting is one field of `Config`: its type, its default and its help stand together; `docs/admin/settings.md`
documents each (a test says so). An unreadable value stops the start with a sentence that names the variable.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import unquote, urlsplit


class ConfigError(Exception):
    """A setting that can't be used; the message says which and what to do."""


def setting(default, help):
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True)
class Config:
    data: Path = setting(Path("data"), "Folder that holds the database (SQLite), uploads and keys.")
    port: int = setting(8000, "Port of the pages; the live server listens on the next one.")
    host: str = setting("127.0.0.1", "Address to listen on.")
    url: str = setting(
        "", "Address people type, such as https://kring.example.org; default: http://localhost:PORT."
    )
    name: str = setting("Kring", "Name of the organisation, as everybody sees it.")
    production: bool = setting(
        False, "Refuse to start with an insecure configuration; cookies over https only."
    )
    debug: bool = setting(False, "Show technical error pages. Never in production.")
    secret_key: str = setting("", "Signs cookies and links; default: made once and kept in the data folder.")
    allowed_hosts: str = setting("", "Host names the server answers to, separated by commas.")
    database_url: str = setting(
        "", "postgres://user:password@host:5432/name; empty: SQLite in the data folder."
    )
    redis_url: str = setting(
        "", "redis://host:6379/0 for a shared cache and the live bus; empty: none needed."
    )
    language: str = setting("nl", "Language for people who didn't choose one (nl or en).")
    time_zone: str = setting("Europe/Amsterdam", "Time zone of the organisation.")
    email_url: str = setting(
        "", "smtp://user:password@host:587?tls=1; empty: mail is kept in the data folder."
    )
    email_from: str = setting("", "Sender of mail, such as Kring <kring@example.org>.")
    mail_in: str = setting(
        "",
        "Where mail comes in: lmtp://127.0.0.1:8024, smtp://0.0.0.0:25 or imaps://user:password@host/INBOX; empty: nowhere.",
    )
    mail_domain: str = setting(
        "",
        "Domain whose mail is all Kring's (reply.example.org), or one mailbox with plus addresses (kring@example.org).",
    )
    mail_authserv: str = setting(
        "", "Name of the mail server whose Authentication-Results are believed, such as mx.example.org."
    )
    vapid_private_key: str = setting(
        "", "Signs push messages; default: made once and kept in the database, with the devices that know it."
    )
    push_anywhere: bool = setting(
        False, "Send push messages to any address, also of this network. For tests only."
    )
    link_previews: bool = setting(
        True,
        "Fetch title, words and picture of a link that somebody posts; 0 where the server has no way out.",
    )
    outside_proxy: str = setting(
        "", "http://proxy:3128 for what the server fetches from the internet; empty: straight there."
    )
    outside_allow: str = setting(
        "", "Hosts of your own network that the server may fetch from all the same, separated by commas."
    )
    log_level: str = setting("INFO", "DEBUG, INFO, WARNING or ERROR.")
    log_format: str = setting("console", "console (for people) or json (for machines).")
    start_groups: str = setting("members", "Who may start a group: members or managers.")
    upload_limit_mb: int = setting(25, "Largest file that may be uploaded, in megabytes.")
    large_upload_mb: int = setting(
        500, "Largest file that may be sent in pieces, in megabytes; never less than the limit above."
    )
    storage_mb: int = setting(
        0, "What all files together may take, in megabytes; 0: as much as the disk holds."
    )
    group_documents_mb: int = setting(
        0, "What the documents of one group may take with all their versions, in megabytes; 0: no limit."
    )
    clamd: str = setting(
        "",
        "Virus scanner that looks at every file: clamd://host:3310 or the path of its socket; empty: none.",
    )
    session_days: int = setting(30, "Days after which an unused session ends.")
    processes: int = setting(1, "Processes that make pages; more than one needs PostgreSQL.")
    threads: int = setting(
        0, "Requests one process works on at once; 0: one with SQLite, four with PostgreSQL."
    )
    forwarded_for: bool = setting(
        False, "Trust X-Forwarded-For and -Proto (only behind a proxy that sets them)."
    )


def read(environ=os.environ) -> Config:
    """The configuration that `environ` describes; raises `ConfigError` at the first value of a wrong type."""
    values = {}
    for item in fields(Config):
        raw = environ.get(variable(item.name))
        if raw is not None and raw != "":
            values[item.name] = _typed(item, raw)
    return Config(**values)


def variable(name: str) -> str:
    return f"KRING_{name.upper()}"


def _typed(item, raw: str):
    try:
        if item.type == "bool":
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
                raw.lower()
            ]
        return {"int": int, "Path": Path, "str": str}[item.type](raw)
    except (KeyError, ValueError):
        wanted = {"bool": "1 or 0", "int": "a whole number"}.get(item.type, item.type)
        raise ConfigError(f"{variable(item.name)} is “{raw}”, but should be {wanted}.") from None


def database(config: Config) -> dict:
    """Django's DATABASES entry: SQLite in the data folder, or the PostgreSQL that `database_url` names."""
    if not config.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": config.data / "kring.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
                " PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(config.database_url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ConfigError("KRING_DATABASE_URL should start with postgres:// (or be empty for SQLite).")
    pool = parts.query != "pool=0"
    options = {"connect_timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 0 if pool else None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options
        | ({"pool": {"min_size": 1, "max_size": threads(config) + 4, "timeout": 10}} if pool else {}),
    }


def threads(config: Config) -> int:
    """How many requests one process works on at once."""
    return config.threads or (4 if config.database_url else 1)
