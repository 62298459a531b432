"""cover.json of schema version 1, which stored English sentences, brought to version 2.

The sentences below are those that version 1 wrote. Nothing is added to them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from articover import notices
from articover.facts import Code, Fact, to_json

_SENTENCES: tuple[tuple[Code, str], ...] = (
    (notices.GENRE, 'The genre "{genre}" is unknown, so the default style is used.'),
    (notices.GENRE, 'The genre "{genre}" is not one we know, so the general look is used.'),
    (notices.DPI, "Your picture has {dpi} dpi at this size."),
    (notices.SOFT, "{dpi} dpi at {size} in: fine on a screen, soft in print."),
    (notices.SLIGHTLY_SOFT, "{dpi} dpi at {size} in: fine on a screen, slightly soft in print."),
    (notices.CUT, "{percent} % of your picture was cut off to fit the page."),
    (notices.MIRRORED, "The picture does not reach to the edge of this bleed: its border was mirrored there."),
    (notices.ENLARGED, "The stored picture was resized instead of painted anew: {why}"),
    (notices.DIFFERS, "Look at the print before you use it: it differs from the preview (similarity {alike})."),
    (notices.LETTERS_LEFT, "Still reads like letters: {words}."),
    (
        notices.OWN_PICTURE,
        "This picture cannot follow the earlier book's: faces, colours and places of the type are the series'.",
    ),
    (
        notices.SERIES_LED,
        "The model was led by the earlier book's colours, light and composition; it may stray from them.",
    ),
    (
        notices.SERIES_TOLD,
        "The model was told the earlier book's colours; it could not be led by its light and composition.",
    ),
    (notices.LACKS_LETTERS, "{family} lacks letters of the {role}, so {others} is used for those."),
    (notices.MOVED, "The {role} moved to make room for the {other}."),
    (notices.NO_LARGER, "There is no room for a larger {role}: it stays as it is."),
    (notices.NO_SMALLER, "A smaller {role} could not be read: it stays as it is."),
    (notices.PARTLY_LARGER, "There was room for {percent} % more only: the {role} is as large as it can be."),
    (
        notices.OWN_DPI,
        "The picture has {dpi} dpi of its own at this size; the rest was added in enlarging it. Look at a part of the "
        "print at its full size before you have it printed.",
    ),
    (
        notices.REDUCED,
        "Your picture has {width}x{height} px, more than this size takes at {dpi} dpi: it was made smaller, not "
        "enlarged.",
    ),
    (notices.RECUT, "{percent} % of the picture was cut off around its subject for this shape."),
    (notices.EXTENDED, "The picture was continued past its edges for this shape: {percent} % of it is new."),
    (notices.WORDS_TAKEN, "The model reads English only, so these words were taken from the brief: {words}."),
    (
        notices.WORDS_UNKNOWN,
        "The model reads English only and no word of the brief could be used: the genre alone was painted.",
    ),
    (notices.FALLBACK, "The illustrator painted this cover, because {engine} cannot paint here now: {why}"),
    (notices.TRANSLATED, "Translated for the model: {text}"),
    (notices.SAFETY, "The model's safety checker stopped {count} pictures before this one."),
    (notices.MEMORY, "Memory was short, so the picture was painted more slowly."),
)
_FAILED_CHECK = ("Note: the check “{check}” failed.", "Look at this before you use it: {check} did not hold.")
_CODED = re.compile(r"(?P<sentence>.*) \[(?P<code>[a-z_]+)(?P<arguments> \{.*\})?\]", re.DOTALL)
_CHECKS = (
    (re.compile(r"(?P<role>title|subtitle|author|series) contrast"), "contrast"),
    (re.compile(r"(?P<role>title|subtitle|author|series) reads back"), "reads-back"),
    (re.compile(r"(?P<role>title) legible at 160 px"), "thumbnail"),
    (re.compile(r"no letters in the picture"), "letters"),
    (re.compile(r"no letters left in the picture"), "letters-left"),
)
_FAILED = {
    "contrast": notices.CONTRAST,
    "reads-back": notices.READS_BACK,
    "thumbnail": notices.SMALL,
    "letters": notices.LETTERS,
    "letters-left": notices.LETTERS,
}
_READING = re.compile(r"(?P<figure>\d\.\d+), read “(?P<read>.*?)”(?P<plain>; the same in black on white)?", re.DOTALL)
_NO_READER = "no reader for this script"
_LISTS = frozenset({"words", "others"})
_NUMBERS = frozenset({"dpi", "percent", "width", "height", "count"})
_SOURCES = {"motif ": "brief", "added ": "painter"}


def upgraded(data: Mapping[str, Any]) -> dict[str, Any]:
    """cover.json of version 1 as version 2. Raises `KeyError`, `TypeError` or `ValueError` when it is damaged."""
    engines = [_record(record) for record in data["engines"]]
    return {
        **data,
        "schema_version": 2,
        "understood": data.get("understood"),
        "engines": engines,
        "checks": [_check(check) for check in data["checks"]],
        "notices": [to_json(notice_of(sentence)) for sentence in data["notices"]],
    }


def notice_of(sentence: str) -> Fact:
    """The notice that version 1 stored as `sentence`; `notices.VERBATIM` when it is none of ours."""
    for code, written in _SENTENCES:
        found = _arguments(written, sentence)
        if found is not None:
            return code(**{name: _argument(name, value) for name, value in found.items()})
    for written in _FAILED_CHECK:
        found = _arguments(written, sentence)
        name = _check_name(found["check"]) if found else None
        if name is not None:
            code = _FAILED[name[0]]
            return code(role=name[1]) if "role" in code.arguments else code()
    return notices.VERBATIM(sentence=sentence)


def _arguments(written: str, sentence: str) -> dict[str, str] | None:
    parts = re.split(r"\{(\w+)\}", written)
    pattern = "".join(f"(?P<{part}>.*)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    found = re.fullmatch(pattern, sentence, re.DOTALL)
    return found.groupdict() if found else None


def _argument(name: str, value: str) -> str | int | Fact | tuple[str, ...]:
    if name == "why":
        return _reason(value)
    if name in _LISTS:
        return tuple(value.split(", "))
    return int(value) if name in _NUMBERS and value.isdecimal() else value


def _reason(said: str) -> Fact:
    found = _CODED.fullmatch(said)
    try:
        arguments = json.loads(found["arguments"] or "{}") if found else {}
    except ValueError:
        found = None
    return Fact("", {}, said) if found is None else Fact(f"sentence-{found['code']}", arguments, found["sentence"])


def _check_name(name: str) -> tuple[str, str] | None:
    for pattern, code in _CHECKS:
        if found := pattern.fullmatch(name):
            return code, found.groupdict().get("role", "")
    return None


def _check(check: Mapping[str, Any]) -> dict[str, Any]:
    named = _check_name(check["name"])
    if named is None:
        raise ValueError(f"the check {check['name']!r} is unknown")
    code, role = named
    figure, read, reason = check["figure"], "", ""
    if isinstance(figure, str):
        reading = _READING.fullmatch(figure)
        if reading is None and figure != _NO_READER:
            raise ValueError(f"the figure {figure!r} is unknown")
        reason = "no-reader" if reading is None else "unknown-face" if reading["plain"] else ""
        figure, read = (None, "") if reading is None else (float(reading["figure"]), reading["read"])
    return {
        "code": code,
        "ok": check["ok"],
        "figure": figure,
        "limit": check["limit"],
        "advisory": check["advisory"],
        "role": role,
        "read": read,
        "reason": reason,
    }


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    notes: list[Any] = []
    motifs: list[dict[str, str]] = []
    for note in record["notes"]:
        source = next((source for start, source in _SOURCES.items() if note.startswith(start)), "")
        if source:
            motifs.append({"concept": note.partition(" ")[2], "source": source})
            continue
        notice = notice_of(note)
        notes.append(note if notice in notices.VERBATIM else to_json(notice))
    return {**record, "notes": notes, "motifs": motifs}
