"""A Discord over real sockets, for tests: REST and gateway on 127.0.0.1, to which real discord.py connects.

    from loopback.discord import Discord, Upload

    async with Discord(tmp_path) as discord:
        # the bot: discord.api_url, discord.gateway_url and discord.token, in a process of its own;
        # or in this one:  with discord.as_discord(): await client.start(discord.token)
        await discord.connected()
        mira = discord.person("mira", locale="ko", moderator=False)
        choices = await mira.complete("cover", "ratio", "2:")
        answer = await mira.slash("cover", title="Night Tide", background=Upload("sea.png", png_bytes))
        shown = await mira.wait_until(answer.message, lambda message: message.pictures)
        shown.text, shown.labels, shown.menus, shown.pictures, shown.files, shown.is_private, shown.data
        form = (await mira.press(shown, "Change brief")).modal       # form.title, form.values
        await mira.submit(form, {"Synopsis": "Another sea."})        # what is not named stays as shown
        await mira.choose(shown, "Bodoni Moda")                      # in the menu that offers it
        await mira.wait_for("Night Tide")                            # newest message with the text, or predicate
        mira.sees(), mira.sees_dms()                                 # their ephemeral messages are among them

A person's act that gets no first answer within 3 s raises `NotAnsweredError`; what Discord's own client would not
send (a missing option, an over-long text, a grey button, somebody else's ephemeral message) is an `AssertionError`.
`send_slash`, `send_press` and `send_submit` do not wait; `discord.interactions.again(interaction)` delivers twice.

What goes wrong: `discord.faults.busy(pattern)` (429), `.broken` (5xx), `.unanswered` (done, the answer lost), `.slow`;
patterns are searched in "METHOD /path". `discord.gateway.drop()`, `.ask_to_reconnect()`, `.forget_sessions()`,
`.closed = True`. `discord.clock.advance(16 * 60)` ends all tokens while the bot thinks they live;
`discord.state.token_life_s = 31` makes new ones that both sides know to be short. `discord.forbid(channel,
"send_messages")`, `.delete_channel`, `.archive`, `person.delete(message)`, `discord.guild.upload_limit_bytes = 1000`,
`discord.state.closed_to_dms.add(person.user.id)`, `discord.state.add_channel(...)`.

At the end of the block every request is checked (`limits.py`; no message may ping anybody; every file of a message must
be shown) and, where Discord's OpenAPI document lies in `../shared/data` or where `DISCORD_OPENAPI` says, its body
against that. `discord.calls` is the record, `discord.asked("POST /channels")` a part of it; `allowed_faults` holds
words of faults a test brings about on purpose.

What it does that one might not expect: ephemeral messages cannot be reached through their channel; messages that are
read back do not tell their nonce; after two minutes a nonce may be used again; a follow-up to "thinking" takes its
place.
"""

from loopback.discord.interactions import Interaction
from loopback.discord.person import Answer, NotAnsweredError, Person
from loopback.discord.server import TOKEN, Discord
from loopback.discord.shown import Modal, Shown
from loopback.discord.world import PUBLIC_THREAD, Channel, Guild, Upload

__all__ = [
    "PUBLIC_THREAD",
    "TOKEN",
    "Answer",
    "Channel",
    "Discord",
    "Guild",
    "Interaction",
    "Modal",
    "NotAnsweredError",
    "Person",
    "Shown",
    "Upload",
]
