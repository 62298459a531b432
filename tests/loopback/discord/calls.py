"""One request to the API, read and kept: path, body and files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from loopback.discord.refusals import invalid_form
from loopback.discord.world import Json


@dataclass
class Call:
    """`template` is the path as Discord's own OpenAPI document writes it; `parts` what stands in its braces.

    `files` by the number in their name, "files[0]". `status` and `answer` are what it got.
    """

    number: int
    method: str
    path: str
    template: str
    parts: dict[str, str]
    query: dict[str, str]
    authorization: str
    began: float
    body: Json | list[Json] | None = None
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    status: int = 0
    answer: Json | list[Json] | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def payload(self) -> Json:
        return self.body if isinstance(self.body, dict) else {}

    def __str__(self) -> str:
        return f"#{self.number} {self.method} {self.path} -> {self.status}"


async def read(call: Call, request: web.Request) -> None:
    """Read the body of `request` into `call`. Raises `Refused` for one that is neither JSON nor a form."""
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            content = bytes(await part.read())
            name = part.name or ""
            if name == "payload_json":
                call.body = json.loads(content)
            elif name.startswith("files["):
                call.files[int(name[6:-1])] = (part.filename or "file", content)
            else:
                raise invalid_form([f"a part named {name}"])
        return
    content = await request.read()
    if not content:
        return
    if request.content_type != "application/json":
        raise invalid_form([f"Content-Type {request.content_type}"])
    try:
        call.body = json.loads(content)
    except ValueError as error:
        raise invalid_form([str(error)]) from error
