"""`Illustrator`: brief -> scene -> pixels, at any size."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import skia

from articover import __version__, progress
from articover.brief import Brief
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import Availability, ExistingPicture, Generator, RunContext, SceneRenderer
from articover.engine_description import ILLUSTRATOR
from articover.errors import EngineError
from articover.generate.illustrator import directed, motifs, palette, placement, recipes, variety
from articover.generate.illustrator import icons as icon_set
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.scene import Scene as DirectedScene
from articover.generate.illustrator.direct import director
from articover.generate.illustrator.direct.ideas import Kept, Lately
from articover.generate.illustrator.look import Look, book_of
from articover.generate.illustrator.scene import COMPOSING, Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import Surface
from articover.trim import Canvas, Trim, background_canvas

_SAME_LEVELS = 0.5
"""Two pictures whose mean difference is at most this, in levels of 255, are the same picture."""


class Illustrator(SceneRenderer):
    """Paints scenes with Skia. With `icons` false only outlines drawn for this project are used."""

    description = ILLUSTRATOR

    def __init__(
        self,
        icons: bool = True,
        look: Look | None = None,
        kept: Kept | None = None,
        lately: Lately = Lately(),  # noqa: B008 -- frozen
    ) -> None:
        self.icons = icons
        self._lately = lately
        self._look = look
        self._kept = kept or Kept()

    def following(self, scene: Mapping[str, Any]) -> Illustrator:
        """An illustrator of the next book in a series: recipe, palette, light and composition of an earlier `scene`.

        `scene` with nothing but a "palette" hands on that. Raises `EngineError` when it is no scene.
        """
        if directed.is_directed(scene):
            return Illustrator(self.icons, None, directed.kept_from(scene), self._lately)
        return Illustrator(self.icons, Look.of(scene))

    def after(self, lately: Sequence[ExistingPicture]) -> Illustrator:
        """The same, for which compositions, treatments and palettes used `lately` weigh less."""
        used = Lately(
            tuple(each.look.rpartition("/")[2] for each in lately),
            tuple(each.treatment for each in lately if each.treatment),
            tuple(each.colors for each in lately if each.colors),
        )
        return Illustrator(self.icons, self._look, self._kept, used)

    def availability(self) -> Availability:
        """Always: it needs nothing but the light core."""
        return Availability(True)

    def seed_apart(self, brief: Brief, trim: Trim, seed: int, others: Sequence[ExistingPicture]) -> int:
        """`seed`, or one of the eleven behind it, whose scene has another recipe or other colours than `others`."""
        return variety.seed_apart(lambda seed: self.seen(brief, float(trim.aspect), seed), seed, others)

    def _chosen(self, brief: Brief, aspect: float, seed: int) -> director.Chosen | None:
        """The director's picture; None where a recipe shows the book's hero and the director has nothing to show.

        Half of the seeds are led by type all the same: a writer who asks again sees the other.
        """
        if self._look is not None:
            return None  # a series that began as a recipe's, or another painter's, keeps to recipes
        chosen = director.choose(brief, aspect, seed, self._lately, self._kept)
        if not chosen.led_by_type or self._kept.composition or seed % 2:
            return chosen
        hero = next(iter(motifs.understand(brief)), None)
        if hero is None or hero.concept in ("person", "house", "book"):
            return chosen
        scene = compose(brief, aspect, seed, self.icons, look=self._look)
        return None if scene.motifs[:1] == (hero.concept,) else chosen

    def seen(self, brief: Brief, aspect: float, seed: int) -> ExistingPicture:
        """What `seed` would give on a page of `aspect`, for comparing with what is there already."""
        if chosen := self._chosen(brief, aspect, seed):
            drawn = chosen.scene
            return ExistingPicture(drawn.composition, drawn.inks.four, drawn.treatment, drawn.inks.name)
        scene = compose(brief, aspect, seed, self.icons, look=self._look)
        return ExistingPicture(scene.recipe, tuple(scene.palette.to_json()))

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        """A picture of the brief that covers the bleed box, on the preview's grid; the same for the same seed."""
        start = time.monotonic()
        run.progress(0.0, progress.COMPOSING())
        if chosen := self._chosen(brief, float(trim.aspect), run.seed):
            return self.painted(brief, trim, run, chosen.scene, chosen.drawing, start)
        scene = compose(brief, float(trim.aspect), run.seed, self.icons, look=self._look)
        run.progress(0.1, progress.PAINTING())
        canvas = background_canvas(trim)
        pixels = paint(scene, trim, canvas)
        run.progress(1.0, progress.PAINTED())
        background = Background(
            pixels=pixels,
            trim_box_px=canvas.trim_box_of(trim),
            scene=scene.to_json(),
            zones=scene.zones,
            palette=tuple(scene.palette.to_json()),
            look=f"{brief.genre_key}/{scene.recipe}",
        )
        record = EngineRecord(
            "generate",
            self.name,
            f"{__version__}+scene{scene.version}.skia{skia.__version__}",
            seconds=time.monotonic() - start,
            seed=run.seed,
            credits=_credits(scene),
            notes=(f"recipe {scene.recipe}",),
            motifs=motifs.told(brief, scene.motifs),
        )
        return background, record

    def recomposing(self, scene: Mapping[str, Any]) -> Generator:
        """What paints a stored `scene` on pages of any shape: the same idea, drawn anew. Recipes choose again."""
        if not directed.is_directed(scene):
            return self
        from articover.generate.illustrator.given import GivenScene

        return GivenScene(directed.scene_of(scene))

    def painted(
        self, brief: Brief, trim: Trim, run: RunContext, drawn: DirectedScene, drawing: Drawing, start: float
    ) -> tuple[Background, EngineRecord]:
        """The picture of a scene that is drawn; `start` is when that began."""
        run.progress(0.3, progress.PAINTING())
        canvas = background_canvas(trim)
        pixels = directed.painted(drawn, drawing, trim, canvas)
        run.progress(1.0, progress.PAINTED())
        background = directed.background_of(brief, drawn, drawing, self._kept, pixels, trim, canvas)
        composed, treated = drawn.versions
        version = f"{__version__}+scene{composed}.{treated}.skia{skia.__version__}"
        seconds = time.monotonic() - start
        return background, EngineRecord(
            "generate",
            self.name,
            version,
            seconds=seconds,
            seed=run.seed,
            notes=directed.notes_of(drawn),
            motifs=motifs.told(brief, drawing.shown),
        )

    def render(self, background: Background, trim: Trim, canvas: Canvas, run: RunContext) -> Pixels:
        """The stored scene on `canvas`; raises `EngineError` when it would not be the picture that was painted then.

        A scene of this recipe's SCENE_VERSION is trusted. One stored before scenes had versions is first painted at the
        size of the stored picture and compared with it.
        """
        if background.scene is None:
            raise EngineError("scene_none")
        if directed.is_directed(background.scene):
            run.progress(0.0, progress.PAINTING_PRINT())
            pixels = directed.rendered(background.scene, trim, canvas)
            run.progress(1.0, progress.PAINTED())
            return pixels
        scene = Scene.from_json(background.scene)
        if not (_same_picture(scene, background, trim) if scene.version == 0 else _is_current(scene)):
            raise EngineError("scene_old")
        run.progress(0.0, progress.PAINTING_PRINT())
        pixels = paint(scene, trim, canvas)
        run.progress(1.0, progress.PAINTED())
        return pixels


def compose(
    brief: Brief, aspect: float, seed: int, icons: bool = True, recipe_name: str = "", look: Look | None = None
) -> Scene:
    """Every choice resolved. `recipe_name` overrules the choice of recipe; `look` is the series' to be followed."""
    rng = np.random.default_rng([seed, 1])
    understood = [motif for motif in motifs.understand(brief) if motifs.outline(motif.concept, icons)]
    concepts = tuple(dict.fromkeys(motif.concept for motif in understood))
    kinds = {motif.concept: motif.kind for motif in understood}
    poses = {motif.concept: motif.pose for motif in understood}
    own = palette.choose(brief, np.random.default_rng([seed, 2]))
    colors = own if look is None else palette.Palette.from_json(look.palette)
    request = CompositionRequest(brief, aspect, colors, concepts, icons, kinds, poses, look)
    known = recipes.all_recipes()
    name = recipe_name or (look.recipe if look else "")
    recipe = known[name] if name in known else recipes.choose(request, rng)
    stream = [seed, COMPOSING]
    book = book_of(brief)
    if look is not None and look.book != book:
        # What is free differs from book to book, though the seed may be the series' own.
        stream.append(book)
    made = recipe.compose(request, np.random.default_rng(stream))
    if look is not None and not recipe_name and not _shows_subject(request, made):
        # The series' composition has no place for it (a fox in a sea scene). The colours stay, the scene is another.
        free = replace(request, look=None)
        for other in recipes.by_fit(free):
            again = other.compose(free, np.random.default_rng(stream))
            if _shows_subject(free, again):
                recipe, made = other, again
                break
    # Through JSON once, so that a scene just made and a scene read back are the same values.
    params = json.loads(json.dumps(made.params))
    colors = palette.Palette.from_json((colors if look else made.palette or colors).to_json())
    zones = look.zones if look and look.recipe == recipe.NAME and look.fits(aspect) else made.zones
    return Scene(recipe.NAME, aspect, seed, colors, zones, made.motifs, icons, params, recipe.SCENE_VERSION, look, book)


def _shows_subject(request: CompositionRequest, made: Composition) -> bool:
    """Whether the first thing that the brief names, and that can stand in a scene, is part of the composition."""
    subject = next(iter(placement.placeable(request)), None)
    return subject is None or subject in made.motifs


def paint(scene: Scene, trim: Trim, canvas: Canvas) -> Pixels:
    """The scene on `canvas`. Raises `EngineError` when its recipe is unknown."""
    recipe = recipes.all_recipes().get(scene.recipe)
    if recipe is None:
        raise EngineError("scene_part", part="recipe", name=scene.recipe)
    surface = Surface(canvas, trim, scene.seed)
    recipe.paint(scene, surface)
    return surface.pixels()


def _is_current(scene: Scene) -> bool:
    recipe = recipes.all_recipes().get(scene.recipe)
    return recipe is not None and scene.version == recipe.SCENE_VERSION


def _same_picture(scene: Scene, background: Background, trim: Trim) -> bool:
    """Whether `scene`, painted now, is the picture in `background`, but for rounding in another version of Skia."""
    canvas = background_canvas(trim)
    if background.pixels.shape[:2] != (canvas.height, canvas.width):
        return False
    try:
        pixels = paint(scene, trim, canvas)
    except (EngineError, KeyError, IndexError, TypeError, ValueError):
        return False  # the recipe is gone, or wants other parameters now
    return float(np.abs(pixels.astype(np.int16) - background.pixels).mean()) <= _SAME_LEVELS


def _credits(scene: Scene) -> tuple[str, ...]:
    """Owed when an outline on the picture is not one of our own."""
    return (icon_set.CREDIT,) if any(icon_set.borrowed(concept, scene.icons) for concept in scene.motifs) else ()
