"""Real discord.py finds everything on the loopback Discord that it would find on Discord, refusals too."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import discord
import pytest
from PIL import Image

from loopback.discord import PUBLIC_THREAD, Discord, NotAnsweredError, Upload
from loopback.echo_client import Echo


@asynccontextmanager
async def an_echo(place: Discord) -> AsyncIterator[Echo]:
    with place.as_discord():
        client = Echo()
        running = asyncio.create_task(client.start(place.token))
        try:
            await place.connected()
            yield client
        finally:
            await client.close()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


def a_picture() -> Upload:
    made = io.BytesIO()
    Image.new("RGB", (40, 60), "teal").save(made, "PNG")
    return Upload("sea.png", made.getvalue())


async def test_a_cover_from_the_command_to_every_button(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place, an_echo(place):
        mira, stranger = place.person("mira", locale="ko"), place.person("jun")
        assert await mira.complete("cover", "title", "Night") == [{"name": "Night Tide", "value": "tide"}]

        answer = await mira.slash("cover", title="Night Tide", background=a_picture())
        assert answer.message is not None and "waiting" in answer.message.text
        shown = await mira.wait_until(answer.message, lambda each: each.pictures)
        assert shown.text == "Night Tide" and shown.labels == ["Form", "Update", "Whisper", "Follow"]
        (url, alt), attachment = shown.pictures[0], shown.data["attachments"][0]
        assert alt == "a sea" and url == attachment["url"] and (attachment["width"], attachment["height"]) == (40, 60)
        assert place.state.cdn.stored[attachment["id"]].path.read_bytes() == a_picture().content

        form = (await mira.press(shown, "Form")).modal
        assert form is not None and form.title == "Change brief" and form.values == {"Synopsis": "A whale."}
        said = await mira.submit(form, {"Genre": "Horror", "Picture": a_picture()})
        assert said.message is not None
        assert said.message.text == f"A whale. Horror ['sea.png {len(a_picture().content)}']"

        whispered = (await mira.press(shown, "Whisper")).message
        assert whispered is not None and whispered.is_private
        assert whispered.text in [each.text for each in mira.sees()]
        assert whispered.text not in [each.text for each in stranger.sees()]
        await mira.press(shown, "Follow")
        await stranger.wait_for("followed")
        await mira.press(shown, "Update")
        assert mira.now(shown).text == "Pressed"


async def test_thinking_and_choosing_in_private(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place, an_echo(place) as client:
        mira = place.person("mira")
        answer = await mira.slash("slow")
        assert answer.message is not None
        shown = await mira.wait_until(answer.message, lambda each: not each.is_thinking)
        assert shown.is_private and shown.text == "thought"
        await mira.choose(shown, "Blue")
        assert mira.now(shown).text == "chosen B"
        channel = client.get_channel(int(place.channel.id))
        assert isinstance(channel, discord.TextChannel)
        with pytest.raises(discord.NotFound) as refused:
            await channel.fetch_message(int(shown.id))
        assert refused.value.code == 10008


async def test_messages_of_one_nonce_and_what_is_not_allowed(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place, an_echo(place) as client:
        channel = client.get_channel(int(place.channel.id))
        assert isinstance(channel, discord.TextChannel)

        async def post(nonce: str, file: bytes = b"x") -> int:
            return (await channel.send("posted", nonce=nonce, file=discord.File(io.BytesIO(file), "a.bin"))).id

        async def refusal(nonce: str, file: bytes = b"x") -> tuple[int, int]:
            with pytest.raises(discord.HTTPException) as refused:
                await post(nonce, file)
            return refused.value.status, refused.value.code

        first = await post("n1")
        assert await post("n1") == first
        place.clock.advance(121)
        assert await post("n1") != first
        place.guild.upload_limit_bytes = 500
        assert await refusal("n2", b"x" * 501) == (413, 40005)
        place.state.closed_to_dms.add((mira := place.person("mira")).user.id)
        with pytest.raises(discord.Forbidden) as closed:
            await (await client.create_dm(discord.Object(int(mira.user.id)))).send("hello")
        assert closed.value.code == 50007
        await place.forbid(place.channel, "send_messages")
        assert await refusal("n3") == (403, 50013)
        await place.forbid(place.channel, "view_channel")
        assert await refusal("n4") == (403, 50001)
        await place.delete_channel(place.channel)
        assert await refusal("n5") == (404, 10003)


async def test_archived_threads(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place:
        thread = place.state.add_channel(place.guild, "drafts", PUBLIC_THREAD, place.channel)
        async with an_echo(place) as client:
            channel = client.get_partial_messageable(int(thread.id))
            message = await channel.send("first")
            await place.archive(thread)
            with pytest.raises(discord.HTTPException) as refused:
                await message.edit(content="changed")
            assert refused.value.code == 50083
            await channel.send("a new message opens it again")
            await message.edit(content="changed")
            await place.archive(thread, locked=True)
            with pytest.raises(discord.HTTPException) as refused:
                await channel.send("not here")
            assert refused.value.code == 50083


async def test_lines_that_break_and_servers_that_are_busy(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place, an_echo(place) as client:
        mira = place.person("mira")
        busy = place.faults.busy("PATCH .*@original", retry_after_s=0.05)
        shown = (await mira.slash("cover", title="One")).message
        assert shown is not None
        await mira.wait_until(shown, lambda each: each.files)
        assert busy.met == 1

        await place.gateway.drop()
        assert await place.state.until(lambda: client.resumes, 10)
        assert place.gateway.resumed == 1 and place.gateway.identified == 1
        assert (await mira.slash("slow")).message is not None

        # What happens while nobody listens is told when the session is taken up again.
        place.gateway.closed = True
        await place.gateway.drop()
        with pytest.raises(NotAnsweredError):
            await mira.slash("cover", title="Lost?")
        place.gateway.closed = False
        await mira.wait_for("Lost?", timeout_s=15)


async def test_tokens_end(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place, an_echo(place):
        mira = place.person("mira")
        place.faults.slow("PATCH .*@original", 0.2)
        answer = await mira.slash("cover", title="Late")
        place.clock.advance(16 * 60)
        late = await place.state.until(
            lambda: next((each for each in place.asked("PATCH /webhooks") if each.status == 401), None), 5
        )
        assert late is not None and isinstance(late.answer, dict) and late.answer["code"] == 50027
        assert answer.message is not None and "waiting" in answer.message.text


@pytest.mark.parametrize(
    ("how", "fault"),
    [("ping", "allowed_mentions is"), ("long", "2001 characters"), ("unseen", "never shown")],
)
async def test_bad_manners_are_told_at_the_end(tmp_path: Path, how: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        async with Discord(tmp_path) as place, an_echo(place):
            mira = place.person("mira")
            place.state.answer_within_s = 0.5
            with suppress(NotAnsweredError):
                await mira.slash("rude", how=how)


async def test_an_interaction_is_answered_once(tmp_path: Path) -> None:
    async with Discord(tmp_path) as place, an_echo(place):
        mira = place.person("mira")
        await mira.slash("rude", how="twice")
        calls = await place.state.until(lambda: [each for each in place.calls if each.status == 400], 3)
        assert calls and isinstance(calls[0].answer, dict) and calls[0].answer["code"] == 40060
