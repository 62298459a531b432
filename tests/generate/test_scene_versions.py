"""Stored scenes: which are painted again for a print, and that a recipe whose pictures change gets a new SCENE_VERSION.

`golden/` holds a scene and a small picture of every recipe. After raising a SCENE_VERSION, or for a new recipe:

    python tests/generate/test_scene_versions.py RECIPE ...

writes them anew.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from articover.brief import Brief
from articover.cover import Background, Pixels
from articover.engine import RunContext
from articover.errors import EngineError
from articover.generate.illustrator import Illustrator, illustrator, recipes
from articover.generate.illustrator.scene import Scene
from articover.trim import Canvas, background_canvas, parse_trim, print_canvas

GOLDEN = Path(__file__).parent / "golden"
TRIM = parse_trim("2:3")
BRIEF = Brief("The Keeper", genre="mystery", synopsis="A lighthouse keeper and a whale.")
RUN = RunContext("upscale")


def reduced(scene: Scene) -> Pixels:
    """The picture at 40x60 px, by averaging, so that another build's rounding cannot be seen in it."""
    canvas = Canvas(160, 240, 0.0, 0.0, 160 / float(TRIM.width_in), 240 / float(TRIM.height_in))
    return np.asarray(Image.fromarray(illustrator.paint(scene, TRIM, canvas)).reduce(4))


def write_golden(recipe: str) -> None:
    scene = illustrator.compose(BRIEF, float(TRIM.aspect), 5, True, recipe)
    GOLDEN.mkdir(exist_ok=True)
    text = json.dumps(scene.to_json(), ensure_ascii=False, indent=1)
    (GOLDEN / f"{recipe}.json").write_text(text + "\n", encoding="utf-8")
    Image.fromarray(reduced(scene)).save(GOLDEN / f"{recipe}.png", optimize=True)


@pytest.mark.parametrize("recipe", sorted(recipes.all_recipes()))
def test_a_stored_scene_is_painted_as_it_was_unless_its_version_was_raised(recipe: str) -> None:
    scene = Scene.from_json(json.loads((GOLDEN / f"{recipe}.json").read_text(encoding="utf-8")))
    known = recipes.all_recipes()[recipe].SCENE_VERSION
    assert scene.version == known, "write the golden scene anew (see above)"
    with Image.open(GOLDEN / f"{recipe}.png") as stored:
        difference = np.abs(np.asarray(stored).astype(int) - reduced(scene))
    assert difference.mean() < 0.1 and difference.max() < 8, f"raise SCENE_VERSION in the recipe {recipe}"


@pytest.fixture(scope="module")
def background() -> Background:
    """A cover's picture as a recipe paints it."""
    canvas = background_canvas(TRIM)
    scene = illustrator.compose(BRIEF, float(TRIM.aspect), 7, True, "tide")
    return Background(illustrator.paint(scene, TRIM, canvas), canvas.trim_box_of(TRIM), scene.to_json())


def with_scene(background: Background, **changes: object) -> Background:
    assert background.scene is not None
    scene = {name: value for name, value in {**background.scene, **changes}.items() if value is not None}
    return replace(background, scene=scene)


def test_a_scene_of_another_version_or_of_no_known_recipe_is_not_painted(background: Background) -> None:
    canvas = print_canvas(TRIM, 50)
    assert Illustrator().render(background, TRIM, canvas, RUN).shape == (canvas.height, canvas.width, 3)
    for other in (with_scene(background, version=99), with_scene(background, recipe="of another time")):
        with pytest.raises(EngineError, match="changed"):
            Illustrator().render(other, TRIM, canvas, RUN)
    with pytest.raises(EngineError, match="no stored scene"):
        Illustrator().render(replace(background, scene=None), TRIM, canvas, RUN)


def test_a_scene_stored_before_versions_is_painted_if_it_still_gives_the_stored_picture(background: Background) -> None:
    canvas = print_canvas(TRIM, 50)
    old = with_scene(background, version=None, painter="0.1.0+0123456789ab.skia138.0")
    now = Illustrator().render(background, TRIM, canvas, RUN)
    np.testing.assert_array_equal(Illustrator().render(old, TRIM, canvas, RUN), now)
    assert old.scene is not None
    changed = (
        replace(old, pixels=255 - old.pixels),
        replace(old, pixels=old.pixels[:-2]),
        with_scene(old, params={}),
    )
    for other in changed:
        with pytest.raises(EngineError, match="changed"):
            Illustrator().render(other, TRIM, canvas, RUN)


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(recipes.all_recipes()):
        write_golden(name)
