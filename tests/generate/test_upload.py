from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from articover import notices
from articover.brief import Brief
from articover.engine import RunContext
from articover.errors import Cancelled, PictureError
from articover.files import write_atomic
from articover.generate.upload import UploadedPicture, crop_box, dpi_warning, saliency
from articover.pictures import crop_canvas, picture_bytes_png
from articover.trim import Trim, background_canvas, parse_trim, preview_canvas

BRIEF = Brief(title="A Day at Sea")
TRIM = parse_trim("6x9in")
NAMES = ["6x9in", "1:1", "16:9", "신국판", "2:5"]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def photo(width: int, height: int, subject: tuple[float, float]) -> np.ndarray:
    """A grey ramp with one orange disc at `subject`, in parts of the picture."""
    y, x = np.mgrid[:height, :width]
    pixels = np.repeat((60 + 40 * x / width)[..., None], 3, axis=2)
    radius = 0.12 * min(width, height)
    pixels[np.hypot(x - subject[0] * width, y - subject[1] * height) < radius] = (230, 120, 40)
    return pixels.astype(np.uint8)


def uploaded(pixels: np.ndarray, tmp_path: Path, trim: Trim = TRIM) -> tuple:
    path = tmp_path / "mine.png"
    write_atomic(path, picture_bytes_png(pixels, compress_level=1))
    return UploadedPicture(path).generate(BRIEF, trim, RunContext("generate"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(300, 200), (1200, 1700)])
def test_the_bleed_box_is_covered_and_nothing_is_stretched(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    trim = parse_trim(name)
    background, record = uploaded(photo(*size, (0.5, 0.5)), tmp_path, trim)
    left, top, right, bottom = background.trim_box_px
    across, down = (right - left) / float(trim.width_in), (bottom - top) / float(trim.height_in)
    assert across == pytest.approx(down, rel=0.01)
    canvas = background_canvas(trim)
    shown = crop_canvas(background.pixels, background.trim_box_px, trim, canvas)
    assert shown.shape == (canvas.height, canvas.width, 3)
    orange = (background.pixels[..., 0] > 180).any(axis=0).sum(), (background.pixels[..., 0] > 180).any(axis=1).sum()
    assert orange[0] == pytest.approx(orange[1], rel=0.06)
    assert record.engine == "upload" and not record.generative
    assert len(background.palette) == 4 and background.scene is None and background.zones == ()


@pytest.mark.parametrize("at", [0.15, 0.5, 0.85])
@pytest.mark.parametrize("wide", [True, False])
def test_the_crop_keeps_the_subject(at: float, wide: bool) -> None:
    pixels = photo(900, 300, (at, 0.5)) if wide else photo(300, 900, (0.5, at))
    left, top, width, height = crop_box(pixels, 1.0)
    kept = pixels[top : top + height, left : left + width]
    assert (kept[..., 0] > 180).sum() == (pixels[..., 0] > 180).sum()


def test_a_picture_without_a_subject_is_cropped_in_the_middle() -> None:
    left, _, width, _ = crop_box(np.full((300, 900, 3), 90, np.uint8), 1.0)
    assert abs(left + width / 2 - 450) <= 10
    assert saliency(np.full((30, 30, 3), 90, np.uint8)).sum() == pytest.approx(1, rel=1e-4)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_native_pixels_are_kept_up_to_600_dpi(tmp_path: Path, scale: float) -> None:
    canvas = background_canvas(TRIM)
    size = round(canvas.width * scale), round(canvas.height * scale)
    noise = np.random.default_rng(1).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    background, _ = uploaded(noise, tmp_path)
    assert background.pixels.shape[:2] == (size[1], size[0])
    assert np.array_equal(background.pixels, noise)


def test_a_small_picture_is_left_small_for_the_press_to_enlarge(tmp_path: Path) -> None:
    background, _ = uploaded(photo(400, 600, (0.5, 0.5)), tmp_path)
    height, width = background.pixels.shape[:2]
    assert 390 <= width <= 400 and height <= 600


def test_more_than_a_press_resolves_is_reduced(tmp_path: Path) -> None:
    trim = parse_trim("1x1in")
    background, _ = uploaded(photo(2600, 2600, (0.5, 0.5)), tmp_path, trim)
    left, _, right, _ = background.trim_box_px
    assert right - left == pytest.approx(max(600, preview_canvas(trim).width), rel=0.01)


def test_the_dpi_at_the_trim_is_told_and_warned_about(tmp_path: Path) -> None:
    assert dpi_warning(120, TRIM) == notices.SOFT(dpi=120, size="6x9")
    assert dpi_warning(300, TRIM) is None
    _, record = uploaded(photo(750, 1110, (0.5, 0.5)), tmp_path)
    assert record.notes[0] == notices.SOFT(dpi=120, size="6x9")


def test_the_same_picture_gives_the_same_background(tmp_path: Path) -> None:
    pixels = photo(500, 400, (0.3, 0.5))
    first, second = uploaded(pixels, tmp_path)[0], uploaded(pixels, tmp_path)[0]
    assert np.array_equal(first.pixels, second.pixels) and first.palette == second.palette


def test_what_cannot_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="too small"):
        uploaded(photo(40, 40, (0.5, 0.5)), tmp_path)
    with pytest.raises(PictureError, match="does not exist"):
        UploadedPicture(tmp_path / "none.png").generate(BRIEF, TRIM, RunContext("generate"))
    with pytest.raises(Cancelled):
        UploadedPicture(tmp_path / "mine.png").generate(BRIEF, TRIM, RunContext("generate", cancelled=lambda: True))
    assert names_in(tmp_path) == ["mine.png"]


def test_the_place_where_a_photograph_was_taken_does_not_travel(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (37.0, 33.0, 59.0)
    path = tmp_path / "photo.jpg"
    Image.fromarray(photo(400, 600, (0.5, 0.5))).save(path, exif=exif)
    background, _ = UploadedPicture(path).generate(BRIEF, TRIM, RunContext("generate"))
    assert b"Exif" not in picture_bytes_png(background.pixels)
