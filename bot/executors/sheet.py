"""Contact sheets: several numbered covers in one picture, so that a user can say "the third"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_CELL_PX = 640
_GAP_PX = 24
_BAND_PX = 84
"""Height of the label below each picture; inside the picture it could hide a title."""
_GROUND, _DIGIT = (24, 24, 28), (250, 250, 246)

_SHOP_PX = 160
"""Width of a cover in a shop's list of search results."""
_SHELF_COLUMNS = 2
_SHELF_GAP_PX = 28
_SHELF_BAND_PX = 48
_SHOP_GROUND, _SHELF_LINE = (255, 255, 255), (214, 214, 214)


def numbered_sheet(pictures: Sequence[Path]) -> Image.Image:
    """The pictures in reading order on a dark background, two or three per row, each above its number (1 ..).

    Each picture fits a square of 640 px. Raises `OSError` for a file that is not a picture.
    """
    covers = [_fitted(path) for path in pictures]
    columns = min(len(covers), 2 if len(covers) <= 4 else 3)
    rows = math.ceil(len(covers) / columns)
    cell_width = max(cover.width for cover in covers) + _GAP_PX
    cell_height = max(cover.height for cover in covers) + _BAND_PX
    sheet = Image.new("RGB", (columns * cell_width + _GAP_PX, rows * cell_height + _GAP_PX), _GROUND)
    font = ImageFont.load_default(size=_BAND_PX * 0.7)
    draw = ImageDraw.Draw(sheet)
    for index, cover in enumerate(covers):
        row, column = divmod(index, columns)
        left = _GAP_PX + column * cell_width + (cell_width - _GAP_PX - cover.width) // 2
        bottom = _GAP_PX + (row + 1) * cell_height - _BAND_PX
        sheet.paste(cover, (left, bottom - cover.height))
        middle = (left + cover.width / 2, bottom + _BAND_PX / 2)
        draw.text(middle, str(index + 1), fill=_DIGIT, font=font, anchor="mm")
    return sheet


def shop_shelf(pictures: Sequence[Path]) -> Image.Image:
    """The covers on a shop's white background, each at the width of a search result, above its number (1 ..).

    At most two per row, so that a chat shows the picture at full size. Raises `OSError` for a file that is not a
    picture.
    """
    covers = [_shop_sized(path) for path in pictures]
    columns = min(len(covers), _SHELF_COLUMNS)
    rows = math.ceil(len(covers) / columns)
    cell_width = _SHOP_PX + _SHELF_GAP_PX
    cell_height = max(cover.height for cover in covers) + _SHELF_BAND_PX
    size = (columns * cell_width + _SHELF_GAP_PX, rows * cell_height + _SHELF_GAP_PX)
    shelf = Image.new("RGB", size, _SHOP_GROUND)
    font = ImageFont.load_default(size=_SHELF_BAND_PX * 0.5)
    draw = ImageDraw.Draw(shelf)
    for index, cover in enumerate(covers):
        row, column = divmod(index, columns)
        left = _SHELF_GAP_PX + column * cell_width
        bottom = _SHELF_GAP_PX + (row + 1) * cell_height - _SHELF_BAND_PX
        box = (left - 1, bottom - cover.height - 1, left + cover.width, bottom)
        # The outline separates a white cover from the white background.
        draw.rectangle(box, outline=_SHELF_LINE)
        shelf.paste(cover, (left, bottom - cover.height))
        middle = (left + cover.width / 2, bottom + _SHELF_BAND_PX / 2)
        draw.text(middle, str(index + 1), fill=_GROUND, font=font, anchor="mm")
    return shelf


def _shop_sized(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        cover = picture.convert("RGB")
    height = max(1, round(cover.height * _SHOP_PX / cover.width))
    return cover.resize((_SHOP_PX, height), Image.Resampling.LANCZOS)


def _fitted(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        cover = picture.convert("RGB")
    cover.thumbnail((_CELL_PX, _CELL_PX), Image.Resampling.LANCZOS)
    return cover
