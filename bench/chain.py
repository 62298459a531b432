"""Seconds and peak memory of what a writer waits for, beside the budgets: `python bench/chain.py`.

Each row runs in a process of its own, engines warm, so that its peak memory is its own. "preview" and
"new title" repeat and give the median; a print is done once. What else could enlarge a print is
compared in `upscale.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from articover.brief import Brief
from articover.chain import edit_texts, make_cover, print_cover
from articover.cover import Cover
from articover.engine import PrintSize
from articover.engines import Engines
from articover.files import write_atomic
from articover.pictures import picture_bytes_png, resize
from articover.trim import BLEED_IN, parse_trim

BRIEF = Brief(
    "The Keeper and the Whale",
    genre="mystery",
    author="Ingrid Holm",
    synopsis="A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
)
# Generation size of Stable Diffusion for A4 with bleed, a multiple of 64 near its native area.
_RASTER_PX = (640, 896)
BUDGETS = {
    "brief -> preview, 2:3": (2.0, None),
    "new title -> preview": (0.3, None),
    "print A4 + bleed, illustrator": (25.0, 1.5),
    "print A4 + bleed, raster": (25.0, 1.5),
}


def preview() -> list[float]:
    engines, trim = Engines(), parse_trim("2:3")
    make_cover(BRIEF, trim, 1, engines)
    return [_timed(lambda seed=seed: make_cover(BRIEF, trim, seed, engines)) for seed in range(2, 7)]


def new_title() -> list[float]:
    engines = Engines()
    cover = make_cover(BRIEF, parse_trim("2:3"), 1, engines)
    titles = ["Night Tide", "What the Lamp Saw", "The Last Harpoon", "Harbour of Whales", "Salt"]
    edit_texts(cover, replace(BRIEF, title="Warm"), engines)
    return [_timed(lambda title=title: edit_texts(cover, replace(BRIEF, title=title), engines)) for title in titles]


def print_illustrator() -> list[float]:
    engines = Engines()
    cover = make_cover(BRIEF, parse_trim("A4"), 1, engines)
    return [_timed(lambda: print_cover(cover, PrintSize(cover.trim, 300, BLEED_IN), engines))]


def print_raster() -> list[float]:
    engines = Engines()
    cover = _raster_cover(engines)
    return [_timed(lambda: print_cover(cover, PrintSize(cover.trim, 300, BLEED_IN), engines))]


ROWS: dict[str, Callable[[], list[float]]] = {
    "brief -> preview, 2:3": preview,
    "new title -> preview": new_title,
    "print A4 + bleed, illustrator": print_illustrator,
    "print A4 + bleed, raster": print_raster,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--row", choices=list(ROWS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        seconds = ROWS[options.row]()
        peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(json.dumps({"seconds": statistics.median(seconds), "runs": len(seconds), "peak_gb": peak_gb}))
        return 0
    print(f"{os.cpu_count()} cores\n")
    print("| what | s | budget | peak GB | budget |\n|---|---|---|---|---|")
    for name in ROWS:
        row = _in_a_process(name)
        seconds, gigabytes = BUDGETS[name]
        cells = [name, f"{row['seconds']:.2f}", seconds, f"{row['peak_gb']:.2f}", gigabytes or ""]
        print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return 0


def _raster_cover(engines: Engines) -> Cover:
    """A cover over a picture of the size Stable Diffusion would paint, here painted by the illustrator."""
    painted = make_cover(BRIEF, parse_trim("A4"), 1, engines)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "picture.png"
        write_atomic(path, picture_bytes_png(resize(painted.background.pixels, _RASTER_PX)))
        return make_cover(BRIEF, painted.trim, 1, engines, generator=engines.upload(path))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _in_a_process(row: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--row", row]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


if __name__ == "__main__":
    sys.exit(main())
