"""List the models on disk with size, place and licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articover.hub.cache import LEFTOVERS, PICKLES, SAFE, looks_whole, read_record, weight_files
from articover.hub.choose import CARD

_FRONT = re.compile(r"---\r?\n(.*?)\r?\n---", re.DOTALL)
_LICENCE = re.compile(r"^(license(?:_name)?):\s*['\"]?([^'\"\n]+?)['\"]?\s*$", re.MULTILINE)
_CARD_BYTES = 200_000


@dataclass(frozen=True)
class Held:
    """A model on disk: `revisions` point to its commit, `parts` are its downloaded parts ("" is all of it).

    It is not `whole` if its download was interrupted.
    """

    name: str
    commit: str
    revisions: tuple[str, ...]
    folder: Path
    size: int
    licence: str
    weights: str
    parts: tuple[str, ...] = ("",)
    whole: bool = True


def held_models(cache: Path) -> list[Held]:
    """All models in the cache folder, one entry per commit; uses no network and opens only the models' cards."""
    found: list[Held] = []
    for repo in sorted(cache.glob("models--*--*")) if cache.is_dir() else []:
        name = repo.name.removeprefix("models--").replace("--", "/", 1)
        pointers = dict(_pointers(repo / "refs"))
        snapshots = sorted(path for path in (repo / "snapshots").glob("*") if path.is_dir())
        for folder in snapshots:
            revisions = tuple(sorted(name for name, commit in pointers.items() if commit == folder.name))
            record = read_record(cache, name, folder.name)
            whole = bool(record.files) or looks_whole(folder)
            found.append(_held(name, folder, folder.name, revisions, record.parts or ("",), whole=whole))
        if not snapshots and _cut(repo):
            found.append(_held(name, repo, "", (), ("",), whole=False))
    return found


def held_at(path: Path, name: str = "") -> Held:
    """The model in a folder or file outside the cache."""
    return _held(name or str(path), path, "", (), ("",))


def licence_of(path: Path) -> str:
    """The licence in the front matter of a model's card, as the hub writes it; "" if there is none."""
    folder = path if path.is_dir() else path.parent
    if not (folder / CARD).is_file():
        # The card of a part is that of the whole model.
        folder = next((each for each in folder.parents if each.parent.name == "snapshots"), folder)
    card = folder / CARD
    try:
        with card.open(encoding="utf-8", errors="replace") as file:
            front = _FRONT.match(file.read(_CARD_BYTES))
    except OSError:
        return ""
    named = dict(_LICENCE.findall(front[1])) if front else {}
    # For the licence "other", `license_name` is its name.
    return named.get("license_name") or named.get("license") or ""


def size_in_words(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"


def _held(
    name: str, folder: Path, commit: str, revisions: tuple[str, ...], parts: tuple[str, ...], *, whole: bool = True
) -> Held:
    files = {path.resolve() for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else {folder}
    suffixes = {path.suffix for path in weight_files(folder)}
    kinds = {"safetensors": {SAFE}, "pickles": set(PICKLES)}
    weights = " and ".join(kind for kind, ours in kinds.items() if suffixes & ours) or "none"
    if not whole:
        files |= set(_cut(folder.parents[1] if commit else folder))
    size = sum(path.stat().st_size for path in files)
    return Held(name, commit, revisions, folder, size, licence_of(folder), weights, parts, whole)


def _cut(repo: Path) -> list[Path]:
    """The partial files of a repository."""
    return list((repo / "blobs").glob(LEFTOVERS))


def _pointers(refs: Path) -> Iterator[tuple[str, str]]:
    for path in refs.rglob("*") if refs.is_dir() else []:
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(refs).as_posix(), path.read_text(encoding="ascii", errors="replace").strip()
