"""The worker with the engines everybody has: a cover, new words, a print, a cancel."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest
from PIL import Image

from bot.config import load_config
from bot.executors.contract import (
    CompareWork,
    CoverWork,
    EditWork,
    EnlargeWork,
    Made,
    PrintWork,
    RemoveTextWork,
    Task,
    TaskFailed,
    TaskProgress,
    TaskResult,
)
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
    end = await executor.run(Task(2, 1, (renamed, PrintWork(source, dpi=120, bleed_in="1/8"))), lambda progress: None)
    assert isinstance(end, TaskResult), end
    edited, printed = end.made
    assert edited.path("background.png").read_bytes() == cover.path("background.png").read_bytes()
    assert edited.path("cover.png").read_bytes() != cover.path("cover.png").read_bytes()
    with Image.open(printed.path("print.png")) as picture:
        assert picture.size == (750, 1110)
    assert printed.path("print.pdf").read_bytes().startswith(b"%PDF")

    await _deliveries(executor, source, printed)
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


async def _deliveries(executor: LocalExecutor, source: dict[str, str], printed: Made) -> None:
    """What a chat takes: a PDF that fits, a poll's shelf, and pictures by themselves."""
    limit = printed.files["print.pdf"] // 7
    small = Path(source["cover.png"]).with_name("small.png")
    with Image.open(source["cover.png"]) as cover:
        cover.crop((60, 60, 360, 260)).save(small)
    works = (
        PrintWork(source, dpi=120, bleed_in="1/8", max_bytes=limit),
        CompareWork((source["cover.png"],) * 3),
        EnlargeWork(str(small), dpi=100, max_bytes=limit),
        RemoveTextWork(str(small)),
    )
    end = await executor.run(Task(4, 1, works), lambda progress: None)
    assert isinstance(end, TaskResult), end
    fitting, shelf, larger, cleaned = end.made
    assert 0.7 * limit < fitting.files["print.pdf"] <= limit
    assert fitting.summary["pdf_jpeg_quality"] > 50
    assert fitting.path("print.png").read_bytes() == printed.path("print.png").read_bytes()
    with Image.open(shelf.path("compare.png")) as picture:
        # Two a row, each 160 px wide: small enough to be shown as it is.
        assert picture.width == 2 * 160 + 3 * 28
        assert picture.height > 2 * 240
    with Image.open(larger.path("print.png")) as picture:
        assert picture.size == (1200, 800)
        assert picture.info["dpi"] == pytest.approx((100, 100), abs=0.1)
    assert larger.files["print.pdf"] <= limit
    with Image.open(cleaned.path("picture.png")) as picture, Image.open(small) as cover:
        assert picture.size == cover.size
        assert picture.tobytes() != cover.convert("RGB").tobytes()
    if out := os.environ.get("ARTICOVER_TEST_OUT"):
        for made, name in (
            (fitting, "print.pdf"),
            (shelf, "compare.png"),
            (larger, "preview.jpg"),
            (cleaned, "preview.jpg"),
        ):
            (Path(out) / f"{made.kind}-{name}").write_bytes(made.path(name).read_bytes())
