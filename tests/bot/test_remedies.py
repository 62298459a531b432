"""Every refusal and every failure that a person can meet keeps what was typed and leads back to what is wrong."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import pytest_asyncio
from msgspec.structs import replace as changed
from sampling import sample_rows
from simulated_users import MODERATOR, START, SimulatedUsers, button, keys, simulated_users_of
from test_sentences import SAID

from bot.conversation import filled, requests
from bot.conversation.remedies import BRIEF_FAULTS, PICTURE_FAULTS, REMEDIES, TEXT_FAULTS, Remedy
from bot.conversation.requests import Request
from bot.conversation.uploads import MAX_UPLOAD_BYTES
from bot.jobs import Limits
from bot.locales import source

START_FORM = ("title", "genre", "synopsis", "ratio", "author")
ENDS = {"button-delete", "button-report", "button-history", "button-back-one", "button-compare"}
"""Buttons of any book, which lead away from it or need more versions than one."""


def test_every_refusal_has_a_remedy() -> None:
    text = source("en")
    said = set(re.findall(r"(?m)^((?:refused|discord-upload)-[a-z-]+|discord-emoji) =", text))
    assert said == set(REMEDIES)


def test_every_fault_is_an_error_that_exists_and_has_one_remedy() -> None:
    known = {each.code for each in SAID}
    assert known >= TEXT_FAULTS | PICTURE_FAULTS | BRIEF_FAULTS
    assert not TEXT_FAULTS & PICTURE_FAULTS and not BRIEF_FAULTS & (TEXT_FAULTS | PICTURE_FAULTS)
    of_pictures = {code for code in known if code.startswith("picture_")} - {"picture_and_engine"}
    assert of_pictures <= PICTURE_FAULTS | BRIEF_FAULTS, "a person who hands in a picture may meet it"


WRONG_START = [
    ("title", "", "refused-no-title", "Rain"),
    ("title", "\u200b \u3164", "refused-no-title", "Rain"),
    ("title", "t" * 201, "refused-long-title", "Rain"),
    ("title", "Moon 🌙", "refused-emoji", "Moon"),
    ("title", "Rain \ue000", "refused-sentence", "Rain"),
    ("title", "A spam", "refused-word", "Rain"),
    ("subtitle", "A 👩\u200d🚀 novel", "refused-emoji", "A novel"),
    ("subtitle", "s" * 201, "refused-sentence", "A novel"),
    ("author", "a" * 121, "refused-sentence", "Ingrid"),
    ("author", "Ingrid 🇳🇴", "refused-emoji", "Ingrid"),
    ("series", "s" * 121, "refused-sentence", "The Tide 1"),
    ("series", "spam", "refused-word", "The Tide 1"),
    ("genre", "g" * 61, "refused-sentence", "mystery"),
    ("synopsis", "s" * 4001, "refused-sentence", "A whale."),
    ("synopsis", "s\u200bpam", "refused-word", "A whale."),
    ("requirements", "r" * 2001, "refused-sentence", "no people"),
    ("requirements", "spam", "refused-word", "no people"),
    ("ratio", "wide", "refused-ratio", "A5"),
]


@pytest_asyncio.fixture
async def strict(tmp_path: Path) -> AsyncIterator[SimulatedUsers]:
    async with simulated_users_of(tmp_path, POLICY__BLOCKED_WORDS='["spam"]') as users:
        yield users


@pytest.mark.parametrize(("field", "wrong", "key", "right"), WRONG_START)
async def test_a_refused_brief_comes_back_whole_with_its_wrong_field(
    strict: SimulatedUsers, field: str, wrong: str, key: str, right: str
) -> None:
    typed = changed(START, **{"subtitle": "A novel", "requirements": "no people", "private": True, field: wrong})  # type: ignore[arg-type]
    reply = await strict.says(typed)
    assert (keys(reply), reply.private, reply.job_id) == ([key], True, None)
    form = (await strict.says(button(reply, "button-fix"))).form
    assert form is not None
    values = {each.name: each.value for each in form.fields}
    assert len(values) == 5 and values[field] == wrong
    assert values == {name: getattr(typed, name) for name in values}
    assert all(len(each.value) <= each.max_chars for each in form.fields)
    # The same again is refused in the same way, and keeps all again.
    again = await strict.says(filled(form, values))
    assert keys(again) == [key]
    form = (await strict.says(button(again, "button-fix"))).form
    assert form is not None
    await strict.makes(filled(form, {**values, field: right}))
    (work,) = strict.executor.tasks[-1].works
    expected = {name: getattr(typed, name) for name in ("title", "genre", "synopsis", "author", "subtitle", "series")}
    assert {**work.brief, field: right}.items() >= {**expected, field: right}.items()
    assert work.trim == (right if field == "ratio" else START.ratio)
    assert field in ("ratio", "requirements") or work.brief[field] == right


@pytest.mark.parametrize("how", ["missing", "too big"])
async def test_a_picture_that_is_refused_leads_to_a_form_for_another(
    users: SimulatedUsers, tmp_path: Path, how: str
) -> None:
    picture, good = tmp_path / "mine.png", tmp_path / "good.png"
    good.write_bytes(b"good")
    if how == "too big":
        with picture.open("wb") as file:
            file.truncate(MAX_UPLOAD_BYTES + 1)
    reply = await users.says(changed(START, picture=picture, requirements="no people"))
    form = (await users.says(button(reply, "button-fix"))).form
    assert form is not None
    fields = {each.name: each for each in form.fields}
    assert fields["picture"].kind == "picture" and not fields["picture"].required
    values = {name: each.value for name, each in fields.items()}
    for handed_in in (str(good), ""):
        await users.makes(filled(form, {**values, "picture": handed_in}))
        (work,) = users.executor.tasks[-1].works
        assert (Path(work.picture).read_bytes() if work.picture else None) == (b"good" if handed_in else None)
        assert (work.trim, work.brief["author"], work.brief["requirements"]) == ("2:3", "Ingrid Holm", "no people")


@pytest.mark.parametrize(
    ("request_", "key", "right"),
    [
        (requests.ChangeBrief(1, synopsis="spam", mood="calm"), "refused-word", {"synopsis": "ham"}),
        (requests.ChangeBrief(1, mood="spam"), "refused-word", {"mood": "calm"}),
        (requests.ChangeBrief(1, palette="p" * 201), "refused-long-text", {"palette": "blue"}),
        (requests.EditTitle(1, title="Whale 🐋", author="Me"), "refused-emoji", {"title": "Whale"}),
        (requests.EditTitle(1, title=""), "refused-no-title", {"title": "Whale"}),
        (requests.EditTitle(1, subtitle="s" * 201), "refused-sentence", {"subtitle": "A tale"}),
        (requests.NextInSeries(1, "Two 🐋", "More."), "refused-emoji", {"title": "Two"}),
        (requests.NextInSeries(1, "", "More."), "refused-no-title", {"title": "Two"}),
        (requests.Style(1, "title", color="heavy"), "refused-color", {"color": "gold"}),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_refused_change_comes_back_and_can_be_made(
    strict: SimulatedUsers, request_: Request, key: str, right: dict[str, str]
) -> None:
    await strict.makes(START)
    reply = await strict.says(request_)
    assert keys(reply) == [key]
    form = (await strict.says(button(reply, "button-fix"))).form
    assert form is not None
    values = {each.name: each.value for each in form.fields}
    typed = {name: value for name in values if (value := getattr(request_, name)) not in (None, "")}
    assert values.items() >= typed.items()
    assert keys(await strict.makes(filled(form, {**values, **right})))[0] == "made"


async def test_image_commands_that_are_refused_ask_for_another_picture(users: SimulatedUsers, tmp_path: Path) -> None:
    good = tmp_path / "good.png"
    good.write_bytes(b"good")
    for request in (
        requests.RemoveText(tmp_path / "none.png"),
        requests.UpscalePicture(tmp_path / "none.png", "A4", 200),
    ):
        reply = await users.says(request)
        assert keys(reply) == ["refused-no-picture"]
        form = (await users.says(button(reply, "button-fix"))).form
        assert form is not None
        made = await users.makes(filled(form, {each.name: each.value for each in form.fields} | {"picture": str(good)}))
        assert keys(made)[0] == "picture-made"
    (work,) = users.executor.tasks[-1].works
    assert (work.trim, work.dpi) == ("A4", 200)
    reply = await users.says(requests.UpscalePicture(good, "wide"))
    form = (await users.says(button(reply, "button-fix"))).form
    assert form is not None
    assert [(each.name, each.value) for each in form.fields] == [("picture", ""), ("size", "wide")]


async def test_a_full_queue_keeps_the_brief_and_offers_it_again(users: SimulatedUsers) -> None:
    users.app.jobs.limits = Limits(None, None, None, None, 0, 0)
    reply = await users.says(START)
    assert keys(reply) == ["refused-limit-total"]
    users.app.jobs.limits = Limits(None, None, None, None, None, 0)
    form = (await users.says(button(reply, "button-try-again"))).form
    assert form is not None
    await users.makes(filled(form, {each.name: each.value for each in form.fields}))
    assert users.executor.tasks[-1].works[0].brief["series"] == START.series


async def test_a_brief_from_the_wrong_channel_is_opened_in_the_right_one(users: SimulatedUsers) -> None:
    await users.says(requests.Settings({"channels": "5"}), **MODERATOR)
    assert keys(await users.says(START)) == ["refused-channel", "kept-elsewhere"]
    form = (await users.says(requests.ShowStart(), channel="5")).form
    assert form is not None
    await users.makes(filled(form, {each.name: each.value for each in form.fields}), channel="5")
    (work,) = users.executor.tasks[-1].works
    assert (work.brief["title"], work.brief["series"]) == (START.title, START.series)


def test_what_nothing_helps_offers_nothing() -> None:
    assert {key for key, remedy in REMEDIES.items() if remedy is Remedy.ELSEWHERE} == {"refused-channel"}


# Failures: each way to a job, with each kind of end, and every button below it.


async def _book(users: SimulatedUsers) -> int:
    return (await users.makes(START)).session_id or 0


WAYS: dict[str, Callable[[int, Path], Request]] = {
    "start": lambda book, picture: START,
    "start with a picture": lambda book, picture: changed(START, picture=picture),
    "options": lambda book, picture: changed(START, options=2),
    "series": lambda book, picture: requests.NextInSeries(book, "The Second 𓀀", "More."),
    "title": lambda book, picture: requests.EditTitle(book, title="Hieroglyph 𓀀"),
    "style": lambda book, picture: requests.Style(book, "title", color="gold"),
    "brief": lambda book, picture: requests.ChangeBrief(book, synopsis="Something else.", mood="calm"),
    "regenerate": lambda book, picture: requests.Regenerate(book),
    "picture": requests.ReplacePicture,
    "print": lambda book, picture: requests.Upscale(book),
    "formats": lambda book, picture: requests.Formats(book),
    "remove text": lambda book, picture: requests.RemoveText(picture),
    "upscale": lambda book, picture: requests.UpscalePicture(picture, "A4"),
}
ENDINGS: dict[str, tuple[Any, str]] = {
    "a letter without a face": ("request", "no_glyph"),
    "a title that does not fit": ("request", "title_unset"),
    "a damaged picture": ("request", "picture_damaged"),
    "a picture of an unknown format": ("request", "picture_format"),
    "a flagged picture": ("engine", "picture_flagged"),
    "a page too large": ("request", "too_many_pixels"),
    "an engine that is missing": ("missing", "engine_cannot"),
    "a crash": ("crash", ""),
    "a timeout": ("timeout", ""),
    "memory": ("memory", ""),
    "a full disk": ("storage", ""),
    "a bug": ("unexpected", ""),
}


@pytest.mark.parametrize(
    ("way", "ending"),
    # In `make test` each way fails once, and each failure is met.
    sample_rows(
        [(way, ending) for way in WAYS for ending in ENDINGS],
        when=lambda row: [*WAYS].index(row[0]) % len(ENDINGS) == [*ENDINGS].index(row[1]),
    ),
)
async def test_every_button_after_a_failure_works(users: SimulatedUsers, tmp_path: Path, way: str, ending: str) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    users.app.jobs.limits = Limits(None, None, None, None, None, 0)
    book = await _book(users)
    users.executor.failing = ENDINGS[ending]
    reply = await users.makes(WAYS[way](book, picture))
    users.executor.failing = None
    assert keys(reply) == ["failed"]
    labels = [each.label.key for each in reply.buttons]
    assert len(labels) == len(set(labels)) and set(labels) - ENDS, "there is a way on"
    _, code = ENDINGS[ending]
    alone = way in ("remove text", "upscale")
    if code in TEXT_FAULTS and way in ("start", "options", "series", "title"):
        assert labels[0] == "button-title"
        assert way == "title" or "button-regenerate" not in labels, "the same title would be refused again"
    if code in PICTURE_FAULTS and way in ("start with a picture", "picture", "remove text", "upscale"):
        assert labels[0] == "button-other-picture"
    assert not alone or set(labels) == {"button-other-picture", "button-delete"}
    for each in reply.buttons:
        if each.label.key in ENDS:
            continue
        pressed = await users.says(each.request)
        assert pressed.form is not None or not keys(pressed)[0].startswith("refused"), (each.label.key, keys(pressed))
        if pressed.job_id is not None:
            await users.ended(pressed.job_id)


@pytest.mark.parametrize("way", ["start", "start with a picture", "options", "series"])
async def test_another_title_makes_a_book_that_its_title_had_kept_from_being_made(
    users: SimulatedUsers, tmp_path: Path, way: str
) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    book = await _book(users)
    users.executor.failing = ("request", "no_glyph")
    failed = await users.makes(WAYS[way](book, picture))
    # A second title that is wrong, too: the form has what was typed last.
    form = (await users.says(button(failed, "button-title"))).form
    assert form is not None
    values = {each.name: each.value for each in form.fields}
    again = await users.makes(filled(form, {**values, "title": "Still 𓀀", "author": "Somebody Else"}))
    users.executor.failing = None
    form = (await users.says(button(again, "button-title"))).form
    assert form is not None
    values = {each.name: each.value for each in form.fields}
    assert (values["title"], values["author"]) == ("Still 𓀀", "Somebody Else")
    made = await users.makes(filled(form, {**values, "title": "Readable"}))
    assert keys(made)[0] == "made" and made.session_id == failed.session_id
    work = users.executor.tasks[-1].works[0]
    assert (work.brief["title"], work.brief["author"]) == ("Readable", "Somebody Else")
    assert (work.picture is not None) == (way == "start with a picture")
    assert (work.like is not None) == (work.series is not None) == (way == "series")


async def test_a_changed_brief_that_failed_is_there_to_be_changed_again(users: SimulatedUsers) -> None:
    book = await _book(users)
    users.executor.failing = ("engine", "picture_flagged")
    failed = await users.makes(requests.ChangeBrief(book, synopsis="Something else.", mood="calm"))
    assert failed.buttons[0].label.key == "button-brief"
    form = (await users.says(failed.buttons[0].request)).form
    assert form is not None
    values = {each.name: each.value for each in form.fields}
    assert (values["synopsis"], values["mood"]) == ("Something else.", "calm")


async def test_a_title_that_failed_is_there_to_be_changed_again(users: SimulatedUsers) -> None:
    book = await _book(users)
    users.executor.failing = ("request", "no_glyph")
    failed = await users.makes(requests.EditTitle(book, title="Hieroglyph 𓀀"))
    form = (await users.says(failed.buttons[0].request)).form
    assert form is not None and form.fields[0].value == "Hieroglyph 𓀀"


def test_the_walk_meets_every_way_a_task_can_fail() -> None:
    from bot.executors.contract import FailureKind

    met = {kind for kind, _ in ENDINGS.values()}
    assert set(get_args(FailureKind)) - met == {"cancelled"}, "that is no failure"
