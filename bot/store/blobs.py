"""Content-addressed files: `blobs/ab/abcdef...` is named by the SHA-256 of its content and never changes.

All functions here block on the disk. The event loop calls them through `asyncio.to_thread`: hashing and
fsync release the interpreter lock, so a thread is enough; the worker process calls them directly.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articover.durable import sync_folder, sync_stream
from articover.errors import StorageError
from bot.errors import BlobMissingError
from bot.store import private

_CHUNK_BYTES = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Blob:
    """A stored file: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


class Blobs:
    """The blob folder `root`. Safe for several threads and processes at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._placing = threading.Lock()
        """Held while a file is put in place or is checked and removed, so that a file that was just stored is never
        removed."""
        self._in_use: Counter[str] = Counter()

    def path(self, sha256: str) -> Path:
        """The path of the blob, whether or not it exists."""
        if not _NAME.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def put_bytes(self, data: bytes) -> Blob:
        """Store `data`; on return it is on the disk. Raises `StorageError`."""
        return self._put(iter((data,)))

    def put_file(self, source: Path) -> Blob:
        """Store a copy of the file `source`; on return it is on the disk. Raises `StorageError`."""
        try:
            with source.open("rb") as stream:
                return self._put(iter(lambda: stream.read(_CHUNK_BYTES), b""))
        except OSError as error:
            raise StorageError(sentence=f"The file {source} cannot be read ({error.strerror}).") from error

    def require(self, hashes: Iterable[str]) -> None:
        """Raise `BlobMissingError` unless every one of `hashes` is stored."""
        missing = [sha for sha in hashes if not self.has(sha)]
        if missing:
            raise BlobMissingError(
                sentence=f"{len(missing)} file(s) of this version are not in {self.root}: make it again."
            )

    def intact(self, sha256: str) -> bool:
        """Whether the blob exists and its content has the hash in its name."""
        try:
            return hash_file(self.path(sha256)) == sha256
        except OSError:
            return False

    @contextlib.contextmanager
    def in_use(self, sha256: str) -> Iterator[None]:
        """Protect a blob from removal inside the block, while no row refers to it yet."""
        with self._placing:
            self._in_use[sha256] += 1
        try:
            yield
        finally:
            with self._placing:
                self._in_use[sha256] -= 1
                self._in_use += Counter()  # drops entries of zero

    def remove(self, hashes: Iterable[str], *, unless_since: float | None = None) -> int:
        """Delete blobs; returns the bytes freed. Missing blobs and those `in_use` are skipped.

        Blobs that this process stored at `unless_since` (system time) or later are kept.
        """
        freed = 0
        for sha in hashes:
            path = self.path(sha)
            with self._placing:
                if self._in_use[sha]:
                    continue
                try:
                    found = path.stat()
                    if unless_since is not None and found.st_mtime >= unless_since:
                        continue
                    path.unlink()
                except OSError:
                    continue
            freed += found.st_size
        return freed

    def stored_between(self, since: float, before: float) -> set[str]:
        """The hashes of blobs that were last stored at `since` or later and before `before` (system time)."""
        return {sha for sha, when in self._stored() if since <= when < before}

    def newest_s(self) -> float:
        """The time when the last blob was stored (system time); 0 if there is none."""
        return max((when for _, when in self._stored()), default=0.0)

    def is_empty(self) -> bool:
        """Whether there are no blobs or no folder."""
        return next(self._stored(), None) is None

    def count(self) -> int:
        """The number of blobs."""
        return sum(1 for _ in self._stored())

    def all(self) -> Iterator[Blob]:
        """Every stored blob, in order of hash."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/*")):
            if _NAME.fullmatch(path.name):
                yield Blob(path.name, path.stat().st_size)

    def clear_temporary(self) -> None:
        """Remove the incomplete files of killed writers. Call it only while nothing writes."""
        shutil.rmtree(self.root / "tmp", ignore_errors=True)

    def _stored(self) -> Iterator[tuple[str, float]]:
        """Hash and time of each blob, in arbitrary order."""
        for path in self.root.glob("[0-9a-f][0-9a-f]/*"):
            with contextlib.suppress(OSError):  # removed meanwhile
                if _NAME.fullmatch(path.name):
                    yield path.name, path.stat().st_mtime

    def _put(self, chunks: Iterator[bytes]) -> Blob:
        temporary = self.root / "tmp" / f"{os.getpid()}-{os.urandom(8).hex()}"
        try:
            private.make_folder(temporary.parent)
            digest, size = hashlib.sha256(), 0
            with private.create(temporary) as stream:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    stream.write(chunk)
                sync_stream(stream)
            sha = digest.hexdigest()
            target = self.path(sha)
            new_folder = not target.parent.is_dir()
            private.make_folder(target.parent)
            # Replacing also repairs a damaged copy and costs nothing otherwise.
            with self._placing:
                temporary.replace(target)
            sync_folder(target.parent)
            if new_folder:
                sync_folder(self.root)
        except OSError as error:
            with contextlib.suppress(OSError):  # on a disk that became read-only the file stays until the next start
                temporary.unlink(missing_ok=True)
            raise StorageError(
                sentence=(
                    f"A picture could not be stored in {self.root} ({error.strerror}): free some space or make "
                    "it writable."
                )
            ) from error
        return Blob(sha, size)


def hash_file(path: Path) -> str:
    """SHA-256 of a file in hexadecimal. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
