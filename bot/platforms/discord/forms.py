"""From a `Form` to a Discord modal, and back from a submitted modal, whichever process opened it.

The modal's id holds the request it completes, its fields hold their own names: a form that was opened before
a restart is carried out like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord import ui

from bot.conversation import Field, Form, Language
from bot.platforms.action_ids import encode
from bot.platforms.discord.render import ID_CHARS
from bot.platforms.discord.words import cut, plain

MAX_FIELDS = 5
PICTURE = "picture"
"""The field of a request that a file goes into."""
_TITLE, _LABEL, _MAX_TEXT, _OPTIONS, _OPTION_LABEL = 45, 45, 4000, 25, 100


def modal_of(form: Form, language: Language) -> ui.Modal:
    """The modal of a form; of more than five fields, the first five. Raises `ValueError` without room for its id."""
    modal = ui.Modal(
        title=plain(form.title, language, _TITLE), custom_id=encode(form.request, most=ID_CHARS), timeout=None
    )
    for field in form.fields[:MAX_FIELDS]:
        modal.add_item(ui.Label(text=plain(field.label, language, _LABEL), component=_component(field, language)))
    # Answered by its id: nothing is kept in memory for it.
    modal.stop()
    return modal


def answers(data: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """What was filled in by field name, and the files handed in, as the payload of a modal submit holds them."""
    texts: dict[str, str] = {}
    files: dict[str, dict[str, Any]] = {}
    handed_in = data.get("resolved", {}).get("attachments", {})
    for component in _components(data.get("components", ())):
        name, kind = component.get("custom_id"), component.get("type")
        if not isinstance(name, str):
            continue
        values = [str(each) for each in component.get("values") or ()]
        if kind == discord.ComponentType.file_upload.value:
            if values and values[0] in handed_in:
                files[name] = handed_in[values[0]]
        elif kind == discord.ComponentType.text_input.value:
            texts[name] = str(component.get("value") or "")
        else:
            texts[name] = values[0] if values else ""
    return texts, files


def _components(components: Any) -> Iterator[dict[str, Any]]:
    """The components that hold answers, out of labels and rows."""
    for component in components:
        if "component" in component:
            yield component["component"]
        elif "components" in component:
            yield from component["components"]
        else:
            yield component


def _component(field: Field, language: Language) -> ui.Item[ui.Modal]:
    if field.kind == "picture":
        return ui.FileUpload(
            custom_id=field.name, required=field.required, min_values=int(field.required), max_values=1
        )
    if field.choices:
        return ui.Select(
            custom_id=field.name,
            required=field.required,
            min_values=int(field.required),
            options=[
                discord.SelectOption(
                    label=plain(label, language, _OPTION_LABEL), value=value, default=value == field.value
                )
                for value, label in field.choices[:_OPTIONS]
            ],
        )
    most = min(field.max_chars, _MAX_TEXT)
    return ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.long if field.long else discord.TextStyle.short,
        default=cut(field.value, most) or None,
        required=field.required,
        max_length=most,
    )
