"""What reads in one direction is never mirrored: a chart rises, and a person's own picture stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skia

from articover.brief import Brief
from articover.cover import Background, Pixels
from articover.engine import RunContext
from articover.files import write_atomic
from articover.generate.illustrator import icons, illustrator, placement, recipes
from articover.generate.illustrator.drawable import drawables
from articover.generate.reframe import reframe
from articover.generate.upload import UploadedPicture
from articover.pictures import picture_bytes_png, resize
from articover.trim import Canvas, parse_trim, preview_canvas

ONE_WAY = sorted(name for name, concept in drawables().items() if concept.one_way)
NAMED = {
    "a chart": "chart",
    "writing": "newspaper scroll letter book spellbook signpost",
    "a map": "map earth",
    "a clock or a dial": "clock watch clock_tower compass telephone",
    "notes and instruments": "music piano guitar violin harp trumpet saxophone",
    "keys and screens": "laptop television smartphone gamepad camera",
    "a spiral, a hand, a count": "dna yinyang handshake dice",
}
INVESTING = Brief("The Patient Investor", "business", "How the stock market rewards an investor who waits.")


def mask(path: skia.Path, side: int = 96) -> np.ndarray:
    alpha = np.zeros((side, side, 4), np.uint8)
    canvas = skia.Surface(alpha).getCanvas()
    canvas.scale(side, side)
    canvas.drawPath(path, skia.Paint(AntiAlias=True))
    return alpha[..., 3]


@pytest.mark.parametrize("kind", NAMED)
def test_the_table_knows_what_reads_in_one_direction(kind: str) -> None:
    assert set(NAMED[kind].split()) <= set(ONE_WAY)


@pytest.mark.parametrize("concept", ONE_WAY)
@pytest.mark.parametrize("with_icons", [True, False])
def test_what_reads_in_one_direction_is_set_down_as_it_is(concept: str, with_icons: bool) -> None:
    straight, flipped = (placement.put(concept, with_icons, 0.5, 1.0, 1.0, flip=flip) for flip in (False, True))
    assert np.array_equal(mask(straight.solid), mask(flipped.solid))
    assert np.array_equal(mask(straight.lines), mask(flipped.lines))


def test_what_looks_either_way_is_still_mirrored() -> None:
    straight, flipped = (placement.put("fox", True, 0.5, 1.0, 1.0, flip=flip) for flip in (False, True))
    assert np.abs(mask(straight.solid)[:, ::-1].astype(int) - mask(flipped.solid)).mean() < 2
    assert not np.array_equal(mask(straight.solid), mask(flipped.solid))


def test_the_chart_itself_rises() -> None:
    for path in (icons.outline("chart"), icons.silhouette("chart")):
        assert path is not None
        heights = (mask(path) > 128).sum(axis=0)
        assert heights[:32].max() < heights[32:64].max() < heights[64:].max()


@pytest.mark.parametrize("recipe", sorted(recipes.all_recipes()))
def test_no_recipe_lets_a_chart_fall(recipe: str) -> None:
    """Whatever a scene says of mirroring: the picture with it and the picture without are the same one."""
    trim = parse_trim("2:3")
    full = preview_canvas(trim)
    canvas = Canvas(160, 240, 0.0, 0.0, 160 / float(trim.width_in), 240 / float(trim.height_in))
    assert full.width / full.height == pytest.approx(160 / 240, rel=0.01)
    scenes = [illustrator.compose(INVESTING, float(trim.aspect), seed, True, recipe) for seed in range(4)]
    for scene in scenes:
        assert scene.params.get("mode") != "shadow" or scene.params.get("thing") != "chart"
        if "flip" not in scene.params or set(scene.motifs) != {"chart"}:
            continue
        left, right = (
            illustrator.paint(replace(scene, params={**scene.params, "flip": flip}), trim, canvas)
            for flip in (False, True)
        )
        assert np.array_equal(left, right)


def written(width: int, height: int) -> Pixels:
    """A picture of steps that rise to the right, in bright red on grey."""
    pixels = np.full((height, width, 3), 90, np.uint8)
    for step in range(4):
        left, top = round(width * (0.3 + 0.1 * step)), round(height * (0.6 - 0.08 * step))
        pixels[top : round(height * 0.68), left : left + round(width * 0.07)] = (220, 40, 40)
    return pixels


def rises(pixels: Pixels) -> bool:
    """Whether the red of a picture is higher at its right than at its left."""
    red = (pixels[..., 0] > 180) & (pixels[..., 1] < 80)
    columns = np.flatnonzero(red.any(axis=0))
    counts = red.sum(axis=0)[columns[0] : columns[-1] + 1]
    middle = len(counts) // 2
    return bool(counts[:middle].max() < counts[middle:].max())


@pytest.mark.parametrize("size", [(400, 600), (600, 400), (500, 500)])
@pytest.mark.parametrize("shape", ["2:3", "16:9", "1:1", "1:2"])
def test_a_persons_own_picture_is_never_mirrored(size: tuple[int, int], shape: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.png"
    write_atomic(path, picture_bytes_png(written(*size), compress_level=1))
    trim = parse_trim(shape)
    background, _ = UploadedPicture(path).generate(INVESTING, trim, RunContext("generate"))
    assert rises(background.pixels)
    own = Background(written(*size), (0.0, 0.0, float(size[0]), float(size[1])))
    assert rises(resize(reframe(own, trim, 900).background.pixels, (300, 300)))
