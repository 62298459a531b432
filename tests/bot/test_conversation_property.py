"""Whatever people ask, in whatever order: an answer that can be said in every language, and only good versions."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simulated_users import SimulatedUsers, simulated_users_of

from bot.conversation import Reply, filled, requests
from bot.conversation.requests import ACTIONS, LANGUAGES, Request
from bot.conversation.settings import SETTINGS
from bot.locales import text

TEXTS = st.one_of(
    st.sampled_from(
        ["", "Rain", "비와 고래", "impossible", "2:3", "A5", "title", "top", "#abc", "on", "language", "7"]
    ),
    st.text(max_size=30),
)
STEPS = st.one_of(
    *(
        st.builds(
            kind,
            **({"session_id": st.integers(1, 3)} if issubclass(kind, requests.OfBook) else {}),
            **({"title": TEXTS, "genre": TEXTS, "ratio": TEXTS, "engine": TEXTS} if kind is requests.Start else {}),
            **(
                {"changes": st.dictionaries(TEXTS | st.sampled_from(SETTINGS), TEXTS, max_size=3)}
                if kind is requests.Settings
                else {}
            ),
            **({"layer": TEXTS, "color": TEXTS, "place": TEXTS, "face": TEXTS} if kind is requests.Style else {}),
            **({"size": TEXTS} if kind is requests.Upscale else {}),
            **({"numbers": TEXTS | st.just("1, 2")} if kind is requests.Compare else {}),
            **({"poll_id": st.integers(1, 4)} if kind in (requests.Vote, requests.ClosePoll) else {}),
            **({"draft_id": st.integers(0, 4)} if kind in (requests.ShowFix, requests.Start) else {}),
            **(dict.fromkeys(("synopsis", "mood"), st.none() | TEXTS) if kind is requests.ChangeBrief else {}),
            **(dict.fromkeys(("title", "author"), st.none() | TEXTS) if kind is requests.EditTitle else {}),
        )
        for kind in ACTIONS
    )
)
PEOPLE = st.sampled_from([{"who": "mira"}, {"who": "ben"}, {"who": "mo", "moderator": True}])


def said(reply: Reply) -> None:
    assert reply.lines or reply.form
    for language in LANGUAGES:
        for line in (*reply.lines, *(button.label for button in reply.buttons)):
            text(line, language)
        if reply.form:
            text(reply.form.title, language)
            for field in reply.form.fields:
                text(field.label, language)


async def talk(steps: list[tuple[Request, dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with simulated_users_of(Path(folder), LIMITS__USER_OPEN="0") as users:
            await users.makes(requests.Start("The Keeper", "mystery", "A whale.", author="Mira", series="The Tide 1"))
            for request, who in steps:
                await step(users, request, who)
            for book in (1, 2, 3):
                versions = await users.versions(book)
                assert [version.number for version in versions] == list(range(1, len(versions) + 1))
                for version in versions:
                    assert all(users.app.store.blobs.has(file.sha256) for file in version.files)


async def step(users: SimulatedUsers, request: Request, who: dict[str, Any]) -> None:
    reply = await users.says(request, **who)
    said(reply)
    assert reply.private or reply.session_id is not None or reply.form is not None or isinstance(request, requests.Help)
    if reply.form is not None:
        assert {field.name for field in reply.form.fields} <= set(reply.form.request.__struct_fields__)
        said(await users.says(filled(reply.form, {field.name: field.value for field in reply.form.fields}), **who))
    if reply.job_id is not None:
        said(await users.ended(reply.job_id))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(STEPS, PEOPLE), max_size=12))
def test_any_conversation_is_answered(steps: list[tuple[Request, dict[str, Any]]]) -> None:
    asyncio.run(talk(steps))
