"""Limit the size of a print PDF: its picture becomes a JPEG of the best quality that fits."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name
from PIL import Image

BEST, WORST = 95, 30
"""The range of JPEG qualities: above 95 only the file grows, below 30 the blocks are visible in print."""


def pdf_within(pdf: bytes, max_bytes: int) -> tuple[bytes, int | None]:
    """`pdf` (made by `cover_pdf`, lossless) in at most `max_bytes`, and the quality of its JPEG.

    The quality is None if the PDF fits unchanged. If even the worst quality is too large, that PDF is returned, so
    compare its length with the limit. Equal input gives equal bytes.
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
    # Sizes grow with quality, so a binary search finds the best quality.
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
    # Chroma at full resolution, because subsampling smears coloured edges. Without `optimize`, because Pillow's buffer
    # for it has one byte per pixel, which is too small for noise.
    picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
