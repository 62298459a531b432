"""Pictures people bring: under a cover, or by themselves."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from paper import START, Town, keys, words

from bot.conversation import asks
from bot.executors.contract import CoverWork, EnlargeWork, RemoveTextWork, SheetWork


async def test_several_options_a_picture_of_ones_own_and_a_seed_start_a_book(town: Town, tmp_path: Path) -> None:
    reply = await town.makes(replace(START, options=3))
    works = town.executor.tasks[-1].works
    assert [type(work) for work in works] == [CoverWork, CoverWork, CoverWork, SheetWork]
    assert works[0].seed == 7
    assert keys(reply) == ["options", "painted"]
    assert reply.lines[1].arguments["seed"] == "7, 23, 39"
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    await town.makes(replace(START, picture=picture))
    (work,) = town.executor.tasks[-1].works
    assert Path(work.picture).read_bytes() == b"mine"


async def test_an_image_command_is_a_job_with_a_session_of_its_own(town: Town, tmp_path: Path) -> None:
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"a picture")
    removed = await town.makes(asks.RemoveText(picture))
    (work,) = town.executor.tasks[-1].works
    assert isinstance(work, RemoveTextWork) and Path(work.picture).read_bytes() == b"a picture"
    assert keys(removed) == ["picture-made", "delivered"]
    assert [file.name for file in removed.files] == ["holiday-png-v1.jpg", "holiday-png-v1-picture.png"]
    larger = await town.makes(
        asks.UpscalePicture(picture, "A4", private=True, name="On the beach.png"), upload_limit_bytes=1000
    )
    (work,) = town.executor.tasks[-1].works
    assert isinstance(work, EnlargeWork) and (work.trim, work.dpi, work.max_bytes) == ("A4", 300, 1000)
    assert larger.private and "On the beach.png" in words(larger)
    assert [file.name.rpartition("-")[2] for file in larger.files] == ["v1.jpg", "print.pdf", "print.png"]
    (version,) = await town.versions(larger.session_id or 0)
    assert [file.name for file in version.print_files] == ["print.pdf", "print.png"]
    # Nothing of a cover can be done to it, and it is found and deleted like one.
    for request in (asks.EditTitle(removed.session_id or 0, title="x"), asks.Upscale(removed.session_id or 0)):
        assert keys(await town.says(request)) == ["refused-not-a-cover"]
    assert keys(await town.says(asks.Books()))[0] == "books"
    assert (await town.says(asks.ShowBook(removed.session_id or 0))).files != ()
    await town.says(asks.Delete(removed.session_id or 0, confirmed=True))


async def test_a_picture_without_text_is_said_to_have_none(town: Town, tmp_path: Path) -> None:
    picture = tmp_path / "sea.png"
    picture.write_bytes(b"no letters")
    reply = await town.makes(asks.RemoveText(picture))
    assert keys(reply)[0] == "picture-no-text"
    assert "no text was found in this picture" in words(reply)


async def test_what_cannot_be_done_to_a_picture_is_said_before_anything_is_queued(town: Town, tmp_path: Path) -> None:
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"a picture")
    reply = await town.says(asks.EditText(picture, "old", "new"))
    assert (keys(reply), reply.job_id) == (["refused-edit-text"], None)
    assert keys(await town.says(asks.UpscalePicture(picture, "wide"))) == ["refused-ratio"]
    assert keys(await town.says(asks.RemoveText(tmp_path / "none.png"))) == ["refused-no-picture"]
    assert town.executor.tasks == []
