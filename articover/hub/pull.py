"""Fetching a model from the hub: what is missing on disk, each file held against the hash the hub announced."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from articover.engine import Run
from articover.errors import WeightError
from articover.hub.cache import Fetched, Record, cache_folder, read_record, repo_folder, size_of, within, write_record
from articover.hub.choose import INDEX, chosen_files
from articover.hub.digests import git_hash
from articover.hub.listing import size_in_words
from articover.hub.refs import Ref
from articover.weights import file_sha256

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import RepoFile

_CHUNK_BYTES = 1 << 20
"""How often a transfer reports, may be cancelled, and is sure of what it has."""
_TRIES = 3
"""The library goes on where a transfer broke off; a reset connection it gives up, and we begin the file anew."""
_YES = ("1", "ON", "YES", "TRUE")


def pull(
    ref: Ref,
    *,
    cache: Path | None = None,
    pickles: bool = False,
    run: Run | None = None,
    endpoint: str | None = None,
) -> Path:
    """Fetch what `ref` needs and is not on disk, and return its folder or file there.

    Only whoever the user told to download calls this. A file that does not have the hash the hub announced
    is thrown away. The revision points to the new snapshot only once all of it is there. Raises
    `WeightError` in one sentence, `Cancelled` between two pieces of a file; what was fetched whole stays.
    """
    if ref.path is not None:
        return ref.path
    run = run or Run("generate")
    cache = (cache or cache_folder()).absolute()
    with _online(ref), _told(ref, cache):
        from huggingface_hub import HfApi, constants

        api = HfApi(endpoint=endpoint or os.environ.get("HF_ENDPOINT") or constants.ENDPOINT, library_name="articover")
        run.progress(0, f"asking the hub for {ref.repo}")
        commit = str(api.model_info(ref.repo, revision=ref.revision).sha)
        offered = _offered(api, ref, commit)
        index = _small_text(api, ref, commit, cache, offered.get(INDEX)) if not ref.inside else None
        wanted = [offered[name] for name in chosen_files(offered, index, ref, pickles=pickles)]
        _fetch(api, ref, commit, cache, wanted, run)
        _remember(ref, commit, cache, [file.path for file in wanted])
    run.progress(1, "fetched")
    snapshot = repo_folder(cache, ref.repo) / "snapshots" / commit
    return snapshot / ref.inside if ref.inside else snapshot


def _offered(api: HfApi, ref: Ref, commit: str) -> dict[str, RepoFile]:
    from huggingface_hub.hf_api import RepoFile

    tree = api.list_repo_tree(ref.repo, recursive=True, revision=commit)
    return {item.path: item for item in tree if isinstance(item, RepoFile)}


def _small_text(api: HfApi, ref: Ref, commit: str, cache: Path, file: RepoFile | None) -> str | None:
    return None if file is None else _file(api, ref, commit, cache, file, None).read_text(encoding="utf-8")


def _fetch(api: HfApi, ref: Ref, commit: str, cache: Path, wanted: list[RepoFile], run: Run) -> None:
    snapshot = repo_folder(cache, ref.repo) / "snapshots" / commit
    missing = []
    for file in wanted:
        path = snapshot / file.path
        if size_of(path) == _size(file) and _as_announced(path, file):
            continue
        _throw_away(path)
        missing.append(file)
    total = sum(_size(file) for file in missing)
    _require_space(ref, cache, total)
    counter = _Counter(run, ref.repo, total)
    for file in missing:
        _file(api, ref, commit, cache, file, counter)


def _file(api: HfApi, ref: Ref, commit: str, cache: Path, file: RepoFile, counter: _Counter | None) -> Path:
    """One file in the cache, whole and as announced."""
    import httpx2

    before = counter.done if counter else 0
    for attempt in range(_TRIES):
        try:
            path = Path(
                api.hf_hub_download(
                    ref.repo,
                    file.path,
                    revision=commit,
                    cache_dir=cache,
                    tqdm_class=_bar_class(counter) if counter else _Silent,  # type: ignore[arg-type]
                    force_download=attempt > 0,
                )
            )
            break
        except (httpx2.ReadError, httpx2.WriteError):
            if attempt == _TRIES - 1:
                raise
            if counter:
                counter.done = before
    if not _as_announced(path, file):
        _throw_away(path)
        raise WeightError(
            f"{file.path} of {ref.repo} arrived damaged and was thrown away: "
            f"fetch it again with `{ref.command}`, and if that repeats, tell who runs the hub or proxy."
        )
    return path


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


def _remember(ref: Ref, commit: str, cache: Path, names: list[str]) -> None:
    """Record what is there now, then let the revision point to it."""
    snapshot = repo_folder(cache, ref.repo) / "snapshots" / commit
    before = read_record(cache, ref.repo, commit)
    files = dict(before.files)
    for name in names:
        path = (snapshot / name).resolve()
        files[name] = Fetched(path.stat().st_size, file_sha256(path))
    parts = tuple(part for part in before.parts if not within(part, ref.inside))
    write_record(cache, ref.repo, commit, Record(files, (*parts, ref.inside)))
    pointer = repo_folder(cache, ref.repo) / "refs" / ref.revision
    if ref.revision != commit:
        pointer.parent.mkdir(parents=True, exist_ok=True)
        beside = pointer.with_name(f".{pointer.name}.part")
        beside.write_text(commit, encoding="ascii")
        beside.replace(pointer)


def _require_space(ref: Ref, cache: Path, needed: int) -> None:
    place = next(folder for folder in (cache, *cache.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if needed > free:
        raise _full(ref, cache, f" needs {size_in_words(needed)} and there are {size_in_words(free)}")


def _full(ref: Ref, cache: Path, how: str) -> WeightError:
    return WeightError(
        f"The disk that holds {cache} is full: {ref.text}{how or ' does not fit'}; free some space, "
        "or name another place by [models] folder in the config."
    )


@contextlib.contextmanager
def _online(ref: Ref) -> Iterator[None]:
    """Let the hub's library use the network while this lasts, unless the user's environment says offline."""
    if any(os.environ.get(name, "").upper() in _YES for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")):
        raise WeightError(
            f"The model {ref.text} is not on this machine and HF_HUB_OFFLINE forbids to fetch it: "
            f"unset that variable and run `{ref.command}`, or name a folder."
        )
    try:
        from huggingface_hub import constants
    except ImportError as error:
        raise WeightError(
            "Fetching models needs the diffusion extra: run `pip install -c constraints.txt 'arti-cover[diffusion]'`."
        ) from error
    from huggingface_hub.utils import logging as its_log

    before = constants.HF_HUB_OFFLINE, constants.DOWNLOAD_CHUNK_SIZE, its_log.get_verbosity()
    constants.HF_HUB_OFFLINE, constants.DOWNLOAD_CHUNK_SIZE = False, _CHUNK_BYTES
    # It tells of every try; what comes of them is ours to say.
    its_log.set_verbosity(logging.ERROR)
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE, constants.DOWNLOAD_CHUNK_SIZE = before[:2]
        its_log.set_verbosity(before[2])


@contextlib.contextmanager
def _told(ref: Ref, cache: Path) -> Iterator[None]:
    """Every way in which fetching fails, in one sentence."""
    import warnings

    import httpx2
    from huggingface_hub import errors

    try:
        with warnings.catch_warnings():
            # Said by `_require_space` for the whole model, not for each file.
            warnings.filterwarnings("ignore", "Not enough free disk space", UserWarning)
            yield
    except (httpx2.HTTPError, OSError, errors.EntryNotFoundError) as error:
        # Where a file could not be asked for, the reason is behind a word about the cache.
        behind = error.__cause__ if isinstance(error, errors.LocalEntryNotFoundError) else None
        raise _sentence(behind or error, ref, cache) from error


def _sentence(error: BaseException, ref: Ref, cache: Path) -> WeightError:
    import httpx2
    from huggingface_hub import errors

    match error:
        case errors.GatedRepoError():
            said = (
                f"{ref.repo} is open only to those who accept its terms: accept them on its page on the hub, "
                f"run `hf auth login` (or set HF_TOKEN), then `{ref.command}`."
            )
        case errors.RevisionNotFoundError():
            said = f'{ref.repo} has no revision "{ref.revision}": check it, or leave it out.'
        case errors.RepositoryNotFoundError():
            said = (
                f"The hub has no model {ref.repo}, or it is private: check the name; "
                "for a private one run `hf auth login` first."
            )
        case errors.RemoteEntryNotFoundError():
            said = f"{ref.repo} lacks a file that it lists: try `{ref.command}` again later."
        case errors.HfHubHTTPError(response=httpx2.Response(status_code=401 | 403 as status)):
            said = f"The hub does not let you have {ref.repo} ({status}): check HF_TOKEN or run `hf auth login`."
        case errors.HfHubHTTPError():
            said = f"The hub failed while {ref.repo} was fetched ({error.response.status_code}): try again later."
        case httpx2.HTTPError() | ConnectionError() | TimeoutError() | errors.LocalEntryNotFoundError():
            said = (
                f"The model hub cannot be reached for {ref.text}: check the network and run `{ref.command}` again, "
                "or name a local folder."
            )
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return _full(ref, cache, "")
        case OSError(errno=int()):
            said = f"{ref.text} cannot be kept in {cache}: {error.strerror}."
        case _:
            # The library says so, without a number, when a transfer ends early for good.
            said = f"{ref.text} arrived incomplete: run `{ref.command}` again."
    return WeightError(said)


class _Counter:
    """Bytes of all files together, as progress of `run`."""

    def __init__(self, run: Run, name: str, total: int) -> None:
        self._run, self._name, self._total, self.done = run, name, max(1, total), 0

    def add(self, count: float | None) -> None:
        self.done += int(count or 0)
        said = f"fetching {self._name}, {size_in_words(self.done)} of {size_in_words(self._total)}"
        self._run.progress(self.done / self._total, said)


class _Silent:
    """As much of tqdm as the hub's library uses, showing nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

    def __enter__(self) -> _Silent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def update(self, count: float | None = 1) -> None: ...

    def close(self) -> None: ...


def _bar_class(counter: _Counter) -> type[_Silent]:
    class Bar(_Silent):
        def update(self, count: float | None = 1) -> None:
            counter.add(count)

    return Bar
