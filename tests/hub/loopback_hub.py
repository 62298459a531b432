"""A model hub over real sockets on this machine: as much of the real one as its library asks for, and its faults.

Small files are served by the hub itself, large ones by a redirect to another path with their SHA-256 in
the headers, as the real one does with LFS files.
"""

from __future__ import annotations

import hashlib
import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

LFS_SUFFIXES = (".safetensors", ".bin", ".ckpt")
_PIECE_BYTES = 1 << 17


def git_hash(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass
class Repo:
    """One repository at one commit; its faults are what a test sets."""

    files: Mapping[str, bytes]
    commit: str = "c" * 40
    gated: bool = False
    down: int = 0
    """Answer every file with this status."""
    garbled: frozenset[str] = frozenset()
    """Files whose first byte is changed on the way."""
    stated: Mapping[str, int] = field(default_factory=dict)
    """Sizes that are announced instead of the real ones."""


@dataclass
class Broken:
    """Transfers that end early: after `after` bytes, for so many `times`, by closing or by resetting the connection."""

    after: int
    times: int = 1
    how: Literal["closed", "reset"] = "closed"


class Hub:
    def __init__(self) -> None:
        self.repos: dict[str, Repo] = {}
        self.broken: Broken | None = None
        self.asked: list[str] = []
        """Method, path and range of every request."""
        self.tokens: set[str] = set()
        self.tokens_elsewhere: set[str] = set()
        """Those that the other host was sent, which serves large files."""
        self.sent: Counter[str] = Counter()
        """Bytes of every file that were sent."""
        self.ranges = True
        """Whether large files can be had from their middle."""
        self.piece_s = 0.0
        """How long each piece of a large file takes."""
        self.no_hub = False
        """Answer everything with a page, as the portals of hotels do."""
        self.url = ""

    def add(self, name: str, files: Mapping[str, bytes], **faults: Any) -> Repo:
        self.repos[name] = Repo(files, **faults)
        return self.repos[name]


@contextmanager
def serving() -> Iterator[Hub]:
    hub = Hub()

    class Handler(_Handler):
        served = hub

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    served: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None: ...

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        asked = f"{self.command} {path}"
        self.served.asked.append(f"{asked} {self.headers['Range']}" if self.headers["Range"] else asked)
        parts = path.strip("/").split("/")
        if token := self.headers["Authorization"]:
            (self.served.tokens_elsewhere if parts[0] == "cdn" else self.served.tokens).add(token)
        if self.served.no_hub:
            return self._page()
        if parts[:2] == ["api", "models"]:
            return self._api("/".join(parts[2:4]), parts[4:])
        name = "/".join(parts[1:3] if parts[0] == "cdn" else parts[:2])
        repo = self.served.repos.get(name)
        if repo is None:
            return self._refuse(401, "RepoNotFound")
        if repo.down:
            return self._refuse(repo.down, None)
        if parts[0] == "cdn":
            return self._content(repo, "/".join(parts[3:]))
        if repo.gated:
            return self._refuse(401, "GatedRepo")
        return self._resolve(name, repo, "/".join(parts[4:]))

    def _api(self, name: str, rest: list[str]) -> None:
        repo = self.served.repos.get(name)
        if repo is None:
            return self._refuse(401, "RepoNotFound")
        if len(rest) > 1 and rest[1] not in ("main", repo.commit):
            return self._refuse(404, "RevisionNotFound")
        if rest[:1] == ["tree"]:
            return self._json([self._entry(repo, path) for path in repo.files])
        return self._json({"id": name, "modelId": name, "sha": repo.commit, "private": False, "tags": []})

    def _entry(self, repo: Repo, path: str) -> dict[str, Any]:
        data = repo.files[path]
        size = repo.stated.get(path, len(data))
        entry: dict[str, Any] = {"type": "file", "path": path, "size": size, "oid": git_hash(data)}
        if path.endswith(LFS_SUFFIXES):
            entry["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": size, "pointerSize": 130}
        return entry

    def _resolve(self, name: str, repo: Repo, path: str) -> None:
        if path not in repo.files:
            return self._refuse(404, "EntryNotFound")
        data = repo.files[path]
        if not path.endswith(LFS_SUFFIXES):
            return self._content(repo, path)
        self.send_response(302)
        self.send_header("X-Repo-Commit", repo.commit)
        self.send_header("X-Linked-Size", str(repo.stated.get(path, len(data))))
        self.send_header("X-Linked-Etag", f'"{hashlib.sha256(data).hexdigest()}"')
        # Another host, as the real one's: the client must not follow before it has read these headers.
        self.send_header("Location", f"{self.served.url.replace('127.0.0.1', 'localhost')}/cdn/{name}/{path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _content(self, repo: Repo, path: str) -> None:
        data = repo.files[path]
        etag = git_hash(data)
        if path in repo.garbled:
            data = bytes([data[0] ^ 1]) + data[1:]
        wished = self.headers["Range"] if self.served.ranges else None
        start = int(wished.removeprefix("bytes=").rstrip("-")) if wished else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("X-Repo-Commit", repo.commit)
        self.send_header("ETag", f'"{etag}"')
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if self.command == "HEAD":
            return
        broken = self.served.broken
        if broken is None or not broken.times or len(data) - start <= broken.after:
            return self._send(path, data[start:])
        broken.times -= 1
        self._send(path, data[start : start + broken.after])
        self.wfile.flush()
        self.close_connection = True
        if broken.how == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _send(self, path: str, data: bytes) -> None:
        for start in range(0, len(data), _PIECE_BYTES):
            piece = data[start : start + _PIECE_BYTES]
            try:
                self.wfile.write(piece)
            except ConnectionError:  # Whoever asked is gone.
                self.close_connection = True
                return
            self.served.sent[path] += len(piece)
            time.sleep(self.served.piece_s)

    def _page(self) -> None:
        body = b"<html>Welcome! Log in to use this network.</html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refuse(self, status: int, code: str | None) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
            self.send_header("X-Error-Message", "Access is refused, or there is nothing.")
        self.send_header("Content-Length", "0")
        self.end_headers()
