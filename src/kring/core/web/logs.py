"""Logs: one line for each request and each thing worth knowing, as JSON for machines or coloured for people.

Nothing secret gets in: values under telling names are masked, and so are tokens inside addresses.
"""

from __future__ import annotations

import logging
import re
import sys
from functools import lru_cache

import orjson
import structlog

SECRET_NAMES = re.compile(
    r"pass(word|wd|phrase)?\b|token|secret|cookie|authori[sz]ation|session|api_?key|csrf", re.I
)
LONG_RUN = re.compile(r"[A-Za-z0-9_:=~.-]{24,}")
SECRET_PARAMETERS = {"token", "key", "uidb36", "signature", "code"}
MASK = "…"


def mask_tokens(text: str) -> str:
    """`text` without what looks like a token: a long run of letters with digits or mixed case."""
    return LONG_RUN.sub(lambda run: MASK if _token_like(run[0]) else run[0], text)


def _token_like(run: str) -> bool:
    return any(c.isdigit() for c in run) and any(c.isalpha() for c in run)


def quiet_path(request) -> str:
    """The path for the log; never the query string, and no one-time token that stands in the path."""
    path = request.path
    match = request.resolver_match
    if match is None:
        return mask_tokens(path)
    if match.kwargs and not SECRET_PARAMETERS.isdisjoint(match.kwargs):
        for name in SECRET_PARAMETERS & match.kwargs.keys():
            path = path.replace(str(match.kwargs[name]), MASK)
    return path


@lru_cache(maxsize=1000)
def _telling(name: object) -> bool:
    return SECRET_NAMES.search(str(name)) is not None


def _mask(_logger, _method, event: dict) -> dict:
    for key, value in event.items():
        if _telling(key):
            event[key] = MASK
        elif isinstance(value, dict):
            event[key] = {k: MASK if _telling(k) else v for k, v in value.items()}
    return event


def _json(event: dict, **_options) -> str:
    return orjson.dumps(event, default=str).decode()


class MaskAddresses(logging.Filter):
    """Django's own lines name the path they are about; a login link's token must not stand there."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(mask_tokens(a) if isinstance(a, str) else a for a in record.args)
        return True


def _shared() -> list:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _mask,
    ]


def _renderers(format: str) -> list:
    if format == "json":
        return [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer(serializer=_json)]
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            pad_event_to=0,
            sort_keys=False,
            exception_formatter=structlog.dev.plain_traceback,
        )
    ]


def configure(level: str, format: str) -> dict:
    """Set structlog up, and return Django's LOGGING that sends everybody else's lines the same way."""
    structlog.configure(
        processors=[*_shared(), *_renderers(format)],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"mask": {"()": "kring.core.web.logs.MaskAddresses"}},
        "formatters": {
            "kring": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": [structlog.stdlib.add_logger_name, *_shared()],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_renderers(format),
                ],
            }
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "kring", "filters": ["mask"]},
        },
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # What a visitor did wrong is in the request's own line already.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "ERROR"},
            "django.server": {"handlers": [], "propagate": True},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "asyncio": {"level": "WARNING"},
        },
    }
