"""Whatever people ask, in whatever order: an answer that can be said in every language, and only good versions."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from paper import Town, a_town

from bot.conversation import Reply, asks, filled
from bot.conversation.asks import LANGUAGES, Request
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
            **({"session_id": st.integers(1, 3)} if issubclass(kind, asks.OfBook) else {}),
            **({"title": TEXTS, "genre": TEXTS, "ratio": TEXTS, "engine": TEXTS} if kind is asks.Start else {}),
            **(
                {"changes": st.dictionaries(TEXTS | st.sampled_from(SETTINGS), TEXTS, max_size=3)}
                if kind is asks.Settings
                else {}
            ),
            **({"layer": TEXTS, "color": TEXTS, "place": TEXTS, "face": TEXTS} if kind is asks.Style else {}),
            **({"size": TEXTS} if kind is asks.Upscale else {}),
            **({"numbers": TEXTS | st.just("1, 2")} if kind is asks.Compare else {}),
            **({"poll_id": st.integers(1, 4)} if kind in (asks.Vote, asks.ClosePoll) else {}),
            **({"draft_id": st.integers(0, 4)} if kind in (asks.ShowFix, asks.Start) else {}),
            **(dict.fromkeys(("synopsis", "mood"), st.none() | TEXTS) if kind is asks.ChangeBrief else {}),
            **(dict.fromkeys(("title", "author"), st.none() | TEXTS) if kind is asks.EditTitle else {}),
        )
        for kind in get_args(Request)
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
        async with a_town(Path(folder), LIMITS__USER_OPEN="0") as town:
            await town.makes(asks.Start("The Keeper", "mystery", "A whale.", author="Mira", series="The Tide 1"))
            for request, who in steps:
                await step(town, request, who)
            for book in (1, 2, 3):
                versions = await town.versions(book)
                assert [version.number for version in versions] == list(range(1, len(versions) + 1))
                for version in versions:
                    assert all(town.app.store.blobs.has(file.sha256) for file in version.files)


async def step(town: Town, request: Request, who: dict[str, Any]) -> None:
    reply = await town.says(request, **who)
    said(reply)
    assert reply.private or reply.session_id is not None or reply.form is not None or isinstance(request, asks.Help)
    if reply.form is not None:
        assert {field.name for field in reply.form.fields} <= set(vars(reply.form.request))
        said(await town.says(filled(reply.form, {field.name: field.value for field in reply.form.fields}), **who))
    if reply.job_id is not None:
        said(await town.ended(reply.job_id))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(STEPS, PEOPLE), max_size=12))
def test_any_conversation_is_answered(steps: list[tuple[Request, dict[str, Any]]]) -> None:
    asyncio.run(talk(steps))
