"""Shape a string into placed glyphs: direction, script, face per character, HarfBuzz, and glyph outlines.

All lengths are in ems, so one result serves all sizes. Sources: Unicode Annex 9 (bidirectional algorithm, by
python-bidi), Annex 24 (scripts), Annex 29 (grapheme clusters, in a reduced form that keeps marks, joiners and conjuncts
with their base).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import skia
import uharfbuzz as hb
from bidi import algorithm as bidi
from fontTools import unicodedata as scripts

from articover.edit.typeset.fonts import Face, hb_font
from articover.errors import TextError

_ZWJ = "\u200d"
_JOINED_SCRIPTS = frozenset({"Arab", "Syrc", "Mong", "Nkoo", "Deva", "Beng", "Guru", "Thai", "Laoo", "Khmr", "Mymr"})
"""Scripts without tracking, because their letters touch or their marks need the font's spacing."""
_LANGUAGES = {"Hang": "ko", "Thai": "th", "Arab": "ar", "Hebr": "he", "Deva": "hi"}
"""HarfBuzz's language for a script, for texts without a known language."""
_RTL_BIDI_CLASSES = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


@dataclass(frozen=True)
class Glyph:
    """One glyph: `x_em`, `y_em` from the run's origin (y up); `cluster` indexes the run's text, in code points."""

    glyph_id: int
    x_em: float
    y_em: float
    cluster: int


@dataclass(frozen=True)
class GlyphRun:
    """Glyphs of one face in one direction, in visual order. `x_em` is where the run starts on its line.

    `text` is in logical order. `advance_em` includes the tracking after its letters.
    """

    face: Face
    text: str
    glyphs: tuple[Glyph, ...]
    x_em: float
    advance_em: float
    rtl: bool


def shape(text: str, faces: Sequence[Face], tracking_em: float = 0.0, language: str = "") -> tuple[GlyphRun, ...]:
    """The runs of one line in visual order, left to right.

    Each grapheme cluster is set in the first of `faces` that covers it. Kerning is on; ligatures are off with tracking.
    The last letter of the line has no tracking after it. Raises `TextError` with the first character that none of
    `faces` covers.
    """
    return _shape(text, tuple(faces), tracking_em, language)


def line_width_em(runs: Sequence[GlyphRun]) -> float:
    """The advance of a whole line in ems."""
    return runs[-1].x_em + runs[-1].advance_em if runs else 0.0


def line_path(runs: Sequence[GlyphRun]) -> skia.Path:
    """The outlines of a line in ems, y down, origin at the left end of the baseline."""
    return _line_path(tuple(runs))


@lru_cache(maxsize=8192)
def glyph_path(face: Face, glyph_id: int) -> skia.Path:
    """The outline of a glyph in ems, y down, origin on the baseline."""
    font = hb_font(face)
    pen = _SkiaPen(1 / font.face.upem)
    font.draw_glyph_with_pen(glyph_id, pen)
    return pen.path


def clusters(text: str) -> list[tuple[int, int]]:
    """(start, end) of every grapheme cluster: marks, joiners and virama conjuncts stay with their base."""
    found: list[tuple[int, int]] = []
    for index, char in enumerate(text):
        if index and _extends(text[index - 1], char):
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def script_of(char: str) -> str:
    """ISO 15924 script of a character ("Latn", "Hang", "Zyyy" for common ones)."""
    return str(scripts.script(char))


def uncovered(text: str, faces: Sequence[Face]) -> str:
    """The first grapheme cluster that none of `faces` covers, or ""."""
    for start, end in clusters(text):
        if not any(face.covers(text[start:end]) for face in faces):
            return text[start:end]
    return ""


def text_error(cluster: str) -> TextError:
    """The error for a character that no installed font covers."""
    char = next((char for char in cluster if unicodedata.category(char)[0] not in "MC"), cluster[0])
    name = unicodedata.name(char, "an unnamed character").title()
    kind = str(scripts.script_name(script_of(char), default="unknown")).replace("_", " ")
    where = f"{kind} script" if kind not in ("Common", "Inherited", "unknown", "Unknown") else name
    return TextError(
        "no_glyph",
        char=char,
        code_point=f"U+{ord(char):04X}",
        where=where,
    )


@lru_cache(maxsize=4096)
def _shape(text: str, faces: tuple[Face, ...], tracking_em: float, language: str) -> tuple[GlyphRun, ...]:
    levels = _levels(text)
    pieces = _items(text, faces, levels)
    runs: list[GlyphRun] = []
    x_em = 0.0
    for place, (start, end, face, script) in enumerate(pieces):
        tracked = 0.0 if script in _JOINED_SCRIPTS else tracking_em
        rtl = bool(levels[start] % 2)
        buffer = hb.Buffer()
        buffer.add_str(text, start, end - start)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script
        buffer.language = language or _LANGUAGES.get(script, "und")
        glyphs, advance = _place(buffer, start, face, tracked)
        if place == len(pieces) - 1:
            advance -= tracked
        runs.append(GlyphRun(face, text[start:end], glyphs, x_em, advance, rtl))
        x_em += advance
    return tuple(runs)


def _place(buffer: hb.Buffer, start: int, face: Face, tracking_em: float) -> tuple[tuple[Glyph, ...], float]:
    """Glyphs of `buffer` (text from `start` of the line) from their run's origin, and the run's advance, in ems."""
    font = hb_font(face)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"kern": True, "liga": not tracking_em, "clig": not tracking_em})
    em = 1 / font.face.upem
    glyphs: list[Glyph] = []
    x_em, last = 0.0, -1
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if last >= 0 and info.cluster != last:
            x_em += tracking_em
        last = info.cluster
        x, y = x_em + position.x_offset * em, position.y_offset * em
        glyphs.append(Glyph(info.codepoint, x, y, info.cluster - start))
        x_em += position.x_advance * em
    return tuple(glyphs), x_em + (tracking_em if glyphs else 0.0)


def _items(text: str, faces: tuple[Face, ...], levels: list[int]) -> list[tuple[int, int, Face, str]]:
    """Maximal (start, end, face, script) of one level each, in visual order."""
    items: list[tuple[int, int, Face, str]] = []
    for start, end, script in _scripted(text):
        face = _pick(text[start:end], faces, items[-1][2] if items and _neutral(text[start:end]) else None)
        if items and items[-1][2:] == (face, script) and levels[items[-1][0]] == levels[start]:
            items[-1] = (items[-1][0], end, face, script)
        else:
            items.append((start, end, face, script))
    return _visual(items, [levels[item[0]] for item in items])


def _scripted(text: str) -> Iterator[tuple[int, int, str]]:
    """Clusters with their script; common ones take the script of the cluster before, or else after."""
    parts = clusters(text)
    found = [_cluster_script(text[start:end]) for start, end in parts]
    known = next((script for script in found if script), "Latn")
    for (start, end), script in zip(parts, found, strict=True):
        known = script or known
        yield start, end, known


def _cluster_script(cluster: str) -> str:
    found = next((script for char in cluster if (script := script_of(char)) not in ("Zyyy", "Zinh", "Zzzz")), "")
    return "Hani" if found in ("Hira", "Kana") else found  # Japanese mixes them in one word


def _neutral(cluster: str) -> bool:
    return not _cluster_script(cluster)


def _pick(cluster: str, faces: tuple[Face, ...], preferred: Face | None) -> Face:
    for face in (preferred, *faces) if preferred else faces:
        if face.covers(cluster):
            return face
    raise text_error(cluster)


def _extends(edit: str, char: str) -> bool:
    if unicodedata.category(char)[0] == "M" or char in "\u200c\u200d\u0e33\u0eb3":
        return True
    if edit == _ZWJ or unicodedata.combining(edit) == 9:  # 9: virama, joins the next consonant
        return True
    return "\u1160" <= char <= "\u11ff" and "\u1100" <= edit <= "\u11ff"  # conjoining Hangul


def _levels(text: str) -> list[int]:
    """Embedding level of every character (even: left to right, odd: right to left)."""
    if not any(unicodedata.bidirectional(char) in _RTL_BIDI_CLASSES for char in text):
        return [0] * len(text)
    storage: dict[str, Any] = bidi.get_empty_storage()
    base = bidi.get_base_level(text)
    storage["base_level"], storage["base_dir"] = base, ("L", "R")[base]
    bidi.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    known = {char["index"]: int(char["level"]) for char in storage["chars"]}
    levels: list[int] = []
    for index in range(len(text)):  # characters that the algorithm drops (joiners) take their neighbour's level
        levels.append(known.get(index, levels[-1] if levels else base))
    return levels


def _visual(items: list[tuple[int, int, Face, str]], levels: list[int]) -> list[tuple[int, int, Face, str]]:
    """Rule L2: from the highest level down to the lowest odd one, reverse every run at that level or above."""
    order = list(range(len(items)))
    for level in range(max(levels, default=0), 0, -1):
        place = 0
        while place < len(order):
            stop = place
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[place:stop] = reversed(order[place:stop])
            place = stop + 1
    return [items[index] for index in order]


@lru_cache(maxsize=2048)
def _line_path(runs: tuple[GlyphRun, ...]) -> skia.Path:
    path = skia.Path()
    for run in runs:
        for glyph in run.glyphs:
            path.addPath(glyph_path(run.face, glyph.glyph_id), run.x_em + glyph.x_em, -glyph.y_em)
    return path


class _SkiaPen:
    """A fontTools-style pen that draws into a `skia.Path`, scaled and flipped to y down."""

    def __init__(self, scale: float) -> None:
        self.path = skia.Path()
        self._scale = scale

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 -- the pen protocol's name
        self.path.moveTo(*self._at(point))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.path.lineTo(*self._at(point))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.path.cubicTo(*(value for point in points for value in self._at(point)))

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.path.quadTo(*(value for point in points for value in self._at(point)))

    def closePath(self) -> None:  # noqa: N802
        self.path.close()

    def endPath(self) -> None:  # noqa: N802
        """Does nothing, because the contours of a font are closed."""

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return point[0] * self._scale, -point[1] * self._scale
