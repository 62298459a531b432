"""What a platform may suggest while somebody types: ratios and sizes, genres."""

from __future__ import annotations

import unicodedata

from articover.errors import RatioError
from articover.genres import GENRES
from articover.trim import NAMED_TRIMS, parse_trim
from bot.conversation.requests import Language

RATIOS: tuple[tuple[str, str, str], ...] = (
    ("2:3", "2:3 – paperback, 6 × 9 in", "2:3 – 종이책, 6 × 9 in"),
    ("ebook", "e-book, 1600 × 2560 px", "전자책, 1600 × 2560 px"),
    ("5:8", "5:8 – e-book", "5:8 – 전자책"),
    ("3:4", "3:4 – 6 × 8 in", "3:4 – 6 × 8 in"),
    ("4:5", "4:5 – 8 × 10 in", "4:5 – 8 × 10 in"),
    ("1:1", "1:1 – square, 8 × 8 in", "1:1 – 정사각형, 8 × 8 in"),
    ("audiobook", "audiobook, 8 × 8 in", "오디오북, 8 × 8 in"),
    ("5x8in", "5 × 8 in", "5 × 8 in"),
    ("6x9in", "6 × 9 in", "6 × 9 in"),
)
"""Value, English name, Korean name; what people ask for most comes first."""
_METRIC = ("A5", "A4", "신국판", "46판", "국판", "B6", "B5", "A6", "크라운판", "4x6배판")
_MOST = 25

_GENRE_NAMES = {
    "sci-fi": ("Science fiction", "SF"),
    "fantasy": ("Fantasy", "판타지"),
    "romance": ("Romance", "로맨스"),
    "mystery": ("Mystery", "추리"),
    "thriller": ("Thriller", "스릴러"),
    "horror": ("Horror", "공포"),
    "children": ("Children", "어린이"),
    "computer": ("Computer", "컴퓨터"),
    "religion": ("Religion", "종교"),
    "comics": ("Comics", "만화"),
    "literary": ("Literary fiction", "문학"),
    "historical": ("Historical", "역사"),
    "poetry": ("Poetry", "시"),
    "business": ("Business", "경제·경영"),
    "cookbook": ("Cookbook", "요리"),
    "gothic": ("Gothic", "고딕"),
    "general": ("General", "일반"),
}


def ratios(typed: str, language: Language) -> tuple[tuple[str, str], ...]:
    """(name, value), what begins as `typed` first; a ratio or size of one's own is its own first suggestion."""
    plain = _folded(typed)
    known = [(korean if language == "ko" else english, value) for value, english, korean in RATIOS]
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
    return tuple((_GENRE_NAMES[key][language == "ko"], key) for key in GENRES)


def genre_name(key: str, language: Language) -> str:
    """What readers call a genre of `articover.genres`."""
    return _GENRE_NAMES[key][language == "ko"]


def _metric_name(name: str) -> str:
    width, height = (float(side * 254 / 10) for side in NAMED_TRIMS[name])
    return f"{name} – {width:g} × {height:g} mm"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "").replace("×", "x")
