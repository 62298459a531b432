"""Large files from the hub, taken up where an earlier fetch was cut: by a kill, a restart or the line.

huggingface_hub goes on with a broken transfer only as long as its process lives, and throws away what it has. Here
what came stays as `blobs/SHA256.articover.incomplete`. Its name is the content's hash as the hub announced it, so a
file that changed on the hub begins anew; the rest is asked for by HTTP Range, and a server that knows no ranges sends
all of it again. The hash decides in the end, whatever the parts came from.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from articover.engine import RunContext
from articover.hub.cache import LEFTOVERS, repo_folder, size_of
from articover.hub.listing import size_in_words
from articover.weights import file_sha256

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_PART = ".articover.incomplete"
_TRIES = 3
"""So often a reset connection may bring nothing new; what closes early the library itself takes up."""
_REPORT_EVERY_S = 0.1
_SPEED_OVER_S = 5.0
_LOCK_WAIT_S = 0.5
_IN_USE_S = 3600.0
"""A leftover of the library's that was not written to for so long belongs to nobody; it can never be used again."""
_KEPT_S = 7 * 24 * 3600.0
"""So long a part of ours waits to be taken up."""
_SPARE_BYTES, _SPARE_SHARE = 200_000_000, 0.02
"""What a fetch leaves free on the disk, for whatever else must be written there: the smaller of the two."""


class Transfer:
    """Bytes of all files of one fetch together, as progress of `run`; stops before the disk of `place` is full."""

    def __init__(self, run: RunContext, place: Path, total: int) -> None:
        self._run, self._place, self._total = run, place, max(1, total)
        self._done = self._before = 0
        self._name = ""
        self._last_s = 0.0
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def begin(self, name: str) -> None:
        """The file `name` is next."""
        self._name, self._before = name, self._done

    def at(self, count: int) -> None:
        """`count` bytes of the file are here without having been fetched now."""
        self._done = self._before + count
        self._marks = deque([(time.monotonic(), self._done)])
        self._report()

    def add(self, count: float | None) -> None:
        """`count` more bytes of the file came."""
        self._done += int(count or 0)
        if time.monotonic() - self._last_s >= _REPORT_EVERY_S:
            self._report()

    def end(self, size: int) -> None:
        """The file of `size` bytes is here."""
        self._done = self._before + size
        self._report()

    def say(self, words: str) -> None:
        """Report something else than bytes."""
        self._run.progress(self._done / self._total, f"{words} {self._name}")

    def _report(self) -> None:
        self._last_s = now = time.monotonic()
        self._marks.append((now, self._done))
        while now - self._marks[0][0] > _SPEED_OVER_S:
            self._marks.popleft()
        if free_bytes(self._place) <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        since_s, then = self._marks[0]
        speed = (self._done - then) / (now - since_s) if now - since_s > _REPORT_EVERY_S else 0.0
        # What changes stands first: a narrow terminal cuts the end.
        said = f"fetching {_of(self._done, self._total)}{f', {speed / 1e6:.1f} MB/s' * (speed > 0)}, {self._name}"
        self._run.progress(self._done / self._total, said)


def free_bytes(folder: Path) -> int:
    """What may still be written to the disk that holds `folder`, which need not exist yet."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    disk = shutil.disk_usage(place)
    return disk.free - min(_SPARE_BYTES, int(disk.total * _SPARE_SHARE))


def part_of(cache: Path, repo: str, sha256: str) -> Path:
    """Where what came of a file is kept until it is whole."""
    return repo_folder(cache, repo) / "blobs" / f"{sha256}{_PART}"


def fetch_blob(
    api: HfApi, repo: str, name: str, commit: str, size: int, sha256: str, cache: Path, to: Transfer
) -> bool:
    """Have the blob of the file `name` in the cache, of `size` bytes with that `sha256`; False when it came otherwise.

    Waits while another process fetches the same. Raises what the hub's library raises, and `Cancelled`; what came
    stays and is taken up by the next call.
    """
    from huggingface_hub import hf_hub_url

    blob = repo_folder(cache, repo) / "blobs" / sha256
    part = part_of(cache, repo, sha256)
    blob.parent.mkdir(parents=True, exist_ok=True)
    with locked(cache, repo, sha256, lambda: to.say("another process fetches")):
        if blob.is_file():
            if size_of(blob) == size and file_sha256(blob) == sha256:
                to.end(size)
                return True
            blob.unlink()
        url = hf_hub_url(repo, name, revision=commit, endpoint=api.endpoint)
        # What was kept may be damaged, for example by a loss of power; what comes in one piece is as it was sent.
        for _ in range(2 if size_of(part) else 1):
            _fill(part, url, size, api, to)
            to.say("checking")
            if file_sha256(part) == sha256:
                part.replace(blob)
                to.end(size)
                return True
            part.unlink()
            to.at(0)
        return False


def _fill(part: Path, url: str, size: int, api: HfApi, to: Transfer) -> None:
    """Append to `part` what it lacks to `size` bytes, and have it on the disk."""
    import httpx2
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

    headers = build_hf_headers(token=api.token, library_name=api.library_name, user_agent=api.user_agent)
    tries = _TRIES
    while True:
        here = size_of(part) or 0
        if here > size:
            part.unlink()
            here = 0
        to.at(here)
        try:
            with part.open("ab") as file:
                # The hub redirects to another host, which is not sent the token.
                http_get(url, file, resume_size=here, headers=headers, expected_size=size, tqdm_class=_bar(to))  # type: ignore[arg-type]
                file.flush()
                os.fsync(file.fileno())
            return
        except (httpx2.ReadError, httpx2.WriteError):
            tries = _TRIES if (size_of(part) or 0) > here else tries - 1
            if not tries:
                raise


@contextlib.contextmanager
def locked(cache: Path, repo: str, name: str, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Alone with what is called `name` in a repository, among all that use the cache; `waiting` is called meanwhile."""
    from filelock import Timeout
    from huggingface_hub.utils import WeakFileLock  # type: ignore[attr-defined]

    path = cache / ".locks" / repo_folder(cache, repo).name / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        while True:
            try:
                held.enter_context(WeakFileLock(path, timeout=_LOCK_WAIT_S))
                break
            except Timeout:
                waiting()
        yield


def sweep(cache: Path, repo: str) -> None:
    """Throw away what earlier fetches left behind and nobody will take up."""
    from filelock import Timeout
    from huggingface_hub.utils import WeakFileLock  # type: ignore[attr-defined]

    locks = cache / ".locks" / repo_folder(cache, repo).name
    for left in (repo_folder(cache, repo) / "blobs").glob(LEFTOVERS):
        with contextlib.suppress(OSError, Timeout):
            age_s = time.time() - left.stat().st_mtime
            if age_s > (_KEPT_S if left.name.endswith(_PART) else _IN_USE_S):
                with WeakFileLock(locks / f"{left.name.partition('.')[0]}.lock", timeout=_LOCK_WAIT_S):
                    left.unlink()


class Silent:
    """As much of tqdm as the hub's library uses, showing nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

    def __enter__(self) -> Silent:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def update(self, count: float | None = 1) -> None: ...

    def close(self) -> None: ...


def _bar(to: Transfer) -> type[Silent]:
    class Bar(Silent):
        def __init__(self, *args: Any, initial: int = 0, **kwargs: Any) -> None:
            # 0 where the server sends all of it again.
            to.at(initial)

        def update(self, count: float | None = 1) -> None:
            to.add(count)

    return Bar


def _of(done: int, total: int) -> str:
    """ "1.2 of 4.3 GB": both in the unit of the whole."""
    return (
        f"{done / 1e9:.1f} of {size_in_words(total)}" if total >= 1e8 else f"{done / 1e6:.1f} of {size_in_words(total)}"
    )
