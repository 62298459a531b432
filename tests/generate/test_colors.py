"""The colours that are told of a picture nobody composed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from articover.brief import Brief
from articover.chain import make_cover
from articover.colors import palette_of
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import Availability, Generator, RunContext
from articover.engine_description import DIFFUSION
from articover.engines import Engines
from articover.trim import Trim, background_canvas, parse_trim

NIGHT, SEA, MOON, LAMP = (12, 20, 46), (40, 84, 110), (240, 236, 214), (226, 96, 30)


def seascape() -> Pixels:
    page = np.empty((90, 60, 3), np.uint8)
    page[:] = NIGHT
    page[60:] = SEA
    page[5:25, 20:40] = MOON
    page[50:58, 40:48] = LAMP
    return page


def near(told: str, color: tuple[int, int, int]) -> bool:
    return max(abs(int(told[at : at + 2], 16) - part) for at, part in zip((1, 3, 5), color, strict=True)) <= 12


def test_ground_middle_light_and_accent_are_those_of_the_picture() -> None:
    ground, middle, light, accent = palette_of(seascape())
    assert near(ground, NIGHT) and near(middle, SEA) and near(light, MOON) and near(accent, LAMP)


def test_no_colour_is_told_that_the_picture_has_not() -> None:
    page = np.full((900, 600, 3), (24, 60, 30), np.uint8)
    page[400:500, 100:500] = (236, 228, 205)
    for told in palette_of(page):
        parts = [int(told[at : at + 2], 16) for at in (1, 3, 5)]
        assert all(low <= part <= high for part, low, high in zip(parts, (24, 60, 30), (236, 228, 205), strict=True))


def yellow(told: str) -> bool:
    red, green, blue = (int(told[at : at + 2], 16) for at in (1, 3, 5))
    return min(red, green) > 120 and min(red, green) - blue > 40


@settings(max_examples=25, deadline=None)
@given(arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3))))
def test_any_picture_has_four_and_always_the_same(pixels: Pixels) -> None:
    told = palette_of(pixels)
    assert len(told) == 4 and all(len(color) == 7 and int(color[1:], 16) >= 0 for color in told)
    assert told == palette_of(pixels.copy())


class Lettered(Generator):
    """A model that paints a title nobody asked for, in a colour that is nowhere else."""

    description = DIFFUSION

    def availability(self) -> Availability:
        return Availability(True)

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        from PIL import Image, ImageDraw, ImageFont

        canvas = background_canvas(trim)
        page = Image.new("RGB", (canvas.width, canvas.height), NIGHT)
        draw = ImageDraw.Draw(page)
        draw.rectangle((0, canvas.height * 2 // 3, canvas.width, canvas.height), fill=SEA)
        place = canvas.width // 2, canvas.height // 5
        draw.text(place, "HOLY", "#fff02a", ImageFont.load_default(canvas.width / 6), anchor="mm")
        # As small as a model's picture may be: it is searched and filled in no time.
        pixels = np.asarray(page.resize((canvas.width // 3, canvas.height // 3)))
        left, top, right, bottom = (side / 3 for side in canvas.trim_box_of(trim))
        return (
            Background(pixels, (left, top, right, bottom), palette=palette_of(pixels)),
            EngineRecord("generate", self.name, "1", generative=True),
        )


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


def test_letters_that_were_erased_leave_no_colour_behind(engines: Engines) -> None:
    trim = parse_trim("4x6in")
    painted, _ = Lettered().generate(Brief("The Keeper"), trim, RunContext("generate"))
    assert any(map(yellow, painted.palette))
    cover = make_cover(Brief("The Keeper"), trim, 1, engines, generator=Lettered())
    assert not any(map(yellow, cover.background.palette))
    assert cover.background.palette == palette_of(cover.background.pixels)


def test_colours_that_a_painter_names_are_kept(engines: Engines) -> None:
    class Naming(Lettered):
        def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
            background, record = super().generate(brief, trim, run)
            return replace(background, palette=("#101010", "#202020", "#f0f0f0", "#aa0000")), record

    cover = make_cover(Brief("The Keeper"), parse_trim("4x6in"), 1, engines, generator=Naming())
    assert cover.background.palette == ("#101010", "#202020", "#f0f0f0", "#aa0000")
