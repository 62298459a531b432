"""The websocket: sessions that are opened, lost and taken up again, and the events each has still to hear."""

from __future__ import annotations

import asyncio
import json
import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from loopback.discord.payloads import guild_of, user_of
from loopback.discord.world import Guild, Json, Shard, User

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
KEPT = 1000
"""Events kept for a session that is away."""


@dataclass(eq=False)
class Session:
    id: str
    shard: Shard
    sequence: int = 0
    events: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    socket: web.WebSocketResponse | None = None
    resumable: bool = True


class Gateway:
    """All sessions of one bot. `url` is where RESUME goes, too."""

    def __init__(self, token: str, bot: User, guilds: Callable[[], list[Guild]]) -> None:
        self._token, self._bot, self._guilds = token, bot, guilds
        self.url = ""
        self.heartbeat_s = 41.25
        self.shards = 1
        self.closed = False
        self.sessions: list[Session] = []
        self.identified = self.resumed = self.heartbeats = 0
        self.changed = asyncio.Event()

    @property
    def connected(self) -> bool:
        """Whether somebody hears what happens."""
        return any(self._is_open(each) for each in self.sessions)

    async def dispatch(self, event: str, data: Json, guild: Guild | None = None) -> bool:
        """Tell every session of the shard; False when none hears it at once."""
        heard = False
        for session in self.sessions:
            if (int(guild.id) >> 22) % session.shard[1] == session.shard[0] if guild else session.shard[0] == 0:
                heard |= await self._tell(session, event, data)
        return heard

    async def drop(self, code: int = 4000) -> None:
        """Close every connection, as Discord does now and then; the sessions may be taken up again."""
        for session in self.sessions:
            if session.socket is not None:
                await session.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        for session in self.sessions:
            await self._send(session, {"op": RECONNECT, "d": None})

    def forget_sessions(self) -> None:
        """Whoever comes to take one up must begin anew."""
        for session in self.sessions:
            session.resumable = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from HELLO to its end."""
        if self.closed:
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0, timeout=0.2)
        await socket.prepare(request)
        await socket.send_str(_packed({"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat_s * 1000)}}))
        session: Session | None = None
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    session = await self._heard(json.loads(message.data), socket, session)
        finally:
            if session is not None and session.socket is socket:
                session.socket = None
            self._ring()
        return socket

    async def _heard(self, said: Json, socket: web.WebSocketResponse, session: Session | None) -> Session | None:
        data: Any = said["d"]
        match said["op"]:
            case 1:
                self.heartbeats += 1
                # discord.py notes the time after it has sent: an answer at once would seem to come 41 s late.
                await asyncio.sleep(0.02)
                await socket.send_str(_packed({"op": ACK}))
            case 2:
                if data["token"] != self._token:
                    await socket.close(code=4004, message=b"Authentication failed.")
                    return session
                return await self._identified(data, socket)
            case 6:
                return await self._resumed(data, socket)
        return session

    async def _identified(self, data: Json, socket: web.WebSocketResponse) -> Session:
        number, count = data.get("shard", [0, 1])
        session = Session(os.urandom(16).hex(), (number, count), socket=socket)
        # Whoever opens a session anew will not come back for the lost ones.
        self.sessions = [each for each in self.sessions if self._is_open(each) or each.shard != session.shard]
        self.sessions.append(session)
        self.identified += 1
        mine = [guild for guild in self._guilds() if (int(guild.id) >> 22) % count == number]
        await self._tell(
            session,
            "READY",
            {
                "v": 10,
                "user": user_of(self._bot),
                "guilds": [{"id": guild.id, "unavailable": True} for guild in mine],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": [number, count],
                "application": {"id": self._bot.id, "flags": 0},
            },
        )
        for guild in mine:
            await self._tell(session, "GUILD_CREATE", guild_of(guild, self._bot))
        self._ring()
        return session

    async def _resumed(self, data: Json, socket: web.WebSocketResponse) -> Session | None:
        session = next((each for each in self.sessions if each.id == data["session_id"] and each.resumable), None)
        if session is None or data["token"] != self._token:
            await socket.send_str(_packed({"op": INVALID_SESSION, "d": False}))
            return None
        self.resumed += 1
        session.socket = socket
        for event in [each for each in session.events if each["s"] > data["seq"]]:
            await self._send(session, event)
        await self._tell(session, "RESUMED", {})
        self._ring()
        return session

    async def _tell(self, session: Session, event: str, data: Json) -> bool:
        session.sequence += 1
        packet = {"op": DISPATCH, "t": event, "s": session.sequence, "d": data}
        session.events.append(packet)
        return await self._send(session, packet)

    async def _send(self, session: Session, packet: Json) -> bool:
        if not self._is_open(session):
            return False
        assert session.socket is not None
        try:
            await session.socket.send_str(_packed(packet))
        except (ConnectionError, RuntimeError):
            return False
        return True

    def _is_open(self, session: Session) -> bool:
        return session.socket is not None and not session.socket.closed

    def _ring(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    async def close(self) -> None:
        await self.drop(WSCloseCode.GOING_AWAY)


def _packed(packet: Json) -> str:
    return json.dumps(packet, ensure_ascii=False, separators=(",", ":"))
