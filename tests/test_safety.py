"""No picture of a model reaches a chat unlooked at: real safety checkers, tiny ones that stop every picture or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tiny_pipelines

from articover.cover import EngineRecord, Pixels
from articover.errors import EngineError, WeightError
from articover.locales import text
from articover.safety import SafetyChecker, _views, edges_flagged, require_safe
from articover.settings import ModelSettings, SafetySettings

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

PIXELS: Pixels = np.random.default_rng(1).integers(0, 256, (96, 64, 3), dtype=np.uint8)
MODEL = EngineRecord("generate", "diffusion", "1", generative=True)
ILLUSTRATOR = EngineRecord("generate", "illustrator", "1")
MIGAN = EngineRecord("remove", "rapidocr + migan", "1", generative=True)
INPAINT = replace(MIGAN, engine="rapidocr + sd-inpaint")
CHECKED = replace(MODEL, checked_by="the model's own safety checker")


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, SafetyChecker]:
    """By whether it stops pictures."""
    made = {}
    for flags, kind in ((True, "sd1-flagged"), (False, "sd1-clean")):
        folder = tiny_pipelines.save(kind, tmp_path_factory.mktemp(kind)) / "safety_checker"
        made[flags] = SafetyChecker(SafetySettings(model=str(folder)))
    return made


@pytest.fixture
def nobody(tmp_path: Path) -> SafetyChecker:
    return SafetyChecker(models=ModelSettings(folder=str(tmp_path)))


def safe(checker: SafetyChecker, *records: EngineRecord, unchecked: bool = False) -> str:
    return require_safe(records, PIXELS, checker, unchecked=unchecked)


def test_the_checker_stops_what_it_flags_and_passes_the_rest(checkers: dict[bool, SafetyChecker]) -> None:
    assert checkers[False].availability().ok
    assert safe(checkers[False], MODEL).endswith("safety_checker")
    with pytest.raises(EngineError, match="say in other words") as caught:
        safe(checkers[True], MODEL, unchecked=True)
    assert caught.value.code == "picture_flagged"


def test_a_checker_saved_in_half_precision_looks_all_the_same(
    checkers: dict[bool, SafetyChecker], tmp_path: Path
) -> None:
    import torch
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker

    whole = StableDiffusionSafetyChecker.from_pretrained(checkers[True]._settings.model)
    whole.to(torch.float16).save_pretrained(tmp_path / "half")
    assert SafetyChecker(SafetySettings(model=str(tmp_path / "half"))).look(PIXELS).flagged


def test_only_what_a_model_painted_is_looked_at(checkers: dict[bool, SafetyChecker]) -> None:
    looked_at = replace(INPAINT, checked_by="the same checker")
    for harmless in ((ILLUSTRATOR,), (ILLUSTRATOR, MIGAN), (CHECKED, MIGAN), (CHECKED, looked_at), (looked_at,)):
        safe(checkers[True], *harmless)
    for painted in ((MODEL,), (ILLUSTRATOR, INPAINT), (CHECKED, INPAINT), (INPAINT,)):
        with pytest.raises(EngineError, match="stopped this picture"):
            safe(checkers[True], *painted)


def test_what_nothing_can_look_at_is_shown_only_if_the_owner_says_so(nobody: SafetyChecker) -> None:
    assert "articover models pull CompVis/stable-diffusion-v1-4/safety_checker" in text(nobody.availability().why)
    with pytest.raises(EngineError, match=r"no safety checker can look at it here.*\[safety\] model") as caught:
        safe(nobody, MODEL)
    assert caught.value.code == "picture_unchecked"
    assert safe(nobody, MODEL, unchecked=True) == ""
    # The model's own look is believed, but it was before another model painted into the picture.
    assert safe(nobody, CHECKED) == CHECKED.checked_by
    for filled in ((CHECKED, INPAINT), (ILLUSTRATOR, INPAINT), (INPAINT,)):
        with pytest.raises(EngineError, match="no safety checker can look"):
            safe(nobody, *filled)
        assert safe(nobody, *filled, unchecked=True) == ""


def test_a_checker_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"nothing of the kind")
    broken = SafetyChecker(SafetySettings(model=str(tmp_path)))
    with pytest.raises(WeightError, match="cannot be loaded as a safety checker"):
        broken.look(PIXELS)
    with pytest.raises(EngineError, match="no safety checker can look"):
        safe(broken, MODEL)
    # Whoever shows pictures without a checker shows them with a broken one.
    assert safe(broken, MODEL, unchecked=True) == ""


def test_a_models_own_checker_sees_the_whole_of_a_tall_page() -> None:
    import torch

    pipeline = tiny_pipelines.checked(flags=False)
    picture = np.random.default_rng(2).random((1, 96, 64, 3), dtype=np.float32)
    assert edges_flagged(pipeline, picture) == [False]
    # What it is to stop is at the top of the page, which the middle square it is shown by itself does not hold.
    checker = pipeline.safety_checker
    top = pipeline.feature_extractor(pipeline.image_processor.numpy_to_pil(picture[:, :64]), return_tensors="pt")
    with torch.no_grad():
        seen = checker.visual_projection(checker.vision_model(top.pixel_values)[1])
    checker.concept_embeds.data[0] = seen[0]
    checker.concept_embeds_weights.data[0] = 0.99
    assert pipeline.run_safety_checker(picture, "cpu", torch.float32)[1] == [False]
    others = np.concatenate([picture[:, ::-1, ::-1], picture])
    assert edges_flagged(pipeline, others) == [False, True]
    assert edges_flagged(pipeline, picture[:, :64]) == [False], "a square is seen whole by itself"
    assert edges_flagged(tiny_pipelines.sd1(), picture) == [False], "none to look"


@pytest.mark.parametrize(("height", "width", "count"), [(64, 64, 1), (96, 64, 2), (64, 96, 2), (200, 64, 4), (1, 1, 1)])
def test_every_part_of_the_picture_is_looked_at(height: int, width: int, count: int) -> None:
    views = _views(np.zeros((height, width, 3), np.uint8), 32)
    assert views.shape == (count, 3, 32, 32)
    for at in (0, -1):
        spot = np.zeros((height, width, 3), np.uint8)
        spot[at, at] = 255
        assert not np.array_equal(_views(spot, 32), views)
