"""The table of permissions, cell by cell, through the conversation itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from simulated_users import SimulatedUsers, simulated_users_of

from bot.conversation import requests
from bot.conversation.handlers import HANDLERS
from bot.conversation.requests import ACTIONS, OfBook, Request

TABLE = {
    "owner moderator": """
        ShowUnderstood ShowReread Reread ShowBrief ChangeBrief
        Regenerate Options ShowTitle EditTitle ShowLayers ShowStyle ShowColor Style ShowPicture
        ReplacePicture Upscale Formats ShowNext NextInSeries History GoBack ShowBook Cancel Delete StepVersion
        ShowCompare Compare ClosePoll Download
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
async def users(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[SimulatedUsers, int]]:
    async with simulated_users_of(
        tmp_path_factory.mktemp("town"), LIMITS__USER_OPEN="0", LIMITS__USER_PER_DAY="0"
    ) as made:
        book = (await made.makes(requests.Start("Rain"))).session_id or 0
        await made.makes(requests.Regenerate(book))
        assert (await made.makes(requests.Compare(book))).job_id == POLL
        yield made, book


def sample(kind: type[Request], book: int) -> Request:
    if issubclass(kind, OfBook):
        return kind(book)
    match kind:
        case requests.Start:
            return requests.Start("Rain")
        case requests.Block:
            return requests.Block("word", "rude")
        case requests.ResolveReport:
            return requests.ResolveReport(1)
        case requests.ShowFix:
            return requests.ShowFix(1)
        case requests.Vote:
            return requests.Vote(POLL, 1)
        case requests.ClosePoll:
            return requests.ClosePoll(POLL)
    return kind()


def test_every_action_has_a_handler_and_a_row_in_the_table() -> None:
    assert set(ACTIONS) == set(HANDLERS)
    assert {kind.__name__ for kind in ACTIONS} == set(EXPECTED)


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
@pytest.mark.parametrize("kind", sorted(ACTIONS, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
async def test_who_may_do_it(
    users: tuple[SimulatedUsers, int], kind: type[Request], who: dict[str, object], role: str
) -> None:
    people, book = users
    reply = await people.says(sample(kind, book), **who)  # type: ignore[arg-type]
    # A moderator of another server is a stranger to this book, and a moderator to their own server.
    if role == "foreign":
        role = "stranger" if issubclass(kind, OfBook | requests.ClosePoll) else "moderator"
    if role == "owner" and EXPECTED[kind.__name__] == "moderator":
        role = "stranger"
    allowed = role in EXPECTED[kind.__name__].split()
    refused = REFUSALS & {line.key for line in reply.lines}
    assert bool(refused) is not allowed
    if refused:
        assert (reply.private, reply.files, reply.buttons, reply.job_id) == (True, (), (), None)


@pytest.mark.parametrize("kind", sorted(ACTIONS, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_the_blocked_keep_what_is_their_right(kind: type[Request]) -> None:
    assert ACTIONS[kind].rule.blocked == (kind.__name__ in STILL_WHILE_BLOCKED)
