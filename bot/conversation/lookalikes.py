"""What a text looks like to its reader, for comparing words.

Case, width, hidden characters, marks on letters, look-alikes of other scripts and Korean letters that stand apart make
no other word. Look-alikes are those of Unicode Technical Standard 39 (confusables.txt, by the package
confusable-homoglyphs), as far as they look like a letter of ASCII, and a few that it leaves out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fontTools import unicodedata as scripts

from articover.invisible import is_invisible, plain_spaces

_DRAWN_ON = frozenset({"Latn", "Grek", "Cyrl"})
"""Scripts whose letters are read all the same with a mark on them; in others a mark is a letter's own part."""
_OWN_LETTERS = frozenset("ñй")
"""Read as letters of their own: "año" is no "ano" with a mark."""
_DOTLESS = str.maketrans("ıȷİ", "iji")
"""Turkish has an i without a dot and a capital with one."""
_FIGURES = (str.maketrans("013457@$!", "oieastasi"), str.maketrans("013457@$!|", "oleastasll"))
"""Figures and signs that stand for letters: "1" for "i" or for "l"."""
_SMALL_CAPITALS = str.maketrans("вкмнтгпικντεωχη", "bkmhtrnikvtewxn")
"""Small letters that look like a Latin capital made small, which confusables.txt does not count."""
_LETTER_NAME = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|REGIONAL INDICATOR SYMBOL LETTER"
    r"|(?:CROSSED )?NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER) ([A-Z])"
)
_NAMED = (range(0x0250, 0x02B0), range(0x1D00, 0x1D80), range(0xA720, 0xA800), range(0x1F110, 0x1F200))
_WORD = re.compile(r"\S+")
_TAILS = {"ᄀ": 1, "ᄁ": 2, "ᄂ": 4, "ᄃ": 7, "ᄅ": 8, "ᄆ": 16, "ᄇ": 17, "ᄉ": 19, "ᄊ": 20, "ᄋ": 21, "ᄌ": 22,
          "ᄎ": 23, "ᄏ": 24, "ᄐ": 25, "ᄑ": 26, "ᄒ": 27}  # fmt: skip
"""A consonant by which a Korean syllable may end -> how far behind the open syllable the closed one stands."""
_OPEN_SYLLABLE = re.compile(f"([\uac00-\ud7a3])([{''.join(_TAILS)}])")
_TAIL_COUNT = 28


def as_written(text: str) -> str:
    """`text` as its words are spelled: without case, width and what is hidden; letters keep their marks."""
    shown = "".join(char for char in plain_spaces(text).translate(_DOTLESS) if not is_invisible(char))
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())


def as_read(text: str) -> frozenset[str]:
    """Every way in which `text` reads: letters without marks, look-alikes as ASCII, figures as letters."""
    plain = without_marks(as_written(text))
    seen = without_marks(as_written(_latin(text)))
    found = {plain, _closed(plain), seen}
    for table in _FIGURES:
        found.add(" ".join(_lettered(word, table) for word in seen.split()))
    # A capital I may be read as a small l.
    capitals = _WORD.sub(lambda word: word[0].replace("I", "l"), _latin(text))
    return frozenset({*found, without_marks(as_written(capitals))})


def mixed_words(text: str) -> str:
    """The words of `text` that mix letters of Latin with others, as ASCII: no language writes such."""
    return without_marks(as_written(" ".join(_latin(word) for word in _shown(text).split() if _is_mixed(word))))


def latin(word: str) -> str:
    """`word` with all its look-alikes as ASCII."""
    return without_marks(as_written(_shown(word).translate(_lookalikes())))


def without_marks(text: str) -> str:
    """Marks off the letters of alphabets, but for letters that are others with theirs."""
    kept: list[str] = []
    base = ""
    for char in text:
        own = char in _OWN_LETTERS or scripts.script(char) not in _DRAWN_ON
        for part in char if own else unicodedata.normalize("NFD", char):
            if unicodedata.category(part)[0] != "M":
                base = part
            elif not base or scripts.script(base) in _DRAWN_ON or not base.isalpha():
                continue
            kept.append(part)
    return "".join(kept)


def _latin(text: str) -> str:
    """`text` with look-alikes as ASCII, where its reader takes them for that.

    That is in a word that mixes scripts, and in a text all of whose letters of that script look like Latin ones: in a
    Russian sentence the same letters are what they are.
    """
    shown, table = _shown(text), _lookalikes()
    telling = {scripts.script(char) for char in shown if char.isalpha() and ord(char) not in table}

    def changed(found: re.Match[str]) -> str:
        foreign = {scripts.script(char) for char in found[0] if ord(char) in table}
        return found[0].translate(table) if _is_mixed(found[0]) or not foreign & telling - {"Latn"} else found[0]

    return _WORD.sub(changed, shown)


def _is_mixed(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return any(map(str.isascii, letters)) and any(ord(char) in _lookalikes() for char in letters)


def _shown(text: str) -> str:
    """`text` without what is hidden, its compatibility forms as the usual ones, its marks apart."""
    shown = "".join(char for char in plain_spaces(text).translate(_DOTLESS) if not is_invisible(char))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", shown))


def _lettered(word: str, table: dict[int, int]) -> str:
    """`word` with its figures as letters, if it has a letter at all: "455" is a number."""
    return word.translate(table) if any(map(str.isalpha, word)) else word


def _closed(text: str) -> str:
    """Korean consonants that stand alone behind an open syllable, as its end."""

    def syllable(found: re.Match[str]) -> str:
        whole = ord(found[1]) - 0xAC00
        return found[0] if whole % _TAIL_COUNT else chr(0xAC00 + whole + _TAILS[found[2]])

    return _OPEN_SYLLABLE.sub(syllable, text)


@lru_cache(maxsize=1)
def _lookalikes() -> dict[int, str]:
    """Code point of a letter -> the ASCII letter it looks like; of several, the one Unicode names first."""
    from confusable_homoglyphs.confusables import confusables_data

    found: dict[int, str] = {code: chr(plain) for code, plain in _SMALL_CAPITALS.items()}
    for code in (code for codes in _NAMED for code in codes):
        if name := _LETTER_NAME.fullmatch(unicodedata.name(chr(code), "")):
            found[code] = name[1].lower()
    for char, alike in confusables_data.items():
        if len(char) == 1 and not char.isascii() and not 0xAC00 <= ord(char) <= 0xD7A3:
            plain = next((each["c"] for each in alike if _is_plain(each["c"])), "")
            if plain:
                found[ord(char)] = plain[0]
    return found


def _is_plain(text: str) -> bool:
    """Whether this is one ASCII letter, with a mark drawn over it or not."""
    marks = (unicodedata.category(char)[0] == "M" for char in text[1:])
    return text[0].isascii() and text[0].isalpha() and all(marks)
