"""Where a text may break into lines, and the break with the most even lines.

The characters never change: the lines joined by the separators between them are the text. No hyphen is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articover.edit.typeset.shaping import clusters, script_of

_NO_LINE_START = frozenset(
    "、。，．・：；？！‥…ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ）］｝〕〉》」』】〗’”!?,.:;)]}%"
)
_NO_LINE_END = frozenset("（［｛〔〈《「『【〖‘“([{")
"""Japanese line-start and line-end prohibition (JIS X 4051, the strict set without rarely used signs)."""

_FUNCTION_WORDS = (
    # English, then the commonest such words of French, German, Spanish, Italian, Russian and Greek
    "the a an of and or in on at by for from to with as vs le la les de du des et un une au aux der die das ein eine "
    "und von im zu el los las del y una il lo gli di da и в на с к о от до για και το του της των"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split(" "))
"""Function words belong to the next word: they never end a line."""
_LONGEST_WORD = 45
"""In clusters. Longer pieces are not words of a dictionary and would be unreadably small on one line."""
_JAPANESE_PARTICLES = frozenset("のはがをにでともへや")
"""Particles belong to the word before them, so a line starts with one only if every other break is much worse."""


@dataclass(frozen=True)
class BreakToken:
    """A piece without a break inside; `after` is the white space between it and the next piece."""

    text: str
    after: str = ""


@dataclass(frozen=True)
class Lines:
    """A way to break a paragraph: the lines, and their unevenness (0 is perfectly even)."""

    texts: tuple[str, ...]
    raggedness: float


def tokens(paragraph: str, *, inside_words: bool = False) -> list[BreakToken]:
    """Unbreakable pieces of one paragraph (without line breaks).

    Words are split at white space and after dashes, Chinese and Japanese between characters by the rules of kinsoku.
    Korean syllables and other clusters are split only with `inside_words`, for a word that cannot be set large enough.
    """
    found: list[BreakToken] = []
    for match in re.finditer(r"([^ \t\n]+)([ \t\n]*)", paragraph):
        pieces = _pieces(match[1], inside_words)
        found += [BreakToken(piece) for piece in pieces[:-1]]
        found.append(BreakToken(pieces[-1], match[2]))
    return found


def break_evenly(pieces: Sequence[BreakToken], count: int, width: Callable[[str], float]) -> Lines | None:
    """The most even way to break `pieces` into `count` lines, over all break sets; None when there is none.

    Dynamic programming over (pieces used, lines used); the cost of a line is the square of its distance
    from the mean width, plus a penalty when it ends in a function word. `width` measures a text in ems.
    """
    total = len(pieces)
    if not 1 <= count <= total:
        return None
    starts, ends, whole = _extents(pieces, width)
    ideal = max(whole / count, 1e-6)
    endless = float("inf")
    best = [0.0] + [endless] * total
    came: list[list[int]] = []
    for line in range(1, count + 1):
        reached, back = [endless] * (total + 1), [0] * (total + 1)
        for stop in range(line, total - (count - line) + 1):
            for start in range(stop - 1, line - 2, -1):
                span = ends[stop - 1] - starts[start]
                if best[start] < endless:
                    cost = best[start] + _line_cost(pieces, stop, span, ideal)
                    if cost < reached[stop]:
                        reached[stop], back[stop] = cost, start
                if span > 2.5 * ideal and reached[stop] < endless:
                    break
        best = reached
        came.append(back)
    if best[total] == endless:
        return None
    cuts = [total]
    for back in reversed(came):
        cuts.append(back[cuts[-1]])
    cuts.reverse()
    return Lines(tuple(_join(pieces[a:b]) for a, b in pairwise(cuts)), best[total])


def is_function_words(line: str) -> bool:
    """Whether a line consists of function words only."""
    words = re.findall(r"\w+", line.casefold())
    return bool(words) and all(word in FUNCTION_WORDS for word in words)


def _extents(pieces: Sequence[BreakToken], width: Callable[[str], float]) -> tuple[list[float], list[float], float]:
    """Start and end of every piece on one common line, in ems; the third value is the length of the line."""
    starts: list[float] = []
    ends: list[float] = []
    pen = 0.0
    for piece in pieces:
        starts.append(pen)
        pen += width(piece.text)
        ends.append(pen)
        pen += width(piece.after) if piece.after else 0.0
    return starts, ends, ends[-1]


def _line_cost(pieces: Sequence[BreakToken], stop: int, span: float, ideal: float) -> float:
    cost = (span / ideal - 1) ** 2
    last = stop == len(pieces)
    if not last and pieces[stop - 1].text.casefold().strip("“”\"'‘’(") in FUNCTION_WORDS:
        cost += 4.0  # worse than any raggedness between real words
    if not last and pieces[stop].text[0] in _JAPANESE_PARTICLES and not pieces[stop - 1].after:
        cost += 0.5
    return cost


def _join(pieces: Sequence[BreakToken]) -> str:
    return "".join(piece.text + piece.after for piece in pieces[:-1]) + pieces[-1].text


def _pieces(word: str, inside_words: bool) -> list[str]:
    """A word without white space, cut where a line may break inside it."""
    parts = [word[start:end] for start, end in clusters(word)]
    if inside_words and len(parts) > _LONGEST_WORD:
        return parts
    out: list[str] = []
    for index, part in enumerate(parts):
        if index and _may_break(parts[index - 1], part, parts[index:], out[-1], inside_words):
            out.append(part)
        else:
            out[-1:] = [out[-1] + part] if out else [part]
    return out


def _may_break(edit: str, after: str, rest: Sequence[str], head: str, inside_words: bool) -> bool:
    if edit[-1] in _NO_LINE_END or after[0] in _NO_LINE_START:
        return False
    if edit in "—–-/" and after[0].isalnum():
        return len(head) > 2 and len(rest) > 1
    ideographs = _is_ideograph(edit), _is_ideograph(after)
    if all(ideographs) or (any(ideographs) and edit[0].isalnum() and after[0].isalnum()):
        return True
    return inside_words and edit[0].isalpha() and script_of(edit[0]) not in ("Latn", "Grek", "Cyrl", "Arab", "Hebr")


def _is_ideograph(cluster: str) -> bool:
    char = cluster[0]
    return script_of(char) in ("Hani", "Hira", "Kana", "Bopo") or "\u3000" <= char <= "\u303f"
