"""`Monitor`: the metrics of one running bot, and whether it is healthy.

Events are counted when they happen, by `watch` around the runner and by `LoopLag`. States (queue, outbox, worker, disk)
are read on request. Labels are short fixed words, never users or titles.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from articover.errors import ArtiCoverError, StorageError
from bot.errors import BlobMissingError, WorkerCrashed
from bot.executors.contract import Executor
from bot.health.chats import Chat, Chats, is_well
from bot.health.lag import LoopLag
from bot.jobs import Dispatcher, HandedBack, Job, JobFailed, JobProgress, Outcome, Runner
from bot.store import Store
from bot.store.clock import ReferenceClock
from bot.store.retention import free_space
from bot.timekeeping import clock_state

log = logging.getLogger(__name__)

ANSWER_S = 2.0
"""A database or disk that takes longer than this is reported as not answering."""
ALIVE_S = 5.0
"""`LoopLag` wakes every 0.05 s; if it has not for this long, it has ended or the loop is blocked."""

_WAIT_S = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
_STAGE_S = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600)
_TOGETHER = (1, 2, 3, 4, 6, 8, 16)
_LAG_S = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
"""Upper bounds; 0.1 s is the budget."""


@dataclass(frozen=True)
class Condition:
    """The condition of the bot: a word or two for each part, and whether the whole is healthy."""

    well: bool
    database: str
    worker: str
    disk: str
    loop: str
    clock: str
    chats: Mapping[str, str]


class Figures:
    """The metrics, in a registry per bot, so that two bots in one process do not share them."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.queue = Gauge(
            "articover_jobs", "Jobs that have not ended, by state (queued, running)", ["state"], registry=registry
        )
        self.wait = Histogram(
            "articover_job_wait_seconds",
            "Time from the acceptance of a command to its first start",
            buckets=_WAIT_S,
            registry=registry,
        )
        self.stage = Histogram(
            "articover_stage_seconds",
            "Time spent in one stage of the chain",
            ["stage"],
            buckets=_STAGE_S,
            registry=registry,
        )
        self.together = Histogram(
            "articover_jobs_together",
            "Jobs per batch: more than one when a model paints several together",
            buckets=_TOGETHER,
            registry=registry,
        )
        self.done = Counter("articover_jobs_done", "Jobs done, by kind", ["kind"], registry=registry)
        self.failures = Counter(
            "articover_failures",
            "Failed tries of jobs, by kind of job and reason",
            ["kind", "reason"],
            registry=registry,
        )
        self.stopped = Counter(
            "articover_jobs_stopped",
            "Tries that were stopped: cancelled by a user, timed out in the queue, or ended by a shutdown",
            ["kind"],
            registry=registry,
        )
        self.lag = Histogram(
            "articover_loop_lag_seconds", "Delay of the event loop's wake-ups", buckets=_LAG_S, registry=registry
        )
        self.longest_lag = Gauge(
            "articover_loop_lag_longest_seconds",
            "The longest stall since the last scrape",
            registry=registry,
        )
        self.unsent = Gauge("articover_outbox_unsent", "Messages not yet sent", ["platform"], registry=registry)
        self.connected = Gauge(
            "articover_chat_connected",
            "Connected share of the connections to a chat, 0 to 1",
            ["platform"],
            registry=registry,
        )
        self.behind = Gauge(
            "articover_outbox_behind_seconds",
            "Seconds since the first of the tries to send that have all failed",
            ["platform"],
            registry=registry,
        )
        self.clock = Gauge(
            "articover_clock_ahead_seconds", "How far the machine's clock is ahead of the chat's", registry=registry
        )
        self.well = Gauge("articover_well", "1 when /healthz answers 200", registry=registry)
        self.ready = Gauge("articover_worker_ready", "1 when the worker is ready or busy", registry=registry)
        self.free = Gauge("articover_disk_free_bytes", "Free bytes on the disk of the data folder", registry=registry)
        self.database = Gauge("articover_database_up", "1 when the database answers", registry=registry)


@dataclass
class Monitor:
    """`floor_bytes` is the free space below which new pictures are refused. `dispatcher` is set after its creation."""

    store: Store
    executor: Executor
    floor_bytes: int
    dispatcher: Dispatcher | None = None
    clock: ReferenceClock = field(default_factory=ReferenceClock)
    figures: Figures = field(default_factory=Figures)
    chats: Chats = field(default_factory=Chats)
    lag: LoopLag = field(init=False)

    def __post_init__(self) -> None:
        self.lag = LoopLag(self.figures.lag.observe)
        self.figures.registry.register(_Restarts(self.executor))

    def add_chat(self, name: str, connected: Callable[[], float], behind_s: Callable[[], float]) -> None:
        """Add a chat; see `bot.health.chats.Chat`."""
        self.chats.add(Chat(name, connected, behind_s))
        self.figures.connected.labels(name).set_function(connected)
        self.figures.behind.labels(name).set_function(behind_s)

    async def run(self) -> None:
        """Watch the event loop and the chats until cancelled."""
        await asyncio.gather(self.lag.run(), self.chats.run())

    def watch(self, runner: Runner) -> Runner:
        """A runner that counts and times the work of `runner`."""
        return _Watched(runner, self.store, self.figures)

    async def condition(self) -> Condition:
        """The condition of the bot, within a few seconds in all cases.

        A wrong clock is reported but does not count as unhealthy, because the chat's time is used instead.
        """
        database, disk = await asyncio.gather(self._database(), self._disk())
        worker = self._worker()
        loop = "ok" if self.lag.silent_s < ALIVE_S else "stalled"
        chats = self.chats.states()
        well = database == disk == loop == "ok" and worker in ("ready", "busy") and all(map(is_well, chats.values()))
        clock = clock_state(self.clock.ahead_s())
        return Condition(well, database, worker, disk, loop, clock, chats)

    async def metrics(self) -> bytes:
        """All metrics in Prometheus' text format, version 0.0.4."""
        figures, condition = self.figures, await self.condition()
        figures.well.set(condition.well)
        figures.clock.set(self.clock.ahead_s())
        up = await self._answers(self._look_up)
        figures.database.set(up)
        figures.ready.set(condition.worker in ("ready", "busy"))
        figures.longest_lag.set(self.lag.longest_s)
        self.lag.forget()
        return generate_latest(figures.registry)

    async def _look_up(self) -> None:
        figures, database = self.figures, self.store.db
        # Both queries use partial indexes (`jobs_open`, `outbox_unsaid`), so they read no ended rows.
        jobs = await database.all(
            "SELECT state, count(*) AS n FROM jobs WHERE state IN ('queued', 'running') GROUP BY state"
        )
        counted = {"queued": 0, "running": 0} | {row["state"]: row["n"] for row in jobs}
        for state, number in counted.items():
            figures.queue.labels(state).set(number)
        unsent = await database.all(
            "SELECT platform, count(*) AS n FROM outbox WHERE state IN ('waiting', 'saying') GROUP BY platform"
        )
        figures.unsent.clear()
        for row in unsent:
            figures.unsent.labels(row["platform"]).set(row["n"])

    async def _database(self) -> str:
        if not await self._answers(lambda: self.store.db.one("SELECT 1")):
            return "does not answer"
        if self.dispatcher is not None and self.dispatcher.storage_error is not None:
            return "cannot be written"
        return "ok"

    async def _disk(self) -> str:
        low = False

        async def look() -> None:
            nonlocal low
            space = await free_space(self.store, self.floor_bytes)
            self.figures.free.set(space.free)
            low = space.low

        if not await self._answers(look):
            return "does not answer"
        return "below the floor" if low else "ok"

    def _worker(self) -> str:
        health = self.executor.health()
        if health.busy:
            return "busy"
        if health.ready:
            return "ready"
        return "cannot start" if health.problem else "starting"

    async def _answers(self, question: Callable[[], Awaitable[object]]) -> bool:
        try:
            async with asyncio.timeout(ANSWER_S):
                await question()
        except Exception as error:  # any error is reported as no answer
            log.warning("health: %s", error or "no answer in time")
            return False
        return True


@dataclass(frozen=True)
class _Restarts(Collector):
    """Reads the executor's count of restarts, so that the executor does not depend on metrics."""

    executor: Executor

    def collect(self) -> Iterator[CounterMetricFamily]:
        restarts = self.executor.health().restarts
        text = "Workers started after an earlier one ended or was killed"
        yield CounterMetricFamily("articover_worker_restarts", text, restarts)


@dataclass(frozen=True)
class _Watched:
    """A runner that counts the results of another."""

    runner: Runner
    store: Store
    figures: Figures

    async def run(self, job: Job, report: Callable[[JobProgress], None]) -> Outcome:
        await self._waited(job)
        if job.batch[:1] in ((), (job.job_id,)):
            self.figures.together.observe(len(job.batch) or 1)
        stage = _Stage(self.figures)

        def pass_on(progress: JobProgress) -> None:
            stage.enter(progress.stage)
            report(progress)

        try:
            outcome = await self.runner.run(job, pass_on)
        except (HandedBack, asyncio.CancelledError):
            self.figures.stopped.labels(job.kind).inc()
            raise
        except Exception as error:
            self.figures.failures.labels(job.kind, _reason(error)).inc()
            raise
        stage.leave()
        self.figures.done.labels(job.kind).inc()
        return outcome

    async def _waited(self, job: Job) -> None:
        if job.attempt > 1:
            return  # the wait between two tries is not a wait in the queue
        sql = "SELECT started_at - queued_at AS s FROM jobs WHERE job_id = ?"
        try:
            row = await self.store.db.one(sql, (job.job_id,))
        except StorageError as error:
            log.warning("health: %s", error)  # the job goes on
            return
        if row is not None and row["s"] is not None:
            # The clock may have been set back meanwhile.
            self.figures.wait.observe(max(0.0, row["s"]))


class _Stage:
    """The current stage of a job and its start. The last stage of a failed job is not counted, as it is incomplete."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._name, self._since = "", 0.0

    def enter(self, name: str) -> None:
        if name != self._name:
            self.leave()
            self._name, self._since = name, time.monotonic()

    def leave(self) -> None:
        if self._name:
            self._figures.stage.labels(self._name).observe(time.monotonic() - self._since)


def _reason(error: Exception) -> str:
    """A label for the error, by the same distinctions as in the dispatcher."""
    match error:
        case WorkerCrashed():
            return "crash"
        case BlobMissingError():
            return "missing file"
        case JobFailed(reason=reason):
            return reason
        case TimeoutError():
            return "timeout"
        case StorageError():
            return "storage"
        case ArtiCoverError():
            return "error"
        case _:
            return "unexpected"
