"""Remove invisible characters from a text, except those that its script needs.

Removed are controls, default-ignorable characters (Unicode, DerivedCoreProperties), blank letters such as the Hangul
filler, and noncharacters. Kept next to letters for which they have a meaning are joiners (Persian, Hindi, emoji),
variation selectors (Han, Mongolian, emoji), directional marks (Arabic, Hebrew) and the word breaks of Thai, Lao, Khmer
and Burmese.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fontTools import unicodedata as scripts

_ZWSP, _ZWNJ, _ZWJ = "\u200b", "\u200c", "\u200d"
_DIRECTIONS = frozenset("\u200e\u200f\u061c")
_JOINING = frozenset({
    "Arab", "Syrc", "Mand", "Mong", "Nkoo", "Adlm", "Rohg", "Phag",
    "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Khmr", "Mymr", "Tibt", "Bali",
    "Java", "Newa", "Limb", "Lepc",
})  # fmt: skip
"""Scripts whose letters change their shape with a joiner or non-joiner."""
_UNSPACED = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Lana", "Talu"})
"""Scripts without spaces between words, where an invisible character marks a break."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
"""Invisible characters that Unicode classifies as letters, marks or symbols."""
_TAGS = range(0xE0020, 0xE0080)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_KEYCAPS = frozenset("0123456789#*")


def without_invisible(text: str) -> str:
    """`text` without invisible characters; all line breaks become line feeds, tabs become spaces."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    if text.isascii() and text.isprintable():
        return text
    rtl = any(unicodedata.bidirectional(char) in ("R", "AL") and not is_invisible(char) for char in text)
    kept: list[str] = []
    for index, char in enumerate(text):
        before = kept[-1] if kept else ""
        if not is_invisible(char) or _is_needed(char, before, text[index + 1 : index + 2], kept, rtl):
            kept.append(char)
    return "".join(kept)


def plain_spaces(text: str) -> str:
    """`text` with all kinds of spaces replaced by the usual one, for comparisons."""
    return _SPACES.sub(" ", text)


@lru_cache(maxsize=4096)
def is_invisible(char: str) -> bool:
    """Whether `char` is invisible by itself. Spaces and line feeds do not count."""
    if char == "\n":
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in _BLANK_LETTERS or _is_selector(char)


def _is_selector(char: str) -> bool:
    code = ord(char)
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code in (0x180B, 0x180C, 0x180D, 0x180F)


def _is_needed(char: str, before: str, after: str, kept: list[str], rtl: bool) -> bool:
    """Whether an invisible character has a meaning between its neighbours."""
    if not before:
        return char in _DIRECTIONS and rtl
    if char in (_ZWJ, _ZWNJ):
        if char == _ZWJ and after and _is_emoji(_base(kept)) and _is_emoji(after):
            return True
        return scripts.script(_base(kept)) in _JOINING
    if char == _ZWSP:
        return scripts.script(before) in _UNSPACED and bool(after) and scripts.script(after) in _UNSPACED
    if char in _DIRECTIONS:
        return rtl
    if _is_selector(char):
        if "\u180b" <= char <= "\u180f":
            return bool(scripts.script(before) == "Mong")
        if char in "\ufe0e\ufe0f" and (_is_emoji(before) or before in _KEYCAPS):
            return True
        return bool(scripts.script(before) == "Hani")
    # A flag of a region is a black flag followed by tags.
    return ord(char) in _TAGS and (before == "\U0001f3f4" or ord(before) in _TAGS)


def _base(kept: list[str]) -> str:
    """The last character that is not a mark or selector."""
    return next((char for char in reversed(kept) if unicodedata.category(char)[0] != "M"), kept[-1])


def _is_emoji(char: str) -> bool:
    """Whether `char` may be an emoji: a symbol or a skin tone."""
    return (
        unicodedata.category(char) == "So" or "\U0001f3fb" <= char <= "\U0001f3ff" or char in "\u2194\u2195\u203c\u2049"
    )
