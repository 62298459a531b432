"""cover.json: everything about a cover but its pixels, written down and read back field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from articover import document_v1
from articover.cover import Check, Cover, EngineRecord, TextLayer, Zone
from articover.engine_description import described
from articover.errors import CoverFolderError
from articover.facts import Fact
from articover.reasons import COLOR, TRIM_BOX

SCHEMA_VERSION = 2


@dataclass(frozen=True)
class PictureRecord:
    """The background beside its pixels: `trim_box_px` as in `Background`; `sha256` of the PNG file."""

    file: str
    sha256: str
    width_px: int
    height_px: int
    trim_box_px: tuple[float, float, float, float]


@dataclass(frozen=True)
class Disclosure:
    """What shops ask an author about generative models. `date` is ISO 8601, UTC."""

    generative_models_used: bool
    models: tuple[str, ...]
    statement: str
    date: str


@dataclass(frozen=True)
class CoverDocument:
    """cover.json, field by field. A reader that meets anything else refuses the file."""

    schema_version: int
    brief: dict[str, str]
    understood: dict[str, Any] | None
    trim: dict[str, str]
    seed: int
    scene: dict[str, Any] | None
    prompt: str | None
    look: str
    palette: tuple[str, ...]
    zones: tuple[Zone, ...]
    background: PictureRecord
    preview: PictureRecord
    layers: tuple[TextLayer, ...]
    engines: tuple[EngineRecord, ...]
    seconds: dict[str, float]
    checks: tuple[Check, ...]
    notices: tuple[Fact, ...]
    credits: tuple[str, ...]
    disclosure: Disclosure


def read_document(folder: Path) -> CoverDocument:
    """cover.json alone, validated field by field; raises `CoverFolderError`."""
    path = folder / "cover.json"
    try:
        data = msgspec.json.decode(path.read_bytes())
    except FileNotFoundError as error:
        raise CoverFolderError("cover_folder_other", folder=str(folder)) from error
    except OSError as error:
        raise CoverFolderError("document_unreadable", path=str(path), why=str(error.strerror)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CoverFolderError("document_not_json", path=str(path)) from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise CoverFolderError("document_newer", path=str(path), version=version)
    if isinstance(data, dict) and version == 1:
        try:
            data = document_v1.upgraded(data)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CoverFolderError("document_strange", path=str(path), why=str(error)) from error
        version = SCHEMA_VERSION
    try:
        document = msgspec.convert(data, CoverDocument)
    except msgspec.ValidationError as error:
        raise CoverFolderError("document_strange", path=str(path), why=str(error)) from error
    # Writing back what was read must give the same: that is how an unknown key is noticed.
    if version != SCHEMA_VERSION or msgspec.json.decode(msgspec.json.encode(document)) != data:
        raise CoverFolderError("document_unknown", path=str(path))
    if wrong := _impossible(document):
        raise CoverFolderError("document_strange", path=str(path), why=wrong)
    return document


def document_of(cover: Cover, background: PictureRecord, preview: PictureRecord) -> CoverDocument:
    """What cover.json says of `cover`."""
    return CoverDocument(
        schema_version=SCHEMA_VERSION,
        brief=cover.brief.to_json(),
        understood=None if cover.understood is None else dict(cover.understood),
        trim=cover.trim.to_json(),
        seed=cover.seed,
        scene=None if cover.background.scene is None else dict(cover.background.scene),
        prompt=cover.background.prompt,
        look=cover.background.look,
        palette=cover.background.palette,
        zones=cover.background.zones,
        background=background,
        preview=preview,
        layers=cover.layers,
        engines=cover.engines,
        seconds={record.stage: record.seconds for record in cover.engines},
        checks=cover.checks,
        notices=cover.notices,
        credits=credits_of(cover),
        disclosure=disclosure_of(cover),
    )


def credits_of(cover: Cover) -> tuple[str, ...]:
    """The sentences owed on the copyright page, each once, in the order of the stages."""
    return tuple(dict.fromkeys(sentence for record in cover.engines for sentence in record.credits))


def disclosure_of(cover: Cover) -> Disclosure:
    """Whether a generative model made any pixel. KDP asks this even of pictures edited heavily since."""
    models = tuple(dict.fromkeys(record.model or record.engine for record in cover.engines if record.generative))
    painters = (described("generate", record.engine) for record in cover.engines if record.stage == "generate")
    own = any(painter.own_picture for painter in painters if painter is not None)
    if models:
        statement = f"Parts of this picture were made by a generative model: {', '.join(models)}."
    elif own:
        statement = "Arti Cover used no generative model; how your own picture was made, only you can say."
    else:
        statement = "No generative model made any part of this picture."
    return Disclosure(bool(models), models, statement, cover.created)


def _impossible(document: CoverDocument) -> Fact | None:
    """What is of the right type and yet cannot be; None when all is well."""
    for picture in (document.background, document.preview):
        left, top, right, bottom = picture.trim_box_px
        if not (0 <= left < right <= picture.width_px + 1 and 0 <= top < bottom <= picture.height_px + 1):
            return TRIM_BOX(file=picture.file)
    colors = [color for layer in document.layers for color in (layer.color, layer.effect.color)]
    if any(not re.fullmatch(r"#[0-9a-fA-F]{6}", color) for color in colors):
        return COLOR()
    return None
