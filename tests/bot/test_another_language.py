"""A language is added by two folders: it is found, offered and spoken without a change to the code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import articover
import bot

PROGRAM = """
import asyncio, json
from articover.facts import Fact
from articover.locales import LANGUAGES as ENGINE_LANGUAGES, text as told
from bot.config import load_config
from bot.conversation.suggesting import genres
from bot.locales import LANGUAGES, Message, customs, spoken, text
from bot.platforms.discord.commands import Translations, words_of
import discord

name = words_of(Message("command-help"))
localized = asyncio.run(Translations().translate(name, discord.Locale("sv-SE"), None))
print(json.dumps({
    "languages": LANGUAGES, "engines": ENGINE_LANGUAGES, "name": customs("sv").name, "of locale": spoken("sv_SE.UTF-8"),
    "discord": localized, "said": text(Message("gone"), "sv"), "notice": told(Fact("notice-memory"), "sv"),
    "genre": dict((value, name) for name, value in genres("sv"))["poetry"],
    "config": load_config(None, {"ARTICOVER_BOT__BOT__LANGUAGE": "sv"}).bot.language,
}))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a copy of the project says with a folder "sv" more in both places."""
    root = tmp_path_factory.mktemp("project")
    for package in (articover, bot):
        source = Path(str(package.__file__)).parent
        copy = root / source.name
        # The packages as they are, by links; only the folders of languages are copies.
        copy.mkdir()
        for entry in source.iterdir():
            if entry.name != "locales":
                (copy / entry.name).symlink_to(entry)
        shutil.copytree(source / "locales", copy / "locales")
        swedish = copy / "locales" / "sv"
        shutil.copytree(copy / "locales" / "en", swedish)
    locales = root / "bot" / "locales" / "sv"
    for file, old, new in (
        ("language.toml", 'name = "English"', 'name = "Svenska"'),
        ("commands.ftl", "command-help = help", "command-help = hjälp"),
        ("messages.ftl", "gone = This book was deleted.", "gone = Boken har raderats."),
        ("choices.ftl", "genre-poetry = Poetry", "genre-poetry = Lyrik"),
    ):
        written = (locales / file).read_text(encoding="utf-8")
        assert old in written
        (locales / file).write_text(written.replace(old, new), encoding="utf-8")
    notices = root / "articover" / "locales" / "sv" / "notices.ftl"
    notices.write_text("notice-memory = Minnet var knappt.\n", encoding="utf-8")
    for name in ("migrations", "node_modules"):
        (root / name).symlink_to(Path(str(bot.__file__)).parents[1] / name)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(root)}, cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_it_is_found_and_offered(seen: dict[str, object]) -> None:
    assert isinstance(seen["languages"], list) and isinstance(seen["engines"], list)
    assert "sv" in seen["languages"] and "sv" in seen["engines"]
    assert (seen["name"], seen["of locale"], seen["config"]) == ("Svenska", "sv", "sv")


def test_its_words_are_said(seen: dict[str, object]) -> None:
    assert (seen["said"], seen["genre"], seen["discord"]) == ("Boken har raderats.", "Lyrik", "hjälp")
    assert seen["notice"] == "Minnet var knappt."
