"""The extras are proven to be installed for real, and without a word to any network."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator

import pytest

# Read by these libraries as they load, so set before any of them is imported.
os.environ.update(
    HF_HUB_OFFLINE="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    RAY_USAGE_STATS_ENABLED="0",
    RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO="0",
    TF_CPP_MIN_LOG_LEVEL="2",
    TF_USE_LEGACY_KERAS="1",
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail whatever connects, from this process, to an address that is not this machine's own."""
    connect = socket.socket.connect

    def connect_at_home(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    def resolve(host: str, *_: object, **__: object) -> list[object]:
        raise AssertionError(f"a test asked for the address of {host}")

    monkeypatch.setattr(socket.socket, "connect", connect_at_home)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    yield
