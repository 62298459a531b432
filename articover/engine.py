"""What an engine is: the base class of each kind, and the context an engine runs in.

An engine has a `description` (see `engine_description`), a cheap `availability()` that imports nothing heavy, and one
method that does its work. It calls `run.progress()` as it goes, which is also where a cancelled run stops; heavy
imports live inside that method. What its description does not promise has a default here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from articover import reasons
from articover.brief import Brief
from articover.cover import Background, Check, EngineRecord, Mask, Pixels, TextLayer
from articover.engine_description import EngineDescription
from articover.errors import ArtiCoverError, Cancelled
from articover.facts import Fact
from articover.trim import Canvas, Trim

Stage = Literal["generate", "remove", "edit", "upscale"]
STAGES: tuple[Stage, ...] = ("generate", "remove", "edit", "upscale")


@dataclass(frozen=True)
class Progress:
    """How far a run is: `fraction` of this stage (0..1) and what it is doing, a fact of `articover.progress`.

    `picture` is a small look at what is being painted, from engines that can show one.
    """

    stage: Stage
    fraction: float
    doing: Fact | None = None
    picture: Pixels | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Availability:
    """Whether an engine can run here; where it cannot, `reason` says why, and `fix` how to change that."""

    ok: bool
    reason: Fact | None = None
    fix: Fact | None = None

    @classmethod
    def because(cls, error: ArtiCoverError, fix: Fact | None = None) -> Availability:
        """It cannot run, and `error` says why."""
        return cls(False, error.fact, fix)

    @property
    def why(self) -> Fact:
        """The reason, with the fix; of an engine that cannot run."""
        reason = self.reason or ArtiCoverError("engine_unfit").fact
        return reason if self.fix is None else reasons.WITH_FIX(reason=reason, fix=self.fix)


@dataclass(frozen=True)
class RunContext:
    """What an engine gets beside its input: the stage and seed, where to report, and whether to stop.

    A caller of several stages makes one with `on_progress` and `cancelled`; `at` gives the context of each stage.
    """

    stage: Stage = "generate"
    seed: int = 0
    on_progress: Callable[[Progress], None] = lambda progress: None
    cancelled: Callable[[], bool] = lambda: False

    def at(self, stage: Stage, seed: int = 0) -> RunContext:
        """The same context for `stage`, with its own seed."""
        return replace(self, stage=stage, seed=seed)

    def progress(self, fraction: float, doing: Fact | None = None, picture: Pixels | None = None) -> None:
        """Report progress. Raises `Cancelled` when the run was cancelled."""
        if self.cancelled():
            raise Cancelled("cancelled")
        self.on_progress(Progress(self.stage, float(min(max(fraction, 0.0), 1.0)), doing, picture))

    def part(self, start: float, end: float) -> RunContext:
        """The context of a part of the stage: its progress 0..1 is reported as `start`..`end`."""
        outer = self

        def scaled(progress: Progress) -> None:
            outer.on_progress(replace(progress, fraction=start + (end - start) * progress.fraction))

        return replace(self, on_progress=scaled)


def joined(runs: Sequence[RunContext]) -> RunContext:
    """The context of what is done for all of `runs` at once: each is told, and it stops when all are cancelled."""

    def tell(progress: Progress) -> None:
        for run in runs:
            if not run.cancelled():
                run.on_progress(progress)

    return replace(runs[0], on_progress=tell, cancelled=lambda: all(run.cancelled() for run in runs))


class Engine(ABC):
    """What engines of every kind share."""

    description: EngineDescription

    @property
    def name(self) -> str:
        return self.description.name

    @abstractmethod
    def availability(self) -> Availability:
        """Whether it can run here. Imports nothing heavy, opens no model."""

    def worth_taking(self) -> Availability:
        """Whether "auto" should take it here, which asks more than that it can run. As cheap as `availability`."""
        return self.availability()


@dataclass(frozen=True)
class ExistingPicture:
    """What is known of a picture that is there already: `look` and `palette` of its `Background`.

    `treatment` and `colors` name its medium and its palette, "" where it has neither.
    """

    look: str
    palette: tuple[str, ...]
    treatment: str = ""
    colors: str = ""


PictureRequest = tuple[Brief, Trim, RunContext]
PictureResult = tuple[Background, EngineRecord] | ArtiCoverError
"""A painted picture, or the error that this one request met."""


class Generator(Engine):
    """Stage 1: paints pictures without text that cover the bleed box."""

    @abstractmethod
    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]: ...

    def generate_many(self, requests: Sequence[PictureRequest]) -> list[PictureResult]:
        """For each request, in order, what `generate` gives, or the error that this one alone met.

        Raises what concerns all of them. A cancelled request is left out (its result is `Cancelled`); the others go
        on. By default they are painted one after the other; see `EngineDescription.batch_max`.
        """
        results: list[PictureResult] = []
        for brief, trim, run in requests:
            try:
                results.append(self.generate(brief, trim, run))
            except ArtiCoverError as error:
                results.append(error)
        return results

    def following(self, scene: Mapping[str, Any]) -> Generator:
        """A generator of the next book of a series, where the description says `follows_series`.

        It keeps what a series shares with an earlier book: its `scene`, or a mapping with its "palette". With that may
        come, where there is no scene, the "zones" of its type on a page of "aspect" and a small "picture" of its trim
        box; with either, the key of its "genre".
        """
        raise NotImplementedError(f"{self.name} follows no series")

    def after(self, lately: Sequence[ExistingPicture]) -> Generator:
        """The same generator, for which `lately` counts against painting alike; by default itself.

        A seed then gives a picture that depends on `lately`, too.
        """
        return self

    def seed_apart(self, brief: Brief, trim: Trim, seed: int, others: Sequence[ExistingPicture]) -> int:
        """`seed`, or one close behind it, whose picture is unlike `others`, where that can be told beforehand."""
        return seed


class SceneRenderer(Generator):
    """A generator whose pictures are data and can be drawn again at any size."""

    def recomposing(self, scene: Mapping[str, Any]) -> Generator:
        """What paints the idea of a stored `scene` on pages of another shape; by default it chooses anew."""
        return self

    @abstractmethod
    def render(self, background: Background, trim: Trim, canvas: Canvas, run: RunContext) -> Pixels:
        """The stored scene on `canvas`; raises `EngineError` when it would give another picture now."""


@dataclass(frozen=True)
class Box:
    """A quadrilateral around text, in pixels: four (x, y) corners clockwise from the top left."""

    corners: tuple[tuple[float, float], ...]
    score: float = 1.0
    text: str = ""


@dataclass(frozen=True)
class RecognizedText:
    """What stands in a box: `text` and the recogniser's `confidence` (0..1)."""

    box: Box
    text: str
    confidence: float


class Detector(Engine):
    """Finds text in a picture."""

    def prepare(self) -> None:
        """Told that `detect` will be called soon: begin to load what it needs, and do not wait for it."""

    @abstractmethod
    def detect(self, pixels: Pixels) -> Sequence[Box]: ...

    def read(self, pixels: Pixels, boxes: Sequence[Box]) -> list[RecognizedText]:
        """What stands in each of `boxes`, in their order, where the description says `reads_text`."""
        raise NotImplementedError(f"{self.name} cannot read")


class Inpainter(Engine):
    """Fills masked pixels from what surrounds them. Every unmasked pixel comes back bit-identical."""

    @abstractmethod
    def fill(self, pixels: Pixels, mask: Mask, run: RunContext) -> Pixels: ...


@dataclass(frozen=True, eq=False)
class Removed:
    """What the remove stage hands on: `pixels` without text, the `mask` it filled, and what is still found."""

    pixels: Pixels
    mask: Mask
    rounds: int
    left: tuple[Box, ...]
    record: EngineRecord


@dataclass(frozen=True, eq=False)
class Edited:
    """What the edit stage hands on."""

    layers: tuple[TextLayer, ...]
    preview: Pixels
    checks: tuple[Check, ...]
    record: EngineRecord
    notices: tuple[Fact, ...] = ()


class Typesetter(Engine):
    """Stage 3, on a cover of ours: sets the brief's texts on the background."""

    def prepare(self, title: str) -> None:
        """Told that `title` will be set soon: begin to load what that needs, and do not wait for it."""

    @abstractmethod
    def set(
        self,
        brief: Brief,
        trim: Trim,
        background: Background,
        run: RunContext,
        previous: tuple[TextLayer, ...] = (),
        changes: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Edited:
        """`previous` layers keep their font, colour and overrides where the text allows it.

        With `changes` (new overrides by role) `previous` is the current cover: layers without changes or new words
        keep their place.
        """

    @abstractmethod
    def paint(
        self, layers: tuple[TextLayer, ...], trim: Trim, pixels: Pixels, canvas: Canvas, *, letters: bool = True
    ) -> Pixels:
        """The layers drawn on `pixels`, which shows `canvas`, from their stored lines: nothing is laid out anew.

        Without `letters` only their outlines, shadows and backings are painted: the PDF sets the letters as text.
        """


class Editor(Engine):
    """Stage 3, in a picture: changes words that are part of it, in their own style."""

    @abstractmethod
    def edit(self, pixels: Pixels, place: Box, old: str, new: str, run: RunContext) -> tuple[Pixels, EngineRecord]:
        """`pixels` with `new` in `place`, where `old` stands now; what lies outside `place` comes back bit-identical.

        Raises `EngineError` when it cannot write `new`.
        """


class Upscaler(Engine):
    """Stage 4: enlarges pixels by a fixed factor."""

    factor: int

    @abstractmethod
    def enlarge(self, pixels: Pixels, run: RunContext) -> tuple[Pixels, EngineRecord]:
        """`pixels` enlarged `factor` times on both sides, no seams."""


@dataclass(frozen=True)
class PrintSize:
    """What to print: the `trim` it is for, `dpi`, and `bleed_in` on every side."""

    trim: Trim
    dpi: int = 300
    bleed_in: Fraction = field(default_factory=Fraction)
