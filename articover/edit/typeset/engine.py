"""The `typeset` engine: sets a brief's texts in real type on a picture, and proves that they can be read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, get_args

import skia
import uharfbuzz as hb

from articover import __version__
from articover.brief import Brief
from articover.cover import (
    ROLES,
    Background,
    Check,
    Effect,
    EngineRecord,
    FontRef,
    Pixels,
    Role,
    TextLayer,
    TextLine,
    Zone,
)
from articover.edit.typeset import fonts, ink, proof
from articover.edit.typeset.arrange import Page, Words, arrange, page_of
from articover.edit.typeset.before import Before
from articover.edit.typeset.layout import Align, Block, Setting
from articover.edit.typeset.paint import paint
from articover.edit.typeset.pairings import (
    Choice,
    apply_case,
    companion_choice,
    fallback_faces,
    title_choices,
    with_font,
)
from articover.edit.typeset.zones import Field, busy_map, find_zones
from articover.engine import Availability, Edited, Run
from articover.errors import RequestError
from articover.pictures import crop_canvas
from articover.trim import Canvas, Trim, preview_canvas

_MOST_TRIES = 4
_TITLE_SHARE, _STACK_SHARE, _QUIET_SHARE = 0.23, 0.3, 0.17
"""Of the trim's height that a title's lines take when they look right."""
_QUIET = frozenset({"literary", "poetry", "religion"})
_COMPANION_TRACKING_EM = {"author": 0.13, "series": 0.16, "subtitle": 0.02}


@dataclass(frozen=True)
class _Plan:
    """How one text will be set: its drawn form and its choice of faces."""

    text: str
    drawn: str
    choice: Choice
    overrides: Mapping[str, Any]
    kept: TextLayer | None
    share: float


class Typeset:
    """Implements `engine.Typesetter` for any script an installed font covers."""

    name = "typeset"

    def availability(self) -> Availability:
        """Whether any font is installed."""
        if fonts.families():
            return Availability(True)
        return Availability(False, "no font package is installed", "Run `make setup`.")

    def set(
        self,
        brief: Brief,
        trim: Trim,
        background: Background,
        run: Run,
        previous: tuple[TextLayer, ...] = (),
        changes: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Edited:
        """The brief's texts on the background: layers, preview, and what was measured on it.

        `previous` layers keep their font, colour and overrides: "font" (a family), "color" ("#rrggbb"),
        "size" (a factor), "place" ("top", "middle", "bottom"), "align", "case". With `changes`, overrides by role,
        `previous` is the cover as it stands: what neither they nor new words touch stays in its place. When the
        title does not read back, the next option is tried, up to four in all. Raises `TextError` when no font covers
        a text, `RequestError` on an override that cannot be followed.
        """
        started = time.perf_counter()
        canvas = preview_canvas(trim)
        clean = crop_canvas(background.pixels, background.trim_box_px, trim, canvas)
        run.progress(0.1, "choosing type")
        new = changes or {}
        kept: dict[str, TextLayer] = {
            layer.role: replace(layer, overrides={**layer.overrides, **new.get(layer.role, {})}) for layer in previous
        }
        before = None if changes is None else Before(brief, {layer.role: layer for layer in previous}, changes)
        busy = busy_map(clean)
        stage = _Stage(
            brief, trim, background, canvas, clean, run.seed, kept, _zones(background, clean, busy), busy, before
        )
        best: tuple[tuple[TextLayer, ...], Pixels, tuple[Check, ...]] | None = None
        for number in range(_MOST_TRIES):
            layers = stage.layers(number)
            preview = paint(layers, trim, clean, canvas)
            run.progress(0.3 + 0.15 * number, "reading back")
            checks = proof.title_checks(layers, preview, trim, canvas)
            if best is None or _held(checks) > _held(best[2]):
                best = layers, preview, checks
            if all(check.ok or check.advisory for check in checks):
                break
        assert best is not None
        layers, preview, checks = best
        checks = tuple(proof.excused(check, layers, trim, canvas) for check in checks)
        checks += proof.other_checks(layers, preview, trim, canvas)
        run.progress(1.0, "title set")
        record = _record(layers, run.seed, time.perf_counter() - started)
        said = (*_missing_letters(layers), *(before.notices(layers, page_of(trim)) if before else ()))
        return Edited(layers, preview, checks, record, said)

    def paint(
        self, layers: tuple[TextLayer, ...], trim: Trim, pixels: Pixels, canvas: Canvas, letters: bool = True
    ) -> Pixels:
        """The layers drawn on a copy of `pixels`, which shows `canvas`, from their stored lines.

        Without `letters` only the effects behind them are drawn, for a PDF whose letters are text.
        """
        return paint(layers, trim, pixels, canvas, letters)


@dataclass(frozen=True)
class _Stage:
    """One title on one picture: everything that stays the same between tries."""

    brief: Brief
    trim: Trim
    background: Background
    canvas: Canvas
    clean: Pixels
    seed: int
    previous: Mapping[str, TextLayer]
    zones: tuple[Zone, Zone]
    busy: Field
    before: Before | None = None

    def layers(self, number: int) -> tuple[TextLayer, ...]:
        """The layers of try `number`: 0 is the first choice, 1 another face, 2 and 3 those with a stronger effect."""
        page = page_of(self.trim)
        plans = self._plans(number)
        words = {role: _words(plan) for role, plan in plans.items()}
        if self.before is None:
            blocks = arrange(words, page, *self.zones, self.busy)
            found = {role: _layer(role, plans[role], *placed, page) for role, placed in blocks.items()}
        else:
            found = self._edited(self.before, plans, words, page)
        return self._inked(found, plans, stronger=number >= 2)

    def _edited(
        self, before: Before, plans: Mapping[Role, _Plan], words: dict[Role, Words], page: Page
    ) -> dict[Role, TextLayer]:
        """The layers of an edited cover: what nobody touched stays; a size that cannot be given is taken back."""
        standing = before.standing(page)
        words = {role: replace(each, sent="place" in before.reshaped(role)) for role, each in words.items()}

        def laid_out() -> dict[Role, TextLayer]:
            blocks = arrange(words, page, *self.zones, self.busy, standing)
            return {
                role: replace(self.previous[role], color="#000000", effect=Effect())
                if block is standing.stays.get(role)
                else _layer(role, plans[role], block, align, page)
                for role, (block, align) in blocks.items()
            }

        if before.resized is None:
            return laid_out()
        role = before.resized
        for size in before.sizes():
            words[role] = replace(words[role], scale=size)
            found = laid_out()
            if given := before.given(found[role], size):
                layer = found[role]
                return {**found, role: replace(layer, overrides={**layer.overrides, "size": given})}
        return before.as_it_was()

    def _plans(self, number: int) -> dict[Role, _Plan]:
        texts = {role: str(getattr(self.brief, role)) for role in get_args(Role)}
        return {role: self._plan(role, texts[role], number) for role in ROLES if texts[role]}

    def _plan(self, role: Role, text: str, number: int) -> _Plan:
        genre, language = self.brief.genre_key, self.brief.language
        kept = self.previous.get(role)
        overrides = dict(kept.overrides) if kept else {}
        one_line = text if role == "title" else " ".join(text.split())
        if role == "title":
            choices = title_choices(one_line, genre, self.seed, language)
            choice = choices[number % 2 % len(choices)]
        else:
            choice = companion_choice(one_line, self.brief.title, genre, self.seed, language)
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
        return _Plan(text, apply_case(one_line, choice.case, choice.faces[0], language), choice, overrides, kept, share)

    def _inked(
        self, found: Mapping[Role, TextLayer], plans: Mapping[Role, _Plan], *, stronger: bool
    ) -> tuple[TextLayer, ...]:
        """Colours and effects, the title's first: the others are judged against the picture with its effect."""
        palette = self.background.palette or ink.palette_of(self.clean)
        ground = self.clean
        done: dict[Role, TextLayer] = {}
        for role in sorted(found, key=lambda role: role != "title"):
            layer, plan = found[role], plans[role]
            around = ink.ground_around(ground, layer, self.trim, self.canvas)
            # A colour that nobody chose was chosen for its ground: sent elsewhere, the text gets another.
            sent = self.before is not None and "place" in self.before.reshaped(role)
            fixed = str(plan.overrides.get("color", "")) or (plan.kept.color if plan.kept and not sent else "")
            if fixed and not _is_color(fixed):
                raise RequestError('"{text}" is not a colour: give one like #f4c27a.', "color_unknown", text=fixed[:20])
            heavy = plan.choice.heavy
            title = role == "title"
            partner = done["title"].color if "title" in done else ""
            choose = partial(
                ink.choose_ink, around, palette, self.brief.genre_key, self.seed, heavy=heavy, partner=partner
            )
            choice = choose(fixed=fixed)
            if self.before is None and choice.effect.kind == "plate" and not plan.overrides.get("color"):
                # On another picture a colour that nobody chose rather changes than asks for a veil.
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
        """Whether a layer keeps its effect: an edge is part of its style; a veil stays with what stays."""
        untouched = self.before is not None and layer.lines == kept.lines and color == kept.color
        return kept.effect.kind == "outline" or (untouched and kept.effect.kind != "none")


def _zones(background: Background, clean: Pixels, busy: Field) -> tuple[Zone, Zone]:
    """Where the title and the author stand: the painter's zones, or what the picture itself offers."""
    named = {zone.role: zone for zone in background.zones}
    if "title" in named and "author" in named:
        return named["title"], named["author"]
    title, author = find_zones(clean, busy)
    return named.get("title", title), named.get("author", author)


def _words(plan: _Plan) -> Words:
    choice = plan.choice
    scale = plan.overrides.get("size", 1.0)
    if not isinstance(scale, int | float) or not 0.3 <= scale <= 3:
        raise RequestError("The size of a text is a factor from 0.3 to 3.", "size_factor")
    align = plan.overrides.get("align")
    setting = Setting(choice.faces, choice.tracking_em, choice.leading, choice.style)
    return Words(
        plan.drawn,
        setting,
        plan.share,
        float(scale),
        align if align in get_args(Align) else None,
        str(plan.overrides.get("place", "")),
    )


def _kept_choice(kept: TextLayer, choice: Choice, text: str, genre: str, language: str) -> Choice:
    """The faces, tracking and case a layer had, for its new text; a fresh choice when its face lacks the letters."""
    first = fonts.face_of(kept.font)
    if not first.covers(text):
        return choice
    faces = fallback_faces(first, text, genre, language)
    return replace(choice, faces=faces, tracking_em=kept.tracking_em, case=kept.case, leading=first.traits.leading)


def _layer(role: Role, plan: _Plan, block: Block, align: Align, page: Page) -> TextLayer:
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


def _missing_letters(layers: Iterable[TextLayer]) -> Iterator[str]:
    """A sentence for every font that was asked for and lacks letters of its text."""
    for layer in layers:
        if "font" in layer.overrides and layer.fallbacks:
            others = ", ".join(ref.family for ref in layer.fallbacks)
            yield f"{layer.font.family} lacks letters of the {layer.role}, so {others} is used for those."


def _held(checks: Iterable[Check]) -> int:
    """How many of the title's checks held; the first of equals is kept."""
    return sum(check.ok for check in checks)


def _record(layers: Iterable[TextLayer], seed: int, seconds: float) -> EngineRecord:
    used: dict[str, FontRef] = {ref.sha256: ref for layer in layers for ref in (layer.font, *layer.fallbacks)}
    credits = sorted({f"Type: {ref.family} ({ref.licence})." for ref in used.values()})
    return EngineRecord(
        "edit",
        Typeset.name,
        f"{__version__}; HarfBuzz {hb.version_string()}; skia-python {skia.__version__}",
        seconds,
        seed,
        weights={f"{ref.family} {ref.style}": ref.sha256 for ref in used.values()},
        credits=tuple(credits),
    )


def _is_color(text: str) -> bool:
    digits = text.removeprefix("#")
    return text.startswith("#") and len(digits) == 6 and all(char in "0123456789abcdefABCDEF" for char in digits)
