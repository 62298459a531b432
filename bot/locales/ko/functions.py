"""Korean particles that follow the last sound of the word before them: 책을, 표지를."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_FINALS_PER_VOWEL = 28
"""Hangul syllables come in groups of 28, by their final consonant; the first of a group has none."""
_RIEUL = 8
"""The place of ㄹ among the finals, after which 으로 is 로."""
_DIGIT_FINALS = {"0": "ㅇ", "1": "ㄹ", "2": "", "3": "ㅁ", "4": "", "5": "", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ", "9": ""}
"""The final sound of 영 일 이 삼 사 오 육 칠 팔 구.

A number that ends in 0 ends in 십, 백, 천 or 만, which have a final, too.
"""
_LETTER_FINALS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}
"""The final sound of a letter's Korean name (엘, 알, 엠, 엔); the others have none."""
_WORD_END = re.compile(r"[^\W_]+$")
_SPOKEN = re.compile(r"[^\W_]")
_VOWELS = "aeiouy"


def particle(word: str, after_final: str, after_vowel: str) -> str:
    """The form of a particle that follows `word`: `after_final` ("을") or `after_vowel` ("를").

    Of "으로" and "로" the second follows ㄹ, too. Latin words are judged by their spelling, digits by how they are read
    in Korean; marks at the end of `word` are not read. A word without a letter or digit counts as one that ends in a
    vowel.
    """
    final = _final_of(word)
    if not final or (final == "ㄹ" and after_final.startswith("으")):
        return after_vowel
    return after_final


def _final_of(word: str) -> str:
    """The consonant that `word` ends in when it is read in Korean: "ㄹ", any other letter, "" for none."""
    plain = unicodedata.normalize("NFKC", word)
    while plain and not _SPOKEN.match(plain[-1]):
        plain = plain[:-1]
    if not plain:
        return ""
    last = plain[-1]
    if _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
        place = (ord(last) - ord(_FIRST_SYLLABLE)) % _FINALS_PER_VOWEL
        return "" if place == 0 else "ㄹ" if place == _RIEUL else "ㄱ"
    if last.isdecimal():
        return _DIGIT_FINALS[str(int(last))]
    end = _WORD_END.search(plain)
    return _latin_final(end[0]) if end else ""


def _latin_final(word: str) -> str:
    if len(word) == 1 or word.isupper():
        return _LETTER_FINALS.get(word[-1].casefold(), "")
    word = word.casefold()
    if word.endswith("l") or word.endswith("le"):
        return "ㄹ"  # 노블, 타이틀
    if word.endswith(("m", "n", "ng")) or re.search(f"[{_VOWELS}](me|ne)$", word):
        return "ㄴ"  # 문, 송, 타임
    # A short vowel before b, c, k, p, t or ck closes the syllable (북, 캣, 블랙); elsewhere 으 follows (나이트, 위드).
    if word.endswith("ck") or re.search(f"(^|[^{_VOWELS}])[{_VOWELS}][bckpt]$|[^{_VOWELS}](oo|ea)[kp]$", word):
        return "ㄱ"
    return ""


def _particle(*words: Any) -> Any:
    word, after_final, after_vowel = (str(each) for each in words)
    return particle(word, after_final, after_vowel)


FUNCTIONS = {"PARTICLE": _particle}
"""What messages may call: `PARTICLE($title, "을", "를")`, see `particle`."""
