"""Painting for chat: the engine that was asked for, else one that can; and nothing shown that was not looked at.

A model that is gone, damaged, too large for this machine or was never fetched stops nobody: the illustrator paints, and
the writer hears why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from articover.cover import Cover, EngineRecord, Pixels
from articover.engine import Generator
from articover.engines import Engines
from articover.errors import EngineError, MissingError
from articover.generate.diffusion.options import DiffusionSettings
from articover.notices import FALLBACK, SAFETY
from articover.safety import FLAGGED, SafetyChecker, may_show_anything, require_safe
from articover.settings import AUTO, ModelSettings, SafetySettings
from bot.executors.failure_reasons import why_failed, why_passed

log = logging.getLogger("bot.worker")

SURE = "illustrator"
"""Needs nothing but what is installed with it."""
_MODELS = ("diffusion",)
_TOO_MUCH = frozenset({"model_memory", "model_paint_memory", "model_overflowed"})
"""Codes of what is no fault of the brief: this machine cannot paint with the model, whatever is asked for."""
BRIEF_FLAGGED = "brief_flagged"
"""The code of the error for a brief all of whose pictures were stopped."""
_MAX_STOPPED = 3
"""So many seeds are painted when the picture is stopped; then the brief is at fault."""


def paint(engines: Engines, wanted: str | None, make: Callable[[Generator, int], Cover]) -> Cover:
    """The cover made with the engine `wanted` (None: the configured one), or with the illustrator.

    `make` is given the engine and how many pictures were stopped before: it takes as many seeds further on. Raises what
    it raises, and `EngineError` when all pictures were stopped or cannot be looked at.
    """
    passed = _passed_over(engines, wanted)
    try:
        made = _made(engines, engines.generator(wanted), make)
    except (MissingError, EngineError) as error:
        name = wanted or engines.settings.engines.generate
        if name not in (*_MODELS, AUTO) or not (isinstance(error, MissingError) or error.code in _TOO_MUCH):
            raise
        log.warning("The engine %s cannot paint, the illustrator does: %s", name, error)
        passed = (_MODELS[0] if name == AUTO else name, why_failed(error))
        made = _made(engines, engines.generator(SURE), make)
    if passed:
        engine, why = passed
        made = replace(made, notices=(FALLBACK.said(engine=engine, why=why), *made.notices))
    return made


def _made(engines: Engines, generator: Generator, make: Callable[[Generator, int], Cover]) -> Cover:
    """The first picture that may be shown; a model with a checker of its own has tried as many seeds by itself."""
    stopped = 0
    while True:
        try:
            made = shown(engines, make(generator, stopped))
        except EngineError as error:
            stopped += 1
            if error.code != FLAGGED or stopped >= _MAX_STOPPED:
                raise
            log.info("A picture was stopped; the next seed is painted")
        else:
            return replace(made, notices=(SAFETY.said(count=stopped), *made.notices)) if stopped else made


def shown(engines: Engines, cover: Cover) -> Cover:
    """`cover`, if it may be shown to other people; its records tell what looked. Raises `EngineError` if not."""
    by = require_shown(engines, cover.engines, cover.background.pixels)
    if not by:
        return cover
    looked = (
        replace(record, checked_by=record.checked_by or by) if may_show_anything(record) else record
        for record in cover.engines
    )
    return replace(cover, engines=tuple(looked))


def shown_upload(engines: Engines, cover: Cover) -> Cover:
    """The same of a cover on somebody's own picture."""
    with said_of_upload():
        return shown(engines, cover)


@contextmanager
def said_of_upload() -> Iterator[None]:
    """Who handed in the picture that is stopped cannot have it painted anew, and hears so."""
    try:
        yield
    except EngineError as error:
        if error.code != FLAGGED:
            raise
        raise EngineError(
            "The safety check stopped your picture with its letters painted over: hand in another one, or keep its "
            "letters.",
            "upload_flagged",
        ) from error


def require_shown(engines: Engines, records: Sequence[EngineRecord], pixels: Pixels) -> str:
    """What looked at the picture that `records` tell of, "" when no model painted it, or where the owner needs no look.

    Raises `EngineError` when it may not be shown to other people.
    """
    if not any(record.generative for record in records):
        return ""
    settings = engines.settings
    checker = _checker(settings.safety, settings.models)
    return require_safe(records, pixels, checker, unchecked=settings.safety.unchecked_pictures)


@lru_cache(maxsize=1)
def _checker(safety: SafetySettings, models: ModelSettings) -> SafetyChecker:
    """One for all pictures: it loads a network at its first look."""
    return SafetyChecker(safety, models)


def _passed_over(engines: Engines, wanted: str | None) -> tuple[str, str] | None:
    """The model that `auto` does not take, and why, where somebody expects one: who asks for auto, or configured it."""
    configured = engines.settings.diffusion != DiffusionSettings()
    if wanted != AUTO and not (wanted is None and engines.settings.engines.generate == AUTO and configured):
        return None
    passed = engines.choose("generate", wanted).passed
    return next(((name, why_passed(available)) for name, available in passed if name in _MODELS), None)
