"""Titles on pictures: spelled as typed, inside the safe margin, readable, the same at print size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sampling import sample
from skimage.metrics import structural_similarity

from articover import notices
from articover.brief import Brief
from articover.cover import Background, Check, CheckCode, TextLayer
from articover.edit.typeset import Typeset
from articover.edit.typeset.drawing import layer_box
from articover.edit.typeset.fonts import families
from articover.edit.typeset.ink import color_luminance, contrast_ratio
from articover.engine import Edited, RunContext
from articover.errors import RequestError, TextError
from articover.genres import GENRES
from articover.trim import Trim, parse_trim, preview_canvas, print_canvas

SetTitle = Callable[..., Edited]
Ground = Callable[..., Background]


def check(edited: Edited, code: CheckCode) -> Check:
    return next(item for item in edited.checks if item.code == code and item.role == "title")


def layer(edited: Edited, role: str) -> TextLayer:
    return next(item for item in edited.layers if item.role == role)


def as_set(edited: Edited, role: str = "title") -> str:
    return " ".join(line.text for line in layer(edited, role).lines)


def folded(text: str) -> str:
    """Without white space and case; the dots of Turkish i, which capitals move, do not count."""
    return "".join(text.split()).casefold().replace("\u0307", "").replace("ı", "i")


def assert_inside(edited: Edited, trim: Trim) -> None:
    canvas = preview_canvas(trim)
    safe_px = min(0.25, 0.1 * float(min(trim.width_in, trim.height_in))) * canvas.px_per_in_x - 1.5
    for each in edited.layers:
        left, top, right, bottom = layer_box(each, trim, canvas)
        assert left >= safe_px
        assert top >= safe_px
        assert right <= canvas.width - safe_px
        assert bottom <= canvas.height - safe_px


@pytest.mark.parametrize("genre", sample(sorted(GENRES), "children", "fantasy", "literary", "thriller"))
def test_every_genre_reads_back_with_contrast(set_title: SetTitle, genre: str) -> None:
    edited = set_title("The Keeper and the Whale", genre=genre, author="Ingrid Holm")
    assert check(edited, "reads-back").ok, check(edited, "reads-back")
    for item in edited.checks:
        if item.code == "contrast":
            assert item.ok, item
    assert check(edited, "thumbnail").ok
    assert layer(edited, "title").text == "The Keeper and the Whale"
    assert_inside(edited, parse_trim("6x9in"))


@pytest.mark.parametrize(
    "genre", sample(["literary", "children", "thriller", "fantasy", "computer"], "children", "thriller")
)
def test_korean_reads_back(set_title: SetTitle, genre: str) -> None:
    edited = set_title("별을 삼킨 고래", genre=genre, author="한서윤")
    found = check(edited, "reads-back")
    assert found.ok, found
    assert not found.advisory


@pytest.mark.parametrize("ratio", sample(["2:3", "1:1.6", "1:1", "16:9", "A5", "신국판", "1:4"], "2:3", "16:9", "1:4"))
def test_every_ratio_keeps_the_safe_margin(set_title: SetTitle, ratio: str, gradient: Ground) -> None:
    trim = parse_trim(ratio)
    edited = set_title(
        "A Robot Learns to Garden", ratio, genre="children", author="Kim Ha-eun", subtitle="With stickers",
        series="Book 2", ground=gradient(trim, (250, 220, 120), (90, 200, 190)),
    )  # fmt: skip
    assert_inside(edited, trim)
    assert check(edited, "reads-back").ok
    assert edited.preview.shape[:2] == (preview_canvas(trim).height, preview_canvas(trim).width)


@pytest.mark.parametrize("seed", sample(range(3), 0))
@pytest.mark.parametrize("genre", ["thriller", "literary", "children"])
def test_noise_is_overcome(set_title: SetTitle, genre: str, seed: int, noise: Ground) -> None:
    trim = parse_trim("5x8in")
    edited = set_title("Ash and Salt", "5x8in", seed, noise(trim, seed), genre=genre, author="Nora Vell")
    for item in edited.checks:
        if item.code == "contrast":
            assert item.ok, item
    assert check(edited, "reads-back").ok


def test_contrast_is_that_of_the_pixels(set_title: SetTitle, gradient: Ground) -> None:
    """On a flat ground the recorded figure is WCAG's own."""
    trim = parse_trim("6x9in")
    flat = gradient(trim, (30, 30, 60), (30, 30, 60))
    edited = set_title("Whale", ground=replace(flat, pixels=np.full_like(flat.pixels, (30, 30, 60))), genre="general")
    expected = contrast_ratio(color_luminance(layer(edited, "title").color), color_luminance("#1e1e3c"))
    figure = check(edited, "contrast").figure
    assert isinstance(figure, float)
    assert figure == pytest.approx(expected, abs=0.15)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("مدينة الملح والضوء", "literary"),
        ("銀河鉄道の夜と、星を売る少年", "fantasy"),
        ("สายน้ำที่ไม่เคยหลับใหล", "romance"),
        ("Größe, Maß & Straße", "thriller"),
        ("घर की आख़िरी चिट्ठी", "literary"),
        ("Мастер и Маргарита", "gothic"),
        ("Η Πόλη των Αστεριών", "sci-fi"),
        ("האיש שלא ישן", "mystery"),
        ("AI 시대의 사랑과 Love", "computer"),
        ("İstanbul Işığı", "thriller"),
        ("Don't—Stop: 24 “Hours” & 7 Days", "thriller"),
        ("e\u0301\u0323\u0302\u0301 Cafe\u0301", "literary"),
        ("Zero\u200dwidth \u200enight", "horror"),
        ("100%", "business"),
    ],
)
def test_any_script_is_set(set_title: SetTitle, title: str, genre: str) -> None:
    edited = set_title(title, genre=genre, author="Ö. Ñandú")
    brief = Brief(title)
    assert layer(edited, "title").text == brief.title
    assert folded(as_set(edited)) == folded(brief.title)
    reading = check(edited, "reads-back")
    assert reading.ok or (reading.advisory and reading.reason == "no-reader"), reading
    assert check(edited, "contrast").ok
    assert_inside(edited, parse_trim("6x9in"))


def test_the_longest_texts_fit(set_title: SetTitle) -> None:
    title = ("The Extraordinarily Long and Winding Account of How Three Sisters Crossed the Whole of Siberia " * 3)[
        :200
    ]
    edited = set_title(
        title.strip(), genre="historical", author="Anna " * 20, subtitle="nine letters " * 12, series="X" * 50
    )
    assert_inside(edited, parse_trim("6x9in"))
    boxes = sorted(
        layer_box(each, parse_trim("6x9in"), preview_canvas(parse_trim("6x9in")))[1::2] for each in edited.layers
    )
    for above, below in pairwise(boxes):
        assert above[1] <= below[0], "texts run into each other"


def test_a_single_long_word_fits_unbroken(set_title: SetTitle) -> None:
    edited = set_title("Donaudampfschifffahrtselektrizitätenhauptbetr", genre="historical")
    assert len(layer(edited, "title").lines) == 1
    assert_inside(edited, parse_trim("6x9in"))


@given(
    title=st.text(
        st.sampled_from("aeiouRSTLN of the and   -'&!?0123가나다漢字سلام\n"), min_size=1, max_size=200
    ).filter(lambda text: any(char.isalnum() for char in text)),
    ratio=st.sampled_from(["2:3", "1:1", "16:9", "1x1in", "1:4"]),
)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_set_whole_and_inside(typeset: Typeset, title: str, ratio: str, gradient: Ground) -> None:
    trim = parse_trim(ratio)
    edited = typeset.set(
        Brief(title, author="A B"), trim, gradient(trim, (10, 10, 30), (60, 60, 80)), RunContext("edit")
    )
    assert "".join(as_set(edited).split()) == "".join(Brief(title).title.split())
    assert_inside(edited, trim)


def test_emoji_are_refused_by_name(set_title: SetTitle) -> None:
    with pytest.raises(TextError, match=r"“😀” \(U\+1F600"):
        set_title("Happy 😀 days", genre="children")


def test_calm_places_are_found_and_faces_kept_free(typeset: Typeset, gradient: Ground, noise: Ground) -> None:
    """Without zones the title goes where the picture is calm, and not over a patch like a face."""
    trim = parse_trim("6x9in")
    calm, rough = gradient(trim, (90, 110, 130), (90, 110, 130), zones=False), noise(trim)
    height = calm.pixels.shape[0]
    mixed = calm.pixels.copy()
    mixed[: height // 2] = rough.pixels[: height // 2]
    edited = typeset.set(Brief("Below"), trim, replace(calm, pixels=mixed), RunContext("edit"))
    assert layer(edited, "title").lines[0].y > 0.5
    face = calm.pixels.copy()
    face[150:500, 400:700] = (224, 172, 140)
    edited = typeset.set(Brief("Below"), trim, replace(calm, pixels=face), RunContext("edit"))
    assert layer(edited, "title").lines[0].y > 0.4


def test_the_writers_own_lines_stand(set_title: SetTitle) -> None:
    edited = set_title("Thinking\nin Circles", genre="literary")
    assert [line.text for line in layer(edited, "title").lines] == ["Thinking", "in Circles"]


def test_same_input_same_bits(set_title: SetTitle) -> None:
    one, other = (set_title("Ember & Thorn", genre="romance", author="Mia Park", seed=5) for _ in range(2))
    assert one.layers == other.layers
    assert np.array_equal(one.preview, other.preview)


def test_seeds_choose_different_faces(set_title: SetTitle) -> None:
    assert len({layer(set_title("Ember", genre="romance", seed=seed), "title").font.family for seed in range(4)}) > 1


def test_print_reduced_is_the_preview(typeset: Typeset, gradient: Ground, noise: Ground) -> None:
    """The picture and its print differ by resampling only, effects and all."""
    trim = parse_trim("4x6in")
    for genre, ground in (("children", gradient(trim, (250, 220, 120), (90, 200, 190))), ("romance", noise(trim))):
        edited = typeset.set(Brief("Star Orphan", genre=genre, author="Lee Quill"), trim, ground, RunContext("edit"))
        canvas, paper = preview_canvas(trim), print_canvas(trim, 400, Fraction(1, 8))
        left, top, right, bottom = ground.trim_box_px
        scale = (right - left) / float(trim.width_in)
        bleed = scale / 8
        picture = Image.fromarray(ground.pixels).resize(
            (paper.width, paper.height), Image.Resampling.BICUBIC,
            box=(left - bleed, top - bleed, right + bleed, bottom + bleed),
        )  # fmt: skip
        printed = typeset.paint(edited.layers, trim, np.asarray(picture), paper)
        reduced = Image.fromarray(printed).resize(
            (canvas.width, canvas.height), Image.Resampling.LANCZOS, box=paper.trim_box_of(trim)
        )
        assert structural_similarity(np.asarray(reduced), edited.preview, channel_axis=2) >= 0.98


def test_without_letters_only_the_effects_are_drawn(typeset: Typeset, set_title: SetTitle, gradient: Ground) -> None:
    trim = parse_trim("6x9in")
    ground = gradient(trim, (10, 10, 30), (60, 60, 80))
    edited = set_title("Plain", ground=ground, genre="general")
    canvas = preview_canvas(trim)
    picture = np.zeros((canvas.height, canvas.width, 3), np.uint8)
    assert {each.effect.kind for each in edited.layers} == {"none"}
    assert np.array_equal(typeset.paint(edited.layers, trim, picture, canvas, letters=False), picture)
    assert typeset.paint(edited.layers, trim, picture, canvas).any()
    assert not picture.any(), "the given pixels are never changed"


def test_new_words_keep_face_and_colour(typeset: Typeset, set_title: SetTitle, gradient: Ground) -> None:
    trim = parse_trim("6x9in")
    ground = gradient(trim, (16, 20, 48), (40, 60, 90))
    before = set_title("Ember & Thorn", genre="romance", author="Mia Park", seed=2, ground=ground)
    brief = Brief("Ember & Thorn Again", genre="romance", author="Mia Parks")
    after = typeset.set(brief, trim, ground, RunContext("edit", 9), before.layers)
    for role in ("title", "author"):
        assert layer(after, role).font == layer(before, role).font
        assert layer(after, role).color == layer(before, role).color
    assert layer(after, "title").text == "Ember & Thorn Again"


def test_words_in_another_script_get_another_face(typeset: Typeset, set_title: SetTitle, gradient: Ground) -> None:
    trim = parse_trim("6x9in")
    ground = gradient(trim, (16, 20, 48), (40, 60, 90))
    before = set_title("Ember", genre="fantasy", ground=ground)
    after = typeset.set(Brief("불씨", genre="fantasy"), trim, ground, RunContext("edit"), before.layers)
    assert layer(after, "title").font.family in {"Song Myung", "Nanum Myeongjo"}
    asked = (replace(before.layers[0], overrides={"font": "Anton"}),)
    named = typeset.set(Brief("불씨", genre="fantasy"), trim, ground, RunContext("edit"), asked)
    assert any(said in notices.LACKS_LETTERS and said.arguments["family"] == "Anton" for said in named.notices)
    # So that a reader of another language is told, too.


@pytest.mark.parametrize(
    "overrides",
    [
        {"font": "Lobsterr"},
        {"color": "reddish"},
        {"size": 99},
        {"size": "big"},
    ],
)
def test_wishes_that_cannot_be_followed_are_refused(
    typeset: Typeset, set_title: SetTitle, overrides: dict[str, object], gradient: Ground
) -> None:
    trim = parse_trim("6x9in")
    ground = gradient(trim, (16, 20, 48), (40, 60, 90))
    before = set_title("Ember", genre="romance", ground=ground)
    wished = (replace(before.layers[0], overrides=overrides),)
    with pytest.raises(RequestError):
        typeset.set(Brief("Ember"), trim, ground, RunContext("edit"), wished)


def test_wishes_are_followed_and_kept(typeset: Typeset, set_title: SetTitle, gradient: Ground) -> None:
    trim = parse_trim("6x9in")
    ground = gradient(trim, (16, 20, 48), (40, 60, 90))
    before = set_title("Ember Coast", genre="romance", ground=ground)
    wishes = {"font": "oswald", "color": "#808080", "place": "bottom", "size": 0.6, "align": "left", "case": "as-typed"}
    wished = (replace(before.layers[0], overrides=wishes),)
    edited = typeset.set(Brief("Ember Coast", genre="romance"), trim, ground, RunContext("edit"), wished)
    title = layer(edited, "title")
    assert title.font.family == "Oswald"
    assert (title.color, title.align, title.case) == ("#808080", "left", "as-typed")
    assert title.lines[0].y > 0.5
    assert title.lines[0].size_pt < layer(before, "title").lines[0].size_pt
    assert dict(title.overrides) == wishes
    assert check(edited, "contrast").ok, "any colour is made readable by its ground"


@pytest.mark.parametrize("name", ["Cinzel", "Anton", "Jua", "Great Vibes", "Noto Serif JP"])
def test_any_family_can_be_asked_for(typeset: Typeset, set_title: SetTitle, name: str, gradient: Ground) -> None:
    trim = parse_trim("6x9in")
    ground = gradient(trim, (16, 20, 48), (40, 60, 90))
    before = set_title("Ember", genre="romance", ground=ground)
    wished = (replace(before.layers[0], overrides={"font": name}),)
    edited = typeset.set(Brief("Ember 2"), trim, ground, RunContext("edit"), wished)
    assert layer(edited, "title").font.family == name
    assert families()[name].name == name


def test_what_was_used_is_recorded(set_title: SetTitle) -> None:
    record = set_title("Ember", genre="romance", author="Mia").record
    assert record.engine == "typeset"
    assert record.weights
    assert all("OFL" in credit or "Apache" in credit for credit in record.credits)
    assert not record.generative
