"""Fetching a model from the hub: what is missing on disk, each file held against the hash the hub announced."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from articover import progress
from articover.engine import RunContext
from articover.errors import WeightError
from articover.hub.cache import (
    Fetched,
    Record,
    cache_folder,
    commit_of,
    read_record,
    repo_folder,
    size_of,
    within,
    write_record,
)
from articover.hub.choose import INDEX, chosen_files
from articover.hub.digests import git_hash
from articover.hub.hub_errors import damaged_on_the_way, translate_errors
from articover.hub.listing import size_in_words
from articover.hub.refs import Ref
from articover.hub.transfer import Transfer, fetch_blob, free_bytes, locked, part_of, sweep
from articover.weights import file_sha256

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import RepoFile

_TRIES = 3
"""huggingface_hub resumes a broken transfer but gives up on a reset connection; small files are then fetched again."""
_YES = ("1", "ON", "YES", "TRUE")


def pull(
    ref: Ref,
    *,
    cache: Path | None = None,
    pickles: bool = False,
    run: RunContext | None = None,
    endpoint: str | None = None,
) -> Path:
    """Fetch what `ref` needs and is not on disk, and return its folder or file there.

    Call it only with the user's consent to download. Large files resume where an earlier fetch ended. A file whose
    hash is not the announced one is deleted. The revision points to the new snapshot only when it is complete. Raises
    `WeightError` with one sentence, and `Cancelled` between two chunks of a file; the bytes received are kept.
    """
    if ref.path is not None:
        return ref.path
    run = run or RunContext("generate")
    cache = (cache or cache_folder()).absolute()
    with _online(ref), translate_errors(ref, cache):
        from huggingface_hub import HfApi, constants

        api = HfApi(endpoint=endpoint or os.environ.get("HF_ENDPOINT") or constants.ENDPOINT, library_name="articover")
        run.progress(0, progress.ASKING_HUB(model=ref.repo))
        commit = str(api.model_info(ref.repo, revision=ref.revision).sha)
        offered = _offered(api, ref, commit)
        index = _small_text(api, ref, commit, cache, offered.get(INDEX)) if not ref.inside else None
        wanted = [offered[name] for name in chosen_files(offered, index, ref, pickles=pickles)]
        _fetch(api, ref, commit, cache, wanted, run)
        _remember(ref, commit, cache, wanted)
        sweep(cache, ref.repo)
    run.progress(1, progress.FETCHED())
    snapshot = repo_folder(cache, ref.repo) / "snapshots" / commit
    return snapshot / ref.inside if ref.inside else snapshot


def _offered(api: HfApi, ref: Ref, commit: str) -> dict[str, RepoFile]:
    from huggingface_hub.hf_api import RepoFile

    tree = api.list_repo_tree(ref.repo, recursive=True, revision=commit)
    return {item.path: item for item in tree if isinstance(item, RepoFile)}


def _small_text(api: HfApi, ref: Ref, commit: str, cache: Path, file: RepoFile | None) -> str | None:
    return None if file is None else _small_file(api, ref, commit, cache, file).read_text(encoding="utf-8")


def _fetch(api: HfApi, ref: Ref, commit: str, cache: Path, wanted: list[RepoFile], run: RunContext) -> None:
    snapshot = repo_folder(cache, ref.repo) / "snapshots" / commit
    missing = []
    for file in wanted:
        path = snapshot / file.path
        size = size_of(path)
        if size == _size(file):
            run.progress(0, progress.CHECKING(file=file.path))
            if _as_announced(path, file):
                continue
        if size is not None:
            _throw_away(path)
        missing.append(file)
    total = sum(_size(file) for file in missing)
    parts = [part_of(cache, ref.repo, file.lfs.sha256) for file in missing if file.lfs is not None]
    _require_space(ref, cache, total - sum(size_of(part) or 0 for part in parts))
    transfer = Transfer(run, cache, total)
    # The small ones first: then all that is left to a fetch that is cut is a part of a large one.
    for file in sorted(missing, key=lambda file: (file.lfs is not None, file.path)):
        transfer.begin(file.path)
        if file.lfs is not None and not fetch_blob(
            api, ref.repo, file.path, commit, file.lfs.size, file.lfs.sha256, cache, transfer
        ):
            raise damaged_on_the_way(ref, file.path)
        # A large file that is in the cache by now is only given its place in the snapshot.
        _small_file(api, ref, commit, cache, file)
        transfer.end(_size(file))


def _small_file(api: HfApi, ref: Ref, commit: str, cache: Path, file: RepoFile) -> Path:
    """One file in its snapshot, whole and as announced, in one piece."""
    import httpx2

    for attempt in range(_TRIES):
        try:
            path = Path(
                api.hf_hub_download(
                    ref.repo,
                    file.path,
                    revision=commit,
                    cache_dir=cache,
                    tqdm_class=_NoBar,  # type: ignore[arg-type]
                    force_download=attempt > 0,
                )
            )
            break
        except (httpx2.ReadError, httpx2.WriteError):
            if attempt == _TRIES - 1:
                raise
    if file.lfs is None and not _as_announced(path, file):
        _throw_away(path)
        raise damaged_on_the_way(ref, file.path)
    return path


class _NoBar(tqdm):  # type: ignore[type-arg]
    """No bar for a small file, and none of what the library asks of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "disable": True})


def _throw_away(path: Path) -> None:
    """A file of a snapshot with the blob it links to, if it is there."""
    if path.is_symlink() or path.exists():
        path.resolve().unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def _size(file: RepoFile) -> int:
    return int(file.lfs.size if file.lfs is not None else file.size)


def _as_announced(path: Path, file: RepoFile) -> bool:
    if file.lfs is not None:
        return file_sha256(path.resolve()) == file.lfs.sha256
    return git_hash(path) == file.blob_id


def _remember(ref: Ref, commit: str, cache: Path, files: list[RepoFile]) -> None:
    """Record what is there now, all of it as announced, then let the revision point to it."""
    snapshot = repo_folder(cache, ref.repo) / "snapshots" / commit
    came = {
        file.path: Fetched(_size(file), file.lfs.sha256 if file.lfs is not None else file_sha256(snapshot / file.path))
        for file in files
    }
    if _recorded(ref, commit, cache, came):
        return  # A cache that may only be read serves as well.
    with locked(cache, ref.repo, "articover"):
        before = read_record(cache, ref.repo, commit)
        parts = tuple(part for part in before.parts if not within(part, ref.inside))
        write_record(cache, ref.repo, commit, Record({**before.files, **came}, (*parts, ref.inside)))
        pointer = repo_folder(cache, ref.repo) / "refs" / ref.revision
        if ref.revision != commit:
            pointer.parent.mkdir(parents=True, exist_ok=True)
            beside = pointer.with_name(f".{pointer.name}.part")
            beside.write_text(commit, encoding="ascii")
            beside.replace(pointer)


def _recorded(ref: Ref, commit: str, cache: Path, came: dict[str, Fetched]) -> bool:
    before = read_record(cache, ref.repo, commit)
    known = all(before.files.get(name) == file for name, file in came.items())
    return known and ref.inside in before.parts and commit_of(cache, ref) == commit


def _require_space(ref: Ref, cache: Path, needed: int) -> None:
    free = free_bytes(cache)
    if needed > max(0, free):
        raise WeightError(
            "fetch_no_room",
            folder=str(cache),
            model=ref.text,
            needed=size_in_words(needed),
            free=size_in_words(max(0, free)),
        )


@contextlib.contextmanager
def _online(ref: Ref) -> Iterator[None]:
    """Let the hub's library use the network while this lasts, unless the user's environment says offline."""
    offline = [name for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE") if os.environ.get(name, "").upper() in _YES]
    if offline:
        raise WeightError(
            "hub_forbidden",
            name=offline[0],
            model=ref.text,
            command=ref.command,
        )
    try:
        from huggingface_hub import constants
    except ImportError as error:
        raise WeightError(
            "fetch_extra",
        ) from error
    from huggingface_hub.utils import logging as its_log

    before = constants.HF_HUB_OFFLINE, its_log.get_verbosity()
    constants.HF_HUB_OFFLINE = False
    # It logs every attempt; the outcome is reported here.
    its_log.set_verbosity(logging.ERROR)
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before[0]
        its_log.set_verbosity(before[1])
