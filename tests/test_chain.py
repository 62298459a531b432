"""The chain over the real engines: order, progress, cancelling, repeating, and the promise about prints."""

import threading
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image
from skimage.metrics import structural_similarity

from articover import notices
from articover.brief import Brief
from articover.chain import edit_texts, make_cover, print_cover
from articover.engine import STAGES, PrintSize, RunContext
from articover.engines import Engines
from articover.errors import Cancelled, RatioError
from articover.pictures import resize
from articover.trim import BLEED_IN, parse_trim, preview_canvas

BRIEF = Brief("Star Orphan", genre="sci-fi", author="Lee Quill", synopsis="A ship near a ringed planet.")


@pytest.fixture(scope="session")
def engines():
    return Engines()


@pytest.fixture(scope="session")
def cover(engines):
    return make_cover(BRIEF, parse_trim("A5"), 3, engines)


def test_stages_come_in_order_and_say_how_far_they_are(engines):
    seen = []
    make_cover(BRIEF, parse_trim("2:3"), 1, engines, context=RunContext(on_progress=seen.append))
    order = [STAGES.index(progress.stage) for progress in seen]
    assert order == sorted(order) and {0, 1, 2} <= set(order)
    assert all(0 <= progress.fraction <= 1 for progress in seen)
    for stage in STAGES[:3]:
        fractions = [progress.fraction for progress in seen if progress.stage == stage]
        assert fractions == sorted(fractions) and fractions[-1] == 1


@pytest.mark.parametrize("after", [1, 3, 5, 8])
def test_a_cancelled_run_stops_at_its_next_report(engines, after):
    seen = []
    stop = threading.Event()

    def report(progress):
        seen.append(progress)
        if len(seen) >= after:
            stop.set()

    with pytest.raises(Cancelled):
        make_cover(BRIEF, parse_trim("2:3"), 1, engines, context=RunContext(on_progress=report, cancelled=stop.is_set))
    assert len(seen) == after


def test_the_same_brief_and_seed_give_the_same_bits(engines, cover):
    again = make_cover(BRIEF, parse_trim("A5"), 3, Engines())
    assert np.array_equal(again.preview, cover.preview)
    assert np.array_equal(again.background.pixels, cover.background.pixels)
    assert again.layers == cover.layers
    other = make_cover(BRIEF, parse_trim("A5"), 4, engines)
    assert not np.array_equal(other.preview, cover.preview)


def test_what_ran_is_recorded(cover):
    assert [record.stage for record in cover.engines] == ["generate", "remove", "edit"]
    assert all(record.version and record.seconds > 0 for record in cover.engines)
    assert not any(record.generative for record in cover.engines)


@pytest.mark.parametrize(("dpi", "bleed"), [(200, Fraction(0)), (300, BLEED_IN)])
def test_the_print_is_the_picture_that_was_approved(engines, cover, dpi, bleed):
    printed = print_cover(cover, PrintSize(cover.trim, dpi, bleed), engines)
    height, width = printed.pixels.shape[:2]
    assert (width, height) == cover.trim.box_px(dpi, bleed)
    assert _likeness(printed.pixels, cover, dpi * float(bleed)) >= 0.98
    assert printed.png.startswith(b"\x89PNG") and printed.pdf.startswith(b"%PDF-")


def test_the_print_of_an_edited_title_is_the_edited_cover(engines, cover):
    edited = edit_texts(cover, replace(BRIEF, title="The Last Orphan of Saturn"), engines)
    printed = print_cover(edited, PrintSize(cover.trim, 200), engines)
    assert _likeness(printed.pixels, edited, 0) >= 0.98


def test_a_scene_that_no_longer_gives_its_picture_is_enlarged_and_said_so(engines, cover):
    stored = cover.background.scene
    scene = {**stored, "directed": {**stored["directed"], "versions": [0, 0]}}
    old = replace(cover, background=replace(cover.background, scene=scene))
    printed = print_cover(old, PrintSize(cover.trim, 150), engines)
    assert any(notice in notices.ENLARGED for notice in printed.notices)
    assert _likeness(printed.pixels, old, 0) >= 0.98


def test_another_ratio_is_composed_anew_for_a_painted_cover(engines, cover):
    printed = print_cover(cover, PrintSize(parse_trim("1:1"), 100), engines)
    assert printed.pixels.shape[:2] == (800, 800)


def test_an_uploaded_picture_is_printed_too_but_not_in_another_ratio(engines, tmp_path):
    rng = np.random.default_rng(1)
    small = rng.integers(0, 256, (9, 6, 3), dtype=np.uint8)
    picture = Image.fromarray(small).resize((160, 240), Image.Resampling.BICUBIC)
    picture.save(tmp_path / "own.png")
    made = make_cover(BRIEF, parse_trim("6x9in"), 1, engines, generator=engines.upload(tmp_path / "own.png"))
    assert made.background.scene is None
    assert any("dpi" in notice.arguments for notice in made.notices)
    printed = print_cover(made, PrintSize(made.trim, 200, BLEED_IN), engines)
    assert printed.pixels.shape[:2] == (1850, 1250)
    assert _likeness(printed.pixels, made, 25) >= 0.98
    with pytest.raises(RatioError, match="choose"):
        print_cover(made, PrintSize(parse_trim("1:1")), engines)


def _likeness(pixels, cover, bleed_px):
    canvas = preview_canvas(cover.trim)
    height, width = pixels.shape[:2]
    box = (bleed_px, bleed_px, width - bleed_px, height - bleed_px)
    reduced = resize(pixels, (canvas.width, canvas.height), box)
    return structural_similarity(reduced, cover.preview, channel_axis=2)
