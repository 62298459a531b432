"""The `typeset` engine: sets a brief's texts in real type on a picture, and checks that they can be read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import skia
import uharfbuzz as hb

from articover import __version__, notices, progress
from articover.brief import Brief
from articover.cover import Background, Check, EngineRecord, FontRef, Pixels, TextLayer, Zone
from articover.edit import readback
from articover.edit.typeset import fonts, proof
from articover.edit.typeset.arrange import page_of
from articover.edit.typeset.drawing import paint
from articover.edit.typeset.edit_state import EditState
from articover.edit.typeset.typesetting import TypesetTask
from articover.edit.typeset.zones import Field, busy_map, find_zones
from articover.engine import Availability, Edited, RunContext, Typesetter
from articover.engine_description import TYPESET
from articover.errors import MissingError
from articover.facts import Fact
from articover.pictures import crop_canvas
from articover.reasons import RUN
from articover.trim import Canvas, Trim, preview_canvas

_MOST_TRIES = 4


class Typeset(Typesetter):
    """Implements `engine.Typesetter` for all scripts that an installed font covers."""

    description = TYPESET

    def availability(self) -> Availability:
        """Whether any font is installed."""
        if fonts.families():
            return Availability(True)
        return Availability.because(MissingError("no_fonts"), RUN(command="make setup"))

    def prepare(self, title: str) -> None:
        readback.prepare(title)

    def set(
        self,
        brief: Brief,
        trim: Trim,
        background: Background,
        run: RunContext,
        previous: tuple[TextLayer, ...] = (),
        changes: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Edited:
        """The brief's texts on the background: layers, preview and checks.

        `previous` layers keep their font, colour and overrides: "font" (a family), "color" ("#rrggbb"),
        "size" (a factor), "place" ("top", "middle", "bottom"), "align", "case". With `changes`, overrides by role,
        `previous` is the current cover: layers without changes or new words keep their place. When the
        title does not read back, the next option is tried, up to four in all. Raises `TextError` when no font covers
        a text, `RequestError` on an override that cannot be followed.
        """
        started = time.perf_counter()
        self.prepare(brief.title)
        canvas = preview_canvas(trim)
        clean = crop_canvas(background.pixels, background.trim_box_px, trim, canvas)
        run.progress(0.1, progress.CHOOSING_TYPE())
        new = changes or {}
        kept: dict[str, TextLayer] = {
            layer.role: replace(layer, overrides={**layer.overrides, **new.get(layer.role, {})}) for layer in previous
        }
        edit = None if changes is None else EditState(brief, {layer.role: layer for layer in previous}, changes)
        busy = busy_map(clean)
        task = TypesetTask(
            brief, trim, background, canvas, clean, run.seed, kept, _zones(background, clean, busy), busy, edit
        )
        best: tuple[tuple[TextLayer, ...], Pixels, tuple[Check, ...]] | None = None
        for number in range(_MOST_TRIES):
            layers = task.layers(number)
            preview = paint(layers, trim, clean, canvas)
            run.progress(0.3 + 0.15 * number, progress.READING_BACK())
            checks = proof.title_checks(layers, preview, trim, canvas)
            if best is None or _held(checks) > _held(best[2]):
                best = layers, preview, checks
            if all(check.ok or check.advisory for check in checks):
                break
        assert best is not None
        layers, preview, checks = best
        checks = tuple(proof.excused(check, layers, trim, canvas) for check in checks)
        checks += proof.other_checks(layers, preview, trim, canvas)
        run.progress(1.0, progress.TITLE_SET())
        record = _record(layers, run.seed, time.perf_counter() - started)
        said = (*_missing_letters(layers), *(edit.notices(layers, page_of(trim)) if edit else ()))
        return Edited(layers, preview, checks, record, said)

    def paint(
        self, layers: tuple[TextLayer, ...], trim: Trim, pixels: Pixels, canvas: Canvas, letters: bool = True
    ) -> Pixels:
        """A copy of `pixels`, which fill `canvas`, with the layers drawn from their stored lines.

        Without `letters` only the effects behind them are drawn, for a PDF whose letters are text.
        """
        return paint(layers, trim, pixels, canvas, letters)


def _zones(background: Background, clean: Pixels, busy: Field) -> tuple[Zone, Zone]:
    """The zones of title and author: those of the engine that painted, or calm places found in the picture."""
    named = {zone.role: zone for zone in background.zones}
    if "title" in named and "author" in named:
        return named["title"], named["author"]
    title, author = find_zones(clean, busy)
    return named.get("title", title), named.get("author", author)


def _missing_letters(layers: Iterable[TextLayer]) -> Iterator[Fact]:
    """A notice for each requested font that lacks letters of its text."""
    for layer in layers:
        if "font" in layer.overrides and layer.fallbacks:
            others = tuple(ref.family for ref in layer.fallbacks)
            yield notices.LACKS_LETTERS(family=layer.font.family, role=layer.role, others=others)


def _held(checks: Iterable[Check]) -> int:
    """How many of the title's checks passed."""
    return sum(check.ok for check in checks)


def _record(layers: Iterable[TextLayer], seed: int, seconds: float) -> EngineRecord:
    used: dict[str, FontRef] = {ref.sha256: ref for layer in layers for ref in (layer.font, *layer.fallbacks)}
    credits = sorted({f"Type: {ref.family} ({ref.licence})." for ref in used.values()})
    return EngineRecord(
        "edit",
        TYPESET.name,
        f"{__version__}; HarfBuzz {hb.version_string()}; skia-python {skia.__version__}",
        seconds,
        seed,
        weights={f"{ref.family} {ref.style}": ref.sha256 for ref in used.values()},
        credits=tuple(credits),
    )
