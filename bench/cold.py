"""Seconds of a command in a new process, beside the budgets: `python bench/cold.py`.

Wall seconds count on a quiet machine, processor seconds (user and system, of all threads of the process) on a busy one.
The first round of each command is not counted: it compiles modules and fills the disk's cache.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COVER = (
    "cover", "--title", "The Keeper and the Whale", "--author", "Ingrid Holm", "--genre", "mystery", "--ratio", "2:3",
    "--synopsis", "A lighthouse keeper shelters a wounded whale and hides it from the whalers.", "--seed", "7", "--out",
)  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="runs of each command; the best counts")
    options = parser.parse_args()
    print("| command in a new process | wall s | budget | processor s |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        cover = str(Path(folder) / "cover")
        rows = {
            "`python -c 'import articover'`": (["-c", "import articover"], ""),
            "`articover --help`": (["-m", "articover", "--help"], "0.36"),
            "`articover cover`": (["-m", "articover", *COVER, cover], "2.0"),
            "`articover edit-title`": (["-m", "articover", "edit-title", cover, "--title", "Night Tide"], "0.8"),
        }
        for name, (arguments, budget) in rows.items():
            runs = [timed(arguments) for _ in range(options.rounds + 1)][1:]
            wall, processor = (min(seconds) for seconds in zip(*runs, strict=True))
            print(f"| {name} | {wall:.2f} | {budget} | {processor:.2f} |", flush=True)
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    print(f"\nBest of {options.rounds} each; load averages at the end {load} on {os.cpu_count()} cores.")


def timed(arguments: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of one run."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed with exit code {process.returncode}.")
    return wall, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
