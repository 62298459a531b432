"""What a button asks for survives the 100 characters of its id, whatever it is."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.conversation import requests
from bot.conversation.requests import Request
from bot.platforms.discord import custom_id
from bot.platforms.discord.custom_id import FIELDS, MAX_CHARS, NAMES, Unknown, decode, encode

KINDS = get_args(Request)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if hint is Path or Path in get_args(hint):
        return st.nothing()
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-(10**6), 10**12)
    if hint is str:
        return st.text(max_size=12)
    if type(None) in get_args(hint):
        return values_of(next(each for each in get_args(hint) if each is not type(None)))
    return st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text(max_size=8), max_size=2)


@st.composite
def any_request(draw: st.DrawFn) -> Request:
    name = draw(st.sampled_from(sorted(NAMES)))
    kind = NAMES[name]
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        strategy = values_of(FIELDS[name][field.name])
        if not strategy.is_empty and (required or draw(st.booleans())):
            values[field.name] = draw(strategy)
    if "session_id" in values:
        values["session_id"] = abs(values["session_id"])
    return kind(**values)


def test_every_request_has_a_name_of_its_own() -> None:
    assert set(NAMES.values()) == set(KINDS)
    assert len(set(NAMES.values())) == len(NAMES)


@given(any_request(), st.integers(0, 20))
def test_a_request_comes_back_as_it_was(request: Request, again: int) -> None:
    try:
        made = encode(request, again)
    except ValueError:
        assume(False)
    assert len(made) <= MAX_CHARS
    assert custom_id.is_ours(made)
    assert decode(made) == request


@given(any_request())
def test_the_same_request_twice_has_two_ids(request: Request) -> None:
    try:
        assert encode(request, 1) != encode(request)
    except ValueError:
        assume(False)


@given(st.text(max_size=110))
def test_any_other_text_is_unknown(text: str) -> None:
    with pytest.raises(Unknown):
        decode(text)


@given(st.sampled_from(sorted(NAMES)), st.lists(st.text(max_size=20), max_size=4))
def test_a_forged_id_is_a_request_or_unknown(name: str, parts: list[str]) -> None:
    try:
        decode("|".join(["ac1", name, *parts]))
    except Unknown:
        return


@pytest.mark.parametrize(
    "text",
    [
        "ac0|again|1",
        "ac1",
        "ac1|fly|1",
        "ac1|again",
        "ac1|again|x",
        "ac1|again|9999999999999999999",
        "ac1|again|１",
        "ac1|style|1|layer=spine",
        "ac1|picture|1|picture=/etc/passwd",
        "ac1|again|1|colour=red",
    ],
)
def test_what_an_older_or_newer_bot_wrote_is_unknown(text: str) -> None:
    with pytest.raises(Unknown):
        decode(text)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        encode(requests.EditTitle(1, title="x" * 100))
    with pytest.raises(ValueError, match="local file"):
        encode(requests.ReplacePicture(1, Path("a.png")))
    longest = requests.Style(10**12, "subtitle", face="Cormorant Garamond SemiBold", color="#ffffff", case="as-typed")
    assert decode(encode(longest)) == longest
