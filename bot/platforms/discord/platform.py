"""`Discord`: the bot on Discord's servers. See `bot.platforms.Platform`."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import aiohttp
import discord

from articover.errors import ArtiCoverError, RequestError
from bot.config import Discord as Settings
from bot.conversation import Answer, Conversation, Reply
from bot.jobs import Job, JobProgress
from bot.outbox import Delivery, Target
from bot.platforms.discord.client import Client, aim
from bot.platforms.discord.message_sender import OWNER, MessageSender, edit_answer
from bot.platforms.discord.removing import remove
from bot.platforms.discord.render import render
from bot.platforms.discord.uploads import is_too_large, opened
from bot.platforms.discord.words import NAME
from bot.platforms.progress_reporter import NotShown, ProgressReporter
from bot.removals import Removal
from bot.store.clock import ReferenceClock

log = logging.getLogger(__name__)

_GONE = frozenset({401, 403, 404})
"""What Discord says of an answer that somebody deleted, or whose token it no longer takes."""


class Discord:
    """One connection, however many servers. Needs a running event loop."""

    name = NAME
    owner = Target(NAME, OWNER)

    def __init__(self, settings: Settings, conversation: Conversation, clock: ReferenceClock) -> None:
        aim(settings)
        self._token = settings.token
        self._client = Client(conversation, clock)
        self._sender = MessageSender(self._client, conversation)
        self._progress = ProgressReporter(NAME, conversation, self._show, self._client.desk.is_settled, now=clock.now)
        self._client.desk.on_accepted = self._progress.answered

    async def ready(self) -> None:
        """Return once the token was accepted."""
        await self._client.online.wait()

    async def run(self) -> None:
        """Stay connected until cancelled. Raises `RequestError` for a token that Discord does not accept."""
        reporting = asyncio.create_task(self._report_progress(), name="progress")
        try:
            await self._client.start(self._token.reveal())
        except discord.LoginFailure:
            raise RequestError(
                sentence=(
                    "Discord does not accept DISCORD_TOKEN: copy the bot's token anew from the Developer "
                    "Portal, page Bot."
                )
            ) from None
        except discord.ConnectionClosed as error:
            raise ArtiCoverError(
                sentence=(
                    f"Discord closed the connection for good (code {error.code}): look at the application in the "
                    "Developer Portal, then start again."
                )
            ) from error
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise ArtiCoverError(
                sentence=(
                    f"Discord cannot be reached ({type(error).__name__}): look at this machine's network, then "
                    "start again."
                )
            ) from error
        finally:
            await self._client.desk.leave()
            reporting.cancel()
            await asyncio.wait({reporting})
            await self._client.close()

    async def say(self, delivery: Delivery) -> str:
        """Say one message of the outbox, after the first answer and after any progress that is being shown."""
        await self._client.desk.settled(delivery.target.interaction_id)
        if isinstance(job_id := delivery.body.get("job_id"), int):
            await self._progress.end(job_id)
        return await self._sender.say(delivery)

    async def remove(self, removal: Removal) -> None:
        """Take one message out of the chat."""
        await self._client.online.wait()
        await remove(self._client, removal)

    def progress(self, job: Job, progress: JobProgress) -> None:
        """Show how far a job is."""
        self._progress.note(job, progress)

    def connected(self) -> float:
        """The share of connections to the gateway that stand."""
        shards = self._client.shards
        return sum(not each.is_closed() for each in shards.values()) / len(shards) if shards else 0.0

    async def _report_progress(self) -> None:
        # Unsent progress would be recorded as shown.
        await self._client.online.wait()
        await self._progress.run()

    async def _show(self, answer: Answer, reply: Reply) -> None:
        """Edit an answer, for `ProgressReporter`."""
        try:
            await self._edit(answer, reply)
        except discord.HTTPException as error:
            raise NotShown(str(error), gone=error.status in _GONE) from error
        except (discord.DiscordException, aiohttp.ClientError) as error:
            raise NotShown(str(error)) from error

    async def _edit(self, answer: Answer, reply: Reply) -> None:
        try:
            shown = render(reply, answer.language)
            async with opened(shown.files, answer.language) as files:
                await edit_answer(self._client, answer.token, answer.message_id, shown, files)
        except FileNotFoundError:  # the attempt that painted it is over
            await self._edit(answer, replace(reply, files=()))
        except discord.HTTPException as error:
            if not reply.files or not is_too_large(error):
                raise
            await self._edit(answer, replace(reply, files=()))
