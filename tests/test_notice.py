"""NOTICE names everything that set-up fetches, with a licence."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def normal(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def licences() -> dict[str, str]:
    """What stands after each name that begins a line of NOTICE."""
    lines = (ROOT / "NOTICE").read_text(encoding="utf-8").splitlines()
    return {normal(name): rest for name, _, rest in (line.partition("  ") for line in lines) if rest}


def unnamed(names: Iterable[str], licences: dict[str, str]) -> list[str]:
    return [name for name in names if not licences.get(normal(name), "").strip()]


def test_every_python_dependency_is_named(licences: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(item for extra in project["optional-dependencies"].values() for item in extra),
    ]
    assert not unnamed((re.split(r"[^\w.-]", item)[0] for item in wanted), licences), "run `make constraints notice`"


def test_everything_in_the_constraints_is_named(licences: dict[str, str]) -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [line.partition("==")[0] for line in lines if "==" in line]
    assert not unnamed(names, licences), "run `make notice`"


def test_every_npm_package_is_named(licences: dict[str, str]) -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    direct = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    names = {path.removeprefix("node_modules/") for path in packages if path} | set(direct)
    # npm's names are compared as they are, but for the case and the dots that `normal` treats alike.
    assert not unnamed(names, licences), "run `make notice`"


def test_the_icons_are_credited() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "CC BY 3.0" in notice
    assert "Lorc, Delapouite" in notice


def test_what_the_repository_carries_has_its_licence_in_full() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    licence = (ROOT / "articover" / "upscale" / "real_esrgan" / "LICENSE").read_text(encoding="utf-8")
    assert "Redistributions in binary form must reproduce" in licence
    assert licence in notice


def test_every_face_is_free_to_embed(licences: dict[str, str]) -> None:
    faces = {name: rest for name, rest in licences.items() if name.startswith(("fontpkg-", "pylopdf", "@expo-google"))}
    assert len(faces) > 50
    assert all("OFL-1.1" in licence or "Apache-2.0" in licence for licence in faces.values())
