"""From a cover to print files: exact pixels and dpi, the approved picture, and what happens where it cannot be."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from sampling import sample

from articover import notices
from articover.brief import Brief
from articover.cover import Background, Cover, EngineRecord, Pixels, TextLayer, TextLine
from articover.edit.typeset import Typeset
from articover.edit.typeset.fonts import face
from articover.edit.typeset.shaping import line_width_em, shape
from articover.engine import Availability, PrintSize, RunContext, SceneRenderer
from articover.engine_description import EngineDescription
from articover.engines import Engines
from articover.errors import Cancelled, EngineError, RatioError
from articover.pictures import crop_canvas, picture_bytes_png, resize
from articover.trim import BLEED_IN, Canvas, Trim, background_canvas, parse_trim, preview_canvas, print_canvas
from articover.upscale import press
from articover.upscale.fidelity import SAME_SSIM, ssim
from articover.upscale.ncnn_engine import NcnnUpscaler
from articover.upscale.press import PrintFiles, make_print, nearest_trims, print_picture

SMALL = Trim("2x3in", Fraction(2), Fraction(3))
TYPESETTER = Typeset()
UPSCALER = NcnnUpscaler()
RUN = RunContext("upscale")


def scene(trim: Trim, canvas: Canvas) -> Pixels:
    """A picture that can be drawn at any size: a sky, a sun, a hill, stripes."""
    y, x = np.mgrid[0 : canvas.height, 0 : canvas.width].astype(np.float64)
    u = (x + 0.5 - canvas.left) / canvas.px_per_in_x / float(trim.width_in)
    v = (y + 0.5 - canvas.top) / canvas.px_per_in_y / float(trim.height_in)
    soft = canvas.px_per_in_x * float(trim.width_in)
    sun = np.clip((0.22 - np.hypot(u - 0.6, (v - 0.55) / float(trim.aspect))) * soft + 0.5, 0, 1)
    hill = np.clip((v - 0.78 - 0.05 * np.sin(6 * u)) * soft + 0.5, 0, 1)
    red, green, blue = 40 + 60 * v + 10 * np.sin(40 * u), 50 + 40 * v, 120 - 60 * v
    layers = [(sun, (240, 190, 90)), (hill, (24, 30, 40))]
    pixels = np.stack([red, green, blue], axis=-1)
    for alpha, color in layers:
        pixels = pixels * (1 - alpha[..., None]) + np.array(color) * alpha[..., None]
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


class Painter(SceneRenderer):
    """A repainter of `scene`; `broken` stands for one that has changed since."""

    description = EngineDescription("painter", "generate", renders_scenes=True)

    def __init__(self, broken: bool = False) -> None:
        self.broken = broken

    def availability(self) -> Availability:
        return Availability(True)

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        canvas = background_canvas(trim)
        return Background(scene(trim, canvas), canvas.trim_box_of(trim), {"version": 1}), EngineRecord(
            "generate", self.name, "1"
        )

    def render(self, background: Background, trim: Trim, canvas: Canvas, run: RunContext) -> Pixels:
        if self.broken:
            raise EngineError(sentence="The painter has changed since.")
        return scene(trim, canvas)


def no_painter() -> Painter:
    raise AssertionError("a raster picture needs no painter")


def no_upscaler() -> NcnnUpscaler:
    raise AssertionError("no enlarging is needed here")


@lru_cache
def cover(trim: Trim = SMALL, long_side_px: int | None = None, drawn: bool = False) -> Cover:
    """A cover of `scene`; its background has `long_side_px` on the longer side if given, like a model's."""
    background, _ = Painter().generate(Brief(title="Lantern"), trim, RUN)
    if long_side_px:
        factor = long_side_px / max(background.pixels.shape)
        height, width = background.pixels.shape[:2]
        size = (round(width * factor), round(height * factor))
        left, top, right, bottom = background.trim_box_px
        box = (left * size[0] / width, top * size[1] / height, right * size[0] / width, bottom * size[1] / height)
        background = Background(resize(background.pixels, size), box)
    background = background if drawn else replace(background, scene=None)
    chosen = face("Cinzel")
    size_pt = 18.0
    width = line_width_em(shape("Lantern", [chosen])) * size_pt / 72 / float(trim.width_in)
    line = TextLine("Lantern", (1 - width) / 2, 0.2, width, size_pt)
    layers = (TextLayer("title", "Lantern", (line,), chosen.ref(), "#fff4d6"),)
    canvas = preview_canvas(trim)
    shown = crop_canvas(background.pixels, background.trim_box_px, trim, canvas)
    preview = TYPESETTER.paint(layers, trim, shown, canvas)
    return Cover(Brief(title="Lantern"), trim, 1, background, layers, preview)


def printed(
    made: Cover,
    size: PrintSize,
    upscaler: Callable[[], NcnnUpscaler] = lambda: UPSCALER,
    painter: Callable[[], Painter] = no_painter,
    run: RunContext = RUN,
) -> PrintFiles:
    return make_print(made, size, upscaler, painter, TYPESETTER, run)


def likeness(files: PrintFiles, made: Cover, size: PrintSize) -> float:
    box = print_canvas(size.trim, size.dpi, size.bleed_in).trim_box_of(size.trim)
    seen = (min(made.preview.shape[1], round(box[2] - box[0])), min(made.preview.shape[0], round(box[3] - box[1])))
    return ssim(resize(files.pixels, seen, box), resize(made.preview, seen))


@pytest.mark.parametrize("bleed", [Fraction(0), BLEED_IN])
def test_a_raster_cover_enlarged(bleed: Fraction) -> None:
    made, size = cover(long_side_px=240), PrintSize(SMALL, 300, bleed)
    files = printed(made, size)
    canvas = print_canvas(SMALL, 300, bleed)
    assert files.pixels.shape == (canvas.height, canvas.width, 3)
    assert files.record.engine == "ncnn"
    (said,) = files.notices
    assert said in notices.OWN_DPI and 70 <= int(str(said.arguments["dpi"])) <= 80, "240 px on 3.25 in"
    assert likeness(files, made, size) >= SAME_SSIM
    with Image.open(io.BytesIO(files.png)) as png:
        assert png.size == (canvas.width, canvas.height)
        assert png.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert set(png.info) <= {"dpi", "srgb"}
        np.testing.assert_array_equal(np.asarray(png), files.pixels)


def test_the_pdf_shows_the_png() -> None:
    files = printed(cover(long_side_px=240), PrintSize(SMALL, 200, BLEED_IN))
    page = pypdfium2.PdfDocument(files.pdf)[0]
    seen = np.asarray(page.render(scale=200 / 72, rev_byteorder=True).to_numpy())[:, :, :3]
    assert seen.shape == files.pixels.shape
    assert ssim(seen, files.pixels) > 0.99
    assert page.get_textpage().get_text_range().strip() == "Lantern"
    with pikepdf.open(io.BytesIO(files.pdf)) as pdf:
        assert tuple(pdf.pages[0].obj.MediaBox) == (0, 0, 162, 234)


def test_a_drawn_cover_is_drawn_again() -> None:
    made, size = cover(drawn=True), PrintSize(SMALL, 300, BLEED_IN)
    files = printed(made, size, no_upscaler, Painter)
    canvas = print_canvas(SMALL, 300, BLEED_IN)
    bare = replace(made, layers=())
    np.testing.assert_array_equal(printed(bare, size, no_upscaler, Painter).pixels, scene(SMALL, canvas))
    assert files.record.engine == "painter"
    assert likeness(files, made, size) >= SAME_SSIM


def test_a_changed_painter_falls_back_to_the_stored_picture_and_says_so() -> None:
    made, size = cover(drawn=True), PrintSize(SMALL, 300, BLEED_IN)
    files = printed(made, size, painter=lambda: Painter(broken=True))
    assert likeness(files, made, size) >= SAME_SSIM
    assert files.notices[0] in notices.ENLARGED


def test_a_picture_with_pixels_enough_is_only_resampled() -> None:
    files = printed(cover(), PrintSize(SMALL, 150), no_upscaler)
    assert files.record.engine == "lanczos"
    assert files.notices == ()


def test_bands_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    made, size = replace(cover(long_side_px=160), layers=()), PrintSize(SMALL, 100, BLEED_IN)
    whole = printed(made, size).pixels
    monkeypatch.setattr(press, "_LARGE_PIXELS", 100_000)
    banded = printed(made, size).pixels
    assert np.abs(banded.astype(int) - whole).max() <= 2


def test_another_size_of_the_same_shape_scales_the_type() -> None:
    made, size = cover(long_side_px=240), PrintSize(Trim("4x6in", Fraction(4), Fraction(6)), 150, BLEED_IN)
    files = printed(made, size)
    assert files.pixels.shape == (938, 638, 3)
    assert likeness(files, made, size) >= SAME_SSIM


def test_a_smaller_size_mirrors_the_picture_into_the_bleed_and_says_so() -> None:
    made, size = cover(long_side_px=240), PrintSize(Trim("1x1.5in", Fraction(1), Fraction(3, 2)), 300, BLEED_IN)
    files = printed(made, size)
    assert likeness(files, made, size) >= SAME_SSIM
    assert files.notices[0] == notices.MIRRORED()


def test_a_ratio_off_by_less_than_a_percent_is_cut_not_stretched() -> None:
    """A square in the picture stays a square."""
    trim = Trim("nearly", Fraction(2) * Fraction(1008, 1000), Fraction(3))
    made = cover(long_side_px=600)
    image = Image.fromarray(made.background.pixels)
    ImageDraw.Draw(image).rectangle((100, 200, 299, 399), fill=(255, 0, 0))
    made = replace(made, background=replace(made.background, pixels=np.asarray(image)), layers=())
    pixels = printed(made, PrintSize(trim, 200)).pixels.astype(int)
    red = (pixels[..., 0] > 200) & (pixels[..., 1] < 60)
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    assert abs(int(np.ptp(rows)) - int(np.ptp(columns))) <= 2


def test_another_ratio_is_refused_with_sizes_named() -> None:
    with pytest.raises(RatioError, match=r"choose one of 6x9in.*, 198x297mm\."):
        printed(cover(parse_trim("6x9in"), 240), PrintSize(parse_trim("A4")))


def test_nearest_sizes_have_the_ratio() -> None:
    for aspect in (0.5, 2 / 3, 0.7071, 1.0, 16 / 9):
        for name in nearest_trims(aspect, parse_trim("A5")):
            assert abs(float(parse_trim(name).aspect) / aspect - 1) <= 0.012


def test_cancelled_between_tiles() -> None:
    with pytest.raises(Cancelled):
        printed(cover(long_side_px=240), PrintSize(SMALL, 300), run=RunContext("upscale", cancelled=lambda: True))


def test_progress_only_grows() -> None:
    seen: list[float] = []
    run = RunContext("upscale", on_progress=lambda progress: seen.append(progress.fraction))
    printed(cover(long_side_px=240), PrintSize(SMALL, 300), run=run)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_plain_picture(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(picture_bytes_png(scene(SMALL, print_canvas(SMALL, 80))))
    files = print_picture(path, PrintSize(SMALL, 300, BLEED_IN), UPSCALER, RUN)
    canvas = print_canvas(SMALL, 300, BLEED_IN)
    assert files.pixels.shape == (canvas.height, canvas.width, 3)
    with pytest.raises(RatioError, match="160x240 px does not fit A4"):
        print_picture(path, PrintSize(parse_trim("A4")), UPSCALER, RUN)


@pytest.mark.parametrize(
    "size", sample([(600, 900), (601, 902), (100, 151), (170, 255), (107, 160)], (601, 902), (107, 160))
)
def test_a_picture_of_any_size_is_taken(size, tmp_path):
    """The side that fits exactly must not come out beyond the picture by the rounding of floats."""
    Image.fromarray(np.full((size[1], size[0], 3), 90, np.uint8)).save(tmp_path / "p.png")
    upscaler = Engines().upscaler()
    made = print_picture(
        tmp_path / "p.png", PrintSize(parse_trim("2x3in"), 72, Fraction(0)), upscaler, RunContext("upscale")
    )
    assert made.pixels.shape == (216, 144, 3)
