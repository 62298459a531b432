"""Words that a prompt adds to the brief: a style for each genre, the negative prompt, and English words for wishes."""

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
"""Words that name the medium of a picture."""

FINISH = ("single clear subject", "professional illustration")
ROOM_ABOVE, ROOM_BELOW = "calm empty space in the upper third", "calm empty space in the lower third"
ROOM_LEFT, ROOM_RIGHT = "calm empty space on the left", "calm empty space on the right"

NEGATIVE = (
    "text, letters, words, title, typography, writing, caption, watermark, signature, logo, numbers, "
    "book mockup, frame, border, blurry, low quality, deformed, extra fingers, cropped subject"
)
"""Most important first: the next stage would have to remove any text."""

VIEWS: dict[str, str] = {
    "view_above": "seen from above",
    "view_below": "seen from below",
    "close_up": "close-up",
    "from_behind": "seen from behind",
    "silhouette": "silhouette",
    "minimal": "minimalist",
    "detailed": "intricate detail",
    "symmetrical": "symmetrical composition",
    "pattern": "ornamental pattern",
    "dark": "dark",
    "light": "bright",
    "vivid": "vivid colors",
    "monochrome": "monochrome",
}
"""Wishes about the look (data/wishes.toml) in words that models know; others are named by their keys."""
