"""Pictures made by direct, compose, treat and judge, as the engine hands them on: scene data, print, series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from articover.brief import Brief
from articover.cover import Background, Pixels
from articover.errors import EngineError, SceneError
from articover.generate.illustrator.compose import all_compositions, draw
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.direct.ideas import Kept
from articover.generate.illustrator.treat import all_treatments, paint
from articover.trim import Canvas, Trim

_SCENE = "directed"


def is_directed(scene: Mapping[str, Any]) -> bool:
    """Whether stored scene data is a scene of this kind, not a recipe's."""
    return _SCENE in scene


def stored(scene: Scene, drawing: Drawing, kept: Kept) -> dict[str, Any]:
    """Scene data for cover.json: the scene, and what others read of it (colours, zones, lockup, what is shown)."""
    data = {
        _SCENE: scene.to_json(),
        "palette": list(scene.inks.four),
        "zones": [asdict(zone) for zone in drawing.zones],
        "lockup": scene.lockup,
        "motifs": list(drawing.shown),
        "aspect": scene.aspect,
        "seed": scene.seed,
    }
    if drawing.lettering and not scene.mirror:
        data["lettering"] = _rows(scene, drawing)
    return data | ({"series": {_SCENE: scene.to_json(), "palette": list(scene.inks.four)}} if kept.inks else {})


def _rows(scene: Scene, drawing: Drawing) -> dict[str, Any]:
    """The title's rows as the typesetter reads them: fractions of the trim, sizes of its height."""
    lettering = drawing.lettering
    assert lettering is not None
    rows = [[row.text, row.x / scene.aspect, row.y, row.size] for row in lettering.rows]
    face = f"{lettering.face.family}:{round(dict(lettering.face.axes).get('wght', 0))}".removesuffix(":0")
    return {"title": " ".join(scene.words), "face": face, "rows": rows}


def background_of(
    brief: Brief, scene: Scene, drawing: Drawing, kept: Kept, pixels: Pixels, trim: Trim, canvas: Canvas
) -> Background:
    """The painted picture with its scene."""
    return Background(
        pixels=pixels,
        trim_box_px=canvas.trim_box_of(trim),
        scene=stored(scene, drawing, kept),
        zones=drawing.zones,
        palette=scene.inks.four,
        look=f"{brief.genre_key}/{scene.composition}",
    )


def scene_of(data: Mapping[str, Any]) -> Scene:
    """The scene of stored data. Raises `EngineError` when it cannot be read."""
    return Scene.from_json(data[_SCENE])


def kept_from(data: Mapping[str, Any]) -> Kept:
    """What a series keeps of a stored scene: its first book's, where it is of a series."""
    scene = scene_of(data.get("series") or data)
    return Kept(scene.composition, scene.treatment, scene.inks)


def painted(scene: Scene, drawing: Drawing, trim: Trim, canvas: Canvas) -> Pixels:
    """The drawing of a scene on `canvas`. Raises `EngineError` when its treatment is unknown."""
    treatment = all_treatments().get(scene.treatment)
    if treatment is None:
        raise EngineError("scene_part", part="treatment", name=scene.treatment)
    return paint(drawing, treatment, scene.inks, scene.seed, trim, canvas)


def rendered(data: Mapping[str, Any], trim: Trim, canvas: Canvas) -> Pixels:
    """Stored scene data on `canvas`. Raises `EngineError` when its composition or treatment has changed since."""
    scene = scene_of(data)
    composition, treatment = all_compositions().get(scene.composition), all_treatments().get(scene.treatment)
    now = getattr(composition, "VERSION", 0), getattr(treatment, "VERSION", 1)
    if composition is None or treatment is None or now != scene.versions:
        raise EngineError("scene_old")
    try:
        drawing = draw(scene)
    except SceneError as error:
        raise EngineError("scene_old") from error
    return painted(scene, drawing, trim, canvas)


def notes_of(scene: Scene) -> tuple[str, ...]:
    """What the record tells: how the scene is made, and why it won."""
    return (
        f"composition {scene.composition}",
        f"treatment {scene.treatment}",
        *(f"why {reason}" for reason in scene.why),
    )
