"""The server itself: sockets, the record of every request, and what makes each of them fail on purpose."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import types
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import Any
from unittest import mock

import discord.gateway
import discord.http
import yarl
from aiohttp import web

from loopback.discord.calls import Call, read
from loopback.discord.faults import Fault, Faults
from loopback.discord.interactions import Interactions
from loopback.discord.openapi import openapi_faults
from loopback.discord.person import Person
from loopback.discord.refusals import Refused
from loopback.discord.routes import Route, table
from loopback.discord.state import State
from loopback.discord.world import Channel, Guild

log = logging.getLogger(__name__)

TOKEN = "loopback.discord.a-token-that-opens-nothing-anywhere"
_OPEN = ("/interactions/", "/webhooks/")
"""What needs no bot token: its path has one of its own."""


class Discord:
    """Discord on 127.0.0.1, from `async with` to its end, which checks everything the bot sent.

    `guild` and `channel` are there from the start; `state` has the rest.
    """

    def __init__(self, folder: Path, *, locale: str = "en-US", check: bool = True, seed: int = 0) -> None:
        self.state = State(folder, TOKEN)
        self.token = TOKEN
        self.gateway, self.clock, self.faults = self.state.gateway, self.state.clock, Faults(seed)
        self.guild: Guild = self.state.add_guild("Night Tide Press", locale)
        self.channel: Channel = self.state.add_channel(self.guild, "covers")
        self.interactions = Interactions(self.state)
        self.calls: list[Call] = []
        self.allowed_faults: set[str] = set()
        self._check = check
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        return f"{self.state.cdn.base_url}/api/v10"

    @property
    def gateway_url(self) -> str:
        return self.gateway.url

    def person(
        self, name: str, *, locale: str = "en-US", moderator: bool = False, guild: Guild | None = None
    ) -> Person:
        """Somebody on the server."""
        guild = guild or self.guild
        user = self.state.add_user(name, locale)
        guild.members[user.id] = [guild.roles[2]] if moderator else []
        channel = next(iter(guild.channels.values()))
        return Person(self.state, self.interactions, user, channel)

    async def delete_channel(self, channel: Channel) -> None:
        channel.deleted = True
        await self.state.tell_of("CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE", channel)

    async def archive(self, thread: Channel, locked: bool = False) -> None:
        thread.archived, thread.locked = True, locked
        await self.state.tell_of("THREAD_UPDATE", thread)

    async def forbid(self, channel: Channel, *names: str) -> None:
        """Take permissions from the bot in a channel: "send_messages"."""
        bits = discord.Permissions(**dict.fromkeys(names, True)).value
        channel.overwrites[self.state.bot.id] = (0, bits)
        await self.state.tell_of("CHANNEL_UPDATE", channel)

    async def connected(self, timeout_s: float = 20.0) -> None:
        """Once the bot hears the gateway. Raises `TimeoutError`."""
        if not await self.state.until(lambda: self.gateway.connected, timeout_s):
            raise TimeoutError("No bot has come to the gateway.")

    @contextmanager
    def as_discord(self) -> Iterator[None]:
        """discord.py in this process comes here instead of to Discord."""
        url = yarl.URL(self.gateway_url)
        with (
            mock.patch.object(discord.http.Route, "BASE", self.api_url),
            mock.patch.object(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", url),
        ):
            yield

    def asked(self, pattern: str) -> list[Call]:
        """Requests whose "METHOD /path/template" begins so."""
        return [each for each in self.calls if f"{each.method} {each.template}".startswith(pattern)]

    def check(self) -> None:
        """Everything the bot sent, against our own reading of the documentation and against Discord's own document."""
        faults = [f"{call}: {fault}" for call in self.calls for fault in call.faults]
        faults += [f"{call}: {fault}" for call, fault in openapi_faults(self.calls)]
        faults = [each for each in faults if not any(allowed in each for allowed in self.allowed_faults)]
        assert not faults, "\n".join(faults[:40])

    async def __aenter__(self) -> Discord:
        application = web.Application(client_max_size=200 * 1024 * 1024)
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/attachments/{channel}/{file}/{name}", self._file)
        for method, template, route in table(self.state, self.interactions):
            application.router.add_route(method, f"/api/v10{template}", self._handler(template, route))
        application.router.add_route("*", "/{any:.*}", self._handler("", _nowhere))
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.state.cdn.base_url = f"http://{host}:{port}"
        self.gateway.url = f"ws://{host}:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: types.TracebackType | None
    ) -> None:
        await self.gateway.close()
        assert self._runner is not None
        await self._runner.cleanup()
        if error is None and self._check:
            self.check()

    def _handler(self, template: str, route: Route) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            call = Call(
                len(self.calls),
                request.method,
                request.path.removeprefix("/api/v10"),
                template,
                dict(request.match_info),
                dict(request.query),
                request.headers.get("Authorization", ""),
                time.perf_counter(),
            )
            self.calls.append(call)
            struck = {fault.kind: fault for fault in self.faults.meet(f"{call.method} {call.path}")}
            headers = {"Date": formatdate(self.clock.now(), usegmt=True)}
            try:
                if "slow" in struck:
                    await asyncio.sleep(struck["slow"].seconds)
                await read(call, request)
                if not call.path.startswith(_OPEN) and call.authorization != f"Bot {self.token}":
                    raise Refused(401, 0, "401: Unauthorized")
                await _act(struck.get("before"))
                if "before" in struck:
                    raise Refused(503, 0, "Nobody is there to hear this.")
                if "refuse" in struck:
                    headers["Via"] = "1.1 google"
                    raise _refusal(struck["refuse"])
                call.status, call.answer = await route(call)
            except Refused as refused:
                call.status, call.answer = refused.status, refused.body
                if refused.body["code"] == 50035:
                    call.faults.append(json.dumps(refused.body, ensure_ascii=False))
            await _act(struck.get("after"))
            if struck.keys() & {"lose", "before", "after"} and request.transport is not None:
                request.transport.abort()
            return _response(call, headers)

        return handle

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self.state.cdn.stored.get(request.match_info["file"])
        if stored is None:
            return web.Response(status=404)
        return web.FileResponse(stored.path, headers={"Content-Type": stored.data["content_type"]})


async def _act(fault: Fault | None) -> None:
    if fault is not None and fault.action is not None:
        await fault.action()


def _refusal(fault: Fault) -> Refused:
    if fault.status != 429:
        return Refused(fault.status, 0, "Service unavailable")
    refused = Refused(429, 0, "You are being rate limited.")
    refused.body |= {"retry_after": fault.seconds, "global": False}
    return refused


async def _nowhere(call: Call) -> tuple[int, Any]:
    call.faults.append("there is no such route")
    return 404, {"message": "404: Not Found", "code": 0}


def _response(call: Call, headers: dict[str, str]) -> web.Response:
    if call.answer is None:
        return web.Response(status=call.status, headers=headers)
    body = json.dumps(call.answer, ensure_ascii=False).encode()
    # Not json_response: discord.py reads JSON only under exactly this type.
    return web.Response(body=body, status=call.status, headers={**headers, "Content-Type": "application/json"})
