"""Whether a picture that a model painted may be shown to others: CLIP's look for nudity, as Stable Diffusion has it.

A pipeline with a safety checker of its own has looked already and says so in its record (`edges_flagged` shows it
what it does not see by itself). For the others (SDXL, most newer families) a checker is named in the config.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articover.cover import EngineRecord, Pixels
from articover.engine import Availability
from articover.engine_description import described
from articover.errors import EngineError, MissingError, WeightError
from articover.hub import on_disk, resolve
from articover.reasons import SET_CHECKER
from articover.settings import ModelSettings, SafetySettings

_MEAN = np.array((0.48145466, 0.4578275, 0.40821073), np.float32)
_STD = np.array((0.26862954, 0.26130258, 0.27577711), np.float32)
"""Of CLIP's training pictures (Radford et al. 2021), by channel; what CLIPImageProcessor subtracts and divides by."""
FLAGGED = "picture_flagged"
"""The code of the error for a picture that is stopped."""


@dataclass(frozen=True)
class SafetyVerdict:
    """Whether the picture is stopped, and by what it was looked at."""

    flagged: bool
    checked_by: str


class SafetyChecker:
    """The checker that the config names, loaded at its first look."""

    def __init__(self, settings: SafetySettings | None = None, models: ModelSettings | None = None) -> None:
        self._settings = settings or SafetySettings()
        self._models = models or ModelSettings()

    def availability(self) -> Availability:
        model = self._settings.model
        if not model:
            return Availability.because(MissingError("no_checker"), SET_CHECKER())
        if any(importlib.util.find_spec(name) is None for name in ("torch", "diffusers", "transformers")):
            return Availability.because(MissingError("diffusion_extra"))
        try:
            here = on_disk(model, cache=self._models.folder)
        except WeightError as error:
            return Availability.because(error)
        if here is None and not self._models.download:
            return Availability.because(
                WeightError("model_absent", model=model, command=f"articover models pull {model}")
            )
        return Availability(True)

    def look(self, pixels: Pixels) -> SafetyVerdict:
        """The verdict on a picture of shape (h, w, 3) uint8. Raises `WeightError` when the checker cannot be had."""
        import torch

        checker, side_px = self._checker
        views = _views(pixels, side_px)
        with torch.inference_mode():
            # It blackens what it flags, in these.
            _, flagged = checker(torch.from_numpy(views), [np.zeros((1, 1, 3), np.float32) for _ in views])
        return SafetyVerdict(any(flagged), self._settings.model)

    @cached_property
    def _checker(self) -> tuple[Any, int]:
        """The network, on the CPU and in full precision, and the side of the square it looks at."""
        from articover.generate.diffusion.loading import library_words, quiet_libraries

        models, name = self._models, self._settings.model
        path = resolve(name, consent=models.download, cache=models.folder, pickles=models.pickles)
        with quiet_libraries():
            from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker

            open_checker: Any = StableDiffusionSafetyChecker.from_pretrained
            try:
                checker = open_checker(path, local_files_only=True, use_safetensors=None if models.pickles else True)
            except Exception as error:
                raise WeightError(
                    "checker_unloadable",
                    model=name,
                    why=library_words(error),
                ) from error
        checker.eval()
        return checker, int(checker.config.vision_config.image_size)


def require_safe(records: Sequence[EngineRecord], pixels: Pixels, checker: SafetyChecker, *, unchecked: bool) -> str:
    """What looked at the picture that `records` tell of and let it pass; "" when no model painted it, or `unchecked`.

    Raises `EngineError` when the picture is stopped, or when nothing can look at it.
    """
    by_models = [record for record in records if may_show_anything(record)]
    if all(record.checked_by for record in by_models):
        return by_models[-1].checked_by if by_models else ""
    # What a model has looked at was looked at before another painted into it.
    if not checker.availability().ok:
        if unchecked:
            return ""
        raise _unchecked()
    try:
        verdict = checker.look(pixels)
    except MissingError as error:
        if unchecked:
            return ""
        raise _unchecked() from error
    if verdict.flagged:
        raise EngineError(
            "picture_flagged",
        )
    return verdict.checked_by


def may_show_anything(record: EngineRecord) -> bool:
    """Whether a model painted freely here, and did not only continue what is around."""
    if record.stage == "generate":
        return record.generative
    # The engines of the remove stage share a record: "rapidocr + sd-inpaint".
    fillers = (described("fill", name) for name in record.engine.split(" + "))
    return any(filler.paints_freely for filler in fillers if filler is not None)


def edges_flagged(pipeline: Any, pictures: NDArray[np.floating[Any]]) -> list[bool]:
    """For each of `pictures` (n, h, w, 3), values 0..1: whether the pipeline's own checker stops a part of it.

    By itself it is shown the middle square only, which is half of a tall page. False for all where it has none.
    """
    _, height, width, _ = pictures.shape
    if height == width or getattr(pipeline, "safety_checker", None) is None:
        return [False] * len(pictures)
    import torch

    boxes = _squares(width, height)
    views = np.stack([each[top : top + side, left : left + side] for each in pictures for left, top, side in boxes])
    with torch.no_grad():
        # It blackens what it flags, in these.
        said = pipeline.run_safety_checker(views, pipeline._execution_device, pipeline.safety_checker.dtype)
    found = [bool(each) for each in said[1]]
    return [any(found[start : start + len(boxes)]) for start in range(0, len(views), len(boxes))]


def _unchecked() -> EngineError:
    return EngineError(
        "picture_unchecked",
    )


def _squares(width: int, height: int) -> list[tuple[int, int, int]]:
    """(left, top, side) of squares that together cover a picture, from end to end."""
    short, long = min(width, height), max(width, height)
    count = 1 if short == long else max(2, -(-long // short))
    starts = [round((long - short) * number / max(1, count - 1)) for number in range(count)]
    return [(start, 0, short) if width > height else (0, start, short) for start in starts]


def _views(pixels: Pixels, side_px: int) -> NDArray[np.float32]:
    """Squares that together show all of the picture, as CLIP wants them: shape (n, 3, side, side) float32."""
    from PIL import Image

    image = Image.fromarray(pixels)
    views = []
    for left, top, side in _squares(*image.size):
        square = image.crop((left, top, left + side, top + side))
        values = np.asarray(square.resize((side_px, side_px), Image.Resampling.BICUBIC), np.float32) / 255
        views.append(((values - _MEAN) / _STD).transpose(2, 0, 1))
    return np.stack(views).astype(np.float32)
