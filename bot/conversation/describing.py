"""A cover in words: what it shows, where its type stands, its colours. For who cannot see it, and for who checks it."""

from __future__ import annotations

import colorsys
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from articover import document_v1
from articover.genres import resolve_genre
from articover.notices import of_wishes
from articover.understand.index import index
from bot.conversation.notices import CHECKED, notice_lines
from bot.conversation.reply import Message, localized
from bot.conversation.requests import Language
from bot.conversation.suggesting import genre_name
from bot.store import Store
from bot.store.records import Version

_TEXT_MOST = {"title": 200, "subtitle": 100, "author": 80, "series": 60}
"""Characters of each text in a description, so that the whole stays below what chats take."""
_THINGS_MOST = 12


def document_of(store: Store, version: Version) -> dict[str, Any]:
    """The version's cover.json, {} when it is not there. Blocks."""
    file = next((file for file in version.files if file.name == "cover.json"), None)
    if file is None:
        return {}
    try:
        data: dict[str, Any] = json.loads(store.blobs.path(file.sha256).read_text(encoding="utf-8"))
        return document_v1.upgraded(data) if data.get("schema_version") == 1 else data
    except (OSError, KeyError, TypeError, ValueError):
        return {}


def things_of(document: Mapping[str, Any], language: Language) -> list[str]:
    """The things of the brief that the picture shows, as the painter's record in cover.json tells. Blocks at first."""
    return _shown(document, "brief", language)


def added_of(document: Mapping[str, Any], language: Language) -> list[str]:
    """The things that the painter put to those of the brief. Blocks at first."""
    return _shown(document, "painter", language)


def unfollowed_of(document: Mapping[str, Any]) -> list[Message]:
    """The wishes that are not followed, and why."""
    wishes = (document.get("understood") or {}).get("wishes", ())
    return notice_lines(of_wishes((str(wish["text"]), str(wish.get("code", ""))) for wish in wishes))


def _shown(document: Mapping[str, Any], source: str, language: Language) -> list[str]:
    motifs = [motif for record in document.get("engines", ()) for motif in record.get("motifs", ())]
    return [index().name(motif["concept"], language) for motif in motifs if motif["source"] == source]


def description(document: Mapping[str, Any], language: Language, colors: Sequence[str] = ()) -> Message:
    """Scene, texts with their places, and colours, in at most 1024 characters. Blocks at first: it reads the words.

    `colors` are those that were seen in the picture, "#rrggbb"; without them they are the painter's palette.
    """
    seen = (colors or document.get("palette", ()))[:6]
    brief, texts = document.get("brief", {}), tuple(_texts(document.get("layers", ())))
    things, added = things_of(document, language)[:_THINGS_MOST], added_of(document, language)[:_THINGS_MOST]
    return localized(
        "alt",
        genre=genre_name(resolve_genre(str(brief.get("genre", ""))), language),
        scene=_scene(things, added),
        texts=localized("alt-texts", texts=texts) if texts else localized("alt-no-texts"),
        colors=tuple(Message(f"hue-{name}") for name in dict.fromkeys(map(hue, seen))) or (localized("hue-unknown"),),
    )


def _scene(things: Sequence[str], added: Sequence[str]) -> Message:
    """What is to be seen: things of the brief first, then what the painter put to them."""
    if things and added:
        return localized("alt-things-added", things=", ".join(things), added=", ".join(added))
    if things:
        return localized("alt-things", things=", ".join(things))
    return localized("alt-added", added=", ".join(added)) if added else localized("alt-picture")


def checked(document: Mapping[str, Any]) -> tuple[Message, ...]:
    """What was looked at and is right, in plain words; what is not is said by the notices."""
    checks = document.get("checks", ())
    wrong = {CHECKED[check["code"]] for check in checks if not check["ok"]}
    passed = dict.fromkeys(CHECKED[check["code"]] for check in checks if check["ok"])
    return tuple(Message(key) for key in passed if key not in wrong)


def painter_of(data: Mapping[str, Any]) -> str:
    """The engine that made the picture, with its model when it has one."""
    record = next((each for each in data.get("engines", ()) if each.get("stage") == "generate"), None)
    if record is None:
        return ""
    name, model = str(record["engine"]), str(record.get("model") or "")
    return f"{name} ({model})" if model and model != name else name


def painted_line(*data: Mapping[str, Any]) -> list[Message]:
    """Who painted pictures, and from which seeds; nothing where the painters differ or nobody knows."""
    painters = {painter_of(each) for each in data}
    if len(painters) != 1 or not (painter := painters.pop()):
        return []
    return [localized("painted", engine=painter, seed=", ".join(str(each.get("seed", "")) for each in data))]


def hue(color: str) -> str:
    """The plain name of a colour "#rrggbb": lightness and saturation first, then the hue."""
    try:
        red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    except ValueError:
        return "unknown"
    angle, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light < 0.12:
        return "black"
    if light > 0.93:
        return "white"
    if saturation < 0.12:
        return "grey" if light < 0.75 else "white"
    degrees = angle * 360
    if light > 0.78 and 20 <= degrees < 70:
        return "cream"
    if saturation < 0.4 and light >= 0.42 and 20 <= degrees < 70:
        return "beige"
    if light < 0.42 and 12 <= degrees < 45:
        return "brown"
    name = next((name for limit, name in _HUES if degrees < limit), "red")
    if light < 0.3:
        return f"dark-{name}" if name in _SHADED else name
    return f"light-{name}" if light > 0.72 and name in _SHADED else name


_HUES = (
    (15.0, "red"),
    (42.0, "orange"),
    (70.0, "yellow"),
    (160.0, "green"),
    (195.0, "teal"),
    (255.0, "blue"),
    (290.0, "purple"),
    (345.0, "pink"),
)
_SHADED = frozenset({"red", "green", "blue"})


def _texts(layers: Sequence[Mapping[str, Any]]) -> Iterator[Message]:
    for layer in layers:
        role, text = str(layer["role"]), " ".join(str(layer["text"]).split())
        most = _TEXT_MOST.get(role, 60)
        text = text if len(text) <= most else text[: most - 1] + "…"
        if text:
            yield Message(f"alt-{role}", {"text": text, "place": _place(layer.get("lines", ()))})


def _place(lines: Sequence[Mapping[str, Any]]) -> str:
    """ "top", "middle" or "bottom": where on the page the middle of the baselines is."""
    if not lines:
        return "middle"
    middle = sum(float(each["y"]) for each in lines) / len(lines)
    return "top" if middle < 0.4 else "middle" if middle < 0.65 else "bottom"
