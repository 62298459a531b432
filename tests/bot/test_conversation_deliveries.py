"""Files that fit into the chat, and what becomes of those that do not."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as changed
from simulated_users import START, SimulatedUsers, keys, words

from bot.conversation import FileLimit, requests
from bot.conversation.delivery import delivered
from bot.executors.contract import PrintWork
from bot.links import Links


async def test_what_fits_is_attached_and_what_does_not_is_named(users: SimulatedUsers, book: int) -> None:
    reply = await users.makes(requests.Upscale(book), upload_limit_bytes=100)
    (work,) = users.executor.tasks[-1].works
    assert isinstance(work, PrintWork) and work.max_bytes == 100
    assert [file.name.rpartition("-")[2] for file in reply.files] == ["print.pdf"]
    assert keys(reply) == ["printed", "printed-item", "delivered", "too-big", "too-big"]
    assert "print.pdf" in words(reply) and "files.public_url" in words(reply)


async def test_what_is_said_is_what_is_attached_whatever_became_of_the_files(users: SimulatedUsers, book: int) -> None:
    made = await users.says(requests.Upscale(book))
    assert made.job_id is not None
    whole = await users.ended(made.job_id)
    assert [file.name.rpartition("-")[2] for file in whole.files] == ["print.pdf", "print.png", "credits.txt"]
    row = await users.app.store.db.one("SELECT body FROM outbox WHERE key = ?", (f"job:{made.job_id}:end",))
    assert row is not None
    body = json.loads(row["body"])
    for limit, left in ((700, ["print.pdf", "credits.txt"]), (100, ["print.pdf"]), (3, []), (0, [])):
        reply, _ = await users.conversation.announce(body, FileLimit(limit, stated=False))
        assert [file.name.rpartition("-")[2] for file in reply.files] == left
        assert keys(reply)[2:] == ["delivered"] * bool(left) + ["too-big"] * (3 - len(left))
        assert "which takes" not in words(reply)
    (png,) = [file for file in whole.files if file.name.endswith("print.png")]
    png.path.unlink()
    reply, _ = await users.conversation.announce(body)
    assert [file.name.rpartition("-")[2] for file in reply.files] == ["print.pdf", "credits.txt"]
    assert keys(reply)[2:] == ["delivered", "file-gone"]


async def test_more_files_than_a_message_holds_are_not_said_to_be_attached(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Upscale(book))
    (version,) = await users.versions(book)
    sizes = {f"{number}.png": 10 + number for number in range(12)}
    stored = version.files[0]
    files = [replace(stored, name=name, size=size) for name, size in sizes.items()]
    said, attached = await delivered(users.conversation.context, version, files, FileLimit(10_000), pictures=1)
    assert len(attached) == 9
    assert [each.key for each in said] == ["delivered", "too-many", "too-many", "too-many"]
    assert "11.png" in str(said[3].arguments["name"])


async def test_what_does_not_fit_is_behind_a_link_when_there_is_an_address(users: SimulatedUsers, book: int) -> None:
    links = Links("https://covers.example/f/", 3600.0, b"k" * 32)
    users.conversation.context = replace(users.conversation.context, links=links)
    reply = await users.makes(requests.Upscale(book), upload_limit_bytes=100)
    assert keys(reply) == ["printed", "printed-item", "delivered", "linked", "linked"]
    url = str(reply.lines[3].arguments["url"])
    assert url.startswith("https://covers.example/f/files/")
    assert links.holds(*url.removeprefix("https://covers.example/f/files/").split("/"))


async def test_an_export_holds_votes_and_what_was_refused(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Regenerate(book))
    poll = await users.makes(requests.Compare(book))
    await users.says(poll.buttons[0].request)
    await users.says(changed(START, ratio="wide"))
    exported = await users.says(requests.ExportMe())
    with zipfile.ZipFile(exported.files[0].path) as archive:
        document = json.loads(archive.read("me.json"))
    assert document["votes"][0]["choice"] == 1
    assert document["refused"][0]["request"]["ratio"] == "wide"


def copy_of(path: Path) -> str:
    return path.stem.split("-")[1]


async def test_an_export_too_large_for_the_chat_comes_in_parts_or_by_a_link(users: SimulatedUsers, book: int) -> None:
    for _ in range(3):
        await users.makes(requests.Regenerate(book))
    for number in range(3):
        # Pictures of a real size, beside the small ones of this town.
        blob = users.app.store.blobs.put_bytes(bytes([number]) * 900_000)
        async with users.app.store.db.transaction() as tx:
            await tx.execute(
                "INSERT INTO version_files VALUES (?, 'large', ?, ?)", (number + 1, blob.sha256, blob.size)
            )
    whole = await users.says(requests.ExportMe(), upload_limit_bytes=10_000_000)
    assert [file.name for file in whole.files] == ["my-covers.zip"]
    parts = await users.says(requests.ExportMe(), upload_limit_bytes=2_000_000)
    files = [file for part in (parts, *parts.more) for file in part.files]
    assert [file.name for file in files] == ["my-covers-1.zip", "my-covers-2.zip", "my-covers-3.zip"]
    assert all(len(part.files) == 1 and part.private for part in (parts, *parts.more))
    names: list[str] = []
    for file in files:
        assert file.path.stat().st_size < 2_000_000
        with zipfile.ZipFile(file.path) as archive:
            assert archive.testzip() is None
            names += archive.namelist()
    assert len(names) == len(set(names)) == 1 + 4 * 5 + 3
    assert whole.files[0].path.exists(), "it may still be on its way"
    small = await users.says(requests.ExportMe(), upload_limit_bytes=1_500_000)
    assert small.lines[1].arguments == {"count": 3}
    links = Links("https://covers.example", 3600.0, b"k" * 32)
    users.conversation.context = replace(users.conversation.context, links=links)
    linked = await users.says(requests.ExportMe(), upload_limit_bytes=2_000_000)
    assert (keys(linked), linked.files) == (["exported", "linked"], ())
    token = str(linked.lines[1].arguments["url"]).split("/")[5]
    exports = users.app.store.folder / "exports"
    assert not whole.files[0].path.exists(), "only the newest stay"
    assert [path.name for path in exports.glob(f"*{token}*")] and len(
        {copy_of(path) for path in exports.iterdir()}
    ) == 3
    await users.says(requests.ForgetMe(confirmed=True))
    assert list(exports.iterdir()) == []
