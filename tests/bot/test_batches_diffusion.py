"""Covers of several people, queued while somebody else's is painted: one batch of a tiny model, by the whole bot."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_pipelines
from PIL import Image
from simulated_users import SimulatedUsers, keys

from articover.progress import PAINTING_STEP
from bot.app import opened
from bot.config import load_config
from bot.conversation import requests
from bot.executors.local import LocalExecutor
from bot.jobs import Job, JobProgress, State

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

PATIENCE_S = 240.0
STEPS = 10


@dataclass
class Scene:
    """A bot whose painter is a tiny model, and what was told of each job as it went."""

    users: SimulatedUsers
    told: dict[int, list[JobProgress]] = field(default_factory=dict)

    def note(self, job: Job, progress: JobProgress) -> None:
        self.told.setdefault(job.job_id, []).append(progress)

    async def requests(self, who: str, seed: int, ratio: str = "2:3", **more: Any) -> int:
        request = requests.Start(f"Book of {who}", "mystery", f"{who} and the sea.", ratio, "Ann", seed=seed, **more)
        reply = await self.users.says(request, who)
        assert reply.job_id is not None
        return reply.job_id

    async def job(self, job_id: int) -> Job:
        return await self.users.app.jobs.get(job_id)

    async def states(self, job_ids: Sequence[int]) -> list[State]:
        return [(await self.job(each)).state for each in job_ids]

    async def ended(self, *job_ids: int) -> list[State]:
        async with asyncio.timeout(PATIENCE_S):
            while {State.QUEUED, State.RUNNING} & set(await self.states(job_ids)):
                await asyncio.sleep(0.02)
        return await self.states(job_ids)

    async def paints(self, job_id: int) -> None:
        """Until the model paints for it."""
        async with asyncio.timeout(PATIENCE_S):
            while not any(each.doing in PAINTING_STEP for each in self.told.get(job_id, ())):
                assert (await self.job(job_id)).state in (State.QUEUED, State.RUNNING)
                await asyncio.sleep(0.01)

    async def picture(self, job_id: int) -> tuple[Any, str]:
        """The background of a job's cover, and what its painter noted of its batch."""
        row = await self.users.app.store.db.one("SELECT version_id FROM versions WHERE job_id = ?", (job_id,))
        assert row is not None
        rows = await self.users.app.store.db.all(
            "SELECT name, sha256 FROM version_files WHERE version_id = ?", (row["version_id"],)
        )
        files = {each["name"]: self.users.app.store.blobs.path(each["sha256"]).read_bytes() for each in rows}
        (painter, *_) = json.loads(files["cover.json"])["engines"]
        assert painter["engine"] == "diffusion"
        batch = next((note for note in painter["notes"] if "painted at once" in note), "alone")
        return np.asarray(Image.open(io.BytesIO(files["background.png"])).convert("RGB"), float), batch


@asynccontextmanager
async def a_scene(folder: Path) -> AsyncIterator[Scene]:
    model = tiny_pipelines.save("sd1-clean", folder / "model")
    path = folder / "bot.toml"
    text = f'[engines]\ngenerate = "diffusion"\n[diffusion]\nmodel = "{model}"\nsteps = {STEPS}\n'
    path.write_text(f'{text}[models]\nfolder = "{folder / "models"}"\n', encoding="utf-8")
    environment = {
        "BOT__DATA_FOLDER": str(folder / "data"),
        "STORAGE__FREE_SPACE_FLOOR_MB": "0",
        "WORKER__WARM_UP": "false",
        "TIMEOUTS__START_S": "300",
        "HTTP__PORT": "0",
    }
    config = load_config(path, {f"ARTICOVER_BOT__{name}": value for name, value in environment.items()})
    executor = LocalExecutor.configured(config, folder / "data" / "scratch")
    async with opened(config, executor) as app:
        scene = Scene(SimulatedUsers(app, executor))  # type: ignore[arg-type]  # Any executor will do.
        app.dispatcher.on_progress = scene.note
        yield scene


def psnr(one: Any, other: Any) -> float:
    error = float(np.mean((one - other) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


@pytest.mark.soak
async def test_what_people_ask_for_meanwhile_is_one_batch(tmp_path: Path) -> None:
    """One of them cancels within it, and what has another shape is not in it."""
    people = {"ann": 1, "ben": 2, "cat": 3}
    async with a_scene(tmp_path) as scene:
        first = await scene.requests("mo", 9)
        await scene.paints(first)
        together = {who: await scene.requests(who, seed) for who, seed in people.items()}
        square, eve = await scene.requests("dan", 4, "1:1"), await scene.requests("eve", 5)
        waiting = (*together.values(), square, eve)
        assert await scene.users.app.jobs.places() == {each: place for place, each in enumerate(waiting, start=1)}
        await scene.paints(eve)
        await scene.users.says(requests.Cancel((await scene.job(eve)).session_id), "eve")
        assert await scene.ended(first, *waiting) == [*5 * [State.DONE], State.CANCELLED]
        assert (await scene.picture(first))[1] == (await scene.picture(square))[1] == "alone"
        for job_id in together.values():
            assert any(each.doing in PAINTING_STEP for each in scene.told[job_id]), "everybody sees the batch go on"
            assert keys(await scene.users.ended(job_id))[0] == "made"
        assert {(await scene.job(each)).attempt for each in together.values()} == {1}
        assert scene.users.app.executor.health().deaths == 0
        for who, seed in people.items():
            batched, noted = await scene.picture(together[who])
            assert noted == "one of 4 painted at once"
            again = await scene.requests(who, seed)
            assert await scene.ended(again) == [State.DONE]
            alone, noted = await scene.picture(again)
            assert noted == "alone"
            assert psnr(batched, alone) >= 35
