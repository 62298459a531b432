"""Painting for chat: the requested engine or a fallback, with the safety check applied to every picture.

When a model is missing, damaged or too large for this machine, the illustrator paints instead, and a notice gives the
reason.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from articover.cover import Cover, EngineRecord, Pixels
from articover.engine import Generator
from articover.engine_description import DIFFUSION, FALLBACK_GENERATOR, described
from articover.engines import Engines
from articover.errors import EngineError, MissingError
from articover.facts import Fact
from articover.generate.diffusion.options import DiffusionSettings
from articover.notices import FALLBACK, SAFETY
from articover.safety import FLAGGED, SafetyChecker, may_show_anything, require_safe
from articover.settings import AUTO, ModelSettings, SafetySettings
from bot.executors.failure_reasons import why_not_painted, without_paths

log = logging.getLogger("bot.worker")

MODEL_TOO_LARGE = frozenset({"model_memory", "model_paint_memory", "model_overflowed"})
"""Error codes that do not depend on the brief: this machine cannot paint with the model."""
BRIEF_FLAGGED = "brief_flagged"
"""The error code for a brief whose pictures were all stopped by the safety check."""
_MAX_STOPPED = 3
"""How many seeds are painted when the safety check stops the picture, before the brief is refused."""


def paint(engines: Engines, wanted: str | None, make: Callable[[Generator, int], Cover]) -> Cover:
    """The cover made with the engine `wanted` (None: the configured one), or with the illustrator.

    `make` is called with the engine and the number of pictures stopped so far, which it adds to the seed. Raises what
    `make` raises, and `EngineError` when all pictures were stopped or cannot be checked.
    """
    passed = _passed_over(engines, wanted)
    try:
        made = _made(engines, engines.generator(wanted), make)
    except (MissingError, EngineError) as error:
        name = wanted or engines.settings.engines.generate
        cannot_paint = isinstance(error, MissingError) or error.code in MODEL_TOO_LARGE
        if not cannot_paint or not (name == AUTO or _is_model(name)):
            raise
        log.warning("The engine %s cannot paint, so the illustrator paints instead: %s", name, error)
        passed = (DIFFUSION.name if name == AUTO else name, why_not_painted(error))
        made = _made(engines, engines.generator(FALLBACK_GENERATOR.name), make)
    if passed:
        engine, why = passed
        made = replace(made, notices=(FALLBACK(engine=engine, why=why), *made.notices))
    return made


def _made(engines: Engines, generator: Generator, make: Callable[[Generator, int], Cover]) -> Cover:
    """The first picture that passes the safety check; a model with its own checker has tried other seeds itself."""
    stopped = 0
    while True:
        try:
            made = shown(engines, make(generator, stopped))
        except EngineError as error:
            stopped += 1
            if error.code != FLAGGED or stopped >= _MAX_STOPPED:
                raise
            log.info("The safety check stopped a picture; painting with the next seed")
        else:
            return replace(made, notices=(SAFETY(count=stopped), *made.notices)) if stopped else made


def shown(engines: Engines, cover: Cover) -> Cover:
    """`cover` with the checker recorded, if it may be shown to other people. Raises `EngineError` if not."""
    by = require_shown(engines, cover.engines, cover.background.pixels)
    if not by:
        return cover
    looked = (
        replace(record, checked_by=record.checked_by or by) if may_show_anything(record) else record
        for record in cover.engines
    )
    return replace(cover, engines=tuple(looked))


def shown_upload(engines: Engines, cover: Cover) -> Cover:
    """As `shown`, for a cover on an uploaded picture."""
    with said_of_upload():
        return shown(engines, cover)


@contextmanager
def said_of_upload() -> Iterator[None]:
    """Replace the error of a stopped picture by one for uploads, which cannot be painted again."""
    try:
        yield
    except EngineError as error:
        if error.code != FLAGGED:
            raise
        raise EngineError(
            "upload_flagged",
        ) from error


def require_shown(engines: Engines, records: Sequence[EngineRecord], pixels: Pixels) -> str:
    """The checker of the picture described by `records`; "" when no model painted it or no check is configured.

    Raises `EngineError` when the picture may not be shown to other people.
    """
    if not any(record.generative for record in records):
        return ""
    settings = engines.settings
    checker = _checker(settings.safety, settings.models)
    return require_safe(records, pixels, checker, unchecked=settings.safety.unchecked_pictures)


@lru_cache(maxsize=1)
def _checker(safety: SafetySettings, models: ModelSettings) -> SafetyChecker:
    """One checker for all pictures, because it loads a network at its first use."""
    return SafetyChecker(safety, models)


def _passed_over(engines: Engines, wanted: str | None) -> tuple[str, Fact] | None:
    """The model that `auto` skipped, and why, if the request or the configuration expects a model."""
    configured = engines.settings.diffusion != DiffusionSettings()
    if wanted != AUTO and not (wanted is None and engines.settings.engines.generate == AUTO and configured):
        return None
    passed = engines.choose("generate", wanted).passed
    return next(((name, without_paths(available.why)) for name, available in passed if _is_model(name)), None)


def _is_model(name: str) -> bool:
    found = described("generate", name)
    return found is not None and found.generative
