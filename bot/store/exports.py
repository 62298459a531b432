"""Copies of a user's data, made on request: zip files below `exports/`. All functions block.

    exports/WHOSE-TOKEN.zip          a copy in one file
    exports/WHOSE-TOKEN-PART.zip     one of several

WHOSE is a digest of the user key, by which a user's copies are found. TOKEN is random and new for each copy, so a link
opens that copy or nothing, even after another copy was made.
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
"""Space reserved in each file for the zip directory and the document, which takes a few kilobytes per version."""
_ENTRY_BYTES = 1000
_MOST_PARTS = 50
"""Each part is a separate message; more would flood the chat."""
_SENDING_S = 900.0
"""A younger copy may not have been delivered yet: an interaction can be answered for 15 minutes."""
_KEPT = 3
"""Undelivered copies per user."""
_TOKEN_BYTES = 32

Files = Mapping[str, Path]


class Export:
    """An unfinished copy. `token` names it in links."""

    def __init__(self, store: Store, user_key: str) -> None:
        self.token = secrets.token_hex(_TOKEN_BYTES)
        self._folder = (store.folder / EXPORTS).absolute()
        self._stem = f"{_whose(user_key)}-{self.token}"

    def whole(self, document: Mapping[str, Any], files: Files) -> tuple[Path, int]:
        """Write one file; returns its path and size. Raises `OSError` and then leaves nothing behind."""
        return self._write(f"{self._stem}.zip", document, files)

    def in_parts(
        self, document: Mapping[str, Any], files: Files, limit_bytes: int
    ) -> tuple[list[tuple[Path, int]], int]:
        """Write files of at most `limit_bytes` each; returns them, and the number of `files` that are larger than the
        limit.

        Raises `OSError` and then leaves nothing behind.
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
            # Pictures are already compressed.
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
    """Delete all copies of a user."""
    for path in _of(store, user_key):
        path.unlink(missing_ok=True)


def make_way(store: Store, user_key: str) -> None:
    """Delete the copies that a new one replaces, except those that may not have been delivered yet."""
    copies: dict[str, list[Path]] = {}
    for path in sorted(_of(store, user_key), key=_age_s):
        token = path.name.removesuffix(path.suffix).partition("-")[2].partition("-")[0]
        copies.setdefault(token, []).append(path)
    for number, paths in enumerate(copies.values()):
        if number >= _KEPT - 1 or min(map(_age_s, paths)) > _SENDING_S:
            for path in paths:
                path.unlink(missing_ok=True)


def find(store: Store, token: str) -> Path | None:
    """The path of the one-file copy of a token (hexadecimal), or None."""
    return next((store.folder / EXPORTS).glob(f"*-{token}.zip"), None)


def size_of(path: Path) -> int:
    """Size in bytes; 0 when it is deleted."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _of(store: Store, user_key: str) -> list[Path]:
    """All files of a user, including incomplete ones and those of earlier versions."""
    return list((store.folder / EXPORTS).glob(f"{_whose(user_key)}*"))


def _whose(user_key: str) -> str:
    return hashlib.sha256(user_key.encode()).hexdigest()


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
