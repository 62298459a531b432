"""Copies that people ask for of what is theirs: zip files below `exports/`. All functions block.

    exports/WHOSE-TOKEN.zip          a copy in one file
    exports/WHOSE-TOKEN-PART.zip     one of several

WHOSE is a digest of the user key, by which a person's copies are found. TOKEN is random and new for each copy: a link
to one opens that one or nothing, also after it was deleted and another was made.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.store import private
from bot.store.layout import EXPORTS
from bot.store.store import Store

FRAME_BYTES = 1_000_000
"""Room in each file for what is written about the files; the document takes a few kilobytes a version."""
_ENTRY_BYTES = 1000
_MOST_PARTS = 50
"""Each part is a message of its own; more would bury whoever asked."""
_SENDING_S = 900.0
"""A copy that is younger may still be on its way: an interaction can be answered for 15 minutes."""
_KEPT = 3
"""Copies of one person that may be on their way at once."""
_TOKEN_BYTES = 32

Files = Mapping[str, Path]


class Export:
    """A copy that is being made. `token` names it in links."""

    def __init__(self, store: Store, user_key: str) -> None:
        self.token = secrets.token_hex(_TOKEN_BYTES)
        self._folder = (store.folder / EXPORTS).absolute()
        self._stem = f"{_whose(user_key)}-{self.token}"

    def whole(self, document: Mapping[str, Any], files: Files) -> tuple[Path, int]:
        """Write one file; returns where it lies, and its size. Raises `OSError`; nothing is left then."""
        return self._write(f"{self._stem}.zip", document, files)

    def in_parts(
        self, document: Mapping[str, Any], files: Files, limit_bytes: int
    ) -> tuple[list[tuple[Path, int]], int]:
        """Write files of at most `limit_bytes` each; returns them, and how many of `files` fit none.

        Raises `OSError`; nothing is left then.
        """
        shares: list[dict[str, Path]] = [{}]
        most = limit_bytes - FRAME_BYTES
        room, left = most, 0
        for name, path in files.items():
            size = size_of(path) + _ENTRY_BYTES
            if size > most or (size > room and len(shares) == _MOST_PARTS):
                left += 1
                continue
            if size > room:
                shares.append({})
                room = most
            shares[-1][name] = path
            room -= size
        made: list[tuple[Path, int]] = []
        try:
            for number, share in enumerate(shares, 1):
                made.append(self._write(f"{self._stem}-{number}.zip", document if number == 1 else None, share))
        except OSError:
            for path, _ in made:
                path.unlink(missing_ok=True)
            raise
        return made, left

    def _write(self, name: str, document: Mapping[str, Any] | None, files: Files) -> tuple[Path, int]:
        path = self._folder / name
        partial = path.with_suffix(".part")
        private.make_folder(self._folder)
        try:
            # Pictures are compressed already.
            with private.create(partial) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                if document is not None:
                    archive.writestr("me.json", json.dumps(document, ensure_ascii=False, indent=2))
                for entry, source in files.items():
                    with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
                        archive.write(source, entry)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        return path, size_of(path)


def forget(store: Store, user_key: str) -> None:
    """Delete all copies of a person."""
    for path in _of(store, user_key):
        path.unlink(missing_ok=True)


def make_way(store: Store, user_key: str) -> None:
    """Delete what a new copy takes the place of; those that may still be on their way stay."""
    copies: dict[str, list[Path]] = {}
    for path in sorted(_of(store, user_key), key=_age_s):
        token = path.name.removesuffix(path.suffix).partition("-")[2].partition("-")[0]
        copies.setdefault(token, []).append(path)
    for number, paths in enumerate(copies.values()):
        if number >= _KEPT - 1 or min(map(_age_s, paths)) > _SENDING_S:
            for path in paths:
                path.unlink(missing_ok=True)


def find(store: Store, token: str) -> Path | None:
    """The copy in one file of a token (hexadecimal), None when it is gone."""
    return next((store.folder / EXPORTS).glob(f"*-{token}.zip"), None)


def size_of(path: Path) -> int:
    """In bytes, 0 when it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _of(store: Store, user_key: str) -> list[Path]:
    """Every file of a person's, half-written ones of a killed bot and those of earlier versions included."""
    return list((store.folder / EXPORTS).glob(f"{_whose(user_key)}*"))


def _whose(user_key: str) -> str:
    return hashlib.sha256(user_key.encode()).hexdigest()


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
