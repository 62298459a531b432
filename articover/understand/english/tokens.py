"""English text into tokens, as the model was trained to see them: marks apart, "wasn't" as "was" and "n't"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "st.",
        "mt.",
        "prof.",
        "rev.",
        "gen.",
        "gov.",
        "sen.",
        "rep.",
        "jr.",
        "sr.",
        "vs.",
        "e.g.",
        "i.e.",
        "a.m.",
        "p.m.",
        "capt.",
        "sgt.",
        "lt.",
        "col.",
        "no.",
        "vol.",
        "inc.",
        "ltd.",
        "co.",
        "corp.",
        "etc.",
        "u.s.",
        "u.k.",
        "d.c.",
        "ph.d.",
        "messrs.",
    ]
)
_OPEN = re.compile(r"^(\.\.\.|…|--+|[\"'“”‘’„«»()\[\]{}<>*_~=+|\\/#@,;:!?—–-])")
_CLOSE = re.compile(
    r"(\.\.\.|…|--+|n['’]t|['’](?:s|re|ve|ll|d|m)|[\"'“”‘’„«»()\[\]{}<>*_~=+|\\/#@,;:!?—–%-])$", re.IGNORECASE
)
_INSIDE = re.compile(
    r"(\.\.\.|…|--+|—|–|[/&=<>|+~*\"“”;:,!?()\[\]{}]|(?<=[^\W\d_])-(?=[^\W\d_])|(?<=[a-z]{2})\.(?=[A-Z“\"]))"
)
_NORMS = {
    "n't": "not", "ca": "can", "wo": "will", "sha": "shall", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": "...", "—": "-", "–": "-", "--": "-",
    "---": "-", "'em": "them", "ol'": "old",
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """`start` and `end` are offsets in the text; `norm` is what the model reads."""

    text: str
    start: int
    end: int
    norm: str
    spaced: bool


def tokens_of(text: str) -> list[Token]:
    """Every token of `text`; no token is white space."""
    made: list[tuple[str, int]] = []
    for match in re.finditer(r"\S+", text):
        made += _pieces(match[0], match.start())
    return [
        Token(
            piece,
            at,
            at + len(piece),
            _norm(piece, made[index - 1][0] if index else ""),
            _spaced(text, at + len(piece)),
        )
        for index, (piece, at) in enumerate(made)
    ]


def _pieces(word: str, at: int) -> list[tuple[str, int]]:
    before: list[tuple[str, int]] = []
    after: list[tuple[str, int]] = []
    while word and word.casefold() not in _ABBREVIATIONS:
        if match := _OPEN.match(word):
            cut = len(match[0])
            before.append((word[:cut], at))
            word, at = word[cut:], at + cut
        elif (match := _CLOSE.search(word)) and match.start() > 0:
            after.append((word[match.start() :], at + match.start()))
            word = word[: match.start()]
        elif word.endswith(".") and len(word) > 1 and not re.fullmatch(r"(?:[A-Za-z]\.)+", word):
            after.append((".", at + len(word) - 1))
            word = word[:-1]
        else:
            break
    if word.casefold() == "cannot":
        before += [(word[:3], at), (word[3:], at + 3)]
    elif word:
        start = 0
        for match in _INSIDE.finditer(word):
            if match.start() > start:
                before.append((word[start : match.start()], at + start))
            before.append((match[0], at + match.start()))
            start = match.end()
        if start < len(word):
            before.append((word[start:], at + start))
    return before + after[::-1]


def _norm(piece: str, previous: str) -> str:
    lower = piece.casefold().replace("’", "'") if len(piece) > 1 else piece.casefold()
    if lower in ("ca", "wo", "sha"):
        return _NORMS[lower]
    return _NORMS.get(lower, lower)


def _spaced(text: str, end: int) -> bool:
    return end < len(text) and text[end].isspace()
