"""A chat that outlives the bots that talk to it: what matters of Discord's server, over a Unix socket.

Deferred answers are edited through a token that expires; messages are posted with a nonce that is enforced
for a short while. What has arrived is carried out, whether or not whoever sent it is still alive. Now and
then it is slow, refuses, or does as asked and never says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation import requests
from bot.conversation.requests import Request
from bot.outbox import TOKEN_MARGIN_S
from bot.store.records import Interaction

SOCKET = "chat.sock"
NONCE_WINDOW_S = 0.4
MADE = ("made", "options", "printed", "poll", "poll-closed")
"""What is told of jobs that are done."""
_TOKEN_LIVES_S = (0.0, 0.3, 1.0, 900.0, 900.0, 900.0)


def request_to(request: Request) -> dict[str, Any]:
    """A request as JSON; inverse of `request_from`."""
    given = {name: getattr(request, name) for name in request.__struct_fields__}
    values = {name: str(value) if isinstance(value, Path) else value for name, value in given.items()}
    return {"kind": type(request).__name__, **values}


def request_from(data: dict[str, Any]) -> Request:
    values = {name: Path(value) if name == "picture" and value else value for name, value in data.items()}
    kind = values.pop("kind")
    request: Request = getattr(requests, kind)(**values)
    return request


class BotGone(Exception):  # noqa: N818 -- an answer, not a fault
    """The bot left before it answered."""


@dataclass
class Message:
    """One message of the chat: `keys` are those of the outbox that were said in it, `end` what the last one told.

    `missing` are attachments that were not there when it was said.
    """

    message_id: str
    at: float = field(default_factory=time.time)
    nonce: str | None = None
    keys: list[str] = field(default_factory=list)
    end: str = ""
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """The first answer to an interaction, as a person sees it."""

    line: str
    job_id: int | None
    session_id: int | None


class Chat:
    """`answers` holds every answer that was ever seen, by interaction; `said` the messages that carry a key."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._server: asyncio.Server
        self._bot: asyncio.StreamWriter | None = None
        self._waiting: defaultdict[str, list[asyncio.Future[Answer]]] = defaultdict(list)
        self._tokens: dict[str, Interaction] = {}
        self._doing: set[asyncio.Task[None]] = set()
        self.messages: dict[str, Message] = {}
        self.answers: defaultdict[str, list[Answer]] = defaultdict(list)
        self._numbers = itertools.count()
        self.made = 0
        self.connected = asyncio.Event()

    async def open(self, folder: Path) -> None:
        self._server = await asyncio.start_unix_server(self._talk, folder / SOCKET)

    def close(self) -> None:
        self._server.close()

    def interaction(self, number: int, user: str, server: str = "stub:g") -> Interaction:
        """A new press or command; its token is valid for as long as the dice say."""
        expires_at = time.time() + TOKEN_MARGIN_S + self._dice.choice(_TOKEN_LIVES_S)
        made = Interaction("stub", f"i{number}", user, server, "c", f"token-{number}", expires_at)
        self._tokens[made.token] = made
        return made

    async def ask(self, interaction: Interaction, request: Request, is_moderator: bool = False) -> Answer:
        """Deliver an interaction to the bot and wait for its answer. Raises `BotGone`."""
        if self._bot is None:
            raise BotGone
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[interaction.interaction_id].append(answered)
        self._send(
            self._bot,
            {"interaction": vars(interaction), "is_moderator": is_moderator, "request": request_to(request)},
        )
        return await answered

    def said(self) -> dict[str, list[Message]]:
        """The messages in which each key of the outbox stands."""
        found: defaultdict[str, list[Message]] = defaultdict(list)
        for message in self.messages.values():
            for key in message.keys:
                found[key].append(message)
        return found

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._bot = writer
        self.connected.set()
        with contextlib.suppress(ConnectionError):
            while (line := await reader.readline()).endswith(b"\n"):
                task = asyncio.create_task(self._do(writer, json.loads(line)))
                self._doing.add(task)
                task.add_done_callback(self._doing.discard)
        if self._bot is writer:
            self._bot = None
            self.connected.clear()
            waiting, self._waiting = self._waiting, defaultdict(list)
            for each in (future for futures in waiting.values() for future in futures):
                each.set_exception(BotGone())
        writer.close()

    async def _do(self, bot: asyncio.StreamWriter, call: dict[str, Any]) -> None:
        await asyncio.sleep(self._dice.uniform(0, 0.1 if self._dice.random() < 0.05 else 0.006))
        what = call.pop("do")
        number = call.pop("call")
        if what in ("edit", "post") and self._dice.random() < 0.1:
            self._send(bot, {"call": number, "status": "busy"})
            return
        message_id = getattr(self, f"_{what}")(**call)
        await asyncio.sleep(self._dice.uniform(0, 0.006))
        status = "gone" if message_id is None else "lost" if self._dice.random() < 0.05 else "ok"
        self._send(bot, {"call": number, "status": status, "message_id": message_id})

    def _answer(self, interaction_id: str, line: str, job_id: int | None, session_id: int | None) -> str:
        answer = Answer(line, job_id, session_id)
        self.answers[interaction_id].append(answer)
        for future in self._waiting.pop(interaction_id, ()):
            future.set_result(answer)
        # Answered a second time, the first answer stands.
        message_id = f"answer-{interaction_id}"
        return self.messages.setdefault(message_id, Message(message_id)).message_id

    def _edit(self, token: str, key: str, end: str, text: list[str], missing: list[str]) -> str | None:
        interaction = self._tokens[token]
        message = self.messages.get(f"answer-{interaction.interaction_id}")
        # The chat's clock is a little ahead: its tokens die before the bot believes it.
        if message is None or time.time() > interaction.token_expires_at - TOKEN_MARGIN_S - 0.05:
            return None
        if key not in message.keys:
            message.keys.append(key)
        message.end, message.missing = end, missing
        self.made += end in MADE
        return message.message_id

    def _post(self, nonce: str, key: str, end: str, text: list[str], missing: list[str]) -> str:
        for message in self.messages.values():
            if message.nonce == nonce and time.time() - message.at < NONCE_WINDOW_S:
                return message.message_id
        made = Message(f"post-{next(self._numbers)}", nonce=nonce, keys=[key], end=end, missing=missing)
        self.messages[made.message_id] = made
        self.made += end in MADE
        return made.message_id

    def _look(self, key: str) -> str:
        return next((message.message_id for message in self.messages.values() if key in message.keys), "")

    def _remove(self, message_id: str | None, nonce: str | None) -> str:
        for each in list(self.messages.values()):
            if each.message_id == message_id or (nonce is not None and each.nonce == nonce):
                del self.messages[each.message_id]
        return "removed"

    def _send(self, bot: asyncio.StreamWriter, message: dict[str, Any]) -> None:
        if not bot.is_closing():
            bot.write(json.dumps(message).encode() + b"\n")
