"""The worker with the engines everybody has: a cover, new words, a print, a cancel."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from PIL import Image

from bot.config import load_config
from bot.executors.contract import CoverWork, EditWork, PrintWork, Task, TaskFailed, TaskProgress, TaskResult
from bot.executors.local import LocalExecutor

BRIEF = {
    "title": "The Keeper and the Whale",
    "author": "Ingrid Holm",
    "genre": "mystery",
    "synopsis": "A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
}
UNLOADED_S = 120.0


async def test_a_book_through_the_real_worker(tmp_path: Path) -> None:
    config = load_config(None, {"ARTICOVER_BOT__WORKER__WARM_UP": "false"})
    executor = LocalExecutor.configured(config, tmp_path / "scratch")
    await executor.start()
    try:
        async with asyncio.timeout(UNLOADED_S):
            await _book(executor)
    finally:
        await executor.close()


async def _book(executor: LocalExecutor) -> None:
    seen: list[TaskProgress] = []
    end = await executor.run(Task(1, 1, (CoverWork(BRIEF, "2:3", 7),)), seen.append)
    assert isinstance(end, TaskResult), end
    (cover,) = end.made
    assert list(dict.fromkeys(item.stage for item in seen)) == ["generate", "remove", "edit"]
    assert cover.summary["disclosure"]["generative_models_used"] is False
    assert [check["name"] for check in cover.summary["checks"] if not check["ok"] and not check["advisory"]] == []
    with Image.open(cover.path("preview.jpg")) as preview:
        assert max(preview.size) == 1600

    source = {name: str(cover.path(name)) for name in ("cover.json", "background.png", "cover.png", "credits.txt")}
    renamed = EditWork(source, {**BRIEF, "title": "별을 삼킨 고래"}, {"title": {"color": "#ffe9b0"}})
    end = await executor.run(Task(2, 1, (renamed, PrintWork(source, bleed_in="1/8"))), lambda progress: None)
    assert isinstance(end, TaskResult), end
    edited, printed = end.made
    assert edited.path("background.png").read_bytes() == cover.path("background.png").read_bytes()
    assert edited.path("cover.png").read_bytes() != cover.path("cover.png").read_bytes()
    with Image.open(printed.path("print.png")) as picture:
        assert picture.size == (1875, 2775)
    assert printed.path("print.pdf").read_bytes().startswith(b"%PDF")

    painting = asyncio.create_task(executor.run(Task(3, 1, (CoverWork(BRIEF, "2:3", 8),)), seen.append))
    while seen[-1].job_id != 3:
        await asyncio.sleep(0.01)
    asked = time.monotonic()
    executor.cancel(3)
    end = await painting
    assert isinstance(end, TaskFailed)
    assert end.kind == "cancelled"
    # The grace, and a little for a machine that is busy with other tests.
    assert time.monotonic() - asked < 7.0
