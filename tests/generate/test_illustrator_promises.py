"""What the illustrator promises: the same picture again, at any size, of what the brief says, calm where type goes."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sampling import sample_rows
from skimage.metrics import structural_similarity

from articover.brief import Brief
from articover.cover import Pixels
from articover.engine import RunContext
from articover.generate.illustrator import Illustrator, illustrator, recipes
from articover.generate.illustrator.scene import Scene
from articover.genres import GENRES
from articover.trim import BLEED_IN, Canvas, Trim, background_canvas, parse_trim, preview_canvas, print_canvas

MINE = ("gate", "grid", "lamp", "neon", "planet", "realm", "tide")
RUN = RunContext("generate", seed=11)


def small(trim: Trim, long_px: int = 240) -> Canvas:
    """The trim box alone, small, to keep these tests quick."""
    full = preview_canvas(trim)
    scale = long_px / max(full.width, full.height)
    width, height = max(1, round(full.width * scale)), max(1, round(full.height * scale))
    return Canvas(width, height, 0.0, 0.0, width / float(trim.width_in), height / float(trim.height_in))


def paint(recipe: str, brief: Brief, ratio: str, seed: int, long_px: int = 240, icons: bool = True) -> Pixels:
    trim = parse_trim(ratio)
    scene = illustrator.compose(brief, float(trim.aspect), seed, icons, recipe)
    return illustrator.paint(scene, trim, small(trim, long_px))


def test_the_same_seed_paints_the_same_bits_and_another_seed_another_picture() -> None:
    brief = Brief(title="The Glass Crown", genre="fantasy", synopsis="A dragon over a castle.")
    trim = parse_trim("2:3")
    first, record = Illustrator().generate(brief, trim, RUN)
    again, _ = Illustrator().generate(brief, trim, RUN)
    other, _ = Illustrator().generate(brief, trim, RunContext("generate", seed=12))
    assert np.array_equal(first.pixels, again.pixels)
    assert np.abs(first.pixels.astype(int) - other.pixels).mean() > 3
    assert record.seed == 11
    assert record.engine == "illustrator"
    assert first.scene is not None
    composed, treated = first.scene["directed"]["versions"]
    assert f"+scene{composed}.{treated}." in record.version


@pytest.mark.parametrize("ratio", ["2:3", "A5", "1:1.6", "신국판", "3:1", "1:5"])
def test_a_background_covers_the_bleed_to_the_pixel(ratio: str) -> None:
    trim = parse_trim(ratio)
    background, _ = Illustrator().generate(Brief(title="T", genre="mystery"), trim, RUN)
    canvas = background_canvas(trim)
    assert background.pixels.shape == (canvas.height, canvas.width, 3)
    assert background.pixels.dtype == np.uint8
    assert background.trim_box_px == canvas.trim_box_of(trim)
    assert len(background.palette) == 4
    assert {zone.role for zone in background.zones} == {"title", "author"}
    assert all(0 <= zone.left < zone.right <= 1 and 0 <= zone.top < zone.bottom <= 1 for zone in background.zones)


@pytest.mark.parametrize(
    ("recipe", "dpi"),
    sample_rows([(name, 300 if name == "planet" else 210) for name in MINE], ("gate", 210), ("grid", 210)),
)
def test_a_print_reduced_is_the_preview(recipe: str, dpi: int) -> None:
    trim = parse_trim("2:3")
    brief = Brief(title="The Keeper", genre="mystery", synopsis="A lighthouse and a whale.")
    scene = illustrator.compose(brief, float(trim.aspect), 3, True, recipe)
    preview = illustrator.paint(scene, trim, preview_canvas(trim))
    large = print_canvas(trim, dpi, BLEED_IN)
    printed = illustrator.paint(scene, trim, large)
    assert printed.shape == (large.height, large.width, 3)
    box = large.trim_box_of(trim)
    size = (preview.shape[1], preview.shape[0])
    reduced = np.asarray(Image.fromarray(printed).resize(size, Image.Resampling.BOX, box=box))
    assert structural_similarity(preview, reduced, channel_axis=2) >= 0.98


@pytest.mark.parametrize("recipe", MINE)
@pytest.mark.parametrize(
    ("ratio", "seed"), sample_rows([(r, s) for r in ("2:3", "16:9") for s in (1, 2, 3)], ("2:3", 1))
)
def test_type_zones_are_calmer_than_the_rest(recipe: str, ratio: str, seed: int) -> None:
    brief = Brief(title="T", genre="general", synopsis="A castle, a whale and a robot.")
    trim = parse_trim(ratio)
    scene = illustrator.compose(brief, float(trim.aspect), seed, True, recipe)
    pixels = illustrator.paint(scene, trim, small(trim, 360))
    tone = np.asarray(Image.fromarray(pixels).convert("L").reduce(2), dtype=np.float32)
    edges = np.hypot(*np.gradient(tone))
    rows, cols = tone.shape
    zone = next(zone for zone in scene.zones if zone.role == "title")
    inside = np.zeros_like(edges, dtype=bool)
    inside[int(zone.top * rows) : int(zone.bottom * rows), int(zone.left * cols) : int(zone.right * cols)] = True
    assert zone.bottom - zone.top >= 0.1
    assert edges[inside].mean() < 4
    assert edges[inside].mean() < edges[~inside].mean()


def test_a_scene_survives_json() -> None:
    brief = Brief(title="고래", genre="미스터리", synopsis="등대지기와 고래")
    for number, recipe in enumerate(recipes.all_recipes()):
        scene = illustrator.compose(brief, 0.7, 5, True, recipe)
        read = Scene.from_json(json.loads(json.dumps(scene.to_json(), allow_nan=False)))
        assert read == scene or read.to_json() == scene.to_json()
        if number % 4:
            continue  # what is equal is painted alike
        trim = Trim("x", *(parse_trim("A5").width_in, parse_trim("A5").width_in / 1))
        assert np.array_equal(
            illustrator.paint(scene, trim, small(trim, 90)), illustrator.paint(read, trim, small(trim, 90))
        )


@pytest.mark.parametrize(
    ("plain", "told", "concept"),
    [
        ("Something happened.", "A whale was seen.", "whale"),
        ("무슨 일이 있었다.", "고래가 나타났다.", "whale"),
        ("무슨 일이 있었다.", "바다 위의 등대 이야기.", "lighthouse"),
    ],
)
def test_what_the_brief_speaks_of_is_in_the_picture(plain: str, told: str, concept: str) -> None:
    without = paint("tide", Brief(title="T", synopsis=plain), "2:3", 4)
    scene = illustrator.compose(Brief(title="T", synopsis=told), 2 / 3, 4, True, "tide")
    assert concept in scene.motifs
    if concept == "whale":
        assert not np.array_equal(without, paint("tide", Brief(title="T", synopsis=told), "2:3", 4))


@pytest.mark.parametrize(
    ("genre", "synopsis", "concept"),
    [
        ("mystery", "A whale sings at night.", "whale"),
        ("fantasy", "A castle above the clouds.", "castle"),
        ("sci-fi", "A robot wakes up alone.", "robot"),
        ("미스터리", "골목의 고양이가 사라졌다.", "cat"),
        ("gothic", "A raven waits.", "raven"),
    ],
)
def test_whatever_the_recipe_the_thing_named_is_shown(genre: str, synopsis: str, concept: str) -> None:
    brief = Brief(title="T", genre=genre, synopsis=synopsis)
    shown = [concept in illustrator.compose(brief, 0.7, seed).motifs for seed in range(8)]
    assert sum(shown) >= 6


def test_a_colour_asked_for_is_the_colour_seen() -> None:
    hues = {}
    for word in ("blue", "초록"):
        pixels = paint("realm", Brief(title="T", genre="fantasy", requirements=f"{word} please"), "2:3", 2)
        hues[word] = pixels.reshape(-1, 3).mean(axis=0)
    assert hues["blue"][2] > hues["blue"][1] > hues["blue"][0] - 5
    assert hues["초록"][1] > hues["초록"][2]


def test_without_icons_only_our_own_outlines_are_used_and_nothing_is_owed() -> None:
    brief = Brief(title="T", genre="fantasy", synopsis="A dragon, an owl and a castle.")
    for seed in (11,):
        background, record = Illustrator(icons=False).generate(brief, parse_trim("2:3"), RunContext("generate", seed))
        assert background.scene is not None
        assert background.scene.get("icons", False) is False
        assert record.credits == ()


def test_every_genre_has_several_looks() -> None:
    for genre in GENRES:
        seen = (illustrator.compose(Brief(title="T", genre=genre), 0.7, seed).recipe for seed in range(12))
        first = next(seen)
        assert any(recipe != first for recipe in seen), genre


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    genre=st.sampled_from(sorted(GENRES)),
    synopsis=st.text(max_size=60).map(lambda text: "".join(c for c in text if c.isprintable())),
    words=st.lists(
        st.sampled_from(
            ["dragon", "whale", "house", "key", "용", "고래", "robot", "rose", "gun", "book", "moon", "cat", "열쇠"]
        ),
        max_size=4,
    ),
    width=st.integers(2, 10),
    height=st.integers(2, 10),
    seed=st.integers(0, 2**31),
    icons=st.booleans(),
)
def test_any_brief_and_shape_is_painted(
    genre: str, synopsis: str, words: list[str], width: int, height: int, seed: int, icons: bool
) -> None:
    brief = Brief(title="T", genre=genre, synopsis=" ".join([*words, synopsis]))
    trim = parse_trim(f"{width}x{height}in")
    scene = illustrator.compose(brief, float(trim.aspect), seed, icons)
    pixels = illustrator.paint(scene, trim, small(trim, 100))
    assert pixels.std() > 2
