"""Pictures to set type on, and one typesetter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from articover.brief import Brief
from articover.cover import Background, Zone
from articover.edit.typeset import Typeset
from articover.engine import Edited, RunContext
from articover.trim import Trim, background_canvas, parse_trim

TITLE_ZONE = Zone("title", 0.08, 0.06, 0.92, 0.38, valign="top")
AUTHOR_ZONE = Zone("author", 0.08, 0.88, 0.92, 0.95)


@pytest.fixture(scope="session")
def typeset() -> Typeset:
    return Typeset()


def _gradient(trim: Trim, top: tuple[int, int, int], foot: tuple[int, int, int], zones: bool = True) -> Background:
    """A calm picture: a vertical gradient with a little grain."""
    canvas = background_canvas(trim)
    share = np.linspace(0, 1, canvas.height)[:, None, None]
    grain = np.random.default_rng(7).normal(0, 2, (canvas.height, canvas.width, 1))
    pixels = np.clip(np.array(top) * (1 - share) + np.array(foot) * share + grain, 0, 255).astype(np.uint8)
    palette = tuple("#{:02x}{:02x}{:02x}".format(*color) for color in (top, foot))
    placed = (TITLE_ZONE, AUTHOR_ZONE) if zones else ()
    return Background(pixels, canvas.trim_box_of(trim), zones=placed, palette=palette if zones else ())


def _noise(trim: Trim, seed: int = 3) -> Background:
    """The worst ground for type: blotches of every colour, no zones, no palette."""
    from PIL import Image

    canvas = background_canvas(trim)
    rough = np.random.default_rng(seed).integers(0, 256, (canvas.height // 20, canvas.width // 20, 3), np.uint8)
    picture = Image.fromarray(rough).resize((canvas.width, canvas.height), Image.Resampling.BICUBIC)
    return Background(np.asarray(picture), canvas.trim_box_of(trim))


@pytest.fixture(scope="session")
def gradient() -> Callable[..., Background]:
    return _gradient


@pytest.fixture(scope="session")
def noise() -> Callable[..., Background]:
    return _noise


@pytest.fixture(scope="session")
def set_title(typeset: Typeset) -> Callable[..., Edited]:
    """set_title("Title", genre=..., ratio=..., seed=..., ground=...) on a dark blue gradient unless told otherwise."""

    def run(title: str, ratio: str = "6x9in", seed: int = 0, ground: Background | None = None, **brief: str) -> Edited:
        trim = parse_trim(ratio)
        picture = ground or _gradient(trim, (16, 20, 48), (40, 60, 90))
        return typeset.set(Brief(title, **brief), trim, picture, RunContext("edit", seed))

    return run
