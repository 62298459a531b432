"""Run a work in the worker: read its description, call the library and write the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from articover import notices, progress
from articover.brief import Brief
from articover.chain import edit_texts, make_cover
from articover.checks import failed
from articover.colors import palette_of
from articover.cover import Cover
from articover.document import credits_of, disclosure_of, read_document
from articover.engine import ExistingPicture, Generator, RunContext
from articover.engine_description import UPLOADED_PICTURE
from articover.engines import Engines
from articover.errors import EngineError, RequestError
from articover.facts import to_json
from articover.folder import write_cover
from articover.safety import FLAGGED
from articover.series import Series
from articover.trim import parse_trim
from bot.errors import BlobMissingError
from bot.executors.contract import (
    PREVIEW_MAX_BYTES,
    PREVIEW_NAME,
    STOPPED,
    CompareWork,
    CoverWork,
    EditWork,
    EnlargeWork,
    Made,
    PrintWork,
    RemoveTextWork,
    SheetWork,
    Work,
)
from bot.executors.files import engine_facts, jpeg_within, laid_out, made_of, preview_jpeg, read_source, upload
from bot.executors.painter import BRIEF_FLAGGED, paint, require_shown, said_of_upload, shown, shown_upload
from bot.executors.prints import enlarge_work, print_work
from bot.executors.task_run import PaintedAhead


def do_work(
    work: Work,
    folder: Path,
    engines: Engines,
    context: RunContext,
    before: Sequence[Made],
    sources: Path,
    painted: PaintedAhead | None,
) -> Made:
    """Run `work` and write its files into the new `folder`.

    `before` are the results of earlier works of the task. Stored files are arranged as cover folders under `sources`.
    `painted` is the picture that was painted ahead for the work, if any. Raises what the library raises, and
    `BlobMissingError` when a file of `source` is missing.
    """
    match work:
        case CoverWork():
            return _cover(work, folder, engines, context, sources, before, painted)
        case EditWork():
            old = read_source(work.source, sources)
            brief = old.brief if work.brief is None else Brief.from_json(work.brief)
            # A cover stored without a safety check, where that was allowed, is checked here.
            made = shown(engines, edit_texts(old, brief, engines, overrides=work.overrides, context=context))
            return _finish_cover(work, made, folder, context)
        case PrintWork():
            return print_work(work, folder, engines, context, sources)
        case RemoveTextWork():
            return _remove_text(work, folder, engines, context, sources)
        case EnlargeWork():
            return enlarge_work(work, folder, engines, context, sources)
        case CompareWork():
            return _compare(work, folder)
        case SheetWork():
            return _sheet(folder, before)


def _cover(
    work: CoverWork,
    folder: Path,
    engines: Engines,
    context: RunContext,
    sources: Path,
    before: Sequence[Made],
    painted: PaintedAhead | None,
) -> Made:
    brief, trim = Brief.from_json(work.brief), parse_trim(work.trim)
    if work.picture is not None and work.engine not in (None, UPLOADED_PICTURE.name):
        raise RequestError("picture_and_engine")
    like = () if work.like is None else read_document(laid_out(work.like, sources)).layers
    series = None if work.series is None else Series.of_folder(laid_out(work.series, sources))

    covers = [made.summary for made in before if made.kind == "cover"]
    others = [ExistingPicture(summary["look"], tuple(summary["palette"])) for summary in covers]

    lately = [
        ExistingPicture(each.get("look", ""), (), each.get("treatment", ""), each.get("colors", ""))
        for each in work.lately
    ]

    def make(generator: Generator, stopped: int) -> Cover:
        generator = generator.after(lately) if lately else generator
        seed = work.seed + stopped
        if work.apart:
            seed = generator.seed_apart(brief, trim, seed, others)
        return make_cover(
            brief,
            trim,
            seed,
            engines,
            generator=generator,
            text_in_picture=work.text_in_picture,
            like=like,
            series=series,
            painted=painted.take(generator, seed) if painted else None,
            context=context,
        )

    if work.picture is None:
        try:
            made = paint(engines, work.engine, make)
        except EngineError as error:
            if not work.apart or error.code not in (FLAGGED, BRIEF_FLAGGED):
                raise
            # One option of several: the other options are still made.
            folder.mkdir()
            return Made(STOPPED, str(folder), {}, {"notices": []})
    else:
        made = shown_upload(engines, make(engines.upload(upload(work.picture, sources)), 0))
    return _finish_cover(work, made, folder, context)


def _finish_cover(work: CoverWork | EditWork, cover: Cover, folder: Path, context: RunContext) -> Made:
    context.at("edit").progress(1.0, progress.WRITING())
    write_cover(cover, folder)
    (folder / PREVIEW_NAME).write_bytes(preview_jpeg(cover.preview))
    return made_of(work, folder, cover_summary(cover))


def _remove_text(work: RemoveTextWork, folder: Path, engines: Engines, context: RunContext, sources: Path) -> Made:
    from articover.pictures import picture_bytes_png, read_picture
    from articover.remove.loop import remove_text

    pixels = read_picture(upload(work.picture, sources))
    removed = remove_text(pixels, engines.detector(), engines.inpainter(), context.at("remove"))
    with said_of_upload():
        require_shown(engines, (removed.record,), removed.pixels)
    folder.mkdir()
    (folder / "picture.png").write_bytes(picture_bytes_png(removed.pixels))
    (folder / "mask.png").write_bytes(picture_bytes_png(removed.mask))
    (folder / PREVIEW_NAME).write_bytes(preview_jpeg(removed.pixels))
    left = [box.text or "?" for box in removed.left]
    summary = {
        "rounds": removed.rounds,
        "left": left,
        "unchanged": not removed.rounds,
        "filled_share": round(float((removed.mask > 0).mean()), 4),
        "engines": [engine_facts(removed.record)],
        "notices": [to_json(notices.LETTERS_LEFT(words=tuple(left)))] if left else [],
    }
    return made_of(work, folder, summary)


def _compare(work: CompareWork, folder: Path) -> Made:
    from bot.executors.sheet import shop_shelf

    pictures = [Path(path) for path in work.pictures]
    if not all(path.is_file() for path in pictures):
        raise BlobMissingError(sentence="A version to compare is missing.")
    folder.mkdir()
    shop_shelf(pictures).save(folder / "compare.png", optimize=True)
    return made_of(work, folder, {"count": len(work.pictures), "notices": []})


def _sheet(folder: Path, before: Sequence[Made]) -> Made:
    from bot.executors.sheet import numbered_sheet

    pictures = [made.path("cover.png") for made in before if "cover.png" in made.files]
    if not pictures and any(made.kind == STOPPED for made in before):
        raise EngineError(
            "brief_flagged",
        )
    if not pictures:
        raise RequestError("sheet_empty")
    folder.mkdir()
    (folder / "sheet.jpg").write_bytes(jpeg_within(numbered_sheet(pictures), PREVIEW_MAX_BYTES))
    return made_of(SheetWork(), folder, {"count": len(pictures), "notices": []})


def _drawn(cover: Cover) -> dict[str, str]:
    """The medium and the palette of an illustrator's picture by their names."""
    scene = (cover.background.scene or {}).get("directed")
    return {"treatment": scene["treatment"], "colors_named": scene["palette"].get("name", "")} if scene else {}


def cover_summary(cover: Cover) -> dict[str, Any]:
    """The facts about a cover that chat shows, as JSON data: cover.json without layers, scene and zones."""
    height, width = cover.preview.shape[:2]
    return {
        "brief": cover.brief.to_json(),
        "genre_key": cover.brief.genre_key,
        "trim": cover.trim.to_json(),
        "seed": cover.seed,
        "look": cover.background.look,
        "palette": list(cover.background.palette),
        **_drawn(cover),
        # The colours of the pixels, because the engine's palette may have colours that this picture does not use.
        "colors": list(palette_of(cover.background.pixels)),
        "repaintable": cover.background.scene is not None,
        "width_px": width,
        "height_px": height,
        "fonts": {layer.role: layer.font.family for layer in cover.layers},
        "engines": [engine_facts(record) for record in cover.engines],
        "seconds": {record.stage: record.seconds for record in cover.engines},
        "checks": [asdict(check) for check in cover.checks],
        "credits": list(credits_of(cover)),
        "disclosure": asdict(disclosure_of(cover)),
        "notices": [to_json(notice) for notice in (*cover.notices, *failed(cover.checks))],
    }
