"""The table of permissions, cell by cell, through the conversation itself."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import get_args

import pytest
import pytest_asyncio

sys.path.insert(0, str(Path(__file__).parent))

from paper import Town, a_town

from bot.conversation import USE_CASES, asks
from bot.conversation.asks import OfBook, Request
from bot.conversation.permissions import RULES

TABLE = {
    "owner moderator": """
        ShowBrief ChangeBrief Regenerate Options ShowTitle EditTitle ShowLayers ShowStyle ShowColor Style ShowPicture
        ReplacePicture Upscale Formats ShowNext NextInSeries History GoBack ShowBook Cancel Delete StepVersion
        ShowCompare Compare ClosePoll
    """,
    "owner moderator stranger": """
        Start ShowStart Report ShowReport Books Queue ForgetMe ExportMe Help Vote ShowFix RemoveText EditText
        UpscalePicture
    """,
    "moderator": "Settings Block Blocks Reports ResolveReport Moderate RemovePicture",
}
"""Written out a second time, so that a slip in the rules shows."""
EXPECTED = {name: who for who, names in TABLE.items() for name in names.split()}
STILL_WHILE_BLOCKED = {"Cancel", "Delete", "Books", "ForgetMe", "ExportMe", "Help"}
POLL = 3
"""The third job of the town."""
REFUSALS = {"refused-stranger", "refused-not-moderator"}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Town, int]]:
    async with a_town(tmp_path_factory.mktemp("town"), LIMITS__USER_OPEN="0", LIMITS__USER_PER_DAY="0") as made:
        book = (await made.makes(asks.Start("Rain"))).session_id or 0
        await made.makes(asks.Regenerate(book))
        assert (await made.makes(asks.Compare(book))).job_id == POLL
        yield made, book


def sample(kind: type[Request], book: int) -> Request:
    if issubclass(kind, OfBook):
        return kind(book)
    match kind:
        case asks.Start:
            return asks.Start("Rain")
        case asks.Block:
            return asks.Block("word", "rude")
        case asks.ResolveReport:
            return asks.ResolveReport(1)
        case asks.ShowFix:
            return asks.ShowFix(1)
        case asks.Vote:
            return asks.Vote(POLL, 1)
        case asks.ClosePoll:
            return asks.ClosePoll(POLL)
    return kind()


def test_every_request_has_a_rule_and_a_use_case() -> None:
    assert set(RULES) == set(USE_CASES) == set(get_args(Request))
    assert {kind.__name__ for kind in RULES} == set(EXPECTED)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("who", "role"),
    [
        ({"who": "mira"}, "owner"),
        ({"who": "mo", "moderator": True}, "moderator"),
        ({"who": "ben"}, "stranger"),
        ({"who": "eve", "moderator": True, "server": "away"}, "foreign"),
    ],
)
@pytest.mark.parametrize("kind", sorted(RULES, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
async def test_who_may_do_it(town: tuple[Town, int], kind: type[Request], who: dict[str, object], role: str) -> None:
    people, book = town
    reply = await people.says(sample(kind, book), **who)  # type: ignore[arg-type]
    # A moderator of another server is a stranger to this book, and a moderator to their own server.
    if role == "foreign":
        role = "stranger" if issubclass(kind, OfBook | asks.ClosePoll) else "moderator"
    if role == "owner" and EXPECTED[kind.__name__] == "moderator":
        role = "stranger"
    allowed = role in EXPECTED[kind.__name__].split()
    refused = REFUSALS & {line.key for line in reply.lines}
    assert bool(refused) is not allowed
    if refused:
        assert (reply.private, reply.files, reply.buttons, reply.job_id) == (True, (), (), None)


@pytest.mark.parametrize("kind", sorted(RULES, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_the_blocked_keep_what_is_their_right(kind: type[Request]) -> None:
    assert RULES[kind].blocked == (kind.__name__ in STILL_WHILE_BLOCKED)
