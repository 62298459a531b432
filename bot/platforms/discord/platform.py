"""`Discord`: the bot on Discord's servers. See `bot.platforms.Platform`."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import aiohttp
import discord

from articover.errors import ArtiCoverError, RequestError
from bot.app import App
from bot.conversation import Answer, Reply
from bot.jobs import Job, Progress
from bot.outbox import Delivery, Target
from bot.platforms.discord.client import Client, aim
from bot.platforms.discord.message_sender import OWNER, MessageSender, edit_answer
from bot.platforms.discord.progress_reporter import ProgressReporter
from bot.platforms.discord.removing import remove
from bot.platforms.discord.render import render
from bot.platforms.discord.uploads import is_too_large, opened
from bot.platforms.discord.words import NAME
from bot.removals import Removal

log = logging.getLogger(__name__)


class Discord:
    """One connection, however many servers. Needs a running event loop."""

    name = NAME
    owner = Target(NAME, OWNER)

    def __init__(self, app: App) -> None:
        aim(app.config.discord)
        self._token = app.config.discord.token
        self._client = Client(app.conversation, app.clock)
        self._mouth = MessageSender(self._client, app.conversation)
        self._board = ProgressReporter(app.conversation, self._edit, self._client.desk.is_settled, app.clock.now)
        self._client.desk.on_accepted = self._board.answered

    async def ready(self) -> None:
        """Return once the token was accepted."""
        await self._client.online.wait()

    async def run(self) -> None:
        """Stay connected until cancelled. Raises `RequestError` for a token that Discord does not accept."""
        board = asyncio.create_task(self._show_progress(), name="progress")
        try:
            await self._client.start(self._token.reveal())
        except discord.LoginFailure:
            raise RequestError(
                "Discord does not accept DISCORD_TOKEN: copy the bot's token anew from the Developer Portal, page Bot."
            ) from None
        except discord.ConnectionClosed as error:
            raise ArtiCoverError(
                f"Discord closed the connection for good (code {error.code}): look at the application in the "
                "Developer Portal, then start again."
            ) from error
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise ArtiCoverError(
                f"Discord cannot be reached ({type(error).__name__}): look at this machine's network, then start again."
            ) from error
        finally:
            await self._client.desk.leave()
            board.cancel()
            await asyncio.wait({board})
            await self._client.close()

    async def say(self, delivery: Delivery) -> str:
        """Say one message of the outbox, after the first answer and after any progress that is being shown."""
        await self._client.desk.settled(delivery.target.interaction_id)
        if isinstance(job_id := delivery.body.get("job_id"), int):
            await self._board.end(job_id)
        return await self._mouth.say(delivery)

    async def remove(self, removal: Removal) -> None:
        """Take one message out of the chat."""
        await self._client.online.wait()
        await remove(self._client, removal)

    def progress(self, job: Job, progress: Progress) -> None:
        """Show how far a job is."""
        self._board.note(job, progress)

    def connected(self) -> float:
        """The share of connections to the gateway that stand."""
        shards = self._client.shards
        return sum(not each.is_closed() for each in shards.values()) / len(shards) if shards else 0.0

    async def _show_progress(self) -> None:
        # What was said to nobody would be held to stand there.
        await self._client.online.wait()
        await self._board.run()

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
