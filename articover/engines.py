"""The engines by name, and which one `auto` takes. Importing this module loads none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, cast, get_args, runtime_checkable

from articover.engine import Availability, Detector, Engine, Generator, Inpainter, SceneRenderer, Typesetter, Upscaler
from articover.errors import MissingError, RequestError
from articover.settings import AUTO, Settings

Kind = Literal["generate", "detect", "fill", "edit", "upscale"]
ENGINE_KINDS: tuple[Kind, ...] = get_args(Kind)


def _illustrator(settings: Settings) -> Engine:
    from articover.generate.illustrator import Illustrator

    return Illustrator(icons=settings.illustrator.icons)


def _diffusion(settings: Settings) -> Engine:
    from articover.generate.diffusion.generator import Diffusion

    return Diffusion(settings.diffusion, settings.models)


def _rapidocr(settings: Settings) -> Engine:
    from articover.remove.detect_rapidocr import RapidOcrDetector

    return RapidOcrDetector()


def _migan(settings: Settings) -> Engine:
    from articover.remove.inpaint_migan import MiganInpainter

    return MiganInpainter(settings.weights.get("migan"))


def _sd_inpaint(settings: Settings) -> Engine:
    from articover.remove.inpaint_sd import SdInpainter

    return SdInpainter(settings.inpaint, settings.models, settings.diffusion.memory_budget_mb)


def _typeset(settings: Settings) -> Engine:
    from articover.edit.typeset import Typeset

    return Typeset()


def _ncnn(settings: Settings) -> Engine:
    from articover.upscale.ncnn_engine import NcnnUpscaler

    return NcnnUpscaler()


_FACTORIES: dict[Kind, dict[str, Callable[[Settings], Engine]]] = {
    "generate": {"diffusion": _diffusion, "illustrator": _illustrator},
    "detect": {"rapidocr": _rapidocr},
    "fill": {"migan": _migan, "sd-inpaint": _sd_inpaint},
    "edit": {"typeset": _typeset},
    "upscale": {"ncnn": _ncnn},
}
"""Best first: `auto` takes the first that is available."""


def engine_names(kind: Kind) -> tuple[str, ...]:
    """The engines of a kind that this version knows, whether or not they can run here."""
    return tuple(_FACTORIES[kind])


@runtime_checkable
class Choosy(Protocol):
    """An engine that can run where it should not be taken unasked."""

    def worth_taking(self) -> Availability:
        """Whether `auto` should take it here. Imports nothing heavy, opens no model."""


@dataclass(frozen=True)
class EngineChoice:
    """An engine and why it was taken; `passed` are the better ones that were not, each with why not."""

    engine: Engine
    reason: str
    passed: tuple[tuple[str, Availability], ...] = ()


class Engines:
    """Engines made on first use and kept warm, chosen by `settings`."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._made: dict[tuple[Kind, str], Engine] = {}

    def generator(self, name: str | None = None) -> Generator:
        return cast(Generator, self.choose("generate", name).engine)

    def scene_renderer(self) -> SceneRenderer:
        return cast(SceneRenderer, self._make("generate", "illustrator"))

    def upload(self, picture: Path) -> Generator:
        """A generator that hands on the writer's own picture."""
        from articover.generate.upload import UploadedPicture

        return UploadedPicture(picture)

    def detector(self) -> Detector:
        return cast(Detector, self.choose("detect").engine)

    def inpainter(self) -> Inpainter:
        return cast(Inpainter, self.choose("fill").engine)

    def typesetter(self) -> Typesetter:
        return cast(Typesetter, self.choose("edit").engine)

    def upscaler(self) -> Upscaler:
        return cast(Upscaler, self.choose("upscale").engine)

    def choose(self, kind: Kind, name: str | None = None) -> EngineChoice:
        """The engine called `name`, else the configured one, else the best that can run.

        Raises `RequestError` for a name we do not know and `MissingError` when it cannot run here.
        """
        wanted = name or getattr(self.settings.engines, kind)
        known = _FACTORIES[kind]
        if wanted != AUTO:
            if wanted not in known:
                raise RequestError(
                    'There is no {stage} engine "{name}": choose {known} or auto.',
                    "engine_unknown",
                    stage=kind,
                    name=wanted[:40],
                    known=", ".join(known),
                )
            engine = self._make(kind, wanted)
            self._require(wanted, engine.availability())
            return EngineChoice(engine, "named")
        passed: list[tuple[str, Availability]] = []
        for candidate in known:
            engine = self._make(kind, candidate)
            available = engine.worth_taking() if isinstance(engine, Choosy) else engine.availability()
            if available.ok:
                return EngineChoice(engine, _said(passed) or "the best that can run here", tuple(passed))
            passed.append((candidate, available))
        problems = _said(passed)
        raise MissingError("No {stage} engine can run here ({problems}).", "engine_none", stage=kind, problems=problems)

    def survey(self) -> list[tuple[Kind, str, Availability]]:
        """Every engine we know and whether it can run; for `articover doctor`."""
        return [
            (kind, name, self._make(kind, name).availability()) for kind, known in _FACTORIES.items() for name in known
        ]

    def _make(self, kind: Kind, name: str) -> Engine:
        if (kind, name) not in self._made:
            self._made[kind, name] = _FACTORIES[kind][name](self.settings)
        return self._made[kind, name]

    @staticmethod
    def _require(name: str, available: Availability) -> None:
        if available.ok:
            return
        error = MissingError("The engine {name} cannot run here: {why}", "engine_cannot", name=name, why=available.said)
        if available.error is not None and available.error.code:
            # Who speaks another language says the reason itself.
            error.code, error.arguments = available.error.code, available.error.arguments
        raise error from available.error


def _said(passed: list[tuple[str, Availability]]) -> str:
    return "; ".join(f"{name}: {available.said}" for name, available in passed)
