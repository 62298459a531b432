"""The numbered sheet: several covers in one picture, so that a writer can say "the third"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_CELL_PX = 640
_GAP_PX = 24
_BADGE_PX = 72
_GROUND, _BADGE, _DIGIT = (24, 24, 28), (250, 250, 246), (24, 24, 28)


def numbered_sheet(pictures: Sequence[Path]) -> Image.Image:
    """The pictures in reading order on a dark ground, two or three a row, each with its number (1 ..) in a disc.

    Every picture fits a square of 640 px, whatever its shape. Raises `OSError` on a file that is no picture.
    """
    covers = [_fitted(path) for path in pictures]
    columns = min(len(covers), 2 if len(covers) <= 4 else 3)
    rows = math.ceil(len(covers) / columns)
    cell_width, cell_height = max(cover.width for cover in covers), max(cover.height for cover in covers)
    sheet = Image.new(
        "RGB",
        (columns * (cell_width + _GAP_PX) + _GAP_PX, rows * (cell_height + _GAP_PX) + _GAP_PX),
        _GROUND,
    )
    font = ImageFont.load_default(size=_BADGE_PX * 0.62)
    draw = ImageDraw.Draw(sheet)
    for index, cover in enumerate(covers):
        row, column = divmod(index, columns)
        left = _GAP_PX + column * (cell_width + _GAP_PX) + (cell_width - cover.width) // 2
        top = _GAP_PX + row * (cell_height + _GAP_PX) + (cell_height - cover.height) // 2
        sheet.paste(cover, (left, top))
        x, y = left + _GAP_PX // 2, top + _GAP_PX // 2
        draw.ellipse((x, y, x + _BADGE_PX, y + _BADGE_PX), fill=_BADGE, outline=_GROUND, width=3)
        draw.text((x + _BADGE_PX / 2, y + _BADGE_PX / 2), str(index + 1), fill=_DIGIT, font=font, anchor="mm")
    return sheet


def _fitted(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        cover = picture.convert("RGB")
    cover.thumbnail((_CELL_PX, _CELL_PX), Image.Resampling.LANCZOS)
    return cover
