"""Fit a text to a column: its line breaks and sizes.

The most even break into each number of lines is tried; the one with the best score of size, evenness and height wins.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from articover.edit.typeset.breaking import BreakToken, Lines, break_evenly, is_function_words, tokens
from articover.edit.typeset.layout import Setting, TextBlock, compose, measure
from articover.edit.typeset.pairings import Style

_SMALL_WORDS: dict[Style, float] = {"even": 0.66, "small-words": 0.52, "stack": 0.57}
"""Size of a line of small words ("and the") beside the lines around it."""
_STACK_MOST = 1.9
"""How much larger than its widest line a short line of a stacked title may be."""
_MOST_LINES = 14


def fit_title(
    text: str, setting: Setting, width: float, best_height: float, most_height: float, least_cap: float, most_cap: float
) -> TextBlock:
    """The title, as large as looks right in a column of `width`; its ink starts at (0, 0), left aligned.

    Its height is about `best_height` and at most `most_height`. Its capitals are at most `most_cap` high and, if that
    fits, at least `least_cap` high. Words (Korean, Thai) are broken inside only if that is necessary for the size.
    """
    found = _best_block(text, setting, width, best_height, most_height, least_cap, most_cap, inside_words=False)
    if _cap(found, setting) < least_cap:
        # First let the title grow taller than looks best, then break inside long words.
        taller = _best_block(text, setting, width, most_height, most_height, least_cap, most_cap, inside_words=False)
        found = max(found, taller, key=lambda block: _cap(block, setting))
    if _cap(found, setting) < least_cap:
        broken = _best_block(text, setting, width, most_height, most_height, least_cap, most_cap, inside_words=True)
        found = broken if _cap(broken, setting) > 1.25 * _cap(found, setting) else found
    return found


def fit_text(text: str, setting: Setting, width: float, size: float, least: float, most_lines: int = 2) -> TextBlock:
    """A secondary text at `size`, on as few even lines as fit `width`; smaller than `size`, and even than `least`, if
    it does not fit otherwise.

    Its ink starts at (0, 0), left aligned.
    """
    for wanted in (size, (size + least) / 2, least):
        for count in range(1, most_lines + 1):
            lines = _break_text(text, setting, count, inside_words=False)
            if lines and max(measure(line, setting).width for line in lines.texts) * wanted <= width:
                return compose(lines, setting, [wanted] * len(lines.texts))
    options = []
    for inside in (False, True):
        for count in range(1, 3 * most_lines + 1):
            lines = _break_text(text, setting, count, inside_words=inside)
            if lines:
                fitting = width / max(measure(line, setting).width for line in lines.texts)
                options.append((min(fitting, least), -count, lines))
    reached, _, lines = max(options, key=lambda option: option[:2])
    return compose(lines, setting, [reached] * len(lines.texts))


def _best_block(
    text: str,
    setting: Setting,
    width: float,
    best_height: float,
    most_height: float,
    least_cap: float,
    most_cap: float,
    *,
    inside_words: bool,
) -> TextBlock:
    """The break and sizes with the best score."""
    paragraphs = [part for part in text.split("\n") if part.strip()]
    options: list[tuple[float, TextBlock]] = []
    for lines in _candidates(paragraphs, setting, inside_words):
        scales = _scales(lines.texts, setting)
        inks = [measure(line, setting) for line in lines.texts]
        size = min(
            width / max(ink.width * scale for ink, scale in zip(inks, scales, strict=True)), most_cap / setting.cap_em
        )
        block = compose(lines, setting, [size * scale for scale in scales])
        if block.height > best_height:
            size *= max(best_height / block.height, 0.0)
            block = compose(lines, setting, [size * scale for scale in scales])
        options.append((_score(block, setting, width, best_height, least_cap), block))
    best = max(options, key=lambda option: option[0])[1]
    if best.height > most_height:
        factor = most_height / best.height
        best = compose(Lines(tuple(line.text for line in best.lines), best.raggedness), setting,
                        [line.size * factor for line in best.lines])  # fmt: skip
    return best


def _score(block: TextBlock, setting: Setting, width: float, best_height: float, least_cap: float) -> float:
    """A score that rewards large, even lines that fill the column and stay legible when small, and penalizes a stack of
    single words."""
    sizes = [line.size for line in block.lines]
    spans = [line.ink.width * line.size for line in block.lines if not is_function_words(line.text)] or [width]
    even = min(spans) / max(spans)
    filled = max(spans) / width
    count = len(block.lines)
    towers = sum(is_function_words(line.text) for line in block.lines) if count > 1 else 0
    ends = sum(_ends_weakly(line.text) for line in block.lines[:-1])
    return (
        math.log(min(sizes) * 0.35 + max(sizes) * 0.65)
        + 0.45 * even
        + 0.5 * filled
        + 0.15 * min(block.height / best_height, 1.0)
        - 0.05 * max(count - 3, 0)
        - 0.6 * ends
        - (0.2 * towers if setting.style == "even" else 0.0)
        - 1.5 * max(1.0 - _cap(block, setting) / least_cap, 0.0)
    )


def _ends_weakly(line: str) -> bool:
    """Whether a line with more than small words in it ends in one."""
    return not is_function_words(line) and is_function_words(line.rsplit(maxsplit=1)[-1])


def _candidates(paragraphs: Sequence[str], setting: Setting, inside_words: bool) -> list[Lines]:
    """The most even break for each number of lines; line breaks of the user are kept."""
    per_paragraph = [
        [lines for count in range(1, _MOST_LINES + 1) if (lines := _break(part, setting, count, inside_words))]
        for part in paragraphs
    ]
    found: list[Lines] = []
    for extra in range(_MOST_LINES):
        chosen = [options[min(extra, len(options) - 1)] for options in per_paragraph]
        joined = Lines(
            tuple(text for lines in chosen for text in lines.texts), sum(lines.raggedness for lines in chosen)
        )
        if joined not in found:
            found.append(joined)
    if setting.style == "small-words" and len(paragraphs) == 1:
        found += _with_small_lines(paragraphs[0], setting)
    return found


def _with_small_lines(paragraph: str, setting: Setting) -> list[Lines]:
    """Breaks that give each inner group of small words a line of its own: THE KEEPER / and the / WHALE."""
    pieces = tokens(paragraph)
    groups: list[list[BreakToken]] = []
    for piece in pieces:
        small = is_function_words(piece.text)
        if groups and is_function_words(groups[-1][-1].text) == small:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if groups and len(groups) > 1 and is_function_words(groups[0][0].text):
        groups[:2] = [groups[0] + groups[1]]  # a leading article stays with its noun
    if not 3 <= len(groups) <= 5 or is_function_words(groups[-1][-1].text):
        return []
    parts: list[str] = []
    for group in groups:
        text = "".join(piece.text + piece.after for piece in group).rstrip()
        lines = _break(text, setting, 2, False) if len(group) > 2 and not is_function_words(text) else None
        parts += lines.texts if lines else [text]
    return [Lines(tuple(parts), 0.0)]


def _break_text(text: str, setting: Setting, count: int, *, inside_words: bool) -> Lines | None:
    return _break(" ".join(text.split("\n")), setting, count, inside_words)


@lru_cache(maxsize=2048)
def _break(paragraph: str, setting: Setting, count: int, inside_words: bool) -> Lines | None:
    return break_evenly(
        tokens(paragraph, inside_words=inside_words), count, lambda text: measure(text, setting).advance
    )


def _scales(lines: Sequence[str], setting: Setting) -> list[float]:
    """Relative sizes of the lines of a title."""
    widths = [max(measure(line, setting).width, 1e-3) for line in lines]
    small = [is_function_words(line) and len(lines) > 1 for line in lines]
    if setting.style == "stack" and len(lines) > 1:
        widest = max(width for width, tiny in zip(widths, small, strict=True) if not tiny or all(small))
        return [
            min(_SMALL_WORDS["stack"], widest / width) if tiny else min(widest / width, _STACK_MOST)
            for width, tiny in zip(widths, small, strict=True)
        ]
    if all(small):
        return [1.0] * len(lines)
    return [_SMALL_WORDS[setting.style] if tiny else 1.0 for tiny in small]


def _cap(block: TextBlock, setting: Setting) -> float:
    """Height of the capitals of the title's main lines, in points."""
    main = [line.size for line in block.lines if not is_function_words(line.text)] or [block.lines[0].size]
    return min(main) * setting.cap_em
