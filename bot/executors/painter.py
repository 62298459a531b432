"""Painting for chat: the engine that was asked for, else one that can; and nothing shown that was not looked at.

A model that is gone, damaged or was never fetched stops nobody: the illustrator paints, and the writer hears why.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from articover.cover import Cover, EngineRecord, Pixels
from articover.engine import Generator
from articover.engines import Engines
from articover.errors import MissingError
from articover.generate.diffusion.options import DiffusionSettings
from articover.notices import FALLBACK
from articover.safety import SafetyChecker, require_safe
from articover.settings import AUTO, ModelSettings, SafetySettings

log = logging.getLogger("bot.worker")

SURE = "illustrator"
"""Needs nothing but what is installed with it."""
_MODELS = ("diffusion",)
_PATH = re.compile(r'(?<=")[/~][^"]*(?=")|(?<![\w.])[/~][\w.-]+/\S*')


def paint(engines: Engines, wanted: str | None, make: Callable[[Generator], Cover]) -> Cover:
    """The cover that `make` makes with the engine `wanted` (None: the configured one), or with the illustrator.

    Raises what `make` raises, and `EngineError` when the picture was stopped or cannot be looked at.
    """
    passed = _passed_over(engines, wanted)
    try:
        made = make(engines.generator(wanted))
    except MissingError as error:
        name = wanted or engines.settings.engines.generate
        if name not in (*_MODELS, AUTO):
            raise
        log.warning("The engine %s cannot paint, the illustrator does: %s", name, error)
        passed = (_MODELS[0] if name == AUTO else name, str(error))
        made = make(engines.generator(SURE))
    if passed:
        engine, why = passed
        made = replace(made, notices=(FALLBACK.said(engine=engine, why=_for_chat(why)), *made.notices))
    return shown(engines, made)


def shown(engines: Engines, cover: Cover) -> Cover:
    """`cover`, if it may be shown to other people. Raises `EngineError` if not."""
    require_shown(engines, cover.engines, cover.background.pixels)
    return cover


def require_shown(engines: Engines, records: Sequence[EngineRecord], pixels: Pixels) -> None:
    """Raise `EngineError` when the picture that `records` tell of may not be shown to other people."""
    if any(record.generative for record in records):
        settings = engines.settings
        checker = _checker(settings.safety, settings.models)
        require_safe(records, pixels, checker, unchecked=settings.safety.unchecked_pictures)


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
    return next(((name, available.said) for name, available in passed if name in _MODELS), None)


def _for_chat(why: str) -> str:
    """Without paths of this machine, which are nobody's business in a chat."""
    return _PATH.sub("…", why)
