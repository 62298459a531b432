"""What was read from a brief is shown below its cover, and a thing can be struck or added."""

from __future__ import annotations

import pytest
from simulated_users import SimulatedUsers, keys

from bot.conversation import Form, Reply, filled, requests
from bot.locales import text


def form_of(reply: Reply) -> Form:
    assert reply.form is not None
    return reply.form


def read_things(reply: Reply) -> dict[str, str]:
    """Thing -> the word that was read."""
    lines = (line.arguments for line in reply.lines if line.key == "read-item")
    return {str(each["thing"]): str(each["word"]) for each in lines}


async def test_each_thing_is_shown_with_its_word_to_the_one_who_asked(users: SimulatedUsers, book: int) -> None:
    reply = await users.says(requests.ShowUnderstood(book))
    assert reply.private
    assert keys(reply)[0] == "read"
    assert {"lighthouse", "whale"} & set(read_things(reply))
    korean = await users.says(requests.ShowUnderstood(book), language="ko")
    assert "고래" in read_things(korean)
    for line in korean.lines:
        assert text(line, "ko")


async def test_a_struck_and_an_added_thing_reach_the_painter_and_stay(users: SimulatedUsers, book: int) -> None:
    shown = await users.says(requests.ShowUnderstood(book))
    (change,) = (button for button in shown.buttons if isinstance(button.request, requests.ShowReread))
    form = form_of(await users.says(change.request))
    assert [field.value for field in form.fields] == ["", ""]
    await users.makes(filled(form, {"additions": "castle", "strikes": "whale"}))
    (work,) = users.executor.tasks[-1].works
    assert (work.brief["additions"], work.brief["strikes"], work.seed) == ("castle", "whale", 7)
    again = form_of(await users.says(change.request))
    assert [field.value for field in again.fields] == ["castle", "whale"]
    after = await users.says(requests.ShowUnderstood(book))
    assert "castle" in read_things(after) and "whale" not in read_things(after)
    assert "read-denied" in keys(after)
    await users.makes(requests.ChangeBrief(book, mood="calm"))
    assert users.executor.tasks[-1].works[0].brief["strikes"] == "whale"


async def test_what_is_too_long_is_refused_with_its_field(users: SimulatedUsers, book: int) -> None:
    reply = await users.says(requests.Reread(book, additions="a," * 300))
    assert keys(reply) == ["refused-long-text"]


@pytest.mark.parametrize("request_", [requests.ShowUnderstood, requests.ShowReread, requests.Reread])
async def test_a_stranger_is_told_nothing(users: SimulatedUsers, book: int, request_: type[requests.OfBook]) -> None:
    reply = await users.says(request_(book), "stranger")
    assert reply.private and "read-item" not in keys(reply)
