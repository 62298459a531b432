"""Pairs of faces by genre: a title face and a quiet companion for the other texts.

Genre conventions: engraved capitals for fantasy, bold condensed for thrillers, round letters for children, and so on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from articover.edit.typeset.fonts import Case
from articover.genres import GENERAL

Style = Literal["even", "stack", "small-words"]
"""The sizes of a title's lines: all equal; each as wide as the column; small words smaller on a separate line."""


@dataclass(frozen=True)
class Pairing:
    """Faces by spec ("Cinzel:700"). `case` and `tracking_em` override the defaults of the title's family."""

    title: str
    companion: str
    style: Style = "even"
    case: Case | None = None
    tracking_em: float | None = None


LATIN: dict[str, tuple[Pairing, ...]] = {
    "sci-fi": (
        Pairing("Unbounded:400", "Exo 2:500"),
        Pairing("Exo 2:600", "Exo 2:500", tracking_em=0.1),
        Pairing("Orbitron:700", "Rajdhani:600"),
        Pairing("Rajdhani:700", "Rajdhani:600", "stack"),
    ),
    "fantasy": (
        Pairing("Cinzel:700", "Cormorant:600", "small-words"),
        Pairing("Marcellus", "Cormorant:600", "small-words"),
        Pairing("Cormorant:700", "Cormorant:600", "small-words", "upper", 0.03),
    ),
    "romance": (
        Pairing("Playfair Display Italic:700", "Josefin Sans:500"),
        Pairing("Bodoni Moda:600", "Josefin Sans:500"),
        Pairing("Cormorant Garamond Italic:700", "Cormorant Garamond:600"),
        Pairing("DM Serif Display", "Montserrat:500"),
    ),
    "mystery": (
        Pairing("Cormorant:700", "Cormorant:600", "small-words", "upper", 0.03),
        Pairing("DM Serif Display", "Spectral:500"),
        Pairing("Playfair Display:700", "Spectral:500", "small-words"),
    ),
    "thriller": (
        Pairing("Anton", "Barlow Condensed:600", "stack"),
        Pairing("Bebas Neue", "Barlow Condensed:600", "stack"),
        Pairing("Oswald:700", "Barlow Condensed:600", "stack"),
    ),
    "horror": (
        Pairing("Abril Fatface", "Cormorant:600", "small-words", "upper", 0.02),
        Pairing("Saira Condensed:900", "Saira Condensed:500", "stack"),
        Pairing("Bodoni Moda:800", "Cormorant:600", "small-words", "upper"),
    ),
    "children": (
        Pairing("Fredoka:700", "Fredoka:600"),
        Pairing("Baloo 2:800", "Baloo 2:700"),
        Pairing("Lilita One", "Fredoka:600"),
        Pairing("Titan One", "Baloo 2:700"),
    ),
    "computer": (
        Pairing("Space Grotesk:700", "Space Grotesk:500"),
        Pairing("Inter:800", "Inter:500"),
        Pairing("JetBrains Mono:800", "IBM Plex Sans:500"),
    ),
    "religion": (
        Pairing("Marcellus", "EB Garamond:500", "small-words"),
        Pairing("Cormorant Garamond:700", "EB Garamond:500"),
        Pairing("Cinzel:500", "EB Garamond:500", "small-words"),
    ),
    "comics": (
        Pairing("Bungee", "Barlow Condensed:700", "stack"),
        Pairing("Luckiest Guy", "Barlow Condensed:700", "stack"),
        Pairing("Barlow Condensed:900", "Barlow Condensed:700", "stack"),
    ),
    "literary": (
        Pairing("Instrument Serif", "Instrument Serif"),
        Pairing("EB Garamond:500", "EB Garamond:500"),
        Pairing("Fraunces:500", "Work Sans:500"),
        Pairing("Cormorant Garamond:600", "Josefin Sans:500"),
    ),
    "historical": (
        Pairing("Playfair Display:700", "EB Garamond:500", "small-words"),
        Pairing("Cinzel:600", "EB Garamond:500", "small-words"),
        Pairing("Libre Baskerville:700", "EB Garamond:500"),
    ),
    "poetry": (
        Pairing("Cormorant Garamond Italic:600", "Cormorant Garamond:600"),
        Pairing("Instrument Serif Italic", "Instrument Serif"),
        Pairing("Josefin Sans:400", "Josefin Sans:500", tracking_em=0.12),
    ),
    "business": (
        Pairing("League Spartan:800", "League Spartan:600"),
        Pairing("Archivo:800", "Archivo:500"),
        Pairing("Inter:800", "Inter:500"),
    ),
    "cookbook": (
        Pairing("Fraunces:700", "Work Sans:500"),
        Pairing("DM Serif Display", "Josefin Sans:500"),
        Pairing("Alfa Slab One", "Work Sans:500"),
    ),
    "gothic": (
        Pairing("Cinzel:500", "Cormorant:600", "small-words", None, 0.06),
        Pairing("Bodoni Moda:600", "Cormorant:600", "small-words", "upper", 0.04),
        Pairing("Cormorant:700", "Cormorant:600", "small-words", "upper", 0.06),
    ),
    GENERAL: (
        Pairing("Playfair Display:700", "Montserrat:500"),
        Pairing("Fraunces:600", "Work Sans:500"),
        Pairing("Montserrat:700", "Montserrat:500"),
        Pairing("DM Serif Display", "Work Sans:500"),
    ),
}

QUIET_KOREAN = (
    Pairing("Gowun Batang:700", "Gowun Dodum"),
    Pairing("Nanum Myeongjo:700", "Nanum Myeongjo"),
    Pairing("Song Myung", "Gowun Batang"),
)
_LOUD_KOREAN = (Pairing("Black Han Sans", "Do Hyeon"), Pairing("Do Hyeon", "Gowun Dodum"))
KOREAN: dict[str, tuple[Pairing, ...]] = {
    "sci-fi": (Pairing("Do Hyeon", "Gowun Dodum"), Pairing("Black Han Sans", "Gowun Dodum")),
    "fantasy": (Pairing("Song Myung", "Gowun Batang"), Pairing("Nanum Myeongjo:800", "Gowun Batang")),
    "romance": (
        Pairing("Nanum Myeongjo:800", "Gowun Batang"),
        Pairing("Song Myung", "Gowun Batang"),
        Pairing("Gowun Batang:700", "Gowun Dodum"),
    ),
    "mystery": (Pairing("Song Myung", "Gowun Batang"), Pairing("Nanum Myeongjo:800", "Gowun Dodum")),
    "thriller": _LOUD_KOREAN[:1],
    "horror": (Pairing("Black Han Sans", "Gowun Batang"), Pairing("Song Myung", "Gowun Batang")),
    "children": (Pairing("Jua", "Jua"), Pairing("Do Hyeon", "Jua")),
    "computer": _LOUD_KOREAN[1:] + _LOUD_KOREAN[:1],
    "comics": _LOUD_KOREAN[:1],
    "business": _LOUD_KOREAN[1:],
    "cookbook": (Pairing("Jua", "Gowun Dodum"), Pairing("Gowun Batang:700", "Gowun Dodum")),
}
"""Genres without an entry use `QUIET_KOREAN`: a literary serif."""
