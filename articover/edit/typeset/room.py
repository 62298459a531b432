"""Place a changed text among unchanged ones: in the gap where it was, or by moving its neighbours a little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from articover.cover import Role
from articover.edit.typeset.layout import PlacedLine, TextBlock

Bounds = tuple[float, float, float, float]
"""Ink bounds in points: (left, top, right, bottom)."""

_SMALLEST = 0.2
"""The smallest share of its size at which a text is set when the page has too little space."""


def make_room(
    role: Role,
    block: TextBlock,
    target: float,
    others: Mapping[Role, TextBlock],
    low: float,
    high: float,
    gap: float,
    *,
    anywhere: bool,
) -> dict[Role, TextBlock]:
    """All blocks with `block` added, its top as near to the row `target` as possible, between rows `low` and `high`.

    Texts keep a distance of `gap`. If the block does not fit between its neighbours, they are moved; if the page is too
    small, the block is set smaller. With `anywhere` the block takes the nearest free place, even beyond its neighbours.
    """
    order = sorted(others, key=lambda name: others[name].box[1] + others[name].box[3])
    edges = [low, *(edge for name in order for edge in (others[name].box[1] - gap, others[name].box[3] + gap)), high]
    middle = target + block.height / 2
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    if not anywhere:
        index = sum((others[name].box[1] + others[name].box[3]) / 2 < middle for name in order)
        gaps = gaps[index : index + 1]
    fitting = [(abs(min(max(target, top), end - block.height) - target), top, end) for top, end in gaps
               if end - top >= block.height]  # fmt: skip
    if fitting:
        _, top, end = min(fitting)
        return {**others, role: _at(block, min(max(target, top), end - block.height))}
    return _pushed(role, block, middle, order, others, low, high, gap)


def _pushed(
    role: Role,
    block: TextBlock,
    middle: float,
    order: list[Role],
    others: Mapping[Role, TextBlock],
    low: float,
    high: float,
    gap: float,
) -> dict[Role, TextBlock]:
    """The block around the row `middle` with its neighbours moved away from it, all between `low` and `high`."""
    taken = sum(other.height for other in others.values()) + gap * len(order)
    if block.height > high - low - taken:
        block = _scaled(block, max((high - low - taken) / block.height, _SMALLEST))
    index = sum((others[name].box[1] + others[name].box[3]) / 2 < middle for name in order)
    names = [*order[:index], role, *order[index:]]
    blocks = {**others, role: _at(block, middle - block.height / 2)}
    heights = [blocks[name].height for name in names]
    tops = [blocks[name].box[1] for name in names]
    for i in range(index - 1, -1, -1):
        tops[i] = min(tops[i], tops[i + 1] - gap - heights[i])
    for i in range(index + 1, len(names)):
        tops[i] = max(tops[i], tops[i - 1] + heights[i - 1] + gap)
    # First upwards from the bottom of the page, then downwards from its top.
    end = high
    for i in range(len(names) - 1, -1, -1):
        tops[i] = min(tops[i], end - heights[i])
        end = tops[i] - gap
    start = low
    for i in range(len(names)):
        tops[i] = max(tops[i], start)
        start = tops[i] + heights[i] + gap
    return {name: _at(blocks[name], top) for name, top in zip(names, tops, strict=True)}


def _at(block: TextBlock, top: float) -> TextBlock:
    """The block with its ink starting at row `top`; the same object if it already does."""
    shift = top - block.box[1]
    return block if abs(shift) < 1e-9 else block.moved(0.0, shift)


def _scaled(block: TextBlock, factor: float) -> TextBlock:
    """The block scaled by `factor` around its centre; each line keeps its own centre."""
    _, top, _, bottom = block.box
    lines: list[PlacedLine] = []
    for line in block.lines:
        start, _, end, _ = line.box
        x = (start + end) / 2 + ((line.x - (start + end) / 2) * factor)
        y = (top + bottom) / 2 + (line.y - (top + bottom) / 2) * factor
        lines.append(replace(line, x=x, y=y, size=line.size * factor))
    return replace(block, lines=tuple(lines))
