"""A fetch that was cut goes on where it stopped, whoever cut it; and many may fetch at once."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("huggingface_hub")

from loopback_hub import Hub
from small_repos import NEEDED, pipeline_files, safetensors

from articover.engine import Progress, RunContext
from articover.errors import Cancelled, WeightError
from articover.facts import Fact
from articover.hub import resolve
from articover.hub.cache import snapshot_of
from articover.hub.pull import pull
from articover.hub.refs import parse_ref
from articover.hub.verify import verify
from articover.progress import FETCHED_ELSEWHERE, FETCHING

SD = "someone/stable-diffusion"
UNET = "unet/diffusion_pytorch_model.safetensors"
WHOLE = safetensors(6 << 20)
_WAIT_S = 60


def fetch(cache: Path, run: RunContext | None = None) -> Path:
    return pull(parse_ref(SD), cache=cache, run=run)


@pytest.fixture
def large(hub: Hub) -> Hub:
    """A hub with a model that takes a while."""
    hub.add(SD, {**pipeline_files(), UNET: WHOLE})
    hub.piece_s = 0.05
    return hub


def started(cache: Path) -> subprocess.Popen[bytes]:
    """`articover models pull` in a process of its own."""
    environment = {**os.environ, "HF_HUB_CACHE": str(cache)}
    command = [sys.executable, "-m", "articover", "models", "pull", SD]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def part(cache: Path) -> Path | None:
    return next(cache.rglob("*.articover.incomplete"), None)


def here(cache: Path) -> int:
    """Bytes of the large file that are on disk, as far as it came."""
    found = part(cache)
    with contextlib.suppress(FileNotFoundError):  # It may be whole by now.
        return found.stat().st_size if found else 0
    return 0


def cut(cache: Path, after: int = 1 << 20) -> int:
    """Kill a process that fetches, once `after` bytes are there; returns how many are."""
    process = started(cache)
    deadline = time.monotonic() + _WAIT_S
    while here(cache) < after and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    time.sleep(0.3)  # until the hub has seen that nobody listens
    assert here(cache) >= after
    return here(cache)


def is_whole(cache: Path) -> bool:
    checks = verify(parse_ref(SD), cache=cache)
    snapshot = snapshot_of(cache, parse_ref(SD))
    names = [check.name for check in checks]
    return names == NEEDED and not any(check.problem for check in checks) and snapshot is not None


def test_after_a_kill_only_the_rest_is_fetched(large: Hub, cache: Path) -> None:
    came = cut(cache)
    with pytest.raises(WeightError, match="is not on this machine"):
        resolve(SD, consent=False, cache=cache)
    large.sent.clear()
    large.piece_s = 0
    seen: list[Progress] = []
    folder = fetch(cache, RunContext("generate", on_progress=seen.append))
    assert large.sent[UNET] == len(WHOLE) - came
    assert (folder / UNET).read_bytes() == WHOLE
    # The bar begins where the first fetch ended.
    fetching = [step for step in seen if step.doing in FETCHING and step.doing.arguments["file"] == UNET]
    assert min(step.fraction for step in fetching) >= 0.15
    assert is_whole(cache) and not list(cache.rglob("*.incomplete"))


def test_a_server_without_ranges_sends_all_of_it_again(large: Hub, cache: Path) -> None:
    cut(cache)
    large.sent.clear()
    large.ranges, large.piece_s = False, 0
    fetch(cache)
    assert large.sent[UNET] == len(WHOLE) and is_whole(cache)


def test_a_file_that_changed_meanwhile_begins_anew(large: Hub, cache: Path) -> None:
    cut(cache)
    large.sent.clear()
    changed = safetensors(6 << 20, 9)
    large.add(SD, {**pipeline_files(), UNET: changed}, commit="d" * 40)
    large.piece_s = 0
    assert (fetch(cache) / UNET).read_bytes() == changed
    assert large.sent[UNET] == len(changed) and is_whole(cache)


@pytest.mark.parametrize("how", ["changed", "longer"])
def test_a_part_that_is_not_what_came_is_fetched_anew_unasked(large: Hub, cache: Path, how: str) -> None:
    cut(cache)
    left = part(cache)
    assert left is not None
    left.write_bytes(b"\0" * left.stat().st_size if how == "changed" else WHOLE + b"more")
    large.piece_s = 0
    assert (fetch(cache) / UNET).read_bytes() == WHOLE and is_whole(cache)


def test_a_part_that_is_all_there_is_not_asked_for_again(large: Hub, cache: Path) -> None:
    cut(cache)
    left = part(cache)
    assert left is not None
    left.write_bytes(WHOLE)
    large.sent.clear()
    fetch(cache)
    assert large.sent[UNET] == 0 and is_whole(cache)


def test_ctrl_c_stops_in_the_middle_and_the_next_goes_on(large: Hub, cache: Path) -> None:
    process = started(cache)
    deadline = time.monotonic() + _WAIT_S
    while here(cache) < 1 << 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=_WAIT_S)
    assert process.returncode == 130
    assert said.decode().strip() == (
        f"articover: Cancelled; what came of {SD} is kept, and fetching it again goes on from there."
    )
    came = here(cache)
    assert 1 << 20 <= came < len(WHOLE)
    large.sent.clear()
    large.piece_s = 0
    fetch(cache)
    assert large.sent[UNET] == len(WHOLE) - came and is_whole(cache)


@pytest.mark.parametrize("columns", [80, 40])
def test_the_bar_of_a_pull_shows_bytes_speed_and_file(large: Hub, cache: Path, columns: int) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "articover", "models", "pull", SD]
    with subprocess.Popen(
        command, env={**environment, "HF_HUB_CACHE": str(cache)}, stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # what a terminal says when its program has ended
            while piece := os.read(ours, 65536):
                shown += piece
    os.close(ours)
    assert process.returncode == 0
    lines = [line for line in shown.decode().replace("\n", "\r").split("\r") if line.strip()]
    assert max(map(len, lines)) <= columns
    said = r"fetching \d\.\d of 6\.3 MB, \d+\.\d MB/s, unet/diffusion_py" if columns == 80 else r"fetching \d\.\d of "
    moving = [line for line in lines if re.match(said, line)]
    assert len(moving) >= 3 and "generate" not in shown.decode()
    assert any(re.search(r" [2-8]\d% 00:\d\d", line) for line in moving), moving


def test_two_processes_at_once_fetch_it_once(large: Hub, cache: Path) -> None:
    first, second = started(cache), started(cache)
    ends = [each.communicate(timeout=_WAIT_S) for each in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], ends
    assert large.sent[UNET] == len(WHOLE) and is_whole(cache)


def test_one_that_waits_for_another_can_be_cancelled(large: Hub, cache: Path) -> None:
    first = started(cache)
    deadline = time.monotonic() + _WAIT_S
    while not here(cache) and time.monotonic() < deadline:
        time.sleep(0.01)
    seen: list[Fact | None] = []
    with pytest.raises(Cancelled):
        fetch(
            cache,
            RunContext(
                "generate",
                on_progress=lambda progress: seen.append(progress.doing),
                cancelled=lambda: any(doing in FETCHED_ELSEWHERE for doing in seen),
            ),
        )
    first.communicate(timeout=_WAIT_S)
    assert first.returncode == 0 and is_whole(cache)


def test_what_older_fetches_left_is_thrown_away_once_it_serves_nobody(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    blobs = fetch(cache).parents[1] / "blobs"
    of_the_library, of_another_revision, in_use = (
        blobs / name
        for name in (f"{'a' * 64}.12345678.incomplete", f"{'b' * 64}.articover.incomplete", "c.1.incomplete")
    )
    hours_s = 3600.0
    for left, age_s in ((of_the_library, 2 * hours_s), (of_another_revision, 2 * hours_s), (in_use, 0)):
        left.write_bytes(b"part")
        os.utime(left, (time.time() - age_s,) * 2)
    fetch(cache)
    assert [left.exists() for left in (of_the_library, of_another_revision, in_use)] == [False, True, True]
    os.utime(of_another_revision, (time.time() - 8 * 24 * hours_s,) * 2)
    fetch(cache)
    assert not of_another_revision.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 8 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_too_small_is_said_before_anything_is_fetched(large: Hub, small_disk: Path) -> None:
    (small_disk / "other").write_bytes(b"x" * (4 << 20))
    with pytest.raises(
        WeightError, match=r"is too full: .* needs 6\.3 MB more and 4\.0 MB can be had; .*\[models\] folder"
    ):
        fetch(small_disk)
    assert not any(UNET in path and path.startswith("GET") for path in large.asked)


def test_a_disk_that_fills_up_meanwhile_leaves_some_space_and_what_came(large: Hub, small_disk: Path) -> None:
    large.piece_s = 0.1
    other = small_disk / "other"

    def fill(progress: Progress) -> None:
        if progress.fraction > 0.4 and not other.exists():
            other.write_bytes(b"x" * (9 << 19))

    with pytest.raises(WeightError, match=r"filled up while .* was fetched: free some space and run `articover models"):
        fetch(small_disk, RunContext("generate", on_progress=fill))
    came = here(small_disk)
    assert 2 << 20 < came < 4 << 20 and snapshot_of(small_disk, parse_ref(SD)) is None
    disk = os.statvfs(small_disk)
    assert disk.f_bavail * disk.f_frsize > 0
    other.unlink()
    time.sleep(0.3)
    large.sent.clear()
    large.piece_s = 0
    fetch(small_disk)
    assert large.sent[UNET] == len(WHOLE) - came and is_whole(small_disk)


def test_a_cache_that_can_only_be_read_serves_what_it_has(hub: Hub, small_disk: Path) -> None:
    hub.add(SD, pipeline_files())
    folder = fetch(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert fetch(small_disk) == folder
    hub.add("someone/other", pipeline_files())
    with pytest.raises(WeightError, match=r"cannot be kept in .*Read-only.*\[models\] folder"):
        pull(parse_ref("someone/other"), cache=small_disk)
