"""Horror, children, romance, thriller and literary scenes: in every shape, repeatable, true to size, calm for type."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image
from sampling import sample, sample_rows
from skimage.metrics import structural_similarity

from articover.brief import Brief
from articover.cover import Pixels
from articover.generate.illustrator import illustrator, recipes
from articover.generate.illustrator.scene import Scene
from articover.trim import BLEED_IN, Canvas, Trim, parse_trim, preview_canvas, print_canvas

BRIEFS = {
    "horror": Brief("The House on Crow Hill", "horror", "A haunted house and a raven."),
    "paper": Brief("A Robot Learns to Garden", "children", "A robot, a cat and the moon."),
    "dusk": Brief("The Summer We Promised", "romance", "Two lovers at a lighthouse."),
    "garland": Brief("Letters to Lisbon", "romance", "A love letter."),
    "thriller": Brief("The Last Witness", "thriller", "A man with a gun."),
    "quiet": Brief("What the River Kept", "literary", "A boat."),
}
RATIOS = ["2:3", "1:1.6", "1:1", "16:9", "A5", "9:16", "3:1", "1:5"]


def small(trim: Trim, long_px: int) -> Canvas:
    full = preview_canvas(trim)
    scale = long_px / max(full.width, full.height)
    width, height = max(1, round(full.width * scale)), max(1, round(full.height * scale))
    return Canvas(width, height, 0.0, 0.0, width / float(trim.width_in), height / float(trim.height_in))


def compose(recipe: str, ratio: str, seed: int, brief: Brief | None = None, icons: bool = True) -> tuple[Scene, Trim]:
    trim = parse_trim(ratio)
    return illustrator.compose(brief or BRIEFS[recipe], float(trim.aspect), seed, icons, recipe), trim


def painted(scene: Scene, trim: Trim, long_px: int = 200) -> Pixels:
    return illustrator.paint(scene, trim, small(trim, long_px))


@pytest.mark.parametrize("recipe", BRIEFS)
@pytest.mark.parametrize("ratio", sample(RATIOS, "2:3", "3:1", "1:5"))
def test_every_shape_is_composed_and_painted(recipe: str, ratio: str) -> None:
    scene, trim = compose(recipe, ratio, 3)
    pixels = painted(scene, trim, 120)
    assert pixels.std() > 10
    assert {zone.role for zone in scene.zones} == {"title", "author"}
    for zone in scene.zones:
        assert 0 <= zone.left < zone.right <= 1
        assert 0 <= zone.top < zone.bottom <= 1


@pytest.mark.parametrize("recipe", BRIEFS)
def test_the_same_seed_paints_the_same_bits_and_another_seed_another_picture(recipe: str) -> None:
    scene, trim = compose(recipe, "2:3", 5)
    read = Scene.from_json(json.loads(json.dumps(scene.to_json(), allow_nan=False)))
    first = painted(scene, trim)
    assert np.array_equal(first, painted(read, trim))
    other, _ = compose(recipe, "2:3", 6)
    assert np.abs(first.astype(int) - painted(other, trim)).mean() > 3


@pytest.mark.parametrize("recipe", BRIEFS)
@pytest.mark.parametrize(
    ("ratio", "seed"), sample_rows([(r, s) for r in ("2:3", "1:1", "16:9") for s in (1, 2, 3)], ("2:3", 1))
)
def test_type_zones_are_calm(recipe: str, ratio: str, seed: int) -> None:
    scene, trim = compose(recipe, ratio, seed)
    tone = np.asarray(Image.fromarray(painted(scene, trim, 360)).convert("L").reduce(2), dtype=np.float32)
    edges = np.hypot(*np.gradient(tone))
    rows, cols = tone.shape
    for zone in scene.zones:
        box = np.s_[int(zone.top * rows) : int(zone.bottom * rows), int(zone.left * cols) : int(zone.right * cols)]
        assert edges[box].mean() < 4.5, zone.role


@pytest.mark.parametrize("recipe", sample(BRIEFS, "quiet", "thriller"))
def test_a_print_reduced_is_the_preview(recipe: str) -> None:
    scene, trim = compose(recipe, "2:3", 3)
    preview = illustrator.paint(scene, trim, preview_canvas(trim))
    large = print_canvas(trim, 240, BLEED_IN)
    box, size = large.trim_box_of(trim), (preview.shape[1], preview.shape[0])
    reduced = np.asarray(
        Image.fromarray(illustrator.paint(scene, trim, large)).resize(size, Image.Resampling.BOX, box=box)
    )
    assert structural_similarity(preview, reduced, channel_axis=2) >= 0.98


@pytest.mark.parametrize(
    ("recipe", "synopsis", "concept"),
    [
        ("horror", "늑대가 온다", "wolf"),
        ("paper", "An elephant.", "elephant"),
        ("dusk", "A bicycle.", "bicycle"),
        ("garland", "A swan.", "swan"),
        ("quiet", "피아노를 치는 사람", "piano"),
    ],
)
def test_what_the_brief_speaks_of_is_the_protagonist(recipe: str, synopsis: str, concept: str) -> None:
    scene, trim = compose(recipe, "2:3", 4, Brief("Untitled", synopsis=synopsis))
    plain, _ = compose(recipe, "2:3", 4, Brief("Untitled"))
    assert concept in scene.motifs
    assert concept not in plain.motifs
    assert not np.array_equal(painted(scene, trim), painted(plain, trim))


@pytest.mark.parametrize("recipe", BRIEFS)
def test_without_icons_and_without_motifs_there_is_still_a_picture(recipe: str) -> None:
    for seed in range(2):
        scene, trim = compose(recipe, "2:3", seed, Brief("Untitled"), icons=False)
        assert painted(scene, trim, 120).std() > 10


@pytest.mark.parametrize("genre", ["horror", "children", "romance", "thriller", "literary", "poetry", "gothic"])
def test_each_genre_is_given_more_than_one_look_or_is_told_apart_by_its_scene(genre: str) -> None:
    known = recipes.all_recipes()
    assert {recipe for recipe in BRIEFS if known[recipe].GENRES.get(genre)}
