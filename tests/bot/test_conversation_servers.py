"""What moderators see and settle for their server, and nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace

from simulated_users import MODERATOR, START, SimulatedUsers, button, keys, words

from bot.conversation import Reply, requests
from bot.conversation.requests import LANGUAGES


async def log_of(users: SimulatedUsers) -> list[Reply]:
    rows = await users.app.store.db.all(
        "SELECT body, channel_id FROM outbox WHERE lane LIKE 'log:%' ORDER BY outbox_id"
    )
    assert all(row["channel_id"] == "99" for row in rows)
    said = [await users.conversation.announce(json.loads(row["body"])) for row in rows]
    assert all(language == "ko" for _, language in said)
    return [reply for reply, _ in said]


async def test_the_log_channel_hears_of_reports_removals_and_blocks_once(users: SimulatedUsers, book: int) -> None:
    await users.says(requests.Report(book, "before there was a channel"), "eve")
    assert await log_of(users) == []
    await users.says(requests.Settings({"log_channel": "<#99>", "language": "ko"}), **MODERATOR)
    await users.says(requests.Report(book, "not nice"), "ben")
    await users.says(requests.Report(book, "not nice"), "ben")
    (report,) = await log_of(users)
    assert "not nice" in words(report, "ko") and "test:ben" in words(report, "ko")
    assert (await users.says(button(report, "button-show"), **MODERATOR)).files != ()
    assert keys(await users.says(button(report, "button-remove-reported"), "ben")) == ["refused-not-moderator"]
    await users.says(requests.Block("user", "test:mira"), **MODERATOR)
    sure = await users.says(button(report, "button-remove-reported"), **MODERATOR)
    assert keys(sure) == ["remove-sure"]
    assert keys(await users.says(sure.buttons[0].request, **MODERATOR)) == ["removed"]
    assert [keys(each) for each in await log_of(users)] == [["report-gone"], ["log-blocked"], ["log-removed"]]
    await users.says(requests.ForgetMe(confirmed=True))
    assert [keys(each) for each in await log_of(users)] == [["report-gone"]]


async def test_moderators_see_who_asked_for_what_on_their_server_only(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Start("Rain"), "ben")
    await users.makes(requests.Start("Elsewhere"), "eve", server="away")
    listed = await users.says(requests.Moderate(), **MODERATOR)
    assert listed.private
    for wanted in ("test:mira", "test:ben", "Rain", "Keeper"):
        assert wanted in words(listed)
    assert "Elsewhere" not in words(listed) and "eve" not in words(listed)
    block = next(each.request for each in listed.buttons if each.request == requests.Block("user", "test:ben"))
    assert keys(await users.says(block, **MODERATOR)) == ["blocked"]
    assert keys(await users.says(START, "ben")) == ["refused-blocked"]
    assert keys(
        await users.says(requests.RemovePicture(book, confirmed=True), "mo", moderator=True, server="away")
    ) != ["removed"]


async def test_settings_of_a_server_hold_on_it_and_nowhere_else(users: SimulatedUsers, book: int) -> None:
    engines = ("generate/illustrator", "generate/diffusion", "generate/upload")
    users.conversation.context = replace(users.conversation.context, engines=lambda: engines)
    changes = {"channels": "<#5>, 6", "user_open": "1", "engine": "diffusion", "filter": "gore, Blood"}
    said = await users.says(requests.Settings(changes), **MODERATOR)
    assert said.private
    for wanted in ("5, 6", "1 job", "diffusion", "2 words"):
        assert wanted in words(said), wanted
    refused = await users.says(START)
    assert keys(refused) == ["refused-channel", "kept-elsewhere"]
    assert words(refused).startswith("Covers are not made in this channel. Use one of these: 5, 6.\n")
    assert keys(await users.says(requests.Regenerate(book))) == ["refused-channel"]
    assert keys(await users.says(requests.Books()))[0] == "books"
    assert keys(await users.says(requests.Start("Gore"), channel="5")) == ["refused-word"]
    users.executor.gate.clear()
    first = await users.says(START, channel="thread", parent_channel_id="6")
    assert first.job_id is not None
    assert keys(await users.says(START, channel="5")) == ["refused-limit-user"]
    assert (await users.says(START, server="away")).job_id is not None
    users.executor.gate.set()
    await users.ended(first.job_id)
    assert users.executor.tasks[-1].works[0].engine in ("diffusion", None)
    assert any(work.engine == "diffusion" for task in users.executor.tasks for work in task.works)
    for wrong in (
        {"engine": "dalle"},
        {"user_open": "0"},
        {"user_open": "many"},
        {"channels": "!"},
        {"generative_models": "perhaps"},
    ):
        assert keys(await users.says(requests.Settings(wrong), **MODERATOR))[0].startswith("refused-")
    await users.says(requests.Settings(dict.fromkeys(changes, "")), **MODERATOR)
    assert (await users.says(requests.Start("Gore"))).job_id is not None


async def test_a_chosen_engine_that_cannot_run_now_is_asked_so_that_the_writer_hears_why(users: SimulatedUsers) -> None:
    # Nothing is known of the engines while the worker starts.
    users.conversation.context = replace(users.conversation.context, engines=lambda: ())
    assert keys(await users.says(requests.Settings({"engine": "dalle"}), **MODERATOR))[0] == "refused-choice"
    assert keys(await users.says(requests.Settings({"engine": "diffusion"}), **MODERATOR))[0] == "settings"
    users.conversation.context = replace(users.conversation.context, engines=lambda: ("generate/illustrator",))
    await users.makes(START)
    assert users.executor.tasks[-1].works[0].engine == "diffusion"


async def test_help_says_what_moderators_see(users: SimulatedUsers) -> None:
    for language in LANGUAGES:
        assert "help-moderators" in keys(await users.says(requests.Help(), language=language))
    assert "help-server" not in keys(await users.says(requests.Help()))
    assert "help-server" in keys(await users.says(requests.Help(), **MODERATOR))
