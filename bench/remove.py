"""Text removal against known originals: ours, box masks, and OpenCV's Telea and Navier-Stokes.

    python -m bench.remove [--out FOLDER]

Letters in real faces are set on photographs and gradients whose clean originals are at hand, then
removed. Prints PSNR (dB) where pixels were lettered, SSIM of the whole, seconds; then the error of
each way over ours (above 1: ours is nearer to the original).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import fontpkg
import numpy as np
import skimage.data
from PIL import Image, ImageDraw, ImageFont
from skimage.metrics import structural_similarity

from articover.cover import Mask, Pixels
from articover.engine import RunContext
from articover.files import write_atomic
from articover.pictures import picture_bytes_png, resize
from articover.remove.detect_rapidocr import RapidOcrDetector
from articover.remove.inpaint_migan import MiganInpainter
from articover.remove.loop import remove_text
from articover.remove.masks import box_mask, stroke_mask

SIZE = (512, 768)
_TELEA_RADIUS_PX = 5


def grounds() -> dict[str, Pixels]:
    """Pictures without text, 512x768: a gradient, a grainy dusk, four photographs of scikit-image."""
    width, height = SIZE
    ramp = np.linspace(0, 1, height)[:, None, None]
    top, bottom = np.array([40, 30, 90]), np.array([230, 140, 80])
    gradient = np.broadcast_to(top + (bottom - top) * ramp, (height, width, 3))
    rng = np.random.default_rng(5)
    cloud = sum(
        cv2.resize(
            rng.normal(0, 26 / step, (12 * step, 8 * step, 1)).astype(np.float32), SIZE, interpolation=cv2.INTER_CUBIC
        )
        for step in (1, 2, 4, 8)
    )
    dusk = gradient + cloud[..., None] + rng.normal(0, 6, (height, width, 1))
    found = {"gradient": gradient, "grainy dusk": dusk}
    for name in ("rocket", "coffee", "chelsea", "hubble_deep_field"):
        photo = getattr(skimage.data, name)()
        tall = photo.shape[0] * width / height
        left = (photo.shape[1] - tall) / 2
        found[name] = resize(photo, SIZE, (left, 0.0, left + tall, float(photo.shape[0])))
    return {name: np.clip(np.rint(ground), 0, 255).astype(np.uint8) for name, ground in found.items()}


def lettered(ground: Pixels, style: int) -> Pixels:
    """`ground` with a title, an author and a small line: plain, outlined, or with a soft shadow."""
    family, color, kind = (
        ("Anton", "#ffe14d", "outline"),
        ("Cinzel", "#ffffff", "shadow"),
        ("Playfair Display", "#fff4e0", "plain"),
    )[style % 3]
    image = Image.fromarray(ground)
    for text, size, y in (
        ("THE LAST", 92, 60),
        ("HARBOUR", 92, 165),
        ("a novel of the sea", 30, 290),
        ("MARA QUINN", 46, 680),
    ):
        font = ImageFont.truetype(str(fontpkg.path(family)), size)
        x = (SIZE[0] - font.getlength(text)) / 2
        if kind == "shadow":
            shade = Image.new("L", image.size)
            ImageDraw.Draw(shade).text((x + 3, y + 4), text, font=font, fill=200)
            blurred = Image.fromarray(cv2.GaussianBlur(np.asarray(shade), (0, 0), 4))
            image.paste("#000000", mask=blurred)
        stroke = 3 if kind == "outline" else 0
        ImageDraw.Draw(image).text((x, y), text, font=font, fill=color, stroke_width=stroke, stroke_fill="#301808")
    return np.asarray(image).copy()


def ways(detector: RapidOcrDetector, inpainter: MiganInpainter) -> dict[str, Callable[[Pixels], Pixels]]:
    """Each way of removing text, ours first. All use the same detector."""
    run = RunContext("remove")

    def telea(pixels: Pixels, mask: Mask) -> Pixels:
        return np.asarray(cv2.inpaint(pixels, mask, _TELEA_RADIUS_PX, cv2.INPAINT_TELEA), np.uint8)

    def navier_stokes(pixels: Pixels, mask: Mask) -> Pixels:
        return np.asarray(cv2.inpaint(pixels, mask, _TELEA_RADIUS_PX, cv2.INPAINT_NS), np.uint8)

    return {
        "ours": lambda pixels: remove_text(pixels, detector, inpainter, run).pixels,
        "strokes, Telea": lambda pixels: telea(pixels, stroke_mask(pixels, detector.detect(pixels))),
        "strokes, Navier-Stokes": lambda pixels: navier_stokes(pixels, stroke_mask(pixels, detector.detect(pixels))),
        "boxes, MI-GAN": lambda pixels: inpainter.fill(pixels, box_mask(pixels.shape, detector.detect(pixels)), run),
        "boxes, Telea": lambda pixels: telea(pixels, box_mask(pixels.shape, detector.detect(pixels))),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="folder for side-by-side pictures")
    out = parser.parse_args().out
    detector, inpainter = RapidOcrDetector(), MiganInpainter()
    methods = ways(detector, inpainter)
    methods["ours"](lettered(grounds()["gradient"], 0))  # Opens the models: not what is timed.
    errors: dict[str, list[float]] = {name: [] for name in methods}
    print(f"{'ground':<20}{'way':<26}{'PSNR dB':>8}{'SSIM':>8}{'left':>6}{'seconds':>9}")
    for style, (ground_name, ground) in enumerate(grounds().items()):
        picture = lettered(ground, style)
        row = [ground, picture]
        touched = np.abs(picture.astype(int) - ground).max(axis=2) > 2
        for name, method in methods.items():
            began = time.perf_counter()
            cleaned = method(picture)
            seconds = time.perf_counter() - began
            error = float(((cleaned.astype(float) - ground)[touched] ** 2).mean())
            similarity = structural_similarity(ground, cleaned, channel_axis=2)
            left = len(detector.detect(cleaned))
            psnr = 10 * np.log10(255**2 / max(error, 1e-9))
            print(f"{ground_name:<20}{name:<26}{psnr:>8.2f}{similarity:>8.4f}{left:>6}{seconds:>9.2f}")
            errors[name].append(error)
            row.append(cleaned)
        if out:
            out.mkdir(parents=True, exist_ok=True)
            write_atomic(out / f"{ground_name.replace(' ', '-')}.png", picture_bytes_png(np.hstack(row)))
    print("\nerror over ours, geometric mean:")
    for name, values in errors.items():
        print(f"  {name:<26}{np.exp(np.mean(np.log(values) - np.log(errors['ours']))):.2f}")


if __name__ == "__main__":
    main()
