"""Japanese by MeCab (fugashi) and the IPA dictionary: particles say what a noun does, いない and ない deny it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from articover.understand.words import Function, Part, Word

_PARTS: dict[str, Part] = {
    "名詞": "noun", "動詞": "verb", "形容詞": "adjective", "副詞": "adverb", "連体詞": "determiner", "助詞": "other",
}  # fmt: skip
_NOT_THINGS = frozenset({"代名詞", "非自立", "接尾", "数", "副詞可能", "特殊"})
_FUNCTIONS: dict[str, Function] = {
    "が": "subject", "は": "subject", "も": "subject", "を": "object", "に": "place", "で": "place", "へ": "place",
    "から": "place", "まで": "place",
}  # fmt: skip
_SIMILE = ("のような", "のように", "みたいな", "みたいに", "のごとく", "の如く", "の様な", "の様に")
_ABSENT_AFTER = (
    "がいない", "はいない", "もいない", "のいない", "がない", "はない", "もない", "のない", "が無い", "は無い",
    "も無い", "の無い", "なし", "無し", "ではない", "ではなく", "じゃない", "がおらず", "はおらず", "もおらず",
    "はなく", "がなく", "もなく", "抜き", "がいなく", "はいなく", "がいません", "はいません", "もいません",
    "がありません", "はありません", "もありません", "ぬき", "を除", "は要らない", "はいらない", "を描かない",
    "は描かない", "を入れない", "は入れない", "は禁止", "は不要", "を避け", "は避け",
)  # fmt: skip
_ADVERBS = re.compile(
    r"(?<=^[はがもの])(?:もう|もはや|どこにも|誰も|一匹も|一人も|ひとつも|決して|まったく|全く|すでに)"
)
"""Adverbs between a particle and the denial: 狼はもういない."""
_LISTED = ("も", "や", "と", "、", "・")


@dataclass(frozen=True)
class _Token:
    text: str
    lemma: str
    sort: str
    sub: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Japanese:
    """Reads Japanese. Raises `ModuleNotFoundError` when fugashi or its dictionary is not installed."""

    def __init__(self) -> None:
        import fugashi
        import ipadic

        self._tagger: Any = fugashi.GenericTagger(ipadic.MECAB_ARGS)

    def read(self, text: str, *, wishes: bool = False) -> list[Word]:
        """The words of `text`, in their order."""
        tokens = self._tokens(text)
        made, clause = list[Word](), 0
        denied = _denied(tokens, text)
        for index, token in enumerate(tokens):
            part = _PARTS.get(token.sort, "other")
            if part == "noun" and token.sub in _NOT_THINGS and token.sub != "副詞可能":
                part = "number" if token.sub == "数" else "other"
            elif part == "noun" and token.sub == "固有名詞":
                part = "name"
            if token.text in "。！？!?.":
                part, clause = "stop", clause + 1
            word = Word(token.text, token.lemma, part, token.start, token.end, clause=clause)
            if part in ("noun", "name"):
                word = _noun(word, index, tokens, text, index in denied)
            elif part == "verb":
                word = replace(word, verb=index)
            made.append(word)
        return made

    def _tokens(self, text: str) -> list[_Token]:
        made, at = [], 0
        for node in self._tagger(text):
            start = text.find(node.surface, at)
            if start < 0:
                continue
            at = start + len(node.surface)
            base = node.feature[6] if len(node.feature) > 6 and node.feature[6] != "*" else node.surface
            made.append(_Token(node.surface, base, node.feature[0], node.feature[1], start))
        return made


def _noun(word: Word, index: int, tokens: list[_Token], text: str, denied: bool) -> Word:
    after = index + 1
    while after < len(tokens) and tokens[after].sort == "名詞" and tokens[after].sub == "接尾":
        after += 1
    following = tokens[after] if after < len(tokens) else None
    function: Function = "other"
    of = -1
    if following is not None:
        if following.sort == "名詞" or following.text == "の":
            function = "modifier"
            of = next((at for at in range(after, min(after + 3, len(tokens))) if tokens[at].sort == "名詞"), -1)
        elif following.sort == "助詞":
            function = _FUNCTIONS.get(following.text, "other")
    verb = -1
    if function in ("subject", "object", "place"):
        verb = next(
            (at for at in range(after, len(tokens)) if tokens[at].sort == "動詞" or tokens[at].text in "。！？"), -1
        )
        verb = verb if verb >= 0 and tokens[verb].sort == "動詞" else -1
    rest = text[word.end : word.end + 8]
    return replace(
        word,
        function=function,
        of=of,
        verb=verb,
        particle=following.text if following is not None and following.sort == "助詞" else "",
        denied=denied,
        simile=rest.startswith(_SIMILE),
        count=_count(index, tokens),
        attributes=_attributes(index, tokens),
    )


def _denied(tokens: list[_Token], text: str) -> frozenset[int]:
    found: set[int] = set()
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.sort != "名詞":
            continue
        rest = _ADVERBS.sub("", text[token.end : token.end + 14])
        listed = index + 2 < len(tokens) and tokens[index + 1].text in _LISTED and index + 2 in found
        if rest.startswith(_ABSENT_AFTER) or listed or (index + 1 in found and tokens[index + 1].sort == "名詞"):
            found.add(index)
    return frozenset(found)


def _count(index: int, tokens: list[_Token]) -> int:
    near = "".join(token.text for token in tokens[max(0, index - 3) : index])
    after = "".join(token.text for token in tokens[index + 1 : index + 4])
    if any(
        said in near or after.startswith(said) for said in ("二人の", "二匹の", "二頭の", "双子の", "2人の", "ふたりの")
    ):
        return 2
    return 3 if after.startswith(("たち", "達", "ら", "の群れ")) or "たくさんの" in near or "多くの" in near else 1


def _attributes(index: int, tokens: list[_Token]) -> tuple[str, ...]:
    found = []
    at = index - 1
    if at >= 1 and tokens[at].text in ("な", "の") and tokens[at - 1].sort in ("名詞", "形容詞"):
        found.append(tokens[at - 1].lemma)
    elif at >= 0 and tokens[at].sort in ("形容詞", "連体詞"):
        found.append(tokens[at].lemma)
    elif at >= 1 and tokens[at].text == "た" and tokens[at - 1].sort == "動詞":
        found.append(tokens[at - 1].lemma)
    elif at >= 0 and tokens[at].sort == "動詞":
        found.append(tokens[at].lemma)
    return tuple(found)
