"""What Discord sends in code is read as people read it, and what has no letters is refused with everything kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from discord_bot import Bot, Place, a_bot, a_cover
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback.discord import Upload

from bot.platforms.discord.reading import as_read

NAMES = {"@1": "Ingrid", "@&2": "Keepers", "#3": "harbour"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain words < 3 > 2", "plain words < 3 > 2"),
        ("By <@1> and <@!1>", "By @Ingrid and @Ingrid"),
        ("The <@&2> of <#3>", "The @Keepers of #harbour"),
        ("Type </cover:123> or </cover new:123>", "Type /cover or /cover new"),
        ("See <id:customize> and <id:guide>", "See Channels & Roles and Server Guide"),
        ("<id:unheard-of>", ""),
        (r"\*stars\* and \_lines\_ and \\ and C:\dir", r"*stars* and _lines_ and \ and C:\dir"),
        (r"\<:moon:123>", "<:moon:123>"),
        ("<https://example.org/a?b=c>", "https://example.org/a?b=c"),
        ("On <t:1700000000:D>", "On November 14, 2023"),
        ("<t:1700000000>", "14 November 2023 22:13"),
        ("<t:1700000000:F>", "Tuesday 14 November 2023 22:13"),
        ("<t:1700000000:R>", "November 14, 2023"),
        ("<t:9999999999999>", ""),
        ("A <:red_moon:123> rose <a:wave:1>", "A red moon rose wave"),
        ("<@99> came", "came"),
    ],
)
def test_code_reads_as_words(written: str, read: str) -> None:
    assert as_read(written, NAMES, "en") == read


def test_times_are_said_in_the_readers_language() -> None:
    assert as_read("<t:1700000000:D>", {}, "ko") == "2023년 11월 14일"
    assert as_read("<t:1700000000:f>", {}, "ko") == "2023년 11월 14일 22:13"


def test_what_has_no_letters_is_taken_out_of_what_is_printed_and_told() -> None:
    found: list[str] = []
    assert as_read("Night <:moon:123> <a:wave:1>Tide by <@99>", {}, "en", found) == "Night Tide by"
    assert found == [":moon:", ":wave:", "@…"]


@given(st.text(alphabet="<>:@#&!/\\a1t id-_*~", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    found: list[str] = []
    assert "\0" not in as_read(text, NAMES, "en", found)
    as_read(text, NAMES, "ko")


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[tuple[Place, Bot]]:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        yield place, bot


async def test_an_emoji_of_a_server_never_stands_on_a_cover(scene: tuple[Place, Bot]) -> None:
    place, bot = scene
    mira = place.person("mira")
    refused = (
        await mira.slash("cover", title="Night <:moon:123> Tide", synopsis="A <:whale:5> sings.", subtitle="<t:0:D>")
    ).message
    assert refused is not None and refused.is_private
    assert "Title: :moon: has no letters" in refused.text.replace("\\", "")
    assert bot.executor.tasks == []
    form = (await mira.press(refused, "Fix it")).modal
    assert form is not None
    answer = (await mira.submit(form)).message
    assert answer is not None
    await mira.wait_until(answer, lambda message: message.pictures)
    (work,) = bot.executor.tasks[-1].works
    assert work.brief["title"] == "Night Tide"  # type: ignore[union-attr]
    assert work.brief["synopsis"] == "A whale sings."  # type: ignore[union-attr]
    assert work.brief["subtitle"] == "January 1, 1970"  # type: ignore[union-attr]


async def test_a_form_is_read_like_a_command(scene: tuple[Place, Bot]) -> None:
    place, bot = scene
    mira = place.person("mira")
    shown = await a_cover(mira)
    form = (await mira.press(shown, "Edit title")).modal
    assert form is not None
    refused = (await mira.submit(form, {"Title": "Tide <a:wave:77>", "Author": f"<@{mira.user.id}>"})).message
    assert refused is not None and ":wave:" in refused.text
    form = (await mira.press(refused, "Fix it")).modal
    assert form is not None
    answer = (await mira.submit(form)).message
    assert answer is not None
    await mira.wait_until(answer, lambda message: message.pictures)
    (work,) = bot.executor.tasks[-1].works
    assert work.brief["title"] == "Tide"  # type: ignore[union-attr]
    assert work.brief["author"].startswith("@")  # type: ignore[union-attr]
    assert "<" not in work.brief["author"]  # type: ignore[union-attr]


async def test_a_picture_of_the_wrong_kind_loses_no_brief(scene: tuple[Place, Bot]) -> None:
    place, bot = scene
    mira = place.person("mira")
    drawing = Upload("mine.svg", b"<svg/>", "image/svg+xml")
    refused = (
        await mira.slash("cover", title="Own", synopsis="A long tale.", ratio="A5", series="Tide 1", background=drawing)
    ).message
    assert refused is not None and "mine.svg" in refused.text
    form = (await mira.press(refused, "Fix it")).modal
    assert form is not None
    label = next(each["label"] for each in form.data["components"] if each["component"]["type"] == 19)
    answer = (await mira.submit(form, {label: Upload("IMG_1.HEIC", b"photo", "image/heic")})).message
    assert answer is not None
    await mira.wait_until(answer, lambda message: message.pictures)
    (work,) = bot.executor.tasks[-1].works
    assert Path(work.picture).read_bytes() == b"photo"  # type: ignore[union-attr,arg-type]
    assert work.trim == "A5" and work.brief["series"] == "Tide 1"  # type: ignore[union-attr]
    assert work.brief["synopsis"] == "A long tale."  # type: ignore[union-attr]


async def test_an_image_command_with_a_wrong_file_asks_for_another(scene: tuple[Place, Bot]) -> None:
    place, _ = scene
    mira = place.person("mira")
    refused = (await mira.slash("remove-text", picture=Upload("a.svg", b"<svg/>", "image/svg+xml"))).message
    assert refused is not None
    form = (await mira.press(refused, "Fix it")).modal
    assert form is not None
    label = next(each["label"] for each in form.data["components"] if each["component"]["type"] == 19)
    answer = (await mira.submit(form, {label: Upload("Holiday.png", b"photo")})).message
    assert answer is not None and "Holiday.png" in answer.text.replace("\\", "")
    await mira.wait_until(answer, lambda message: message.pictures)
