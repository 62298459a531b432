"""Faces by script, for letters that a genre's face lacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from articover.edit.typeset.fonts import Face, face, families
from articover.edit.typeset.shaping import script_of, text_error, uncovered

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


def fallback_faces(first: Face, text: str, genre: str, language: str = "") -> tuple[Face, ...]:
    """`first`, then the faces needed for letters that it lacks; raises `TextError` when no face covers the text."""
    chosen = [first]
    for spec in fallback_specs(genre, language, text):
        missing = uncovered(text, chosen)
        if not missing:
            break
        found = installed(spec)
        if found and found not in chosen and found.covers(missing):
            chosen.append(found)
    missing = uncovered(text, chosen)
    if missing:
        raise text_error(missing)
    return tuple(chosen)


def script_face(text: str, genre: str, language: str) -> Face:
    """The first face to try for the script of the text, or the last resort."""
    first = next(fallback_specs(genre, language, text))
    return installed(first) or face(_LAST_RESORT[0])


def fallback_specs(genre: str, language: str, text: str) -> Iterator[str]:
    """Specs to try for letters that the first face lacks: those for the text's scripts first, then all others."""
    serif = genre not in _SANS_FIRST
    order = (0, 1) if serif else (1, 0)
    main = main_script(text)
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


def main_script(text: str) -> str:
    """The script (ISO 15924) that decides the face: Hangul or kana if present, else the one with the most letters."""
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


@lru_cache(maxsize=512)
def installed(spec: str) -> Face | None:
    """The face of a spec, or None when its package is not installed."""
    name = spec.partition(":")[0].removesuffix(" Italic")
    return face(spec) if name in families() else None
