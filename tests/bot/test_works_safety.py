"""Whatever a work makes of a model's picture is looked at before it leaves the worker; real safety checkers look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_pipelines
from fake_engines import FakeEngines, StubGenerator

from articover import notices
from articover.brief import Brief
from articover.cover import Background, EngineRecord, Mask, Pixels
from articover.document import read_document
from articover.engine import Availability, Box, Detector, Inpainter, RunContext
from articover.engine_description import RAPIDOCR, SD_INPAINT
from articover.errors import EngineError
from articover.facts import to_json
from articover.safety import SafetyChecker
from articover.settings import ModelSettings, SafetySettings, Settings
from articover.trim import Trim
from bot.executors.contract import (
    STOPPED,
    CoverWork,
    EditWork,
    Made,
    PrintWork,
    RemoveTextWork,
    SheetWork,
    Work,
)
from bot.executors.works import do_work

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

BRIEF = Brief("Night Tide", author="Ada").to_json()
FILES = ("cover.json", "background.png", "cover.png", "credits.txt")


class Model(StubGenerator):
    """Paints noise, a model without a checker of its own."""

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        background, _ = super().generate(brief, trim, run)
        return background, EngineRecord("generate", "diffusion", "1", seed=run.seed, model="m", generative=True)


class OneLetter(Detector):
    """Sees a letter once, in the corner."""

    description = replace(RAPIDOCR, reads_text=False)

    def __init__(self) -> None:
        self._seen = False

    def availability(self) -> Availability:
        return Availability(True)

    def detect(self, pixels: Pixels) -> list[Box]:
        self._seen, seen = True, self._seen
        return [] if seen else [Box(((8, 8), (30, 8), (30, 20), (8, 20)), text="A")]


class Inpaint(Inpainter):
    """Fills with noise, as the model might with anything."""

    description = SD_INPAINT

    def availability(self) -> Availability:
        return Availability(True)

    def fill(self, pixels: Pixels, mask: Mask, run: RunContext) -> Pixels:
        noise = np.random.default_rng(run.seed).integers(0, 256, pixels.shape, np.uint8)
        return np.where(mask[..., None] > 0, noise, pixels)


class Engines(FakeEngines):
    def generator(self, name: str | None = None) -> StubGenerator:
        return Model()

    def detector(self) -> OneLetter:
        return OneLetter()

    def inpainter(self) -> Inpaint:
        return Inpaint()


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The folder of a checker that stops "all" pictures, "none", or the "first" only: the one of seed 7."""
    import torch

    made = {}
    for name, flags in (("all", True), ("none", False), ("first", False)):
        folder = tmp_path_factory.mktemp(name)
        checker = tiny_pipelines.checked(flags).safety_checker
        if name == "first":
            pixels = Model().generate(Brief("x"), Trim("x", 1, 1), RunContext("generate", 7))[0].pixels  # type: ignore[arg-type]
            from articover.safety import _views

            with torch.no_grad():
                seen = checker.visual_projection(checker.vision_model(torch.from_numpy(_views(pixels, 32)))[1])
            checker.concept_embeds.data[0] = seen[0]
            checker.concept_embeds_weights.data[0] = 0.99
        checker.save_pretrained(folder)
        made[name] = str(folder)
    return made


def engines(tmp_path: Path, checker: str = "", *, unchecked: bool = False) -> Engines:
    safety = SafetySettings(unchecked_pictures=unchecked) if not checker else SafetySettings(model=checker)
    return Engines(Settings(safety=safety, models=ModelSettings(folder=str(tmp_path / "no models"))))


def done(tmp_path: Path, engines: Engines, *works: Work) -> list[Made]:
    made: list[Made] = []
    sources = tmp_path / "sources"
    sources.mkdir(exist_ok=True)
    for work in works:
        folder = tmp_path / f"made-{sum(1 for _ in tmp_path.iterdir())}"
        made.append(do_work(work, folder, engines, RunContext(), made, sources, None))  # type: ignore[arg-type]
    return made


def cover_of(seed: int = 7, **how: Any) -> CoverWork:
    return CoverWork(BRIEF, "2:3", seed, "diffusion", **how)


def test_what_looked_stands_in_the_record_and_is_not_asked_again(tmp_path: Path, checkers: dict[str, str]) -> None:
    (made,) = done(tmp_path, engines(tmp_path, checkers["none"]), cover_of())
    (painted, _) = read_document(Path(made.folder)).engines
    assert painted.checked_by == checkers["none"]
    source = {name: str(made.path(name)) for name in FILES}
    # Nobody who could look is here any more, and nobody need.
    (edited,) = done(tmp_path, engines(tmp_path), EditWork(source))
    assert read_document(Path(edited.folder)).engines[0].checked_by == checkers["none"]


def test_the_seed_after_a_stopped_one_is_painted_and_that_is_said(tmp_path: Path, checkers: dict[str, str]) -> None:
    (made,) = done(tmp_path, engines(tmp_path, checkers["first"]), cover_of())
    assert made.summary["seed"] == 8
    assert to_json(notices.SAFETY(count=1)) in made.summary["notices"]
    with pytest.raises(EngineError, match="stopped this picture"):
        done(tmp_path, engines(tmp_path, checkers["all"]), cover_of())


def test_one_option_that_is_stopped_does_not_take_the_others_along(tmp_path: Path, checkers: dict[str, str]) -> None:
    def stopped_at(seed: int) -> Engines:
        class Blushes(Model):
            def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
                if run.seed // 16 == seed // 16:
                    raise EngineError("brief_flagged")
                return super().generate(brief, trim, run)

        made = engines(tmp_path, checkers["none"])
        made.generator = lambda name=None: Blushes()  # type: ignore[method-assign]
        return made

    works = [cover_of(16 * number, apart=True) for number in range(3)]
    made = done(tmp_path, stopped_at(16), *works, SheetWork())
    assert [each.kind for each in made] == ["cover", STOPPED, "cover", "sheet"]
    assert made[1].files == {} and made[-1].summary["count"] == 2
    with pytest.raises(EngineError, match="stopped every picture for this brief"):
        done(tmp_path, engines(tmp_path, checkers["all"]), *works, SheetWork())
    # By itself it is no option: there is nothing else to show.
    with pytest.raises(EngineError, match="stopped this picture"):
        done(tmp_path, engines(tmp_path, checkers["all"]), cover_of())


def test_what_was_let_through_unlooked_at_is_looked_at_once_that_is_over(
    tmp_path: Path, checkers: dict[str, str]
) -> None:
    (made,) = done(tmp_path, engines(tmp_path, unchecked=True), cover_of())
    assert read_document(Path(made.folder)).engines[0].checked_by == ""
    source = {name: str(made.path(name)) for name in FILES}
    for again in (EditWork(source), PrintWork(source)):
        with pytest.raises(EngineError, match="no safety checker can look"):
            done(tmp_path, engines(tmp_path), again)
        with pytest.raises(EngineError, match="stopped this picture"):
            done(tmp_path, engines(tmp_path, checkers["all"]), again)
    assert done(tmp_path, engines(tmp_path, checkers["none"]), EditWork(source))
    assert done(tmp_path, engines(tmp_path, unchecked=True), EditWork(source))


def test_what_a_model_painted_into_an_upload_is_looked_at(tmp_path: Path, checkers: dict[str, str]) -> None:
    from PIL import Image

    picture = tmp_path / "upload.png"
    Image.fromarray(np.full((96, 64, 3), 90, np.uint8)).save(picture)
    erased = CoverWork(BRIEF, "2:3", 7, None, str(picture), "erase")
    for work in (erased, RemoveTextWork(str(picture))):
        with pytest.raises(EngineError, match="upload_flagged") as caught:
            done(tmp_path, engines(tmp_path, checkers["all"]), work)
        assert caught.value.code == "upload_flagged"
        with pytest.raises(EngineError, match="no safety checker can look"):
            done(tmp_path, engines(tmp_path), work)
        assert done(tmp_path, engines(tmp_path, checkers["none"]), work)
    # The writer's own picture is the writer's own affair: what they hand in is what they show.
    assert done(tmp_path, engines(tmp_path, checkers["all"]), replace_text(erased))


def replace_text(work: CoverWork) -> CoverWork:
    return CoverWork(work.brief, work.trim, work.seed, None, work.picture, "keep")


def test_a_checker_whose_weights_are_cut_off_stops_pictures_but_not_the_bot(
    tmp_path: Path, checkers: dict[str, str]
) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for file in Path(checkers["none"]).iterdir():
        content = file.read_bytes()
        (damaged / file.name).write_bytes(content[: len(content) // 2] if file.suffix == ".safetensors" else content)
    assert SafetyChecker(SafetySettings(model=str(damaged))).availability().ok, "it looks whole from outside"
    with pytest.raises(EngineError, match="no safety checker can look") as caught:
        done(tmp_path, engines(tmp_path, str(damaged)), cover_of())
    assert caught.value.code == "picture_unchecked"
    lenient = engines(tmp_path, str(damaged))
    lenient.settings = replace(lenient.settings, safety=SafetySettings(str(damaged), unchecked_pictures=True))
    assert done(tmp_path, lenient, cover_of())
