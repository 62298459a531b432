"""Geometry on a grid in few colours, and one tile that breaks the pattern and tells the story."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, lightness, mix
from articover.generate.illustrator.figures import FIGURES, draw
from articover.generate.illustrator.ramps import ink, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "grid"
SCENE_VERSION = 1
GENRES = {
    "general": 1.6,
    "computer": 1.6,
    "business": 1.6,
    "literary": 0.8,
    "poetry": 0.6,
    "cookbook": 0.5,
    "religion": 0.3,
    "children": 0.12,
    "comics": 0.3,
}
WANTS = frozenset({"city", "book", "computer", "chart", "gear", "puzzle", "chess"})

_CALM = ("quarter", "half", "leaf", "arch", "rings")


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Lays the grid, gives every tile a shape, a turn and two colours, and opens the story's tile."""
    aspect = request.aspect
    hero = request.motifs[0] if request.motifs else str(rng.choice(["bird", "moon", "tree", "person"]))
    layout = "side" if request.is_wide else request.placed("layout", str(rng.choice(["band", "band", "foot"])))
    gap = request.kept("gap", float(rng.choice([0.0, 0.0, 0.006])))
    if layout == "side":
        rows = request.placed("rows", int(rng.choice([3, 4])))
        tile = (1 + gap) / rows
        cols = max(2, round(aspect * 0.46 / tile))
        x0, y0 = aspect + gap / 2 - cols * tile, -gap / 2
        right = x0 / aspect - 0.05
        zones = (
            Zone("title", 0.05, 0.14, right, 0.62, "left", "top"),
            Zone("author", 0.05, 0.85, right, 0.91, "left", "middle"),
        )
    else:
        cols = request.placed("cols", int(rng.choice([3, 4, 4, 5]) if aspect < 0.85 else rng.choice([5, 6])))
        tile = (aspect + gap) / cols
        rows = max(2, math.floor((0.5 if layout == "band" else 0.6) / tile))
        x0 = -gap / 2
        if layout == "band":
            y0 = 0.87 - rows * tile
            zones = (
                Zone("title", 0.09, 0.065, 0.91, max(0.2, min(y0 - 0.05, 0.32)), "left", "top"),
                Zone("author", 0.09, 0.905, 0.91, 0.955, "left", "middle"),
            )
        else:
            y0 = 1.0 + gap / 2 - rows * tile
            zones = (
                Zone("title", 0.09, 0.06, 0.91, max(0.18, y0 - 0.105), "left", "top"),
                Zone("author", 0.09, y0 - 0.075, 0.91, y0 - 0.03, "left", "middle"),
            )
    # The story's tile is four tiles large where that leaves a pattern around it.
    span = 2 if rows >= 3 or (rows == 2 and cols >= 3 and rng.random() < 0.7) else 1
    span = min(request.placed("span", span), rows, cols)
    at_col = int(rng.integers(0, cols - span + 1))
    at_row = int(rng.integers(0, rows - span + 1))
    colors = _inks(request)
    mode = request.kept("mode", str(rng.choice(["mixed", "mixed", "chorus"])))
    one = request.kept("one", str(rng.choice(_CALM)))
    # Beyond the page too, so that the bleed is part of the pattern.
    over = math.ceil(MARGIN / tile)
    spare = [-over, cols + over, -over if layout == "side" else 0, rows + over if layout != "band" else rows]
    if layout == "side":
        spare[0] = 0
    tiles = []
    last: dict[tuple[int, int], int] = {}
    previous = ""
    for row in range(spare[2], spare[3]):
        for col in range(spare[0], spare[1]):
            if at_col <= col < at_col + span and at_row <= row < at_row + span:
                continue
            ground = _other(rng, {last.get((col - 1, row)), last.get((col, row - 1))}, len(colors))
            figure = _other(rng, {ground}, len(colors))
            shape = one if mode == "chorus" else str(rng.choice([s for s in FIGURES if s != previous]))
            turn = int(rng.integers(4)) if mode == "mixed" else (row + 2 * col) % 4
            previous = shape
            last[(col, row)] = ground
            tiles.append([col, row, shape, turn, ground, figure, int(rng.integers(len(colors)))])
    params: dict[str, Any] = {
        "x": x0, "y": y0, "tile": tile,
        "tiles": tiles,
        "story": [at_col, at_row, span],
        "hero": hero,
        "flip": bool(rng.random() < 0.5),
        "disc": request.kept("disc", str(rng.choice(["disc", "arch", "none"]))),
        "gap": gap,
        "layout": layout, "rows": rows, "cols": cols, "span": span, "mode": mode, "one": one,
    }  # fmt: skip
    return Composition(params, zones, (hero,))


def _inks(request: CompositionRequest) -> list[RGB]:
    palette = request.palette
    low, mid, high = palette.tones
    return [high, mid, low, palette.accent, mix(mid, high, 0.55)]


def _other(rng: np.random.Generator, taken: set[int | None], count: int) -> int:
    """A colour that is not in `taken`."""
    return int(rng.choice([i for i in range(count) if i not in taken]))


def paint(scene: Scene, surface: Surface) -> None:
    """Paper, tiles, the story's tile."""
    p, palette = scene.params, scene.palette
    low, mid, high = palette.tones
    colors = [high, mid, low, palette.accent, mix(mid, high, 0.55)]
    paper = palette.ground if lightness(palette.ground) > 0.85 or palette.is_dark else mix(high, (1, 1, 1), 0.4)
    if palette.is_dark:
        paper = palette.ground
        colors[2] = mix(low, mid, 0.35)
    else:
        colors[0] = mix(high, mid, 0.18) if lightness(high) > 0.93 else high
    canvas, tile, gap = surface.canvas, p["tile"], p["gap"]
    canvas.drawRect(surface.page, ink(paper))
    center = (surface.aspect * 0.4, 0.35)
    canvas.drawRect(surface.page, ink(shader=radial(center, 1.1, stops(mid, mid, at=[0.35, 1], alpha=[0, 0.1]))))
    for col, row, shape, turn, ground, figure, third in p["tiles"]:
        canvas.save()
        canvas.translate(p["x"] + (col + 0.5) * tile, p["y"] + (row + 0.5) * tile)
        canvas.scale(tile - gap, tile - gap)
        canvas.rotate(90.0 * turn)
        canvas.clipRect(skia.Rect.MakeLTRB(-0.5, -0.5, 0.5, 0.5), skia.ClipOp.kIntersect, gap > 0)
        # A hair more than the tile, so that neighbours leave no seam of paper between them.
        canvas.drawRect(skia.Rect.MakeLTRB(-0.505, -0.505, 0.505, 0.505), ink(colors[ground]))
        draw(canvas, shape, colors[figure], colors[third], colors[ground])
        canvas.restore()
    _story(surface, scene, colors)


def _story(surface: Surface, scene: Scene, colors: list[RGB]) -> None:
    """The tile that is a picture: a dark ground, a pale disc, the protagonist before it."""
    p, palette = scene.params, scene.palette
    col, row, span = p["story"]
    tile, gap, canvas = p["tile"], p["gap"], surface.canvas
    side = tile * span
    x, y = p["x"] + col * tile + gap / 2, p["y"] + row * tile + gap / 2
    box = skia.Rect.MakeXYWH(x, y, side - gap, side - gap)
    low, _, high = palette.tones
    back = mix(high, (1, 1, 1), 0.25)
    loud = palette.is_dark and lightness(back) - lightness(palette.accent) > 0.22
    ground = palette.accent if loud else mix(low, (0, 0, 0), 0.12)
    bounds = placement.put(p["hero"], scene.icons, 0.5, 1.0, 1.0).lines.computeTightBounds()
    canvas.save()
    canvas.clipRect(box, skia.ClipOp.kIntersect, True)
    canvas.drawRect(box, ink(ground))
    cx, cy = box.centerX(), box.centerY()
    tall = side * 0.62 / max(bounds.width(), bounds.height())
    hero_color = back
    if p["disc"] == "disc":
        canvas.drawCircle(cx, cy, side * 0.39, ink(back))
        hero_color, tall = ground, tall * 0.82
    elif p["disc"] == "arch":
        canvas.drawCircle(cx, cy - side * 0.06, side * 0.36, ink(back))
        canvas.drawRect(skia.Rect.MakeLTRB(cx - side * 0.36, cy - side * 0.06, cx + side * 0.36, y + side), ink(back))
        hero_color, tall = ground, tall * 0.86
    base = cy + (1 - bounds.centerY()) * tall
    if p["disc"] == "arch":
        base = min(base + side * 0.06, y + side * 0.92)
    canvas.drawPath(placement.put(p["hero"], scene.icons, cx, base, tall, flip=p["flip"]).lines, ink(hero_color))
    canvas.restore()
