"""The painting process is held to what the machine has, and a picture that needs more is refused in one sentence."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from articover.errors import PictureError, RatioError
from articover.trim import MAX_PIXELS
from bot.executors.contract import EnlargeWork, RemoveTextWork, Task, TaskFailed
from bot.executors.local import LocalExecutor
from bot.executors.memory import limit_mb, memory_bytes, require_memory, taken_bytes
from bot.executors.prints import _own_shape
from bot.executors.process import WorkerOptions

GB = 1_000_000_000


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """148.8 megapixels in 42 kB."""
    path = tmp_path_factory.mktemp("bomb") / "bomb.png"
    Image.new("P", (12000, 12400), 3).save(path)
    assert path.stat().st_size < 500_000
    return path


def test_the_default_limit_suits_the_machine() -> None:
    assert limit_mb(0, 24 * GB) == 18_000
    assert limit_mb(0, 4 * GB) == 3_000
    assert limit_mb(0, GB) == 1_200
    assert limit_mb(2500, 24 * GB) == 2_500
    assert 0 < limit_mb(0) * 1_000_000 <= max(memory_bytes(), 1_200_000_000)
    assert 0 < taken_bytes() < memory_bytes()


def test_a_picture_is_refused_by_its_header(bomb: Path, tmp_path: Path) -> None:
    small = tmp_path / "small.png"
    Image.new("RGB", (400, 600)).save(small)
    for work in (RemoveTextWork, EnlargeWork):
        require_memory(work(str(small)), taken_bytes() // 1_000_000 + 300)
        with pytest.raises(PictureError, match="does not fit into memory"):
            require_memory(work(str(bomb)), 900)
    require_memory(RemoveTextWork(str(bomb)), 100_000)
    require_memory(RemoveTextWork(str(tmp_path / "gone.png")), 900)


async def test_the_worker_outlives_a_picture_that_is_too_much_for_it(bomb: Path, tmp_path: Path) -> None:
    executor = LocalExecutor(tmp_path / "scratch", WorkerOptions(warm_up=False, memory_limit_mb=900))
    await executor.start()
    try:
        async with asyncio.timeout(120):
            end = await executor.run(Task(1, 1, (RemoveTextWork(str(bomb)),), "trace"), lambda progress: None)
        assert isinstance(end, TaskFailed) and (end.kind, end.code) == ("request", "picture_memory")
        assert executor.health().deaths == 0
    finally:
        await executor.close()


@pytest.mark.parametrize("size", [(12000, 12400), (20000, 5000), (18000, 8000)])
def test_a_picture_that_cannot_grow_is_not_said_to_be_enlarged(size: tuple[int, int]) -> None:
    with pytest.raises(RatioError, match="no_larger_picture") as refused:
        _own_shape(*size, 300)
    assert refused.value.code == "no_larger_picture"


@pytest.mark.parametrize("size", [(9000, 12000), (400, 600), (11000, 11000), (17000, 5000)])
def test_what_is_enlarged_has_more_pixels_than_before(size: tuple[int, int]) -> None:
    width, height = _own_shape(*size, 300).box_px(300)
    assert width >= size[0] and height >= size[1] and size[0] * size[1] < width * height <= MAX_PIXELS


def test_the_command_line_says_when_a_print_is_smaller_than_its_picture(tmp_path: Path) -> None:
    Image.effect_noise((1500, 2250), 40).convert("RGB").save(tmp_path / "large.png")
    command = [sys.executable, "-m", "articover", "upscale", tmp_path / "large.png", "--json", "--dpi", "100"]
    done = subprocess.run(
        [*command, "--bleed", "0", "--trim", "6x9in", "--out", tmp_path / "print.png"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)["notices"]
    assert [notice for notice in said if notice["code"] == "notice-reduced"]
    with Image.open(tmp_path / "print.png") as made:
        assert made.size == (600, 900)
