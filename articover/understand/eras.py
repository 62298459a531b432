"""When a book plays, told in figures: "1923", "1930년대", "el siglo XVII", "19. Jahrhundert"."""

from __future__ import annotations

import re

from articover.understand.index import index

_YEAR = re.compile(
    r"(?<![\d.,#$€£¥₩-])((?:1[0-9]|20)\d\d)"
    r"(?![\d,%]|\s*(?:km|m|kg|people|won|원|명|개|쪽|元|円|pages|words|dollars|euros)\b)"
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
_SPELLED = {
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
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
