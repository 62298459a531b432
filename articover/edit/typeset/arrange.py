"""The texts of a cover in their zones: sizes, lines and places of all four roles together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from articover.cover import Role, Zone
from articover.edit.typeset.layout import Align, Block, Setting, aligned, fit_text, fit_title
from articover.edit.typeset.zones import Field, calmer, inside
from articover.trim import POINTS_PER_IN, Trim

SAFETY_IN = 0.25
"""Nothing to be read stands nearer to the trim (KDP, IngramSpark)."""
THUMBNAIL_PX = 160
LEAST_TITLE_CAP_PX = 9.0
"""Height of a title's capitals in a thumbnail 160 px wide, for titles of up to 40 characters."""

_MOST_TITLE_SHARE = 1.25
_MOST_LONG_TITLE_SHARE = 0.42
_MOST_CAP_SHARE = 0.15
"""How far beyond the height that looks right a title may grow; shares of the trim's height: of a very long title, and
of capitals."""


@dataclass(frozen=True)
class Words:
    """One text to be set: as it will be drawn (case applied), how, and the writer's own wishes.

    `share` is the part of the trim's height that looks right for a title.
    """

    text: str
    setting: Setting
    share: float = 0.22
    scale: float = 1.0
    align: Align | None = None
    place: str = ""


@dataclass(frozen=True)
class Page:
    """The trim in points, and what is safe in it."""

    width: float
    height: float
    safety: float

    @property
    def unit(self) -> float:
        """What secondary sizes are shares of: the width, or less on a landscape page."""
        return min(self.width, 0.8 * self.height)


def page_of(trim: Trim) -> Page:
    """The trim in points; on a tiny trim the safe margin is at most a tenth of the shorter side."""
    width, height = float(trim.width_in) * POINTS_PER_IN, float(trim.height_in) * POINTS_PER_IN
    return Page(width, height, min(SAFETY_IN * POINTS_PER_IN, 0.1 * min(width, height)))


def arrange(
    words: Mapping[Role, Words], page: Page, title_zone: Zone, author_zone: Zone, busy: Field
) -> dict[Role, tuple[Block, Align]]:
    """Every role's lines, placed. Series, title and subtitle stand together in the title zone.

    Everything lies inside the safe margin. Blocks leave their zone a little where it is calmer near by.
    """
    margin_x, margin_y = page.safety / page.width, page.safety / page.height
    zone = _placed(inside(title_zone, margin_x, margin_y), words["title"].place)
    foot = inside(author_zone, margin_x, margin_y)
    placed: dict[Role, tuple[Block, Align]] = {}
    author = _author(words, page, foot)
    low, high = page.safety, page.height - page.safety
    if author:
        placed["author"] = author
        top, bottom = author[0].box[1], author[0].box[3]
        gap = 0.03 * page.height
        if (zone.top + zone.bottom) / 2 * page.height < (top + bottom) / 2:
            high = top - gap
        else:
            low = bottom + gap
    placed.update(_title_group(words, page, zone, low, high))
    return _calmed(placed, page, busy, low, high)


def _title_group(
    words: Mapping[Role, Words], page: Page, zone: Zone, low: float, high: float
) -> dict[Role, tuple[Block, Align]]:
    """Series line, title and subtitle, one under the other, fitted to the zone."""
    left, right = zone.left * page.width, zone.right * page.width
    column = right - left
    title = words["title"]
    align = title.align or zone.align
    series = _series(words, page, column)
    subtitle = _subtitle(words, page, column)
    gap = 0.042 * page.unit
    around = sum(block.height + gap for block in (series, subtitle) if block)
    room = max(
        min(0.98 * (high - low), max(zone.bottom - zone.top, _MOST_LONG_TITLE_SHARE) * page.height) - around,
        0.1 * page.height,
    )
    landscape = max(1.0, 1.2 * page.width / page.height)  # a low page gives its title more of its height
    calm = max((zone.bottom - zone.top) * page.height - around, 0.1 * page.height)
    best = min(min(title.share * landscape * page.height, calm) * title.scale, room)
    most = min(_MOST_TITLE_SHARE * best, room)
    least_cap = LEAST_TITLE_CAP_PX * 1.04 / THUMBNAIL_PX * page.width * min(title.scale, 1.0)
    most_cap = _MOST_CAP_SHARE * landscape * page.height * title.scale
    block = fit_title(title.text, title.setting, column * min(title.scale, 1.0), best, most, least_cap, most_cap)
    if _is_small(block, title.setting, least_cap):
        block = fit_title(title.text, title.setting, column, most, room, least_cap, most_cap)
    group: list[tuple[Role, Block]] = [("title", block)]
    if series:
        group.insert(0, ("series", series))
    if subtitle:
        group.append(("subtitle", subtitle))
    total = sum(part.height for _, part in group) + gap * (len(group) - 1)
    top, bottom = zone.top * page.height, zone.bottom * page.height
    y = {"top": top, "bottom": bottom - total, "middle": (top + bottom - total) / 2}[zone.valign]
    y = min(max(y, low), max(high - total, low))
    placed: dict[Role, tuple[Block, Align]] = {}
    for role, part in group:
        own = words[role].align or align
        placed[role] = aligned(part, left, right, own).moved(0.0, y), own
        y += part.height + gap
    return placed


def _is_small(block: Block, setting: Setting, least_cap: float) -> bool:
    """Whether the title's largest line has capitals lower than `least_cap` points."""
    return max(line.size for line in block.lines) * setting.cap_em < least_cap


def _series(words: Mapping[Role, Words], page: Page, column: float) -> Block | None:
    if "series" not in words:
        return None
    size = 0.026 / words["series"].setting.cap_em * page.unit * words["series"].scale
    return fit_text(words["series"].text, words["series"].setting, 0.94 * column, size, 0.75 * size)


def _subtitle(words: Mapping[Role, Words], page: Page, column: float) -> Block | None:
    if "subtitle" not in words:
        return None
    size = 0.034 / words["subtitle"].setting.cap_em * page.unit * words["subtitle"].scale
    return fit_text(words["subtitle"].text, words["subtitle"].setting, 0.92 * column, size, 0.72 * size, 3)


def _author(words: Mapping[Role, Words], page: Page, zone: Zone) -> tuple[Block, Align] | None:
    if "author" not in words:
        return None
    author = words["author"]
    zone = _placed(zone, author.place)
    left, right = zone.left * page.width, zone.right * page.width
    size = 0.036 / author.setting.cap_em * page.unit * author.scale
    block = fit_text(author.text, author.setting, 0.94 * (right - left), size, 0.7 * size)
    align = author.align or zone.align
    top, bottom = zone.top * page.height, zone.bottom * page.height
    y = {"top": top, "bottom": bottom - block.height, "middle": (top + bottom - block.height) / 2}[zone.valign]
    y = min(max(y, page.safety), page.height - page.safety - block.height)
    return aligned(block, left, right, align).moved(0.0, y), align


def _placed(zone: Zone, place: str) -> Zone:
    """The zone moved to where the writer wants the text: "top", "middle" or "bottom"."""
    high = zone.bottom - zone.top
    if place == "top":
        return replace(zone, top=0.06, bottom=0.06 + high, valign="top")
    if place == "bottom":
        return replace(zone, top=0.94 - high, bottom=0.94, valign="bottom")
    if place == "middle":
        return replace(zone, top=(1 - high) / 2, bottom=(1 + high) / 2, valign="middle")
    return zone


def _calmed(
    placed: dict[Role, tuple[Block, Align]], page: Page, busy: Field, low: float, high: float
) -> dict[Role, tuple[Block, Align]]:
    """The title group, as one, moved a little up or down to where the picture is calmer."""
    group: list[Role] = [role for role in placed if role != "author"]
    boxes = [placed[role][0].box for role in group]
    box = (
        min(b[0] for b in boxes) / page.width,
        min(b[1] for b in boxes) / page.height,
        max(b[2] for b in boxes) / page.width,
        max(b[3] for b in boxes) / page.height,
    )
    shift = calmer(busy, box, low / page.height, high / page.height) * page.height
    return {
        role: (block.moved(0.0, shift), align) if role in group else (block, align)
        for role, (block, align) in placed.items()
    }
