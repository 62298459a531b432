"""The interface between the bot and an executor: values and one protocol. No pixels, no processes.

A `Task` is one attempt of a job: one or more works, done in order. Pictures are passed as file paths.
`Executor.run` ends in exactly one of four ways:

    TaskResult      the files are in a scratch folder until `release`
    TaskFailed      a code with arguments; no files are left
    TaskHandedBack  not the task's fault: the executor is closing, or the worker was killed because of another task;
                    the job must be queued again
    (CancelledError when the caller itself is cancelled; the work is then stopped, too)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

import msgspec

from articover.errors import code_of
from articover.facts import Fact

FailureKind = Literal["request", "missing", "storage", "engine", "crash", "timeout", "memory", "cancelled"]

PREVIEW_NAME = "preview.jpg"
"""A small picture for chat, written beside every cover: at most `PREVIEW_MAX_BYTES`."""
PREVIEW_MAX_BYTES = 1_500_000
STOPPED = "stopped"
"""The kind of a work whose picture failed the safety check while the task continued; it left no files."""


class CoverWork(msgspec.Struct, frozen=True, tag="cover", forbid_unknown_fields=True):
    """Paint a new cover and set its type.

    `brief` as `Brief.to_json`; `trim` as typed ("2:3", "A5", "6x9in"); `engine` a generator's name or None
    for the configured one; `picture` the path of an upload that is used instead of painting;
    `text_in_picture` "check", "erase", "keep" or None for the engine's own default; `like` the files of an
    earlier cover (as in `EditWork`; cover.json is enough) whose fonts, colours and manual choices are kept; `series`
    the same for the previous book of a series, whose look and type positions are kept, too. `apart` asks for a look
    that differs from the covers made by earlier works of the task, where the generator can choose. `lately` are covers
    made before in the same place, newest first, with "look", "treatment" and "colors" as far as known: a generator that
    can choose would rather not repeat them.
    """

    brief: dict[str, str]
    trim: str
    seed: int
    engine: str | None = None
    picture: str | None = None
    text_in_picture: Literal["check", "erase", "keep"] | None = None
    like: dict[str, str] | None = None
    series: dict[str, str] | None = None
    apart: bool = False
    lately: tuple[dict[str, str], ...] = ()


class EditWork(msgspec.Struct, frozen=True, tag="edit", forbid_unknown_fields=True):
    """Set other text or other type on the picture of `source`; `brief` replaces the stored one when given.

    `source` maps the file names of a cover folder ("cover.json", "background.png", ...) to absolute paths;
    `overrides` are choices by role ("title": {"font": "Cinzel"}).
    """

    source: dict[str, str]
    brief: dict[str, str] | None = None
    overrides: dict[str, dict[str, Any]] = {}


class PrintWork(msgspec.Struct, frozen=True, tag="print", forbid_unknown_fields=True):
    """Print files of `source` (as in `EditWork`).

    `trim` None is the cover's own; `bleed_in` is in inches, "0.125" or "1/8". The PDF has at most `max_bytes` (0: no
    limit): its picture is then a JPEG of the best quality that fits. With `reframe`, a picture that cannot be composed
    again for a `trim` of another ratio is cropped or extended instead of refused.
    """

    source: dict[str, str]
    trim: str | None = None
    dpi: int = 300
    bleed_in: str = "0"
    max_bytes: int = 0
    reframe: bool = False


class RemoveTextWork(msgspec.Struct, frozen=True, tag="remove_text", forbid_unknown_fields=True):
    """Remove the letters from the picture at path `picture`."""

    picture: str


class EnlargeWork(msgspec.Struct, frozen=True, tag="enlarge", forbid_unknown_fields=True):
    """Print files of the picture at path `picture`; `trim` None keeps its shape, enlarged. Otherwise as `PrintWork`."""

    picture: str
    trim: str | None = None
    dpi: int = 300
    max_bytes: int = 0


class CompareWork(msgspec.Struct, frozen=True, tag="compare", forbid_unknown_fields=True):
    """One picture of the numbered covers at the paths `pictures`, at thumbnail size."""

    pictures: tuple[str, ...]


class SheetWork(msgspec.Struct, frozen=True, tag="sheet", forbid_unknown_fields=True):
    """One picture of all covers that earlier works of this task made, numbered in order."""


Work = CoverWork | EditWork | PrintWork | RemoveTextWork | EnlargeWork | CompareWork | SheetWork


def kind_of(work: Work) -> str:
    """The work's name in a task: "cover", "edit", "print" ..."""
    return str(type(work).__struct_config__.tag)


@dataclass(frozen=True)
class Task:
    """One attempt of one job, with one or more works. `trace` is the id of its log lines, in the bot and in the worker.

    `batch` holds the ids of the jobs, including this one, whose pictures one model can paint in one call: they are run
    together, as far as they arrive in time. Empty for a task that runs alone.
    """

    job_id: int
    attempt: int
    works: tuple[Work, ...]
    trace: str = ""
    batch: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.works:
            raise ValueError("a task has at least one work")

    @property
    def name(self) -> str:
        """The folder name of the task, unique among attempts."""
        return f"{self.job_id}-{self.attempt}"


@dataclass(frozen=True)
class TaskProgress:
    """The progress of a task: work `step` (1 ..) of `steps`, its `stage`, the `fraction` of that stage (0..1) and
    what is done (`articover.progress`).

    `preview` is the path of a small picture of the finished work, or ""; `live_preview` the path of a coarse picture of
    the unfinished painting, or "".
    """

    job_id: int
    attempt: int
    step: int
    steps: int
    stage: str
    fraction: float
    doing: Fact | None = None
    preview: str = ""
    live_preview: str = ""


@dataclass(frozen=True)
class Made:
    """The result of one work: its `kind`, its folder, file names -> sizes in bytes, and a summary.

    The summary is JSON data: cover.json without layers and scene, or the figures of the print; always with "notices".
    """

    kind: str
    folder: str
    files: Mapping[str, int]
    summary: Mapping[str, Any]

    def path(self, name: str) -> Path:
        """The path of the file `name`. Raises `KeyError` when the work did not make it."""
        if name not in self.files:
            raise KeyError(name)
        return Path(self.folder) / name


@dataclass(frozen=True)
class TaskResult:
    """The task is done: one `Made` per work, in order. `seconds` is the time spent in the worker."""

    job_id: int
    attempt: int
    made: tuple[Made, ...]
    seconds: float


@dataclass(frozen=True)
class TaskFailed:
    """The task ended without a result. `error` says why, without paths of this machine (see `ArtiCoverError.fact`).

    `detail` is for the owner's log (a signal, the end of the worker's output) and is never shown in chat.
    """

    job_id: int
    attempt: int
    kind: FailureKind
    error: Fact
    detail: str = ""

    @property
    def code(self) -> str:
        """The code of the error."""
        return code_of(self.error)

    @property
    def worker_died(self) -> bool:
        """Whether the worker died in a way that another try may avoid; work that needs too much memory always will."""
        return self.kind == "crash" or self.code in ("hung", "killed")


@dataclass(frozen=True)
class TaskHandedBack:
    """The task was stopped for a reason outside it, before it was done: it must be queued again."""

    job_id: int
    attempt: int


TaskEnd = TaskResult | TaskFailed | TaskHandedBack
OnProgress = Callable[[TaskProgress], None]


class Batching(NamedTuple):
    """The generator that a name selects, and how many pictures it paints in one call."""

    painter: str
    most: int


@dataclass(frozen=True)
class Health:
    """`ready` is True when a task could start now. `ready_s` is the duration of the last start, None before the first.

    `restarts` counts the starts after a worker's end. `engines` are those that can run, as "stage/name"; `problem` is a
    sentence when no worker can be started. `batches` are the generators that paint several pictures in one call, by
    requested name: a generator's name, "auto", or "" for the configured one.
    """

    ready: bool
    busy: bool
    starts: int
    deaths: int
    ready_s: float | None = None
    engines: tuple[str, ...] = ()
    problem: str = ""
    pids: tuple[int, ...] = field(default=())
    batches: Mapping[str, Batching] = field(default_factory=dict)
    restarts: int = 0


class Executor(Protocol):
    """Runs tasks outside the event loop. All methods are called from one event loop."""

    @property
    def capacity(self) -> int:
        """How many tasks, or batches of tasks, run at once now; further tasks wait in order."""
        ...

    async def start(self) -> None:
        """Begin to start workers and return; `run` waits for them. Deletes what an earlier process left."""
        ...

    async def run(self, task: Task, on_progress: OnProgress) -> TaskEnd:
        """Run `task`. `on_progress` is called on the loop, in order, never after the end; it must not raise.

        Errors of the work are returned, not raised. (job_id, attempt) must not be running already.
        """
        ...

    def cancel(self, job_id: int) -> bool:
        """Stop the job's task; `run` ends as cancelled within the grace period. False when the job is not running."""
        ...

    async def release(self, result: TaskResult) -> None:
        """Delete the files of `result`, which the caller has stored."""
        ...

    def health(self) -> Health: ...

    async def close(self) -> None:
        """Stop within 10 s. Running and waiting tasks, and all later ones, end as handed back.

        Cancel the task that takes jobs from the queue first (without waiting for its end), or it starts the handed-back
        jobs again. A second call does nothing.
        """
        ...
