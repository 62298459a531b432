"""The registry of faces, and the lookup of a face that a stored cover refers to.

Font files are in installed packages (PyPI `fontpkg-*` and `pylopdf-fonts-*`, npm `@expo-google-fonts/*`). A file is
opened when its face is first used.
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

import uharfbuzz as hb

from articover.cover import FontRef
from articover.errors import MissingError, RequestError
from articover.weights import file_sha256, package_file

Case = Literal["as-typed", "upper"]

WEIGHT_NAMES = {
    100: "Thin", 200: "ExtraLight", 300: "Light", 400: "Regular", 500: "Medium",
    600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black",
}  # fmt: skip
"""OpenType `wght` values and their names."""


@dataclass(frozen=True)
class FontFamily:
    """One family of the registry. `files` maps a style ("Regular", "Italic", "Bold") to a path in `package`.

    `axes` are the default values of the variable axes. `case`, `tracking_em` and `leading` (baseline to baseline in
    ems) are the family's settings for titles. `script` marks handwriting, which text recognition may misread. `heavy`
    marks letters thick enough for an outline.
    """

    name: str
    package: str
    files: Mapping[str, str]
    axes: Mapping[str, float]
    case: Case = "as-typed"
    tracking_em: float = 0.0
    leading: float = 1.1
    script: bool = False
    heavy: bool = False
    licence: str = "OFL-1.1"


@dataclass(frozen=True)
class Face:
    """One face: a font file and the variable `axes` it is drawn with, sorted by tag."""

    family: str
    style: str
    package: str
    file: str
    axes: tuple[tuple[str, float], ...] = ()
    licence: str = "OFL-1.1"

    @property
    def path(self) -> Path:
        """The font file; raises `MissingError` when its package is not installed."""
        return _path(self.package, self.file)

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the font file, computed once per process."""
        return file_sha256(self.path)

    @property
    def traits(self) -> FontFamily:
        """The entry of the family in the registry."""
        return families()[self.family]

    def ref(self) -> FontRef:
        """The reference to this face that covers store."""
        return FontRef(self.family, self.style, self.sha256, dict(self.axes), self.licence)

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every visible character of `text`."""
        return all(_has(self, char) for char in text)


def families() -> dict[str, FontFamily]:
    """All families of the registry whose package is installed, by name."""
    return _installed()


def installed_faces() -> tuple[Face, ...]:
    """All installed faces, in their default weights."""
    return tuple(face(name, style) for name, family in families().items() for style in family.files)


def face(spec: str, style: str = "", **axes: float) -> Face:
    """The face named by `spec`: "Cinzel", "Cinzel:700" (weight), "Lora Italic:500".

    Raises `RequestError` with similar names when no such family is installed.
    """
    name, _, weight = spec.partition(":")
    chosen = style or ""
    if name not in families() and name.endswith(" Italic"):
        name, chosen = name.removesuffix(" Italic"), "Italic"
    family = families().get(name) or _similar(name)
    if weight:
        axes["wght"] = float(weight)
    if not chosen or chosen not in family.files:
        chosen = _nearest_style(family, chosen, axes)
    drawn = {tag: axes.get(tag, value) for tag, value in family.axes.items()}
    label = chosen
    if "wght" in drawn:
        named = WEIGHT_NAMES.get(int(drawn["wght"]), f"wght {drawn['wght']:g}")
        label = named if chosen == "Regular" else f"{named} {chosen}"
    return Face(family.name, label, family.package, family.files[chosen], tuple(sorted(drawn.items())), family.licence)


def face_of(ref: FontRef) -> Face:
    """The installed face of `ref`; raises `MissingError` when a file with its hash is not installed."""
    axes = tuple(sorted(ref.axes.items()))
    for family in [families()[ref.family]] if ref.family in families() else []:
        for file in family.files.values():
            found = Face(ref.family, ref.style, family.package, file, axes, ref.licence)
            if found.sha256 == ref.sha256:
                return found
    raise MissingError(
        "font_of_cover",
        family=ref.family,
        style=ref.style,
    )


@lru_cache(maxsize=512)
def hb_font(face: Face) -> hb.Font:
    """The HarfBuzz font of `face`, scaled to font units, with its variation axes set."""
    font = hb.Font(_hb_face(str(face.path)))
    if face.axes:
        font.set_variations(dict(face.axes))
    return font


@lru_cache(maxsize=512)
def cap_height_em(face: Face) -> float:
    """Height of the capitals in ems: the ink of H, or else of a Korean or Chinese character or of alef."""
    font = hb_font(face)
    for char in "H한永अあกא":
        glyph = font.get_nominal_glyph(ord(char))
        if glyph:
            extents = font.get_glyph_extents(glyph)
            return float(extents.y_bearing / font.face.upem)
    return 0.7


@lru_cache(maxsize=256)
def _hb_face(path: str) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(path))


@lru_cache(maxsize=65536)
def _has(face: Face, char: str) -> bool:
    if unicodedata.category(char) in ("Cf", "Zs", "Cc") or "\ufe00" <= char <= "\ufe0f":
        return True
    font = hb_font(face)
    if font.get_nominal_glyph(ord(char)):
        return True
    parts = unicodedata.normalize("NFD", char)
    return parts != char and all(font.get_nominal_glyph(ord(part)) for part in parts)


@lru_cache(maxsize=512)
def _path(package: str, file: str) -> Path:
    found = package_file(package, file)
    if found is None:
        raise MissingError(
            "font_package",
            package=package.partition(":")[2],
        )
    return found


def _nearest_style(family: FontFamily, style: str, axes: Mapping[str, float]) -> str:
    if len(family.files) == 1 or style == "Italic":
        return next(iter(family.files))
    if "wght" in axes and "wght" not in family.axes:
        weights = {name: weight for weight, name in WEIGHT_NAMES.items()}
        known = [name for name in family.files if name in weights]
        return min(known, key=lambda name: abs(weights[name] - axes["wght"]))
    return "Regular" if "Regular" in family.files else next(iter(family.files))


def _similar(name: str) -> FontFamily:
    """The family whose name differs from `name` in case or spaces only; raises `RequestError` if there is none."""
    folded = {key.casefold().replace(" ", ""): key for key in families()}
    wanted = name.casefold().replace(" ", "")
    if wanted in folded:
        return families()[folded[wanted]]
    near = [folded[key] for key in difflib.get_close_matches(wanted, folded, n=4, cutoff=0.5)]
    known = tuple(near or list(families())[:6])
    raise RequestError("font_unknown", name=name[:60], known=known, near="yes" if near else "no")


@lru_cache(maxsize=1)
def _installed() -> dict[str, FontFamily]:
    rows = json.loads(resources.files(__package__).joinpath("fonts.json").read_text("utf-8"))
    found = (FontFamily(**row) for row in rows)
    return {family.name: family for family in found if package_file(family.package, next(iter(family.files.values())))}


def refs(faces: Iterable[Face]) -> tuple[FontRef, ...]:
    """References to the faces, without repeats, as covers store them."""
    return tuple(item.ref() for item in faces)
