"""A print PDF that is to be no larger than a number of bytes: its picture becomes the best JPEG that fits."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name
from PIL import Image

BEST, WORST = 95, 30
"""JPEG qualities tried: above 95 a file only grows, below 30 the squares of the method show in print."""


def pdf_within(pdf: bytes, max_bytes: int) -> tuple[bytes, int | None]:
    """`pdf` (made by `cover_pdf`, lossless) in at most `max_bytes`, and the quality of its JPEG.

    None is the quality of a PDF that fits as it is. When even the worst quality is too large, that one is
    returned: its length says so. The same input gives the same bytes.
    """
    if len(pdf) <= max_bytes:
        return pdf, None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        stored = opened.pages[0].Resources.XObject.Picture
        picture = Image.frombytes("RGB", (int(stored.Width), int(stored.Height)), stored.read_bytes())
        room = max_bytes - (len(pdf) - len(stored.read_raw_bytes()))
        quality, jpeg = _best(picture, room)
        stored.write(jpeg, filter=Name.DCTDecode)
        out = io.BytesIO()
        opened.save(out, deterministic_id=True, min_version="1.7", compress_streams=True)
    return out.getvalue(), quality


def _best(picture: Image.Image, room: int) -> tuple[int, bytes]:
    """The best quality whose JPEG takes at most `room` bytes, else the worst one."""
    low, high = WORST, BEST
    found = low, _jpeg(picture, low)
    if len(found[1]) > room:
        return found
    # Sizes grow with quality, so halving finds the last that fits.
    while low < high:
        middle = (low + high + 1) // 2
        jpeg = _jpeg(picture, middle)
        if len(jpeg) <= room:
            low, found = middle, (middle, jpeg)
        else:
            high = middle - 1
    return found


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    # Chroma at full resolution: reduced, it smears coloured edges. Not optimized: Pillow's buffer for that
    # holds a byte a pixel, and noise takes more.
    picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
