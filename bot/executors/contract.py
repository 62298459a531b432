"""What the bot asks of an executor, and what it hears back. Values and one protocol; no pixels, no process.

A `Task` is one job's turn: one or several works, done in order. Pictures cross as file paths only.
`Executor.run` ends in exactly one of four ways:

    TaskResult      files lie in a scratch folder until `release`
    TaskFailed      one sentence for people and a code; nothing was left behind
    TaskHandedBack  no fault of the task's: the executor is closing, or its worker had to go for another task;
                    the job is to be queued again
    (CancelledError when the caller itself is cancelled; the work is then stopped, too)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

import msgspec

FailureKind = Literal["request", "missing", "storage", "engine", "crash", "timeout", "memory", "cancelled"]

PREVIEW_NAME = "preview.jpg"
"""A small picture for chat beside every cover: at most `PREVIEW_MAX_BYTES`."""
PREVIEW_MAX_BYTES = 1_500_000
STOPPED = "stopped"
"""The kind of a work whose picture may not be shown, where the others of its task go on: it left nothing."""


class CoverWork(msgspec.Struct, frozen=True, tag="cover", forbid_unknown_fields=True):
    """Paint and letter a new cover.

    `brief` as `Brief.to_json`; `trim` as typed ("2:3", "A5", "6x9in"); `engine` a generator's name or None
    for the configured one; `picture` the path of an upload that is used instead of painting;
    `text_in_picture` "check", "erase", "keep" or None for the engine's own default; `like` the files of an
    earlier cover (as in `EditWork`; cover.json is enough) whose fonts, colours and own choices are kept; `series`
    the same of the book before in a series, whose picture's look and type places are kept, too. `apart`: it shall not
    look like the covers that earlier works of the task have made, as far as its painter can choose.
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


class EditWork(msgspec.Struct, frozen=True, tag="edit", forbid_unknown_fields=True):
    """Other words or other type on the picture of `source`; `brief` replaces the stored one when given.

    `source` maps the file names of a cover folder ("cover.json", "background.png", ...) to absolute paths;
    `overrides` are choices by role ("title": {"font": "Cinzel"}).
    """

    source: dict[str, str]
    brief: dict[str, str] | None = None
    overrides: dict[str, dict[str, Any]] = {}


class PrintWork(msgspec.Struct, frozen=True, tag="print", forbid_unknown_fields=True):
    """Print files of `source` (as in `EditWork`).

    `trim` None is the cover's own; `bleed_in` is in inches, "0.125" or "1/8". The PDF is to have at most
    `max_bytes`, 0 for any size: its picture is a JPEG of the best quality that fits then. With `reframe` a
    picture that cannot be composed anew for a `trim` of another ratio is cropped or extended, not refused.
    """

    source: dict[str, str]
    trim: str | None = None
    dpi: int = 300
    bleed_in: str = "0"
    max_bytes: int = 0
    reframe: bool = False


class RemoveTextWork(msgspec.Struct, frozen=True, tag="remove_text", forbid_unknown_fields=True):
    """The picture at path `picture` without the letters in it."""

    picture: str


class EnlargeWork(msgspec.Struct, frozen=True, tag="enlarge", forbid_unknown_fields=True):
    """Print files of the picture at path `picture`; `trim` None is its own shape, larger. Else as in `PrintWork`."""

    picture: str
    trim: str | None = None
    dpi: int = 300
    max_bytes: int = 0


class CompareWork(msgspec.Struct, frozen=True, tag="compare", forbid_unknown_fields=True):
    """One numbered picture of the covers at the paths `pictures`, as small as a shop shows them."""

    pictures: tuple[str, ...]


class SheetWork(msgspec.Struct, frozen=True, tag="sheet", forbid_unknown_fields=True):
    """One numbered picture of all covers this task has made so far, in order."""


Work = CoverWork | EditWork | PrintWork | RemoveTextWork | EnlargeWork | CompareWork | SheetWork


def kind_of(work: Work) -> str:
    """The work's name in a task: "cover", "edit", "print" ..."""
    return str(type(work).__struct_config__.tag)


@dataclass(frozen=True)
class Task:
    """One attempt of one job, with one work or more. `trace` is the id of every log line about it, there and here.

    `company` are the jobs, this one among them, whose pictures one model can paint at once: they are to be done
    together, as far as all of them arrive. Empty for a task that goes alone.
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
        """Unique among attempts, and safe as a folder name."""
        return f"{self.job_id}-{self.attempt}"


@dataclass(frozen=True)
class TaskProgress:
    """How far a task is: work `step` (1 ..) of `steps`, its `stage`, that stage's `fraction` (0..1).

    `preview` is the path of a small picture of the work just finished, or ""; `glimpse` that of a coarse one of
    what is being painted, or "".
    """

    job_id: int
    attempt: int
    step: int
    steps: int
    stage: str
    fraction: float
    message: str
    preview: str = ""
    glimpse: str = ""


@dataclass(frozen=True)
class Made:
    """What one work left: its `kind`, its folder, file names -> sizes in bytes, and a summary for people.

    The summary is JSON data: what cover.json says of the cover without layers and scene, or the print's
    figures; always with "notices", a list of sentences.
    """

    kind: str
    folder: str
    files: Mapping[str, int]
    summary: Mapping[str, Any]

    def path(self, name: str) -> Path:
        """Where the file `name` lies. Raises `KeyError` when the work did not make it."""
        if name not in self.files:
            raise KeyError(name)
        return Path(self.folder) / name


@dataclass(frozen=True)
class TaskResult:
    """The task is done: one `Made` a work, in order. `seconds` were spent in the worker."""

    job_id: int
    attempt: int
    made: tuple[Made, ...]
    seconds: float


@dataclass(frozen=True)
class TaskFailed:
    """The task ended without a result. `message` is one English sentence for the user.

    `code` names the case, and with `arguments` the sentence in other languages (see `ArtiCoverError`).
    `detail` is for the owner's log (a signal, the worker's last words), never for chat.
    """

    job_id: int
    attempt: int
    kind: FailureKind
    code: str
    message: str
    detail: str = ""
    arguments: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def worker_died(self) -> bool:
        """Whether the worker ended in a way that another try may be spared; work that is too big stays too big."""
        return self.kind == "crash" or self.code in ("hung", "killed")


@dataclass(frozen=True)
class TaskHandedBack:
    """The task was stopped through no fault of its own before it was done: it is to be queued again."""

    job_id: int
    attempt: int


TaskEnd = TaskResult | TaskFailed | TaskHandedBack
OnProgress = Callable[[TaskProgress], None]


class Batching(NamedTuple):
    """The generator that a name means, and how many pictures it paints at once."""

    painter: str
    most: int


@dataclass(frozen=True)
class Health:
    """`ready` when a task could start now. `ready_s` is how long the last start took, None before the first.

    `restarts` are the starts after a worker's end. `engines` are those that can run, "stage/name"; `problem` a sentence
    when no worker can be started. `batches` are the generators that paint several pictures at once, by what is asked
    for: a name, "auto", "" for the configured one.
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
    """Runs tasks somewhere else than on the event loop. All methods are called from one event loop."""

    @property
    def capacity(self) -> int:
        """How many tasks, or companies of tasks, run at once, as things stand; more wait their turn, in order."""
        ...

    async def start(self) -> None:
        """Begin to start workers and return; `run` waits for them. Clears what an earlier process left."""
        ...

    async def run(self, task: Task, on_progress: OnProgress) -> TaskEnd:
        """Do `task`. `on_progress` is called on the loop, in order, never after the end; it must not raise.

        Raises nothing for what goes wrong in the work. (job_id, attempt) must not be running already.
        """
        ...

    def cancel(self, job_id: int) -> bool:
        """Ask the job's task to stop; its `run` ends as cancelled within the grace. False when it is not here."""
        ...

    async def release(self, result: TaskResult) -> None:
        """The files of `result` have been taken; they may go."""
        ...

    def health(self) -> Health: ...

    async def close(self) -> None:
        """Stop within 10 s. Tasks that run or wait, and all later ones, end as handed back.

        Cancel whoever takes jobs from the queue first, or it will take up what was handed back; it need not
        have ended yet. A second call does nothing.
        """
        ...
