"""A4 at 300 dpi with bleed from a raster background, beside what else could be used: `python bench/upscale.py`.

Every row runs in a process of its own, so that its peak memory is its own; its model is warm. "CPU" is
processor seconds over all threads, which a busy machine changes less than it changes the clock.
"quality" is PSNR and SSIM on a 4x round trip: the picture reduced four times, enlarged again, compared
with itself. Real-ESRGAN x4plus takes minutes a page: it runs on a crop and its time is scaled by area.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from articover.brief import Brief
from articover.cover import Background, Cover, Pixels
from articover.edit.typeset import Typeset
from articover.engine import PrintSize, RunContext, SceneRenderer
from articover.generate.illustrator import Illustrator
from articover.pictures import picture_bytes_png, read_picture, resize
from articover.trim import BLEED_IN, background_canvas, parse_trim, print_canvas
from articover.upscale.fidelity import match, ssim
from articover.upscale.ncnn_engine import NcnnUpscaler
from articover.upscale.press import make_print

LIMIT_S, LIMIT_GB = 25.0, 1.5
TRIM = parse_trim("A4")
SIZE = PrintSize(TRIM, 300, BLEED_IN)
CANVAS = print_canvas(TRIM, 300, BLEED_IN)
MODEL_PX = (640, 896)
"""What Stable Diffusion paints for A4 with bleed."""
_CROP_PX = 96
_BRIEF = Brief(
    "The Keeper and the Whale",
    genre="mystery",
    author="Ingrid Holm",
    synopsis="A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
)
_RUN = RunContext("upscale")


@dataclass(frozen=True)
class Row:
    """One way to the print: clock and processor seconds, peak memory, quality of a 4x round trip."""

    seconds: float
    cpu_s: float
    peak_gb: float
    psnr_db: float
    ssim: float
    note: str = ""


def ours_from_model(picture: Pixels) -> Row:
    """The whole print, PNG and PDF with type, from a picture of a model's size."""
    return _print(picture, MODEL_PX)


def ours_from_preview(picture: Pixels) -> Row:
    """The same from a picture of preview size, such as an upload or an erased one."""
    canvas = background_canvas(TRIM)
    return _print(picture, (canvas.width, canvas.height))


def lanczos(picture: Pixels) -> Row:
    """Pixels and PNG alone, no type and no PDF, by Pillow."""
    stored = resize(picture, MODEL_PX)
    size = (CANVAS.width, CANVAS.height)
    return _row(lambda: picture_bytes_png(resize(stored, size), 300, 4), *_quality(picture, _by_lanczos))


def x4plus(picture: Pixels) -> Row:
    """Pixels alone by Real-ESRGAN x4plus, from a crop."""
    upscaler = NcnnUpscaler("x4plus")
    upscaler.enlarge(picture[:8, :8], _RUN)
    top, left = (picture.shape[0] - _CROP_PX) // 2, (picture.shape[1] - _CROP_PX) // 2
    crop = picture[top : top + _CROP_PX, left : left + _CROP_PX]
    area = MODEL_PX[0] * MODEL_PX[1] / _CROP_PX**2
    row = _row(lambda: upscaler.enlarge(crop, _RUN), *_quality(picture, lambda small: upscaler.enlarge(small, _RUN)[0]))
    note = f"time of a {_CROP_PX} px crop, scaled by area; memory of the crop"
    return Row(row.seconds * area, row.cpu_s * area, row.peak_gb, row.psnr_db, row.ssim, note)


ROWS: dict[str, Callable[[Pixels], Row]] = {
    "ours, from 640x896": ours_from_model,
    "ours, from 1167x1636": ours_from_preview,
    "Pillow Lanczos, no type": lanczos,
    "x4plus, no type": x4plus,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", type=Path, help="a raster picture to print; default: a painted scene")
    parser.add_argument("--row", choices=ROWS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        print(json.dumps(asdict(ROWS[options.row](read_picture(options.picture)))))
        return
    print(f"A4 + bleed at 300 dpi ({CANVAS.width}x{CANVAS.height} px), limit {LIMIT_S:g} s and {LIMIT_GB:g} GB")
    print(f"{'':26}{'seconds':>9}{'CPU s':>9}{'peak GB':>9}{'PSNR dB':>9}{'SSIM':>8}")
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture.png"
        picture.write_bytes(picture_bytes_png(_cut(options.picture) if options.picture else _painted(), None, 1))
        for name in ROWS:
            command = [sys.executable, __file__, "--row", name, "--picture", str(picture)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            row = Row(**json.loads(done.stdout))
            figures = f"{row.seconds:9.1f}{row.cpu_s:9.1f}{row.peak_gb:9.2f}{row.psnr_db:9.2f}{row.ssim:8.4f}"
            print(f"{name:26}{figures}  {row.note}", flush=True)


def _painted() -> Pixels:
    """A scene drawn at print size: the truth that the round trip is held against."""
    painter = Illustrator()
    background, _ = painter.generate(_BRIEF, TRIM, RunContext("generate", 1))
    return painter.render(background, TRIM, CANVAS, RunContext("generate", 1))


def _cut(path: Path) -> Pixels:
    """The middle of a picture file, of the ratio of A4 with bleed."""
    pixels = read_picture(path)
    height, width = pixels.shape[:2]
    scale = min(width / CANVAS.width, height / CANVAS.height)
    left, top = (width - CANVAS.width * scale) / 2, (height - CANVAS.height * scale) / 2
    box = (left, top, left + CANVAS.width * scale, top + CANVAS.height * scale)
    return resize(pixels, (round(box[2] - box[0]), round(box[3] - box[1])), box)


def _print(picture: Pixels, size: tuple[int, int]) -> Row:
    stored = resize(picture, size)
    canvas = background_canvas(TRIM)
    share_x, share_y = size[0] / canvas.width, size[1] / canvas.height
    left, top, right, bottom = canvas.trim_box_of(TRIM)
    background = Background(stored, (left * share_x, top * share_y, right * share_x, bottom * share_y))
    typesetter, upscaler = Typeset(), NcnnUpscaler()
    edited = typesetter.set(_BRIEF, TRIM, background, RunContext("edit", 1))
    cover = Cover(_BRIEF, TRIM, 1, background, edited.layers, edited.preview)
    upscaler.enlarge(stored[:8, :8], _RUN)

    def ours(small: Pixels) -> Pixels:
        large, _ = upscaler.enlarge(small, _RUN)
        height, width = small.shape[:2]
        return match(large, small, (0.0, 0.0, float(width), float(height)), (width, height))[0]

    row = _row(lambda: make_print(cover, SIZE, lambda: upscaler, _no_repainter, typesetter, _RUN))
    return Row(row.seconds, row.cpu_s, row.peak_gb, *_quality(picture, ours), "PNG and PDF with type")


def _no_repainter() -> SceneRenderer:
    raise AssertionError("a raster picture is not repainted")


def _by_lanczos(small: Pixels) -> Pixels:
    return resize(small, (small.shape[1] * 4, small.shape[0] * 4))


def _row(work: Callable[[], object], psnr_db: float = 0.0, alike: float = 0.0) -> Row:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu_s = time.perf_counter() - clock, time.process_time() - cpu
    return Row(seconds, cpu_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, psnr_db, alike)


def _quality(picture: Pixels, enlarge: Callable[[Pixels], Pixels]) -> tuple[float, float]:
    """PSNR and SSIM of the busiest part of `picture`, reduced four times and enlarged again."""
    side = 4 * _CROP_PX
    height, width = picture.shape[:2]
    corners = [(y, x) for y in range(0, height - side, side) for x in range(0, width - side, side)]
    busy = [float(np.abs(np.diff(picture[y : y + side, x : x + side].astype(int), axis=1)).mean()) for y, x in corners]
    top, left = corners[int(np.argmax(busy))]
    truth = np.ascontiguousarray(picture[top : top + side, left : left + side])
    again = enlarge(resize(truth, (_CROP_PX, _CROP_PX)))
    error = float(np.mean((again.astype(np.float64) - truth) ** 2))
    return 10 * float(np.log10(255**2 / max(error, 1e-9))), ssim(again, truth)


if __name__ == "__main__":
    main()
