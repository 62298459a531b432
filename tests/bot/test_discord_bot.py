"""What people notice of the bot on Discord: commands, buttons, menus, forms, and who may use them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from discord_bot import Bot, Person, Place, Shown, a_bot, a_cover
from loopback.discord import Upload

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@dataclass
class Scene:
    """A server, a bot on it, and somebody who writes."""

    place: Place
    bot: Bot
    mira: Person

    async def becomes(self, answer: Shown | None) -> Shown:
        assert answer is not None
        return await self.mira.wait_until(answer, lambda message: message.files)


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        place = await stack.enter_async_context(Place(tmp_path))
        bot = await stack.enter_async_context(a_bot(place, tmp_path))
        yield Scene(place, bot, place.person("mira"))


async def test_a_book_from_the_command_to_the_last_button(scene: Scene) -> None:
    mira = scene.mira
    answer = await mira.slash("cover", title="Night Tide", synopsis="A keeper.", author="Ingrid Holm", ratio="2:3")
    assert answer.message is not None
    assert "Night Tide" in answer.message.text
    assert answer.message.labels == ["Cancel"]
    shown = await scene.becomes(answer.message)
    (picture, alternative) = shown.pictures[0]
    assert picture.endswith("night-tide-v1.jpg")
    assert "Night Tide" in alternative
    assert "version 1" in shown.text

    form = (await mira.press(shown, "Change brief")).modal
    assert form is not None
    assert form.values["Synopsis"] == "A keeper."
    second = await scene.becomes((await mira.submit(form, {"Synopsis": "A whale."})).message)
    assert "version 2" in second.text

    form = (await mira.press(second, "Edit title")).modal
    assert form is not None
    assert form.values["Author"] == "Ingrid Holm"
    third = await scene.becomes((await mira.submit(form, {"Title": "Whale Song"})).message)
    assert "Whale Song" in third.text

    printed = await scene.becomes((await mira.press(third, "Print files")).message)
    assert any(name.endswith(".pdf") for name in printed.files)

    asked = (await mira.press(third, "Delete")).message
    assert asked is not None
    assert asked.is_private
    await mira.press(asked, "Yes, delete it")
    assert "was deleted" in mira.now(asked).text
    # What was posted of it goes with it.
    assert await scene.place.state.until(lambda: [each.id for each in mira.sees()] == [asked.id], 10)


async def test_a_style_is_chosen_from_menus_and_versions_are_leafed_through(scene: Scene) -> None:
    mira = scene.mira
    shown = await a_cover(mira)
    styles = (await mira.press(shown, "Style")).message
    assert styles is not None
    while "Title" in styles.labels:
        pressed = (await mira.press(styles, "Title")).message
        assert pressed is not None
        styles = pressed
    assert styles.menus
    changed = await scene.becomes((await mira.choose(styles, "Anton")).message)
    assert "version 2" in changed.text
    await mira.press(changed, "◀ Back")
    # The message itself turns back to the other version.
    assert "version 1" in mira.now(changed).text
    assert mira.now(changed).files == ["night-tide-v1.jpg"]


async def test_four_options_stay_to_choose_from(scene: Scene) -> None:
    mira = scene.mira
    sheet = await scene.becomes((await mira.slash("cover", title="Night Tide", options=4)).message)
    rows = sheet.data["components"][0]["components"]
    first = next(each for each in rows if each["type"] == 1)
    assert [each["label"] for each in first["components"]] == [f"Option {number}" for number in (1, 2, 3, 4)]
    chosen = (await mira.press(sheet, "Option 2")).message
    assert chosen is not None
    assert chosen.id != sheet.id
    assert chosen.files == ["night-tide-v2.jpg"]
    assert mira.now(sheet).files == sheet.files


async def test_nothing_given_opens_a_form_and_a_refused_one_is_offered_again_filled_in(scene: Scene) -> None:
    mira = scene.mira
    form = (await mira.slash("cover")).modal
    assert form is not None
    refused = (
        await mira.submit(form, {"Title": "Night Tide", "Synopsis": "A *long* story.", "Ratio or size": "9:1:7"})
    ).message
    assert refused is not None
    assert refused.is_private
    assert "9:1:7" in refused.text.replace("\\", "")
    again = (await mira.press(refused, "Fix it")).modal
    assert again is not None
    assert again.values["Title"] == "Night Tide"
    assert again.values["Synopsis"] == "A *long* story."
    shown = await scene.becomes((await mira.submit(again, {"Ratio or size": "2:3"})).message)
    assert "Night Tide" in shown.text


async def test_ratios_are_suggested_and_commands_are_known_in_korean(scene: Scene) -> None:
    mira, jun = scene.mira, scene.place.person("jun", locale="ko")
    assert {"name": "A5 – 148 × 210 mm", "value": "A5"} in await mira.complete("cover", "ratio", "a5")
    assert "신국판" in [each["value"] for each in await jun.complete("cover", "ratio", "신국")]
    assert await mira.complete("cover", "ratio", "7x11in")
    told = scene.place.asked("PUT /applications")[-1].body
    assert isinstance(told, list)
    cover = next(each for each in told if each["name"] == "cover")
    assert cover["name_localizations"] == {"ko": "표지", "ja": "表紙"}
    genre = next(each for each in cover["options"] if each["name"] == "genre")
    mystery = next(each for each in genre["choices"] if each["value"] == "mystery")
    assert mystery["name"] == "Mystery" and mystery["name_localizations"]["ko"] == "추리"
    for each in told:
        assert len(each["description"]) <= 100
        assert re.search("[가-힣]", each["description_localizations"]["ko"])
        for option in each.get("options", []):
            assert re.fullmatch(r"[-_\w]{1,32}", option["name_localizations"]["ko"])
            assert option["name_localizations"]["ko"] == option["name_localizations"]["ko"].lower()
            assert len(option["description_localizations"]["ko"]) <= 100
    assert {each["name"] for each in told if each["default_member_permissions"]} == {"settings", "moderate"}


async def test_a_stranger_presses_every_button_and_gets_a_private_sentence(scene: Scene) -> None:
    mira, jun = scene.mira, scene.place.person("jun")
    shown = await a_cover(mira)
    listed = (await mira.press(shown, "History")).message
    assert listed is not None
    before = len(mira.sees())
    everything = [(message, label) for message in (shown, listed) if not message.is_private for label in message.labels]
    assert len(everything) >= 12
    for message, label in everything:
        answer = await jun.press(message, label)
        if label in ("Report",):
            assert answer.modal is not None
            continue
        assert answer.modal is None, label
        assert answer.message is not None
        assert answer.message.is_private, label
        assert "belongs to someone else" in answer.message.text, label
    assert len(mira.sees()) == before
    moderator = scene.place.person("mo", moderator=True)
    assert (await moderator.press(shown, "Change brief")).modal is not None


async def test_what_is_handed_in_is_checked_before_it_is_fetched(scene: Scene) -> None:
    mira, place = scene.mira, scene.place
    fetched = len(place.calls)
    refused = (await mira.slash("cover", title="T", background=Upload("a.svg", b"<svg/>", "image/svg+xml"))).message
    assert refused is not None
    assert refused.is_private
    assert "a.svg" in refused.text
    assert all("attachments" not in call.path for call in place.calls[fetched:])
    shown = await scene.becomes((await mira.slash("cover", title="Own", background=Upload("a.png", PNG))).message)
    assert "Own" in shown.text
    (task,) = scene.bot.executor.tasks
    (work,) = task.works
    assert Path(work.picture).read_bytes() == PNG  # type: ignore[union-attr,arg-type]


async def test_a_picture_goes_in_by_a_form(scene: Scene) -> None:
    shown = await a_cover(scene.mira)
    form = (await scene.mira.press(shown, "Own picture")).modal
    assert form is not None
    label = next(each["label"] for each in form.data["components"] if each["component"]["type"] == 19)
    second = await scene.becomes((await scene.mira.submit(form, {label: Upload("b.png", PNG)})).message)
    assert "version 2" in second.text


async def test_a_forged_form_fills_in_words_only(scene: Scene, tmp_path: Path) -> None:
    mira = scene.mira
    shown = await a_cover(mira)
    form = (await mira.press(shown, "Own picture")).modal
    assert form is not None
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    for name in ("picture", "session_id", "erase", "colour"):
        field = {"type": 18, "label": name, "component": {"type": 4, "custom_id": name, "style": 1}}
        forged = dataclasses.replace(form, data={**form.data, "components": [field]})
        answer = (await mira.submit(forged, {name: str(secret)})).message
        assert answer is not None
        assert answer.is_private
        assert "older version" in answer.text
    assert len(scene.bot.executor.tasks) == 1


async def test_a_large_export_is_announced_and_then_given(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.discord.responding.LIGHT_BYTES", 10)
    await a_cover(scene.mira)
    answer = (await scene.mira.slash("export-me")).message
    assert answer is not None
    assert answer.is_private
    assert (await scene.becomes(answer)).files == ["my-covers.zip"]


async def test_missing_permissions_are_named_and_direct_messages_offered(scene: Scene) -> None:
    mira, place = scene.mira, scene.place
    await place.forbid(place.channel, "attach_files", "send_messages")
    refused = (await mira.slash("cover", title="Night Tide")).message
    assert refused is not None
    assert refused.is_private
    assert "Send Messages" in refused.text
    assert "Attach Files" in refused.text
    assert "View Channel" not in refused.text
    assert not scene.bot.executor.tasks
    await mira.press(refused, "Go on in direct messages")
    (direct,) = mira.sees_dms()
    # What was typed is not lost.
    form = (await mira.press(direct, "Continue with my text")).modal
    assert form is not None
    assert form.values["Title"] == "Night Tide"
    await scene.becomes((await mira.submit(form)).message)
    # Only they see it: that works anywhere.
    private = (await mira.slash("cover", title="Mine", private=True)).message
    assert private is not None
    assert private.is_private
    await scene.becomes(private)
    empty = (await mira.slash("cover")).message
    assert empty is not None
    await mira.press(empty, "Go on in direct messages")
    assert (await mira.press(mira.sees_dms()[-1], "New cover")).modal is not None
    place.state.closed_to_dms.add(mira.user.id)
    again = (await mira.slash("cover", title="Night Tide")).message
    assert again is not None
    pressed = await mira.press(again, "Go on in direct messages")
    assert pressed.message is not None
    assert "cannot send you direct messages" in mira.now(pressed.message).text


async def test_threads_have_a_permission_of_their_own(scene: Scene) -> None:
    place = scene.place
    thread = place.state.add_channel(place.guild, "drafts", 11, place.channel)
    await place.forbid(place.channel, "send_messages")
    assert (await scene.mira.slash("cover", title="A", channel=thread)).message is not None
    await place.forbid(place.channel, "send_messages_in_threads")
    refused = (await scene.mira.slash("cover", title="B", channel=thread)).message
    assert refused is not None
    assert "Send Messages in Threads" in refused.text


async def test_public_words_are_the_servers_and_private_ones_the_persons(scene: Scene) -> None:
    jun = scene.place.person("jun", locale="ko")
    shown = await a_cover(jun)
    assert "version 1" in shown.text
    mine = (await jun.slash("history")).message
    assert mine is not None
    assert mine.is_private
    assert re.search("[가-힣]", mine.text)
    private = (await jun.slash("cover", title="밤물결", private=True)).message
    assert private is not None
    done = await jun.wait_until(private, lambda message: message.pictures)
    assert done.is_private
    assert re.search("버전", done.text)


async def test_what_people_write_does_nothing_but_stand_there(scene: Scene) -> None:
    title = "@everyone **x** [a](http://b.c)"
    shown = await a_cover(scene.mira, title)
    assert title in re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown.text)
    # That no message may ping is checked at the end for every one of them.


async def test_buttons_and_forms_of_an_earlier_process_are_carried_out(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        mira = place.person("mira")
        async with a_bot(place, tmp_path):
            shown = await a_cover(mira)
            form = (await mira.press(shown, "Change brief")).modal
            assert form is not None
        async with a_bot(place, tmp_path):
            answer = await mira.submit(form, {"Synopsis": "Another sea."})
            assert answer.message is not None
            second = await mira.wait_until(answer.message, lambda message: message.pictures)
            assert "version 2" in second.text
            pressed = await mira.press(shown, "Regenerate")
            assert pressed.message is not None
            await mira.wait_until(pressed.message, lambda message: message.pictures)
        # Commands are told once: they have not changed.
        assert len(place.asked("PUT /applications")) == 1


async def test_nothing_is_kept_in_memory_for_a_message_or_form(scene: Scene) -> None:
    shown = await a_cover(scene.mira)
    await scene.mira.press(shown, "Change brief")
    await scene.mira.press(shown, "History")
    await scene.becomes((await scene.mira.press(shown, "Regenerate")).message)
    views = scene.bot.platform._client._connection._view_store
    assert not any(views._views.values())
    assert not views._modals
    assert not views._dynamic_items


async def test_a_button_nobody_knows_any_more_says_so(scene: Scene) -> None:
    mira = scene.mira
    shown = await a_cover(mira)
    shown.button("Regenerate")["custom_id"] = "ac0|regenerate|1"
    answer = await mira.press(shown, "Regenerate")
    assert answer.message is not None
    assert answer.message.is_private
    assert "/history" in answer.message.text


@pytest.mark.parametrize("command", ["history", "queue", "help", "export-me", "forget-me"])
async def test_what_is_about_oneself_is_private(scene: Scene, command: str) -> None:
    await a_cover(scene.mira)
    answer = (await scene.mira.slash(command)).message
    assert answer is not None
    assert answer.is_private
    assert answer.text
