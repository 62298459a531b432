"""The cover on its own, to keep: a JPEG with every pixel, for whoever asked alone."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))

from discord_bot import Place, a_bot, a_cover
from simulated_users import MODERATOR, SimulatedUsers, button, keys, words

from bot.conversation import requests
from bot.executors.files import preview_jpeg
from bot.links import Links


async def test_the_current_version_is_handed_over_in_private(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Regenerate(book))
    shown = await users.says(requests.ShowBook(book))
    reply = await users.says(button(shown, "button-download"))
    assert reply.private and keys(reply) == ["download"]
    (file,) = reply.files
    version = (await users.versions(book))[-1]
    (stored,) = [each for each in version.files if each.name == "preview.jpg"]
    assert file.name.endswith("-v2.jpg")
    assert file.path == users.app.store.blobs.path(stored.sha256).absolute()
    await users.says(requests.GoBack(book, 1))
    assert (await users.says(requests.Download(book))).files[0].name.endswith("-v1.jpg")


@pytest.mark.parametrize("size", [(1067, 1600), (1600, 533)])
def test_the_jpeg_has_every_pixel_of_the_cover(size: tuple[int, int]) -> None:
    cover = np.zeros((size[1], size[0], 3), np.uint8)
    made = Image.open(io.BytesIO(preview_jpeg(cover)))
    assert (made.format, made.size) == ("JPEG", size)


async def test_one_that_the_chat_does_not_take_is_behind_a_link_or_named(users: SimulatedUsers, book: int) -> None:
    named = await users.says(requests.Download(book), upload_limit_bytes=3)
    assert named.private and not named.files and keys(named) == ["download", "too-big"]
    links = Links("https://covers.example/f/", 3600.0, b"k" * 32)
    users.conversation.context = replace(users.conversation.context, links=links)
    linked = await users.says(requests.Download(book), upload_limit_bytes=3)
    assert keys(linked) == ["download", "linked"]
    assert "https://covers.example/f/files/" in words(linked)


async def test_strangers_do_not_get_it_and_moderators_do(users: SimulatedUsers, book: int) -> None:
    assert keys(await users.says(requests.Download(book), who="stranger")) == ["refused-stranger"]
    assert (await users.says(requests.Download(book), **MODERATOR)).files


async def test_a_press_on_discord_answers_with_the_file(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        mira = place.person("mira")
        shown = await a_cover(mira)
        handed = (await mira.press(shown, "Download")).message
        assert handed is not None and handed.is_private
        assert handed.files == ["night-tide-v1.jpg"]
        assert "Night Tide" in handed.text
        # The message that was pressed stays as it is.
        assert mira.now(shown).pictures
