"""A small bot of plain discord.py that does one of everything Arti Cover does, to try the loopback Discord with."""

from __future__ import annotations

import io
from typing import Any

import discord
from discord import app_commands


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"echo\|(?P<what>\w+)"):
    """A button that means something to any later process."""

    def __init__(self, what: str) -> None:
        super().__init__(discord.ui.Button(label=what.title(), custom_id=f"echo|{what}"))
        self.what = what

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: Any, /) -> Press:
        return cls(match["what"])

    async def callback(self, interaction: discord.Interaction) -> None:
        match self.what:
            case "form":
                await interaction.response.send_modal(Form())
            case "update":
                await interaction.response.edit_message(view=card("Pressed", ("update",)), attachments=[])
            case "whisper":
                await interaction.response.send_message("only you", ephemeral=True)
            case "follow":
                await interaction.response.defer()
                await interaction.followup.send("followed")


class Form(discord.ui.Modal, title="Change brief"):
    words: discord.ui.Label[Any] = discord.ui.Label(
        text="Synopsis", component=discord.ui.TextInput(default="A whale.", max_length=100)
    )
    genre: discord.ui.Label[Any] = discord.ui.Label(
        text="Genre",
        component=discord.ui.Select(options=[discord.SelectOption(label=each) for each in ("Horror", "Romance")]),
    )
    picture: discord.ui.Label[Any] = discord.ui.Label(text="Picture", component=discord.ui.FileUpload(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = [f"{each.filename} {len(await each.read())}" for each in self.picture.component.values]
        text = f"{self.words.component.value} {self.genre.component.values[0]} {files}"
        await interaction.response.send_message(text)


class Menu(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(
        custom_id="menu", options=[discord.SelectOption(label=each, value=each[0]) for each in ("Red", "Blue")]
    )
    async def chosen(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.edit_message(content=f"chosen {select.values[0]}", view=None)


def card(title: str, buttons: tuple[str, ...], picture: str = "") -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    box: discord.ui.Container[Any] = discord.ui.Container(discord.ui.TextDisplay(title))
    if picture:
        box.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture}", description="a sea")))
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
    for each in buttons:
        row.add_item(Press(each))
    view.add_item(box)
    view.add_item(row)
    return view


class Echo(discord.AutoShardedClient):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.resumes = 0

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Press)
        self.add_view(Menu())
        add_commands(self.tree)
        await self.tree.sync()

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.resumes += 1


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="a cover")
    async def cover(
        interaction: discord.Interaction,
        title: app_commands.Range[str, 1, 40],
        background: discord.Attachment | None = None,
    ) -> None:
        answer = await interaction.response.send_message(view=card(f"waiting: {title}", ("update",)))
        assert isinstance(answer.resource, discord.InteractionMessage)
        content = await background.read() if background else b"painted"
        file = discord.File(io.BytesIO(content), "cover.png", description="a sea")
        buttons = ("form", "update", "whisper", "follow")
        await interaction.edit_original_response(view=card(title, buttons, "cover.png"), attachments=[file])

    @cover.autocomplete("title")
    async def titles(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current} Tide", value="tide")]

    @tree.command(description="thinks first")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(content="thought", view=Menu())

    @tree.command(description="bad manners")
    async def rude(interaction: discord.Interaction, how: str) -> None:
        match how:
            case "ping":
                await interaction.response.send_message("@everyone", allowed_mentions=discord.AllowedMentions.all())
            case "twice":
                await interaction.response.send_message("once")
                await interaction.client.http.request(
                    discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback"),
                    json={"type": 4, "data": {"content": "twice", "allowed_mentions": {"parse": []}}},
                )
            case "long":
                await interaction.response.send_message("x" * 2001)
            case "unseen":
                view = card("a picture nobody sees", ("update",))
                await interaction.response.send_message(view=view, file=discord.File(io.BytesIO(b"x"), "unseen.png"))
