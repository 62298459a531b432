"""Private books: who sees them, who hears of them, who may end them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from paper import MODERATOR, START, Town, keys, words

from bot.conversation import asks
from bot.locales import text


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
