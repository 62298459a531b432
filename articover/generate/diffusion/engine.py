"""`Diffusion`: brief -> prompt and room for the title -> a picture by Stable Diffusion or another model of its kind."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import Availability, Run
from articover.errors import ArtiCoverError, Cancelled, EngineError, MissingError, WeightError
from articover.generate.diffusion.options import OWN_GUIDANCE, DiffusionSettings
from articover.generate.diffusion.sizes import bucket_for
from articover.generate.diffusion.speed import device_of, dtype_of, has_gpu
from articover.generate.together import one_run
from articover.hub import on_disk, parse_ref, resolve
from articover.settings import ModelSettings
from articover.trim import Trim

# These import torch, or take a while themselves; this module is loaded to ask whether the engine can run.
if TYPE_CHECKING:
    from articover.generate.diffusion.commission import Commission
    from articover.generate.diffusion.lead import Lead
    from articover.generate.diffusion.loading import Source
    from articover.generate.diffusion.lora import Lora
    from articover.generate.diffusion.studio import Studio
    from articover.generate.diffusion.translate import Translator

NAME = "diffusion"
_PACKAGES = ("torch", "diffusers", "transformers", "peft", "accelerate")
_INSTALL = "Run `pip install -c constraints.txt 'arti-cover[diffusion]'`."
_MAX_FLAGGED = 3
"""So many seeds are tried when the safety checker stops the picture; then the brief is at fault."""
_LOADED, _COMPOSED = 0.04, 0.06
"""Where a run stands when the model is loaded, and when the layout is."""


class Diffusion:
    """Paints with the model of `options`; `models` says where models are kept and whether they may be fetched."""

    name = NAME

    def __init__(
        self, options: DiffusionSettings | None = None, models: ModelSettings | None = None, lead: Lead | None = None
    ) -> None:
        self._options = options or DiffusionSettings()
        self._models = models or ModelSettings()
        self._lead = lead
        self._translator: Translator | None = None

    def following(self, scene: Mapping[str, Any]) -> Diffusion:
        """A painter of the next book in a series: led by an earlier `scene`, or by what `Series.look` tells of another.

        Colours and light, composition, words and LoRAs are the series' as far as the model can be brought to them.
        Raises `EngineError` when the earlier book tells no colours.
        """
        from articover.generate.diffusion.lead import Lead

        return Diffusion(self._options, self._models, Lead.of(scene))

    def availability(self) -> Availability:
        """Whether the packages are installed and the model is on disk, or may be fetched."""
        if missing := [name for name in _PACKAGES if importlib.util.find_spec(name) is None]:
            lacking = MissingError("not installed: {names}.", "engine_packages", names=", ".join(missing))
            return Availability.because(lacking, _INSTALL)
        try:
            here = self._on_disk(self._options.model, self._options.revision)
        except ArtiCoverError as error:
            return Availability.because(error)
        if here is None and not self._models.download:
            return Availability.because(
                WeightError("the model {model} is not on this machine.", "model_absent", model=self._options.model),
                f"Run `articover models pull {self._options.model}`, or set [models] download = true.",
            )
        return Availability(True)

    def worth_taking(self) -> Availability:
        """Whether `auto` should take it: on a CPU a picture takes many minutes, and nothing is fetched unasked."""
        available = self.availability()
        if available.ok and not has_gpu():
            return Availability.because(
                MissingError("there is no GPU, and without one a picture takes many minutes.", "engine_no_gpu")
            )
        if available.ok and self._on_disk(self._options.model, self._options.revision) is None:
            return Availability.because(
                WeightError("the model {model} has not been fetched yet.", "model_unfetched", model=self._options.model)
            )
        return available

    def generate(self, brief: Brief, trim: Trim, run: Run) -> tuple[Background, EngineRecord]:
        """A picture that covers the bleed box, in the model's own size; requests that wait at once share a batch.

        Raises `WeightError` when the model or a LoRA cannot be used, `EngineError` when it cannot paint.
        """
        picture = self.generate_many([(brief, trim, run)])[0]
        if isinstance(picture, ArtiCoverError):
            raise picture
        return picture

    @property
    def batch_max(self) -> int:
        """How many pictures share a batch at most."""
        return self._options.batch_max

    def generate_many(
        self, requests: Sequence[tuple[Brief, Trim, Run]]
    ) -> list[tuple[Background, EngineRecord] | ArtiCoverError]:
        """The same for several requests, painted in as few batches as their sizes and LoRAs allow.

        For each its picture, or the error that it alone met: a LoRA that cannot be used, pictures that the safety
        checker stopped. Raises what concerns all.
        """
        if not requests:
            return []
        from articover.generate.diffusion.loading import class_of, fingerprint_of
        from articover.generate.diffusion.studio import Setup, studio

        started = time.monotonic()
        run = one_run([each for _, _, each in requests])
        run.progress(0.0, "looking for the model")
        source = self._source(run.part(0.0, _LOADED))
        device = device_of(self._options.device)
        dtype = dtype_of(self._options.dtype, device, class_of(source))
        setup = Setup(source, device, dtype, self._options, fingerprint_of(source))
        run.progress(0.01, f"loading {source.name}")
        with studio(setup) as at_work:
            understood: list[Commission | ArtiCoverError] = []
            for request in requests:
                try:
                    understood.append(self._understand(at_work, *request, started))
                except ArtiCoverError as error:
                    understood.append(error)
            return self._until_clean(at_work, understood)

    def _source(self, run: Run) -> Source:
        from articover.generate.diffusion.loading import Source, describer_of

        path = self._resolve(self._options.model, run, self._options.revision)
        config: Path | None = None
        if path.is_file():
            # What the user named is fetched if need be; what the file's own names suggest, only used if it is here.
            if self._options.single_file_config:
                config = self._resolve(self._options.single_file_config, run)
            elif suggested := describer_of(path):
                config = self._on_disk(suggested)
        return Source(parse_ref(self._options.model).repo or path.name, path, config, self._models.pickles)

    def _on_disk(self, ref: str, revision: str = "") -> Path | None:
        return on_disk(ref, revision=revision or None, cache=self._models.folder or None)

    def _resolve(self, ref: str, run: Run, revision: str = "") -> Path:
        return resolve(
            ref,
            consent=self._models.download,
            revision=revision or None,
            cache=self._models.folder or None,
            pickles=self._models.pickles,
            run=run,
        )

    def _loras(self, genre: str, run: Run) -> tuple[tuple[Lora, ...], tuple[str, ...]]:
        """The LoRAs for a genre, and their triggers."""
        from articover.generate.diffusion.lora import Lora

        wanted = [lora for lora in self._options.loras if lora.serves(genre)]
        loras: list[Lora] = []
        for lora in wanted:
            ref = parse_ref(lora.path)
            path = self._resolve(lora.path, run)
            loras.append(Lora.at(f"{ref.repo}/{ref.inside}".strip("/") or path.name, path, lora.weight))
        return tuple(loras), tuple(lora.trigger for lora in wanted if lora.trigger)

    def _understand(self, at_work: Studio, brief: Brief, trim: Trim, run: Run, started: float) -> Commission:
        from articover.generate.diffusion.commission import Commission
        from articover.generate.diffusion.families import unit_px
        from articover.generate.diffusion.latents import can_encode
        from articover.generate.diffusion.prompt import Wording, write_prompt
        from articover.generate.diffusion.room import make_room
        from articover.generate.diffusion.sampling import Plan

        options, family, lead = self._options, at_work.model.family, self._lead
        run.progress(_LOADED, "making room for the title")
        bucket = bucket_for(trim, options.size_px or family.side_px, unit_px(at_work.pipeline))
        holds = can_encode(at_work.pipeline)
        wanted = lead is not None or (holds and options.title_room > 0)
        room = make_room(brief, trim, bucket, run.seed, lead) if wanted else None
        genre = lead.genre if lead and lead.genre else brief.genre_key
        loras, triggers = self._loras(genre, run)
        colors = lead.words if lead else ""
        wording = Wording(options.prompt, options.styles, options.negative_prompt, triggers, colors, genre)
        translate = self._translation(run)
        words = room.words if room and options.title_room else ""
        prompt = write_prompt(brief, wording, at_work.reading.fits, translate, room=words)
        long = at_work.reading.reads_more
        whole = write_prompt(brief, wording, at_work.reading.fits_long, translate, room=words) if long else prompt
        guidance = family.guidance if options.guidance == OWN_GUIDANCE else options.guidance
        plan = Plan(
            bucket.width,
            bucket.height,
            options.steps or family.steps,
            guidance,
            options.title_room * bool(holds and room),
            options.series_hold * bool(holds and lead),
        )
        run.progress(_COMPOSED, "waiting for the painter")
        return Commission(brief, trim, run, bucket, plan, prompt, whole if long else None, loras, room, lead, started)

    def _translation(self, run: Run) -> Callable[[str], str] | None:
        if not self._options.translator:
            return None
        if self._translator is None:
            from articover.generate.diffusion.translate import Translator

            self._translator = Translator(self._options.translator, self._resolve(self._options.translator, run))
        return self._translator.english

    def _until_clean(
        self, at_work: Studio, understood: Sequence[Commission | ArtiCoverError]
    ) -> list[tuple[Background, EngineRecord] | ArtiCoverError]:
        """Every commission painted; those whose picture the safety checker stops, again with the next seed."""
        from articover.generate.diffusion.commission import finished

        results: dict[int, tuple[Background, EngineRecord] | ArtiCoverError] = {}
        commissions: dict[int, Commission] = {}
        for index, each in enumerate(understood):
            if isinstance(each, ArtiCoverError):
                results[index] = each
            else:
                commissions[index] = each
        for attempt in range(_MAX_FLAGGED):
            left = {index: each for index, each in commissions.items() if index not in results}
            if not left:
                break
            said_before = len(at_work.thrift.said)
            painted = at_work.paint_all([commission.job(attempt) for commission in left.values()])
            memory = tuple(at_work.thrift.said[said_before:])
            for (index, commission), picture in zip(left.items(), painted, strict=True):
                try:
                    if isinstance(picture, ArtiCoverError):
                        results[index] = picture
                    elif not picture.flagged:
                        results[index] = finished(at_work, commission, picture, attempt, memory)
                except Cancelled as error:
                    results[index] = error
        for index in commissions.keys() - results.keys():
            results[index] = EngineError(
                "The model's safety checker stopped every picture for this brief: change its words, and say what is to "
                "be seen on the cover.",
                "brief_flagged",
            )
        return [results[index] for index in range(len(understood))]
