"""Links to files that are too big for a chat, over a real socket: what is signed is served, nothing else is."""

from __future__ import annotations

import socket
import stat
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from simulated_users import FakeExecutor, simulated_users_of
from yarl import URL

from articover.errors import StorageError
from bot.app import opened
from bot.config import load_config
from bot.links import Links, key_of
from bot.store import Store
from bot.store.layout import LINKS_KEY

NAMES = ("keeper-v3-print.pdf", "고래와-등대지기-v1-print.png", "a b%2F..?#&'\".png", "ünïcode–v1.png", "..", "x" * 120)


class Place:
    """A bot that serves links, and a browser."""

    def __init__(self, store: Store, links: Links, port: int, client: aiohttp.ClientSession) -> None:
        self.store, self.links, self.port, self.client = store, links, port, client

    def link(self, data: bytes, name: str = "print.pdf", age_s: float = 0) -> str:
        blob = self.store.blobs.put_bytes(data)
        url, _ = self.links.sign(blob.sha256, name, self.store.clock.now() - age_s)
        return urlsplit(url).path

    async def gets(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        # Already encoded: nothing may tidy up what an attacker sends.

        url = URL(f"http://127.0.0.1:{self.port}{path}", encoded=True)
        async with self.client.get(url, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.read(), dict(answer.headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest_asyncio.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    port = free_port()
    config = load_config(
        None,
        {
            "ARTICOVER_BOT__BOT__DATA_FOLDER": str(tmp_path / "data"),
            "ARTICOVER_BOT__STORAGE__FREE_SPACE_FLOOR_MB": "0",
            "ARTICOVER_BOT__HTTP__PORT": str(port),
            "ARTICOVER_BOT__FILES__PUBLIC_URL": "https://covers.example",
        },
    )
    async with opened(config, FakeExecutor(tmp_path / "scratch")) as app, aiohttp.ClientSession() as client:
        links = app.conversation.context.links
        assert links is not None and links.lifetime_s == 72 * 3600
        yield Place(app.store, links, port, client)


@pytest.mark.parametrize("name", NAMES)
async def test_a_link_gives_its_file_under_its_name(place: Place, name: str) -> None:
    status, body, headers = await place.gets(place.link(b"%PDF-1.7 print", name))
    assert (status, body) == (200, b"%PDF-1.7 print")
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "\n" not in headers["Content-Disposition"]
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_download_can_be_resumed(place: Place) -> None:
    path = place.link(bytes(range(256)) * 1000)
    status, body, headers = await place.gets(path, Range="bytes=1000-1009")
    assert (status, len(body)) == (206, 10)
    assert headers["Content-Range"] == "bytes 1000-1009/256000"


async def test_an_expired_link_and_a_deleted_file_are_gone(place: Place) -> None:
    assert (await place.gets(place.link(b"old", age_s=72 * 3600)))[0] == 410
    assert (await place.gets(place.link(b"old", age_s=72 * 3600 - 60)))[0] == 200
    path = place.link(b"to be deleted")
    place.store.blobs.remove([path.split("/")[3]])
    assert (await place.gets(path))[0] == 410


async def test_nothing_but_what_was_signed_is_served(place: Place) -> None:
    good = place.link(b"mine", "print.pdf")
    other = place.store.blobs.put_bytes(b"somebody else's").sha256
    _, _, expires, sha256, signature, name = good.split("/")
    later = str(int(expires) + 1)
    for path in (
        f"/files/{later}/{sha256}/{signature}/{name}",
        f"/files/0{expires}/{sha256}/{signature}/{name}",
        f"/files/+{expires}/{sha256}/{signature}/{name}",
        f"/files/{expires}/{other}/{signature}/{name}",
        f"/files/{expires}/{sha256.upper()}/{signature}/{name}",
        f"/files/{expires}/{sha256}/{signature}/other.pdf",
        f"/files/{expires}/{sha256}/{signature[:-1]}/{name}",
        f"/files/{expires}/{sha256}/{signature}=/{name}",
        f"/files/{expires}/{sha256}//{name}",
        f"/files/{expires}/..%2F..%2Fbot.sqlite3/{signature}/{name}",
        f"/files/{expires}/{sha256}/{signature}/..%2F{name}",
        f"/files/{expires}/{sha256}/{signature}/%ED%A0%80",
        f"/files/{expires}/{sha256}/%C3%A9/{name}",
        "/files/../bot.sqlite3",
        "/files/%2e%2e/bot.sqlite3",
        "/files//etc/passwd",
        "/files/",
        "/links.key",
        "/bot.sqlite3",
    ):
        status, body, _ = await place.gets(path)
        assert status in (400, 404), path
        assert b"SQLite" not in body and b"mine" not in body
    assert (await place.gets(good))[0] == 200


SIGNER = Links("https://covers.example/", 3600.0, b"k" * 32)
HASH = "ab" * 32


@given(st.text(min_size=1, max_size=120), st.text(max_size=130), st.integers(1, 2**31))
def test_a_signature_is_for_one_name_only(name: str, other: str, now: int) -> None:
    url, until = SIGNER.sign(HASH, name, now)
    expires, sha256, signature = url.split("/")[4:7]
    assert until == now + 3600
    assert SIGNER.holds(expires, sha256, signature, name)
    assert SIGNER.holds(expires, sha256, signature, other) is (other == name)
    assert not replace(SIGNER, key=b"x" * 32).holds(expires, sha256, signature, name)


def test_the_key_stays_is_ours_alone_and_is_not_shown(tmp_path: Path) -> None:
    key = key_of(tmp_path)
    assert key == key_of(tmp_path) and len(key) == 32
    assert stat.S_IMODE((tmp_path / LINKS_KEY).stat().st_mode) == 0o600
    assert repr(key) not in repr(Links("https://covers.example", 1.0, key))
    (tmp_path / LINKS_KEY).write_bytes(b"short")
    with pytest.raises(StorageError, match="damaged"):
        key_of(tmp_path)


async def test_without_a_server_there_are_no_links(tmp_path: Path) -> None:

    async with simulated_users_of(tmp_path, HTTP__PORT="0", FILES__PUBLIC_URL="https://covers.example") as users:
        assert users.conversation.context.links is None
