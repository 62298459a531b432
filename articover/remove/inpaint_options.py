"""The `[inpaint]` table of the config, for the inpainter `sd-inpaint`. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import msgspec

DEFAULT_MODEL = "stable-diffusion-v1-5/stable-diffusion-inpainting"
"""A copy of the model, whose original repository was withdrawn."""


@dataclass(frozen=True)
class InpaintSettings:
    """`model` is a folder or hub id of an inpainting pipeline; `device` is "auto", "cpu", "cuda" or "cuda:N"."""

    model: Annotated[str, msgspec.Meta(min_length=1)] = DEFAULT_MODEL
    revision: str = ""
    steps: Annotated[int, msgspec.Meta(ge=1, le=500)] = 30
    guidance: Annotated[float, msgspec.Meta(ge=0, le=50)] = 7.5
    prompt: str = "plain background, continuous scenery"
    negative_prompt: str = "text, letters, words, typography, caption, signature, watermark, logo, frame"
    device: str = "auto"
