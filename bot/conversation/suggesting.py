"""What a platform may suggest while somebody types: ratios and sizes, genres."""

from __future__ import annotations

import unicodedata

from articover.errors import RatioError
from articover.genres import GENRES
from articover.trim import NAMED_TRIMS, parse_trim
from bot.locales import Language, Message, text

RATIOS = ("2:3", "ebook", "5:8", "3:4", "4:5", "1:1", "audiobook", "5x8in", "6x9in")
"""What people ask for most comes first; `choices.ftl` of each language has their names."""
_METRIC = ("A5", "A4", "신국판", "46판", "국판", "B6", "B5", "A6", "크라운판", "4x6배판")
_MOST = 25


def ratios(typed: str, language: Language) -> tuple[tuple[str, str], ...]:
    """(name, value), what begins as `typed` first; a ratio or size of one's own is its own first suggestion."""
    plain = _folded(typed)
    known = [(text(Message(f"ratio-{value.replace(':', '-')}"), language), value) for value in RATIOS]
    known += [(_metric_name(name), name) for name in _METRIC]
    found = [each for each in known if plain in (_folded(each[1])[: len(plain)], _folded(each[0])[: len(plain)])]
    found += [each for each in known if plain in _folded(each[0]) and each not in found]
    if plain and not any(plain == _folded(value) for _, value in found):
        try:
            parse_trim(typed)
        except RatioError:
            pass
        else:
            own = " ".join(typed.split())[:100]
            found.insert(0, (own, own))
    return tuple(found[:_MOST])


def genres(language: Language) -> tuple[tuple[str, str], ...]:
    """(name, value) of every genre, as readers of `language` call it."""
    return tuple((genre_name(key, language), key) for key in GENRES)


def genre_name(key: str, language: Language) -> str:
    """What readers call a genre of `articover.genres`."""
    return text(Message(f"genre-{key}"), language)


def _metric_name(name: str) -> str:
    width, height = (float(side * 254 / 10) for side in NAMED_TRIMS[name])
    return f"{name} – {width:g} × {height:g} mm"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "").replace("×", "x")
