"""Whether a model on disk is unchanged since it was fetched: every file is hashed and compared.

With our record, the SHA-256 of each file must be the recorded one. Without it, the cache's file names are the
reference: SHA-256 for large files, git hashes for small ones. Files without any recorded hash (a folder of your own)
are checked as far as their format allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articover import progress
from articover.engine import RunContext
from articover.errors import WeightError
from articover.hub.cache import SAFE, cache_folder, read_record, size_of, snapshot_of, within
from articover.hub.digests import git_hash
from articover.hub.refs import Ref
from articover.weights import file_sha256

_HASH = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}")
_LENGTH_BYTES = 8
_MOST_HEADER_BYTES = 100_000_000


@dataclass(frozen=True)
class FileCheck:
    """One file: `problem` is "" when it is as it was, `compared` says whether there was a hash to compare with."""

    name: str
    size: int
    problem: str = ""
    compared: bool = True


def verify(ref: Ref, *, cache: Path | None = None, run: RunContext | None = None) -> list[FileCheck]:
    """Every file of `ref` on disk, checked. Reads all of it: about a second a gigabyte on a fast disk.

    Raises `WeightError` when nothing of it is on disk.
    """
    cache = cache or cache_folder()
    run = run or RunContext("generate")
    if ref.path is not None:
        return _checked(_of_folder(ref.path), run)
    snapshot = snapshot_of(cache, ref)
    if snapshot is None:
        raise WeightError(
            "model_absent",
            model=ref.text,
            command=ref.command,
        )
    record = read_record(cache, ref.repo, snapshot.name)
    expected = {name: file.sha256 for name, file in record.files.items() if within(name, ref.inside)}
    found = {name: (path, expected.get(name, "")) for name, path in _files(snapshot) if within(name, ref.inside)}
    found |= {name: (snapshot / name, digest) for name, digest in expected.items() if name not in found}
    return _checked([(name, path, digest or _named_by(path)) for name, (path, digest) in sorted(found.items())], run)


def _checked(files: list[tuple[str, Path, str]], run: RunContext) -> list[FileCheck]:
    total = max(1, sum(size_of(path) or 0 for _, path, _ in files))
    done = 0
    checks: list[FileCheck] = []
    for name, path, expected in files:
        run.progress(done / total, progress.HASHING(file=name))
        size = size_of(path) or 0
        done += size
        checks.append(FileCheck(name, size, _problem(path, expected), bool(expected)))
    return checks


def _problem(path: Path, expected: str) -> str:
    if size_of(path) is None:
        return "is missing"
    try:
        if expected:
            target = path.resolve()
            actual = file_sha256(target) if len(expected) == 64 else git_hash(target)
            return "" if actual == expected else "is not what was fetched"
        return _safetensors_problem(path) if path.suffix == SAFE else ""
    except (OSError, WeightError):
        return "cannot be read"


def _safetensors_problem(path: Path) -> str:
    """What is wrong with a safetensors file as a whole: its header must be JSON and describe exactly its length."""
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
        if not 0 < length <= min(size - _LENGTH_BYTES, _MOST_HEADER_BYTES):
            return "is cut short or no safetensors file"
        try:
            header = json.loads(file.read(length))
            ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return "is no safetensors file"
    return "" if max(ends, default=0) == size - _LENGTH_BYTES - length else "is cut short"


def _of_folder(path: Path) -> list[tuple[str, Path, str]]:
    if path.is_file():
        return [(path.name, path, _named_by(path))]
    return sorted((name, file, _named_by(file)) for name, file in _files(path))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        # A link whose target is gone is a file that is missing.
        if (path.is_file() or path.is_symlink()) and not any(part.startswith(".") for part in name.split("/")):
            yield name, path


def _named_by(path: Path) -> str:
    """The hash in the name of the blob that a file of the cache links to; "" for a plain file."""
    name = path.readlink().name if path.is_symlink() else ""
    return name if _HASH.fullmatch(name) else ""
