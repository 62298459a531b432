"""What Discord's own client makes of what somebody types: options of a command, fields of a form."""

from __future__ import annotations

from typing import Any

from loopback.discord.limits import INPUT, SELECTS, UPLOAD
from loopback.discord.payloads import channel_of, member_of, role_of, user_of
from loopback.discord.shown import fields_of
from loopback.discord.state import State
from loopback.discord.world import Channel, Json, Role, Upload, User


def command_named(state: State, channel: Channel, name: str, kind: int = 1) -> tuple[Json, list[Json], list[Json]]:
    """The command, the subcommands on the way, and the options at their end."""
    known = [*state.commands, *(channel.guild.commands if channel.guild else [])]
    first, *rest = name.split(" ") if kind == 1 else [name]
    command = next((each for each in known if each["name"] == first and each["type"] == kind), None)
    assert command is not None, f"no /{first} among {[each['name'] for each in known]}"
    path, options = [], command.get("options") or []
    for part in rest:
        found = next((each for each in options if each["name"] == part and each["type"] in (1, 2)), None)
        assert found is not None, f"no {part} in /{name}"
        path.append(found)
        options = found.get("options") or []
    return command, path, options


def typed_options(
    state: State, channel: Channel, options: list[Json], values: dict[str, Any], whole: bool = True
) -> tuple[list[Json], Json]:
    """Options as they are sent, and what they speak of. `whole` False while something is still being typed."""
    given = {name.replace("_", "-"): value for name, value in values.items()} | values
    known = {each["name"]: each for each in options}
    unknown = [name for name in values if name not in known and name.replace("_", "-") not in known]
    assert not unknown, f"no option {unknown} among {sorted(known)}"
    missing = [name for name, each in known.items() if each.get("required") and name not in given]
    assert not (whole and missing), f"{missing} must be given"
    sent: list[Json] = []
    resolved: Json = {}
    for name, option in known.items():
        if name in given:
            value = _resolve(state, channel, resolved, given[name])
            _check(option, value)
            sent.append({"type": option["type"], "name": name, "value": value})
    return sent, resolved


def _resolve(state: State, channel: Channel, resolved: Json, value: Any) -> Any:
    """The id of what is not a plain value, which then stands in `resolved`."""
    match value:
        case Upload():
            data = state.cdn.keep(value.name, value.content, value.content_type, ephemeral=True)
            resolved.setdefault("attachments", {})[data["id"]] = data
            return data["id"]
        case User():
            resolved.setdefault("users", {})[value.id] = user_of(value)
            if channel.guild is not None and value.id in channel.guild.members:
                member = member_of(channel.guild, value, channel)
                del member["user"]
                resolved.setdefault("members", {})[value.id] = member
            return value.id
        case Role():
            resolved.setdefault("roles", {})[value.id] = role_of(value)
            return value.id
        case Channel():
            data = channel_of(value) | {"permissions": "0"}
            resolved.setdefault("channels", {})[value.id] = data
            return value.id
    return value


def _check(option: Json, value: Any) -> None:
    """What the client checks before it sends."""
    name = option["name"]
    types: dict[int, type | tuple[type, ...]] = {3: str, 4: int, 5: bool, 10: (int, float)}
    assert isinstance(value, types.get(option["type"], str)), f"{name}: {value!r} is not of type {option['type']}"
    if isinstance(value, str) and option["type"] == 3:
        assert len(value) >= option.get("min_length", 0), f"{name} is too short"
        assert len(value) <= option.get("max_length", 6000), f"{name} is too long"
    if option["type"] in (4, 10):
        assert option.get("min_value", value) <= value <= option.get("max_value", value), f"{name} is out of range"
    choices = [each["value"] for each in option.get("choices") or []]
    assert not choices or value in choices, f"{name}: {value!r} is not among {choices}"


def filled_fields(state: State, modal: Json, values: dict[str, Any]) -> tuple[list[Json], Json]:
    """Components of a form as they are sent, and the files they speak of."""
    resolved: Json = {}
    labelled = fields_of(modal)
    known = {name for label, field in labelled for name in (label, field["custom_id"])}
    assert set(values) <= known, f"no field {sorted(set(values) - known)} among {sorted(known)}"
    filled: dict[str, Json] = {}
    for label, field in labelled:
        given = values.get(label, values.get(field["custom_id"]))
        filled[field["custom_id"]] = _field(state, label, field, given, resolved)
    sent = []
    for row in modal["components"]:
        if "component" in row:
            sent.append({"type": row["type"], "id": 1, "component": filled[row["component"]["custom_id"]]})
        elif "components" in row:
            inner = [filled[each["custom_id"]] for each in row["components"]]
            sent.append({"type": row["type"], "id": 1, "components": inner})
    return sent, resolved


def _field(state: State, label: str, field: Json, given: Any, resolved: Json) -> Json:
    base = {"type": field["type"], "id": 1, "custom_id": field["custom_id"]}
    if field["type"] == INPUT:
        value = str(given) if given is not None else field.get("value") or ""
        assert value or not field.get("required", True), f"{label} must be filled in"
        assert not value or len(value) >= (field.get("min_length") or 0), f"{label} is too short"
        assert len(value) <= (field.get("max_length") or 4000), f"{label} is too long"
        return base | {"value": value}
    if field["type"] == UPLOAD:
        uploads = [given] if isinstance(given, Upload) else given or []
        assert uploads or not field.get("required", True), f"{label} needs a file"
        ids = []
        for each in uploads:
            data = state.cdn.keep(each.name, each.content, each.content_type, ephemeral=True)
            resolved.setdefault("attachments", {})[data["id"]] = data
            ids.append(data["id"])
        return base | {"values": ids}
    if field["type"] in SELECTS:
        chosen = [given] if isinstance(given, str) else given
        options = field.get("options") or []
        if chosen is None:
            chosen = [each["value"] for each in options if each.get("default")]
        values = [
            next((each["value"] for each in options if one in (each["label"], each["value"])), one) for one in chosen
        ]
        assert values or not field.get("required", True), f"{label} must be chosen"
        return base | {"values": values}
    # Radio buttons and checkboxes.
    default = field.get(
        "default", next((each["value"] for each in field.get("options") or [] if each.get("default")), None)
    )
    value = default if given is None else given
    return base | ({"values": value or []} if field["type"] == 22 else {"value": value})
