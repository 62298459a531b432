"""Downloads of large files from the hub that resume after a kill, a restart or a lost connection.

huggingface_hub (2.4) resumes a transfer only within one process and deletes partial files, so large files do not use
its `hf_hub_download`. Here the bytes received stay in `blobs/SHA256.articover.incomplete`. The name is the hash that
the hub announced, so a file that changed on the hub starts again; the rest is requested by HTTP Range, and a server
without ranges sends everything again. The hash of the whole file is checked at the end. Only what huggingface_hub
exports is used.
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
from typing import TYPE_CHECKING

from articover import progress
from articover.durable import sync_stream
from articover.engine import RunContext
from articover.facts import Code
from articover.hub.cache import LEFTOVERS, repo_folder, size_of
from articover.hub.listing import size_in_words
from articover.weights import file_sha256

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_PART = ".articover.incomplete"
_TRIES = 3
"""How many times in a row a connection may break without new bytes."""
_PAUSE_S = 1.0
_CHUNK_BYTES = 1 << 17
"""A transfer can be cancelled after each chunk."""
_PARTIAL_CONTENT = 206
_REPORT_EVERY_S = 0.1
_SPEED_OVER_S = 5.0
_LOCK_WAIT_S, _LOCK_MODE = 0.5, 0o664
"""The lock is huggingface_hub's own file, writable by other users of the cache."""
_IN_USE_S = 3600.0
"""A partial file of huggingface_hub that was not written to for this long is abandoned; it cannot be resumed."""
_KEPT_S = 7 * 24 * 3600.0
"""How long one of our partial files is kept for resuming."""
_SPARE_BYTES, _SPARE_SHARE = 200_000_000, 0.02
"""Free disk space that a fetch leaves: the smaller of the two."""


class Transfer:
    """Reports the bytes of all files of one fetch to `run`; stops before the disk of `place` is full."""

    def __init__(self, run: RunContext, place: Path, total: int) -> None:
        self._run, self._place, self._total = run, place, max(1, total)
        self._done = self._before = 0
        self._name = ""
        self._last_s = 0.0
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def begin(self, name: str) -> None:
        """Begin the file `name`."""
        self._name, self._before = name, self._done

    def at(self, count: int) -> None:
        """`count` bytes of the file are already on disk."""
        self._done = self._before + count
        self._marks = deque([(time.monotonic(), self._done)])
        self._report()

    def add(self, count: int) -> None:
        """`count` more bytes of the file were received."""
        self._done += count
        if time.monotonic() - self._last_s >= _REPORT_EVERY_S:
            self._report()

    def end(self, size: int) -> None:
        """The file of `size` bytes is complete."""
        self._done = self._before + size
        self._report()

    def report(self, doing: Code) -> None:
        """Report `doing`, which takes the name of the file, instead of bytes."""
        self._run.progress(self._done / self._total, doing(file=self._name))

    def _report(self) -> None:
        self._last_s = now = time.monotonic()
        self._marks.append((now, self._done))
        while now - self._marks[0][0] > _SPEED_OVER_S:
            self._marks.popleft()
        if free_bytes(self._place) <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        since_s, then = self._marks[0]
        speed = (self._done - then) / (now - since_s) if now - since_s > _REPORT_EVERY_S else 0.0
        done, total = _of(self._done, self._total)
        doing = progress.FETCHING(done=done, total=total, speed=round(speed / 1e6, 1), file=self._name)
        self._run.progress(self._done / self._total, doing)


def free_bytes(folder: Path) -> int:
    """The free bytes of the disk that holds `folder`, which need not exist yet."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    disk = shutil.disk_usage(place)
    return disk.free - min(_SPARE_BYTES, int(disk.total * _SPARE_SHARE))


def part_of(cache: Path, repo: str, sha256: str) -> Path:
    """The path of the partial file of a download."""
    return repo_folder(cache, repo) / "blobs" / f"{sha256}{_PART}"


def fetch_blob(
    api: HfApi, repo: str, name: str, commit: str, size: int, sha256: str, cache: Path, to: Transfer
) -> bool:
    """Download the blob of the file `name`, of `size` bytes with that `sha256`; False when its hash is another.

    Waits while another process downloads the same file. Raises the errors of the hub's library, and `Cancelled`; the
    received bytes are kept, and the next call continues after them.
    """
    from huggingface_hub import hf_hub_url

    blob = repo_folder(cache, repo) / "blobs" / sha256
    part = part_of(cache, repo, sha256)
    blob.parent.mkdir(parents=True, exist_ok=True)
    with locked(cache, repo, sha256, lambda: to.report(progress.FETCHED_ELSEWHERE)):
        if blob.is_file():
            if size_of(blob) == size and file_sha256(blob) == sha256:
                to.end(size)
                return True
            blob.unlink()
        url = hf_hub_url(repo, name, revision=commit, endpoint=api.endpoint)
        # The kept part may be damaged, for example by a power failure: then the file is fetched from the start.
        for _ in range(2 if size_of(part) else 1):
            _fill(part, url, size, to)
            to.report(progress.CHECKING)
            if file_sha256(part) == sha256:
                part.replace(blob)
                to.end(size)
                return True
            part.unlink()
            to.at(0)
        return False


def _fill(part: Path, url: str, size: int, to: Transfer) -> None:
    """Append the missing bytes to `part`, up to `size`, and make them durable."""
    import httpx2

    tries = _TRIES
    here = size_of(part) or 0
    while here != size:
        if here > size:
            part.unlink()
            here = 0
        to.at(here)
        problem: Exception = OSError(f"{url} sent another number of bytes than was announced")
        try:
            _receive(part, url, here, to)
        except httpx2.TransportError as error:
            problem = error
        before, here = here, size_of(part) or 0
        if here == size:
            break
        tries = _TRIES if before < here < size else tries - 1
        if not tries:
            raise problem
        time.sleep(_PAUSE_S)


def _receive(part: Path, url: str, here: int, to: Transfer) -> None:
    """Append the file from byte `here` on; a server without ranges sends the whole file, which replaces the part.

    The hub redirects to another host, to which httpx does not send the token.
    """
    from huggingface_hub import constants, get_session, get_token, hf_raise_for_status

    token = get_token()
    headers = {"Accept-Encoding": "identity"}
    if here:
        headers["Range"] = f"bytes={here}-"
    if token:
        headers["Authorization"] = f"Bearer {token}"
    with (
        get_session().stream("GET", url, headers=headers, timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT) as response,
        part.open("ab") as file,
    ):
        hf_raise_for_status(response)
        if here and response.status_code != _PARTIAL_CONTENT:
            file.truncate(0)
            to.at(0)
        for piece in response.iter_raw(_CHUNK_BYTES):
            file.write(piece)
            to.add(len(piece))
        sync_stream(file)


@contextlib.contextmanager
def locked(cache: Path, repo: str, name: str, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Lock `name` of a repository against all other users of the cache; `waiting` is called during the wait."""
    from filelock import FileLock, Timeout

    path = cache / ".locks" / repo_folder(cache, repo).name / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        while True:
            try:
                held.enter_context(FileLock(path, timeout=_LOCK_WAIT_S, mode=_LOCK_MODE))
                break
            except Timeout:
                waiting()
        yield


def sweep(cache: Path, repo: str) -> None:
    """Delete partial files of earlier fetches that will not be resumed."""
    from filelock import FileLock, Timeout

    locks = cache / ".locks" / repo_folder(cache, repo).name
    for left in (repo_folder(cache, repo) / "blobs").glob(LEFTOVERS):
        with contextlib.suppress(OSError, Timeout):
            age_s = time.time() - left.stat().st_mtime
            if age_s > (_KEPT_S if left.name.endswith(_PART) else _IN_USE_S):
                lock = locks / f"{left.name.partition('.')[0]}.lock"
                with FileLock(lock, timeout=_LOCK_WAIT_S, mode=_LOCK_MODE):
                    left.unlink()


def _of(done: int, total: int) -> tuple[str, str]:
    """("1.2", "4.3 GB"): both in the unit that fits the total."""
    return f"{done / (1e9 if total >= 1e8 else 1e6):.1f}", size_in_words(total)
