"""The engines by name, and which one `auto` takes. Importing this module loads none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
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
    """An engine and why it was taken; `passed` are the better ones that were not, each with why not."""

    engine: Engine
    reason: str
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
            raise EngineError(
                "The illustrator has changed since this picture was painted, so it can only be enlarged.", "scene_old"
            )
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
                "Changing a word inside a picture needs the diffste engine, which this version does not have yet: "
                "use `articover remove-text` on the picture, then `articover cover --background` with the new words.",
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
                    'There is no {stage} engine "{name}": choose {known} or auto.',
                    "engine_unknown",
                    stage=kind,
                    name=wanted[:40],
                    known=", ".join(known),
                )
            engine = self._make(known[wanted])
            self._require(wanted, engine.availability())
            return EngineChoice(engine, "named")
        passed: list[tuple[str, Availability]] = []
        for candidate, description in known.items():
            engine = self._make(description)
            available = engine.worth_taking()
            if available.ok:
                return EngineChoice(engine, _said(passed) or "the best that can run here", tuple(passed))
            passed.append((candidate, available))
        problems = _said(passed)
        raise MissingError("No {stage} engine can run here ({problems}).", "engine_none", stage=kind, problems=problems)

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
        error = MissingError("The engine {name} cannot run here: {why}", "engine_cannot", name=name, why=available.said)
        if available.error is not None and available.error.code:
            # Who speaks another language says the reason itself.
            error.code, error.arguments = available.error.code, available.error.arguments
        raise error from available.error


@lru_cache(maxsize=1)
def default_engines() -> Engines:
    """The engines of the config file that `ARTICOVER_CONFIG` names, else of the defaults; read once, then kept warm.

    Raises as `load_settings`.
    """
    return Engines(load_settings())


def _said(passed: list[tuple[str, Availability]]) -> str:
    return "; ".join(f"{name}: {available.said}" for name, available in passed)
