"""What each command does, between the parsed arguments and the chain. Each returns what to print."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from articover import notices
from articover.brief import Brief
from articover.chain import Print, edit_texts, make_cover, print_cover
from articover.checks import failed
from articover.cover import Cover
from articover.document import credits_of
from articover.engine import PrintSize, RunContext
from articover.engine_description import UPLOADED_PICTURE
from articover.engines import Engines
from articover.errors import MissingError, RequestError
from articover.files import refuse_unsafe_path, storage_errors, write_atomic
from articover.folder import read_cover, write_cover
from articover.print_options import checked_dpi, parse_bleed
from articover.settings import settings_of
from articover.terminal import line
from articover.trim import Trim, parse_trim, print_canvas


def cover(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover cover`: every part of the request is checked before anything is painted."""
    brief = brief_of(options)
    trim = parse_trim(options.ratio)
    size = _print_size(trim, options)
    refuse_unsafe_path(options.out)
    engines = Engines(settings_of(options))
    if options.background and options.engine not in (None, UPLOADED_PICTURE.name):
        raise RequestError("background_and_engine")
    if options.engine == UPLOADED_PICTURE.name and not options.background:
        raise RequestError("upload_without_picture")
    if options.erase_text and not options.background:
        raise RequestError("erase_without_picture")
    generator = engines.upload(options.background) if options.background else engines.generator(options.engine)
    made = make_cover(
        brief,
        trim,
        options.seed,
        engines,
        generator=generator,
        text_in_picture="erase" if options.erase_text else None,
        context=context,
    )
    printed = print_cover(made, size, engines, context=context) if options.with_print else None
    if printed:
        made = replace(made, engines=(*made.engines, printed.record))
    write_cover(made, options.out)
    result = described_result(made, options.out)
    if printed:
        result = _with_print(result, printed, options.out)
    return result


def brief_of(options: argparse.Namespace) -> Brief:
    """The brief that the options give; raises `TextError`."""
    return Brief(
        title=options.title,
        subtitle=options.subtitle,
        author=options.author,
        series=options.series,
        genre=options.genre,
        synopsis=options.synopsis,
        requirements=options.requirements,
        language=options.language,
        additions=options.add,
        strikes=options.strike,
    )


def edit_title(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover edit-title`: only what is named changes."""
    engines = Engines(settings_of(options))
    if options.title:
        engines.typesetter().prepare(options.title)  # while the cover is read
    old = read_cover(options.folder, preview=False)
    changes = {
        name: value
        for name in ("title", "subtitle", "author", "series")
        if (value := getattr(options, name)) is not None
    }
    overrides: dict[str, Any] = {}
    if options.font is not None:
        overrides["font"] = options.font
    if options.color is not None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", options.color):
            raise RequestError("option_color", text=options.color)
        overrides["color"] = options.color.lower()
    if not changes and not overrides:
        raise RequestError("nothing_to_change")
    brief = Brief.from_json({**old.brief.to_json(), **changes})
    made = edit_texts(old, brief, engines, overrides={"title": overrides}, context=context)
    write_cover(made, options.folder)
    return described_result(made, options.folder)


def remove_text(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover remove-text`: the picture comes back at its own size, untouched outside the mask."""
    from articover.pictures import picture_bytes_png, read_picture
    from articover.remove import loop

    for path in (options.out, options.mask_out):
        _require_png(path)
    if options.mask_out and options.mask_out.absolute() == options.out.absolute():
        raise RequestError("mask_over_picture")
    engines = Engines(settings_of(options))
    pixels = read_picture(options.image)
    removed = loop.remove_text(pixels, engines.detector(), engines.inpainter(), context.at("remove"))
    write_atomic(options.out, picture_bytes_png(removed.pixels))
    if options.mask_out:
        write_atomic(options.mask_out, picture_bytes_png(removed.mask))
    left = [box.text or "?" for box in removed.left]
    warned = [notices.LETTERS_LEFT(words=tuple(left))] if left else []
    share = float((removed.mask > 0).mean())
    key = {0: "no-letters", 1: "filled-once"}.get(removed.rounds, "filled")
    return {
        "out": str(options.out),
        "rounds": removed.rounds,
        "left": left,
        "filled_share": round(share, 4),
        "engine": msgspec.to_builtins(removed.record),
        "notices": warned,
        "said": [line(key, path=str(options.out), share=f"{share:.1%}", rounds=str(removed.rounds))],
    }


def edit_text(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover edit-text`: the words that stand in a picture are written anew in their own style."""
    from articover.edit.change_words import change_words
    from articover.pictures import picture_bytes_png, read_picture

    engines = Engines(settings_of(options))
    editor = engines.editor()
    _require_png(options.out)
    pixels = read_picture(options.image)
    changed, record = change_words(
        pixels, options.find, options.replace, engines.detector(), editor, context.at("edit")
    )
    write_atomic(options.out, picture_bytes_png(changed))
    return {
        "out": str(options.out),
        "engine": msgspec.to_builtins(record),
        "notices": [],
        "said": [line("words-changed", path=str(options.out))],
    }


def train_lora(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover train-lora`: has its place, and says plainly that it is not here yet."""
    raise MissingError("no_trainer")


def upscale(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover upscale`: a cover folder gets its type set anew; a plain picture is resized."""
    named = options.size or options.trim
    refuse_unsafe_path(options.source)
    refuse_unsafe_path(options.out)
    suffix = "" if options.out.is_dir() else options.out.suffix.lower()
    if suffix not in ("", ".png", ".pdf"):
        raise RequestError("print_out_neither", path=str(options.out))
    if not suffix and options.out.exists() and not options.out.is_dir():
        raise RequestError("print_out_file", path=str(options.out))
    engines = Engines(settings_of(options))
    if options.source.is_dir():
        old = read_cover(options.source)
        trim = parse_trim(named) if named else old.trim
        printed = print_cover(old, _print_size(trim, options), engines, context=context)
    else:
        printed = _print_picture(options, named, engines, context)
    if suffix:
        write_atomic(options.out, printed.png if suffix == ".png" else printed.pdf)
        return _with_print({"notices": [], "said": []}, printed, options.out, written=[options.out])
    return _with_print({"notices": [], "said": []}, printed, options.out)


def doctor(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover doctor`: what can run here; exit code 3 when a stage has no engine at all."""
    from articover.doctor import examine

    return examine(Engines(settings_of(options)))


def _print_picture(options: argparse.Namespace, named: str | None, engines: Engines, context: RunContext) -> Print:
    from articover.upscale.press import print_picture

    if not named:
        raise RequestError("no_print_size")
    size = _print_size(parse_trim(named), options)
    made = print_picture(options.source, size, engines.upscaler(), context.at("upscale"))
    return Print(made.pixels, made.png, made.pdf, made.record, made.notices)


def _print_size(trim: Trim, options: argparse.Namespace) -> PrintSize:
    size = PrintSize(trim, checked_dpi(options.dpi), parse_bleed(options.bleed))
    if getattr(options, "with_print", True):  # A cover without a print may be of any size, at any dpi.
        print_canvas(size.trim, size.dpi, size.bleed_in)
    return size


def described_result(made: Cover, folder: Path) -> dict[str, Any]:
    """What to print of a finished cover in `folder`."""
    height, width = made.preview.shape[:2]
    return {
        "folder": str(folder),
        "cover": str(folder / "cover.png"),
        "width_px": width,
        "height_px": height,
        "seed": made.seed,
        "look": made.background.look,
        "checks": [msgspec.to_builtins(check) for check in made.checks],
        "seconds": {record.stage: record.seconds for record in made.engines},
        "credits": list(credits_of(made)),
        "notices": [*made.notices, *failed(made.checks)],
        "said": [
            line(
                "made-cover",
                path=str(folder / "cover.png"),
                size=f"{width}x{height}",
                seed=str(made.seed),
                look=made.background.look,
            )
            if made.background.look
            else line("made-own-cover", path=str(folder / "cover.png"), size=f"{width}x{height}", seed=str(made.seed))
        ],
    }


def _with_print(result: dict[str, Any], printed: Print, out: Path, written: list[Path] | None = None) -> dict[str, Any]:
    if written is None:
        with storage_errors(out):
            out.mkdir(parents=True, exist_ok=True)
        written = [out / "print.png", out / "print.pdf"]
        write_atomic(written[0], printed.png)
        write_atomic(written[1], printed.pdf)
    height, width = printed.pixels.shape[:2]
    return {
        **result,
        "print": [str(path) for path in written],
        "print_width_px": width,
        "print_height_px": height,
        "print_engine": msgspec.to_builtins(printed.record),
        "notices": [*result["notices"], *printed.notices],
        "said": [*result["said"], *(line("made-print", path=str(path), size=f"{width}x{height}") for path in written)],
    }


def _require_png(path: Path | None) -> None:
    if path is None:
        return
    refuse_unsafe_path(path)
    if path.suffix.lower() != ".png":
        raise RequestError("not_png", path=str(path))
