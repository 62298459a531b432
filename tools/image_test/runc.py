"""buildah and runc: they need root, but no daemon. runc is what a Docker engine runs containers with, too."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .engines import DATA, STOP_S, TMPFS, Answer, ContainerRun, ImageTestError, Started, call, need, proxies

CAPABILITIES = ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_SETGID", "CAP_SETUID"]
"""The capabilities for preparing a volume; the bot gets none."""


class Buildah:
    """Builds with buildah and runs the root of an image with runc, in separate namespaces except for the network."""

    name = "buildah and runc"

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="image-test-"))
        # The containers' users need access to the volumes in this folder.
        self._folder.chmod(0o711)
        self._roots: dict[str, _Root] = {}
        self._numbers = itertools.count(1)

    @staticmethod
    def answers() -> bool:
        return os.geteuid() == 0 and shutil.which("buildah") is not None and shutil.which("runc") is not None

    @property
    def version(self) -> str:
        return call("buildah", "--version").out.split()[2]

    def pull(self, image: str) -> bool:
        return (
            call("buildah", "inspect", "--type", "image", image).code == 0 or call("buildah", "pull", image).code == 0
        )

    def import_root(self, root: Path, tag: str, environment: Mapping[str, str]) -> None:
        made = need(call("buildah", "from", "scratch"), "Making the base image").out.strip()
        need(call("buildah", "add", made, str(root), "/"), "Making the base image")
        words = [word for name, value in environment.items() for word in ("--env", f"{name}={value}")]
        need(call("buildah", "config", *words, made), "Making the base image")
        need(call("buildah", "commit", "--rm", "-q", made, tag), "Making the base image")

    def build(self, context: Path, tag: str, arguments: Mapping[str, str]) -> None:
        given = {**proxies(), **arguments}
        words = [word for name, value in given.items() for word in ("--build-arg", f"{name}={value}")]
        # The OCI format has no health check.
        made = ("buildah", "bud", "--format", "docker", "--isolation", "chroot", "--network", "host", "--pull=never")
        need(call(*made, *words, "-t", tag, str(context)), f"Building {tag}")

    def size(self, image: str) -> int:
        # The size of the files, because buildah has no command for the sum of the layers.
        root = self._root(image).path
        return int(need(call("du", "-sxb", "--apparent-size", str(root)), "Measuring the image").out.split()[0])

    def volume(self, image: str) -> str:
        volume = self._folder / f"volume-{next(self._numbers)}"
        volume.mkdir()
        there = (self._root(image).path / DATA.lstrip("/")).stat()
        os.chown(volume, there.st_uid, there.st_gid)
        volume.chmod(there.st_mode & 0o7777)
        return str(volume)

    def run(self, run: ContainerRun) -> Answer:
        return call("runc", "run", "--bundle", str(self._bundle(run)), self._name())

    def start(self, run: ContainerRun) -> Started:
        bundle, name = self._bundle(run), self._name()
        with (bundle / "log").open("wb") as log:
            process = subprocess.Popen(["runc", "run", "--bundle", bundle, name], stdout=log, stderr=log)
        return _RuncContainer(name, process, bundle / "log", self._root(run.image).config["Healthcheck"]["Test"][1:])

    def remove(self, image: str) -> None:
        if image in self._roots:
            call("buildah", "rm", self._roots.pop(image).container)
        call("buildah", "rmi", image)

    def clean(self) -> None:
        for root in self._roots.values():
            call("buildah", "rm", root.container)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _name(self) -> str:
        return f"{self._folder.name}-{next(self._numbers)}"

    def _root(self, image: str) -> _Root:
        if image not in self._roots:
            container = need(
                call("buildah", "from", "--pull=never", image), f"Making a container of {image}"
            ).out.strip()
            path = Path(need(call("buildah", "mount", container), f"Mounting {image}").out.strip())
            told = json.loads(need(call("buildah", "inspect", "--type", "image", image), f"Looking at {image}").out)
            self._roots[image] = _Root(container, path, told["Docker"]["config"])
        return self._roots[image]

    def _bundle(self, run: ContainerRun) -> Path:
        bundle = self._folder / f"bundle-{next(self._numbers)}"
        bundle.mkdir()
        (bundle / "config.json").write_text(json.dumps(self._spec(run)), encoding="utf-8")
        return bundle

    def _spec(self, run: ContainerRun) -> dict[str, Any]:
        """The container in the format of the OCI runtime specification."""
        root = self._root(run.image)
        default = json.loads(need(_spec_of_runc(), "Asking runc for its defaults").out)
        entrypoint = [run.entrypoint] if run.entrypoint else root.config["Entrypoint"]
        command = list(run.command) or ([] if run.entrypoint else root.config["Cmd"])
        user = 0 if run.prepares else int(root.config["User"].partition(":")[0])
        environment = dict(each.split("=", 1) for each in root.config["Env"]) | {"HOME": DATA, **run.environment}
        allowed = CAPABILITIES if run.prepares else []
        mounts = [each for each in default["mounts"] if each["type"] != "cgroup"]
        mounts.append(_bind("/etc/resolv.conf", "/etc/resolv.conf", "ro"))
        if not run.prepares:
            place, _, options = TMPFS.partition(":")
            given = ["nosuid", "nodev", "noexec", *options.split(",")]
            mounts.append({"destination": place, "type": "tmpfs", "source": "tmpfs", "options": given})
        if run.volume:
            mounts.append(_bind(run.volume, DATA, "rw"))
        mounts += [_bind(here, there, "ro") for here, there in run.mounts.items()]
        return {
            **default,
            "process": {
                "terminal": False,
                "user": {"uid": user, "gid": user},
                "args": [*entrypoint, *command],
                "env": [f"{name}={value}" for name, value in environment.items()],
                "cwd": root.config["WorkingDir"],
                "capabilities": dict.fromkeys(("bounding", "effective", "permitted"), allowed),
                "noNewPrivileges": True,
            },
            "root": {"path": str(root.path), "readonly": not run.prepares},
            "mounts": mounts,
            "linux": {
                **{name: value for name, value in default["linux"].items() if name != "resources"},
                "namespaces": [
                    each for each in default["linux"]["namespaces"] if each["type"] not in ("network", "cgroup")
                ],
            },
        }


@dataclass(frozen=True)
class _Root:
    """A container without a process: its root, and the config of its image."""

    container: str
    path: Path
    config: dict[str, Any]


@dataclass(frozen=True)
class _RuncContainer:
    name: str
    process: subprocess.Popen[bytes]
    log: Path
    check: list[str]

    def execute(self, *command: str) -> Answer:
        return call("runc", "exec", self.name, *command)

    def health(self) -> str:
        if self.process.poll() is not None:
            raise ImageTestError(f"The container ended: {self.log.read_text(encoding='utf-8')[-1500:]}")
        return "healthy" if self.execute(*self.check).code == 0 else "unhealthy"

    def stop(self) -> Answer:
        began = time.monotonic()
        call("runc", "kill", self.name, "TERM")
        try:
            code = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            call("runc", "kill", self.name, "KILL")
            code = self.process.wait()
        seconds = time.monotonic() - began
        return Answer(code, "", self.log.read_text(encoding="utf-8"), seconds)


def _spec_of_runc() -> Answer:
    with tempfile.TemporaryDirectory() as folder:
        made = call("runc", "spec", "--bundle", folder)
        return made if made.code else Answer(0, (Path(folder) / "config.json").read_text(encoding="utf-8"), "", 0.0)


def _bind(here: str, there: str, how: str) -> dict[str, Any]:
    return {"destination": there, "type": "bind", "source": here, "options": ["bind", how, "nosuid", "nodev"]}
