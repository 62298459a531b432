"""What a button asks for survives the 100 characters of its id, whatever it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.conversation import requests
from bot.conversation.requests import ACTIONS, BY_ID, Request, fields_of, types_of
from bot.platforms import action_ids
from bot.platforms.action_ids import Unknown, decode
from bot.platforms.discord.render import ID_CHARS


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


def encode(request: Request, again: int = 0) -> str:
    return action_ids.encode(request, again, most=ID_CHARS)


@st.composite
def any_request(draw: st.DrawFn) -> Request:
    kind = BY_ID[draw(st.sampled_from(sorted(BY_ID)))]
    values: dict[str, Any] = {}
    for field in fields_of(kind):
        strategy = values_of(types_of(kind)[field.name])
        if not strategy.is_empty and (field.required or draw(st.booleans())):
            values[field.name] = draw(strategy)
    if "session_id" in values:
        values["session_id"] = abs(values["session_id"])
    return kind(**values)


def test_every_request_has_a_name_of_its_own() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) for each in BY_ID)


@given(any_request(), st.integers(0, 20))
def test_a_request_comes_back_as_it_was(request: Request, again: int) -> None:
    try:
        made = encode(request, again)
    except ValueError:
        assume(False)
    assert len(made) <= ID_CHARS
    assert action_ids.is_ours(made)
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


@given(st.sampled_from(sorted(BY_ID)), st.lists(st.text(max_size=20), max_size=4))
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


POSTED = {
    "ac1|start": None,
    "ac1|new": requests.ShowStart(),
    "ac1|fix|draft_id=7": requests.ShowFix(7),
    "ac1|ask-brief|12|job_id=4": requests.ShowBrief(12, 4),
    "ac1|brief|12": requests.ChangeBrief(12),
    "ac1|read|12": requests.ShowUnderstood(12),
    "ac1|ask-reread|12|job_id=4": requests.ShowReread(12, 4),
    "ac1|reread|12": requests.Reread(12),
    "ac1|again|12": requests.Regenerate(12),
    "ac1|options|12": requests.Options(12),
    "ac1|ask-title|12": requests.ShowTitle(12),
    "ac1|title|12": requests.EditTitle(12),
    "ac1|layers|12": requests.ShowLayers(12),
    "ac1|ask-style|12|layer=author": requests.ShowStyle(12, "author"),
    "ac1|ask-color|12": requests.ShowColor(12),
    "ac1|style|12|layer=author|face=Anton": requests.Style(12, "author", face="Anton"),
    "ac1.2|style|12|size=-1": requests.Style(12, size=-1),
    "ac1|ask-picture|12": requests.ShowPicture(12),
    "ac1|picture|12": requests.ReplacePicture(12),
    "ac1|print|12": requests.Upscale(12),
    "ac1|formats|12": requests.Formats(12),
    "ac1|ask-next|12": requests.ShowNext(12),
    "ac1|next|12": requests.NextInSeries(12),
    "ac1|history|12|page=2": requests.History(12, 2),
    "ac1|step|12|step=1": requests.StepVersion(12, 1),
    "ac1|step|12": requests.StepVersion(12, -1),
    "ac1|back|12|number=3": requests.GoBack(12, 3),
    "ac1|book|12": requests.ShowBook(12),
    "ac1|delete|12|confirmed=1": requests.Delete(12, True),
    "ac1|ask-report|12": requests.ShowReport(12),
    "ac1|report|12": requests.Report(12),
    "ac1|cancel|12": requests.Cancel(12),
    "ac1|ask-compare|12": requests.ShowCompare(12),
    "ac1|compare|12": requests.Compare(12),
    "ac1|vote|poll_id=5|choice=2": requests.Vote(5, 2),
    "ac1|close-poll|poll_id=5": requests.ClosePoll(5),
    "ac1|books|page=2|find=a%7Cb%25": requests.Books(2, "a|b%"),
    "ac1|queue": requests.Queue(),
    "ac1|forget|confirmed=1": requests.ForgetMe(True),
    "ac1|export": requests.ExportMe(),
    "ac1|upscale|size=A4": requests.UpscalePicture(size="A4"),
    "ac1|remove-text|private=1": requests.RemoveText(private=True),
    "ac1|help": requests.Help(),
    "ac1|settings|changes.language=ko": requests.Settings({"language": "ko"}),
    "ac1|moderate": requests.Moderate(),
    "ac1|remove-picture|12|confirmed=1": requests.RemovePicture(12, True),
    "ac1|block|kind=user|value=discord:7": requests.Block("user", "discord:7"),
    "ac1|blocks": requests.Blocks(),
    "ac1|reports": requests.Reports(),
    "ac1|resolve|report_id=3": requests.ResolveReport(3),
}
"""Ids as earlier versions wrote them into messages, which stand in chats for years."""


@pytest.mark.parametrize("posted", POSTED)
def test_buttons_of_earlier_versions_work(posted: str) -> None:
    wanted = POSTED[posted]
    if wanted is None:  # a title is typed, and never was in a button
        with pytest.raises(Unknown):
            decode(posted)
    else:
        assert decode(posted) == wanted
        assert posted.startswith("ac1.") or encode(wanted) == posted.replace("|step=-1", "")
