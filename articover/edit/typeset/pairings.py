"""Which faces go together, by genre and by script, and which face a text is set in.

A pairing is a title face and a quiet companion for the other texts. Genre conventions: engraved
capitals for fantasy, bold condensed for thrillers, round letters for children, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from articover.edit.typeset.fonts import Case, Face, face, families
from articover.edit.typeset.shaping import script_of, text_error, uncovered
from articover.genres import GENERAL

Style = Literal["even", "stack", "small-words"]
"""How the lines of a title relate: one size; each filling the column; small words smaller on a line of their own."""


@dataclass(frozen=True)
class Pairing:
    """Faces by spec ("Cinzel:700"). `case` and `tracking_em` overrule the title family's own habit."""

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

_QUIET_KOREAN = (
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
"""Genres not named here are quiet: a literary serif with air."""

_SANS_FIRST = frozenset({"sci-fi", "thriller", "children", "computer", "comics", "business"})
_BY_SCRIPT = {
    # script -> (serif, sans)
    "Hang": ("Gowun Batang:700", "Do Hyeon"),
    "Arab": ("Amiri:700", "Cairo:800"),
    "Hebr": ("Frank Ruhl Libre:700", "Noto Sans Hebrew:800"),
    "Thai": ("Noto Serif Thai:700", "Kanit:600"),
    "Deva": ("Noto Serif Devanagari:700", "Noto Sans Devanagari:800"),
    "Grek": ("EB Garamond:600", "IBM Plex Sans:600"),
    "Cyrl": ("Playfair Display:700", "Montserrat:700"),
    "Latn": ("EB Garamond:600", "Montserrat:700"),
}
_HAN = {"ja": "JP", "zh": "SC", "zh-tw": "TC", "zh-hk": "TC", "zh-hant": "TC", "ko": "KR"}
_LAST_RESORT = (
    "EB Garamond:600", "IBM Plex Sans:600", "Inter:600", "Noto Serif:700", "Noto Sans:700",
    "Noto Serif KR", "Noto Serif JP", "Noto Serif SC", "Noto Serif TC",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """The faces of one text, first choice first, and how it is set."""

    faces: tuple[Face, ...]
    case: Case
    tracking_em: float
    leading: float
    style: Style

    @property
    def script(self) -> bool:
        """Whether the first face is handwriting."""
        return self.faces[0].traits.script

    @property
    def heavy(self) -> bool:
        """Whether the letters are thick enough for an outline."""
        return self.faces[0].traits.heavy


def title_choices(text: str, genre: str, seed: int, language: str = "") -> tuple[Choice, ...]:
    """Ways to set a title, the best first for this seed; never empty.

    One face for the whole title goes before any mixture. Raises `TextError` when no installed font
    covers the text.
    """
    pairings = _pairings(text, genre)
    start = seed % len(pairings)
    turned = [(pairing, _face(pairing.title)) for pairing in pairings[start:] + pairings[:start]]
    found = [(pairing, first) for pairing, first in turned if first and first.covers(text)]
    if not found:
        whole = next((spec for spec in _fallback_specs(genre, language, text) if _covers(spec, text)), "")
        single = _face(whole) or _script_face(text, genre, language)
        mixed = [(pairing, first) for pairing, first in turned if first and _is_mixable(text)]
        plain = [(Pairing(single.family, single.family), single)]
        found = plain + mixed if whole or not mixed else mixed + plain
    return tuple(_choice(first, text, genre, language, pairing) for pairing, first in found)


def companion_choice(text: str, title: str, genre: str, seed: int, language: str = "") -> Choice:
    """How a text beside the title is set: in the title's pairing when it covers the text."""
    pairings = _pairings(text, genre)
    pairing = pairings[seed % len(pairings)]
    first = _face(pairing.companion)
    if first is None or not first.covers(text):
        whole = next((spec for spec in _fallback_specs(genre, language, text) if _covers(spec, text)), "")
        first = _face(whole) or first or _script_face(text, genre, language)
    return _choice(first, text, genre, language, Pairing(first.family, first.family, case="as-typed", tracking_em=0.0))


def with_font(choice: Choice, name: str, text: str, genre: str, language: str = "") -> Choice:
    """The choice with the family the writer asked for; raises `RequestError` when there is no such family."""
    first = face(name)
    return _choice(first, text, genre, language, Pairing(name, name))


def fallback_faces(first: Face, text: str, genre: str, language: str = "") -> tuple[Face, ...]:
    """`first`, then only the faces needed for what it lacks; raises `TextError` when nothing covers the text."""
    chosen = [first]
    for spec in _fallback_specs(genre, language, text):
        missing = uncovered(text, chosen)
        if not missing:
            break
        found = _face(spec)
        if found and found not in chosen and found.covers(missing):
            chosen.append(found)
    missing = uncovered(text, chosen)
    if missing:
        raise text_error(missing)
    return tuple(chosen)


def apply_case(text: str, case: Case, face: Face, language: str = "") -> str:
    """The text as it is set. Capitals never change a spelling: i keeps its dot in Turkish.

    A text is left as typed when it has letters whose capitals readers or writers dispute (ß, Greek
    accents), or that the face lacks.
    """
    if case != "upper" or "ß" in text or any(script_of(char) == "Grek" for char in text):
        return text
    turkish = language.casefold().startswith(("tr", "az")) or any(char in "ıİğĞ" for char in text)
    dotted = text.replace("i", "İ").replace("ı", "I") if turkish else text
    capitals = "".join(upper if len(upper := char.upper()) == 1 else char for char in dotted)
    return capitals if face.covers(capitals) else text


def _choice(first: Face, text: str, genre: str, language: str, pairing: Pairing) -> Choice:
    traits = first.traits
    case = pairing.case or traits.case
    if not any(script_of(char) in ("Latn", "Cyrl") for char in text):
        case = "as-typed"
    tracking = traits.tracking_em if pairing.tracking_em is None else pairing.tracking_em
    if case != "upper" and traits.case == "upper" and pairing.tracking_em is None:
        tracking = min(tracking, 0.0)
    faces = fallback_faces(first, text, genre, language)
    leading = max(item.traits.leading for item in faces)
    return Choice(faces, case, tracking, leading, pairing.style)


def _pairings(text: str, genre: str) -> tuple[Pairing, ...]:
    if any(script_of(char) == "Hang" for char in text):
        return KOREAN.get(genre, _QUIET_KOREAN)
    return LATIN.get(genre, LATIN[GENERAL])


def _is_mixable(text: str) -> bool:
    """Whether a genre's own faces serve the text's main script, so that only odd characters come from elsewhere."""
    return _main_script(text) in ("Latn", "Hang", "Zyyy")


def _covers(spec: str, text: str) -> bool:
    found = _face(spec)
    return found is not None and found.covers(text)


def _main_script(text: str) -> str:
    counts: dict[str, int] = {}
    for char in text:
        script = script_of(char)
        if script not in ("Zyyy", "Zinh"):
            counts[script] = counts.get(script, 0) + 1
    if "Hang" in counts:
        return "Hang"
    if counts.keys() & {"Hira", "Kana"}:
        return "Kana"
    return max(counts, key=lambda script: counts[script]) if counts else "Zyyy"


def _script_face(text: str, genre: str, language: str) -> Face:
    first = next(_fallback_specs(genre, language, text))
    return _face(first) or face(_LAST_RESORT[0])


def _fallback_specs(genre: str, language: str, text: str) -> Iterator[str]:
    """Specs to try for what a first face lacks: the text's own scripts first, then everything."""
    serif = genre not in _SANS_FIRST
    order = (0, 1) if serif else (1, 0)
    main = _main_script(text)
    present = [main, *dict.fromkeys(script_of(char) for char in text)]
    for script in present:
        if script in ("Hani", "Hira", "Kana", "Bopo"):
            region = "JP" if main == "Kana" else _HAN.get(language.casefold(), _HAN.get(language[:2].casefold(), "SC"))
            if main == "Hang":
                region = "KR"
            yield from (f"Noto Serif {region}", f"Noto Sans {region}") if serif else (
                f"Noto Sans {region}", f"Noto Serif {region}")  # fmt: skip
        elif script in _BY_SCRIPT:
            yield from (_BY_SCRIPT[script][index] for index in order)
    yield from _LAST_RESORT
    for pair in _BY_SCRIPT.values():
        yield from (pair[index] for index in order)


@lru_cache(maxsize=512)
def _face(spec: str) -> Face | None:
    """The face of a spec, or None when its package is not installed."""
    name = spec.partition(":")[0].removesuffix(" Italic")
    return face(spec) if name in families() else None
