"""What moderators see and settle for their server, and nowhere else."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from paper import MODERATOR, START, Town, button, keys, words

from bot.conversation import Reply, asks
from bot.conversation.asks import LANGUAGES


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
    assert keys(refused) == ["refused-channel", "kept-elsewhere"]
    assert words(refused).startswith("Covers are not made in this channel. Use one of these: 5, 6.\n")
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
