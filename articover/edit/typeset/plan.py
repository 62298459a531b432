"""The plan for one text of a cover: its faces, its form, and the user's choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from articover.brief import Brief
from articover.cover import Effect, Role, TextLayer, TextLine
from articover.edit.typeset import fonts
from articover.edit.typeset.arrange import Page, Words
from articover.edit.typeset.choosing import FaceChoice, apply_case, companion_choice, title_choices, with_font
from articover.edit.typeset.fallback import fallback_faces
from articover.edit.typeset.layout import Align, Setting, TextBlock
from articover.edit.typeset.lockups import Lockup
from articover.errors import RequestError
from articover.limits import MAX_TEXT_SIZE, MIN_TEXT_SIZE

_TITLE_SHARE, _STACK_SHARE, _QUIET_SHARE = 0.23, 0.3, 0.17
"""The usual height of a title's lines as a share of the trim's height, by style."""
_QUIET = frozenset({"literary", "poetry", "religion"})
_COMPANION_TRACKING_EM = {"author": 0.13, "series": 0.16, "subtitle": 0.02}


@dataclass(frozen=True)
class Plan:
    """How one text will be set: its text as drawn, and its choice of faces."""

    text: str
    drawn: str
    choice: FaceChoice
    overrides: Mapping[str, Any]
    kept: TextLayer | None
    share: float
    lockup: Lockup | None = None
    role: Role = "title"


def plan_of(
    role: Role,
    text: str,
    brief: Brief,
    seed: int,
    kept: TextLayer | None,
    number: int,
    lockup: Lockup | None = None,
) -> Plan:
    """The plan for the text of a layer at try `number`; `kept` is the layer whose style is kept. Raises `TextError`.

    `lockup` is the lockup of the picture's composition.
    """
    genre, language = brief.genre_key, brief.language
    overrides = dict(kept.overrides) if kept else {}
    one_line = text if role == "title" else " ".join(text.split())
    if role == "title":
        choices = title_choices(one_line, genre, seed, language, lockup)
        choice = choices[number % 2 % len(choices)]
    else:
        choice = companion_choice(one_line, brief.title, genre, seed, language, lockup)
        tracked = any(char.isascii() and char.isalpha() for char in one_line) or role == "author"
        upper = role != "subtitle" and genre != "children"
        choice = replace(
            choice,
            case="upper" if upper else "as-typed",
            tracking_em=_COMPANION_TRACKING_EM[role] * (1.0 if tracked and genre != "children" else 0.3),
        )
    if "font" in overrides:
        choice = with_font(choice, str(overrides["font"]), one_line, genre, language)
    elif kept:
        choice = _kept_choice(kept, choice, one_line, genre, language)
    if overrides.get("case") in get_args(fonts.Case):
        choice = replace(choice, case=overrides["case"])
    share = _STACK_SHARE if choice.style == "stack" else _QUIET_SHARE if genre in _QUIET else _TITLE_SHARE
    if lockup is not None:
        share = lockup.share
    return Plan(
        text, apply_case(one_line, choice.case, choice.faces[0], language), choice, overrides, kept, share, lockup, role
    )


def words_of(plan: Plan) -> Words:
    """The input of `arrange` for a plan. Raises `RequestError` for an invalid size."""
    choice = plan.choice
    scale = plan.overrides.get("size", 1.0)
    if not isinstance(scale, int | float) or not MIN_TEXT_SIZE <= scale <= MAX_TEXT_SIZE:
        raise RequestError("size_factor")
    align = plan.overrides.get("align")
    setting = Setting(choice.faces, choice.tracking_em, choice.leading, choice.style)
    return Words(
        plan.drawn,
        setting,
        plan.share,
        float(scale),
        align if align in get_args(Align) else None,
        str(plan.overrides.get("place", "")),
        most_cap=plan.lockup.cap if plan.lockup else None,
        usual=plan.lockup.author if plan.lockup and plan.role == "author" else 1.0,
    )


def layer_of(role: Role, plan: Plan, block: TextBlock, align: Align, page: Page) -> TextLayer:
    """The layer of a placed text, in black and without an effect; colour and effect are chosen later."""
    first, *others = plan.choice.faces
    lines = tuple(
        TextLine(
            line.text,
            line.x / page.width,
            line.y / page.height,
            line.ink.advance * line.size / page.width,
            line.size,
        )
        for line in block.lines
    )
    return TextLayer(
        role,
        plan.text,
        lines,
        first.ref(),
        "#000000",
        plan.choice.tracking_em,
        align,
        plan.choice.case,
        Effect(),
        fonts.refs(others),
        dict(plan.overrides),
    )


def _kept_choice(kept: TextLayer, choice: FaceChoice, text: str, genre: str, language: str) -> FaceChoice:
    """The faces, tracking and case of a layer for its new text; `choice` if its face lacks letters of the text."""
    first = fonts.face_of(kept.font)
    if not first.covers(text):
        return choice
    faces = fallback_faces(first, text, genre, language)
    return replace(choice, faces=faces, tracking_em=kept.tracking_em, case=kept.case, leading=first.traits.leading)
