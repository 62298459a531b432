"""The engines by name, and which one `auto` takes. Importing this module loads none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from pathlib import Path
from typing import cast

from articover.engine import (
    Availability,
    Detector,
    Editor,
    Engine,
    Generator,
    Inpainter,
    SceneRenderer,
    Typesetter,
    Upscaler,
)
from articover.engine_description import (
    DIFFUSION,
    ILLUSTRATOR,
    MIGAN,
    NCNN,
    RAPIDOCR,
    SD_INPAINT,
    TYPESET,
    EngineDescription,
    Kind,
    described,
)
from articover.errors import EngineError, MissingError, RequestError
from articover.facts import Fact
from articover.reasons import PASSED, PASSED_TOO
from articover.settings import AUTO, Settings, load_settings


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


_FACTORIES: dict[EngineDescription, Callable[[Settings], Engine]] = {
    DIFFUSION: _diffusion,
    ILLUSTRATOR: _illustrator,
    RAPIDOCR: _rapidocr,
    MIGAN: _migan,
    SD_INPAINT: _sd_inpaint,
    TYPESET: _typeset,
    NCNN: _ncnn,
}
"""Of one kind the best first: `auto` takes the first that is available."""


def engine_names(kind: Kind) -> tuple[str, ...]:
    """The engines of a kind that a config can name, best first, whether or not they can run here."""
    return tuple(each.name for each in _FACTORIES if each.kind == kind)


@dataclass(frozen=True)
class EngineChoice:
    """An engine, whether it was `named`, and the better ones that were `passed` over, each with why."""

    engine: Engine
    named: bool
    passed: tuple[tuple[str, Availability], ...] = ()


class Engines:
    """Engines made on first use and kept warm, chosen by `settings`."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._made: dict[EngineDescription, Engine] = {}

    def generator(self, name: str | None = None) -> Generator:
        return cast(Generator, self.choose("generate", name).engine)

    def scene_renderer(self, painter: str) -> SceneRenderer:
        """The generator called `painter`, to paint one of its scenes again. Raises `EngineError` when it cannot."""
        description = described("generate", painter)
        if description is None or not description.renders_scenes:
            raise EngineError("scene_old")
        return cast(SceneRenderer, self._make(description))

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

    def editor(self) -> Editor:
        """What changes words inside a picture. Raises `MissingError`: this version has no such engine."""
        if not engine_names("edit_text"):
            raise MissingError(
                "no_editor",
            )
        return cast(Editor, self.choose("edit_text").engine)

    def upscaler(self) -> Upscaler:
        return cast(Upscaler, self.choose("upscale").engine)

    def choose(self, kind: Kind, name: str | None = None) -> EngineChoice:
        """The engine called `name`, else the configured one, else the best that can run.

        Raises `RequestError` for a name we do not know and `MissingError` when it cannot run here.
        """
        wanted = name or str(getattr(self.settings.engines, kind, AUTO))
        known = {each.name: each for each in _FACTORIES if each.kind == kind}
        if wanted != AUTO:
            if wanted not in known:
                raise RequestError(
                    "engine_unknown",
                    stage=kind,
                    name=wanted[:40],
                    known=", ".join(known),
                )
            engine = self._make(known[wanted])
            self._require(wanted, engine.availability())
            return EngineChoice(engine, True)
        passed: list[tuple[str, Availability]] = []
        for candidate, description in known.items():
            engine = self._make(description)
            available = engine.worth_taking()
            if available.ok:
                return EngineChoice(engine, False, tuple(passed))
            passed.append((candidate, available))
        raise MissingError("engine_none", stage=kind, problems=why_passed(passed))

    def survey(self) -> list[tuple[Kind, str, Availability]]:
        """Every engine we know and whether it can run; for `articover doctor`."""
        return [(each.kind, each.name, self._make(each).availability()) for each in _FACTORIES]

    def _make(self, description: EngineDescription) -> Engine:
        if description not in self._made:
            self._made[description] = _FACTORIES[description](self.settings)
        return self._made[description]

    @staticmethod
    def _require(name: str, available: Availability) -> None:
        if available.ok:
            return
        raise MissingError("engine_cannot", name=name, why=available.why)


@lru_cache(maxsize=1)
def default_engines() -> Engines:
    """The engines of the config file that `ARTICOVER_CONFIG` names, else of the defaults; read once, then kept warm.

    Raises as `load_settings`.
    """
    return Engines(load_settings())


def why_passed(passed: Sequence[tuple[str, Availability]]) -> Fact:
    """Of at least one engine by name, why it cannot run here."""
    *others, last = (PASSED(engine=name, why=available.why) for name, available in passed)
    return reduce(lambda told, each: PASSED_TOO(first=each, others=told), reversed(others), last)
