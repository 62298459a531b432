"""Every genre in every shape: sizes, read-back and contrast in figures, and contact sheets to look at.

    python bench/matrix.py OUT [--genres sci-fi,fantasy] [--ratios 2:3,1:1] [--seeds 1,2]

Writes OUT/GENRE.png (all ratios of a genre side by side), OUT/thumbs.png (everything at shop size,
160 px wide) and prints one row a cover. Exit code 1 when a figure misses its limit.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from pathlib import Path

import numpy as np
from PIL import Image

from articover.brief import Brief
from articover.chain import make_cover
from articover.cover import Cover
from articover.engines import Engines
from articover.trim import parse_trim, preview_canvas

BRIEFS = {
    name: Brief.from_json(fields)
    for name, fields in tomllib.loads(Path(__file__).with_name("briefs.toml").read_text(encoding="utf-8")).items()
}
ISSUE_GENRES = "sci-fi,fantasy,romance,mystery,children,general"
ISSUE_RATIOS = "2:3,1:1.6,1:1,16:9,A5,신국판"
_SHEET_HEIGHT_PX, _THUMB_WIDTH_PX, _GAP_PX = 800, 160, 12


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--genres", default=ISSUE_GENRES, help='"all" for every genre')
    parser.add_argument("--ratios", default=ISSUE_RATIOS)
    parser.add_argument("--seeds", default="1")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    engines = Engines()
    thumbs: list[Image.Image] = []
    missed = 0
    print(f"{'genre':11} {'ratio':7} {'seed':>4} {'look':28} {'size':11} {'s':>5} {'contrast':>8}  read back")
    for genre in list(BRIEFS) if options.genres == "all" else options.genres.split(","):
        row = []
        for ratio in options.ratios.split(","):
            for seed in options.seeds.split(","):
                trim = parse_trim(ratio)
                started = time.perf_counter()
                cover = make_cover(BRIEFS[genre], trim, int(seed), engines)
                seconds = time.perf_counter() - started
                canvas = preview_canvas(trim)
                ok = cover.preview.shape == (canvas.height, canvas.width, 3) and all(
                    check.ok or check.advisory for check in cover.checks
                )
                missed += not ok
                print(_row(genre, ratio, seed, cover, seconds) + ("" if ok else "   <-- MISSED"), flush=True)
                picture = Image.fromarray(cover.preview)
                row.append(_scaled(picture, height=_SHEET_HEIGHT_PX))
                thumbs.append(_scaled(picture, width=_THUMB_WIDTH_PX))
        _side_by_side(row).save(options.out / f"{genre}.png")
    _grid(thumbs).save(options.out / "thumbs.png")
    print(f"{missed} of {len(thumbs)} missed a limit")
    return 1 if missed else 0


def _row(genre: str, ratio: str, seed: str, cover: Cover, seconds: float) -> str:
    height, width = cover.preview.shape[:2]
    contrast = [check.figure for check in cover.checks if check.code == "contrast"]
    read = [
        f"{check.role}: {check.figure}, read {check.read}"
        for check in cover.checks
        if check.code == "reads-back" and not check.ok
    ]
    figures = [float(figure) for figure in contrast if figure is not None]
    lowest = f"{min(figures):.1f}" if figures else "-"
    look = cover.background.look
    return (
        f"{genre:11} {ratio:7} {seed:>4} {look:28} {f'{width}x{height}':11} {seconds:5.1f} {lowest:>8}  {read or 'all'}"
    )


def _scaled(picture: Image.Image, *, height: int = 0, width: int = 0) -> Image.Image:
    ratio = height / picture.height if height else width / picture.width
    return picture.resize((round(picture.width * ratio), round(picture.height * ratio)), Image.Resampling.LANCZOS)


def _side_by_side(row: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (sum(p.width + _GAP_PX for p in row), max(p.height for p in row)), (128, 128, 128))
    left = 0
    for picture in row:
        sheet.paste(picture, (left, 0))
        left += picture.width + _GAP_PX
    return sheet


def _grid(pictures: list[Image.Image], columns: int = 8) -> Image.Image:
    rows = [_side_by_side(pictures[start : start + columns]) for start in range(0, len(pictures), columns)]
    heights = np.cumsum([0, *(row.height + _GAP_PX for row in rows)])
    sheet = Image.new("RGB", (max(row.width for row in rows), int(heights[-1])), (128, 128, 128))
    for row, top in zip(rows, heights, strict=False):
        sheet.paste(row, (0, int(top)))
    return sheet


if __name__ == "__main__":
    sys.exit(main())
