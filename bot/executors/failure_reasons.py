"""Why a task failed or a model did not paint, as facts for chat: without paths of this machine."""

from __future__ import annotations

from pathlib import PurePath

from articover.errors import ArtiCoverError, Cancelled, CoverFolderError, MissingError, RequestError, StorageError
from articover.facts import Argument, Fact
from bot.errors import BlobMissingError
from bot.executors.contract import FailureKind


def failure_of(error: BaseException) -> tuple[FailureKind, Fact, str]:
    """The kind of a task's failure, what chat says of it, and the detail for the owner's log."""
    said = " ".join(str(error).split())
    match error:
        case Cancelled():
            return "cancelled", Cancelled("cancelled").fact, ""
        case CoverFolderError() | BlobMissingError():
            return "storage", StorageError("damaged_version").fact, said
        case MissingError():
            return "missing", why_failed(error, "missing"), said
        case RequestError():
            return "request", why_failed(error, "request"), said
        case StorageError():
            return "storage", StorageError("storage").fact, said
        case ArtiCoverError():
            return "engine", why_failed(error, "engine"), said
        case MemoryError():
            return "memory", ArtiCoverError("out_of_memory").fact, said
        case _:
            return "engine", ArtiCoverError("unexpected").fact, f"{type(error).__name__}: {said}"


def why_failed(error: ArtiCoverError, general: str = "engine") -> Fact:
    """`error` without paths; one without a code, whose sentence may hold any, has the code `general`."""
    return without_paths(error.fact) if error.code else ArtiCoverError(general).fact


def why_not_painted(error: ArtiCoverError) -> Fact:
    """Of an engine that was asked to paint: why, for a sentence that names the engine."""
    why = error.arguments.get("why") if error.code == "engine_cannot" else None
    return without_paths(why) if isinstance(why, Fact) else why_failed(error)


def without_paths(fact: Fact) -> Fact:
    """`fact` with the names of folders and files in place of their paths."""
    return Fact(fact.code, {name: _named(value) for name, value in fact.arguments.items()})


def _named(value: Argument) -> Argument:
    match value:
        case Fact():
            return without_paths(value)
        case str() if value.startswith(("/", "~")):
            return PurePath(value).name or "…"
        case _:
            return value
