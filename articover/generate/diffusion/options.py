"""The `[diffusion]` table of the config. Imports nothing heavy: the command line reads it on every run."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec

from articover.genres import resolve_genre
from articover.trim import BLEED_IN, Trim

DEFAULT_MODEL = "CompVis/stable-diffusion-v1-4"
"""The model on which the seed project trained its LoRA."""
SEED_FORM = "A book cover, Title is {title}, genre is {genre}, about {synopsis}"
"""The form of the captions with which the seed project's LoRA was trained."""
OWN_GUIDANCE = -1.0
"""The value of guidance that means the model's default."""


class LoraSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One LoRA: `path` is a file, a peft folder or a hub repository; empty `genres` means all genres.

    `trigger` is added to the prompt whenever the LoRA is used.
    """

    path: str
    weight: Annotated[float, msgspec.Meta(ge=-4, le=4)] = 1.0
    genres: tuple[str, ...] = ()
    trigger: str = ""

    def serves(self, genre: str) -> bool:
        """Whether it is used for a book of the genre `genre`, a key of `GENRES`."""
        return bool(self.weight) and (not self.genres or genre in {resolve_genre(name) for name in self.genres})


@dataclass(frozen=True)
class DiffusionSettings:
    """Zero, -1, empty and "auto" mean the model's default. `config.example.toml` explains all keys."""

    model: Annotated[str, msgspec.Meta(min_length=1)] = DEFAULT_MODEL
    revision: str = ""
    single_file_config: str = ""
    loras: tuple[LoraSettings, ...] = ()
    scheduler: str = ""
    steps: Annotated[int, msgspec.Meta(ge=0, le=500)] = 0
    guidance: Annotated[float, msgspec.Meta(ge=-1, le=50)] = OWN_GUIDANCE
    size_px: Annotated[int, msgspec.Meta(ge=0, le=4096)] = 0
    prompt: str = SEED_FORM
    negative_prompt: str = ""
    styles: dict[str, str] = field(default_factory=dict)
    translator: str = ""
    safety_checker: bool = True
    title_room: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.6
    series_hold: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.4
    previews: bool = True
    device: str = "auto"
    dtype: Literal["auto", "float32", "float16", "bfloat16"] = "auto"
    offload: Literal["auto", "none", "model", "sequential"] = "auto"
    fuse_qkv: bool = True
    compile: bool = False
    memory_budget_mb: Annotated[int, msgspec.Meta(ge=0)] = 0
    batch_max: Annotated[int, msgspec.Meta(ge=1, le=64)] = 8


def batch_key(settings: DiffusionSettings, genre: str, trim: Trim) -> Hashable:
    """Equal for pictures that can share a batch of the one model: the same shape, bleed included, and LoRAs."""
    shape = (trim.width_in + 2 * BLEED_IN) / (trim.height_in + 2 * BLEED_IN)
    return shape, tuple(lora for lora in settings.loras if lora.serves(genre))
