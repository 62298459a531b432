"""`EditState`: the state of a cover that is being edited.

Layers that the edit does not touch keep their place. A requested change is made, or a notice says why it cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from articover import notices
from articover.brief import Brief
from articover.cover import ROLES, Role, TextLayer
from articover.edit.typeset.arrange import GROUP, Page, PreviousLayout
from articover.edit.typeset.drawing import faces_of
from articover.edit.typeset.layout import PlacedLine, Setting, TextBlock, measure
from articover.facts import Fact
from articover.limits import MAX_TEXT_SIZE, MIN_TEXT_SIZE

_STEP = 1.15
"""The factor between two tries when a size has no effect: a title of one line may have to break first."""
_MORE_STEPS = 3
_SEEN = 0.02
"""A smaller relative change of size is not visible."""
_NEARLY = 0.97
"""A size counts as reached from this share of the requested one on."""


@dataclass(frozen=True, eq=False)
class EditState:
    """`layers` before the edit, the new `brief`, and `changes`: the overrides of this edit, by role."""

    brief: Brief
    layers: Mapping[str, TextLayer]
    changes: Mapping[str, Mapping[str, Any]]

    @cached_property
    def reworded(self) -> frozenset[Role]:
        """The roles whose words were changed, removed or added."""
        old = {role: layer.text for role, layer in self.layers.items()}
        return frozenset(role for role in ROLES if getattr(self.brief, role) != old.get(role, ""))

    def reshaped(self, role: str) -> frozenset[str]:
        """The overrides of this edit that change the layout of a layer."""
        had = self.layers[role].overrides if role in self.layers else {}
        new = self.changes.get(role, {})
        return frozenset(name for name, value in new.items() if name != "color" and had.get(name) != value)

    @cached_property
    def resized(self) -> Role | None:
        """The role whose size changes, if that is the only change of the layout."""
        asked = [role for role in ROLES if role in self.layers and self.reshaped(role)]
        alone = len(asked) == 1 and not self.reworded and self.reshaped(asked[0]) == {"size"}
        return asked[0] if alone and self._size(asked[0]) else None

    def previous_layout(self, page: Page) -> PreviousLayout:
        """The unchanged layers on `page`, and the boxes of all."""
        title = {**self.layers["title"].overrides, **self.changes.get("title", {})} if "title" in self.layers else {}
        regroup = bool(self.reworded & set(GROUP)) and not title.get("place")
        blocks: dict[Role, TextBlock] = {}
        for role in ROLES:
            if role in self.layers and self.layers[role].lines and getattr(self.brief, role):
                blocks[role] = _block(self.layers[role], page)
        unchanged = {
            role: block for role, block in blocks.items() if role not in self.reworded and not self.reshaped(role)
        }
        if regroup:
            along = [role for role in GROUP if role == "title" or not self._place(role)]
            unchanged = {role: block for role, block in unchanged.items() if role not in along}
        return PreviousLayout(unchanged, {role: block.box for role, block in blocks.items()}, regroup)

    def sizes(self) -> Iterator[float]:
        """The size factors to try for the resized layer: the requested one, then stronger ones until it has effect."""
        assert self.resized is not None
        wanted = float(self.changes[self.resized]["size"])
        step = _STEP if wanted > self._size(self.resized) else 1 / _STEP
        for power in range(_MORE_STEPS + 1):
            size = wanted * step**power
            if power == 0 or MIN_TEXT_SIZE <= size <= MAX_TEXT_SIZE:
                yield size

    def given(self, layer: TextLayer, size: float) -> float | None:
        """The actual factor of the resized `layer` when laid out for `size`; None when the change is not visible."""
        assert self.resized is not None
        old = self._size(self.resized)
        wanted = float(self.changes[self.resized]["size"]) / old
        got = _largest(layer) / _largest(self.layers[self.resized])
        if (got < 1 + _SEEN) if wanted > 1 else (got > 1 - _SEEN):
            return None
        enough = got >= wanted * _NEARLY if wanted > 1 else got <= wanted / _NEARLY
        return round(size if enough else old * got, 4)

    def as_it_was(self) -> dict[Role, TextLayer]:
        """The layers in their old positions, with their new colours."""
        kept: dict[Role, TextLayer] = {}
        for role in ROLES:
            if role in self.layers:
                layer = self.layers[role]
                new = {name: value for name, value in self.changes.get(role, {}).items() if name != "size"}
                kept[role] = replace(layer, overrides={**layer.overrides, **new})
        return kept

    def notices(self, layers: tuple[TextLayer, ...], page: Page) -> Iterator[Fact]:
        """Notices about the finished `layers`: which ones were moved, and which size did not fit."""
        changed = [role for role in ROLES if role in self.changes and role in self.layers and self.reshaped(role)]
        unchanged = self.previous_layout(page).unchanged
        for layer in layers:
            if changed and layer.role in unchanged and layer.lines != self.layers[layer.role].lines:
                yield notices.MOVED(role=layer.role, other=changed[0])
        if role := self.resized:
            old, wanted = self._size(role), float(self.changes[role]["size"])
            layer = next(layer for layer in layers if layer.role == role)
            got = _largest(layer) / _largest(self.layers[role])
            if abs(got - 1) < _SEEN:
                yield (notices.NO_LARGER if wanted > old else notices.NO_SMALLER)(role=role)
            elif 1 < got < wanted / old * _NEARLY:
                yield notices.PARTLY_LARGER(role=role, percent=round(100 * (got - 1)))

    def _place(self, role: str) -> str:
        """The place to which the user moved a text, or ""."""
        return str(self.layers[role].overrides.get("place", "")) if role in self.layers else ""

    def _size(self, role: str) -> float:
        size = self.layers[role].overrides.get("size", 1.0)
        return float(size) if isinstance(size, int | float) else 1.0


def _block(layer: TextLayer, page: Page) -> TextBlock:
    """The lines of a layer in points on `page`."""
    setting = Setting(faces_of(layer), layer.tracking_em)
    return TextBlock(
        tuple(
            PlacedLine(line.text, line.x * page.width, line.y * page.height, line.size_pt, measure(line.text, setting))
            for line in layer.lines
        )
    )


def _largest(layer: TextLayer) -> float:
    return max(line.size_pt for line in layer.lines)
