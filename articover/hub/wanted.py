"""The models that the engines would use by the config, and whether they are on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articover.engine_description import DIFFUSION, SD_INPAINT
from articover.errors import WeightError
from articover.hub import on_disk, parse_ref
from articover.hub.listing import Held, held_at, size_in_words
from articover.settings import Settings

SAFETY = "the safety check"
"""The name of the model of `[safety]` in lists of engines."""
_LICENCES = {
    "CompVis/stable-diffusion-v1-4": "CreativeML OpenRAIL-M",
    "stable-diffusion-v1-5/stable-diffusion-inpainting": "CreativeML OpenRAIL-M",
}
"""The licences of the config's default models, shown before they are downloaded."""


@dataclass(frozen=True)
class Wanted:
    """A model that `engine` would use; `held` is None when it is not on disk, and `said` then tells what to do."""

    engine: str
    model: str
    held: Held | None
    said: str


def wanted_models(settings: Settings) -> list[Wanted]:
    """All models in the config, each engine's main model first. Uses no network and opens no model."""
    return [_looked_up(engine, model, settings) for engine, model in dict.fromkeys(_named(settings))]


def _named(settings: Settings) -> Iterator[tuple[str, str]]:
    diffusion, inpaint = settings.diffusion, settings.inpaint
    yield DIFFUSION.name, _at(diffusion.model, diffusion.revision)
    for model in (diffusion.single_file_config, *(lora.path for lora in diffusion.loras), diffusion.translator):
        if model:
            yield DIFFUSION.name, model
    yield SD_INPAINT.name, _at(inpaint.model, inpaint.revision)
    if settings.safety.model:
        yield SAFETY, settings.safety.model


def _at(model: str, revision: str) -> str:
    return f"{model}@{revision}" if revision else model


def _looked_up(engine: str, model: str, settings: Settings) -> Wanted:
    try:
        path = on_disk(model, cache=settings.models.folder)
    except WeightError as error:
        return Wanted(engine, model, None, f"cannot use {model}: {error}")
    if path is None:
        ref = parse_ref(model)
        licence = f" ({_LICENCES[ref.repo]})" if ref.repo in _LICENCES else ""
        return Wanted(engine, model, None, f"would use {model}{licence}, which is not here: `{ref.command}` fetches it")
    held = held_at(path, model)
    licence = held.licence or "licence not stated"
    return Wanted(engine, model, held, f"uses {model}: {size_in_words(held.size)}, {licence}, {path}")
