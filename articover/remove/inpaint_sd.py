"""Inpainter `sd-inpaint`: a Stable Diffusion inpainting model on crops of the page at its native size.

Scaling a page to 512 px would blur it, and pasting whole crops back would shift their tone. Therefore each part of the
mask is filled in a crop around it, and only masked pixels are taken from the result, feathered within the mask.
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from articover import progress
from articover.cover import Mask, Pixels
from articover.engine import Availability, Inpainter, RunContext
from articover.engine_description import SD_INPAINT
from articover.errors import ArtiCoverError, EngineError, MissingError, WeightError
from articover.hub import on_disk, resolve
from articover.hub.cache import weight_files
from articover.hub.listing import licence_of
from articover.reasons import COPY_AGAIN, RUN
from articover.remove.crops import Crop, plan_crops, thick_parts
from articover.remove.inpaint_options import InpaintSettings
from articover.remove.masks import feathered
from articover.remove.tone import in_tone
from articover.settings import ModelSettings
from articover.weights import Weight, file_sha256

if TYPE_CHECKING:
    from articover.generate.diffusion.memory import MemoryManager

_CONTEXT_SHARE = 8
"""A crop has context of an eighth of the native size around the filled part: 64 px of 512."""
_REFINE = 0.5
"""How strongly a thick hole, filled at half size and enlarged, is repainted at full size (diffusers' `strength`)."""
_FEATHER_PX = 3.0
_LOOK_EVERY_S = 0.1
_FP16 = ".fp16."
_USUAL_NATIVE_PX = 1024
"""The native size of models that do not state one."""


@dataclass(frozen=True)
class _Facts:
    """Facts about a model for records; kept after the model was unloaded."""

    name: str
    weights: tuple[Weight, ...]
    licence: str


@dataclass(frozen=True, eq=False)
class _Model:
    """A loaded pipeline with its native size and the unit of its sides. A thread that paints holds the lock `turn`."""

    facts: _Facts
    pipeline: Any
    native_px: int
    unit_px: int
    memory: MemoryManager
    turn: threading.Lock = field(default_factory=threading.Lock)


class SdInpainter(Inpainter):
    """Fills masked pixels; all others stay bit-identical."""

    description = SD_INPAINT

    def __init__(
        self, settings: InpaintSettings | None = None, models: ModelSettings | None = None, memory_budget_mb: int = 0
    ) -> None:
        """`memory_budget_mb` limits all loaded models, including those of the generator (0: a suitable value)."""
        self._settings = settings or InpaintSettings()
        self._models = models or ModelSettings()
        self._memory_budget_mb = memory_budget_mb
        self._used: _Facts | None = None

    @property
    def models(self) -> tuple[str, ...]:
        """The models it uses, as arguments of `hub.resolve`."""
        revision = f"@{self._settings.revision}" if self._settings.revision else ""
        return (f"{self._settings.model}{revision}",)

    def availability(self) -> Availability:
        if any(importlib.util.find_spec(name) is None for name in ("torch", "diffusers", "transformers")):
            return Availability.because(
                MissingError("diffusion_extra"),
                RUN(command="pip install -c constraints.txt 'arti-cover[diffusion]'"),
            )
        ref, models = self.models[0], self._models
        try:
            if on_disk(ref, cache=models.folder):
                resolve(ref, consent=False, cache=models.folder, pickles=models.pickles)
            elif not models.download:
                return Availability.because(
                    WeightError("model_absent", model=ref, command=f"articover models pull {ref}")
                )
        except WeightError as error:
            return Availability.because(error)
        return Availability(True)

    @property
    def weights(self) -> tuple[Weight, ...]:
        """The opened weight files; empty before the first picture."""
        return self._used.weights if self._used else ()

    @property
    def credits(self) -> tuple[str, ...]:
        if self._used is None:
            return ()
        licence = f", {self._used.licence}" if self._used.licence else ""
        return (f"Lettering removed from the picture with the model {self._used.name}{licence}.",)

    def fill(self, pixels: Pixels, mask: Mask, run: RunContext) -> Pixels:
        """`pixels` with the masked (255) pixels filled; blended over 3 px inside the mask.

        Equal seeds give equal bits on the same machine. Raises `Cancelled` between two steps, `WeightError` when the
        model is not available or cannot be loaded, `EngineError` when it fails.
        """
        hole = mask > 0
        if not hole.any():
            return pixels.copy()
        run.progress(0, progress.LOADING_FILLER())
        whole: Mask = np.where(hole, 255, 0).astype(np.uint8)
        with self._model(run) as model, _in_turn(model, run):
            self._used = model.facts
            painted = self._paint(model, pixels, whole, run.part(0.02, 1))
        weights = feathered(whole, _FEATHER_PX)[..., None]
        blended = np.rint(pixels + (painted.astype(np.float32) - pixels) * weights).astype(np.uint8)
        return np.where(hole[..., None], blended, pixels)

    def _paint(self, model: _Model, pixels: Pixels, mask: Mask, run: RunContext, depth: int = 0) -> Pixels:
        """All masked pixels filled; thick holes first at half size, then refined at full size."""
        painted = pixels
        thick = thick_parts(mask, model.native_px)
        if thick.any():
            painted = self._enlarged_fill(model, pixels, mask, run.part(0, 0.4), depth)
            refined: Mask = np.where(thick, 255, 0).astype(np.uint8)
            # Fill thin holes approximately, too, so that the model does not see their letters.
            painted = np.where((mask > 0)[..., None], painted, pixels)
            painted = self._crop_by_crop(model, painted, refined, run.part(0.4, 0.8), 2 * depth, _REFINE)
            mask = np.where(thick, 0, mask).astype(np.uint8)
            run = run.part(0.8, 1)
        return self._crop_by_crop(model, painted, mask, run, 2 * depth + 1, 1.0)

    def _enlarged_fill(self, model: _Model, pixels: Pixels, mask: Mask, run: RunContext, depth: int) -> Pixels:
        height, width = mask.shape
        half = (max(1, width // 2), max(1, height // 2))
        small = cv2.resize(pixels, half, interpolation=cv2.INTER_AREA)
        # A half-size pixel is masked if any of its four pixels is.
        small_mask = np.where(cv2.resize(mask, half, interpolation=cv2.INTER_AREA) > 0, 255, 0).astype(np.uint8)
        filled = self._paint(model, np.asarray(small, np.uint8), small_mask, run, depth + 1)
        return np.asarray(cv2.resize(filled, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)

    def _crop_by_crop(
        self, model: _Model, pixels: Pixels, mask: Mask, run: RunContext, layer: int, strength: float
    ) -> Pixels:
        """Each crop sees the result of earlier ones. `layer` gives different passes different noise."""
        painted = pixels.copy()
        left = mask.copy()
        context = max(1, model.native_px // _CONTEXT_SHARE)
        crops = plan_crops(mask, model.native_px, context, model.unit_px)
        for number, crop in enumerate(crops):
            part = run.part(number / len(crops), (number + 1) / len(crops))
            part.progress(0, progress.FILLING_PLACE(number=number + 1, count=len(crops)))
            seed = int(np.random.default_rng([run.seed, layer, number]).integers(2**63))
            window = crop.window.slices
            filled = self._infer(model, painted[window], left[window], seed, strength, part)
            if strength == 1.0:
                filled = in_tone(filled, painted[window], left[window])
            self._take(painted, left, crop, filled)
        return painted

    @staticmethod
    def _take(painted: Pixels, left: Mask, crop: Crop, filled: Pixels) -> None:
        taken = np.zeros(left.shape, bool)
        taken[crop.core.slices] = left[crop.core.slices] > 0
        painted[taken] = filled[taken[crop.window.slices]]
        left[taken] = 0

    def _infer(self, model: _Model, pixels: Pixels, mask: Mask, seed: int, strength: float, run: RunContext) -> Pixels:
        """One crop through the model: shape (h, w, 3) in and out, filled up to the model's unit by its border."""
        import torch
        from PIL import Image

        from articover.generate.diffusion.loading import library_words, quiet_libraries
        from articover.generate.diffusion.memory import within_memory
        from articover.generate.diffusion.sampling import restoring_placement

        height, width = mask.shape
        below, beside = -height % model.unit_px, -width % model.unit_px
        image = Image.fromarray(np.pad(pixels, ((0, below), (0, beside), (0, 0)), mode="edge"))
        hole = Image.fromarray(np.pad(mask, ((0, below), (0, beside))))
        steps = self._settings.steps
        done = 0

        def after_step(pipeline: Any, step: int, timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            nonlocal done
            done += 1
            run.progress(done / max(1, round(steps * strength)), progress.FILLING())
            return tensors

        wishes = {
            "prompt": self._settings.prompt,
            "negative_prompt": self._settings.negative_prompt,
            "image": image,
            "mask_image": hole,
            "height": image.height,
            "width": image.width,
            "num_inference_steps": steps,
            "guidance_scale": self._settings.guidance,
            "strength": strength,
            "callback_on_step_end": after_step,
            "output_type": "np",
        }
        takes = inspect.signature(model.pipeline.__call__).parameters
        given = {name: wish for name, wish in wishes.items() if name in takes}

        def attempt(seeds: Sequence[int]) -> list[Any]:
            nonlocal done
            done = 0
            with restoring_placement(model.pipeline), quiet_libraries():
                generator = torch.Generator("cpu").manual_seed(seeds[0])
                return [model.pipeline(**given, generator=generator).images[0]]

        try:
            made = within_memory(model.memory, [seed], attempt)[0]
        except EngineError as error:
            raise EngineError("inpaint_memory") from error
        except ArtiCoverError:
            raise
        # Three libraries have their own error types.
        except Exception as error:
            raise EngineError(
                "inpaint_failed",
                model=model.facts.name,
                why=library_words(error),
            ) from error
        if not np.isfinite(made).all():
            raise EngineError(
                "inpaint_overflowed",
                model=model.facts.name,
            )
        filled: Pixels = np.rint(np.clip(made[:height, :width], 0, 1) * 255).astype(np.uint8)
        return filled

    def _model(self, run: RunContext) -> AbstractContextManager[_Model]:
        """The model, loaded if necessary; after the context it stays loaded as long as memory allows."""
        from articover.generate.diffusion.loading import loaded_bytes
        from articover.generate.diffusion.memory import model_cache_of
        from articover.generate.diffusion.speed import device_of

        ref, models, settings = self.models[0], self._models, self._settings
        path = resolve(ref, consent=models.download, cache=models.folder, pickles=models.pickles, run=run.part(0, 0.02))
        files = _opened(path, settings.model)
        device = device_of(settings.device)
        cache = model_cache_of(device, self._memory_budget_mb)
        key = (self.name, path, device, models.pickles)

        def load() -> _Model:
            return _load(settings.model, path, files, device, cache.evict_unused, pickles=models.pickles)

        return cache.use(key, load, loaded_bytes(files, _dtype(path, device)), settings.model)


@contextmanager
def _in_turn(model: _Model, run: RunContext) -> Iterator[None]:
    """One picture at a time, because the pipeline's scheduler has one state. Raises `Cancelled` during the wait."""
    while not model.turn.acquire(timeout=_LOOK_EVERY_S):
        run.progress(0, progress.WAITING_FOR_FILLER())
    try:
        yield
    finally:
        model.turn.release()


def _load(
    name: str, path: Path, files: list[Path], device: str, evict_unused: Callable[[], bool], *, pickles: bool
) -> _Model:
    """The inpainting pipeline in `path` on `device`. Raises `WeightError`, and `EngineError` when memory runs out."""
    from articover.generate.diffusion.families import unit_px
    from articover.generate.diffusion.loading import library_words, quiet_libraries
    from articover.generate.diffusion.memory import MemoryManager, is_out_of_memory
    from articover.generate.diffusion.speed import prepare

    with quiet_libraries():
        import torch
        from diffusers import AutoPipelineForInpainting

        safe = [file.name for file in files if file.suffix == ".safetensors"]
        open_pipeline: Any = AutoPipelineForInpainting.from_pretrained
        try:
            pipeline = open_pipeline(
                path,
                dtype=getattr(torch, _dtype(path, device)),
                variant="fp16" if safe and all(_FP16 in file for file in safe) else None,
                local_files_only=True,
                use_safetensors=None if pickles else True,
                # The checker would blacken single crops, so the whole picture is checked later.
                safety_checker=None,
                requires_safety_checker=False,
            )
        except Exception as error:
            if is_out_of_memory(error):
                raise
            raise WeightError(
                "inpaint_unloadable",
                model=name,
                why=library_words(error),
            ) from error
        pipeline.set_progress_bar_config(disable=True)
        prepare(pipeline)
        memory = MemoryManager(pipeline, device, 1, reclaim=evict_unused, name=name)
        memory.place("auto")
    network = getattr(pipeline, "unet", None) or pipeline.transformer
    weights = tuple(
        Weight(name, f"hub:{name}", ":".join(file.relative_to(path).parts), file_sha256(file.resolve()), "")
        for file in files
    )
    side = getattr(network.config, "sample_size", None)
    native = side * int(pipeline.vae_scale_factor) if isinstance(side, int) else _USUAL_NATIVE_PX
    return _Model(_Facts(name, weights, licence_of(path)), pipeline, native, unit_px(pipeline), memory)


def _dtype(path: Path, device: str) -> str:
    """float16 for UNets; newer transformers overflow in it."""
    if device == "cpu":
        return "float32"
    return "float16" if (path / "unet").is_dir() else "bfloat16"


def _opened(path: Path, name: str) -> list[Path]:
    """The weight files that loading opens for the parts in the index: safetensors before pickles, full before half
    precision."""
    if not (path / "model_index.json").is_file():
        raise WeightError(
            "inpaint_no_index",
            model=name,
        )
    try:
        index = json.loads((path / "model_index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightError("model_damaged", model=name, file="model_index.json", again=COPY_AGAIN()) from error
    found: list[Path] = []
    for part in sorted(name for name, value in index.items() if isinstance(value, list) and value and value[0]):
        if part == "safety_checker" or not (path / part).is_dir():
            continue
        files = weight_files(path / part)
        safe = [file for file in files if file.suffix == ".safetensors"] or files
        found += [file for file in safe if _FP16 not in file.name] or safe
    return found
