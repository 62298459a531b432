"""Composes the bot: store, queue, executor, conversation and platforms, from start to shutdown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from articover.engine import Availability
from articover.engines import Engines
from articover.errors import ArtiCoverError
from bot import timekeeping, upkeep
from bot.config import Config
from bot.conversation import Context, Conversation, JobPlanner, OwnerPolicy
from bot.conversation.batch_keys import batch_key_of
from bot.executors.contract import Executor
from bot.executors.failure_reasons import why_not_painted
from bot.executors.local import LocalExecutor
from bot.executors.runner import ExecutorRunner
from bot.health.monitor import Monitor
from bot.health.server import serving
from bot.jobs import Dispatcher, Job, JobProgress, Jobs, Limits
from bot.links import Links, key_of
from bot.links import routes as link_routes
from bot.outbox import Outbox
from bot.platforms import Platform
from bot.removals import Removals
from bot.store import Store
from bot.store.clock import ReferenceClock
from bot.store.layout import SCRATCH
from bot.store.retention import collect_orphans

log = logging.getLogger(__name__)

_SLACK_S = 60.0
"""Added to the executor's timeouts, which report more precisely and should fire first."""
_MB = 1_000_000


@dataclass(frozen=True)
class App:
    """A bot that works on its queue; it sends no messages until a platform runs."""

    config: Config
    store: Store
    clock: ReferenceClock
    jobs: Jobs
    executor: Executor
    dispatcher: Dispatcher
    conversation: Conversation
    monitor: Monitor

    async def open_jobs(self) -> int:
        """How many jobs wait or run."""
        return len(await self.jobs.open_jobs())

    async def left(self, platform: str) -> int:
        """How many jobs, messages and removals a platform still waits for."""
        outbox, removals = Outbox(self.store, platform), Removals(self.store, platform)
        return await self.open_jobs() + await outbox.unsent() + await removals.left()


@asynccontextmanager
async def opened(config: Config, executor: Executor | None = None) -> AsyncIterator[App]:
    """Open the data folder, recover the jobs of an earlier process, and work until the block ends.

    At the end, running jobs are handed back. Raises what `Store.open` raises.
    """
    folder = Path(config.bot.data_folder)
    async with AsyncExitStack() as stack:
        clock = ReferenceClock()
        store = await stack.enter_async_context(await Store.open(folder, clock=clock))
        jobs = Jobs(store, limits_of(config))
        await jobs.recover({"say": "failed", "reason": "crash"})
        await collect_orphans(store)
        executor = executor or LocalExecutor.configured(config, folder / SCRATCH)
        await executor.start()
        stack.push_async_callback(executor.close)
        monitor = Monitor(store, executor, jobs.limits.floor_bytes, clock=clock)
        runner = monitor.watch(ExecutorRunner(executor, store.blobs, JobPlanner(store, jobs)))
        batch = partial(batch_key_of, batches=lambda: executor.health().batches, diffusion=config.settings.diffusion)
        capacity = partial(getattr, executor, "capacity")
        dispatcher = Dispatcher(store, jobs, runner, capacity, timeouts_of(config), batch_key_of=batch)
        monitor.dispatcher = dispatcher
        links = await links_of(config, folder)
        more = link_routes(links, store) if links is not None else []
        await stack.enter_async_context(serving(config.http, monitor, more))
        context = Context(
            store,
            jobs,
            dispatcher.cancel,
            owner_policy_of(config),
            engines=partial(_able, executor),
            examine=partial(_examined, config),
            links=links,
        )
        working = asyncio.create_task(dispatcher.run(), name="dispatcher")
        try:
            yield App(config, store, clock, jobs, executor, dispatcher, Conversation(context), monitor)
        finally:
            # The dispatcher first, so that it does not start a job that the closing executor has just handed back.
            working.cancel()
            await executor.close()
            await _ended(working)


async def run(app: App, platforms: Sequence[Platform], stop: asyncio.Event) -> None:
    """Run platforms with different names until one of them ends or `stop` is set.

    Messages that are being sent then may still arrive. Notices for the bot's owner are sent on the first platform where
    the owner can be reached.
    """
    by_name = {platform.name: platform for platform in platforms}
    owner = next((each.owner for each in platforms if each.owner is not None), None)

    def progress(job: Job, progress: JobProgress) -> None:
        # Jobs of a platform that does not run are done, too; the message about their end is sent when it runs again.
        if job.platform in by_name:
            by_name[job.platform].progress(job, progress)

    app.dispatcher.on_progress = progress
    delivering, talking = [], []
    for platform in platforms:
        delivering += await _delivering(app, platform)
        talking.append(asyncio.create_task(platform.run(), name=platform.name))
    storage = app.config.storage
    keeping = asyncio.create_task(
        upkeep.run(
            app.store,
            floor_bytes=app.jobs.limits.floor_bytes,
            max_print_bytes=storage.print_files_max_mb * _MB or None,
            owner=owner,
            every_s=storage.sweep_every_s,
        ),
        name="upkeep",
    )
    watching = asyncio.create_task(timekeeping.watch(app.clock, app.store, owner), name="clock")
    stopping = asyncio.create_task(stop.wait())
    raised: BaseException | None = None
    try:
        # An error in any of these tasks ends the bot, because it would only appear to run without one.
        busy = {*talking, *delivering, keeping, watching, stopping}
        done, _ = await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except BaseException as error:
        raised = error
        raise
    finally:
        app.dispatcher.on_progress = None
        # The outbox first, so that messages that are being sent arrive while the platform still runs.
        for tasks in (delivering, talking, (keeping, watching, stopping)):
            await asyncio.gather(*(_ended(task, raised) for task in tasks))


async def _delivering(app: App, platform: Platform) -> list[asyncio.Task[None]]:
    """Start the tasks that send and delete the messages of one platform."""
    outbox, removals = Outbox(app.store, platform.name), Removals(app.store, platform.name)
    app.monitor.add_chat(platform.name, platform.connected, outbox.behind_s)
    await outbox.recover()
    await removals.recover()

    async def send_all() -> None:
        # After `ready` the clock has been compared with the chat's, so recorded times are right.
        await platform.ready()
        await outbox.run(platform.say)

    return [
        asyncio.create_task(send_all(), name=f"outbox of {platform.name}"),
        asyncio.create_task(removals.run(platform.remove), name=f"removals of {platform.name}"),
    ]


def limits_of(config: Config) -> Limits:
    """The queue's limits from the config, where 0 means no limit."""
    limits = config.limits
    return Limits(
        limits.user_open or None,
        limits.user_running or None,
        limits.user_per_day or None,
        limits.server_open or None,
        limits.total_open or None,
        config.storage.free_space_floor_mb * _MB,
    )


def owner_policy_of(config: Config) -> OwnerPolicy:
    """The rules of the bot's owner."""
    return OwnerPolicy(config.bot.language, config.policy.generative_models, tuple(config.policy.blocked_words))


async def links_of(config: Config, folder: Path) -> Links | None:
    """The signer of links to big files; None without a public address or without the bot's HTTP server."""
    if not config.files.public_url or config.http.port == 0:
        return None
    key = await asyncio.to_thread(key_of, folder)
    return Links(config.files.public_url, config.files.link_hours * 3600.0, key)


def _examined(config: Config, painter: str) -> Availability:
    """Whether an engine that paints can run here. Blocks, because it examines packages and models."""
    try:
        Engines(config.settings).choose("generate", painter)
    except ArtiCoverError as error:
        return Availability(False, why_not_painted(error))
    return Availability(True)


def _able(executor: Executor) -> tuple[str, ...]:
    return executor.health().engines


def timeouts_of(config: Config) -> dict[str, float]:
    """The timeout of each kind of job in seconds, including the worker's start."""
    times = config.timeouts
    around_s = times.start_s + _SLACK_S
    return {
        "cover": times.cover_s + around_s,
        "options": 4 * times.cover_s + times.edit_s + around_s,
        "edit": times.edit_s + around_s,
        "print": times.print_s + around_s,
        "formats": 4 * times.print_s + around_s,
        "enlarge": times.print_s + around_s,
        "remove_text": times.remove_text_s + around_s,
        "compare": times.edit_s + around_s,
    }


async def _ended(task: asyncio.Task[None] | asyncio.Task[bool], raised: BaseException | None = None) -> None:
    """Cancel a task and wait for it; log its error unless that is `raised` anyway."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.wait({task})
        if not task.cancelled() and task.exception() not in (None, raised):
            log.error("the task %s failed", task.get_name(), exc_info=task.exception())
