"""The four stages in order: generate -> remove -> edit -> upscale.

Progress is reported as the stage goes, a cancelled run stops at the next report, and every stage
leaves a record of what ran. Same brief, seed and versions: the same picture, bit for bit.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from articover import notices, progress
from articover.brief import Brief
from articover.checks import failed
from articover.cover import PICTURE_CHECKS, Background, Check, Cover, Effect, EngineRecord, Pixels, TextLayer
from articover.engine import Generator, PictureResult, PrintSize, RunContext, SceneRenderer
from articover.engine_description import TextPolicy
from articover.engines import Engines, default_engines
from articover.errors import ArtiCoverError, EngineError
from articover.facts import Fact
from articover.series import Series
from articover.trim import BLEED_IN, Trim, parse_trim

DEFAULT_TRIM = "6x9in"
_MAX_REPAINTS = 3
_BANNER_ASPECT = 2
"""A page wider than this is a banner, no book."""
_LOOKED = ("The picture was only looked at; no pixel was changed.",)


def make_cover(
    brief: Brief,
    trim: Trim | str = DEFAULT_TRIM,
    seed: int | None = None,
    engines: Engines | None = None,
    *,
    generator: Generator | None = None,
    text_in_picture: TextPolicy | None = None,
    like: tuple[TextLayer, ...] = (),
    series: Series | None = None,
    painted: PictureResult | None = None,
    context: RunContext | None = None,
) -> Cover:
    """Paint, clean and letter a cover for `brief`; nothing is written.

    `trim` is a size in words (`parse_trim`) or a `Trim`, `seed` 0 to 2**32 - 1 (drawn at random when None), `engines`
    those of the config (`default_engines`) when None. `generator` paints instead of the one that the config chooses,
    for example an `UploadedPicture`.
    `text_in_picture` says what to do with letters the picture itself holds: "check" (paint the next
    seed on a hit; the illustrator's default), "erase" (the default of models), or "keep" (the default
    of uploads, whose letters may be the writer's own). `like` are layers of an earlier cover whose
    fonts, colours and overrides are kept. `series` is the book before in a series: its fonts, type places,
    recipe, palette, light and composition are kept, as far as the painter can; a notice says where it cannot.
    `painted` is what `generator.generate_many` made of this brief, trim and seed beforehand: its error is raised, its
    picture is finished.
    """
    from articover.understand import understand

    context = context or RunContext()
    engines = engines or default_engines()
    trim = parse_trim(trim) if isinstance(trim, str) else trim
    seed = secrets.randbits(32) if seed is None else seed
    generator = generator or engines.generator()
    policy = text_in_picture or generator.description.text_in_picture
    said: tuple[Fact, ...] = ()
    if series is not None:
        like = like or series.layers
        if generator.description.follows_series and series.look is not None:
            generator = generator.following(series.look)
        else:
            said = (notices.OWN_PICTURE(),)
    background, seed, records, checks = _textless_background(
        brief, trim, seed, engines, generator, policy, context, painted
    )
    stands = series is not None and series.trim == trim
    if series is not None:
        background = replace(background, zones=series.type_zones(background.zones, pinned=stands))
    understood = understand(brief)
    said += notices.of_wishes((wish.text, wish.code) for wish in understood.wishes)
    cover = Cover(
        brief=brief,
        trim=trim,
        seed=seed,
        background=background,
        layers=_bare(like) if stands else like,
        preview=background.pixels,
        engines=records,
        checks=checks,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        understood=understood.to_json(),
    )
    typeset = _set_type(cover, engines, context, {} if stands else None)
    return replace(typeset, notices=(*said, *typeset.notices))


def change_picture(
    cover: Cover, generator: Generator, engines: Engines | None = None, *, context: RunContext | None = None
) -> Cover:
    """`cover` with another picture by `generator`, for the same brief, trim and seed.

    Type stays in its place where the new picture has the same places and colours for it; elsewhere it is set anew,
    with the writer's own choices. `engines` are as in `make_cover`.
    """
    context, engines = context or RunContext(), engines or default_engines()
    policy = generator.description.text_in_picture
    background, _, records, checks = _textless_background(
        cover.brief, cover.trim, cover.seed, engines, generator, policy, context, None
    )
    old, new = cover.background, background
    stands = (old.zones, old.palette, _lettered(old)) == (new.zones, new.palette, _lettered(new))
    layers = cover.layers if stands else tuple(layer for layer in _bare(cover.layers) if layer.overrides)
    made = replace(cover, background=background, layers=layers, engines=records, checks=checks)
    return _set_type(made, engines, context, {} if stands else None)


def _lettered(background: Background) -> tuple[Any, Any]:
    """How a scene wants its type set."""
    scene = background.scene or {}
    return scene.get("lockup"), scene.get("lettering")


def edit_texts(
    cover: Cover,
    brief: Brief,
    engines: Engines | None = None,
    *,
    overrides: Mapping[str, Mapping[str, Any]] | None = None,
    context: RunContext | None = None,
) -> Cover:
    """The same picture with the texts of `brief`. Fonts, colours and the writer's own choices stay.

    `overrides` are new choices by role; a layer that they do not touch stays in its place. `engines` are as in
    `make_cover`.
    """
    return _set_type(
        replace(cover, brief=brief), engines or default_engines(), context or RunContext(), overrides or {}
    )


@dataclass(frozen=True, eq=False)
class Print:
    """A print of a cover: `pixels` with type, and the finished `png` and `pdf` files."""

    pixels: Pixels
    png: bytes
    pdf: bytes
    record: EngineRecord
    notices: tuple[Fact, ...]


def print_cover(
    cover: Cover,
    size: PrintSize | str | None = None,
    engines: Engines | None = None,
    *,
    reframe: bool = False,
    context: RunContext | None = None,
) -> Print:
    """`cover` at exact print pixels, as PNG and PDF; the type is set anew from its stored lines.

    A `size` in words, or None for the cover's own trim, is printed at 300 dpi with 0.125 in of bleed, as printers of
    books ask for. `engines` are as in `make_cover`.

    A size of another ratio (more than 1 % off) is recomposed first when the illustrator painted the
    cover. Another picture is cropped or extended around its subject with `reframe`, and refused with
    the nearest sizes named (`RatioError`) without.
    """
    from articover.upscale.press import make_print

    context = context or RunContext()
    engines = engines or default_engines()
    if not isinstance(size, PrintSize):
        size = PrintSize(parse_trim(size) if size else cover.trim, bleed_in=BLEED_IN)
    run = context.at("upscale", cover.seed)
    started = time.monotonic()
    said: tuple[Fact, ...] = ()
    if not size.trim.has_ratio_of(cover.trim):
        if cover.background.scene is not None:
            painter = _painter_of(cover, engines).recomposing(cover.background.scene)
            cover = make_cover(
                cover.brief, size.trim, cover.seed, engines, generator=painter, series=Series.of(cover), context=context
            )
            said = _failed(cover)
        elif reframe:
            cover, said = _reframed(cover, size, engines, context)
    made = make_print(cover, size, engines.upscaler, lambda: _painter_of(cover, engines), engines.typesetter(), run)
    run.progress(1.0, progress.DONE())
    record = replace(made.record, seconds=round(time.monotonic() - started, 3))
    return Print(made.pixels, made.png, made.pdf, record, (*said, *made.notices))


def _painter_of(cover: Cover, engines: Engines) -> SceneRenderer:
    """What painted the scene of `cover`. Raises `EngineError` when this version has no such generator."""
    return engines.scene_renderer(next((item.engine for item in cover.engines if item.stage == "generate"), ""))


def _reframed(cover: Cover, size: PrintSize, engines: Engines, context: RunContext) -> tuple[Cover, tuple[Fact, ...]]:
    """The cover in the shape of `size`, its picture cropped or extended, its type set anew; and what to say of that."""
    from articover.generate.reframe import reframe

    context.at("generate", cover.seed).progress(0.0, progress.RESHAPING())
    most_in = max(size.trim.width_in, size.trim.height_in) + 2 * max(size.bleed_in, BLEED_IN)
    shaped = reframe(cover.background, size.trim, math.ceil(most_in * size.dpi))
    context.at("generate", cover.seed).progress(1.0, progress.RESHAPED())
    typeset = _set_type(
        replace(cover, trim=size.trim, background=shaped.background, layers=_bare(cover.layers)), engines, context
    )
    return typeset, (*shaped.said, *_failed(typeset))


def _failed(cover: Cover) -> tuple[Fact, ...]:
    """A notice for every promise about the type that did not hold in a new shape.

    The title of a banner need not be legible in a shop's thumbnail: no shop shows one.
    """
    banner = cover.trim.aspect > _BANNER_ASPECT
    return failed(
        check
        for check in cover.checks
        if check.code not in PICTURE_CHECKS and not (banner and check.code == "thumbnail")
    )


def _textless_background(
    brief: Brief,
    trim: Trim,
    seed: int,
    engines: Engines,
    generator: Generator,
    policy: TextPolicy,
    context: RunContext,
    ready: PictureResult | None,
) -> tuple[Background, int, tuple[EngineRecord, ...], tuple[Check, ...]]:
    from articover.remove.legibility import check_text_free
    from articover.remove.loop import engine_record, remove_text

    if policy != "keep":
        engines.detector().prepare()
    for attempt in range(1 if generator.description.one_picture else _MAX_REPAINTS):
        painting = context.at("generate", seed + attempt)
        background, painted = _painted(generator, brief, trim, painting, None if attempt else ready)
        if policy == "keep":
            return _with_colors(background, background.pixels), seed + attempt, (painted,), ()

        cleaning = context.at("remove", seed + attempt)
        cleaning.progress(0.0, progress.LOOKING_FOR_LETTERS())
        started = time.monotonic()
        if policy == "erase":
            removed = remove_text(background.pixels, engines.detector(), engines.inpainter(), cleaning)
            cleaning.progress(1.0, progress.LETTERS_ERASED())
            record = replace(removed.record, seconds=round(time.monotonic() - started, 3))
            check = Check("letters-left", not removed.left, len(removed.left), 0)
            return _with_colors(background, removed.pixels), seed, (painted, record), (check,)
        detector = engines.detector()
        # A detector that cannot read is believed as it is; one that can is asked what it read.
        found = tuple(
            check_text_free(background.pixels, detector)
            if detector.description.reads_text
            else detector.detect(background.pixels)
        )
        cleaning.progress(1.0, progress.LETTERS_FOUND() if found else progress.NO_LETTERS())
        record = replace(engine_record(detector, notes=_LOOKED), seconds=round(time.monotonic() - started, 3))
        check = Check("letters", not found, len(found), 0)
        if not found:
            break
    return background, seed + attempt, (painted, record), (check,)


def _painted(
    generator: Generator, brief: Brief, trim: Trim, run: RunContext, ready: PictureResult | None
) -> tuple[Background, EngineRecord]:
    """The picture that is `ready`, else a new one; the record holds the seed of `run` and the seconds it took."""
    if ready is None:
        run.progress(0.0, progress.PAINTING_WITH(engine=generator.name))
        started = time.monotonic()
        background, record = generator.generate(brief, trim, run)
        record = replace(record, seconds=time.monotonic() - started)
    elif isinstance(ready, ArtiCoverError):
        raise ready
    else:
        background, record = ready
    run.progress(1.0, progress.PAINTED())
    return background, replace(record, seconds=round(record.seconds, 3), seed=run.seed)


def _with_colors(background: Background, clean: Pixels) -> Background:
    """`background` without its letters; a palette that was measured is measured without them."""
    from articover.colors import palette_of

    named = background.palette
    palette = named if named and named != palette_of(background.pixels) else palette_of(clean)
    return replace(background, pixels=clean, palette=palette)


def _set_type(
    cover: Cover, engines: Engines, context: RunContext, changes: Mapping[str, Mapping[str, Any]] | None = None
) -> Cover:
    run = context.at("edit", cover.seed)
    run.progress(0.0, progress.SETTING_TYPE())
    started = time.monotonic()
    edited = engines.typesetter().set(cover.brief, cover.trim, cover.background, run, cover.layers, changes)
    if not edited.layers:
        raise EngineError("title_unset")
    run.progress(1.0, progress.TYPE_SET())
    record = replace(edited.record, seconds=round(time.monotonic() - started, 3))
    kept = tuple(item for item in cover.engines if item.stage in ("generate", "remove"))
    of_picture = tuple(check for check in cover.checks if check.code in PICTURE_CHECKS)
    return replace(
        cover,
        layers=edited.layers,
        preview=edited.preview,
        engines=(*kept, record),
        checks=(*of_picture, *edited.checks),
        # Made anew each time: what an earlier title was warned of is no longer true. What the painter's
        # record notes for the writer (resolution, what was cut off) is for them to hear.
        notices=tuple(
            dict.fromkeys(
                (
                    *cover.brief.notices,
                    *(
                        note
                        for item in kept
                        if item.stage == "generate"
                        for note in item.notes
                        if isinstance(note, Fact)
                    ),
                    *edited.notices,
                )
            )
        ),
    )


def _bare(layers: tuple[TextLayer, ...]) -> tuple[TextLayer, ...]:
    """The layers without the backings that another picture called for; an edge is part of their style."""
    return tuple(layer if layer.effect.kind == "outline" else replace(layer, effect=Effect()) for layer in layers)
