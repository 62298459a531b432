"""Four colours by genre, shifted by seed and steered by the writer's own words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from articover.brief import Brief
from articover.generate.illustrator.color import RGB, lightness, parse, shift, to_hex, to_oklab
from articover.genres import GENERAL


@dataclass(frozen=True)
class Palette:
    """`ground` fills, `middle` models, `light` lights, `accent` stays under about 5 % of the area."""

    ground: RGB
    middle: RGB
    light: RGB
    accent: RGB

    @property
    def is_dark(self) -> bool:
        return lightness(self.ground) < 0.5

    @property
    def tones(self) -> tuple[RGB, RGB, RGB]:
        """(darkest, between, palest) of ground, middle and light: some genres have a pale ground."""
        low, mid, high = sorted((self.ground, self.middle, self.light), key=lightness)
        return low, mid, high

    def to_json(self) -> list[str]:
        return [to_hex(color) for color in (self.ground, self.middle, self.light, self.accent)]

    @classmethod
    def from_json(cls, colors: list[str] | tuple[str, ...]) -> Palette:
        return cls(*(parse(text) for text in colors))


_KEYS: dict[str, tuple[str, ...]] = {
    "sci-fi": (
        "#070B1E #1B2A6B #6FD3FF #FF5DA2",
        "#0B0F14 #23404F #C7F2E3 #FF9E3D",
        "#140B1F #5B2A5E #FFB38A #5DE0E6",
        "#0A1018 #8A3B22 #FFC48A #7FE3E0",
    ),
    "fantasy": (
        "#120A2A #4B2A6B #F4C27A #E8F0FF",
        "#0D2B24 #2F6B4F #E7D9A0 #C0392B",
        "#10203A #3F6E8C #FFE0B0 #E2725B",
        "#2A0E1E #8A3A4A #FFC98A #F4EBD0",
    ),
    "romance": ("#3A0F2B #B5406A #FFD9D0 #FFF4E8", "#F7E6DC #E8A598 #A63D57 #2E2A47"),
    "mystery": (
        "#0E1418 #2F4550 #B8A27A #E4E0D4",
        "#0D1A26 #2C4A5E #E3A66A #F3E3C2",
        "#141322 #3D3B5C #D9A15F #F0DFC0",
    ),
    "thriller": ("#0A0A0C #2B2F36 #D7D9DB #E3122B", "#0B1114 #25363C #E2DFD2 #F2A20C"),
    "horror": ("#0B0708 #3B0D11 #B8B2A6 #7A0C14", "#080B0A #1F332C #B9C4A8 #8E1B1B"),
    "children": ("#FFCF56 #4CC9C0 #FF6B6B #2B4C8C", "#FBE3C0 #7CC6A4 #F2803A #3B3A6B"),
    "computer": ("#F4F6F8 #1F6FEB #0B2239 #00C2A8", "#0B2239 #1F6FEB #E8F1FA #FFB000"),
    "religion": ("#FBF6EA #D9B45B #3E5C76 #7A1F2B", "#22384F #6E86A0 #F6D98F #B8442F"),
    "comics": ("#FFDE00 #E4002B #0047BB #111111", "#0047BB #00A3E0 #FFDE00 #E4002B"),
    "literary": ("#EDE6DA #B9A58C #35524A #C8553D", "#E9E4DC #9FB0B5 #2E3F57 #D8973C"),
    "historical": ("#2C1E14 #7A4E2D #D8C29D #8C1C13", "#1E2A2B #52685F #E3CFA0 #A63A22"),
    "poetry": ("#F2EFE9 #A7BBC7 #5C6B73 #D98E73", "#EFEDE6 #B7C4A9 #54665A #C97B84"),
    "business": ("#FFFFFF #0F2A43 #F2B705 #9AA5B1", "#F5F2EA #12403C #E8622C #A9B8B0"),
    "cookbook": ("#FFF8EC #E07A3F #5B7F4B #3B2A20", "#F8EFDC #C8452F #E7B23E #33402C"),
    "gothic": ("#0C0E12 #3A3F4B #9FA6B2 #8B1E3F", "#0E0D16 #3B3550 #B9A9B8 #A3233F"),
    GENERAL: ("#EDE6DA #B9A58C #35524A #C8553D", "#12263A #3E6680 #F2D7A0 #E4572E", "#F3EEE3 #E2A33B #1F3A5F #C8452F"),
}
"""The art direction's table; further keys of a genre keep its relations."""

_HUES: dict[str, float] = {
    "red": 28.0, "crimson": 22.0, "orange": 60.0, "amber": 75.0, "gold": 85.0, "yellow": 100.0, "green": 145.0,
    "emerald": 160.0, "teal": 195.0, "turquoise": 195.0, "blue": 255.0, "navy": 262.0, "indigo": 278.0,
    "purple": 305.0, "violet": 300.0, "pink": 355.0,
    "빨간": 28.0, "빨강": 28.0, "붉은": 28.0, "주황": 60.0, "노란": 100.0, "노랑": 100.0, "금색": 85.0, "황금": 85.0,
    "초록": 145.0, "녹색": 145.0, "청록": 195.0, "파란": 255.0, "파랑": 255.0, "푸른": 255.0, "남색": 270.0,
    "보라": 305.0, "분홍": 355.0, "핑크": 355.0,
}  # fmt: skip
"""Colour word -> OKLCH hue in degrees, which the middle colour is turned to."""

_DARKER = ("dark", "night", "gloomy", "어두운", "어둡", "밤", "캄캄")
_LIGHTER = ("bright", "pastel", "airy", "밝은", "밝게", "파스텔", "환한")
_WARMER = ("warm", "cozy", "cosy", "따뜻", "포근")
_COOLER = ("cold", "icy", "cool", "차가운", "서늘", "시원")


def choose(brief: Brief, rng: np.random.Generator, *, keys: tuple[str, ...] | None = None) -> Palette:
    """A palette of the brief's genre. `keys` replaces the genre's own list."""
    options = keys or _KEYS.get(brief.genre_key, _KEYS[GENERAL])
    words = brief.requirements.casefold()
    wants_dark, wants_light = _says(words, _DARKER), _says(words, _LIGHTER)
    fitting = [key for key in options if (lightness(parse(key.split()[0])) < 0.5) == wants_dark]
    if wants_dark != wants_light and fitting:
        options = tuple(fitting)
    base = Palette.from_json(options[int(rng.integers(len(options)))].split())
    hue, light = float(rng.normal(0.0, 9.0)), float(rng.normal(0.0, 0.012))
    if _says(words, _WARMER):
        light += 0.01
    turn = _turn(base, words)
    chroma = 1.0 + float(rng.uniform(-0.08, 0.12))
    return Palette(
        shift(base.ground, light, chroma, turn + hue),
        shift(base.middle, light, chroma, turn + hue),
        shift(base.light, light, 1.0, hue * 0.5 + (turn if abs(turn) < 40 else 0.0)),
        shift(base.accent, 0.0, 1.0, hue * 0.5),
    )


def _turn(base: Palette, words: str) -> float:
    """Degrees by which ground and middle turn so that the middle has the hue the writer names."""
    named = [hue for word, hue in _HUES.items() if word in words]
    if named:
        return _angle(base.middle, named[0])
    if _says(words, _WARMER):
        return _angle(base.middle, 45.0) * 0.6
    if _says(words, _COOLER):
        return _angle(base.middle, 245.0) * 0.6
    return 0.0


def _angle(color: RGB, target: float) -> float:
    _, a, b = to_oklab(np.array(color))
    return float((target - np.degrees(np.arctan2(b, a)) + 180.0) % 360.0 - 180.0)


def _says(words: str, any_of: tuple[str, ...]) -> bool:
    return any(word in words for word in any_of)
