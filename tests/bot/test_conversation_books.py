"""My books: all of them, a page at a time, and those with some words in their title."""

from __future__ import annotations

from pathlib import Path

import pytest
from discord_bot import Place, a_bot, a_cover
from msgspec.structs import replace as changed
from simulated_users import START, SimulatedUsers, button, keys, words

from bot.conversation import Reply, requests
from bot.conversation.searching import as_search, holds
from bot.platforms.typed import request_of
from bot.store.records import Interaction
from bot.store.sessions import create_session


async def many(users: SimulatedUsers, count: int, title: str = "Book {}") -> None:
    """As many books as somebody has after a year."""
    async with users.app.store.db.transaction() as tx:
        for number in range(count):
            where = Interaction("test", f"many {title} {number}", "test:mira", "test:home", "channel")
            await create_session(tx, where, {"brief": {"title": title.format(number)}}, 0.0)


def titles(reply: Reply) -> list[str]:
    return [str(each.arguments["title"]) for each in reply.lines if each.key == "books-item"]


async def test_all_books_are_counted_and_every_one_is_on_a_page(users: SimulatedUsers) -> None:
    await many(users, 61)
    page = await users.says(requests.Books())
    assert "You have 61 books." in words(page) and "Page 1 of 4." in words(page)
    assert titles(page)[0] == "Book 60"
    listed = titles(page)
    for number in (2, 3, 4):
        page = await users.says(button(page, "button-older-books"))
        assert f"Page {number} of 4." in words(page)
        assert len(page.buttons) <= 25
        listed += titles(page)
    assert listed == [f"Book {number}" for number in range(60, -1, -1)]
    assert "button-older-books" not in [each.label.key for each in page.buttons]
    assert titles(await users.says(button(page, "button-newer-books")))[0] == "Book 20"
    # A page that is no longer there, because books were deleted meanwhile.
    assert "Page 4 of 4." in words(await users.says(requests.Books(9)))
    assert "61권" in words(page, "ko") and "4쪽 중 4쪽" in words(page, "ko")


async def test_a_book_is_found_by_words_of_the_title_it_has_now(users: SimulatedUsers, book: int) -> None:
    await many(users, 30)
    await many(users, 1, "밤의 조수")
    found = await users.says(requests.Books(find="WHALE keeper"))
    assert titles(found) == ["The Keeper and the Whale"] and keys(found)[0] == "books-found"
    assert titles(await users.says(requests.Books(find="밤의조수"))) == ["밤의 조수"]
    await users.makes(requests.EditTitle(book, title="Night Tide"))
    assert titles(await users.says(requests.Books(find="night"))) == ["Night Tide"]
    none = await users.says(requests.Books(find="whale"))
    assert keys(none) == ["books-none"] and "None of your 32 books" in words(none)
    assert "You have 32 books." in words(await users.says(button(none, "button-all-books")))
    several = await users.says(requests.Books(find="book"))
    assert "30 of your 32 books" in words(several)
    assert button(several, "button-older-books") == requests.Books(2, "book")
    assert titles(await users.says(button(several, "button-older-books")))[-1] == "Book 0"


async def test_a_title_under_way_is_found_and_books_of_others_are_not(users: SimulatedUsers, book: int) -> None:
    users.executor.gate.clear()
    await users.says(changed(START, title="Under Way"), "ada")
    assert titles(await users.says(requests.Books(find="way"), "ada")) == ["Under Way"]
    assert keys(await users.says(requests.Books(find="way"))) == ["books-none"]
    users.executor.gate.set()


@pytest.mark.parametrize(
    ("title", "wanted", "is_there"),
    [
        ("Straße", "STRASSE", True),
        ("\u1106\u1161\u11b7", "맘", True),
        ("ＮＩＧＨＴ", "night", True),
        ("The\u200b Keeper", "the keeper", True),
        ("The Keeper", "keeper whale", False),
        ("The Keeper", "", True),
        ("100% Love", "100% love", True),
    ],
)
def test_case_form_and_spacing_do_not_count(title: str, wanted: str, is_there: bool) -> None:
    assert holds(title, as_search(wanted)) is is_there


def test_the_terminal_searches_too() -> None:
    assert request_of("/books", None) == requests.Books()
    assert request_of("/books 고래 whale", None) == requests.Books(find="고래 whale")
    assert request_of("/open Night Tide", None) == requests.Books(find="Night Tide")


async def test_on_discord_pages_are_turned_and_titles_searched(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        jun = place.person("jun", locale="ko")
        await a_cover(jun, "고래의 노래")
        async with bot.app.store.db.transaction() as tx:
            for number in range(44):
                where = Interaction("discord", f"x{number}", f"discord:{jun.user.id}", "", "1")
                await create_session(tx, where, {"brief": {"title": f"100% | {number} " + "가" * 150}}, 0.0)
        listed = (await jun.slash("history")).message
        assert listed is not None
        assert listed.is_private
        assert "45권" in listed.text
        await jun.press(listed, "이전 책")
        second = jun.now(listed)
        assert "3쪽 중 2쪽" in second.text
        assert second.id == listed.id
        found = (await jun.slash("history", search="노래")).message
        assert found is not None
        assert "고래의 노래" in found.text
        shown = (await jun.choose(found, found.menus[0]["options"][0]["label"])).message
        assert shown is not None
        assert jun.now(shown).pictures
        # As long as a search can be, in a button that turns the page.
        longest = (await jun.slash("history", search=f"100% {'가' * 55}")).message
        assert longest is not None
        assert "44권" in longest.text
        await jun.press(longest, "이전 책")
        assert "3쪽 중 2쪽" in jun.now(longest).text
