"""What is on disk: the hub's own cache folder, read without its library and without a network.

The layout is huggingface_hub's: `models--AUTHOR--NAME/refs/REVISION` holds a commit, `snapshots/COMMIT/`
links to `blobs/`, where a large file is named by its SHA-256 and a small one by its git hash. Beside
them `articover/COMMIT.json` records what was fetched, each file with size and SHA-256.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articover.errors import WeightError
from articover.hub.refs import Ref
from articover.reasons import FETCH_AGAIN

SAFE = ".safetensors"
PICKLES = (".bin", ".ckpt", ".pt", ".pth", ".pkl")
"""Files that can run code when opened."""
LEFTOVERS = "*.incomplete"
"""What came of files that are not whole, of ours and of the library's; among the blobs."""
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Fetched:
    """One file as it was when it was fetched."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Record:
    """What was fetched of one commit: `files` by their path there, and the `parts` asked for ("" is all)."""

    files: Mapping[str, Fetched] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def cache_folder(configured: str | os.PathLike[str] | None = None) -> Path:
    """Where models are kept: the configured folder, else where huggingface_hub keeps them."""
    if configured:
        return Path(configured).expanduser()
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(name):
            return _expanded(os.environ[name])
    if os.environ.get("HF_HOME"):
        return _expanded(os.environ["HF_HOME"]) / "hub"
    return _expanded(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface" / "hub"


def repo_folder(cache: Path, repo: str) -> Path:
    return cache / f"models--{repo.replace('/', '--')}"


def commit_of(cache: Path, ref: Ref) -> str | None:
    """The commit that the revision stood for when it was last fetched."""
    if _COMMIT.fullmatch(ref.revision):
        return ref.revision
    try:
        return (repo_folder(cache, ref.repo) / "refs" / ref.revision).read_text(encoding="ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def snapshot_of(cache: Path, ref: Ref) -> Path | None:
    commit = commit_of(cache, ref)
    folder = repo_folder(cache, ref.repo) / "snapshots" / (commit or "")
    return folder if commit and folder.is_dir() else None


def find(cache: Path, ref: Ref) -> Path | None:
    """The folder or file of a hub `ref` on disk, None when it was never fetched whole.

    Raises `WeightError` when a file that was fetched is gone or has another size now.
    """
    snapshot = snapshot_of(cache, ref)
    if snapshot is None:
        return None
    found = snapshot / ref.inside if ref.inside else snapshot
    record = read_record(cache, ref.repo, snapshot.name)
    if not record.files:
        # Fetched by another program, which leaves no record.
        return found if looks_whole(found) else None
    if not any(within(ref.inside, part) for part in record.parts):
        return None
    for name, file in record.files.items():
        if within(name, ref.inside) and size_of(snapshot / name) != file.size:
            raise WeightError(
                "model_damaged",
                model=ref.text,
                file=name,
                again=FETCH_AGAIN(command=ref.command),
            )
    return found if found.exists() else None


def within(name: str, part: str) -> bool:
    """Whether the path `name` is `part` or lies in it."""
    return not part or name == part or name.startswith(f"{part}/")


def read_record(cache: Path, repo: str, commit: str) -> Record:
    """What we fetched of a commit; an empty record when that was not us, or it cannot be read."""
    try:
        data = json.loads(_record_path(cache, repo, commit).read_text(encoding="utf-8"))
        files = {name: Fetched(int(file["size"]), str(file["sha256"])) for name, file in data["files"].items()}
        return Record(files, tuple(data["parts"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def write_record(cache: Path, repo: str, commit: str, record: Record) -> None:
    path = _record_path(cache, repo, commit)
    path.parent.mkdir(parents=True, exist_ok=True)
    data: dict[str, Any] = {
        "files": {name: {"size": file.size, "sha256": file.sha256} for name, file in sorted(record.files.items())},
        "parts": list(record.parts),
    }
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(data, indent=1), encoding="utf-8")
    beside.replace(path)


def size_of(path: Path) -> int | None:
    """Bytes of a file, through links; None where none can be read."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def weight_files(folder: Path) -> list[Path]:
    """The files with weights in a folder and below, or the file itself; hidden folders left out."""
    if folder.is_file():
        return [folder]
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (SAFE, *PICKLES)
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _record_path(cache: Path, repo: str, commit: str) -> Path:
    return repo_folder(cache, repo) / "articover" / f"{commit}.json"


def looks_whole(found: Path) -> bool:
    """Whether a folder that another program fetched has what its own index names: weights for every part."""
    if found.is_file():
        return True
    if not found.is_dir():
        return False
    try:
        index = json.loads((found / "model_index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return bool(weight_files(found))
    parts = [name for name, named in index.items() if isinstance(named, list) and named and named[0]]
    return all(
        (found / name).is_dir() and (not _is_model(found / name) or weight_files(found / name)) for name in parts
    )


def _is_model(folder: Path) -> bool:
    """Whether a pipeline's part has weights: a scheduler or tokenizer has no config.json of its own."""
    return (folder / "config.json").is_file()


def _expanded(path: str) -> Path:
    return Path(os.path.expandvars(path)).expanduser()
