"""The commands as Discord knows them: looked at when the bot starts and now and then, and replaced when they differ.

Discord is asked each time. Another program with the same token, an earlier version of this one, or a test may have
changed them, and no file of ours would know.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.http import Route

from bot.retries import wait_s

log = logging.getLogger(__name__)

LOOK_S = 3600.0
"""Between two looks while the bot runs."""
_ENTRY_POINT = 4
"""The type of the command that opens an application's activity. It is not ours, and Discord refuses a list without
it."""
_COMPARED = (
    *("name", "name_localizations", "description", "description_localizations", "type", "options"),
    *("default_member_permissions", "contexts", "integration_types", "nsfw"),
)
"""What defines a command. Its id, version and whose it is are Discord's own; `dm_permission` says less than
`contexts`."""
_OF_OPTION = (
    *("name", "name_localizations", "description", "description_localizations", "type", "required", "autocomplete"),
    *("choices", "options", "channel_types", "min_value", "max_value", "min_length", "max_length"),
)
_OF_CHOICE = ("name", "name_localizations", "value")

Payload = Mapping[str, Any]
Canonical = Mapping[tuple[int, str], Mapping[str, Any]]


class CommandKeeper:
    """Sees to it that Discord knows the commands of `tree`. Raises nothing for what Discord answers."""

    def __init__(self, tree: app_commands.CommandTree[Any]) -> None:
        self._tree = tree
        self._known: Canonical | None = None
        self._failed = 0

    async def look(self) -> None:
        """Compare once, and replace what differs."""
        try:
            self._known = await sync(self._tree, self._known)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            self._failed += 1
            log.error("Discord could not be told the commands (try %d): %s", self._failed, error)
        else:
            self._failed = 0

    async def run(self) -> None:
        """Go on looking until cancelled; soon again after a failure."""
        while True:
            await asyncio.sleep(wait_s(self._failed) if self._failed else LOOK_S)
            await self.look()


async def sync(tree: app_commands.CommandTree[Any], known: Canonical | None = None) -> Canonical:
    """Replace the commands at Discord when they differ from those of `tree`; returns those that stand there then.

    `known` is what an earlier call returned: as good as ours, should Discord keep them in a form we do not foresee.
    Raises what discord.py does.
    """
    client = tree.client
    application_id = client.application_id
    assert application_id is not None
    # Without the parameter Discord leaves the translations out.
    path = "/applications/{application_id}/commands"
    asked = Route("GET", path, application_id=application_id)
    there: list[dict[str, Any]] = await client.http.request(asked, params={"with_localizations": "true"})
    entries = [each for each in there if each.get("type") == _ENTRY_POINT]
    ours = await payload_of(tree)
    stands = canonical(there)
    if stands in (canonical(ours), known):
        return stands
    told: Any = await client.http.bulk_upsert_global_commands(application_id, [*ours, *entries])
    log.info("Discord was told the %d commands; %d stood there, or others", len(ours), len(stands))
    return canonical(told)


async def payload_of(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """The commands of `tree` as they are sent, with their translations."""
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in tree.get_commands()]
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]


def canonical(commands: Sequence[Payload]) -> Canonical:
    """What defines each command, by its type and name, in one form, without the entry point: Discord leaves out what
    is usual, and gives numbers of permissions as text."""
    return {
        (each.get("type") or 1, each["name"]): _command(each) for each in commands if each.get("type") != _ENTRY_POINT
    }


def _command(command: Payload) -> dict[str, Any]:
    made = _told(command, _COMPARED)
    if "default_member_permissions" in made:
        made["default_member_permissions"] = str(made["default_member_permissions"])
    for name in ("contexts", "integration_types"):
        if name in made:
            made[name] = sorted(made[name])
    made["options"] = [_option(each) for each in command.get("options") or ()]
    return made


def _option(option: Payload) -> dict[str, Any]:
    made = _told(option, _OF_OPTION)
    made["options"] = [_option(each) for each in option.get("options") or ()]
    made["choices"] = [_told(each, _OF_CHOICE) for each in option.get("choices") or ()]
    if "channel_types" in made:
        made["channel_types"] = sorted(made["channel_types"])
    return made


def _told(payload: Payload, names: Sequence[str]) -> dict[str, Any]:
    """The named keys that say something; 0 does."""
    nothing: tuple[Any, ...] = (None, "", [], {})
    return {
        name: payload[name]
        for name in names
        if name in payload and payload[name] is not False and payload[name] not in nothing
    }
