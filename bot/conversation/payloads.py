"""What a job remembers of its request, and what is asked for a book: structs here, JSON in the store.

A payload is tagged by the kind of its job. What earlier versions stored is read as well: covers had no tag, and fields
that are absent have their defaults.
"""

from __future__ import annotations

from typing import Any

import msgspec

from articover.engine_description import TextPolicy
from bot.jobs import Job
from bot.store.records import Json

_COVER = "cover"


class Asked(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """What is asked for a book, by every change so far. `series_of` is the version of the book before it in its series.

    `brief` are the fields of an `articover.Brief`; mood and palette become requirements of it.
    """

    brief: dict[str, str] = {}
    trim: str = ""
    mood: str = ""
    palette: str = ""
    engine: str = ""
    series_of: int | None = None


class AskedCover(Asked, frozen=True, tag=_COVER):
    """A book cover."""


class AskedPicture(Asked, frozen=True, tag="picture"):
    """A picture by itself, made by an image command: it has a title and nothing else."""


AnyAsked = AskedCover | AskedPicture


class Payload(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """What every job remembers.

    `language` is that of the first answer; `upload_limit` is of a file in its chat, in bytes, 0 for none.
    """

    action: str = ""
    asked: AnyAsked = AskedCover()
    language: str = ""
    upload_limit: int = 0


class CoverPayload(Payload, frozen=True, kw_only=True, tag="cover"):
    """One picture. `text_in_picture` is of a picture of one's own; `like` is the version whose type is kept."""

    seed: int = 0
    engine: str | None = None
    text_in_picture: TextPolicy | None = None
    like: int | None = None


class OptionsPayload(Payload, frozen=True, kw_only=True, tag="options"):
    """Several pictures on a numbered sheet, one for each seed."""

    seeds: list[int] = []
    engine: str | None = None
    like: int | None = None


class EditPayload(Payload, frozen=True, kw_only=True, tag="edit"):
    """Other words, or another style of one `layer`: `style` as typeset calls it, the size by steps of a press."""

    layer: str = ""
    style: dict[str, str] = {}
    size_steps: int = 0


class PrintPayload(Payload, frozen=True, kw_only=True, tag="print"):
    """Print files. `size` None is the cover's own trim."""

    size: str | None = None
    dpi: int = 300
    bleed_in: str = "0.125"


class FormatsPayload(Payload, frozen=True, kw_only=True, tag="formats"):
    """The names of `bot.conversation.printing.FORMATS` to be made."""

    formats: list[str] = []


class ComparePayload(Payload, frozen=True, kw_only=True, tag="compare"):
    """A poll: the ids of its versions, and their numbers in the book."""

    versions: list[int] = []
    numbers: list[int] = []


class RemoveTextPayload(Payload, frozen=True, kw_only=True, tag="remove_text"):
    """A picture without its letters."""


class EnlargePayload(Payload, frozen=True, kw_only=True, tag="enlarge"):
    """A picture by itself for print. `size` None keeps its shape."""

    size: str | None = None
    dpi: int = 300


AnyPayload = (
    CoverPayload
    | OptionsPayload
    | EditPayload
    | PrintPayload
    | FormatsPayload
    | ComparePayload
    | RemoveTextPayload
    | EnlargePayload
)


def kind_of(payload: AnyPayload) -> str:
    """The kind of job that a payload is of."""
    return str(type(payload).__struct_config__.tag)


def payload_of(job: Job) -> AnyPayload:
    """The payload of a job. Raises `msgspec.ValidationError` for a kind or field that this version does not know."""
    asked = {"kind": _COVER, **job.payload.get("asked", {})}
    read: AnyPayload = msgspec.convert({**job.payload, "kind": job.kind, "asked": asked}, AnyPayload)
    return read


def asked_of(job: Job) -> AnyAsked:
    """What is asked for by a job, of any kind."""
    return asked_in(job.payload)


def asked_in(data: Json) -> AnyAsked:
    """What is asked for, in the stored data of a job or version."""
    return read_asked(data.get("asked", {}))


def read_asked(stored: Json) -> AnyAsked:
    """What is asked for, as a book stores it."""
    read: AnyAsked = msgspec.convert({"kind": _COVER, **stored}, AnyAsked)
    return read


def numbers_of(job: Job) -> list[int]:
    """The numbers of the versions that a poll is about."""
    payload = payload_of(job)
    assert isinstance(payload, ComparePayload)
    return payload.numbers


def layer_of(job: Job) -> str:
    """The text whose style a job changes, "" for none."""
    payload = payload_of(job)
    return payload.layer if isinstance(payload, EditPayload) else ""


def stored(struct: Asked | AnyPayload) -> dict[str, Any]:
    """The JSON of a struct; inverse of `payload_of` and `read_asked`."""
    made: dict[str, Any] = msgspec.to_builtins(struct)
    return made
