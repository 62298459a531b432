"""What helps to ask rightly: suggestions, and forms that come back filled in after a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from simulated_users import START, SimulatedUsers, button, keys, simulated_users_of

from bot.conversation import filled, requests
from bot.conversation.requests import LANGUAGES
from bot.jobs import Limits
from bot.store.drafts import LIVES_S
from bot.store.retention import EXPORT_LIVES_S, sweep


async def test_a_refused_command_offers_its_form_with_everything_filled_in(
    users: SimulatedUsers, tmp_path: Path
) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    wrong = changed(START, ratio="wide", requirements="no people", series="The Tide 1", private=True, picture=picture)
    reply = await users.says(wrong)
    assert (keys(reply), reply.private) == (["refused-ratio"], True)
    picture.unlink()
    form = (await users.says(button(reply, "button-fix"))).form
    assert form is not None
    values = {field.name: field.value for field in form.fields}
    assert values == {name: getattr(wrong, name) for name in ("title", "genre", "synopsis", "ratio", "author")}
    # What the request of a form says fits into a button of any chat.
    assert len(repr(form.request)) < 400 and form.request == requests.Start("", draft_id=form.request.draft_id)
    again = await users.says(filled(form, {**values, "ratio": "also wide"}))
    form = (await users.says(button(again, "button-fix"))).form
    assert form is not None
    made = await users.makes(filled(form, {**values, "ratio": "A5"}))
    (work,) = users.executor.tasks[-1].works
    assert (work.trim, work.seed, work.brief["requirements"], work.brief["series"]) == (
        "A5",
        7,
        "no people",
        "The Tide 1",
    )
    assert Path(work.picture).read_bytes() == b"mine"
    assert made.private


@pytest.mark.parametrize(
    ("request_", "kept"),
    [
        (requests.ChangeBrief(1, synopsis="s" * 4001, mood="calm"), {"synopsis": "s" * 4001, "mood": "calm"}),
        (requests.EditTitle(1, title="t" * 300), {"title": "t" * 300, "author": "Ingrid Holm"}),
        (requests.NextInSeries(1, title="", synopsis="More whales."), {"title": "", "synopsis": "More whales."}),
        (requests.Style(1, "title", color="heavy"), {"color": "heavy"}),
        (requests.Compare(1, "1, 9"), {"numbers": "1, 9"}),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_every_form_can_be_mended(
    users: SimulatedUsers, book: int, request_: requests.Request, kept: dict[str, str]
) -> None:
    await users.makes(requests.Regenerate(book))
    reply = await users.says(request_)
    form = (await users.says(button(reply, "button-fix"))).form
    assert form is not None
    assert {field.name: field.value for field in form.fields if field.name in kept} == kept
    assert all(len(field.value) <= field.max_chars for field in form.fields)


async def test_a_draft_is_its_owners_survives_a_restart_and_goes_after_a_day(tmp_path: Path) -> None:
    async with simulated_users_of(tmp_path) as users:
        fix = button(await users.says(changed(START, ratio="wide")), "button-fix")
    async with simulated_users_of(tmp_path) as users:
        form = (await users.says(fix)).form
        assert form is not None and form.fields[0].value == START.title
        assert keys(await users.says(fix, "ben")) == ["refused-draft"]
        assert keys(await users.says(form.request, "ben")) == ["refused-draft"]
        late = users.app.store.clock.now() + LIVES_S + 1
        users.app.store.clock.now = lambda: late  # type: ignore[method-assign]
        assert keys(await users.says(fix)) == ["refused-draft"]


async def test_only_the_newest_drafts_are_kept_and_their_pictures_with_them(
    users: SimulatedUsers, tmp_path: Path
) -> None:
    fixes = []
    for number in range(7):
        picture = tmp_path / f"{number}.png"
        picture.write_bytes(f"picture {number}".encode())
        fixes.append(button(await users.says(changed(START, ratio="wide", picture=picture)), "button-fix"))
    assert len(list(users.app.store.blobs.all())) == 5
    assert keys(await users.says(fixes[1])) == ["refused-draft"]
    assert (await users.says(fixes[2])).form is not None
    await users.says(requests.ForgetMe(confirmed=True))
    assert list(users.app.store.blobs.all()) == []


async def test_upkeep_takes_old_drafts_and_exports_away(users: SimulatedUsers, tmp_path: Path) -> None:
    picture = tmp_path / "mine.png"
    picture.write_bytes(b"mine")
    await users.says(changed(START, ratio="wide", picture=picture))
    (exported,) = (await users.says(requests.ExportMe())).files
    await sweep(users.app.store, floor_bytes=0)
    assert len(list(users.app.store.blobs.all())) == 1 and exported.path.exists()
    late = users.app.store.clock.now() + EXPORT_LIVES_S + 1
    users.app.store.clock.now = lambda: late  # type: ignore[method-assign]
    await sweep(users.app.store, floor_bytes=0)
    assert list(users.app.store.blobs.all()) == [] and not exported.path.exists()


async def test_ratios_and_genres_are_suggested_and_every_suggestion_works(users: SimulatedUsers) -> None:
    users.app.jobs.limits = Limits(None, None, None, None, None, 0)
    for language in LANGUAGES:
        for typed in ("", "2", "a5", "신", "전자", "7:5", "150 x 220 mm", "wide"):
            found = users.conversation.suggest_ratios(typed, language)
            assert len(found) <= 25 and all(len(name) <= 100 for name, _ in found)
            for _, value in found:
                assert (await users.says(changed(START, ratio=value), "p" + value)).job_id is not None
        assert users.conversation.suggest_ratios("7:5", language)[0] == ("7:5", "7:5")
        assert users.conversation.suggest_ratios("wide", language) == ()
        assert len(users.conversation.genres(language)) <= 25
    assert ("추리", "mystery") in users.conversation.genres("ko")
