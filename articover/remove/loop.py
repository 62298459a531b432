"""Stage 2: detect text, mask its strokes, fill, detect again; whole boxes are filled only for remaining text.

The detector runs last, and the text that it still finds is returned as `Removed.left`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from articover import __version__, progress
from articover.cover import EngineRecord, Mask, Pixels
from articover.engine import Box, Detector, Inpainter, Removed, RunContext
from articover.remove.legibility import legible
from articover.remove.masks import box_mask, regrown_mask, stroke_mask
from articover.weights import Weight

MAX_ROUNDS = 5
_STROKE_ROUNDS = 2
"""The second stroke round removes what the first one missed; after that, letters no longer differ in colour."""
_MAX_EMPTIED = 0.12
"""The largest share of a picture that is filled as a whole box."""
_GHOST_SHARE = 0.15
"""If this share of a box was filled before, it contains remains of old letters, not new ones."""


def remove_text(
    pixels: Pixels, detector: Detector, inpainter: Inpainter, run: RunContext, max_rounds: int = MAX_ROUNDS
) -> Removed:
    """The picture without the text that `detector` finds; pixels outside the returned mask are bit-identical.

    There are at most `max_rounds` fills. `left` is the text found after the last: boxes over filled areas, and boxes
    that the detector, if it reads, reads as letters. Raises `Cancelled` between rounds and windows, `EngineError` from
    an engine.
    """
    began = time.monotonic()
    clean = pixels.copy()
    total = np.zeros(pixels.shape[:2], np.uint8)
    rounds = 0
    run.progress(0, progress.LOOKING_FOR_TEXT())
    found = list(detector.detect(clean))
    while found and rounds < max_rounds:
        start = 1 - 0.5**rounds
        part = run.part(start, 1 - 0.5 ** (rounds + 1))
        mask = _mask_for(rounds, clean, found, total)
        total |= mask
        clean = inpainter.fill(clean, mask, part.part(0, 0.8))
        rounds += 1
        part.progress(0.8, progress.LOOKING_AGAIN())
        found = _real(detector, clean, total)
    run.progress(1, progress.TEXT_REMOVED() if rounds else progress.NO_TEXT())
    notes = (_said(rounds, total, found),)
    record = _record(detector, inpainter, time.monotonic() - began, notes, rounds)
    return Removed(clean, total, rounds, tuple(found), record)


def _said(rounds: int, filled: Mask, left: Sequence[Box]) -> str:
    if not rounds and not left:
        return "No text was found in the picture."
    share = 100 * float((filled > 0).mean())
    if left:
        lines = "1 place" if len(left) == 1 else f"{len(left)} places"
        return f"After {rounds} rounds the picture still looks like text in {lines}; {share:.1f} % of it was filled."
    return f"All text was removed in {rounds} round{'s' * (rounds > 1)}; {share:.1f} % of the picture was filled."


def _real(detector: Detector, pixels: Pixels, filled: Mask) -> list[Box]:
    """The boxes that are still text: those over filled areas, and new ones that are legible.

    In a picture without text a detector finds some in branches and ornaments, which would all be erased otherwise.
    """
    found = detector.detect(pixels)
    ghosts = [box for box in found if _filled_share(box, filled) > _GHOST_SHARE]
    new = [box for box in found if box not in ghosts]
    if detector.description.reads_text:
        new = [reading.box for reading in detector.read(pixels, new) if legible(reading)]
    return ghosts + new


def _mask_for(round_number: int, pixels: Pixels, found: Sequence[Box], filled: Mask) -> Mask:
    """The mask of a round: strokes first; then, where traces are left, the same strokes grown; then whole boxes.

    A box without filled pixels is new and treated as in the first round. A very large box gets strokes only, because
    filling it would destroy the picture; it is reported if that fails.
    """
    ghosts = [box for box in found if _filled_share(box, filled) > _GHOST_SHARE]
    new = [box for box in found if box not in ghosts]
    if round_number < _STROKE_ROUNDS:
        return stroke_mask(pixels, new) | regrown_mask(filled, ghosts)
    small = [box for box in ghosts if _area_share(box, filled) <= _MAX_EMPTIED]
    large = [box for box in ghosts if box not in small]
    return stroke_mask(pixels, new) | box_mask(pixels.shape, small) | regrown_mask(filled, large)


def _area_share(box: Box, filled: Mask) -> float:
    return float((box_mask(filled.shape, [box], 0.0) > 0).mean())


def _filled_share(box: Box, filled: Mask) -> float:
    """The share of the box (0..1) that was filled before."""
    inside = box_mask(filled.shape, [box], 0.0) > 0
    return float((filled[inside] > 0).mean()) if inside.any() else 0.0


def _record(
    detector: Detector, inpainter: Inpainter, seconds: float, notes: tuple[str, ...], rounds: int
) -> EngineRecord:
    return replace(
        engine_record(*((detector, inpainter) if rounds else (detector,)), notes=notes),
        seconds=round(seconds, 3),
        generative=rounds > 0,
    )


def engine_record(*engines: Detector | Inpainter, notes: tuple[str, ...] = ()) -> EngineRecord:
    """The record of the remove stage: names, weights and credits of all `engines`; `model` is the last one's."""
    weights: list[Weight] = [weight for engine in engines for weight in getattr(engine, "weights", ())]
    return EngineRecord(
        stage="remove",
        engine=" + ".join(engine.name for engine in engines),
        version=__version__,
        model=", ".join(dict.fromkeys(weight.name for weight in getattr(engines[-1], "weights", ()))),
        weights={Path(weight.path).name: weight.sha256 for weight in weights},
        credits=tuple(credit for engine in engines for credit in getattr(engine, "credits", ())),
        notes=notes,
    )
