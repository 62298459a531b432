"""`Diffusion`: brief -> prompt and text region -> a picture by Stable Diffusion or another diffusers model."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articover import progress
from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import Availability, Generator, PictureRequest, PictureResult, RunContext, joined
from articover.engine_description import DIFFUSION
from articover.errors import ArtiCoverError, Cancelled, EngineError, MissingError, WeightError
from articover.generate.diffusion.options import OWN_GUIDANCE, DiffusionSettings
from articover.generate.diffusion.sizes import bucket_for
from articover.generate.diffusion.speed import device_of, dtype_of, has_gpu
from articover.hub import on_disk, parse_ref, resolve
from articover.reasons import RUN
from articover.settings import ModelSettings
from articover.trim import Trim

# Imported for types only, because they load torch, while this module only tells whether the engine can run.
if TYPE_CHECKING:
    from articover.generate.diffusion.loading import Source
    from articover.generate.diffusion.lora import Lora
    from articover.generate.diffusion.request import GenerationRequest
    from articover.generate.diffusion.series_conditioning import SeriesConditioning
    from articover.generate.diffusion.session import PipelineSession
    from articover.generate.diffusion.translate import Translator

_PACKAGES = ("torch", "diffusers", "transformers", "peft", "accelerate")
_INSTALL = RUN(command="pip install -c constraints.txt 'arti-cover[diffusion]'")
_MAX_FLAGGED = 3
"""How many seeds are tried when the safety checker stops pictures, before the brief is refused."""
_LOADED, _COMPOSED = 0.04, 0.06
"""The progress of a run after the model is loaded, and after the layout is made."""


class Diffusion(Generator):
    """Paints with the model of `options`; `models` says where models are stored and whether they may be downloaded."""

    def __init__(
        self,
        options: DiffusionSettings | None = None,
        models: ModelSettings | None = None,
        series: SeriesConditioning | None = None,
    ) -> None:
        self._options = options or DiffusionSettings()
        self._models = models or ModelSettings()
        self._series = series
        self.description = replace(DIFFUSION, batch_max=self._options.batch_max, previews=self._options.previews)
        self._translator: Translator | None = None

    def following(self, scene: Mapping[str, Any]) -> Diffusion:
        """A generator for the next book of a series, conditioned on the earlier book's `scene` or `Series.look`.

        It keeps the series' colours, light, composition, prompt and LoRAs as far as the model follows them.
        Raises `EngineError` when the earlier book's colours are not known.
        """
        from articover.generate.diffusion.series_conditioning import SeriesConditioning

        return Diffusion(self._options, self._models, SeriesConditioning.of(scene))

    def availability(self) -> Availability:
        """Whether the packages are installed and the model is on disk or may be downloaded."""
        if missing := [name for name in _PACKAGES if importlib.util.find_spec(name) is None]:
            lacking = MissingError("engine_packages", names=", ".join(missing))
            return Availability.because(lacking, _INSTALL)
        try:
            here = self._on_disk(self._options.model, self._options.revision)
        except ArtiCoverError as error:
            return Availability.because(error)
        if here is None and not self._models.download:
            model = self._options.model
            return Availability.because(
                WeightError("model_absent", model=model, command=f"articover models pull {model}")
            )
        return Availability(True)

    def worth_taking(self) -> Availability:
        """Whether `auto` should choose it: not on a CPU, which takes many minutes, and not if it needs a download."""
        available = self.availability()
        if available.ok and not has_gpu():
            return Availability.because(MissingError("engine_no_gpu"))
        if available.ok and self._on_disk(self._options.model, self._options.revision) is None:
            return Availability.because(WeightError("model_unfetched", model=self._options.model))
        return available

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        """A picture that covers the bleed box, in the model's size.

        Raises `WeightError` when the model or a LoRA cannot be used, `EngineError` when it cannot paint.
        """
        picture = self.generate_many([(brief, trim, run)])[0]
        if isinstance(picture, ArtiCoverError):
            raise picture
        return picture

    def generate_many(self, requests: Sequence[PictureRequest]) -> list[PictureResult]:
        """`generate` for several requests, in as few batches as their sizes and LoRAs allow.

        Each gets its picture or its own error (an unusable LoRA, pictures stopped by the safety checker). Raises
        errors that concern all of them.
        """
        if not requests:
            return []
        from articover.generate.diffusion.loading import class_of, fingerprint_of
        from articover.generate.diffusion.session import PipelineSetup, open_session

        started = time.monotonic()
        run = joined([each for _, _, each in requests])
        run.progress(0.0, progress.LOOKING_FOR_MODEL())
        source = self._source(run.part(0.0, _LOADED))
        device = device_of(self._options.device)
        dtype = dtype_of(self._options.dtype, device, class_of(source))
        setup = PipelineSetup(source, device, dtype, self._options, fingerprint_of(source))
        run.progress(0.01, progress.LOADING(model=source.name))
        with open_session(setup) as session:
            prepared: list[GenerationRequest | ArtiCoverError] = []
            for request in requests:
                try:
                    prepared.append(self._prepare(session, *request, started))
                except ArtiCoverError as error:
                    prepared.append(error)
            return self._paint_until_unflagged(session, prepared)

    def _source(self, run: RunContext) -> Source:
        from articover.generate.diffusion.loading import Source, describer_of

        path = self._resolve(self._options.model, run, self._options.revision)
        config: Path | None = None
        if path.is_file():
            # A config that the user named may be downloaded; one guessed from the file is only taken from disk.
            if self._options.single_file_config:
                config = self._resolve(self._options.single_file_config, run)
            elif suggested := describer_of(path):
                config = self._on_disk(suggested)
        return Source(parse_ref(self._options.model).repo or path.name, path, config, self._models.pickles)

    def _on_disk(self, ref: str, revision: str = "") -> Path | None:
        return on_disk(ref, revision=revision or None, cache=self._models.folder or None)

    def _resolve(self, ref: str, run: RunContext, revision: str = "") -> Path:
        return resolve(
            ref,
            consent=self._models.download,
            revision=revision or None,
            cache=self._models.folder or None,
            pickles=self._models.pickles,
            run=run,
        )

    def _loras(self, genre: str, run: RunContext) -> tuple[tuple[Lora, ...], tuple[str, ...]]:
        """The LoRAs of a genre, and their trigger words."""
        from articover.generate.diffusion.lora import Lora

        wanted = [lora for lora in self._options.loras if lora.serves(genre)]
        loras: list[Lora] = []
        for lora in wanted:
            ref = parse_ref(lora.path)
            path = self._resolve(lora.path, run)
            loras.append(Lora.at(f"{ref.repo}/{ref.inside}".strip("/") or path.name, path, lora.weight))
        return tuple(loras), tuple(lora.trigger for lora in wanted if lora.trigger)

    def _prepare(
        self, session: PipelineSession, brief: Brief, trim: Trim, run: RunContext, started: float
    ) -> GenerationRequest:
        from articover.generate.diffusion.families import unit_px
        from articover.generate.diffusion.latents import can_encode
        from articover.generate.diffusion.prompt import Wording, write_prompt
        from articover.generate.diffusion.request import GenerationRequest
        from articover.generate.diffusion.sampling import SamplingPlan
        from articover.generate.diffusion.text_region import make_text_region

        options, family, series = self._options, session.model.family, self._series
        run.progress(_LOADED, progress.MAKING_ROOM())
        bucket = bucket_for(trim, options.size_px or family.side_px, unit_px(session.pipeline))
        can_blend = can_encode(session.pipeline)
        wanted = series is not None or (can_blend and options.title_room > 0)
        region = make_text_region(brief, trim, bucket, run.seed, series) if wanted else None
        genre = series.genre if series and series.genre else brief.genre_key
        loras, triggers = self._loras(genre, run)
        colors = series.prompt_phrase if series else ""
        wording = Wording(options.prompt, options.styles, options.negative_prompt, triggers, colors, genre)
        translate = self._translation(run)
        phrase = region.prompt_phrase if region and options.title_room else ""
        prompt = write_prompt(brief, wording, session.token_limits.fits, translate, room=phrase)
        reads_more = session.token_limits.reads_more
        long_prompt = (
            write_prompt(brief, wording, session.token_limits.fits_long, translate, room=phrase) if reads_more else None
        )
        guidance = family.guidance if options.guidance == OWN_GUIDANCE else options.guidance
        plan = SamplingPlan(
            bucket.width,
            bucket.height,
            options.steps or family.steps,
            guidance,
            options.title_room * bool(can_blend and region),
            options.series_hold * bool(can_blend and series),
        )
        run.progress(_COMPOSED, progress.WAITING())
        return GenerationRequest(brief, trim, run, bucket, plan, prompt, long_prompt, loras, region, series, started)

    def _translation(self, run: RunContext) -> Callable[[str], str] | None:
        if not self._options.translator:
            return None
        if self._translator is None:
            from articover.generate.diffusion.translate import Translator

            self._translator = Translator(self._options.translator, self._resolve(self._options.translator, run))
        return self._translator.english

    def _paint_until_unflagged(
        self, session: PipelineSession, prepared: Sequence[GenerationRequest | ArtiCoverError]
    ) -> list[PictureResult]:
        """Paint all requests; a picture that the safety checker stops is painted again with the next seed."""
        from articover.generate.diffusion.request import build_result

        results: dict[int, PictureResult] = {}
        requests_left: dict[int, GenerationRequest] = {}
        for index, each in enumerate(prepared):
            if isinstance(each, ArtiCoverError):
                results[index] = each
            else:
                requests_left[index] = each
        for attempt in range(_MAX_FLAGGED):
            left = {index: each for index, each in requests_left.items() if index not in results}
            if not left:
                break
            notices_before = len(session.memory.notices)
            painted = session.paint_all([request.batch_item(attempt) for request in left.values()])
            memory = tuple(session.memory.notices[notices_before:])
            for (index, request), picture in zip(left.items(), painted, strict=True):
                try:
                    if isinstance(picture, ArtiCoverError):
                        results[index] = picture
                    elif not picture.flagged:
                        results[index] = build_result(session, request, picture, attempt, memory)
                except Cancelled as error:
                    results[index] = error
        for index in requests_left.keys() - results.keys():
            results[index] = EngineError(
                "brief_flagged",
            )
        return [results[index] for index in range(len(prepared))]
