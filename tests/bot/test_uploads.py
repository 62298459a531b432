"""Pictures that are refused take no room: limits and the disk are looked at first, and what was stored goes at once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from discord_bot import Place, a_bot, a_cover
from loopback.discord import Upload
from simulated_users import START, SimulatedUsers, keys, simulated_users_of, words
from test_disks import fill, small_disk  # noqa: F401 -- a fixture

from bot.conversation import requests
from bot.conversation.requests import Request
from bot.jobs import Limits

PICTURE_BYTES = 200_000
PATHS: dict[str, Callable[[Path, int], Request]] = {
    "/remove-text": lambda picture, book: requests.RemoveText(picture),
    "/upscale": lambda picture, book: requests.UpscalePicture(picture),
    "a new book": lambda picture, book: requests.Start("Rain", picture=picture),
    "a book's own picture": lambda picture, book: requests.ReplacePicture(book, picture),
}


@pytest.fixture(params=PATHS)
def handed_in(request: pytest.FixtureRequest) -> Callable[[Path, int], Request]:
    return PATHS[request.param]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "mine.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(PICTURE_BYTES))
    return path


def stored_bytes(users: SimulatedUsers) -> int:
    """All that lies in the blob folder, half-written files included."""
    return sum(path.stat().st_size for path in users.app.store.blobs.root.rglob("*") if path.is_file())


async def test_with_the_disk_nearly_full_nothing_is_stored(
    users: SimulatedUsers, book: int, picture: Path, handed_in: Callable[[Path, int], Request]
) -> None:
    before = stored_bytes(users)
    users.app.jobs.limits = Limits(floor_bytes=1 << 60)
    refused = await users.says(handed_in(picture, book))
    assert keys(refused)[0] == "refused-space" and "disk" in words(refused)
    assert stored_bytes(users) == before


async def test_a_picture_that_would_pass_the_floor_is_refused_before_it_is_stored(
    users: SimulatedUsers, book: int, picture: Path, handed_in: Callable[[Path, int], Request]
) -> None:
    before = stored_bytes(users)
    free = shutil.disk_usage(users.app.store.folder).free
    with picture.open("r+b") as stream:
        stream.truncate(60 << 20)  # sparse: it takes no room here
    users.app.jobs.limits = Limits(floor_bytes=free - (30 << 20))
    assert keys(await users.says(handed_in(picture, book)))[0] == "refused-space"
    assert stored_bytes(users) == before


async def test_pictures_that_arrive_together_share_the_room_there_is(small_disk: Path, picture: Path) -> None:  # noqa: F811
    async with simulated_users_of(small_disk) as users:
        users.executor.gate.clear()
        pictures = [picture.with_name(f"{number}.png") for number in range(6)]
        for number, each in enumerate(pictures):
            each.write_bytes(bytes([number]) * (9 << 20))
        users.app.jobs.limits = Limits(floor_bytes=20 << 20)
        said = await asyncio.gather(
            *(users.says(requests.RemoveText(each), f"writer {number}") for number, each in enumerate(pictures))
        )
        accepted = [each for each in said if each.job_id is not None]
        assert 1 <= len(accepted) <= 3
        assert all(keys(each) == ["refused-space"] for each in said if each not in accepted)
        assert shutil.disk_usage(small_disk).free >= 20 << 20


async def test_with_a_limit_reached_nothing_is_stored(
    tmp_path: Path, picture: Path, handed_in: Callable[[Path, int], Request]
) -> None:
    async with simulated_users_of(tmp_path, LIMITS__USER_OPEN="1") as users:
        book = (await users.makes(START)).session_id or 0
        users.executor.gate.clear()
        await users.says(requests.Regenerate(book))
        before = stored_bytes(users)
        assert keys(await users.says(handed_in(picture, book)))[0] == "refused-limit-user"
        assert stored_bytes(users) == before


async def test_the_words_of_a_new_book_are_kept_and_its_picture_is_not(tmp_path: Path, picture: Path) -> None:
    async with simulated_users_of(tmp_path, LIMITS__USER_PER_DAY="1") as users:
        await users.makes(START)
        before = stored_bytes(users)
        refused = await users.says(requests.Start("Rain", "mystery", picture=picture))
        assert keys(refused) == ["refused-limit-day", "picture-not-kept"]
        assert stored_bytes(users) == before
        form = (await users.says(refused.buttons[0].request)).form
        assert form is not None
        values = {each.name: each.value for each in form.fields}
        assert (values["picture"], values["title"], values["genre"]) == ("", "Rain", "mystery")


async def test_what_is_refused_after_it_was_stored_goes_at_once(
    users: SimulatedUsers, book: int, picture: Path
) -> None:
    before = stored_bytes(users)
    await users.says(requests.Block("word", "mine"), moderator=True)
    for request in (requests.RemoveText(picture), requests.UpscalePicture(picture)):
        assert keys(await users.says(request)) == ["refused-word"]
        assert stored_bytes(users) == before


async def test_a_refusal_takes_nobody_elses_copy_away(users: SimulatedUsers, book: int, picture: Path) -> None:
    users.executor.gate.clear()
    accepted = await users.says(requests.RemoveText(picture))
    await users.says(requests.Block("word", "mine"), moderator=True)
    assert keys(await users.says(requests.RemoveText(picture, name="mine"), "ben")) == ["refused-word"]
    users.executor.gate.set()
    assert keys(await users.ended(accepted.job_id or 0))[0] == "picture-made"


async def test_two_who_hand_in_the_same_picture_at_once_and_one_is_refused(
    users: SimulatedUsers, picture: Path
) -> None:
    await users.says(requests.Block("word", "forbidden"), moderator=True)
    for _ in range(10):
        said = await asyncio.gather(
            users.says(requests.RemoveText(picture, name="sea")),
            users.says(requests.RemoveText(picture, name="forbidden"), "ben"),
        )
        assert keys(said[1]) == ["refused-word"]
        assert keys(await users.ended(said[0].job_id or 0))[0] == "picture-made"


async def test_the_same_request_again_is_answered_by_its_job_whatever_the_limits(tmp_path: Path, picture: Path) -> None:
    async with simulated_users_of(tmp_path, LIMITS__USER_OPEN="1") as users:
        users.executor.gate.clear()
        first = await users.says(requests.RemoveText(picture), interaction_id="press")
        again = await users.says(requests.RemoveText(picture), interaction_id="press")
        assert again.repeated and again.job_id == first.job_id


async def test_a_full_disk_is_named(small_disk: Path, picture: Path) -> None:  # noqa: F811
    async with simulated_users_of(small_disk) as users:
        book = (await users.makes(START)).session_id or 0
        filler = fill(small_disk)
        for path in PATHS.values():
            refused = await users.says(path(picture, book))
            # Free bytes that are too few are refused before, a write that fails is refused after.
            assert keys(refused)[0] in ("refused-space", "refused-disk-full")
            assert "disk" in words(refused) and "path" not in words(refused)
        filler.unlink()


async def test_refused_requests_alone_never_fill_a_disk(small_disk: Path, picture: Path) -> None:  # noqa: F811
    async with simulated_users_of(small_disk, LIMITS__USER_OPEN="1", STORAGE__FREE_SPACE_FLOOR_MB="20") as users:
        users.executor.gate.clear()
        await users.says(START)
        free = shutil.disk_usage(small_disk).free
        with picture.open("r+b") as stream:
            stream.truncate(9 << 20)
        for number in range(12):
            with picture.open("r+b") as stream:
                stream.write(b"another picture %d" % number)
            for path in ("/remove-text", "/upscale", "a new book"):
                refused = await users.says(PATHS[path](picture, 1))
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
