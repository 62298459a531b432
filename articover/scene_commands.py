"""`articover paint` and `articover repaint`: pictures from scenes that somebody wrote or wants changed."""

from __future__ import annotations

import argparse
import unicodedata
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articover import notices
from articover.brief import Brief
from articover.chain import change_picture, make_cover
from articover.commands import described_result
from articover.engine import RunContext
from articover.engines import Engines
from articover.errors import RequestError, SceneError
from articover.files import quoted, refuse_unsafe_path
from articover.folder import read_cover, write_cover
from articover.settings import settings_of
from articover.trim import NAMED_TRIMS, Trim, parse_trim

if TYPE_CHECKING:
    from articover.cover import Cover
    from articover.generate.illustrator.compose.scene import Scene
    from articover.generate.illustrator.scenes.written import WrittenScene

_BRIEF_FIELDS = ("title", "subtitle", "author", "series", "genre", "language")
_DEFAULT_ASPECT = 2 / 3


def paint(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover paint`: a scene file is checked as a whole before anything is painted."""
    if options.list:
        return _listed()
    if options.scene is None:
        raise RequestError("scene_none_named")
    if options.out is None:
        raise RequestError("scene_no_out")
    from articover.generate.illustrator.given import GivenScene
    from articover.generate.illustrator.scenes.written import MAX_BYTES, read_written, scene_from

    refuse_unsafe_path(options.out)
    written = read_written(_bytes_of(options.scene, MAX_BYTES + 1))
    brief = _brief(options, written)
    trim = _trim(options.ratio or written.ratio, written.aspect)
    words = unicodedata.normalize("NFC", brief.title).split()
    scene, _ = scene_from(written, float(trim.aspect), words)
    # The director gives each of its ideas a seed of its own, 64 to a cover.
    made = make_cover(
        brief,
        trim,
        scene.seed // 64 % 2**32,
        Engines(settings_of(options)),
        generator=GivenScene(scene),
        context=context,
    )
    write_cover(made, options.out)
    return described_result(made, options.out)


def repaint(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover repaint`: the old cover stays until the new one is complete."""
    from articover.generate.illustrator.given import GivenScene
    from articover.generate.illustrator.scenes.changes import Changes
    from articover.generate.illustrator.scenes.changing import changed, is_as_drawn_now

    out = options.out or options.folder
    refuse_unsafe_path(out)
    old = read_cover(options.folder)
    scene = scene_of_cover(old)
    changes = Changes(
        subject=options.subject,
        place=options.place,
        time=options.time,
        season=options.season,
        sky=options.sky,
        treatment=options.treatment,
        composition=options.composition,
        palette=options.palette,
        mirror=options.mirror,
        without=_words(options.without),
        add=_words(options.add),
        keep=_words(options.keep),
    )
    new = changed(scene, old.brief, changes)
    said = () if changes.keep or is_as_drawn_now(scene) else (notices.REDRAWN(),)
    made = change_picture(old, GivenScene(new), Engines(settings_of(options)), context=context)
    made = replace(made, notices=(*made.notices, *said))
    write_cover(made, out)
    return described_result(made, out)


def scene_of_cover(cover: Cover) -> Scene:
    """The scene of a cover's picture. Raises `SceneError` when it is no picture that can be changed part by part."""
    from articover.generate.illustrator import directed

    stored = cover.background.scene
    if stored is None:
        raise SceneError(
            "change_other_engine",
        )
    if not directed.is_directed(stored):
        raise SceneError(
            "change_recipe",
        )
    return directed.scene_of(stored)


def _words(values: list[str]) -> tuple[str, ...]:
    """What an option that may be given several times lists, with commas between."""
    return tuple(each.strip() for value in values for each in value.split(",") if each.strip())


def _listed() -> dict[str, Any]:
    """What scenes may name, by kind."""
    from articover.generate.illustrator.scenes.names import all_names

    names = all_names()
    said = []
    for kind, entries in names.items():
        said.append(f"{kind}s" if kind != "thing" else "things (names of subjects)")
        width = max(map(len, entries))
        said += [f"  {name:<{width}}  {line}".rstrip() for name, line in entries.items()]
    return {"names": {kind: dict(entries) for kind, entries in names.items()}, "notices": [], "said": said}


def _bytes_of(path: Path, most: int) -> bytes:
    """The first `most` bytes of a file."""
    refuse_unsafe_path(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        reason = (error.strerror or "it is no file").lower()
        raise SceneError("scene_file", name=quoted(str(path)), why=reason) from error


def _brief(options: argparse.Namespace, written: WrittenScene) -> Brief:
    """The words on the cover: the command line's, else the file's; without a title the words of the picture."""
    texts = {
        name: getattr(written, name) if getattr(options, name) is None else getattr(options, name)
        for name in _BRIEF_FIELDS
    }
    if options.title is None and not written.title:
        texts["title"] = " ".join(written.words)
    return Brief(**texts)


def _trim(ratio: str, aspect: float | None) -> Trim:
    """The page of a ratio in words, else of a scene's own shape; 2:3 without either."""
    if ratio:
        return parse_trim(ratio)
    wanted = _DEFAULT_ASPECT if aspect is None else aspect
    for name in ("2:3", *NAMED_TRIMS):
        trim = parse_trim(name)
        if float(trim.aspect) == wanted:
            return trim
    exact = Fraction(wanted).limit_denominator(999)
    return parse_trim(f"{exact.numerator}:{exact.denominator}")
