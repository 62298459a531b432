"""An executor without a process: it writes small files at once, as the works say. And a small town of people."""

from __future__ import annotations

import asyncio
import json
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from articover.brief import Brief
from articover.errors import EngineError, TextError
from articover.understand import understand
from bot.app import App, opened
from bot.config import load_config
from bot.conversation import Reply, RequestContext, requests
from bot.conversation.requests import Language, Request
from bot.executors.contract import (
    CompareWork,
    CoverWork,
    EditWork,
    EnlargeWork,
    FailureKind,
    Health,
    Made,
    OnProgress,
    PrintWork,
    RemoveTextWork,
    SheetWork,
    Task,
    TaskEnd,
    TaskFailed,
    TaskProgress,
    TaskResult,
    Work,
    kind_of,
)
from bot.locales import text
from bot.store.records import Interaction, Version
from bot.store.sessions import history

START = requests.Start(
    "The Keeper and the Whale",
    "mystery",
    "A keeper hides a whale.",
    "2:3",
    "Ingrid Holm",
    series="The Tide 1",
    seed=7,
)
MODERATOR: dict[str, Any] = {"who": "mo", "moderator": True}
"""How a moderator of the server says something."""


class FakeExecutor:
    """Implements `bot.executors.contract.Executor`. `gate` holds all work back while it is clear."""

    capacity = 1

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.tasks: list[Task] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.failing: tuple[FailureKind, str] | None = None
        """The kind and code by which every task fails while it is set."""

    async def start(self) -> None:
        self.scratch.mkdir(parents=True, exist_ok=True)

    async def run(self, task: Task, on_progress: OnProgress) -> TaskEnd:
        self.tasks.append(task)
        on_progress(TaskProgress(task.job_id, task.attempt, 1, len(task.works), "generate", 0.5))
        await self.gate.wait()
        if self.failing is not None:
            kind, code = self.failing
            return TaskFailed(task.job_id, task.attempt, kind, EngineError(code, sentence="It cannot be done.").fact)
        for work in task.works:
            if isinstance(work, CoverWork) and "impossible" in work.brief["synopsis"]:
                error = TextError("no_glyph", char="x", code_point="U+0078", where="x")
                return TaskFailed(task.job_id, task.attempt, "request", error.fact)
        made = tuple(self._make(task, number, work) for number, work in enumerate(task.works))
        return TaskResult(task.job_id, task.attempt, made, 0.5)

    def cancel(self, job_id: int) -> bool:
        return False

    async def release(self, result: TaskResult) -> None:
        shutil.rmtree(self.scratch / f"{result.job_id}-{result.attempt}")

    def health(self) -> Health:
        return Health(True, False, 1, 0)

    async def close(self) -> None:
        pass

    def _make(self, task: Task, number: int, work: Work) -> Made:
        folder = self.scratch / task.name / str(number)
        folder.mkdir(parents=True)
        summary: dict[str, Any] = {"notices": []}
        match work:
            case CoverWork() | EditWork():
                overrides = work.overrides if isinstance(work, EditWork) else {}
                before = json.loads(Path(work.source["cover.json"]).read_text()) if isinstance(work, EditWork) else None
                brief = work.brief or (before or {})["brief"]
                seed = work.seed if isinstance(work, CoverWork) else (before or {})["seed"]
                picture = work.picture if isinstance(work, CoverWork) else None
                kept = {layer["role"]: layer["overrides"] for layer in before["layers"]} if before else {}
                layers = [
                    {
                        "role": role,
                        "text": brief[role],
                        "lines": [{"y": y}],
                        "overrides": {**kept.get(role, {}), **overrides.get(role, {})},
                    }
                    for role, y in (("title", 0.2), ("author", 0.9))
                ]
                engine = {"stage": "generate", "engine": "upload" if picture else "illustrator"}
                motifs = [] if picture else [{"concept": name, "source": "brief"} for name in ("lighthouse", "whale")]
                checks = [
                    {"code": code, "role": "title", "ok": True, "figure": 1.0, "limit": 1.0, "advisory": False}
                    for code in ("reads-back", "contrast", "letters")
                ]
                document = {
                    "brief": brief,
                    "seed": seed,
                    "layers": layers,
                    "palette": ["#0a1115", "#e4e0d4"],
                    "checks": checks,
                    "engines": [{**engine, "motifs": motifs}],
                    "understood": {"items": understand(Brief.from_json(brief)).to_json()["items"]},
                }
                names = ("cover.json", "background.png", "cover.png", "credits.txt", "preview.jpg")
                contents = {name: f"{name} {work!r}".encode() for name in names}
                contents["cover.json"] = json.dumps(document).encode()
                summary |= {"seed": seed, "repaintable": picture is None, "engines": [engine]}
                if picture is None:
                    summary |= {"look": "mystery/one thing", "treatment": "linocut", "colors_named": "harbour"}
            case SheetWork():
                contents = {"sheet.jpg": b"sheet"}
            case CompareWork():
                contents = {"compare.png": repr(work).encode()}
            case RemoveTextWork():
                contents = {name: repr(work).encode() for name in ("picture.png", "mask.png", "preview.jpg")}
                summary |= {"unchanged": Path(work.picture).read_bytes() == b"no letters"}
            case EnlargeWork() | PrintWork():
                contents = {"print.png": repr(work).encode(), "print.pdf": b"%PDF"}
                contents |= {"preview.jpg": b"small"} if isinstance(work, EnlargeWork) else {}
                summary |= {"width_px": 1875, "height_px": 2775, "dpi": 300, "pdf_jpeg_quality": None}
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        return Made(kind_of(work), str(folder), {name: len(content) for name, content in contents.items()}, summary)


class SimulatedUsers:
    """A running bot, and people who ask it for things."""

    def __init__(self, app: App, executor: FakeExecutor) -> None:
        self.app, self.executor = app, executor
        self.conversation = app.conversation

    def ask(
        self,
        who: str = "mira",
        *,
        moderator: bool = False,
        server: str = "home",
        language: Language | None = "en",
        interaction_id: str = "",
        channel: str = "channel",
        **more: Any,
    ) -> RequestContext:
        interaction = Interaction(
            "test", interaction_id or uuid.uuid4().hex, f"test:{who}", f"test:{server}" if server else "", channel
        )
        return RequestContext(interaction, who, moderator, language, **more)

    async def says(self, request: Request, who: str = "mira", **how: Any) -> Reply:
        return await self.conversation.answer(self.ask(who, **how), request)

    async def makes(self, request: Request, who: str = "mira", **how: Any) -> Reply:
        """Ask, wait until it is made, and return what is announced."""
        reply = await self.says(request, who, **how)
        assert reply.job_id is not None, reply
        return await self.ended(reply.job_id)

    async def ended(self, job_id: int) -> Reply:
        return (await self.told(job_id))[0]

    async def told(self, job_id: int) -> tuple[Reply, Language]:
        """What is said of a job once it ended, and in which language."""
        async with asyncio.timeout(20):
            while (row := await self._message(job_id)) is None:
                await asyncio.sleep(0.01)
        return await self.conversation.announce(json.loads(row))

    async def versions(self, book: int) -> list[Version]:
        return await history(self.app.store.db, book)

    async def _message(self, job_id: int) -> str | None:
        row = await self.app.store.db.one("SELECT body FROM outbox WHERE key = ?", (f"job:{job_id}:end",))
        return None if row is None else str(row["body"])


@asynccontextmanager
async def simulated_users_of(folder: Path, **settings: str) -> AsyncIterator[SimulatedUsers]:
    """`settings` as the environment names them: LIMITS__USER_OPEN="2"."""
    environment = {f"ARTICOVER_BOT__{name}": value for name, value in settings.items()}
    config = load_config(
        None,
        {
            "ARTICOVER_BOT__BOT__DATA_FOLDER": str(folder / "data"),
            "ARTICOVER_BOT__STORAGE__FREE_SPACE_FLOOR_MB": "0",
            # Tests may run beside a bot.
            "ARTICOVER_BOT__HTTP__PORT": "0",
            **environment,
        },
    )
    executor = FakeExecutor(folder / "scratch")
    async with opened(config, executor) as app:
        yield SimulatedUsers(app, executor)
        executor.gate.set()


def keys(reply: Reply) -> list[str]:
    """What is said, whatever the language."""
    return [each.key for each in reply.lines]


def words(reply: Reply, language: Language = "en") -> str:
    return "\n".join(text(each, language) for each in reply.lines)


def button(reply: Reply, key: str) -> Request:
    """What the button called `key` asks for."""
    return next(each.request for each in reply.buttons if each.label.key == key)
