"""The commands in the READMEs are those that make the pictures beside them."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tools.gallery import arguments

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_the_readme_tells_how_each_of_its_pictures_was_made(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    entries = tomllib.loads((ROOT / "docs/gallery.toml").read_text("utf-8"))["cover"]
    shown = {entry["name"]: entry for entry in entries if f"docs/gallery/{entry['name']}.jpg" in text}
    commands = [
        shlex.split(line)
        for block in re.findall(r"```console\n(.*?)```", text, re.S)
        for line in block.replace("\\\n", " ").splitlines()
        if "--out out/" in line
    ]
    assert len(shown) >= 8
    assert {tuple(command[1:]) for command in commands} == {
        tuple(arguments(entry, Path("out") / name)) for name, entry in shown.items()
    }
