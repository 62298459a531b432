"""`/healthz`, `/metrics` and what others add, over HTTP, on this machine only unless configured otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict

from aiohttp import web

from articover.errors import RequestError
from bot.config import Http
from bot.health.monitor import Monitor

HEALTH, METRICS = "/healthz", "/metrics"
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_LEAVE_S = 1.0
"""For answers under way when the bot ends."""


@asynccontextmanager
async def serving(http: Http, monitor: Monitor, more: Iterable[web.RouteDef] = ()) -> AsyncIterator[int]:
    """Watch the bot and answer on `http`'s port until the block ends; yields the port, 0 for none.

    `more` are routes beside health and metrics. /healthz is 200 when all is well, else 503; the JSON says
    what is not. Raises `RequestError` when the address is open to other machines without
    `allow_other_hosts`, or when the port is taken.
    """
    watching = asyncio.create_task(monitor.run(), name="monitor")
    try:
        if http.port == 0:
            yield 0
            return
        runner = web.AppRunner(_application(monitor, more), access_log=None, shutdown_timeout=_LEAVE_S)
        await runner.setup()
        try:
            sockets = await _bound(http)
            for each in sockets:
                await web.SockSite(runner, each).start()
            yield sockets[0].getsockname()[1]
        finally:
            await runner.cleanup()
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


def _application(monitor: Monitor, more: Iterable[web.RouteDef]) -> web.Application:
    async def healthz(request: web.Request) -> web.Response:
        condition = await monitor.condition()
        return web.json_response(asdict(condition), status=200 if condition.well else 503)

    async def metrics(request: web.Request) -> web.Response:
        return web.Response(body=await monitor.metrics(), headers={"Content-Type": METRICS_TYPE})

    application = web.Application()
    application.router.add_get(HEALTH, healthz)
    application.router.add_get(METRICS, metrics)
    application.router.add_routes(more)
    return application


async def _bound(http: Http) -> list[socket.socket]:
    """Sockets on every address that `http.host` means, looked at before any is opened: a name may lead anywhere."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(http.host, http.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RequestError(f"http.host = {http.host} is no address of this machine: use 127.0.0.1.") from error
    addresses = list(dict.fromkeys((family, address) for family, _, _, _, address in found))
    for _, address in addresses:
        if not http.allow_other_hosts and not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
            raise RequestError(
                f"http.host = {http.host} opens the metrics to others: use 127.0.0.1, "
                "or set http.allow_other_hosts = true."
            )
    bound: list[socket.socket] = []
    refusal: OSError | None = None
    for family, address in addresses:
        try:
            bound.append(socket.create_server(address[:2], family=family))
        except OSError as error:  # "localhost" may mean ::1 on a machine without IPv6
            refusal = error
    if not bound:
        assert refusal is not None
        raise RequestError(
            f"The port {http.port} of {http.host} cannot be used ({refusal.strerror}): "
            "set http.port to another, or to 0 for none."
        ) from refusal
    return bound
