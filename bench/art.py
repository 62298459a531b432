"""The illustrator's pictures, to look at and in figures.

    python bench/art.py genres OUT       every genre x 12 seeds, a sheet a genre
    python bench/art.py grid OUT         every composition x every treatment, of briefs that they fit
    python bench/art.py ratios OUT       one brief in six shapes, and at every hour and season
    python bench/art.py series OUT       three series of three books
    python bench/art.py type OUT         covers led by their title
    python bench/art.py structures       how many different pictures 20 seeds of 10 briefs, and 40 books, give
    python bench/art.py letters [COUNT]  on how many backgrounds the text detector finds letters

Sheets are PNG files with type set, as a person would see them; `--treatments`, `--compositions` take names, comma
between. Briefs are those of bench/briefs/. No icons are used, so that nothing is owed to anybody.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from articover.brief import Brief
from articover.cover import Pixels
from articover.edit.typeset import Typeset
from articover.engine import RunContext
from articover.generate.illustrator import Illustrator
from articover.generate.illustrator.compose import Composition, Fit, all_compositions
from articover.generate.illustrator.direct import director, ideas
from articover.generate.illustrator.direct.gate import book_of
from articover.generate.illustrator.judge import sketch
from articover.generate.illustrator.treat import all_treatments
from articover.trim import parse_trim
from articover.understand import understand
from articover.understand.genre import all_genres

BRIEFS = Path(__file__).with_name("briefs")
_HIGH_PX, _GAP_PX = 480, 8
_ALIKE = 0.82
"""Thumbnails whose grey values correlate more than this are one structure: the same masses in the same places."""
_AUTHORS = {"ko": "한지우", "ja": "林 美雪", "zh-Hans": "林 美雪", "zh-Hant": "林 美雪"}


def briefs(name: str) -> list[Brief]:
    """The briefs of a file of bench/briefs/, with an author each."""
    entries = tomllib.loads((BRIEFS / f"{name}.toml").read_text("utf-8"))["brief"]
    fields = [each.name for each in dataclasses.fields(Brief) if each.init]
    return [
        Brief(**{"author": _AUTHORS.get(entry.get("language", name), "Ingrid Solheim")}
              | {key: entry[key] for key in fields if key in entry})
        for entry in entries
    ]  # fmt: skip


class Painter:
    """Covers with type, in small."""

    def __init__(self, *, high_px: int = _HIGH_PX) -> None:
        self.illustrator, self.typeset, self.high_px = Illustrator(icons=False), Typeset(), high_px

    def cover(self, brief: Brief, seed: int, ratio: str = "2:3") -> Image.Image:
        trim = parse_trim(ratio)
        background, _ = self.illustrator.generate(brief, trim, RunContext("generate", seed))
        image = Image.fromarray(self.typeset.set(brief, trim, background, RunContext("edit", seed)).preview)
        return image.resize((round(image.width * self.high_px / image.height), self.high_px), Image.Resampling.LANCZOS)

    def background(self, brief: Brief, seed: int) -> Pixels:
        return self.illustrator.generate(brief, parse_trim("2:3"), RunContext("generate", seed))[0].pixels


def save_sheet(rows: Sequence[Sequence[Image.Image]], path: Path) -> None:
    width = max(sum(image.width + _GAP_PX for image in row) for row in rows)
    height = sum(max(image.height for image in row) + _GAP_PX for row in rows)
    sheet = Image.new("RGB", (width, height), "#888888")
    y = 0
    for row in rows:
        x = 0
        for image in row:
            sheet.paste(image, (x, y))
            x += image.width + _GAP_PX
        y += max(image.height for image in row) + _GAP_PX
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
    print(f"{path}: {sum(len(row) for row in rows)} covers", flush=True)


def genres(out: Path, seeds: int = 12) -> None:
    painter, known = Painter(), briefs("en")
    for number, genre in enumerate(sorted(all_genres())):
        brief = next((each for each in known if each.genre == genre), known[number % len(known)])
        brief = dataclasses.replace(brief, genre=genre)
        covers = [painter.cover(brief, seed) for seed in range(1, seeds + 1)]
        save_sheet([covers[: seeds // 2], covers[seeds // 2 :]], out / f"{genre}.png")


def grid(out: Path, compositions: Iterable[str], treatments: Iterable[str]) -> None:
    painter, known = Painter(high_px=360), [*briefs("en"), *briefs("ko")]
    treatments = list(treatments)
    for name in compositions:
        composition = all_compositions()[name]
        best = max(known, key=lambda brief: _worth(composition, brief))
        fit = composition.fit(book_of(understand(best), best.title))
        if fit is None:
            print(f"{name}: no brief fits", file=sys.stderr)
            continue
        row = [
            _forced(painter, best, composition, fit, each) for each in treatments if each not in composition.EXCLUDES
        ]
        save_sheet([row], out / f"{name}.png")


def _worth(composition: Composition, brief: Brief) -> float:
    fit = composition.fit(book_of(understand(brief), brief.title))
    return fit.worth if fit else -1.0


def _forced(painter: Painter, brief: Brief, composition: Composition, fit: Fit, treatment: str) -> Image.Image:
    """A cover in one composition and treatment, whatever the director would have taken."""
    stagings, medium = ideas._stagings, ideas._treatment
    ideas._stagings = lambda *_, **__: [(composition, fit)]  # type: ignore[assignment]
    ideas._treatment = lambda *_, **__: all_treatments()[treatment]  # type: ignore[assignment]
    director.choose.cache_clear()
    try:
        return painter.cover(brief, 5)
    finally:
        ideas._stagings, ideas._treatment = stagings, medium  # type: ignore[assignment]
        director.choose.cache_clear()


def ratios(out: Path) -> None:
    painter, brief = Painter(), briefs("en")[0]
    save_sheet([[painter.cover(brief, 7, each) for each in ("2:3", "1:1.6", "1:1", "16:9", "A5", "1:3")]],
               out / "ratios.png")  # fmt: skip
    moments = ("at dawn", "at noon", "at dusk", "at night", "in spring", "in summer", "in autumn", "in winter",
               "in the rain", "in snow", "in fog", "in a storm")  # fmt: skip
    covers = [painter.cover(dataclasses.replace(brief, requirements=each), 7) for each in moments]
    save_sheet([covers[:6], covers[6:]], out / "moments.png")


def series(out: Path) -> None:
    rows = []
    for start in (0, 12, 24):
        painter = Painter()
        first, *others = [dataclasses.replace(each, genre="fantasy") for each in briefs("en")[start : start + 3]]
        trim = parse_trim("2:3")
        background, _ = painter.illustrator.generate(first, trim, RunContext("generate", 3))
        row = [painter.cover(first, 3)]
        follows = painter.illustrator.following(background)
        painter.illustrator = follows
        row += [painter.cover(each, 3) for each in others]
        rows.append(row)
    save_sheet(rows, out / "series.png")


def led_by_type(out: Path) -> None:
    painter = Painter()
    kinds = [each for each in all_compositions().values() if each.FAMILY == "type"]
    known = briefs("en")
    row = [
        _forced(painter, known[number], each, Fit(0.3, "led by its title"), "screen print")
        for number, each in enumerate(kinds)
    ]
    save_sheet([row], out / "type.png")


def structures() -> int:
    """Greedy clusters of thumbnails in grey; every seed of a brief, then 40 books at one seed."""
    ten = briefs("en")[:10]
    counts = []
    for brief in ten:
        chosen = [director.choose(brief, 2 / 3, seed) for seed in range(1, 21)]
        names = {each.scene.composition for each in chosen}
        counts.append(_kinds([_thumbnail(each) for each in chosen]))
        print(f"{brief.title[:32]:32} {counts[-1]:3} structures, {len(names):2} compositions of 20 seeds", flush=True)
    forty = [*briefs("held2-en")[:20], *briefs("held2-ko")[:10], *briefs("held2-other")[:10]]
    chosen = [director.choose(brief, 2 / 3, 7 + number) for number, brief in enumerate(forty)]
    books = _kinds([_thumbnail(each) for each in chosen])
    plates: dict[tuple[str, str], int] = {}
    for each in chosen:
        key = each.scene.composition, each.scene.treatment
        plates[key] = plates.get(key, 0) + 1
    led = sum(each.led_by_type for each in chosen)
    print(f"40 books: {books} structures, {len({each.scene.composition for each in chosen})} compositions, ", end="")
    print(f"{led} led by type; one plate at most {max(plates.values())} times")
    return 0 if min(counts) >= 10 and books >= 25 else 1


def _thumbnail(chosen: director.Chosen) -> np.ndarray:
    grey = sketch(chosen.drawing, chosen.scene.inks, 40).grey
    centred = grey - grey.mean()
    return np.asarray(centred / (np.linalg.norm(centred) + 1e-6))


def _kinds(thumbnails: Sequence[np.ndarray]) -> int:
    kept: list[np.ndarray] = []
    for each in thumbnails:
        if all(abs(float((each * other).sum())) < _ALIKE for other in kept):
            kept.append(each)
    return len(kept)


def letters(count: int) -> int:
    """Backgrounds on which the chain's own look for letters finds some."""
    from articover.remove.detect_rapidocr import RapidOcrDetector
    from articover.remove.legibility import check_text_free

    detector, painter = RapidOcrDetector(), Painter()
    known = [*briefs("en"), *briefs("ko"), *briefs("other")]
    hits, began = [], time.process_time()
    for number in range(count):
        brief, seed = known[number % len(known)], 1 + number // len(known)
        found = check_text_free(painter.background(brief, seed), detector)
        if found:
            hits.append((brief.title, seed, [box.text for box in found]))
            print(*hits[-1], flush=True)
    seconds = (time.process_time() - began) / count
    print(f"letters on {len(hits)} of {count} backgrounds ({100 * len(hits) / count:.1f} %), {seconds:.1f} CPU s each")
    return 0 if len(hits) <= 0.01 * count else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("genres", "grid", "ratios", "series", "type", "structures", "letters"))
    parser.add_argument("out", nargs="?", default="out/art", help="a folder; for letters how many")
    parser.add_argument("--compositions", default="")
    parser.add_argument("--treatments", default="")
    options = parser.parse_args()
    if options.what == "structures":
        return structures()
    if options.what == "letters":
        return letters(int(options.out) if options.out.isdigit() else 300)
    out = Path(options.out)
    if options.what == "grid":
        grid(
            out,
            options.compositions.split(",") if options.compositions else all_compositions(),
            options.treatments.split(",") if options.treatments else all_treatments(),
        )
    else:
        {"genres": genres, "ratios": ratios, "series": series, "type": led_by_type}[options.what](out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
