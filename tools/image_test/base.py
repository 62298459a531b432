"""The base image where no registry can be reached: debootstrap makes one like it, and this machine's package index."""

from __future__ import annotations

import re
import shutil
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .engines import Engine, ImageTestError, call, need

STAND_IN = "arti-cover-base"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
PACKAGES = "python3,python3-venv,python3-pip,ca-certificates"
# What the real base image leaves out, too.
LEFT_OUT = ("usr/share/man", "usr/share/info", "usr/share/locale", "var/lib/apt/lists", "var/cache/apt/archives")
PIP_KEYS = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "default-timeout")


def base_of(dockerfile: Path) -> str:
    """The base image a Dockerfile names."""
    found = re.search(r"^ARG BASE=(\S+)$", dockerfile.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ImageTestError("The Dockerfile has no line ARG BASE=...: say which image it builds on.")
    return found[1]


def provide_base(engine: Engine, dockerfile: Path) -> tuple[str, bool]:
    """The base image to build on, and whether it is the real one."""
    wanted = base_of(dockerfile)
    if engine.pull(wanted):
        return wanted, True
    if engine.pull(STAND_IN):
        return STAND_IN, False
    if shutil.which("debootstrap") is None:
        raise ImageTestError(
            f"The image {wanted} cannot be fetched, and debootstrap is missing, which would replace it."
        )
    with tempfile.TemporaryDirectory(prefix="image-test-base-") as folder:
        root = Path(folder)
        release = wanted.rpartition("-")[2]
        need(call("debootstrap", "--variant=minbase", f"--include={PACKAGES}", release, folder), "debootstrap")
        _adapt(root)
        engine.import_root(root, STAND_IN, {"NODE_EXTRA_CA_CERTS": CERTIFICATES, "LANG": "C.UTF-8"})
    return STAND_IN, False


def _adapt(root: Path) -> None:
    """Names and omissions of the real image, and what this machine needs to reach package registries."""
    for name in ("python", "pip"):
        (root / "usr/local/bin" / name).symlink_to(f"/usr/bin/{name}3")
    for folder in LEFT_OUT:
        for path in (root / folder).iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (root / "usr/share/doc").rglob("*"):
        if path.is_file() and path.name != "copyright":
            path.unlink()
    trusted = ssl.get_default_verify_paths().cafile
    if trusted:
        shutil.copyfile(trusted, root / CERTIFICATES.lstrip("/"))
    for path in Path("/etc/apt/apt.conf.d").glob("*"):
        if "Acquire::" in (text := path.read_text(encoding="utf-8", errors="replace")):
            (root / "etc/apt/apt.conf.d" / path.name).write_text(text, encoding="utf-8")
    (root / "etc/pip.conf").write_text(
        "\n".join(["[global]", f"cert = {CERTIFICATES}", *_pip_lines()]), encoding="utf-8"
    )


def _pip_lines() -> list[str]:
    """Addresses that pip uses on this machine; folders are of no use in a container."""
    lines = []
    for line in call("pip", "config", "list").out.splitlines():
        name, _, value = line.partition("=")
        key = name.rpartition(".")[2]
        if key in PIP_KEYS and "file:" not in value:
            lines.append(f"{key} = {value.strip(chr(39))}")
    return lines


@contextmanager
def torch_index(place: str) -> Iterator[str]:
    """A package index for a build: `place` itself, or while the block lasts the folder of wheels that it names."""
    if not Path(place).is_dir():
        yield place
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "torch").symlink_to(Path(place).resolve())
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing: pip says what it fetches."""
