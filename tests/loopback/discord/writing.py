"""How a body becomes a message: its files are kept, its pictures get addresses, what is wrong with it is refused."""

from __future__ import annotations

import io
import itertools
import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from loopback.discord.limits import inside, media_in, message_faults, unseen_files
from loopback.discord.payloads import timestamp, user_of
from loopback.discord.refusals import empty_message, invalid_form, too_large
from loopback.discord.world import COMPONENTS_V2, EPHEMERAL, LOADING, Json, Stored, User

Files = dict[int, tuple[str, bytes]]


class Cdn:
    """The files people and bots hand in, each in a file of its own below `folder`."""

    def __init__(self, folder: Path, new_id: Callable[[], str]) -> None:
        self._folder, self._new_id = folder, new_id
        self.base_url = ""
        self.stored: dict[str, Stored] = {}

    def keep(self, name: str, content: bytes, content_type: str = "", **more: Any) -> Json:
        """Keep a file; returns its attachment. Pictures have a size in pixels there."""
        file_id = self._new_id()
        path = self._folder / file_id / Path(name).name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        url = f"{self.base_url}/attachments/1/{file_id}/{path.name}"
        data: Json = {
            "id": file_id,
            "filename": path.name,
            "size": len(content),
            "url": url,
            "proxy_url": url,
            "content_type": content_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
            **more,
        }
        if data["content_type"].startswith("image/"):
            try:
                with Image.open(io.BytesIO(content)) as picture:
                    data["width"], data["height"] = picture.size
            except OSError:
                pass
        self.stored[file_id] = Stored(data, path)
        return data


def new_message(cdn: Cdn, base: Json, body: Json, files: Files, limit_bytes: int) -> Json:
    """A message of what `body` says; `base` holds its id, channel and whatever else is given. Raises `Refused`."""
    message = {
        "type": 0,
        "content": "",
        "embeds": [],
        "attachments": [],
        "components": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "edited_timestamp": None,
        "flags": 0,
        **base,
    }
    return _written(cdn, message, body, files, limit_bytes)


def edited_message(cdn: Cdn, before: Json, body: Json, files: Files, limit_bytes: int, now: float) -> Json:
    """`before` with what `body` changes: keys that are not there stay, and so do files when none are named."""
    after = _written(cdn, before, body, files, limit_bytes)
    return after | {"edited_timestamp": timestamp(now), "flags": after["flags"] & ~LOADING}


def _written(cdn: Cdn, before: Json, body: Json, files: Files, limit_bytes: int) -> Json:
    if any(len(content) > limit_bytes for _, content in files.values()):
        raise too_large()
    attachments = _attachments(before, body, files)
    names = [each["filename"] for each in attachments]
    message = before | {
        key: body[key] or type(before[key])() for key in ("content", "embeds", "components") if key in body
    }
    flags = before["flags"] & (EPHEMERAL | LOADING | COMPONENTS_V2) | (body.get("flags") or 0)
    message |= {"flags": flags, "attachments": attachments}
    faults = message_faults(message, names)
    if faults:
        raise invalid_form(faults)
    if not any(message[key] for key in ("content", "embeds", "components", "attachments")):
        raise empty_message()
    message["attachments"] = [_kept(cdn, each) for each in attachments]
    message["components"] = _resolved(message["components"], message["attachments"])
    return message


def never_shown(message: Json) -> list[str]:
    """Files that were sent and that nobody sees."""
    if not message["flags"] & COMPONENTS_V2:
        return []
    return unseen_files(message["components"], [each["filename"] for each in message["attachments"]])


def _attachments(before: Json, body: Json, files: Files) -> list[Json]:
    """Old files that stay and new ones, which have their content with them."""
    listed: list[Json] | None = body.get("attachments")
    if listed is None:
        listed = [*before["attachments"], *({"id": number} for number in files)]
    old = {each["id"]: each for each in before["attachments"]}
    made: list[Json] = []
    for each in listed:
        if str(each["id"]) in old:
            made.append(old[str(each["id"])] | {key: each[key] for key in ("description",) if key in each})
        elif int(each["id"]) in files:
            name, content = files[int(each["id"])]
            more = {"description": each["description"]} if each.get("description") else {}
            made.append({"filename": each.get("filename") or name, "content": content, **more})
        else:
            raise invalid_form([f"attachment {each['id']} is neither sent nor there"])
    unnamed = set(files) - {int(each["id"]) for each in listed if str(each["id"]) not in old}
    if unnamed:
        raise invalid_form([f"files {sorted(unnamed)} are sent and not listed"])
    return made


def _kept(cdn: Cdn, attachment: Json) -> Json:
    if "content" not in attachment:
        return attachment
    more = {"description": attachment["description"]} if "description" in attachment else {}
    return cdn.keep(attachment["filename"], attachment["content"], **more)


def _resolved(components: Sequence[Json], attachments: Sequence[Json]) -> list[Json]:
    """Every component with its number, every picture with its address."""
    by_name = {each["filename"]: each for each in attachments}
    made: list[Json] = _copied(list(components))
    taken = {each["id"] for each in inside(made) if each.get("id")}
    free = (number for number in itertools.count(1) if number not in taken)
    for each in inside(made):
        each["id"] = each.get("id") or next(free)
    for media in media_in(made):
        file = by_name.get(media["url"].removeprefix("attachment://"))
        if file is not None:
            keys = ("url", "proxy_url", "width", "height", "content_type")
            media.update({key: file[key] for key in keys if key in file}, attachment_id=file["id"])
    return made


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def base_of(message_id: str, channel_id: str, author: User, now: float) -> Json:
    return {"id": message_id, "channel_id": channel_id, "author": user_of(author), "timestamp": timestamp(now)}
