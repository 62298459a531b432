"""What a chat with many people needs: private books, forms to mend, late results, deliveries that fit."""

from __future__ import annotations

import asyncio
import json
import sys
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

sys.path.insert(0, str(Path(__file__).parent))

from paper import Town, a_town

from bot.conversation import Line, Reply, asks, filled
from bot.conversation.asks import LANGUAGES
from bot.conversation.describing import description, hue
from bot.conversation.reply import DESCRIPTION_MAX_CHARS
from bot.executors.contract import CompareWork, CoverWork, EnlargeWork, PrintWork, RemoveTextWork, SheetWork
from bot.jobs import Limits
from bot.links import Links
from bot.locales import text
from bot.store.drafts import LIVES_S
from bot.store.records import Interaction
from bot.store.retention import EXPORT_LIVES_S, sweep

START = asks.Start("The Keeper and the Whale", "mystery", "A keeper hides a whale.", "2:3", "Ingrid Holm", seed=7)
MODERATOR: dict[str, Any] = {"who": "mo", "moderator": True}


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def book(town: Town) -> int:
    return (await town.makes(START)).session_id or 0


def keys(reply: Reply) -> list[str]:
    return [each.key for each in reply.lines]


def words(reply: Reply, language: Any = "en") -> str:
    return "\n".join(text(each, language) for each in reply.lines)


def button(reply: Reply, key: str) -> asks.Request:
    return next(each.request for each in reply.buttons if each.label.key == key)


async def test_several_options_a_picture_of_ones_own_and_a_seed_start_a_book(town: Town, tmp_path: Path) -> None:
    reply = await town.makes(replace(START, options=3))
    works = town.executor.tasks[-1].works
    assert [type(work) for work in works] == [CoverWork, CoverWork, CoverWork, SheetWork]
    assert works[0].seed == 7
    assert keys(reply) == ["options"]
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    await town.makes(replace(START, picture=picture))
    (work,) = town.executor.tasks[-1].works
    assert Path(work.picture).read_bytes() == b"mine"


# Private books.


async def test_everything_about_a_private_book_is_private_and_in_the_persons_language(town: Town) -> None:
    await town.says(asks.Settings({"language": "ko"}), **MODERATOR)
    first = await town.says(replace(START, private=True))
    assert (first.private, keys(first)) == (True, ["accepted", "private-later"])
    assert "15 minutes" in words(first)
    job = await town.app.jobs.get(first.job_id or 0)
    made, language = await town.told(first.job_id or 0)
    assert (made.private, language) == (True, "en")
    book = made.session_id or 0
    for request in (asks.ShowBook(book), asks.History(book), asks.ShowLayers(book), asks.Regenerate(book)):
        assert (await town.says(request)).private, request
    where = await town.conversation.where(job)
    assert where is not None and where.private
    public = await town.says(START)
    _, language = await town.told(public.job_id or 0)
    assert (public.private, language) == (False, "ko")


async def test_nobody_else_sees_a_private_book_but_moderators_may_end_it(town: Town) -> None:
    book = (await town.makes(replace(START, private=True))).session_id or 0
    for who in ({"who": "ben"}, MODERATOR):
        for request in (asks.ShowBook(book), asks.History(book), asks.Delete(book), asks.Report(book, "x")):
            reply = await town.says(request, **who)
            assert keys(reply)[0] in ("refused-private", "refused-stranger")
            assert reply.files == ()
    listed = await town.says(asks.Moderate(), **MODERATOR)
    assert "a private book" in words(listed)
    assert "Whale" not in words(listed) + "".join(text(each.label, "en") for each in listed.buttons)
    assert keys(await town.says(asks.Compare(book))) == ["refused-private-poll"]
    # Who reports their own private book wants it seen.
    assert keys(await town.says(asks.Report(book, "what is this"))) == ["reported"]
    assert (await town.says(asks.ShowBook(book), **MODERATOR)).files != ()
    sure = await town.says(asks.RemovePicture(book), **MODERATOR)
    assert "Whale" not in words(sure)
    assert keys(await town.says(sure.buttons[0].request, **MODERATOR)) == ["removed"]


# Forms to mend.


async def test_a_refused_command_offers_its_form_with_everything_filled_in(town: Town, tmp_path: Path) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    wrong = replace(START, ratio="wide", requirements="no people", series="The Tide 1", private=True, picture=picture)
    reply = await town.says(wrong)
    assert (keys(reply), reply.private) == (["refused-ratio"], True)
    picture.unlink()
    form = (await town.says(button(reply, "button-fix"))).form
    assert form is not None
    values = {field.name: field.value for field in form.fields}
    assert values == {name: getattr(wrong, name) for name in ("title", "genre", "synopsis", "ratio", "author")}
    # What the request of a form says fits into a button of any chat.
    assert len(repr(form.request)) < 400 and form.request == asks.Start("", draft_id=form.request.draft_id)
    again = await town.says(filled(form, {**values, "ratio": "also wide"}))
    form = (await town.says(button(again, "button-fix"))).form
    assert form is not None
    made = await town.makes(filled(form, {**values, "ratio": "A5"}))
    (work,) = town.executor.tasks[-1].works
    assert (work.trim, work.seed, work.brief["requirements"], work.brief["series"]) == (
        "A5",
        7,
        "no people",
        "The Tide 1",
    )
    assert Path(work.picture).read_bytes() == b"mine"
    assert made.private


@pytest.mark.parametrize(
    ("request_", "kept"),
    [
        (asks.ChangeBrief(1, synopsis="s" * 4001, mood="calm"), {"synopsis": "s" * 4001, "mood": "calm"}),
        (asks.EditTitle(1, title="t" * 300), {"title": "t" * 300, "author": "Ingrid Holm"}),
        (asks.NextInSeries(1, title="", synopsis="More whales."), {"title": "", "synopsis": "More whales."}),
        (asks.Style(1, "title", color="heavy"), {"color": "heavy"}),
        (asks.Compare(1, "1, 9"), {"numbers": "1, 9"}),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_every_form_can_be_mended(town: Town, book: int, request_: asks.Request, kept: dict[str, str]) -> None:
    await town.makes(asks.Regenerate(book))
    reply = await town.says(request_)
    form = (await town.says(button(reply, "button-fix"))).form
    assert form is not None
    assert {field.name: field.value for field in form.fields if field.name in kept} == kept
    assert all(len(field.value) <= field.max_chars for field in form.fields)


async def test_a_draft_is_its_owners_survives_a_restart_and_goes_after_a_day(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        fix = button(await town.says(replace(START, ratio="wide")), "button-fix")
    async with a_town(tmp_path) as town:
        form = (await town.says(fix)).form
        assert form is not None and form.fields[0].value == START.title
        assert keys(await town.says(fix, "ben")) == ["refused-draft"]
        assert keys(await town.says(form.request, "ben")) == ["refused-draft"]
        late = town.app.store.clock.now() + LIVES_S + 1
        town.app.store.clock.now = lambda: late  # type: ignore[method-assign]
        assert keys(await town.says(fix)) == ["refused-draft"]


async def test_only_the_newest_drafts_are_kept_and_their_pictures_with_them(town: Town, tmp_path: Path) -> None:
    fixes = []
    for number in range(7):
        picture = tmp_path / f"{number}.png"
        picture.write_bytes(f"picture {number}".encode())
        fixes.append(button(await town.says(replace(START, ratio="wide", picture=picture)), "button-fix"))
    assert len(list(town.app.store.blobs.all())) == 5
    assert keys(await town.says(fixes[1])) == ["refused-draft"]
    assert (await town.says(fixes[2])).form is not None
    await town.says(asks.ForgetMe(confirmed=True))
    assert list(town.app.store.blobs.all()) == []


async def test_upkeep_takes_old_drafts_and_exports_away(town: Town, tmp_path: Path) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    await town.says(replace(START, ratio="wide", picture=picture))
    (exported,) = (await town.says(asks.ExportMe())).files
    await sweep(town.app.store, floor_bytes=0)
    assert len(list(town.app.store.blobs.all())) == 1 and exported.path.exists()
    late = town.app.store.clock.now() + EXPORT_LIVES_S + 1
    town.app.store.clock.now = lambda: late  # type: ignore[method-assign]
    await sweep(town.app.store, floor_bytes=0)
    assert list(town.app.store.blobs.all()) == [] and not exported.path.exists()


# Back and forward, and results that came late.


async def test_back_and_forward_go_through_the_versions(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    await town.makes(asks.Regenerate(book))
    assert keys(await town.says(asks.StepVersion(book, 1))) == ["refused-last-version"]
    for step, number in ((-1, 2), (-1, 1), (1, 2)):
        assert (await town.says(asks.StepVersion(book, step))).lines[0].arguments["number"] == number
    await town.says(asks.StepVersion(book, -1))
    assert keys(await town.says(asks.StepVersion(book, -1))) == ["refused-first-version"]


async def test_a_long_history_has_pages(town: Town, book: int) -> None:
    for _ in range(6):
        await town.makes(asks.Options(book))
    newest = await town.says(asks.History(book))
    assert newest.lines[-1].arguments["number"] == 25
    older = await town.says(button(newest, "button-older"))
    assert [each.arguments["number"] for each in older.lines[1:]] == [1, 2, 3, 4, 5]
    assert button(older, "button-newer") == asks.History(book, 1)
    menus = [each.menu.key for each in newest.buttons if each.menu is not None]
    assert set(menus) == {"menu-versions"} and len(menus) <= 25


async def test_a_result_that_could_not_be_shown_waits_among_my_books(town: Town, book: int) -> None:
    assert "books-late" not in keys(await town.says(asks.Books()))
    async with town.app.store.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'dropped'")
    listed = await town.says(asks.Books())
    assert keys(listed) == ["books", "books-item", "books-late"]
    assert (await town.says(listed.buttons[0].request)).files != ()
    assert keys(await town.says(asks.Books())) == ["books", "books-item"]


# Where answers stand.


async def test_where_an_answer_stands_is_known_after_a_restart(tmp_path: Path) -> None:
    interaction = Interaction("test", "i1", "test:mira", "test:home", "42", "a token", 1e12)
    async with a_town(tmp_path) as town:
        town.executor.gate.clear()
        ask = replace(town.ask(), interaction=interaction)
        reply = await town.conversation.answer(ask, START)
        await town.conversation.answered(ask, "m7")
    async with a_town(tmp_path) as town:
        job = await town.app.jobs.get(reply.job_id or 0)
        where = await town.conversation.where(job)
        assert where is not None
        assert (where.channel_id, where.token, where.message_id, where.private) == ("42", "a token", "m7", False)
        await town.ended(job.job_id)
        await town.says(asks.Delete(job.session_id, confirmed=True))
        assert await town.conversation.where(job) is None


async def test_ratios_and_genres_are_suggested_and_every_suggestion_works(town: Town) -> None:
    town.app.jobs.limits = Limits(None, None, None, None, None, 0)
    for language in LANGUAGES:
        for typed in ("", "2", "a5", "신", "전자", "7:5", "150 x 220 mm", "wide"):
            found = town.conversation.suggest_ratios(typed, language)
            assert len(found) <= 25 and all(len(name) <= 100 for name, _ in found)
            for _, value in found:
                assert (await town.says(replace(START, ratio=value), "p" + value)).job_id is not None
        assert town.conversation.suggest_ratios("7:5", language)[0] == ("7:5", "7:5")
        assert town.conversation.suggest_ratios("wide", language) == ()
        assert len(town.conversation.genres(language)) <= 25
    assert ("추리", "mystery") in town.conversation.genres("ko")


# Alt text.


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_picture_is_described_in_the_readers_language(town: Town, language: Any) -> None:
    reply = await town.makes(START, language=language)
    (file,) = reply.files
    assert file.description is not None
    said = text(file.description, language)
    for wanted in {"en": ("lighthouse", "Keeper and the Whale", "at the top", "black", "Mystery")}.get(
        language, ("등대", "Keeper and the Whale", "위쪽", "검정", "추리")
    ):
        assert wanted in said, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_never_too_long(language: Any) -> None:
    layers = [
        {"role": role, "text": "긴 글 " * 200, "lines": [{"y": 0.1}]}
        for role in ("title", "subtitle", "author", "series")
    ]
    notes = [f"motif {name}" for name in ("lighthouse", "whale", "castle", "forest") * 20]
    document = {
        "brief": {"genre": "sci-fi"},
        "layers": layers,
        "engines": [{"notes": notes}],
        "palette": ["#102030"] * 30,
    }
    assert len(text(description(document, language), language)) <= DESCRIPTION_MAX_CHARS
    assert text(description({}, language), language)


def test_every_colour_has_a_name() -> None:
    known = {
        hue(f"#{red:02x}{green:02x}{blue:02x}")
        for red in range(0, 256, 15)
        for green in range(0, 256, 15)
        for blue in range(0, 256, 15)
    }
    for name in known | {hue("nothing")}:
        for language in LANGUAGES:
            assert text(Line(f"hue-{name}"), language)
    assert [hue(color) for color in ("#0a1115", "#b59d76", "#e4e0d4", "#d8382c", "#12305e", "#8b5a2b")] == [
        "black", "beige", "cream", "red", "dark-blue", "brown",
    ]  # fmt: skip


# Deliveries.


async def test_what_fits_is_attached_and_what_does_not_is_named(town: Town, book: int) -> None:
    reply = await town.makes(asks.Upscale(book), upload_limit_bytes=100)
    (work,) = town.executor.tasks[-1].works
    assert isinstance(work, PrintWork) and work.max_bytes == 100
    assert [file.name.rpartition("-")[2] for file in reply.files] == ["print.pdf"]
    assert keys(reply) == ["printed", "printed-item", "delivered", "too-big", "too-big"]
    assert "print.pdf" in words(reply) and "files.public_url" in words(reply)


async def test_what_does_not_fit_is_behind_a_link_when_there_is_an_address(town: Town, book: int) -> None:
    links = Links("https://covers.example/f/", 3600.0, b"k" * 32)
    town.conversation.context = replace(town.conversation.context, links=links)
    reply = await town.makes(asks.Upscale(book), upload_limit_bytes=100)
    assert keys(reply) == ["printed", "printed-item", "delivered", "linked", "linked"]
    url = str(reply.lines[3].arguments["url"])
    assert url.startswith("https://covers.example/f/files/")
    assert links.holds(*url.removeprefix("https://covers.example/f/files/").split("/"))


# Pictures by themselves.


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


async def test_what_cannot_be_done_to_a_picture_is_said_before_anything_is_queued(town: Town, tmp_path: Path) -> None:
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"a picture")
    reply = await town.says(asks.EditText(picture, "old", "new"))
    assert (keys(reply), reply.job_id) == (["refused-edit-text"], None)
    assert keys(await town.says(asks.UpscalePicture(picture, "wide"))) == ["refused-ratio"]
    assert keys(await town.says(asks.RemoveText(tmp_path / "none.png"))) == ["refused-no-picture"]
    assert town.executor.tasks == []


# Ask the server.


async def test_a_poll_counts_one_vote_a_person_that_may_be_changed(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    form = (await town.says(asks.ShowCompare(book))).form
    assert form is not None and form.fields[0].value == "1, 2"
    poll = await town.makes(filled(form, {"numbers": "2, 1"}))
    (work,) = town.executor.tasks[-1].works
    assert isinstance(work, CompareWork) and len(work.pictures) == 2
    assert [file.name for file in poll.files] == [f"the-keeper-and-the-whale-v1-poll-{poll.job_id}.png"]
    assert [each.label.key for each in poll.buttons] == ["button-vote", "button-vote", "button-close-poll"]
    for who, choice in (("ben", 0), ("eve", 0), ("mira", 1), ("eve", 1), ("ben", 0)):
        voted = await town.says(poll.buttons[choice].request, who)
        assert voted.private and voted.update is not None and not voted.update.private
    assert [each.arguments["votes"] for each in voted.update.lines[1:]] == [1, 2]
    assert [each.arguments["number"] for each in voted.update.lines[1:]] == [2, 1]
    again, _ = await town.told(poll.job_id or 0)
    assert [each.arguments["votes"] for each in again.lines[1:]] == [1, 2]
    assert keys(await town.says(poll.buttons[0].request, "eve", server="away")) == ["refused-no-book"]
    assert keys(await town.says(poll.buttons[2].request, "ben")) == ["refused-stranger"]
    closed = await town.says(poll.buttons[2].request)
    assert keys(closed) == ["poll-closed", "poll-item", "poll-item"] and not closed.private
    assert closed.lines[0].arguments["total"] == 3
    assert keys(await town.says(poll.buttons[0].request, "ben")) == ["refused-poll-closed"]
    assert keys(await town.says(poll.buttons[2].request)) == ["refused-poll-closed"]
    taken = await town.says(closed.buttons[0].request)
    assert taken.lines[0].arguments["number"] == 1


async def test_a_poll_survives_a_restart_and_goes_with_its_book(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        book = (await town.makes(START)).session_id or 0
        await town.makes(asks.Regenerate(book))
        poll = await town.makes(asks.Compare(book))
        await town.says(poll.buttons[0].request, "ben")
    async with a_town(tmp_path) as town:
        await town.says(poll.buttons[1].request, "eve")
        again, _ = await town.told(poll.job_id or 0)
        assert [each.arguments["votes"] for each in again.lines[1:]] == [1, 1]
        await town.says(asks.ForgetMe(confirmed=True), "ben")
        again, _ = await town.told(poll.job_id or 0)
        assert [each.arguments["votes"] for each in again.lines[1:]] == [0, 1]
        await town.says(asks.Delete(book, confirmed=True))
        assert await town.app.store.db.all("SELECT * FROM votes") == []
        assert keys(await town.says(poll.buttons[0].request, "ben")) == ["refused-no-book"]


async def test_fifty_votes_at_once_are_all_counted(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    poll = await town.makes(asks.Compare(book))
    await asyncio.gather(*(town.says(poll.buttons[number % 2].request, f"p{number}") for number in range(50)))
    again, _ = await town.told(poll.job_id or 0)
    assert [each.arguments["votes"] for each in again.lines[1:]] == [25, 25]


async def test_a_poll_needs_two_to_four_versions_that_are_there(town: Town, book: int) -> None:
    assert keys(await town.says(asks.ShowCompare(book))) == ["refused-few-versions"]
    await town.makes(asks.Options(book))
    for numbers, key in (("1", "refused-poll-count"), ("1 2 3 4 5", "refused-poll-count"), ("1, 9", "refused-version")):
        assert keys(await town.says(asks.Compare(book, numbers))) == [key]
    assert len((await town.makes(asks.Compare(book))).buttons) == 5


# What stands in the chat.


async def test_every_message_that_shows_a_book_is_known_when_it_goes(town: Town, book: int) -> None:
    for message, request in (("m1", asks.ShowBook(book)), ("m2", asks.GoBack(book, 1)), ("m3", asks.History(book))):
        ask = town.ask()
        await town.conversation.answered(ask, message, await town.conversation.answer(ask, request))
    gone = await town.says(asks.RemovePicture(book, confirmed=True), **MODERATOR)
    assert {posted.message_id for posted in gone.remove} == {"m1", "m2"}


async def test_an_export_holds_votes_and_what_was_refused(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    poll = await town.makes(asks.Compare(book))
    await town.says(poll.buttons[0].request)
    await town.says(replace(START, ratio="wide"))
    exported = await town.says(asks.ExportMe())
    with zipfile.ZipFile(exported.files[0].path) as archive:
        document = json.loads(archive.read("me.json"))
    assert document["votes"][0]["choice"] == 1
    assert document["refused"][0]["values"]["ratio"] == "wide"


async def test_an_export_too_large_for_the_chat_comes_in_parts_or_by_a_link(town: Town, book: int) -> None:
    for _ in range(3):
        await town.makes(asks.Regenerate(book))
    for number in range(3):
        # Pictures of a real size, beside the small ones of this town.
        blob = town.app.store.blobs.put_bytes(bytes([number]) * 900_000)
        async with town.app.store.db.transaction() as tx:
            await tx.execute(
                "INSERT INTO version_files VALUES (?, 'large', ?, ?)", (number + 1, blob.sha256, blob.size)
            )
    whole = await town.says(asks.ExportMe(), upload_limit_bytes=10_000_000)
    assert [file.name for file in whole.files] == ["my-covers.zip"]
    parts = await town.says(asks.ExportMe(), upload_limit_bytes=2_000_000)
    assert [file.name for file in parts.files] == ["my-covers-1.zip", "my-covers-2.zip", "my-covers-3.zip"]
    names: list[str] = []
    for file in parts.files:
        assert file.path.stat().st_size < 2_000_000
        with zipfile.ZipFile(file.path) as archive:
            assert archive.testzip() is None
            names += archive.namelist()
    assert len(names) == len(set(names)) == 1 + 4 * 5 + 3
    assert not whole.files[0].path.exists()
    small = await town.says(asks.ExportMe(), upload_limit_bytes=1_500_000)
    assert small.lines[1].arguments == {"count": 3}
    links = Links("https://covers.example", 3600.0, b"k" * 32)
    town.conversation.context = replace(town.conversation.context, links=links)
    linked = await town.says(asks.ExportMe(), upload_limit_bytes=2_000_000)
    assert (keys(linked), linked.files) == (["exported", "linked"], ())
    stem = str(linked.lines[1].arguments["url"]).split("/")[5]
    exports = town.app.store.folder / "exports"
    assert [path.name for path in exports.iterdir()] == [f"{stem}.zip"]
    await town.says(asks.ForgetMe(confirmed=True))
    assert list(exports.iterdir()) == []


# Moderators.


async def log_of(town: Town) -> list[Reply]:
    rows = await town.app.store.db.all("SELECT body, channel_id FROM outbox WHERE lane LIKE 'log:%' ORDER BY outbox_id")
    assert all(row["channel_id"] == "99" for row in rows)
    said = [await town.conversation.announce(json.loads(row["body"])) for row in rows]
    assert all(language == "ko" for _, language in said)
    return [reply for reply, _ in said]


async def test_the_log_channel_hears_of_reports_removals_and_blocks_once(town: Town, book: int) -> None:
    await town.says(asks.Report(book, "before there was a channel"), "eve")
    assert await log_of(town) == []
    await town.says(asks.Settings({"log_channel": "<#99>", "language": "ko"}), **MODERATOR)
    await town.says(asks.Report(book, "not nice"), "ben")
    await town.says(asks.Report(book, "not nice"), "ben")
    (report,) = await log_of(town)
    assert "not nice" in words(report, "ko") and "test:ben" in words(report, "ko")
    assert (await town.says(button(report, "button-show"), **MODERATOR)).files != ()
    assert keys(await town.says(button(report, "button-remove-reported"), "ben")) == ["refused-not-moderator"]
    await town.says(asks.Block("user", "test:mira"), **MODERATOR)
    sure = await town.says(button(report, "button-remove-reported"), **MODERATOR)
    assert keys(sure) == ["remove-sure"]
    assert keys(await town.says(sure.buttons[0].request, **MODERATOR)) == ["removed"]
    assert [keys(each) for each in await log_of(town)] == [["report-gone"], ["log-blocked"], ["log-removed"]]
    await town.says(asks.ForgetMe(confirmed=True))
    assert [keys(each) for each in await log_of(town)] == [["report-gone"]]


async def test_moderators_see_who_asked_for_what_on_their_server_only(town: Town, book: int) -> None:
    await town.makes(asks.Start("Rain"), "ben")
    await town.makes(asks.Start("Elsewhere"), "eve", server="away")
    listed = await town.says(asks.Moderate(), **MODERATOR)
    assert listed.private
    for wanted in ("test:mira", "test:ben", "Rain", "Keeper"):
        assert wanted in words(listed)
    assert "Elsewhere" not in words(listed) and "eve" not in words(listed)
    block = next(each.request for each in listed.buttons if each.request == asks.Block("user", "test:ben"))
    assert keys(await town.says(block, **MODERATOR)) == ["blocked"]
    assert keys(await town.says(START, "ben")) == ["refused-blocked"]
    assert keys(await town.says(asks.RemovePicture(book, confirmed=True), "mo", moderator=True, server="away")) != [
        "removed"
    ]


async def test_settings_of_a_server_hold_on_it_and_nowhere_else(town: Town, book: int) -> None:
    engines = ("generate/illustrator", "generate/diffusion", "generate/upload")
    town.conversation.context = replace(town.conversation.context, engines=lambda: engines)
    changes = {"channels": "<#5>, 6", "user_open": "1", "engine": "diffusion", "filter": "gore, Blood"}
    said = await town.says(asks.Settings(changes), **MODERATOR)
    assert said.private
    for wanted in ("5, 6", "1 job", "diffusion", "2 words"):
        assert wanted in words(said), wanted
    refused = await town.says(START)
    assert (keys(refused), words(refused)) == (["refused-channel"], "No covers are made in this channel. Ask in: 5, 6.")
    assert keys(await town.says(asks.Regenerate(book))) == ["refused-channel"]
    assert keys(await town.says(asks.Books()))[0] == "books"
    assert keys(await town.says(asks.Start("Gore"), channel="5")) == ["refused-word"]
    town.executor.gate.clear()
    first = await town.says(START, channel="thread", parent_channel_id="6")
    assert first.job_id is not None
    assert keys(await town.says(START, channel="5")) == ["refused-limit-user"]
    assert (await town.says(START, server="away")).job_id is not None
    town.executor.gate.set()
    await town.ended(first.job_id)
    assert town.executor.tasks[-1].works[0].engine in ("diffusion", None)
    assert any(work.engine == "diffusion" for task in town.executor.tasks for work in task.works)
    for wrong in (
        {"engine": "dalle"},
        {"user_open": "0"},
        {"user_open": "many"},
        {"channels": "!"},
        {"generative_models": "perhaps"},
    ):
        assert keys(await town.says(asks.Settings(wrong), **MODERATOR))[0].startswith("refused-")
    await town.says(asks.Settings(dict.fromkeys(changes, "")), **MODERATOR)
    assert (await town.says(asks.Start("Gore"))).job_id is not None


async def test_a_chosen_engine_that_cannot_run_now_is_asked_so_that_the_writer_hears_why(town: Town) -> None:
    # Nothing is known of the engines while the worker starts.
    town.conversation.context = replace(town.conversation.context, engines=lambda: ())
    assert keys(await town.says(asks.Settings({"engine": "dalle"}), **MODERATOR))[0] == "refused-choice"
    assert keys(await town.says(asks.Settings({"engine": "diffusion"}), **MODERATOR))[0] == "settings"
    town.conversation.context = replace(town.conversation.context, engines=lambda: ("generate/illustrator",))
    await town.makes(START)
    assert town.executor.tasks[-1].works[0].engine == "diffusion"


async def test_help_says_what_moderators_see(town: Town) -> None:
    for language in LANGUAGES:
        assert "help-moderators" in keys(await town.says(asks.Help(), language=language))
    assert "help-server" not in keys(await town.says(asks.Help()))
    assert "help-server" in keys(await town.says(asks.Help(), **MODERATOR))
