"""Chinese, simplified and traditional, by jieba: nouns by tag, what stands around a verb, denials before a noun."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.understand.words import Function, Part, Word

_DENIALS = frozenset(
    [
        "没有",
        "沒有",
        "没",
        "沒",
        "无",
        "無",
        "毫无",
        "毫無",
        "不是",
        "并非",
        "並非",
        "不要",
        "别",
        "別",
        "禁止",
        "避免",
        "除去",
        "去掉",
        "不含",
        "不带",
        "不帶",
        "不画",
        "不畫",
        "不见",
        "不見",
        "而非",
        "缺少",
        "远离",
        "遠離",
    ]
)
_STOPS = frozenset("。！？；!?;\n")
_PLACE = frozenset(
    [
        "在",
        "于",
        "於",
        "到",
        "从",
        "從",
        "往",
        "向",
        "里",
        "裡",
        "裏",
        "上",
        "下",
        "中",
        "内",
        "內",
        "外",
        "边",
        "邊",
        "旁",
    ]
)
_AFTER_PLACE = frozenset(
    [
        "里",
        "裡",
        "裏",
        "上",
        "下",
        "中",
        "内",
        "內",
        "外",
        "边",
        "邊",
        "旁",
        "前",
        "后",
        "後",
        "间",
        "間",
        "深处",
        "深處",
        "之中",
        "之上",
        "之下",
        "下面",
        "上面",
        "里面",
        "裡面",
    ]
)
_LIKE = frozenset(["像", "好像", "仿佛", "彷彿", "如同", "似的", "宛如", "犹如", "猶如"])
_TWO = frozenset(
    ["两", "兩", "二", "双", "雙", "一对", "一對", "两个", "兩個", "两只", "兩隻", "两名", "兩名", "两位", "兩位"]
)
_MANY = frozenset(
    [
        "许多",
        "許多",
        "很多",
        "无数",
        "無數",
        "群",
        "一群",
        "众",
        "眾",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "几",
        "幾",
        "些",
        "一些",
    ]
)


class Chinese:
    """Reads Chinese. Raises `ModuleNotFoundError` when rjieba is not installed."""

    def __init__(self) -> None:
        import rjieba

        self._tag: Any = rjieba.tag

    def read(self, text: str, *, wishes: bool = False) -> list[Word]:
        """The words of `text`, in their order."""
        # The dictionary is of simplified Chinese, and both have as many characters.
        plain = text.translate(simplified())
        tokens, at = list[tuple[str, str, int]](), 0
        for form, tag in self._tag(plain):
            start = plain.find(form, at)
            if start >= 0:
                at = start + len(form)
                tokens.append((text[start:at], tag, start))
        made, clause = list[Word](), 0
        for index, (form, tag, start) in enumerate(tokens):
            part = _part(form, tag)
            word = Word(form, form, part, start, start + len(form), clause=clause)
            if part in ("noun", "name"):
                word = _noun(word, index, tokens)
            elif part == "verb":
                word = replace(word, verb=index)
            elif part == "stop":
                clause += 1
            made.append(word)
        return made


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Traditional characters to simplified ones, for `str.translate` (data/hant.txt: pairs)."""
    pairs = "".join((resources.files("articover.understand") / "data" / "hant.txt").read_text("utf-8").split())
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}


def _part(form: str, tag: str) -> Part:
    if form in _STOPS:
        return "stop"
    if tag in ("nr", "nrt", "nrfg"):
        return "name"
    if tag.startswith(("n", "t", "s", "i", "l", "j", "g", "vn")) or (tag == "x" and form.isalpha()):
        return "noun"
    return {
        "v": "verb",
        "a": "adjective",
        "b": "adjective",
        "z": "adjective",
        "d": "adverb",
        "m": "number",
        "p": "preposition",
    }.get(tag[:1], "other")  # type: ignore[return-value]


def _noun(word: Word, index: int, tokens: list[tuple[str, str, int]]) -> Word:
    before = [form for form, _, _ in tokens[max(0, index - 4) : index]]
    after = tokens[index + 1][0] if index + 1 < len(tokens) else ""
    after_tag = tokens[index + 1][1] if index + 1 < len(tokens) else ""
    function: Function = "other"
    of = verb = -1
    if after in _AFTER_PLACE or (before and before[-1] in _PLACE):
        function = "place"
    elif after == "的" or after_tag.startswith("n"):
        function = "modifier"
        of = next((at for at in range(index + 1, min(index + 4, len(tokens))) if tokens[at][1].startswith("n")), -1)
    for at in range(index + 1, min(index + 4, len(tokens))):
        if tokens[at][0] in _STOPS or tokens[at][0] in "，,、":
            break
        if tokens[at][1].startswith("v") and function == "other":
            function, verb = "subject", at
            break
    if function == "other":
        for at in range(index - 1, max(-1, index - 5), -1):
            if tokens[at][0] in _STOPS or tokens[at][0] in "，,、":
                break
            if tokens[at][1].startswith("v"):
                function, verb = "object", at
                break
    return replace(
        word,
        function=function,
        of=of,
        verb=verb,
        denied=_denied(index, tokens),
        simile=any(form in _LIKE for form in before[-3:]) or after in ("般", "似的", "一样", "一樣", "一般"),
        count=_count(before),
        attributes=_attributes(index, tokens),
    )


def _denied(index: int, tokens: list[tuple[str, str, int]]) -> bool:
    """A denial before it in the same clause, with at most another listed noun between: "没有狼和熊"."""
    for at in range(index - 1, max(-1, index - 7), -1):
        form, tag, _ = tokens[at]
        if form in _DENIALS:
            return not (at + 1 < len(tokens) and tokens[at + 1][0] in ("人", "谁", "誰") and index > at + 1)
        if form in _STOPS or form in "，,：:" or (tag.startswith("v") and tag != "vn") or form == "的":
            return False
    return False


def _count(before: list[str]) -> int:
    if any(form in _TWO for form in before[-2:]):
        return 2
    return 3 if any(form in _MANY for form in before[-2:]) else 1


def _attributes(index: int, tokens: list[tuple[str, str, int]]) -> tuple[str, ...]:
    at = index - 1
    if at >= 1 and tokens[at][0] == "的":
        at -= 1
        return (tokens[at][0],)
    return (tokens[at][0],) if at >= 0 and tokens[at][1].startswith(("a", "b", "z")) else ()
