"""What Discord takes in a message, form, menu or command: our own reading of its documentation, as a list of faults.

The OpenAPI document knows neither the 40 components nor the 4,000 characters nor that an attachment must be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from loopback.discord.world import COMPONENTS_V2, Json

MAX_COMPONENTS, MAX_TEXT, MAX_CONTENT = 40, 4000, 2000
MAX_ROWS, MAX_BUTTONS, MAX_OPTIONS, MAX_FILES = 5, 5, 25, 10
MAX_LABEL, MAX_CUSTOM_ID, MAX_ALT, MAX_PLACEHOLDER, MAX_CHOICE = 80, 100, 1024, 150, 100
MAX_TITLE, MAX_FIELD_LABEL, MAX_VALUE = 45, 45, 4000

ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, THUMBNAIL = 1, 2, 3, 4, 9, 10, 11
GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, UPLOAD = 12, 13, 14, 17, 18, 19
SELECTS = (3, 5, 6, 7, 8)
_AT_TOP = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)


def inside(components: Sequence[Json]) -> Iterator[Json]:
    """All components, nested ones too, from top to bottom."""
    for each in components:
        yield each
        yield from inside(each.get("components", []))
        for key in ("accessory", "component"):
            if key in each:
                yield from inside([each[key]])


def media_in(components: Sequence[Json]) -> Iterator[Json]:
    """All media a message shows: {"url": ...} each."""
    for each in inside(components):
        if each["type"] == GALLERY:
            yield from (item["media"] for item in each["items"])
        elif each["type"] == THUMBNAIL:
            yield each["media"]
        elif each["type"] == FILE:
            yield each["file"]


def message_faults(message: Json, names: Sequence[str]) -> list[str]:
    """What is wrong with a whole message, as it would stand; `names` are its attachments'."""
    faults: list[str] = []
    components = message.get("components") or []
    content = message.get("content") or ""
    if len(content) > MAX_CONTENT:
        faults.append(f"content has {len(content)} characters, not {MAX_CONTENT}")
    if len(names) > MAX_FILES:
        faults.append(f"{len(names)} files, not {MAX_FILES}")
    if len(set(names)) < len(names):
        faults.append(f"files of the same name: {sorted(names)}")
    for each in message.get("attachments") or []:
        faults += _long("alt text", each.get("description"), MAX_ALT)
    faults += _v2(message, components, names) if message.get("flags", 0) & COMPONENTS_V2 else _classic(components)
    faults += _parts(components)
    return faults


def _classic(components: Sequence[Json]) -> list[str]:
    faults = [f"a component of type {each['type']} without the V2 flag" for each in components if each["type"] != ROW]
    if len(components) > MAX_ROWS:
        faults.append(f"{len(components)} rows, not {MAX_ROWS}")
    return faults


def _v2(message: Json, components: Sequence[Json], names: Sequence[str]) -> list[str]:
    faults = [f"{key} beside V2 components" for key in ("content", "embeds", "poll", "sticker_ids") if message.get(key)]
    every = list(inside(components))
    if not components:
        faults.append("a V2 message without components")
    if len(every) > MAX_COMPONENTS:
        faults.append(f"{len(every)} components, not {MAX_COMPONENTS}")
    characters = sum(len(each["content"]) for each in every if each["type"] == TEXT)
    if characters > MAX_TEXT:
        faults.append(f"{characters} characters of text, not {MAX_TEXT}")
    faults += [f"type {each['type']} at the top" for each in components if each["type"] not in _AT_TOP]
    shown = {media["url"].removeprefix("attachment://") for media in media_in(components)}
    faults += [f"attachment://{name} is not among the files" for name in shown - set(names) if "://" not in name]
    return faults


def unseen_files(components: Sequence[Json], names: Sequence[str]) -> list[str]:
    """Files of a V2 message that no component shows, so that nobody sees them. Discord takes that in silence."""
    shown = {media["url"].rpartition("/")[2].partition("?")[0] for media in media_in(components)}
    return [f"the file {name} is sent and never shown" for name in names if name not in shown]


def _parts(components: Sequence[Json]) -> list[str]:
    faults: list[str] = []
    for each in inside(components):
        faults += _PARTS[each["type"]](each) if each["type"] in _PARTS else []
    ids = [each["custom_id"] for each in inside(components) if each.get("custom_id") is not None]
    faults += [f"custom_id {each} twice" for each in sorted({each for each in ids if ids.count(each) > 1})]
    for each in ids:
        faults += _length("custom_id", each, 1, MAX_CUSTOM_ID)
    numbers = [each["id"] for each in inside(components) if each.get("id")]
    faults += [f"component id {each} twice" for each in sorted({each for each in numbers if numbers.count(each) > 1})]
    faults += [f"component id {each}" for each in numbers if not 0 < each < 1 << 31]
    return faults


def _row(row: Json) -> list[str]:
    children = row["components"]
    types = {each["type"] for each in children}
    if types == {BUTTON}:
        return [] if len(children) <= MAX_BUTTONS else [f"{len(children)} buttons in a row, not {MAX_BUTTONS}"]
    return [] if len(children) == 1 and types <= {*SELECTS, INPUT} else [f"a row of types {sorted(types)}"]


def _button(button: Json) -> list[str]:
    faults = _long("label", button.get("label"), MAX_LABEL)
    if not button.get("label") and not button.get("emoji"):
        faults.append("a button without a word")
    if (button["style"] == 5) != ("url" in button) or (button["style"] < 5) != ("custom_id" in button):
        faults.append(f"a button of style {button['style']} with {sorted(button)}")
    return faults


def _select(select: Json) -> list[str]:
    faults = _long("placeholder", select.get("placeholder"), MAX_PLACEHOLDER)
    options = select.get("options") or []
    if not 1 <= len(options) <= MAX_OPTIONS:
        faults.append(f"{len(options)} options, not 1 to {MAX_OPTIONS}")
    for option in options:
        faults += _length("option", option["label"], 1, MAX_CHOICE) + _length("value", option["value"], 1, MAX_CHOICE)
        faults += _long("description", option.get("description"), MAX_CHOICE)
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        faults.append("two options of one value")
    if sum(bool(option.get("default")) for option in options) > select.get("max_values", 1):
        faults.append("more options chosen than may be")
    return faults


def _section(section: Json) -> list[str]:
    faults = [] if 1 <= len(section["components"]) <= 3 else [f"{len(section['components'])} texts in a section"]
    faults += [f"type {each['type']} in a section" for each in section["components"] if each["type"] != TEXT]
    if section.get("accessory", {}).get("type") not in (BUTTON, THUMBNAIL):
        faults.append("a section without a button or picture beside it")
    return faults


def _gallery(gallery: Json) -> list[str]:
    faults = [] if 1 <= len(gallery["items"]) <= 10 else [f"{len(gallery['items'])} pictures in a gallery, not 1 to 10"]
    for item in gallery["items"]:
        faults += _long("alt text", item.get("description"), MAX_ALT)
    return faults


def _container(container: Json) -> list[str]:
    allowed = (*_AT_TOP[:-1],)
    return [f"type {each['type']} in a container" for each in container["components"] if each["type"] not in allowed]


_PARTS = {
    ROW: _row,
    BUTTON: _button,
    SELECT: _select,
    SECTION: _section,
    TEXT: lambda text: _length("text", text["content"], 1, MAX_TEXT),
    THUMBNAIL: lambda thumbnail: _long("alt text", thumbnail.get("description"), MAX_ALT),
    GALLERY: _gallery,
    FILE: lambda file: [] if "://" in file["file"]["url"] else ["a file that is no attachment"],
    CONTAINER: _container,
}


def modal_faults(modal: Json) -> list[str]:
    faults = _length("title", modal["title"], 1, MAX_TITLE)
    faults += _length("custom_id", modal["custom_id"], 1, MAX_CUSTOM_ID)
    if not 1 <= len(modal["components"]) <= MAX_ROWS:
        faults.append(f"{len(modal['components'])} rows in a form, not 1 to {MAX_ROWS}")
    for row in modal["components"]:
        if row["type"] not in (ROW, LABEL, TEXT):
            faults.append(f"type {row['type']} at the top of a form")
        faults += _long("label", row.get("label"), MAX_FIELD_LABEL) + _long("description", row.get("description"), 100)
    for each in inside(modal["components"]):
        if each["type"] == INPUT:
            faults += _input(each)
    return faults + _parts([row for row in modal["components"] if row["type"] != TEXT])


def _input(field: Json) -> list[str]:
    value, longest = field.get("value") or "", field.get("max_length") or MAX_VALUE
    faults = _long("placeholder", field.get("placeholder"), 100) + _long("value", value, longest)
    if value and len(value) < (field.get("min_length") or 0):
        faults.append(f"value has {len(value)} characters, at least {field['min_length']}")
    return faults + ([] if 1 <= longest <= MAX_VALUE else [f"max_length {longest}"])


def choice_faults(choices: Sequence[Json]) -> list[str]:
    faults = [] if len(choices) <= MAX_OPTIONS else [f"{len(choices)} choices, not {MAX_OPTIONS}"]
    for each in choices:
        for name in (each["name"], *(each.get("name_localizations") or {}).values()):
            faults += _length("choice", name, 1, MAX_CHOICE)
        faults += _length("value", str(each["value"]), 0, MAX_CHOICE)
    return faults


_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def command_faults(commands: Sequence[Json]) -> list[str]:
    faults = [] if len(commands) <= 100 else [f"{len(commands)} commands, not 100"]
    for command in commands:
        faults += [f"/{command['name']}: {each}" for each in _command(command, is_menu=command.get("type", 1) != 1)]
    return faults


def _command(command: Json, is_menu: bool = False) -> list[str]:
    faults: list[str] = []
    for name in (command["name"], *(command.get("name_localizations") or {}).values()):
        if is_menu:
            faults += _length("name", name, 1, 32)
        elif not _COMMAND_NAME.fullmatch(name) or name != name.lower():
            faults.append(f"name {name}")
    for text in (command.get("description", ""), *(command.get("description_localizations") or {}).values()):
        faults += _length("description", text, 0 if is_menu else 1, 0 if is_menu else 100)
    options = command.get("options") or []
    if len(options) > MAX_OPTIONS:
        faults.append(f"{len(options)} options, not {MAX_OPTIONS}")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        faults.append("a required option behind one that is not")
    for option in options:
        faults += _command(option) + choice_faults(option.get("choices") or [])
    return faults


def ping_faults(message: Json) -> list[str]:
    """A bot that shows what people wrote must say, with every message, that none of it pings anybody."""
    allowed: Any = message.get("allowed_mentions")
    if not isinstance(allowed, dict):
        return ["allowed_mentions is not there"]
    silent = not any(allowed.get(key) for key in ("users", "roles", "replied_user"))
    return [] if allowed.get("parse") == [] and silent else [f"allowed_mentions is {allowed}"]


def _long(what: str, text: str | None, most: int) -> list[str]:
    return _length(what, text or "", 0, most)


def _length(what: str, text: str, least: int, most: int) -> list[str]:
    # Discord counts UTF-16 units in some places and code points in others: take the larger.
    characters = len(text.encode("utf-16-le")) // 2
    return (
        []
        if least <= characters <= most
        else [f"{what} has {characters} characters, not {least} to {most}: {text[:60]}"]
    )
