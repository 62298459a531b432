"""Send outbox messages on Discord, once: as an edit of the first answer, or as a separate message.

An edit may be repeated freely. A message has a nonce, which Discord keeps for some minutes, and a permanent mark in its
components (`render.MARK`). After a try that may have arrived, the mark is searched first.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import discord
from discord.http import handle_message_parameters

from bot.conversation import Conversation, FileLimit, Language, Reply, localized, smaller_limit
from bot.outbox import Delivery, NotSent, TokenGone, Undeliverable
from bot.platforms.discord.finding import find
from bot.platforms.discord.render import Shown, mark_of, render
from bot.platforms.discord.uploads import USUAL_LIMIT_BYTES, is_too_large, opened

log = logging.getLogger(__name__)

OWNER = "owner"
"""The channel of messages to the bot's owner: direct messages."""
_TRIES_WITH_ALL = 3
"""After this many failed tries, files above the usual limit are left out."""
_UNKNOWN_MESSAGE, _TOKEN_INVALID, _THREAD_ARCHIVED = 10008, 50027, 50083


class MessageSender:
    """Sends messages through a client that is logged in."""

    def __init__(self, client: discord.Client, conversation: Conversation) -> None:
        self._client, self._conversation = client, conversation

    async def say(self, delivery: Delivery) -> str:
        """See `bot.outbox.Deliver`."""
        try:
            return await self._with_what_fits(delivery)
        except discord.RateLimited as error:
            raise NotSent("rate limited", error.retry_after) from error
        except discord.HTTPException as error:
            raise _meaning(error, delivery) from error

    async def _with_what_fits(self, delivery: Delivery) -> str:
        """Send the message with as many of its files as the chat accepts. If Discord refuses it as too large, it is
        sent again with fewer files, and its text tells which are attached."""
        limit = self._limit(delivery)
        while True:
            reply, language = await self._conversation.announce(delivery.body, limit)
            if reply.private and delivery.mode != "edit":
                return await self._privately(delivery, reply, language)
            try:
                return await self._try(delivery, reply, language)
            except FileNotFoundError as error:  # deleted since the message was made, which is made again
                log.warning("message %s: a file was deleted: %s", delivery.key, error)
            except discord.HTTPException as error:
                if not reply.files or not is_too_large(error):
                    raise
                limit = smaller_limit(reply.files, USUAL_LIMIT_BYTES)
                log.warning(
                    "message %s: too large for this chat; sent again with files below %d bytes",
                    delivery.key,
                    limit.bytes,
                )

    async def _privately(self, delivery: Delivery, reply: Reply, language: Language) -> str:
        """Send a private result, which only the answer can show. Discord decides whether its token has expired, not a
        clock. Raises `Undeliverable` when it has."""
        ended = Undeliverable("a private answer ends with its token; it waits in /history")
        if not delivery.token:
            raise ended
        try:
            return await self._try(replace(delivery, mode="edit"), reply, language)
        except discord.HTTPException as error:
            if error.status in (401, 403, 404) or error.code == _TOKEN_INVALID:
                raise ended from error
            raise

    def _limit(self, delivery: Delivery) -> FileLimit | None:
        """The size limit of files in this message. An answer to an interaction has the user's limit, which was stored
        when the job was accepted; a separate message has the limit of the server."""
        if delivery.mode == "edit" or not delivery.target.channel_id.isdecimal():
            stated = None
        else:
            guild = getattr(self._client.get_channel(int(delivery.target.channel_id)), "guild", None)
            stated = FileLimit(guild.filesize_limit if guild is not None else USUAL_LIMIT_BYTES)
        if delivery.tries > _TRIES_WITH_ALL and (stated is None or stated.bytes > USUAL_LIMIT_BYTES):
            # A proxy or a slow connection may cut off large requests without an answer.
            return FileLimit(USUAL_LIMIT_BYTES, stated=False)
        return stated

    async def _try(self, delivery: Delivery, reply: Reply, language: Language) -> str:
        shown = render(reply, language, mark=delivery.outbox_id)
        async with opened(shown.files, language) as files:
            if delivery.mode == "edit":
                return await edit_answer(self._client, delivery.token, delivery.message_id, shown, files)
            return await self._post(delivery, shown, files, language)

    async def _post(self, delivery: Delivery, shown: Shown, files: Sequence[discord.File], language: Language) -> str:
        channel_id = await self._channel_id(delivery)
        answer = await self._answer(channel_id, delivery)
        await self._refuse_archived(channel_id)
        if delivery.uncertain and (found := await self._find(channel_id, delivery, answer)):
            return found
        reference = discord.utils.MISSING
        if answer is not None:
            place = discord.MessageReference(
                message_id=int(answer["id"]), channel_id=channel_id, fail_if_not_exists=False
            )
            reference = place.to_message_reference_dict()
        with handle_message_parameters(
            view=shown.view,
            files=files,
            nonce=delivery.nonce,
            allowed_mentions=discord.AllowedMentions.none(),
            message_reference=reference,
        ) as params:
            data = await self._client.http.send_message(channel_id, params=params)
        if answer is not None and mark_of(answer) is None:
            await self._point_on(channel_id, int(answer["id"]), language)
        return str(data["id"])

    async def _point_on(self, channel_id: int, message_id: int, language: Language) -> None:
        """Change the first answer, which shows the progress, to say that the job is done. Never raises `Exception`."""
        view = render(Reply((localized("discord-below"),)), language).view
        try:
            nobody = discord.AllowedMentions.none()
            with handle_message_parameters(view=view, attachments=[], allowed_mentions=nobody) as params:
                await self._client.http.edit_message(channel_id, message_id, params=params)
        except Exception as error:  # the result was sent, and must not be sent again because of this
            log.info("an answer still shows the progress of a finished job: %s", error)

    async def _channel_id(self, delivery: Delivery) -> int:
        if delivery.target.channel_id != OWNER:
            return int(delivery.target.channel_id)
        application = await self._client.application_info()
        owner = application.team.owner if application.team else application.owner
        if owner is None:
            raise Undeliverable("the application has no owner to write to")
        return int((await self._client.http.start_private_message(owner.id))["id"])

    async def _answer(self, channel_id: int, delivery: Delivery) -> dict[str, Any] | None:
        """The current first answer, or None if there is none or it cannot be read. Raises `Undeliverable`."""
        if delivery.message_id is None:
            return None
        try:
            return cast(dict[str, Any], await self._client.http.get_message(channel_id, int(delivery.message_id)))
        except discord.Forbidden:
            return None
        except discord.NotFound as error:
            # A user deleted it, so the result is not sent there either.
            raise Undeliverable(f"the message or channel is gone ({error.code})") from error

    async def _refuse_archived(self, channel_id: int) -> None:
        """Raise `Undeliverable` for an archived thread, because a message would reopen it for all members."""
        channel = self._client.get_channel(channel_id)
        if channel is None:
            # Not in the cache: a direct message, or a thread that was archived.
            data = cast(dict[str, Any], await self._client.http.get_channel(channel_id))
            archived = data.get("thread_metadata", {}).get("archived", False)
        else:
            archived = isinstance(channel, discord.Thread) and channel.archived
        if archived:
            raise Undeliverable("the thread is archived")

    async def _find(self, channel_id: int, delivery: Delivery, answer: dict[str, Any] | None) -> str | None:
        """The message, if an earlier try posted it."""
        if answer is not None and mark_of(answer) == delivery.outbox_id:
            return str(answer["id"])
        since = delivery.tried_at or 0.0
        # If the channel cannot be read, only the nonce prevents a second message.
        return await find(self._client, channel_id, delivery.outbox_id, delivery.nonce, since)


async def edit_answer(
    client: discord.Client, token: str, message_id: str | None, shown: Shown, files: Sequence[discord.File] = ()
) -> str:
    """Replace the first answer of an interaction, attachments included; returns its id. Raises `HTTPException`."""
    webhook = discord.Webhook.partial(client.application_id or 0, token, client=client)
    wanted = cast(int, int(message_id) if message_id else "@original")
    message = await webhook.edit_message(wanted, view=shown.view, attachments=files)
    return str(message.id)


def _meaning(error: discord.HTTPException, delivery: Delivery) -> Exception:
    """The outbox's error for a response of Discord; the response's error itself if the result is unknown."""
    reason = f"{error.status} {error.code}"
    if error.status >= 500:
        return error
    if error.status == 429:
        return NotSent(reason, _retry_after_s(error))
    if error.code == _THREAD_ARCHIVED:
        return Undeliverable(f"the thread is archived ({reason})")
    if delivery.mode == "edit":
        if error.code == _UNKNOWN_MESSAGE and delivery.message_id is not None:
            return Undeliverable(f"the message was deleted ({reason})")
        if error.status in (401, 403, 404) or error.code == _TOKEN_INVALID:
            return TokenGone(reason)
    elif error.status == 401:
        return NotSent(reason)
    log.error("message %s is refused: %s", delivery.key, error)
    return Undeliverable(reason)


def _retry_after_s(error: discord.HTTPException) -> float | None:
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError, AttributeError):
        return None
