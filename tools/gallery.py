"""Paint the README's covers with the command line: `python tools/gallery.py [NAME ...]`.

Reads docs/gallery.toml, runs `articover cover` for each entry, and writes docs/gallery/NAME.jpg,
600 px high, straight from the preview. Nothing is retouched.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
_HEIGHT_PX = 600
_JPEG_QUALITY = 88


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these covers")
    parser.add_argument("--commands", action="store_true", help="print the commands instead of running them")
    options = parser.parse_args()
    entries = tomllib.loads((ROOT / "docs/gallery.toml").read_text(encoding="utf-8"))["cover"]
    wanted = [entry for entry in entries if not options.names or entry["name"] in options.names]
    for entry in wanted:
        if options.commands:
            print(shlex.join(["articover", *arguments(entry, Path("out") / entry["name"])]))
        else:
            paint(entry)
    return 0


def arguments(entry: dict[str, str | int], out: Path) -> list[str]:
    """The command line of one gallery entry, without the program's name."""
    given = [part for key, value in entry.items() if key != "name" for part in (f"--{key}", str(value))]
    return ["cover", *given, "--out", str(out)]


def paint(entry: dict[str, str | int]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "cover"
        command = [sys.executable, "-m", "articover", *arguments(entry, out), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        said = json.loads(done.stdout)
        with Image.open(out / "cover.png") as picture:
            picture.load()
        width = round(picture.width * _HEIGHT_PX / picture.height)
        small = picture.resize((width, _HEIGHT_PX), Image.Resampling.LANCZOS)
        target = ROOT / "docs/gallery" / f"{entry['name']}.jpg"
        target.parent.mkdir(exist_ok=True)
        small.save(target, quality=_JPEG_QUALITY, optimize=True)
        failed = [f"{check['role']} {check['code']}" for check in said["checks"] if not check["ok"]]
        print(f"{target.relative_to(ROOT)}  {said['look']}  {said['seconds']}  {failed or 'every check held'}")


if __name__ == "__main__":
    sys.exit(main())
