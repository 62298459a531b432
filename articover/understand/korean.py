"""Korean by morphemes (Kiwi): particles say what a noun does, 없다 and its kin deny it, counters count it.

Kiwi needs some 300 MB and a second to load, so it is loaded when a brief first holds Hangul, and once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from articover.understand.words import Function, Part, Word

_NOUNS = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH"})
_PARTS: dict[str, Part] = {
    "NNG": "noun", "NNP": "name", "NNB": "other", "NR": "number", "SN": "number", "XR": "noun", "SL": "noun",
    "SH": "noun",
    "VV": "verb", "VA": "adjective", "MM": "determiner", "MAG": "adverb", "SF": "stop", "SC": "other",
}  # fmt: skip
_FUNCTIONS: dict[str, Function] = {"JKS": "subject", "JKO": "object", "JKG": "modifier", "JKV": "subject"}
_PLACE = frozenset({"에", "에서", "로", "으로", "까지", "부터", "에게서", "안", "속", "위", "밑"})
_SIMILE = frozenset({"처럼", "같이", "만큼"})
_LIKE = frozenset({"같"})
_COUNTS = {
    "한": 1,
    "하나": 1,
    "홀": 1,
    "두": 2,
    "둘": 2,
    "쌍": 2,
    "세": 3,
    "셋": 3,
    "네": 3,
    "넷": 3,
    "여러": 3,
    "많": 3,
    "수많": 3,
    "온갖": 3,
    "모든": 3,
}
_ABSENT = frozenset({"없", "사라지"})
_LEFT_OUT = frozenset({"빼", "제외", "말", "피하", "싫", "싫어하", "금지", "삼가", "지우", "제거"})
"""In a wish: what is not to be there."""
_EMPTY = frozenset({"없", "있", "같", "하", "되", "이", "그", "저", "한", "두", "세", "네", "어떤", "모든", "다른"})
"""Verbs and determiners that describe nothing one could see."""
_SIDES = frozenset(
    {
        "앞",
        "뒤",
        "옆",
        "위",
        "아래",
        "속",
        "안",
        "밖",
        "곁",
        "가운데",
        "사이",
        "너머",
        "밑",
        "한가운데",
        "안팎",
        "건너편",
        "주변",
        "근처",
        "곳",
    }
)
_LISTED = frozenset({"도", "과", "와", "이나", "나", "이랑", "랑", "하고", "이며", "며"})
_UNKNOWN = (
    "파티시에 구마사제 여마법사 내시 마물 고르곤 하플링 오거 천녀 구울 폴터가이스트 타천사 가고일 냥이 멍멍이 야옹이 "
    "암사자 네잎클로버 이젤 흔들목마 홀로그램 아티팩트 어선 음표 오선지 각궁 두건 빙원 이세계 근미래 백자"
)
"""Nouns of the concept index that Kiwi takes apart into other words ("파티 시 에")."""
_REACH = 4
"""Morphemes between a noun and the 없다 that denies it: a particle or two and an adverb."""


class Korean:
    """Reads Korean. Raises `ModuleNotFoundError` when kiwipiepy is not installed."""

    def __init__(self) -> None:
        from kiwipiepy import Kiwi

        # The dictionary of names of several words costs 180 MB and names nothing to draw.
        self._kiwi: Any = Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)
        for word in _UNKNOWN.split():
            self._kiwi.add_user_word(word, "NNG")

    def read(self, text: str, *, wishes: bool = False) -> list[Word]:
        """The morphemes of `text` that are words, in their order."""
        return _Morphemes(self._kiwi.tokenize(text), text, wishes).words()


class _Morphemes:
    def __init__(self, tokens: list[Any], text: str, wishes: bool) -> None:
        self._tokens, self._text, self._wishes = tokens, text, wishes
        self._tags = [token.tag.partition("-")[0] for token in tokens]
        self._denied = self._denials()

    def words(self) -> list[Word]:
        """One word a morpheme, so that indices agree; particles and endings come as "other"."""
        made, clause = [], 0
        for index, token in enumerate(self._tokens):
            tag = self._tags[index]
            part = _PARTS.get(tag, "other")
            if "\n" in self._text[self._end(index - 1) if index else 0 : token.start]:
                clause += 1
            lemma = token.form.casefold()
            start, end = token.start, token.start + token.len
            if part in ("verb", "adjective"):
                end = max(end, start + 1)
            word = Word(self._text[start:end] or token.form, lemma, part, start, end, clause=clause)
            following = self._tags[index + 1] if index + 1 < len(self._tokens) else ""
            if tag in ("XR", "NNG") and following == "XSA" and self._text[end : end + 1] not in ("다", "였", "이"):
                word = replace(word, part="adjective", lemma=lemma + self._tokens[index + 1].form)
            elif tag in ("XR", "NNG") and following == "XSV":
                word = replace(word, part="verb", verb=index + 1)  # "발견하다" is no discovery
            elif tag == "XSV" and index:
                word = replace(word, part="verb", lemma=self._tokens[index - 1].form + lemma, verb=index)
            elif tag in _NOUNS and part in ("noun", "name"):
                word = self._noun(index, word)
            elif part == "verb":
                word = replace(word, verb=index)
            elif part == "stop":
                clause += 1
            made.append(word)
        return made

    def _end(self, index: int) -> int:
        return int(self._tokens[index].start + self._tokens[index].len)

    def _noun(self, index: int, word: Word) -> Word:
        function, of, particle = self._function(index)
        return replace(
            word,
            function=function,
            of=of,
            particle=particle,
            verb=self._verb(index, function),
            count=self._count(index),
            denied=index in self._denied,
            simile=self._simile(index),
            attributes=self._attributes(index),
        )

    def _after(self, index: int) -> int:
        """The index of what follows a noun and its suffixes (들, 님)."""
        at = index + 1
        while at < len(self._tokens) and self._tags[at] in ("XSN", "XSM"):
            at += 1
        return at

    def _function(self, index: int) -> tuple[Function, int, str]:
        at = self._after(index)
        if at >= len(self._tokens):
            return "other", -1, ""
        tag, form = self._tags[at], self._tokens[at].form
        if tag in ("NNG", "NNP") and form not in _SIDES:
            return "modifier", at, ""
        if tag in ("NNG", "NNP") and form in _SIDES:
            return "place", -1, form
        if tag == "JKG":
            following = self._next_noun(at + 1)
            if following >= 0 and self._tokens[following].form in _SIDES:
                return "place", -1, "의"
            return "modifier", following, "의"
        if tag == "JC":
            following = self._next_noun(at + 1)
            if following > 0 and following - at < 4:
                return self._function(following)
        if tag == "JX" and form in ("은", "는", "도", "만"):
            return "subject", -1, form
        if tag == "JKB":
            return ("place" if form in _PLACE else "other"), -1, form
        return _FUNCTIONS.get(tag, "other"), -1, form if tag.startswith("J") else ""

    def _next_noun(self, start: int) -> int:
        for at in range(start, min(start + 4, len(self._tokens))):
            if self._tags[at] in ("NNG", "NNP"):
                return at
            if self._tags[at] == "SF":
                break
        return -1

    def _verb(self, index: int, function: Function) -> int:
        """The verb whose subject or object it is. A subject passes over the verbs of relative clauses only when they
        have their own."""
        if function not in ("subject", "object", "place"):
            return -1
        for at in range(index + 1, len(self._tokens)):
            if self._tags[at] == "SF":
                return -1
            if self._tags[at] == "VV" or (self._tags[at] == "XSV" and at > index + 1):
                if function == "subject" and self._relative(at) and self._is_topic(index):
                    continue
                return at
        return -1

    def _relative(self, verb: int) -> bool:
        return verb + 1 < len(self._tokens) and self._tags[verb + 1] == "ETM"

    def _is_topic(self, noun: int) -> bool:
        """은 and 는 reach the main verb; 이 and 가 the nearest."""
        at = self._after(noun)
        return at < len(self._tokens) and self._tags[at] == "JX"

    def _count(self, index: int) -> int:
        at = self._after(index)
        if any(self._tags[k] == "XSN" and self._tokens[k].form == "들" for k in range(index + 1, at)):
            return 3
        for k in (index - 1, index - 2, at, at + 1):
            if 0 <= k < len(self._tokens) and self._tags[k] in ("MM", "NR", "SN", "VA"):
                if (
                    self._tags[k] == "MM"
                    and self._tokens[k].start
                    and not self._text[self._tokens[k].start - 1].isspace()
                ):
                    continue  # 자두나무 is no pair of trees
                form = self._tokens[k].form
                near = k < index or (k + 1 < len(self._tokens) and self._tags[k + 1] == "NNB") or self._tags[k] == "NR"
                if near and form.isdigit():
                    return min(max(int(form[:6]), 1), 3)
                if near and form in _COUNTS:
                    return _COUNTS[form]
        return 1

    def _attributes(self, index: int) -> tuple[str, ...]:
        """Adjectives and verbs in front that end in -ㄴ/-는 without a noun of their own, and determiners."""
        found = []
        at = index - 1
        while (
            at >= 0
            and self._tags[at] in ("NNG", "NNP")
            and self._function(at)[0] == "modifier"
            and not self._tokens[at].form.endswith(" ")
        ):
            at -= 1
        for _ in range(3):
            if at >= 1 and self._tags[at] == "ETM" and self._tags[at - 1] in ("VA", "VV", "XSA", "XSV", "VX"):
                stem = at - 1
                while stem > 0 and self._tags[stem] in ("VX", "EC", "EP"):
                    stem -= 1
                form = self._tokens[stem].form
                if self._tags[stem] in ("XSA", "XSV") and stem >= 1:
                    form, stem = self._tokens[stem - 1].form + form, stem - 1
                if stem > 0 and self._tags[stem - 1] in ("JKS", "JKO", "JKB", "JX") and self._tags[at - 1] == "VV":
                    if self._tags[stem - 1] == "JKO":
                        found.append(form)  # "낙타를 탄 우체부": he rides
                    break
                if form not in _EMPTY:
                    found.append(form)
                at = stem - 1
            elif at >= 0 and self._tags[at] == "MM":
                if self._tokens[at].form not in _EMPTY:
                    found.append(self._tokens[at].form)
                at -= 1
            else:
                break
        return tuple(dict.fromkeys(found))

    def _simile(self, index: int) -> bool:
        at = self._after(index)
        if at >= len(self._tokens):
            return False
        if self._tokens[at].form in _SIMILE and self._tags[at] == "JKB":
            return True
        return self._tags[at] == "VA" and self._tokens[at].form in _LIKE

    def _denials(self) -> frozenset[int]:
        """Nouns that the text says are not there: "늑대는 없다", "늑대도 곰도 없는", "늑대가 아니다", "사람 없이"."""
        found: set[int] = set()
        for at, token in enumerate(self._tokens):
            tag, form = self._tags[at], token.form
            denies = (
                (tag in ("VA", "VV") and form in _ABSENT and form == "없")
                or (tag == "VCN")
                or (tag == "MAG" and form == "없이")
                or (self._wishes and (form in _LEFT_OUT) and tag in ("VV", "VX", "NNG", "VA"))
            )
            if not denies or self._is_not_only(at):
                continue
            noun = self._noun_before(self._verb_of(at) if self._wishes and tag == "VX" else at)
            while noun >= 0:
                found.add(noun)
                # A compound is denied whole: "늑대 무리는 없다".
                left = noun - 1
                while (
                    left >= 0 and self._tags[left] in ("NNG", "NNP") and self._end(left) == self._tokens[left + 1].start
                ):
                    found.add(left)
                    left -= 1
                noun = self._listed_before(left + 1)
        return frozenset(found)

    def _is_not_only(self, at: int) -> bool:
        """ "의자만이 아니다": it is there, and others are too."""
        return self._tags[at] == "VCN" and any(
            self._tags[back] == "JX" and self._tokens[back].form == "만" for back in range(max(0, at - 2), at)
        )

    def _verb_of(self, auxiliary: int) -> int:
        """The verb that an auxiliary belongs to: 넣 in "넣지 말아 주세요"."""
        at = auxiliary
        while at > 0 and self._tags[at] in ("VX", "EC", "EP"):
            at -= 1
        return at

    def _noun_before(self, at: int) -> int:
        for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if self._tags[back] in ("NNG", "NNP", "XR"):
                return back
            if self._tags[back] in ("SF", "VV", "EC", "JKO", "JKB") and not (
                self._wishes and self._tags[back] == "JKO"
            ):
                return -1
        return -1

    def _listed_before(self, noun: int) -> int:
        """The noun listed before this one ("늑대도" before "곰도"), -1 for none."""
        back = noun - 1
        if back >= 0 and self._tokens[back].form in _LISTED:
            back -= 1
            while back >= 0 and self._tags[back] == "XSN":
                back -= 1
            if back >= 0 and self._tags[back] in ("NNG", "NNP"):
                return back
        return -1
