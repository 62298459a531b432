"""Pictures that are refused take no room: limits and the disk are looked at first, and what was stored goes at once."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from discord_bot import Place, a_bot, a_cover
from loopback.discord import Upload
from paper import START, Town, a_town, keys, words
from test_disks import fill, small_disk  # noqa: F401 -- a fixture

from bot.conversation import asks
from bot.conversation.asks import Request
from bot.jobs import Limits

PICTURE_BYTES = 200_000
PATHS: dict[str, Callable[[Path, int], Request]] = {
    "/remove-text": lambda picture, book: asks.RemoveText(picture),
    "/upscale": lambda picture, book: asks.UpscalePicture(picture),
    "a new book": lambda picture, book: asks.Start("Rain", picture=picture),
    "a book's own picture": lambda picture, book: asks.ReplacePicture(book, picture),
}


@pytest.fixture(params=PATHS)
def handed_in(request: pytest.FixtureRequest) -> Callable[[Path, int], Request]:
    return PATHS[request.param]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "mine.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(PICTURE_BYTES))
    return path


def stored_bytes(town: Town) -> int:
    """All that lies in the blob folder, half-written files included."""
    return sum(path.stat().st_size for path in town.app.store.blobs.root.rglob("*") if path.is_file())


async def test_with_the_disk_nearly_full_nothing_is_stored(
    town: Town, book: int, picture: Path, handed_in: Callable[[Path, int], Request]
) -> None:
    before = stored_bytes(town)
    town.app.jobs.limits = Limits(floor_bytes=1 << 60)
    refused = await town.says(handed_in(picture, book))
    assert keys(refused)[0] == "refused-space" and "disk" in words(refused)
    assert stored_bytes(town) == before


async def test_a_picture_that_would_pass_the_floor_is_refused_before_it_is_stored(
    town: Town, book: int, picture: Path, handed_in: Callable[[Path, int], Request]
) -> None:
    before = stored_bytes(town)
    free = shutil.disk_usage(town.app.store.folder).free
    with picture.open("r+b") as stream:
        stream.truncate(60 << 20)  # sparse: it takes no room here
    town.app.jobs.limits = Limits(floor_bytes=free - (30 << 20))
    assert keys(await town.says(handed_in(picture, book)))[0] == "refused-space"
    assert stored_bytes(town) == before


async def test_pictures_that_arrive_together_share_the_room_there_is(small_disk: Path, picture: Path) -> None:  # noqa: F811
    async with a_town(small_disk) as town:
        town.executor.gate.clear()
        pictures = [picture.with_name(f"{number}.png") for number in range(6)]
        for number, each in enumerate(pictures):
            each.write_bytes(bytes([number]) * (9 << 20))
        town.app.jobs.limits = Limits(floor_bytes=20 << 20)
        said = await asyncio.gather(
            *(town.says(asks.RemoveText(each), f"writer {number}") for number, each in enumerate(pictures))
        )
        accepted = [each for each in said if each.job_id is not None]
        assert 1 <= len(accepted) <= 3
        assert all(keys(each) == ["refused-space"] for each in said if each not in accepted)
        assert shutil.disk_usage(small_disk).free >= 20 << 20


async def test_with_a_limit_reached_nothing_is_stored(
    tmp_path: Path, picture: Path, handed_in: Callable[[Path, int], Request]
) -> None:
    async with a_town(tmp_path, LIMITS__USER_OPEN="1") as town:
        book = (await town.makes(START)).session_id or 0
        town.executor.gate.clear()
        await town.says(asks.Regenerate(book))
        before = stored_bytes(town)
        assert keys(await town.says(handed_in(picture, book)))[0] == "refused-limit-user"
        assert stored_bytes(town) == before


async def test_the_words_of_a_new_book_are_kept_and_its_picture_is_not(tmp_path: Path, picture: Path) -> None:
    async with a_town(tmp_path, LIMITS__USER_PER_DAY="1") as town:
        await town.makes(START)
        before = stored_bytes(town)
        refused = await town.says(asks.Start("Rain", "mystery", picture=picture))
        assert keys(refused) == ["refused-limit-day", "picture-not-kept"]
        assert stored_bytes(town) == before
        form = (await town.says(refused.buttons[0].request)).form
        assert form is not None
        values = {each.name: each.value for each in form.fields}
        assert (values["picture"], values["title"], values["genre"]) == ("", "Rain", "mystery")


async def test_what_is_refused_after_it_was_stored_goes_at_once(town: Town, book: int, picture: Path) -> None:
    before = stored_bytes(town)
    await town.says(asks.Block("word", "mine"), moderator=True)
    for request in (asks.RemoveText(picture), asks.UpscalePicture(picture)):
        assert keys(await town.says(request)) == ["refused-word"]
        assert stored_bytes(town) == before


async def test_a_refusal_takes_nobody_elses_copy_away(town: Town, book: int, picture: Path) -> None:
    town.executor.gate.clear()
    accepted = await town.says(asks.RemoveText(picture))
    await town.says(asks.Block("word", "mine"), moderator=True)
    assert keys(await town.says(asks.RemoveText(picture, name="mine"), "ben")) == ["refused-word"]
    town.executor.gate.set()
    assert keys(await town.ended(accepted.job_id or 0))[0] == "picture-made"


async def test_two_who_hand_in_the_same_picture_at_once_and_one_is_refused(town: Town, picture: Path) -> None:
    await town.says(asks.Block("word", "forbidden"), moderator=True)
    for _ in range(10):
        said = await asyncio.gather(
            town.says(asks.RemoveText(picture, name="sea")),
            town.says(asks.RemoveText(picture, name="forbidden"), "ben"),
        )
        assert keys(said[1]) == ["refused-word"]
        assert keys(await town.ended(said[0].job_id or 0))[0] == "picture-made"


async def test_the_same_request_again_is_answered_by_its_job_whatever_the_limits(tmp_path: Path, picture: Path) -> None:
    async with a_town(tmp_path, LIMITS__USER_OPEN="1") as town:
        town.executor.gate.clear()
        first = await town.says(asks.RemoveText(picture), interaction_id="press")
        again = await town.says(asks.RemoveText(picture), interaction_id="press")
        assert again.repeated and again.job_id == first.job_id


async def test_a_full_disk_is_named(small_disk: Path, picture: Path) -> None:  # noqa: F811
    async with a_town(small_disk) as town:
        book = (await town.makes(START)).session_id or 0
        filler = fill(small_disk)
        for path in PATHS.values():
            refused = await town.says(path(picture, book))
            # Free bytes that are too few are refused before, a write that fails is refused after.
            assert keys(refused)[0] in ("refused-space", "refused-disk-full")
            assert "disk" in words(refused) and "path" not in words(refused)
        filler.unlink()


async def test_refused_requests_alone_never_fill_a_disk(small_disk: Path, picture: Path) -> None:  # noqa: F811
    async with a_town(small_disk, LIMITS__USER_OPEN="1", STORAGE__FREE_SPACE_FLOOR_MB="20") as town:
        town.executor.gate.clear()
        await town.says(START)
        free = shutil.disk_usage(small_disk).free
        with picture.open("r+b") as stream:
            stream.truncate(9 << 20)
        for number in range(12):
            with picture.open("r+b") as stream:
                stream.write(b"another picture %d" % number)
            for path in ("/remove-text", "/upscale", "a new book"):
                refused = await town.says(PATHS[path](picture, 1))
                assert keys(refused)[0] in ("refused-limit-user", "refused-space")
        assert free - shutil.disk_usage(small_disk).free < 1 << 20


async def test_discord_is_not_even_asked_for_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(PICTURE_BYTES)
    async with Place(tmp_path) as place, a_bot(place, tmp_path, LIMITS__USER_OPEN="1") as bot:
        mira = place.person("mira")
        shown = await a_cover(mira)
        form = (await mira.press(shown, "Own picture")).modal
        assert form is not None
        fetched: list[str] = []
        get = bot.platform._client.http.get_from_cdn

        async def counted(url: str) -> bytes:
            fetched.append(url)
            return await get(url)

        monkeypatch.setattr(bot.platform._client.http, "get_from_cdn", counted)
        bot.executor.gate.clear()
        await mira.slash("cover", title="Held", synopsis="A keeper.")
        label = next(each["label"] for each in form.data["components"] if each["component"]["type"] == 19)
        answers = [
            await mira.slash("remove-text", picture=Upload("a.png", content)),
            await mira.slash("upscale", picture=Upload("a.png", content)),
            await mira.slash("cover", title="Own", background=Upload("a.png", content)),
            await mira.submit(form, {label: Upload("a.png", content)}),
        ]
        for answer in answers:
            assert answer.message is not None and "You already have" in answer.message.text
        assert fetched == []
        kept = sum(path.stat().st_size for path in bot.app.store.blobs.root.rglob("*") if path.is_file())
        assert kept < PICTURE_BYTES
