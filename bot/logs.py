"""Logs: one record per line, as text or JSON, with one id from command to worker, and without secrets.

Call `hide` as soon as a secret is known; then no record of any logger shows it in its message, arguments, extra fields,
exception or stack. Tokens of single interactions are recognised by their shape.
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
"""Shorter secrets would mask parts of ordinary words; no platform has such short tokens."""

_SHAPES = re.compile(
    # Discord: in the path of a webhook or an interaction, in gateway events (logged for debugging), and in any base64
    # text that begins with "interaction".
    r"(?<=/webhooks/)\d+/[\w.~%-]{20,}|(?<=/interactions/)\d+/[\w.~%-]{20,}"
    r"""|(?<=['"]token['"]: ['"])[^'"]{20,}|(?<=['"]token['"]:['"])[^'"]{20,}|aW50ZXJhY3Rpb24[\w=%.-]{8,}"""
)
"""Tokens of single interactions are part of URLs, which HTTP clients write to logs and errors."""

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
    """All records that are logged inside the block, or by tasks started there, carry `trace`."""
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


def hide(secret: str) -> None:
    """Mask `secret`, and its forms in URLs and JSON, in all later records. Raises `ValueError` below 6 characters."""
    global _pattern  # noqa: PLW0603 -- one set of secrets per process, so that no record misses one
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"a secret has at least {_SHORTEST_SECRET} characters")
    _hidden.update({secret, urllib.parse.quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]})
    # The longest first, in case one secret contains another.
    _pattern = re.compile("|".join(re.escape(text) for text in sorted(_hidden, key=len, reverse=True)))


def redact(text: str) -> str:
    """`text` with all hidden secrets masked, and everything that has the shape of an interaction token."""
    text = _SHAPES.sub(MASK, text)
    return text if _pattern is None else _pattern.sub(MASK, text)


class RedactFilter(logging.Filter):
    """Masks secrets in a record and adds the trace. It is set on handlers, so that it sees records of all loggers."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.trace = current_trace()
        try:
            message = record.getMessage()
        except Exception as error:  # keep the record even if its format string is wrong
            message = f"{record.msg} {record.args!r} (could not be formatted: {error})"
        record.msg, record.args = redact(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        # A later formatter would use it instead of the masked text.
        record.exc_info = None
        record.exc_text = redact(record.exc_text) if record.exc_text else None
        record.stack_info = redact(record.stack_info) if record.stack_info else None
        for name in set(vars(record)) - _STANDARD:
            setattr(record, name, _redacted(getattr(record, name)))
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message, trace, exception, and all extra fields."""

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
    """Write all records and uncaught exceptions to `stream` (standard error), redacted. Replaces earlier handlers."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(RedactFilter())
    handler.setFormatter(JsonFormatter() if style == "json" else HumanFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper() if isinstance(level, str) else level)
    # Its debug log contains every stored value, including users' texts and tokens.
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
