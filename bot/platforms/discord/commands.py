"""The slash commands: their options, choices and names in every language, and what each asks for."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Protocol

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.conversation import Conversation, Message, Place, requests
from bot.conversation.requests import Request, most_of
from bot.conversation.settings import SETTINGS
from bot.locales import LANGUAGES, customs, spoken, text
from bot.platforms.discord.asking import AnyInteraction, language_of
from bot.platforms.discord.permissions import missing_in
from bot.platforms.discord.uploads import upload_of_attachment
from bot.platforms.uploads import Upload

Tree = app_commands.CommandTree[Any]

_TITLE_CHARS = most_of(requests.Start, "title")
_SUBTITLE_CHARS = most_of(requests.Start, "subtitle")
_AUTHOR_CHARS = most_of(requests.Start, "author")
_SERIES_CHARS = most_of(requests.Start, "series")
_SYNOPSIS_CHARS = most_of(requests.Start, "synopsis")
_RATIO_CHARS = most_of(requests.Start, "ratio")
_REQUIREMENTS_CHARS = most_of(requests.Start, "requirements")
_SIZE_CHARS = most_of(requests.UpscalePicture, "size")
_NOT_YET = Path()
"""Stands where the picture comes once it is fetched."""
_CHOICE_CHARS = 100
_CHOICES = 25
_MAX_SEED = 2**31 - 1
_CHANNEL = re.compile(r"<#\d{15,20}>|\b\d{15,20}\b")


class Hear(Protocol):
    """Answers a command. `posts` tells that its result will stand in this channel."""

    def __call__(
        self, interaction: AnyInteraction, request: Request, upload: Upload | None = None, *, posts: bool = False
    ) -> Awaitable[None]: ...


class Refusal(app_commands.AppCommandError):
    """A command that cannot be meant, for what Discord alone knows; `line` says why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.key)
        self.line = said


class Translations(app_commands.Translator):
    """Names and descriptions in the other languages, as they were handed over with the English ones."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        return string.extras.get(spoken(locale.value) or "")


def add_commands(tree: Tree, conversation: Conversation, hear: Hear) -> None:
    """Put all commands into `tree`."""
    genres = _genres(conversation)

    async def ratios(interaction: AnyInteraction, typed: str) -> list[Choice[str]]:
        found = conversation.suggest_ratios(typed, language_of(interaction.locale) or "en")
        return [Choice(name=name[:_CHOICE_CHARS], value=value) for name, value in found]

    @app_commands.choices(genre=genres)
    @app_commands.autocomplete(ratio=ratios)
    async def cover(
        interaction: AnyInteraction,
        title: Range[str, 1, _TITLE_CHARS] = "",
        genre: str = "",
        synopsis: Range[str, 1, _SYNOPSIS_CHARS] = "",
        ratio: Range[str, 1, _RATIO_CHARS] = "",
        author: Range[str, 1, _AUTHOR_CHARS] = "",
        subtitle: Range[str, 1, _SUBTITLE_CHARS] = "",
        series: Range[str, 1, _SERIES_CHARS] = "",
        requirements: Range[str, 1, _REQUIREMENTS_CHARS] = "",
        background: discord.Attachment | None = None,
        options: Range[int, 1, 4] = 1,
        seed: Range[int, 0, _MAX_SEED] | None = None,
        private: bool = False,
    ) -> None:
        words = (title, genre, synopsis, ratio, author, subtitle, series, requirements)
        if background is None and not any(words):
            await hear(interaction, requests.ShowStart(), posts=not private)
            return
        request = requests.Start(*words, seed=seed, options=options, private=private)
        await hear(interaction, request, _upload(background), posts=not private)

    async def history(interaction: AnyInteraction, search: Range[str, 1, 60] = "") -> None:
        await hear(interaction, requests.Books(find=search))

    async def queue(interaction: AnyInteraction) -> None:
        await hear(interaction, requests.Queue())

    async def help_(interaction: AnyInteraction) -> None:
        await hear(interaction, requests.Help())

    async def forget_me(interaction: AnyInteraction) -> None:
        await hear(interaction, requests.ForgetMe())

    async def export_me(interaction: AnyInteraction) -> None:
        await hear(interaction, requests.ExportMe())

    async def moderate(interaction: AnyInteraction) -> None:
        await hear(interaction, requests.Moderate())

    async def remove_text(interaction: AnyInteraction, picture: discord.Attachment, private: bool = False) -> None:
        request = requests.RemoveText(_NOT_YET, private, picture.filename)
        await hear(interaction, request, _upload(picture), posts=not private)

    async def edit_text(
        interaction: AnyInteraction,
        picture: discord.Attachment,
        find: Range[str, 1, 200],
        replace: Range[str, 1, 200],
        private: bool = False,
    ) -> None:
        request = requests.EditText(_NOT_YET, find, replace, private, picture.filename)
        await hear(interaction, request, _upload(picture), posts=not private)

    @app_commands.autocomplete(size=ratios)
    async def upscale(
        interaction: AnyInteraction,
        picture: discord.Attachment,
        size: Range[str, 1, _SIZE_CHARS] = "",
        dpi: Range[int, 72, 600] = 300,
        private: bool = False,
    ) -> None:
        request = requests.UpscalePicture(_NOT_YET, size, dpi, private, picture.filename)
        await hear(interaction, request, _upload(picture), posts=not private)

    for name, function in {
        "cover": cover,
        "history": history,
        "queue": queue,
        "remove-text": remove_text,
        "edit-text": edit_text,
        "upscale": upscale,
        "forget-me": forget_me,
        "export-me": export_me,
        "help": help_,
    }.items():
        tree.add_command(_command(name, function))

    async def painters(interaction: AnyInteraction, typed: str) -> list[Choice[str]]:
        return [Choice(name=name, value=name) for name in conversation.painters() if typed.casefold() in name]

    for name, function in {"settings": _settings(hear, ratios, painters), "moderate": moderate}.items():
        tree.add_command(_command(name, function, moderators=True))


def _settings(hear: Hear, ratios: Any, painters: Any) -> Any:
    switch = [
        Choice(name=words_of(Message("discord-switch-on")), value="on"),
        Choice(name=words_of(Message("discord-switch-off")), value="off"),
    ]

    @app_commands.choices(
        language=[Choice(name=customs(each).name, value=each) for each in LANGUAGES[:_CHOICES]],
        generative_models=switch,
        glimpses=switch,
        reset=[Choice(name=words_of(Message(f"option-{name.replace('_', '-')}")), value=name) for name in SETTINGS],
    )
    @app_commands.autocomplete(ratio=ratios, engine=painters)
    async def settings(
        interaction: AnyInteraction,
        language: str | None = None,
        ratio: Range[str, 1, _RATIO_CHARS] | None = None,
        engine: Range[str, 1, 40] | None = None,
        generative_models: str | None = None,
        glimpses: str | None = None,
        channels: Range[str, 1, 1500] | None = None,
        log_channel: discord.TextChannel | discord.Thread | None = None,
        user_open: Range[int, 1, 100_000] | None = None,
        user_per_day: Range[int, 1, 100_000] | None = None,
        server_open: Range[int, 1, 100_000] | None = None,
        filter: Range[str, 1, 4000] | None = None,
        reset: str | None = None,
    ) -> None:
        if channels is not None and (words := re.sub("[,，、]", " ", _CHANNEL.sub(" ", channels)).split()):
            # The bot could not be used in a channel that does not exist.
            raise Refusal(Message("refused-channel-name", {"text": words[0][:40]}))
        if log_channel is not None and (lacking := missing_in(log_channel)):
            channel = Message("channel-name", {"channel": Place(str(log_channel.id))})
            raise Refusal(Message("discord-log-lacking", {"channel": channel, "permissions": lacking}))
        wanted = {
            "language": language,
            "ratio": ratio,
            "engine": engine,
            "generative_models": generative_models,
            "glimpses": glimpses,
            "channels": channels,
            "log_channel": log_channel.id if log_channel else None,
            "user_open": user_open,
            "user_per_day": user_per_day,
            "server_open": server_open,
            "filter": filter,
        }
        changes = {name: str(value) for name, value in wanted.items() if value is not None}
        await hear(interaction, requests.Settings(changes | ({reset: ""} if reset else {})))

    return settings


def words_of(said: Message) -> locale_str:
    """Words of the locales, in English with the other languages' at hand."""
    first, *others = LANGUAGES
    return locale_str(text(said, first), **{language: text(said, language) for language in others})


def _command(name: str, function: Any, *, moderators: bool = False) -> app_commands.Command[Any, Any, None]:
    """A command whose words stand in the locales: `command-NAME`, `option-NAME` and the same with `-description`."""
    for option in list(inspect.signature(function).parameters)[1:]:
        key = option.replace("_", "-")
        app_commands.rename(**{option: words_of(Message(f"option-{key}"))})(function)
        app_commands.describe(**{option: words_of(Message(f"option-{key}-description"))})(function)
    made: app_commands.Command[Any, Any, None] = app_commands.Command(
        name=words_of(Message(f"command-{name}")),
        description=words_of(Message(f"command-{name}-description")),
        callback=function,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=not moderators),
        allowed_installs=app_commands.AppInstallationType(guild=True),
    )
    made.default_permissions = discord.Permissions(manage_guild=True) if moderators else None
    return made


def _genres(conversation: Conversation) -> list[Choice[str]]:
    return [Choice(name=words_of(Message(f"genre-{key}")), value=key) for _, key in conversation.genres(LANGUAGES[0])]


def _upload(attachment: discord.Attachment | None) -> Upload | None:
    return None if attachment is None else upload_of_attachment(attachment)
