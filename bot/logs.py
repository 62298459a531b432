"""Logs: one line a record for people or for machines, one id from command to worker, and no secrets.

Hide a secret by `hide` as soon as it is known; from then on no record shows it, whoever logs it and
wherever in the record it stands: message, arguments, extra fields, exception, stack. Tokens that are good for
one interaction are known by their shape.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

MASK = "********"
_SHORTEST_SECRET = 6
"""Shorter ones would mask pieces of ordinary words; no platform's token is that short."""

_SHAPES = re.compile(
    # Discord: in the path of a webhook or an interaction, in what the gateway tells (logged for debugging), and
    # wherever a base64 text begins with "interaction".
    r"(?<=/webhooks/)\d+/[\w.~%-]{20,}|(?<=/interactions/)\d+/[\w.~%-]{20,}"
    r"""|(?<=['"]token['"]: ['"])[^'"]{20,}|(?<=['"]token['"]:['"])[^'"]{20,}|aW50ZXJhY3Rpb24[\w=%.-]{8,}"""
)
"""Tokens that answer one interaction stand in URLs, which clients put into their logs and errors."""

_trace: ContextVar[str] = ContextVar("trace", default="")
_hidden: set[str] = set()
_pattern: re.Pattern[str] | None = None
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "trace", "taskName"}


def new_trace() -> str:
    """A fresh id for one command: 12 hexadecimal digits."""
    return secrets.token_hex(6)


def current_trace() -> str:
    """The id of the command this code runs for, or ""."""
    return _trace.get()


@contextmanager
def tracing(trace: str) -> Iterator[str]:
    """Every record logged inside, by tasks started inside, too, carries `trace`."""
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


def hide(secret: str) -> None:
    """Mask `secret`, and its forms in URLs and JSON, in all records from now on. Raises `ValueError` under 6 chars."""
    global _pattern  # noqa: PLW0603 -- one process has one set of secrets, and no record may miss one
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"a secret has at least {_SHORTEST_SECRET} characters")
    _hidden.update({secret, urllib.parse.quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]})
    # The longest first, in case one secret holds another.
    _pattern = re.compile("|".join(re.escape(text) for text in sorted(_hidden, key=len, reverse=True)))


def redact(text: str) -> str:
    """`text` with every hidden secret masked, and what has the shape of one that is told us by the minute."""
    text = _SHAPES.sub(MASK, text)
    return text if _pattern is None else _pattern.sub(MASK, text)


class RedactFilter(logging.Filter):
    """Masks secrets in a record and stamps it with the trace. Set on handlers, so records of all loggers pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.trace = current_trace()
        try:
            message = record.getMessage()
        except Exception as error:  # a wrong format string must not cost the record
            message = f"{record.msg} {record.args!r} (could not be formatted: {error})"
        record.msg, record.args = redact(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        # What a later formatter would read instead of the masked text.
        record.exc_info = None
        record.exc_text = redact(record.exc_text) if record.exc_text else None
        record.stack_info = redact(record.stack_info) if record.stack_info else None
        for name in set(vars(record)) - _STANDARD:
            setattr(record, name, _redacted(getattr(record, name)))
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, trace, exception, and every extra field."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if trace := getattr(record, "trace", ""):
            entry["trace"] = trace
        entry |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_text:
            entry["exception"] = record.exc_text
        if record.stack_info:
            entry["stack"] = record.stack_info
        return json.dumps(entry, ensure_ascii=False, default=str)


class HumanFormatter(logging.Formatter):
    """`12:30:01 INFO    bot.jobs [3f9a...] message key=value`, the exception below."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        trace = getattr(record, "trace", "")
        extras = "".join(f" {name}={value}" for name, value in vars(record).items() if name not in _STANDARD)
        line = (
            f"{time} {record.levelname:7} {record.name}{f' [{trace}]' if trace else ''} {record.getMessage()}{extras}"
        )
        return "\n".join(part for part in (line, record.exc_text, record.stack_info) if part)


def set_up_logging(
    style: Literal["human", "json"] = "human", level: int | str = logging.INFO, stream: TextIO | None = None
) -> logging.Handler:
    """Send all records to `stream` (standard error), redacted; uncaught exceptions, too. Replaces earlier handlers."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(RedactFilter())
    handler.setFormatter(JsonFormatter() if style == "json" else HumanFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper() if isinstance(level, str) else level)
    # For debugging it logs every value that is stored: what people wrote, and tokens.
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    return handler


def _log_uncaught(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("Stopped by an unexpected error", exc_info=(kind, error, tb))


def _redacted(value: Any) -> Any:
    match value:
        case str():
            return redact(value)
        case dict():
            return {_redacted(key): _redacted(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_redacted(item) for item in value]
        case None | bool() | int() | float():
            return value
        case _:
            return redact(str(value))
