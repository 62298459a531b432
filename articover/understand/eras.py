"""When a book plays, told in figures: "1923", "1930년대", "el siglo XVII", "19. Jahrhundert"."""

from __future__ import annotations

import re
from functools import lru_cache

from articover.understand.index import index

_YEAR = re.compile(
    r"(?<![\d.,#$€£¥₩-])((?:1[0-9]|20)\d\d)"
    r"(?!\d|[,.]\d|%|\s*(?:km|m|kg|people|won|원|명|개|쪽|元|円|pages|words|dollars|euros)\b)"
)
_ORDINAL = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:st|nd|rd|th)[\s-]centur|(?<!\d)(\d{1,2})\s*(?:세기|世紀|世纪)|(?<!\d)(\d{1,2})\.\s*Jahrhundert"
    r"|(?<!\d)(\d{1,2})(?:\.|[- ]?(?:й|м|го|e|ème|eme))?\s*(?:век|siècle|yüzyıl|αιώνα|wiek|století|secolo)"
    r"|(?:abad|thế kỷ(?: thứ)?|القرن|ศตวรรษที่|século|siglo)\s*(?:ke-)?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"(?:siglo|século|abad|thế kỷ|secolo|век[еа]?|αιώνα)\s+([XVI]{1,5})\b"
    r"|\b([XVI]{1,5})(?:e|ème|o|º|-?й|-?м)?\.?\s+(?:siècle|век|века|веке|wiek|wieku|wieczn|secolo|yüzyıl)",
)
_CJK_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CJK_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年)")
_SPELLED = {
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_WORDS = re.compile(rf"\b({'|'.join(_SPELLED)})[\s-]centur", re.IGNORECASE)
_CENTURIES = {
    5: "middle_ages", 6: "middle_ages", 7: "middle_ages", 8: "middle_ages", 9: "middle_ages", 10: "middle_ages",
    11: "middle_ages", 12: "middle_ages", 13: "middle_ages", 14: "middle_ages", 15: "renaissance", 16: "renaissance",
    17: "age_of_sail", 18: "18th_century", 19: "19th_century", 20: "1930s",
}  # fmt: skip
_YEARS = (
    (1099, "middle_ages"), (1449, "middle_ages"), (1599, "renaissance"), (1699, "age_of_sail"), (1799, "18th_century"),
    (1836, "19th_century"), (1899, "19th_century"), (1913, "1900s"), (1918, "world_war_1"), (1929, "1920s"),
    (1938, "1930s"), (1945, "world_war_2"), (1959, "1950s"), (1969, "1960s"), (1979, "1970s"), (1989, "1980s"),
    (1999, "1990s"), (2035, "modern"), (2099, "future"),
)  # fmt: skip


def eras_of(text: str) -> list[tuple[str, str, int]]:
    """(era's concept, what was written, offset) for every year and century in `text`."""
    found: list[tuple[str, str, int]] = []
    text = _CJK_YEAR.sub(lambda match: match[0].translate(_CJK_DIGITS), text)
    for pattern, number in ((_ORDINAL, _plain), (_ROMAN, _roman), (_WORDS, _spelled)):
        for match in pattern.finditer(text):
            said = next(group for group in match.groups() if group)
            if era := _CENTURIES.get(number(said)):
                found.append((era, match[0].strip(), match.start()))
    for match in _YEAR.finditer(text):
        year = int(match[1])
        era = next((name for last, name in _YEARS if year <= last), "")
        if era:
            found.append((era, match[0].strip(), match.start()))
    return [each for each in found if each[0] in index().concepts]


_MONTHS = {
    "en": ("january february", "", "july", "october november"),
    "es": ("diciembre enero febrero", "abril", "junio julio agosto", "octubre noviembre"),
    "fr": ("décembre janvier février", "avril", "juillet août", "octobre novembre"),
    "de": ("dezember januar februar", "april", "juni juli august", "oktober november"),
    "pt": ("dezembro janeiro fevereiro", "abril", "junho julho agosto", "outubro novembro"),
    "it": ("dicembre gennaio febbraio", "aprile", "giugno luglio agosto", "ottobre novembre"),
    "ru": (
        "декабря января февраля декабре январе феврале", "апреля апреле", "июня июля августа июне июле августе",
        "октября ноября октябре ноябре",
    ),
    "pl": (
        "grudnia stycznia lutego grudniu styczniu lutym", "kwietnia kwietniu", "czerwca lipca sierpnia", "listopada",
    ),
}  # fmt: skip
"""Language -> months of winter, spring, summer and autumn. Months that are also names of people, of a planet or of
another thing (May, June, Mars) and those between two seasons are left out."""
_SEASONS = ("winter", "spring", "summer", "autumn")
_ENGLISH = re.compile(
    r"\b(?:in|of|by|every|last|one|this|next|early|late|mid|that)[ -](december|april|june|august|september)\b",
    re.IGNORECASE,
)
"""English months that are people's names too, or open a sentence: only where a word before says that it is a time."""
_OF_ENGLISH = {"december": "winter", "april": "spring", "june": "summer", "august": "summer", "september": "autumn"}
_NUMBERED = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*(?:월|月)(?!\s*요|曜)")
_BY_NUMBER = {12: 0, 1: 0, 2: 0, 3: 1, 4: 1, 6: 2, 7: 2, 8: 2, 9: 3, 10: 3}


@lru_cache(maxsize=32)
def _months(language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    names = {
        name: season
        for season, months in zip(_SEASONS, _MONTHS.get(language, ()), strict=False)
        for name in months.split()
    }
    return (re.compile(rf"\b({'|'.join(names)})\b", re.IGNORECASE), names) if names else None


def seasons_of(text: str, language: str) -> list[tuple[str, str, int]]:
    """(season, what was written, offset) for every month named; those between two seasons say nothing."""
    found = []
    if made := _months(language):
        pattern, names = made
        found = [(names[match[1].casefold()], match[0], match.start()) for match in pattern.finditer(text)]
    if language == "en":
        found += [(_OF_ENGLISH[match[1].casefold()], match[1], match.start(1)) for match in _ENGLISH.finditer(text)]
    if language in ("ko", "ja", "zh-Hans", "zh-Hant"):
        for match in _NUMBERED.finditer(text):
            if (season := _BY_NUMBER.get(int(match[1]))) is not None:
                found.append((_SEASONS[season], match[0], match.start()))
    return found


def _plain(said: str) -> int:
    return int(said)


def _spelled(said: str) -> int:
    return _SPELLED[said.casefold()]


def _roman(said: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for char, following in zip(said, [*said[1:], ""], strict=True):
        value = values[char]
        total += -value if following and values[following] > value else value
    return total
