"""Download models in the background while the bot runs; within a job, a download would exceed the job's timeout."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from itertools import chain, repeat

from articover.engine_description import DESCRIPTIONS, EngineDescription
from articover.errors import ArtiCoverError
from articover.generate.diffusion.speed import has_gpu
from articover.hub import parse_ref, resolve
from articover.hub.wanted import SAFETY, wanted_models
from articover.settings import AUTO, Settings

log = logging.getLogger("bot.worker")

_PASSING = {"hub_unreachable", "hub_failed", "hub_is_none", "fetch_incomplete", "fetch_no_room", "fetch_disk_full"}
"""Codes of temporary errors; the part that was already downloaded is kept."""
_TRY_AGAIN_S = (60.0, 300.0, 900.0, 3600.0)
"""Wait before each retry; the last value repeats."""


def fetch_meanwhile(settings: Settings) -> tuple[Settings, threading.Thread | None]:
    """`settings` for engines that download nothing, and the thread that downloads missing models, if any are missing.

    Call it only where the owner allows downloads. Until a model has arrived its engine is unavailable, and another one
    paints the covers.
    """
    used = _used(settings)
    lacking = [
        each.model for each in wanted_models(settings) if each.engine in used and not each.held and _on_hub(each.model)
    ]
    thread = threading.Thread(target=_fetch, args=(settings, lacking), name="fetch models", daemon=True)
    if lacking:
        thread.start()
    return replace(settings, models=replace(settings.models, download=False)), thread if lacking else None


def _used(settings: Settings) -> set[str]:
    """Engines whose models are downloaded: those that the config names, and those that `auto` would take here."""
    used = {engine.name for engine in DESCRIPTIONS if engine.loads_models and _is_used(engine, settings)}
    return used | ({SAFETY} if used else set())


def _is_used(engine: EngineDescription, settings: Settings) -> bool:
    named = getattr(settings.engines, engine.kind)
    return named == engine.name or (named == AUTO and engine.needs_gpu and has_gpu())


def _on_hub(model: str) -> bool:
    try:
        return parse_ref(model).path is None
    except ArtiCoverError:
        return False


def _fetch(settings: Settings, lacking: list[str]) -> None:
    for wait_s in chain(_TRY_AGAIN_S, repeat(_TRY_AGAIN_S[-1])):
        lacking = [model for model in lacking if not _fetched(model, settings)]
        if not lacking:
            return
        time.sleep(wait_s)


def _fetched(model: str, settings: Settings) -> bool:
    """Download `model`; False when a retry may help. An error that only the owner can fix returns True."""
    models = settings.models
    log.info("Downloading the model %s", model)
    try:
        resolve(model, consent=True, cache=models.folder, pickles=models.pickles)
    except ArtiCoverError as error:
        log.warning("The model %s was not downloaded: %s", model, error)
        return error.code not in _PASSING
    log.info("The model %s was downloaded", model)
    return True
