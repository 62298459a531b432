"""Build and run images: with a Docker engine here, with buildah and runc in `runc.py`. All functions block."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

DATA = "/data"
TMPFS = "/tmp:size=256m,mode=1777"
"""The mount in compose.yaml; tests/test_docker.py compares the two."""
STOP_S = 15
HEALTH_INTERVAL = "1s"
"""Replaces the image's 30 s, to make the test faster."""
PROXIES = ("http_proxy", "https_proxy", "no_proxy")


class ImageTestError(Exception):
    """One sentence about the check that failed."""


@dataclass(frozen=True)
class Answer:
    """The result of a command in a container."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True)
class ContainerRun:
    """One container: confined as in compose.yaml, or with `prepares` as root, to prepare or to read a volume."""

    image: str
    command: Sequence[str] = ()
    volume: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    entrypoint: str = ""
    mounts: Mapping[str, str] = field(default_factory=dict)
    """Folders of this machine and their paths in the container, mounted read-only."""
    prepares: bool = False


class Started(Protocol):
    """A running container."""

    def execute(self, *command: str) -> Answer: ...

    def health(self) -> str:
        """ "starting", "healthy" or "unhealthy"."""

    def stop(self) -> Answer:
        """Stop it by SIGTERM and remove it. `seconds` is the time that took, `err` its log."""


class Engine(Protocol):
    name: str

    def pull(self, image: str) -> bool:
        """Whether the image is present or could be pulled."""

    def import_root(self, root: Path, tag: str, environment: Mapping[str, str]) -> None:
        """Build an image from a folder."""

    def build(self, context: Path, tag: str, arguments: Mapping[str, str]) -> None: ...

    def size(self, image: str) -> int:
        """The size in bytes of all layers, as in `docker images`."""

    def volume(self, image: str) -> str:
        """A new volume; its owner is that of `/data` in the image."""

    def run(self, run: ContainerRun) -> Answer: ...

    def start(self, run: ContainerRun) -> Started: ...

    def remove(self, image: str) -> None: ...

    def clean(self) -> None:
        """Remove the volumes and containers that were made."""


def call(*command: str, timeout_s: float | None = None) -> Answer:
    """Run a program of this machine and wait for its end."""
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout_s)
    return Answer(done.returncode, done.stdout, done.stderr, time.monotonic() - began)


def need(answer: Answer, what: str) -> Answer:
    """The answer of a step that must succeed. Raises `ImageTestError` with the end of its output."""
    if answer.code != 0:
        raise ImageTestError(
            f"{what} failed with exit code {answer.code}: {(answer.err or answer.out)[-1500:].strip()}"
        )
    return answer


def proxies() -> dict[str, str]:
    """The proxies of this machine, for builds."""
    return {name: os.environ[name] for each in PROXIES for name in (each, each.upper()) if os.environ.get(name)}


class Docker:
    """A Docker engine, used through its command line."""

    name = "Docker"

    def __init__(self) -> None:
        self._volumes: list[str] = []
        self._containers: list[str] = []

    @staticmethod
    def answers() -> bool:
        return shutil.which("docker") is not None and call("docker", "info").code == 0

    @property
    def version(self) -> str:
        return call("docker", "version", "--format", "{{.Server.Version}}").out.strip()

    def pull(self, image: str) -> bool:
        return call("docker", "image", "inspect", image).code == 0 or call("docker", "pull", "-q", image).code == 0

    def import_root(self, root: Path, tag: str, environment: Mapping[str, str]) -> None:
        changes = [word for name, value in environment.items() for word in ("-c", f"ENV {name}={value}")]
        with subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE) as packed:
            subprocess.run(
                ["docker", "import", *changes, "-", tag], stdin=packed.stdout, check=True, capture_output=True
            )

    def build(self, context: Path, tag: str, arguments: Mapping[str, str]) -> None:
        given = {**proxies(), **arguments}
        words = [word for name, value in given.items() for word in ("--build-arg", f"{name}={value}")]
        need(call("docker", "build", "--network", "host", *words, "-t", tag, str(context)), f"Building {tag}")

    def size(self, image: str) -> int:
        return int(call("docker", "image", "inspect", "--format", "{{.Size}}", image).out)

    def volume(self, image: str) -> str:
        self._volumes.append(need(call("docker", "volume", "create"), "Making a volume").out.strip())
        return self._volumes[-1]

    def run(self, run: ContainerRun) -> Answer:
        return call("docker", "run", "--rm", *self._words(run))

    def start(self, run: ContainerRun) -> Started:
        made = call("docker", "run", "-d", "--health-interval", HEALTH_INTERVAL, *self._words(run))
        self._containers.append(need(made, "Starting a container").out.strip())
        return _DockerContainer(self._containers[-1])

    def remove(self, image: str) -> None:
        call("docker", "rmi", image)

    def clean(self) -> None:
        for container in self._containers:
            call("docker", "rm", "-f", container)
        for volume in self._volumes:
            call("docker", "volume", "rm", "-f", volume)

    def _words(self, run: ContainerRun) -> list[str]:
        words = ["--network", "host"]
        if run.prepares:
            words += ["--user", "0"]
        else:
            words += ["--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--tmpfs", TMPFS]
        words += ["-v", f"{run.volume}:{DATA}"] if run.volume else []
        words += [word for here, there in run.mounts.items() for word in ("-v", f"{here}:{there}:ro")]
        words += [word for name, value in run.environment.items() for word in ("-e", f"{name}={value}")]
        words += ["--entrypoint", run.entrypoint] if run.entrypoint else []
        return [*words, run.image, *run.command]


@dataclass(frozen=True)
class _DockerContainer:
    name: str

    def execute(self, *command: str) -> Answer:
        return call("docker", "exec", self.name, *command)

    def health(self) -> str:
        state = json.loads(need(call("docker", "inspect", self.name), "Looking at a container").out)[0]["State"]
        return str(state["Health"]["Status"])

    def stop(self) -> Answer:
        stopped = need(call("docker", "stop", "-t", str(STOP_S), self.name), "Stopping the container")
        code = int(call("docker", "inspect", "--format", "{{.State.ExitCode}}", self.name).out)
        log = call("docker", "logs", self.name)
        call("docker", "rm", "-v", self.name)
        return Answer(code, "", log.out + log.err, stopped.seconds)
