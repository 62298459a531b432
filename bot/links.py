"""Links to files that are too big for a chat: signed, expiring, and valid for one file each.

    {public_url}/files/EXPIRES/SHA256/SIGNATURE/NAME

The signature is HMAC-SHA-256 over the other three with a key from the data folder. Backups include the key, so links
still work after a restore. Anybody with the link can download the file until the link expires. A file that was deleted
or evicted in the meantime is answered with 410.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from articover.errors import StorageError
from bot.store import Store, exports
from bot.store.durable import write_secret
from bot.store.layout import LINKS_KEY

PATH = "/files/{expires}/{sha256}/{signature}/{name}"
_KEY_BYTES = 32
_TYPES = {
    "png": "image/png",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EXPIRES = re.compile(r"[1-9][0-9]{0,11}")
_NAME_MOST = 120


@dataclass(frozen=True)
class Links:
    """Signs links below `public_url`, each valid for `lifetime_s` seconds."""

    public_url: str
    lifetime_s: float
    key: bytes = field(repr=False)

    def sign(self, sha256: str, name: str, now: float) -> tuple[str, float]:
        """The link to a blob, or to the export with that token, under `name`; and its expiry in seconds since 1970."""
        expires = int(now + self.lifetime_s)
        signature = self._signature(str(expires), sha256, name)
        path = f"/files/{expires}/{sha256}/{signature}/{quote(name, safe='')}"
        return f"{self.public_url.rstrip('/')}{path}", float(expires)

    def holds(self, expires: str, sha256: str, signature: str, name: str) -> bool:
        """Whether the signature is valid; does not check the expiry."""
        if not _EXPIRES.fullmatch(expires) or not _SHA256.fullmatch(sha256) or len(name) > _NAME_MOST:
            return False
        wanted = self._signature(expires, sha256, name)
        return hmac.compare_digest(wanted.encode(), signature.encode("utf-8", "surrogatepass"))

    def _signature(self, expires: str, sha256: str, name: str) -> str:
        # The first two parts have one spelling each and no line break, so every signed text belongs to one file.
        text = f"{expires}\n{sha256}\n{name}".encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(hmac.digest(self.key, text, hashlib.sha256)).rstrip(b"=").decode()


def key_of(folder: Path) -> bytes:
    """The key of the data folder `folder`; makes one if there is none. Blocks. Raises `StorageError`."""
    path = folder / LINKS_KEY
    try:
        if not path.exists():
            write_secret(path, secrets.token_bytes(_KEY_BYTES))
        key = path.read_bytes()
    except OSError as error:
        raise StorageError(
            sentence=f"The key for links {path} cannot be read or written ({error.strerror}): correct its permissions."
        ) from error
    if len(key) != _KEY_BYTES:
        raise StorageError(sentence=f"The key for links {path} is damaged: delete it; earlier links then stop working.")
    return key


def _file(store: Store, name: str) -> Path | None:
    """The path of the blob or export with this name, None when it does not exist. Blocks."""
    blob = store.blobs.path(name)
    return blob if blob.is_file() else exports.find(store, name)


def routes(links: Links, store: Store) -> list[web.RouteDef]:
    """The routes of the bot's HTTP server for links."""

    async def handle(request: web.Request) -> web.StreamResponse:
        parts = request.match_info
        if not links.holds(parts["expires"], parts["sha256"], parts["signature"], parts["name"]):
            raise web.HTTPNotFound(text="There is no such file.\n")
        path = await asyncio.to_thread(_file, store, parts["sha256"])
        if store.clock.now() >= int(parts["expires"]) or path is None:
            raise web.HTTPGone(text="This link has expired: ask for the files again.\n")
        headers = {
            "Content-Type": _TYPES.get(parts["name"].rpartition(".")[2], "application/octet-stream"),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(parts['name'], safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
        }
        return web.FileResponse(path, headers=headers)

    return [web.get(PATH, handle)]
