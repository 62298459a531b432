"""The words that go beside a brief: a style for each genre, what to avoid, and Korean wishes in English."""

from __future__ import annotations

import re

from articover.genres import GENERAL

STYLES: dict[str, str] = {
    "sci-fi": "cinematic concept art, vast scale, deep space light, crisp detail",
    "fantasy": "epic digital painting, dramatic light, rich atmosphere",
    "romance": "soft painterly illustration, golden light, tender colors",
    "mystery": "moody illustration, long shadows, muted palette",
    "thriller": "high contrast photograph, stark light, tense atmosphere",
    "horror": "dark painting, deep shadows, unsettling mist",
    "children": "cheerful picture book illustration, gouache, bright rounded shapes",
    "computer": "clean geometric vector illustration, flat colors, precise lines",
    "religion": "serene illustration, soft rays of light, parchment tones",
    "comics": "bold comic art, thick ink lines, halftone, saturated colors",
    "literary": "minimalist illustration, paper texture, restrained palette",
    "historical": "oil painting, period detail, warm varnish tones",
    "poetry": "delicate watercolor, much empty paper, quiet colors",
    "business": "minimal graphic design, one strong symbol, clean background",
    "cookbook": "appetizing food photograph, natural light, shallow focus",
    "gothic": "gothic etching and oil painting, fog, candlelight",
    GENERAL: "striking illustration, clear composition, harmonious colors",
}
"""Genre key -> style; `diffusion.styles` in the config replaces one."""

MEDIUM = re.compile(
    r"\b(watercolou?r|oils?|gouache|ink|pencil|pastels?|crayons?|acrylic|charcoal|woodcut|linocut|etching|engraving|"
    r"collage|photo(graph)?|painting|drawing|sketch|illustration|vector|comic|manga|anime|render(ing)?|3d|paper)\b",
    re.IGNORECASE,
)
"""Words that say what a picture is made of."""

FINISH = ("single clear subject", "professional illustration")
ROOM_ABOVE, ROOM_BELOW = "calm empty space in the upper third", "calm empty space in the lower third"
ROOM_LEFT, ROOM_RIGHT = "calm empty space on the left", "calm empty space on the right"

NEGATIVE = (
    "text, letters, words, title, typography, writing, caption, watermark, signature, logo, numbers, "
    "book mockup, frame, border, blurry, low quality, deformed, extra fingers, cropped subject"
)
"""Most important first: lettering is what the next stage would have to remove."""

WISHES_KO: dict[str, str] = {
    "빨간": "red",
    "빨강": "red",
    "붉은": "red",
    "주황": "orange",
    "노란": "yellow",
    "노랑": "yellow",
    "금색": "gold",
    "황금": "gold",
    "초록": "green",
    "녹색": "green",
    "청록": "teal",
    "파란": "blue",
    "파랑": "blue",
    "푸른": "blue",
    "남색": "navy blue",
    "보라": "purple",
    "분홍": "pink",
    "핑크": "pink",
    "검은": "black",
    "검정": "black",
    "하얀": "white",
    "흰색": "white",
    "회색": "gray",
    "갈색": "brown",
    "어두운": "dark",
    "어둡": "dark",
    "밝은": "bright",
    "밝게": "bright",
    "파스텔": "pastel colors",
    "따뜻": "warm colors",
    "차가운": "cold colors",
    "수채화": "watercolor",
    "유화": "oil painting",
    "사진": "photograph",
    "미니멀": "minimalist",
    "단순": "simple",
    "몽환": "dreamlike",
    "신비": "mysterious",
    "귀여운": "cute",
    "우아": "elegant",
}
"""Wishes of look in Korean by how the word begins; things and moods are the lexicon's."""
