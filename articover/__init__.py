"""Arti Cover: from a brief to a printable book cover.

    from articover import Brief, make_cover, print_cover, write_cover

    cover = make_cover(Brief("Salt Road", author="Mara Idris", genre="historical"))
    write_cover(cover, "salt-road")
    pdf = print_cover(cover).pdf

That paints a 6x9 in cover with a random seed, writes a cover folder, and makes a print PDF at 300 dpi with bleed.
Engines are those of the config that `ARTICOVER_CONFIG` names, else the best that can run here.

| name | what it is |
|---|---|
| `Brief` | what the book is about and what stands on its cover |
| `make_cover` | paints and letters a `Cover`; nothing is written |
| `edit_texts` | the same picture with other words: `edit_texts(cover, replace(cover.brief, title="Salt"))` |
| `print_cover` | a `Print`: pixels, `png` and `pdf`, as `PrintSize` says or at the cover's own trim |
| `write_cover`, `read_cover` | a cover folder: cover.png, background.png, cover.json, credits.txt |
| `Cover` | picture, type, checks, notices, and what made it |
| `Trim`, `parse_trim` | a page size, and the size that words name ("A5", "152x225mm", "신국판", "2:3") |
| `Series` | what the next book takes over: `make_cover(brief, series=Series.of(cover))` |
| `UploadedPicture` | your own picture on the cover: `make_cover(brief, generator=UploadedPicture("a.jpg"))` |
| `Engines`, `Settings`, `load_settings` | engines chosen by a config of your own: `Engines(load_settings(path))` |
| `RunContext`, `Progress` | how to follow a run and stop it |
| `ArtiCoverError` | base of every error raised on purpose, one sentence each; `articover.errors` has the others |

A name is imported when it is first used, so `import articover` costs nothing. `examples/` shows each of these at work.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articover.brief import Brief
    from articover.chain import Print, edit_texts, make_cover, print_cover
    from articover.cover import Cover
    from articover.engine import PrintSize, Progress, RunContext
    from articover.engines import Engines
    from articover.errors import ArtiCoverError
    from articover.folder import read_cover, write_cover
    from articover.generate.upload import UploadedPicture
    from articover.series import Series
    from articover.settings import Settings, load_settings
    from articover.trim import Trim, parse_trim

__version__ = "0.1.0"
__all__ = [
    "ArtiCoverError",
    "Brief",
    "Cover",
    "Engines",
    "Print",
    "PrintSize",
    "Progress",
    "RunContext",
    "Series",
    "Settings",
    "Trim",
    "UploadedPicture",
    "__version__",
    "edit_texts",
    "load_settings",
    "make_cover",
    "parse_trim",
    "print_cover",
    "read_cover",
    "write_cover",
]

_NAMES_BY_MODULE = {
    "brief": ("Brief",),
    "chain": ("Print", "edit_texts", "make_cover", "print_cover"),
    "cover": ("Cover",),
    "engine": ("PrintSize", "Progress", "RunContext"),
    "engines": ("Engines",),
    "errors": ("ArtiCoverError",),
    "folder": ("read_cover", "write_cover"),
    "generate.upload": ("UploadedPicture",),
    "series": ("Series",),
    "settings": ("Settings", "load_settings"),
    "trim": ("Trim", "parse_trim"),
}
_MODULE_OF = {name: module for module, names in _NAMES_BY_MODULE.items() for name in names}

# onnxruntime from 1.29 tells Microsoft about every model it loads and keeps a device id in the home
# folder, unless this is set before its first import. Nobody who makes a cover asked for that.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
