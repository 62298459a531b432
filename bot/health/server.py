"""The HTTP server of `/healthz`, `/metrics` and added routes; reachable from this machine only by default."""

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
"""How long running responses may take when the bot shuts down."""


@asynccontextmanager
async def serving(http: Http, monitor: Monitor, more: Iterable[web.RouteDef] = ()) -> AsyncIterator[int]:
    """Run the monitor and the server on `http`'s port until the block ends; yields the port, 0 for none.

    `more` are additional routes. /healthz has status 200 when the bot is healthy, else 503, and its JSON has the state
    of each part. Raises `RequestError` when the address is open to other machines without `allow_other_hosts`, or when
    the port is in use.
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
    """Sockets on all addresses of `http.host`. All are checked before the first is opened, because a host name can
    have any address."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(http.host, http.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RequestError(sentence=f"http.host = {http.host} is no address of this machine: use 127.0.0.1.") from error
    addresses = list(dict.fromkeys((family, address) for family, _, _, _, address in found))
    for _, address in addresses:
        if not http.allow_other_hosts and not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
            raise RequestError(
                sentence=(
                    f"http.host = {http.host} opens health and metrics to other machines: use 127.0.0.1, "
                    "or set http.allow_other_hosts = true."
                )
            )
    bound: list[socket.socket] = []
    refusal: OSError | None = None
    for family, address in addresses:
        try:
            bound.append(socket.create_server(address[:2], family=family))
        except OSError as error:  # "localhost" can resolve to ::1 on a machine without IPv6
            refusal = error
    if not bound:
        assert refusal is not None
        raise RequestError(
            sentence=f"The port {http.port} of {http.host} cannot be used ({refusal.strerror}): "
            "set http.port to another, or to 0 for none."
        ) from refusal
    return bound
