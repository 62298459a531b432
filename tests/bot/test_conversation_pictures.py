"""Pictures people bring: under a cover, or by themselves."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace as changed
from simulated_users import START, SimulatedUsers, keys, words

from bot.conversation import requests
from bot.executors.contract import CoverWork, EnlargeWork, RemoveTextWork, SheetWork


async def test_several_options_a_picture_of_ones_own_and_a_seed_start_a_book(
    users: SimulatedUsers, tmp_path: Path
) -> None:
    reply = await users.makes(changed(START, options=3))
    works = users.executor.tasks[-1].works
    assert [type(work) for work in works] == [CoverWork, CoverWork, CoverWork, SheetWork]
    assert works[0].seed == 7
    assert keys(reply) == ["options", "painted"]
    assert reply.lines[1].arguments["seed"] == "7, 23, 39"
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    await users.makes(changed(START, picture=picture))
    (work,) = users.executor.tasks[-1].works
    assert Path(work.picture).read_bytes() == b"mine"


async def test_an_image_command_is_a_job_with_a_session_of_its_own(users: SimulatedUsers, tmp_path: Path) -> None:
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"a picture")
    removed = await users.makes(requests.RemoveText(picture))
    (work,) = users.executor.tasks[-1].works
    assert isinstance(work, RemoveTextWork) and Path(work.picture).read_bytes() == b"a picture"
    assert keys(removed) == ["picture-made", "delivered"]
    assert [file.name for file in removed.files] == ["holiday-png-v1.jpg", "holiday-png-v1-picture.png"]
    larger = await users.makes(
        requests.UpscalePicture(picture, "A4", private=True, name="On the beach.png"), upload_limit_bytes=1000
    )
    (work,) = users.executor.tasks[-1].works
    assert isinstance(work, EnlargeWork) and (work.trim, work.dpi, work.max_bytes) == ("A4", 300, 1000)
    assert larger.private and "On the beach.png" in words(larger)
    assert [file.name.rpartition("-")[2] for file in larger.files] == ["v1.jpg", "print.pdf", "print.png"]
    (version,) = await users.versions(larger.session_id or 0)
    assert [file.name for file in version.print_files] == ["print.pdf", "print.png"]
    # Nothing of a cover can be done to it, and it is found and deleted like one.
    for request in (requests.EditTitle(removed.session_id or 0, title="x"), requests.Upscale(removed.session_id or 0)):
        assert keys(await users.says(request)) == ["refused-not-a-cover"]
    assert keys(await users.says(requests.Books()))[0] == "books"
    assert (await users.says(requests.ShowBook(removed.session_id or 0))).files != ()
    await users.says(requests.Delete(removed.session_id or 0, confirmed=True))


async def test_a_picture_without_text_is_said_to_have_none(users: SimulatedUsers, tmp_path: Path) -> None:
    picture = tmp_path / "sea.png"
    picture.write_bytes(b"no letters")
    reply = await users.makes(requests.RemoveText(picture))
    assert keys(reply)[0] == "picture-no-text"
    assert "no text was found in this picture" in words(reply)


async def test_what_cannot_be_done_to_a_picture_is_said_before_anything_is_queued(
    users: SimulatedUsers, tmp_path: Path
) -> None:
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"a picture")
    reply = await users.says(requests.EditText(picture, "old", "new"))
    assert (keys(reply), reply.job_id) == (["refused-edit-text"], None)
    assert keys(await users.says(requests.UpscalePicture(picture, "wide"))) == ["refused-ratio"]
    assert keys(await users.says(requests.RemoveText(tmp_path / "none.png"))) == ["refused-no-picture"]
    assert users.executor.tasks == []
