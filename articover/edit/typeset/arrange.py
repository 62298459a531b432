"""Arrange the texts of a cover in their zones: sizes, lines and positions of all four roles together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articover.cover import Role, Zone
from articover.edit.typeset.fitting import fit_text, fit_title
from articover.edit.typeset.layout import Align, Setting, TextBlock, aligned
from articover.edit.typeset.room import Bounds, make_room
from articover.edit.typeset.zones import Field, calmer, inside
from articover.trim import POINTS_PER_IN, Trim

SAFETY_IN = 0.25
"""Text keeps this distance from the trim (KDP, IngramSpark)."""
THUMBNAIL_PX = 160
LEAST_TITLE_CAP_PX = 9.0
"""Height of a title's capitals in a thumbnail 160 px wide, for titles of up to 40 characters."""

_MOST_TITLE_SHARE = 1.25
_MOST_LONG_TITLE_SHARE = 0.42
_MOST_CAP_SHARE = 0.15
"""Limits of a title that grows beyond the height that looks right: as a factor of that height, and as shares of the
trim's height for a very long title and for its capitals."""
GROUP: tuple[Role, ...] = ("series", "title", "subtitle")
_HEAD = 0.06
"""Distance from the page's edge of a text that the user moves to the top or bottom, as a share of the height."""
_GROUP_GAP, _LEAST_GAP = 0.042, 0.026
"""Gaps between the texts of a group, in page units: the usual one, and the smallest one after an edit."""


@dataclass(frozen=True)
class Words:
    """One text to set: as it will be drawn (case applied), its setting, and the user's choices.

    `share` is the part of the trim's height that looks right for a title; `sent` says that `place` was chosen only
    now. A lockup sets `most_cap`, the tallest capitals of a title as a share of the trim's height, and `usual`, how
    many times as large as usual the text stands.
    """

    text: str
    setting: Setting
    share: float = 0.22
    scale: float = 1.0
    align: Align | None = None
    place: str = ""
    sent: bool = False
    most_cap: float | None = None
    usual: float = 1.0


@dataclass(frozen=True)
class Page:
    """The trim in points, and its safe area."""

    width: float
    height: float
    safety: float

    @property
    def unit(self) -> float:
        """The length that secondary sizes are shares of: the width, or less on a landscape page."""
        return min(self.width, 0.8 * self.height)


def page_of(trim: Trim) -> Page:
    """The trim in points; on a tiny trim the safe margin is at most a tenth of the shorter side."""
    width, height = float(trim.width_in) * POINTS_PER_IN, float(trim.height_in) * POINTS_PER_IN
    return Page(width, height, min(SAFETY_IN * POINTS_PER_IN, 0.1 * min(width, height)))


@dataclass(frozen=True)
class PreviousLayout:
    """The layout before an edit: `unchanged` are the layers that the edit keeps, `boxes` the boxes of all (points).

    `regroup`: the words of the title group changed, so the group is laid out again in its old place.
    """

    unchanged: Mapping[Role, TextBlock]
    boxes: Mapping[Role, Bounds]
    regroup: bool = False


def arrange(
    words: Mapping[Role, Words],
    page: Page,
    title_zone: Zone,
    author_zone: Zone,
    busy: Field,
    previous_layout: PreviousLayout | None = None,
) -> dict[Role, tuple[TextBlock, Align]]:
    """The placed lines of all roles. Series, title and subtitle form a group in the title zone.

    Everything lies inside the safe margin. A block may leave its zone a little for a calmer place. Layers of
    `previous_layout` keep their place: a changed layer is set where it was, or where the writer moved it, and moves
    others only when it does not fit otherwise.
    """
    margin_x, margin_y = page.safety / page.width, page.safety / page.height
    head, foot = inside(title_zone, margin_x, margin_y), inside(author_zone, margin_x, margin_y)
    zone = _placed(head, words["title"].place)
    unchanged = previous_layout.unchanged if previous_layout else {}
    placed: dict[Role, tuple[TextBlock, Align]] = {
        role: (block, words[role].align or (foot if role == "author" else head).align)
        for role, block in unchanged.items()
    }
    if (
        "author" in words
        and "author" not in placed
        and (previous_layout is None or "author" not in previous_layout.boxes)
    ):
        placed["author"] = _author(words["author"], page, foot)
    low, high = _between(placed.get("author"), page, zone)
    group = [role for role in GROUP if role in words and role not in placed and _goes_along(role, words)]
    if previous_layout is None or previous_layout.regroup:
        together = _title_group({role: words[role] for role in group}, page, zone, low, high)
        if previous_layout is not None and (
            was := [previous_layout.boxes[role] for role in group if role in previous_layout.boxes]
        ):
            placed.update(_anchored(together, was, zone, low, high))
        else:
            placed.update(_calmed(together, page, busy, low, high))
    for role in sorted(words, key=lambda role: role != "title"):
        if role not in placed:
            own = foot if role == "author" else head
            was_box = previous_layout.boxes.get(role) if previous_layout else None
            placed = _set_alone(role, words, page, own, placed, was_box)
    return placed


def _goes_along(role: Role, words: Mapping[Role, Words]) -> bool:
    """Whether a text of the title group is set with the title and was not moved by the user."""
    return role == "title" or not words[role].place


def _between(author: tuple[TextBlock, Align] | None, page: Page, zone: Zone) -> tuple[float, float]:
    """The rows that the author's text leaves for the title group, in points."""
    low, high = page.safety, page.height - page.safety
    if author:
        top, bottom = author[0].box[1], author[0].box[3]
        gap = 0.03 * page.height
        if (zone.top + zone.bottom) / 2 * page.height < (top + bottom) / 2:
            high = top - gap
        else:
            low = bottom + gap
    return low, high


def _title_group(
    words: Mapping[Role, Words], page: Page, zone: Zone, low: float, high: float
) -> dict[Role, tuple[TextBlock, Align]]:
    """Series line, title and subtitle, one below another, fitted to the zone."""
    left, right = zone.left * page.width, zone.right * page.width
    column = right - left
    align = words["title"].align or zone.align
    series = _series(words, page, column)
    subtitle = _subtitle(words, page, column)
    gap = _GROUP_GAP * page.unit
    around = sum(block.height + gap for block in (series, subtitle) if block)
    room = max(
        min(0.98 * (high - low), max(zone.bottom - zone.top, _MOST_LONG_TITLE_SHARE) * page.height) - around,
        0.1 * page.height,
    )
    block = _title(words["title"], page, zone, around, room)
    group: list[tuple[Role, TextBlock]] = [("title", block)]
    if series:
        group.insert(0, ("series", series))
    if subtitle:
        group.append(("subtitle", subtitle))
    total = sum(part.height for _, part in group) + gap * (len(group) - 1)
    top, bottom = zone.top * page.height, zone.bottom * page.height
    y = {"top": top, "bottom": bottom - total, "middle": (top + bottom - total) / 2}[zone.valign]
    y = min(max(y, low), max(high - total, low))
    placed: dict[Role, tuple[TextBlock, Align]] = {}
    for role, part in group:
        own = words[role].align or align
        placed[role] = aligned(part, left, right, own).moved(0.0, y), own
        y += part.height + gap
    return placed


def _title(title: Words, page: Page, zone: Zone, around: float, room: float) -> TextBlock:
    """The title's lines, as large as looks right in the zone with other texts of the height `around`; at most `room`
    high."""
    column = (zone.right - zone.left) * page.width
    landscape = max(1.0, 1.2 * page.width / page.height)  # a low page gives its title more of its height
    calm = max((zone.bottom - zone.top) * page.height - around, 0.1 * page.height)
    best = min(min(title.share * landscape * page.height, calm) * title.scale, room)
    most = min(_MOST_TITLE_SHARE * best, room)
    least_cap = LEAST_TITLE_CAP_PX * 1.04 / THUMBNAIL_PX * page.width * min(title.scale, 1.0)
    most_cap = (title.most_cap or _MOST_CAP_SHARE) * landscape * page.height * title.scale
    block = fit_title(title.text, title.setting, column * min(title.scale, 1.0), best, most, least_cap, most_cap)
    if _is_small(block, title.setting, least_cap):
        block = fit_title(title.text, title.setting, column, most, room, least_cap, most_cap)
    return block


def _anchored(
    group: dict[Role, tuple[TextBlock, Align]], was: Sequence[Bounds], zone: Zone, low: float, high: float
) -> dict[Role, tuple[TextBlock, Align]]:
    """The title group moved to its old position; the edge that its zone aligns to is kept."""
    boxes = [block.box for block, _ in group.values()]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    old_top, old_bottom = min(box[1] for box in was), max(box[3] for box in was)
    middle = (old_top + old_bottom - top - bottom) / 2
    shift = {"top": old_top - top, "bottom": old_bottom - bottom, "middle": middle}[zone.valign]
    shift = max(min(shift, high - bottom), low - top)
    return {role: (block.moved(0.0, shift), align) for role, (block, align) in group.items()}


def _set_alone(
    role: Role,
    words: Mapping[Role, Words],
    page: Page,
    zone: Zone,
    placed: Mapping[Role, tuple[TextBlock, Align]],
    was: Bounds | None,
) -> dict[Role, tuple[TextBlock, Align]]:
    """`placed` with one more text at its old position or its default one: in a gap between the others if there is one;
    else the others are moved, and if that is not enough, it is set smaller."""
    text = words[role]
    align = text.align or zone.align
    left, right = zone.left * page.width, zone.right * page.width
    column = right - left
    low, high = page.safety, page.height - page.safety
    others = {name: block for name, (block, _) in placed.items()}
    gap = _LEAST_GAP * page.unit
    if role == "title":
        around = sum(others[name].height + _GROUP_GAP * page.unit for name in GROUP if name in others)
        free = high - low - sum(other.height + gap for other in others.values())
        most = max(zone.bottom - zone.top, _MOST_LONG_TITLE_SHARE) * page.height - around
        block = _title(text, page, zone, around, max(min(most, free), 0.05 * page.height))
    else:
        secondary = {"series": _series, "subtitle": _subtitle}
        made = secondary[role](words, page, column) if role in secondary else None
        block = made or _author(text, page, zone)[0]
    block = aligned(block, left, right, align)
    sent = text.place if text.sent or was is None else ""
    if sent:
        head, end = max(low, _HEAD * page.height), min(high, (1 - _HEAD) * page.height) - block.height
        target = {"top": head, "bottom": end}.get(sent, (head + end) / 2)
    elif was:
        target = (was[1] + was[3] - block.height) / 2
    else:
        target = zone.top * page.height
    settled = make_room(role, block, target, others, low, high, gap, anywhere=bool(sent))
    settled[role] = aligned(settled[role], left, right, align)
    return {**{name: (settled[name], side) for name, (_, side) in placed.items()}, role: (settled[role], align)}


def _is_small(block: TextBlock, setting: Setting, least_cap: float) -> bool:
    """Whether the capitals of the title's largest line are lower than `least_cap` points."""
    return max(line.size for line in block.lines) * setting.cap_em < least_cap


def _series(words: Mapping[Role, Words], page: Page, column: float) -> TextBlock | None:
    if "series" not in words:
        return None
    size = 0.026 / words["series"].setting.cap_em * page.unit * words["series"].scale
    return fit_text(words["series"].text, words["series"].setting, 0.94 * column, size, 0.75 * size)


def _subtitle(words: Mapping[Role, Words], page: Page, column: float) -> TextBlock | None:
    if "subtitle" not in words:
        return None
    size = 0.034 / words["subtitle"].setting.cap_em * page.unit * words["subtitle"].scale
    return fit_text(words["subtitle"].text, words["subtitle"].setting, 0.92 * column, size, 0.72 * size, 3)


def _author(author: Words, page: Page, zone: Zone) -> tuple[TextBlock, Align]:
    zone = _placed(zone, author.place)
    left, right = zone.left * page.width, zone.right * page.width
    size = 0.036 / author.setting.cap_em * page.unit * author.scale * author.usual
    block = fit_text(author.text, author.setting, 0.94 * (right - left), size, 0.7 * size)
    align = author.align or zone.align
    top, bottom = zone.top * page.height, zone.bottom * page.height
    y = {"top": top, "bottom": bottom - block.height, "middle": (top + bottom - block.height) / 2}[zone.valign]
    y = min(max(y, page.safety), page.height - page.safety - block.height)
    return aligned(block, left, right, align).moved(0.0, y), align


def _placed(zone: Zone, place: str) -> Zone:
    """The zone moved to the user's choice: "top", "middle" or "bottom"."""
    high = zone.bottom - zone.top
    if place == "top":
        return replace(zone, top=_HEAD, bottom=_HEAD + high, valign="top")
    if place == "bottom":
        return replace(zone, top=1 - _HEAD - high, bottom=1 - _HEAD, valign="bottom")
    if place == "middle":
        return replace(zone, top=(1 - high) / 2, bottom=(1 + high) / 2, valign="middle")
    return zone


def _calmed(
    placed: dict[Role, tuple[TextBlock, Align]], page: Page, busy: Field, low: float, high: float
) -> dict[Role, tuple[TextBlock, Align]]:
    """The whole title group, moved a little up or down to a calmer part of the picture."""
    boxes = [block.box for block, _ in placed.values()]
    box = (
        min(b[0] for b in boxes) / page.width,
        min(b[1] for b in boxes) / page.height,
        max(b[2] for b in boxes) / page.width,
        max(b[3] for b in boxes) / page.height,
    )
    shift = calmer(busy, box, low / page.height, high / page.height) * page.height
    return {role: (block.moved(0.0, shift), align) for role, (block, align) in placed.items()}
