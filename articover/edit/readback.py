"""Read the words back from a finished picture, and compare them with the requested ones.

Latin, Chinese and Japanese are read by PP-OCR's recognition network (`articover.ppocr`), Korean by Tesseract;
nothing is downloaded. Texts are compared as letters and digits only, after NFKC and case folding.
"""

from __future__ import annotations

import difflib
import gzip
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from articover.cover import Pixels
from articover.errors import StorageError
from articover.ppocr import LINE_HEIGHT_PX, RECOGNITION, characters, open_meanwhile, read_line
from articover.weights import Weight

KOREAN_READER = Weight(
    "Tesseract Korean",
    "npm:@tesseract.js-data/kor",
    "4.0.0/kor.traineddata.gz",
    "9d454186b4e2556854b625c43e44d93783a5be7ee89eb1dc6702dfbddced3f4f",
    "Apache-2.0",
    "https://github.com/tesseract-ocr/tessdata",
)
_MOST_WIDTH_PX = 1600
_LOOKALIKES = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o", "ı": "i", "\u0307": None})
"""Capital I, small l and 1 have one shape in many sans faces, and the reader does not know a dotted capital I, so these
letters are compared as equal."""


@dataclass(frozen=True)
class ReadBack:
    """The text that was read, and its similarity with the requested text: 1.0 is equal."""

    text: str
    similarity: float


def can_read(text: str) -> bool:
    """Whether one of the readers knows every letter of `text`."""
    return all(_is_hangul(char) or char in _known_latin() for char in _letters(text))


def prepare(text: str) -> None:
    """Begin to load the readers for `text`, without waiting."""
    if any(char.isalpha() and not _is_hangul(char) for char in text):
        open_meanwhile(RECOGNITION)


def read_lines(pixels: Pixels, lines: list[tuple[str, tuple[float, float, float, float]]]) -> ReadBack:
    """Read lines, each given as its wanted text and its ink box (left, top, right, bottom; pixels).

    A line is read at several sizes and in both polarities until a reading is equal; the best reading counts.
    """
    best = [_read_line(pixels, text, box) for text, box in lines]
    wanted = " ".join(text for text, _ in lines)
    got = " ".join(best)
    return ReadBack(got, similarity(wanted, got))


def pieces(line: str) -> list[tuple[int, int]]:
    """(start, end) of the parts of a line that one reader reads: runs of words with Hangul, and of words without."""
    found: list[tuple[int, int]] = []
    korean = False
    for match in re.finditer(r"\S+", line):
        hangul = any(_is_hangul(char) for char in match[0])
        neutral = not any(char.isalpha() for char in match[0])
        if found and (hangul == korean or neutral):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
            korean = hangul
    return found


def similarity(wanted: str, got: str) -> float:
    """1.0 if both have the same letters and digits, else the share that matches, below 1."""
    one, other = _letters(wanted), _letters(got)
    if one == other or one.translate(_LOOKALIKES) == other.translate(_LOOKALIKES):
        return 1.0
    return min(difflib.SequenceMatcher(None, one, other, autojunk=False).ratio(), 0.999)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in unicodedata.normalize("NFC", folded) if unicodedata.category(char)[0] in "LNM")


def _read_line(pixels: Pixels, wanted: str, box: tuple[float, float, float, float]) -> str:
    korean = any(_is_hangul(char) for char in wanted)
    best, nearest = "", -1.0
    for got in _korean_readings(pixels, box) if korean else map(_read_latin, _latin_crops(pixels, box)):
        near = similarity(wanted, got)
        if near > nearest:
            best, nearest = got, near
        if near == 1.0:
            break
    return best


def _latin_crops(pixels: Pixels, box: tuple[float, float, float, float]) -> Iterator[Image.Image]:
    """Crops of the line with some background around it: unchanged, with other margins, in grey, and its tones."""
    for margin in (0.25, 0.12, 0.5):
        yield _crop(pixels, box, margin)
    gray = ImageOps.autocontrast(_crop(pixels, box, 0.25).convert("L"), cutoff=1)
    for plane in (ImageOps.invert(gray), gray, *_tones(_crop(pixels, box, 0.25))):
        yield plane.convert("RGB")


def _korean_readings(pixels: Pixels, box: tuple[float, float, float, float]) -> Iterator[str]:
    """Readings by Tesseract as a line and as a word, because it reads some display faces in only one of the modes."""
    for crop in _korean_crops(pixels, box):
        for as_word in (False, True):
            yield _read_korean(crop, as_word)


def _korean_crops(pixels: Pixels, box: tuple[float, float, float, float]) -> Iterator[Image.Image]:
    """The line dark on light, as Tesseract expects it, at two heights; then each of its tones alone."""
    crop = _crop(pixels, box, 0.25)
    gray = ImageOps.autocontrast(crop.convert("L"), cutoff=1)
    values = np.asarray(gray)
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    if float(np.median(border)) < 128:
        gray = ImageOps.invert(gray)
    for plane in (gray, *_tones(crop)):
        ground = int(np.median(np.asarray(plane)[0]))
        for height in (72, 110):
            width = max(8, round(plane.width * height / plane.height))
            yield ImageOps.expand(plane.resize((width, height), Image.Resampling.LANCZOS), 12, ground)


def _tones(crop: Image.Image) -> Iterator[Image.Image]:
    """Each of the picture's three main colours in black on white; one of them shows outlined letters alone."""
    counted = np.asarray(crop.quantize(3, method=Image.Quantize.MEDIANCUT, kmeans=4))
    for index in range(3):
        yield Image.fromarray(np.where(counted == index, 0, 255).astype(np.uint8))


def _crop(pixels: Pixels, box: tuple[float, float, float, float], margin: float) -> Image.Image:
    left, top, right, bottom = box
    pad = margin * (bottom - top)
    x0, y0 = max(int(left - 1.4 * pad), 0), max(int(top - pad), 0)
    x1, y1 = int(right + 1.4 * pad) + 1, int(bottom + pad) + 1
    return Image.fromarray(np.ascontiguousarray(pixels[y0:y1, x0:x1]))


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣" or "ᄀ" <= char <= "ᇿ" or "㄰" <= char <= "㆏"


@lru_cache(maxsize=1)
def _known_latin() -> frozenset[str]:
    """The letters that PP-OCR's recogniser knows."""
    return frozenset(_letters("".join(characters())))


def _read_latin(crop: Image.Image) -> str:
    width = max(16, min(round(crop.width * LINE_HEIGHT_PX / crop.height), _MOST_WIDTH_PX))
    resampling = Image.Resampling.BICUBIC if crop.height < 96 else Image.Resampling.BOX
    return read_line(np.asarray(crop.resize((width, LINE_HEIGHT_PX), resampling)))


def _read_korean(crop: Image.Image, as_word: bool) -> str:
    from tesserocr import PSM

    api = _korean()
    api.SetPageSegMode(PSM.SINGLE_WORD if as_word else PSM.SINGLE_LINE)
    api.SetImage(crop)
    api.SetSourceResolution(150)
    return str(api.GetUTF8Text()).strip()


@lru_cache(maxsize=1)
def _korean() -> Any:
    """Tesseract with the Korean model, loaded once (about 0.2 s)."""
    import tesserocr

    return tesserocr.PyTessBaseAPI(
        path=str(_unpacked(KOREAN_READER)), lang="kor", psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.LSTM_ONLY,
        variables={"debug_file": os.devnull},
    )  # fmt: skip


def _unpacked(weight: Weight) -> Path:
    """The folder of the unpacked model; it is unpacked once, atomically."""
    packed = weight.locate()
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "articover"
    folder = base / f"tessdata-{weight.sha256[:12]}"
    target = folder / packed.name.removesuffix(".gz")
    if not target.is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as partial:
                partial.write(gzip.decompress(packed.read_bytes()))
            Path(partial.name).replace(target)
        except OSError as error:
            raise StorageError("reader_unpacked", folder=str(folder), why=str(error.strerror)) from error
    return folder
