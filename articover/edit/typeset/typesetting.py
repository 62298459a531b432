"""The texts of one cover on one picture: the layers of each try, with positions, colours and effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from articover.brief import Brief
from articover.colors import palette_of
from articover.cover import ROLES, Background, Effect, Pixels, Role, TextLayer, Zone
from articover.edit.typeset import ink
from articover.edit.typeset.arrange import Page, PreviousLayout, Words, arrange, page_of
from articover.edit.typeset.drawing import paint
from articover.edit.typeset.edit_state import EditState
from articover.edit.typeset.fallback import installed
from articover.edit.typeset.layout import PlacedLine, Setting, TextBlock, measure
from articover.edit.typeset.lockups import lockup_of
from articover.edit.typeset.plan import Plan, layer_of, plan_of, words_of
from articover.edit.typeset.zones import Field
from articover.errors import RequestError
from articover.trim import Canvas, Trim


@dataclass(frozen=True)
class TypesetTask:
    """The texts of one cover on one picture: the values that are the same for all tries."""

    brief: Brief
    trim: Trim
    background: Background
    canvas: Canvas
    clean: Pixels
    seed: int
    previous: Mapping[str, TextLayer]
    zones: tuple[Zone, Zone]
    busy: Field
    edit: EditState | None = None

    def layers(self, number: int) -> tuple[TextLayer, ...]:
        """The layers of try `number`: 0 is the first choice, 1 another face, 2 and 3 those with a stronger effect."""
        page = page_of(self.trim)
        plans = self._plans(number)
        words = {role: words_of(plan) for role, plan in plans.items()}
        if self.edit is None:
            blocks = arrange(words, page, *self.zones, self.busy, self._drawn_title(plans, page))
            found = {role: layer_of(role, plans[role], *placed, page) for role, placed in blocks.items()}
        else:
            found = self._edited(self.edit, plans, words, page)
        return self._inked(found, plans, stronger=number >= 2)

    def _drawn_title(self, plans: dict[Role, Plan], page: Page) -> PreviousLayout | None:
        """The title that the picture was drawn for, in its face; None for other words or with a chosen style."""
        given = (self.background.scene or {}).get("lettering")
        if not given or "title" in self.previous or " ".join(self.brief.title.split()) != given["title"]:
            return None
        face = installed(given["face"])
        if face is None:
            return None
        plan = plans["title"]
        plans["title"] = replace(plan, choice=replace(plan.choice, faces=(face,), case="upper", tracking_em=0.0))
        setting = Setting((face,))
        lines = tuple(
            PlacedLine(text, x * page.width, y * page.height, size * page.height, measure(text, setting))
            for text, x, y, size in given["rows"]
        )
        return PreviousLayout({"title": TextBlock(lines)}, {})

    def _edited(
        self, edit: EditState, plans: Mapping[Role, Plan], words: dict[Role, Words], page: Page
    ) -> dict[Role, TextLayer]:
        """The layers of an edited cover: unchanged ones keep their position; a size that does not fit is undone."""
        previous_layout = edit.previous_layout(page)
        words = {role: replace(each, sent="place" in edit.reshaped(role)) for role, each in words.items()}

        def laid_out() -> dict[Role, TextLayer]:
            blocks = arrange(words, page, *self.zones, self.busy, previous_layout)
            return {
                role: replace(self.previous[role], color="#000000", effect=Effect())
                if block is previous_layout.unchanged.get(role)
                else layer_of(role, plans[role], block, align, page)
                for role, (block, align) in blocks.items()
            }

        if edit.resized is None:
            return laid_out()
        role = edit.resized
        for size in edit.sizes():
            words[role] = replace(words[role], scale=size)
            found = laid_out()
            if given := edit.given(found[role], size):
                layer = found[role]
                return {**found, role: replace(layer, overrides={**layer.overrides, "size": given})}
        return edit.as_it_was()

    def _plans(self, number: int) -> dict[Role, Plan]:
        texts = {role: str(getattr(self.brief, role)) for role in get_args(Role)}
        return {
            role: plan_of(
                role, texts[role], self.brief, self.seed, self.previous.get(role), number, lockup_of(self.background)
            )
            for role in ROLES
            if texts[role]
        }

    def _inked(
        self, found: Mapping[Role, TextLayer], plans: Mapping[Role, Plan], *, stronger: bool
    ) -> tuple[TextLayer, ...]:
        """Choose colours and effects, the title's first, because its effect changes the background of the others."""
        palette = self.background.palette or palette_of(self.clean)
        ground = self.clean
        done: dict[Role, TextLayer] = {}
        for role in sorted(found, key=lambda role: role != "title"):
            layer, plan = found[role], plans[role]
            around = ink.ground_around(ground, layer, self.trim, self.canvas)
            # Automatic colours depend on the background, so they are chosen again after a move.
            sent = self.edit is not None and "place" in self.edit.reshaped(role)
            fixed = str(plan.overrides.get("color", "")) or (plan.kept.color if plan.kept and not sent else "")
            if fixed and not _is_color(fixed):
                raise RequestError("color_unknown", text=fixed[:20])
            heavy = plan.choice.heavy
            title = role == "title"
            partner = done["title"].color if "title" in done else ""
            choose = partial(
                ink.choose_ink, around, palette, self.brief.genre_key, self.seed, heavy=heavy, partner=partner
            )
            choice = choose(fixed=fixed)
            if self.edit is None and choice.effect.kind == "plate" and not plan.overrides.get("color"):
                # On another picture an automatic colour is changed before a backing is added.
                choice = min(choice, choose(fixed=""), key=lambda option: option.effect.kind != "none")
            if plan.kept and fixed and self._keeps_effect(plan.kept, layer, fixed):
                choice = ink.InkChoice(fixed, plan.kept.effect, 0.0)
            if stronger:
                choice = ink.stronger(choice, around, heavy=heavy)
            done[role] = replace(layer, color=choice.color, effect=choice.effect)
            if title and choice.effect.kind != "none":
                ground = paint([done[role]], self.trim, self.clean, self.canvas, letters=False)
        return tuple(done[role] for role in ROLES if role in done)

    def _keeps_effect(self, kept: TextLayer, layer: TextLayer, color: str) -> bool:
        """Whether a layer keeps its effect: an edge belongs to its style, a backing to its position."""
        untouched = self.edit is not None and layer.lines == kept.lines and color == kept.color
        return kept.effect.kind == "outline" or (untouched and kept.effect.kind != "none")


def _is_color(text: str) -> bool:
    digits = text.removeprefix("#")
    return text.startswith("#") and len(digits) == 6 and all(char in "0123456789abcdefABCDEF" for char in digits)
