"""What people notice of the conversation, over a real store, queue and dispatcher."""

from __future__ import annotations

import asyncio
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from simulated_users import START, SimulatedUsers, keys, simulated_users_of

from bot import locales
from bot.conversation import Form, Reply, filled, requests
from bot.executors.contract import CoverWork, EditWork, PrintWork, SheetWork
from bot.store.policy import EVERYWHERE, Block, add_block


def form_of(reply: Reply) -> Form:
    assert reply.form is not None
    return reply.form


def last_works(users: SimulatedUsers) -> tuple[Any, ...]:
    return users.executor.tasks[-1].works


async def test_a_new_book_is_painted_and_what_was_understood_is_said(users: SimulatedUsers) -> None:
    reply = await users.makes(START)
    assert keys(reply) == ["made", "facts", "understood", "checked", "painted"]
    assert reply.lines[1].arguments == {"genre": "Mystery", "ratio": "2:3", "width": "6", "height": "9", "unit": "in"}
    assert reply.lines[2].arguments == {"things": "lighthouse, whale"}
    assert reply.lines[4].arguments == {"engine": "illustrator", "seed": "7"}
    assert [file.name for file in reply.files] == ["the-keeper-and-the-whale-v1.jpg"]
    assert reply.files[0].path.is_file()
    (work,) = last_works(users)
    assert (work.trim, work.seed, work.brief["author"]) == ("2:3", 7, "Ingrid Holm")
    korean = await users.makes(START, language="ko")
    assert korean.lines[2].arguments == {"things": "등대, 고래"}


async def test_the_painter_is_told_what_this_server_saw_lately(users: SimulatedUsers) -> None:
    await users.makes(START)
    assert last_works(users)[0].lately == ()
    await users.makes(START, who="nora")
    assert last_works(users)[0].lately == ({"look": "mystery/one thing", "treatment": "linocut", "colors": "harbour"},)
    await users.makes(START)
    assert len(last_works(users)[0].lately) == 2
    await users.makes(START, server="elsewhere")
    assert last_works(users)[0].lately == ()
    # Direct messages share nothing.
    await users.makes(START, server="")
    await users.makes(START, server="", who="nora")
    assert last_works(users)[0].lately == ()


async def test_the_brief_comes_prefilled_and_mood_and_palette_reach_the_painter(
    users: SimulatedUsers, book: int
) -> None:
    form = form_of(await users.says(requests.ShowBrief(book)))
    assert [field.name for field in form.fields] == ["synopsis", "requirements", "genre", "mood", "palette"]
    assert form.fields[0].value == "A keeper hides a whale."
    answers = {field.name: field.value for field in form.fields} | {"mood": "calm", "palette": "deep blue"}
    reply = await users.makes(filled(form, answers))
    assert keys(reply) == ["made", "facts", "understood", "wishes", "checked", "painted"]
    (work,) = last_works(users)
    assert work.brief["requirements"] == "Mood: calm\nColours: deep blue"
    assert work.seed == 7
    again = form_of(await users.says(requests.ShowBrief(book)))
    assert {field.name: field.value for field in again.fields} == answers


async def test_a_change_builds_on_one_that_still_waits(users: SimulatedUsers, book: int) -> None:
    users.executor.gate.clear()
    await users.says(requests.ChangeBrief(book, mood="calm"))
    reply = await users.says(requests.ChangeBrief(book, palette="blue"))
    users.executor.gate.set()
    assert reply.job_id is not None
    await users.ended(reply.job_id)
    assert last_works(users)[0].brief["requirements"] == "Mood: calm\nColours: blue"


async def test_another_picture_has_another_seed(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Regenerate(book))
    assert last_works(users)[0].seed != 7
    assert [version.action for version in await users.versions(book)] == ["start", "regenerate"]


async def test_four_options_come_in_one_turn_on_one_sheet_and_one_is_chosen(users: SimulatedUsers, book: int) -> None:
    turns = len(users.executor.tasks)
    reply = await users.makes(requests.Options(book))
    assert len(users.executor.tasks) == turns + 1
    works = last_works(users)
    assert [type(work) for work in works] == [*(4 * [CoverWork]), SheetWork]
    assert len({work.seed for work in works[:4]}) == 4
    assert [version.number for version in await users.versions(book)] == [1, 2, 3, 4, 5]
    assert [file.name for file in reply.files] == ["the-keeper-and-the-whale-v5-sheet.jpg"]
    chosen = await users.says(reply.buttons[1].request)
    assert chosen.lines[0].arguments["number"] == 3
    await users.makes(requests.Regenerate(book))
    versions = await users.versions(book)
    assert versions[-1].parent_id == versions[2].version_id


async def test_new_words_keep_the_picture_and_its_brief(users: SimulatedUsers, book: int) -> None:
    form = form_of(await users.says(requests.ShowTitle(book)))
    assert [field.value for field in form.fields] == ["The Keeper and the Whale", "", "Ingrid Holm", "The Tide 1"]
    await users.makes(requests.EditTitle(book, title="Whale Song"))
    (work,) = last_works(users)
    assert isinstance(work, EditWork)
    assert set(work.source) == {"cover.json", "background.png", "cover.png", "credits.txt"}
    assert work.brief is not None
    assert (work.brief["title"], work.brief["author"]) == ("Whale Song", "Ingrid Holm")


async def test_style_changes_one_text_step_by_step(users: SimulatedUsers, book: int) -> None:
    layers = await users.says(requests.ShowLayers(book))
    assert [button.label.key for button in layers.buttons] == ["layer-title", "layer-author", "layer-series"]
    choices = await users.says(layers.buttons[0].request)
    larger = next(button for button in choices.buttons if button.label.key == "style-larger")
    await users.makes(larger.request)
    await users.makes(larger.request)
    assert last_works(users)[0].overrides == {"title": {"size": 1.3225}}
    await users.makes(requests.Style(book, "author", face="Anton", color="Gold", place="top", case="upper"))
    (work,) = last_works(users)
    assert work.overrides == {"author": {"font": "Anton", "color": "#e8c35a", "place": "top", "case": "upper"}}


@pytest.mark.parametrize(
    ("title", "cased"), [("Night Tide", True), ("ПРИЛИВ", True), ("밤물결", False), ("夜の波", False)]
)
async def test_capitals_are_offered_where_a_script_has_them(users: SimulatedUsers, title: str, cased: bool) -> None:
    book = (await users.makes(requests.Start(title))).session_id
    assert book is not None
    choices = await users.says(requests.ShowStyle(book, "title"))
    assert ("style-upper" in [button.label.key for button in choices.buttons]) == cased


async def test_chosen_type_stays_on_another_picture_and_type_nobody_chose_does_not(
    users: SimulatedUsers, book: int
) -> None:
    await users.makes(requests.Regenerate(book))
    assert last_works(users)[0].like is None
    await users.makes(requests.Style(book, "title", color="gold"))
    for request in (requests.Regenerate(book), requests.Options(book), requests.ChangeBrief(book, mood="calm")):
        await users.makes(request)
        like = last_works(users)[0].like
        layers = json.loads(Path(like["cover.json"]).read_text())["layers"]
        assert layers[0]["overrides"] == {"color": "#e8c35a"}
        # What the stub paints keeps no type, so the styled version is made the parent again.
        await users.says(requests.GoBack(book, 3))


async def test_a_style_that_shows_nowhere_is_said(users: SimulatedUsers, book: int) -> None:
    # The stub's letters look the same whatever is asked.
    assert keys(await users.makes(requests.Style(book, "title", size=1))) == [
        "made",
        "facts",
        "understood",
        "style-unchanged",
        "checked",
        "painted",
    ]


async def test_what_cannot_be_styled_is_refused_in_private(users: SimulatedUsers, book: int) -> None:
    for request, key in (
        (requests.Style(book, "subtitle", size=1), "refused-no-layer"),
        (requests.Style(book, "series", place="top"), "refused-place"),
        (requests.Style(book, "title", color="heavy"), "refused-color"),
        (requests.Style(book, "title", place="left"), "refused-choice"),
        (requests.Style(book, "title"), "refused-no-style"),
    ):
        reply = await users.says(request)
        assert (keys(reply), reply.private, reply.job_id) == ([key], True, None)


async def test_an_own_picture_is_stored_and_used(users: SimulatedUsers, book: int, tmp_path: Path) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"a picture")
    reply = await users.makes(requests.ReplacePicture(book, picture))
    picture.unlink()
    (work,) = last_works(users)
    assert Path(work.picture).read_bytes() == b"a picture"
    assert (work.text_in_picture, work.engine) == ("keep", None)
    assert keys(reply) == ["made", "facts", "checked", "painted"]
    assert keys(await users.says(requests.ReplacePicture(book, tmp_path / "nowhere.png"))) == ["refused-no-picture"]
    assert keys(await users.says(requests.ReplacePicture(book, tmp_path))) == ["refused-no-picture"]
    # Its other shapes are cropped or extended; a print of another ratio is refused, as it may not change.
    await users.makes(requests.Formats(book))
    assert [(work.trim, work.reframe) for work in last_works(users)] == [
        (trim, True) for trim in ("5.3333x8.5333in", "6x9in", "3.6x3.6in", "5x1.6667in")
    ]
    await users.makes(requests.Upscale(book, "A4"))
    assert [work.reframe for work in last_works(users)] == [False]


async def test_formats_and_print_files_belong_to_their_version(users: SimulatedUsers, book: int) -> None:
    reply = await users.makes(requests.Formats(book))
    assert all(isinstance(work, PrintWork) for work in last_works(users))
    names = [file.name.removeprefix("the-keeper-and-the-whale-v1-") for file in reply.files]
    assert names == ["banner.png", "ebook.png", "paperback.pdf", "paperback.png", "square.png", "credits.txt"]
    printed = await users.makes(requests.Upscale(book, "A5"))
    assert [file.name[-9:] for file in printed.files] == ["print.pdf", "print.png", "edits.txt"]
    (version,) = await users.versions(book)
    assert len(version.print_files) == 10
    stored = [file.sha256 for file in (*version.files, *version.print_files)]
    assert sorted(blob.sha256 for blob in users.app.store.blobs.all()) == sorted(set(stored))


async def test_the_next_book_counts_on_and_looks_alike(users: SimulatedUsers, book: int) -> None:
    form = form_of(await users.says(requests.ShowNext(book)))
    assert form.fields[2].value == "The Tide 2"
    reply = await users.makes(filled(form, {"title": "The Whale Returns", "synopsis": "", "series": ""}))
    assert keys(reply) == ["made", "facts", "understood", "series-kept", "checked", "painted"]
    (work,) = last_works(users)
    assert (work.brief["title"], work.brief["series"], work.brief["author"]) == (
        "The Whale Returns",
        "The Tide 2",
        "Ingrid Holm",
    )
    assert (work.seed, set(work.like)) == (7, {"cover.json", "background.png", "cover.png", "credits.txt"})
    assert reply.session_id != book
    assert len(await users.versions(book)) == 1
    assert work.series == work.like
    # Every later picture of the book stays in the series, until its writer asks for other colours.
    following = reply.session_id
    await users.makes(requests.Regenerate(following))
    assert last_works(users)[0].series == work.series
    await users.makes(requests.ChangeBrief(following, palette="red and black"))
    assert last_works(users)[0].series is None


async def test_history_goes_back_and_brings_the_brief_back(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.ChangeBrief(book, synopsis="A train in the snow."))
    listed = await users.says(requests.History(book))
    assert [each.arguments.get("current") for each in listed.lines] == [None, "no", "yes"]
    assert keys(await users.says(listed.buttons[0].request)) == ["back", "painted"]
    assert form_of(await users.says(requests.ShowBrief(book))).fields[0].value == "A keeper hides a whale."
    assert keys(await users.says(requests.GoBack(book, 9))) == ["refused-version"]


async def test_cancelling_ends_what_waits_and_what_runs(users: SimulatedUsers, book: int) -> None:
    users.executor.gate.clear()
    running = await users.says(requests.Regenerate(book))
    waiting = await users.says(requests.Regenerate(book))
    listed = await users.says(requests.Queue())
    assert [each.arguments.get("place") for each in listed.lines] == [None, 0, 1]
    assert (await users.says(requests.Cancel(book))).lines[0].arguments == {"count": 2}
    for reply in (running, waiting):
        assert reply.job_id is not None
        assert keys(await users.ended(reply.job_id)) == ["cancelled"]
    users.executor.gate.set()
    assert keys(await users.makes(requests.Regenerate(book))) == ["made", "facts", "understood", "checked", "painted"]


async def test_a_book_is_deleted_only_when_sure(users: SimulatedUsers, book: int) -> None:
    picture = (await users.says(requests.ShowBook(book))).files[0].path
    sure = await users.says(requests.Delete(book))
    assert keys(sure) == ["delete-sure"]
    assert len(await users.versions(book)) == 1
    assert keys(await users.says(sure.buttons[0].request)) == ["deleted"]
    assert not picture.exists()
    assert keys(await users.says(requests.History(book))) == ["refused-no-book"]


async def test_forgetting_shows_first_what_goes_and_takes_the_export_along(users: SimulatedUsers, book: int) -> None:
    other = (await users.makes(START, "ben")).session_id
    assert other is not None
    exported = await users.says(requests.ExportMe())
    with zipfile.ZipFile(exported.files[0].path) as archive:
        assert archive.testzip() is None
        document = json.loads(archive.read("me.json"))
        assert [each["book"] for each in document["books"]] == [book]
        assert f"book-{book}-the-keeper-and-the-whale/v1/background.png" in archive.namelist()
    sure = await users.says(requests.ForgetMe())
    assert sure.lines[0].arguments == {"books": 1, "versions": 1, "files": 5, "jobs": 1}
    assert (sure.private, keys(await users.says(sure.buttons[0].request))) == (True, ["forgotten"])
    assert not exported.files[0].path.exists()
    assert keys(await users.says(requests.Books())) == ["no-books"]
    (kept,) = await users.versions(other)
    assert {blob.sha256 for blob in users.app.store.blobs.all()} == {file.sha256 for file in kept.files}


async def test_reports_reach_the_moderators_of_the_books_server(users: SimulatedUsers, book: int) -> None:
    assert keys(await users.says(requests.Report(book, "not nice"), "ben")) == ["reported"]
    assert keys(await users.says(requests.Report(book, "not nice"), "ben")) == ["reported-already"]
    listed = await users.says(requests.Reports(), "mo", moderator=True)
    assert keys(listed) == ["reports", "reports-item"]
    elsewhere = await users.says(requests.ResolveReport(1), "eve", moderator=True, server="away")
    assert keys(elsewhere) == ["refused-report"]
    assert keys(await users.says(listed.buttons[1].request, "mo", moderator=True)) == ["resolved"]


async def test_blocked_words_and_people_are_refused(users: SimulatedUsers, book: int) -> None:
    moderator = {"who": "mo", "moderator": True}
    assert keys(await users.says(requests.Block("word", "Ass", "rude"), **moderator)) == ["blocked"]
    assert keys(await users.says(requests.Block("word", "욕설"), **moderator)) == ["blocked"]
    for wrong in ("Ann Smith", "@ann", "<@123>", "discord:", "a:b:c", "Home:ann"):
        said = await users.says(requests.Block("user", wrong), **moderator)
        assert (keys(said), said.private) == (["refused-user"], True), wrong
    for text in ("an ass", "ＡＳＳ!", "ass를", "이것은 욕설이다"):
        assert keys(await users.says(requests.ChangeBrief(book, synopsis=text))) == ["refused-word"], text
    assert keys(await users.says(requests.EditTitle(book, title="Ass"))) == ["refused-word"]
    assert keys(await users.says(requests.Start("An ass"))) == ["refused-word"]
    assert (await users.says(requests.ChangeBrief(book, synopsis="A class of passengers"))).job_id is not None
    assert keys(await users.says(requests.Block("user", "mira"), **moderator)) == ["blocked"]
    assert keys(await users.says(START)) == ["refused-blocked"]
    assert keys(await users.says(requests.Books())) == ["books", "books-item"]
    assert (await users.says(START, server="away")).job_id is not None
    listed = await users.says(requests.Blocks(), **moderator)
    assert listed.lines[0].arguments == {"users": 1, "words": 2}
    assert keys(await users.says(requests.Block("user", "mira", lift=True), **moderator)) == ["unblocked"]
    assert keys(await users.says(requests.Block("user", "mo"), **moderator)) == ["refused-block-self"]


async def test_a_block_everywhere_holds_everywhere(users: SimulatedUsers) -> None:
    async with users.app.store.db.transaction() as tx:
        await add_block(tx, Block(EVERYWHERE, "user", "test:mira", "", "owner"), 0.0)
    assert keys(await users.says(START, server="away")) == ["refused-blocked"]
    assert keys(await users.says(START, server="")) == ["refused-blocked"]


async def test_without_generative_models_only_the_illustrator_paints(users: SimulatedUsers, book: int) -> None:
    off = requests.Settings({"generative_models": "off"})
    said = await users.says(off, "mo", moderator=True)
    assert said.lines[0].arguments["models"] == "off"
    model = requests.Start("Rain", engine="diffusers")
    assert keys(await users.says(model)) == ["refused-models"]
    await users.makes(requests.Regenerate(book))
    assert last_works(users)[0].engine == "illustrator"
    await users.makes(requests.Options(book))
    assert {work.engine for work in last_works(users)[:4]} == {"illustrator"}
    assert keys(await users.says(off, "ben", moderator=True, server="third"))[0] == "settings"
    await users.makes(model, server="away")
    assert last_works(users)[0].engine == "diffusers"


async def test_settings_are_checked_and_can_be_taken_back(users: SimulatedUsers) -> None:
    moderator = {"who": "mo", "moderator": True, "language": None}
    said = await users.says(requests.Settings({"language": "ko", "ratio": "A5"}), **moderator)
    assert said.lines[0].arguments == {"language": "한국어", "ratio": "A5", "models": "on"}
    await users.makes(requests.Start("Rain"))
    assert last_works(users)[0].trim == "A5"
    assert await users.conversation.language(users.ask(language=None)) == "ko"
    assert await users.conversation.language(users.ask(language="en")) == "en"
    for changes, key in (
        ({"ratio": "9 lives"}, "refused-ratio"),
        ({"language": "tlh"}, "refused-choice"),
        ({"colour": "x"}, "refused-setting"),
    ):
        assert keys(await users.says(requests.Settings(changes), **moderator)) == [key]
    said = await users.says(requests.Settings({"language": "", "ratio": ""}), **moderator)
    assert said.lines[0].arguments == {"language": "English", "ratio": "2:3", "models": "on"}


async def test_wrong_briefs_are_refused_in_one_private_sentence(users: SimulatedUsers, book: int) -> None:
    for request, key in (
        (requests.Start(" "), "refused-no-title"),
        (requests.Start("x" * 201), "refused-long-title"),
        (requests.Start("Rain", ratio="wide"), "refused-ratio"),
        (requests.Start("Rain\ue000"), "refused-sentence"),
        (requests.ChangeBrief(book, mood="x" * 201), "refused-long-text"),
        (requests.EditTitle(book, title=""), "refused-no-title"),
        (requests.Upscale(book, "wide"), "refused-ratio"),
        (requests.ShowBook(999), "refused-no-book"),
    ):
        reply = await users.says(request)
        assert (keys(reply), reply.private, reply.job_id) == ([key], True, None), request


async def test_a_job_that_fails_says_what_to_change(users: SimulatedUsers, book: int) -> None:
    reply = await users.makes(requests.ChangeBrief(book, synopsis="impossible"))
    assert keys(reply) == ["failed"]
    assert locales.text(reply.lines[0], "en").endswith("can print “x” (U+0078, x): take it out of the text.")
    assert locales.text(reply.lines[0], "ko").endswith("“x”(U+0078) 문자가 있는 글꼴이 없습니다. 그 문자를 빼세요.")
    assert len(await users.versions(book)) == 1


async def test_a_command_delivered_twice_is_done_once(users: SimulatedUsers) -> None:
    first = await users.says(START, interaction_id="same")
    second = await users.says(START, interaction_id="same")
    assert (first.job_id, second.repeated) == (second.job_id, True)


async def test_limits_say_which_it_was(tmp_path: Path) -> None:
    async with simulated_users_of(
        tmp_path, LIMITS__USER_OPEN="2", LIMITS__SERVER_OPEN="3", LIMITS__USER_PER_DAY="4"
    ) as users:
        users.executor.gate.clear()
        jobs = [await users.says(START) for _ in range(2)]
        assert keys(await users.says(START)) == ["refused-limit-user"]
        jobs.append(await users.says(START, "ben"))
        assert keys(await users.says(START, "eve")) == ["refused-limit-server"]
        users.executor.gate.set()
        for job in jobs:
            await users.ended(job.job_id or 0)
        for _ in range(2):
            await users.makes(START)
        assert keys(await users.says(START)) == ["refused-limit-day"]


async def test_below_the_floor_words_go_on_and_pictures_do_not(tmp_path: Path) -> None:
    async with simulated_users_of(tmp_path) as users:
        book = (await users.makes(START)).session_id or 0
        users.app.jobs.limits = type(users.app.jobs.limits)(floor_bytes=1 << 60)
        assert keys(await users.says(requests.Regenerate(book))) == ["refused-space"]
        assert keys(await users.makes(requests.EditTitle(book, title="Whale")))[0] == "made"


async def test_fifty_people_at_once_are_all_answered(users: SimulatedUsers) -> None:
    replies = await asyncio.gather(*(users.says(START, f"p{number}") for number in range(50)))
    assert len({reply.job_id for reply in replies}) == 50
