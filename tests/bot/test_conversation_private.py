"""Private books: who sees them, who hears of them, who may end them."""

from __future__ import annotations

from msgspec.structs import replace as changed
from simulated_users import MODERATOR, START, SimulatedUsers, keys, words

from bot.conversation import requests
from bot.locales import text


async def test_everything_about_a_private_book_is_private_and_in_the_persons_language(users: SimulatedUsers) -> None:
    await users.says(requests.Settings({"language": "ko"}), **MODERATOR)
    first = await users.says(changed(START, private=True))
    assert (first.private, keys(first)) == (True, ["accepted", "private-later"])
    assert "15 minutes" in words(first)
    job = await users.app.jobs.get(first.job_id or 0)
    made, language = await users.told(first.job_id or 0)
    assert (made.private, language) == (True, "en")
    book = made.session_id or 0
    for request in (
        requests.ShowBook(book),
        requests.History(book),
        requests.ShowLayers(book),
        requests.Regenerate(book),
    ):
        assert (await users.says(request)).private, request
    where = await users.conversation.where(job)
    assert where is not None and where.private
    public = await users.says(START)
    _, language = await users.told(public.job_id or 0)
    assert (public.private, language) == (False, "ko")


async def test_nobody_else_sees_a_private_book_but_moderators_may_end_it(users: SimulatedUsers) -> None:
    book = (await users.makes(changed(START, private=True))).session_id or 0
    for who in ({"who": "ben"}, MODERATOR):
        for request in (
            requests.ShowBook(book),
            requests.History(book),
            requests.Delete(book),
            requests.Report(book, "x"),
        ):
            reply = await users.says(request, **who)
            assert keys(reply)[0] in ("refused-private", "refused-stranger")
            assert reply.files == ()
    listed = await users.says(requests.Moderate(), **MODERATOR)
    assert "a private book" in words(listed)
    assert "Whale" not in words(listed) + "".join(text(each.label, "en") for each in listed.buttons)
    assert keys(await users.says(requests.Compare(book))) == ["refused-private-poll"]
    # Who reports their own private book wants it seen.
    assert keys(await users.says(requests.Report(book, "what is this"))) == ["reported"]
    assert (await users.says(requests.ShowBook(book), **MODERATOR)).files != ()
    sure = await users.says(requests.RemovePicture(book), **MODERATOR)
    assert "Whale" not in words(sure)
    assert keys(await users.says(sure.buttons[0].request, **MODERATOR)) == ["removed"]
