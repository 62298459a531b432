"""A cover that schema version 1 stored opens, is retitled, and is stored as version 2."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from articover import notices
from articover.brief import Brief
from articover.chain import edit_texts
from articover.document import read_document
from articover.document_v1 import notice_of, upgraded
from articover.errors import CoverFolderError
from articover.facts import Fact
from articover.folder import read_cover, write_cover
from articover.pictures import picture_bytes_png

STORED = Path(__file__).parent / "data" / "cover-v1.json"
"""Written by `articover cover` and `articover edit-title` of version 1."""


@pytest.fixture
def stored() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def folder(tmp_path: Path, stored: dict[str, Any]) -> Path:
    """The stored cover, with grey pictures of the stored sizes."""
    for record in (stored["background"], stored["preview"]):
        png = picture_bytes_png(np.full((record["height_px"], record["width_px"], 3), 120, np.uint8))
        (tmp_path / record["file"]).write_bytes(png)
        record["sha256"] = hashlib.sha256(png).hexdigest()
    (tmp_path / "cover.json").write_text(json.dumps(stored), encoding="utf-8")
    return tmp_path


def test_what_version_1_said_in_sentences_is_read_as_facts(folder: Path, stored: dict[str, Any]) -> None:
    cover = read_cover(folder)
    assert stored["notices"] == ["Anton lacks letters of the title, so Gowun Batang is used for those."]
    assert cover.notices == (notices.LACKS_LETTERS(family="Anton", role="title", others=("Gowun Batang",)),)
    assert [(check.code, check.role) for check in cover.checks[:4]] == [
        ("letters", ""), ("reads-back", "title"), ("contrast", "title"), ("thumbnail", "title"),
    ]  # fmt: skip
    assert [(motif.concept, motif.source) for motif in cover.engines[0].motifs] == [("lighthouse", "brief")]
    assert not any(isinstance(note, str) and note.startswith("motif") for note in cover.engines[0].notes)


def test_it_is_retitled_and_stored_as_version_2(folder: Path) -> None:
    old = read_cover(folder)
    write_cover(edit_texts(old, Brief.from_json({**old.brief.to_json(), "title": "Day"})), folder)
    written = json.loads((folder / "cover.json").read_text(encoding="utf-8"))
    assert written["schema_version"] == 2 and written["brief"]["title"] == "Day"
    assert {check["code"] for check in written["checks"]} >= {"letters", "reads-back", "contrast", "thumbnail"}
    assert read_cover(folder).checks == read_document(folder).checks


@pytest.mark.parametrize("key", ["engines", "checks", "notices"])
def test_a_damaged_one_is_refused(folder: Path, stored: dict[str, Any], key: str) -> None:
    (folder / "cover.json").write_text(json.dumps({**stored, key: [5]}), encoding="utf-8")
    with pytest.raises(CoverFolderError, match="not a cover we understand"):
        read_document(folder)


@pytest.mark.parametrize(
    ("figure", "read"),
    [
        ("0.93, read “The Kepper”", (0.93, "The Kepper", "")),
        ("0.50, read “x”; the same in black on white", (0.5, "x", "unknown-face")),
        ("no reader for this script", (None, "", "no-reader")),
    ],
)
def test_what_was_misread_is_kept(stored: dict[str, Any], figure: str, read: tuple[Any, ...]) -> None:
    check = {"name": "title reads back", "ok": False, "figure": figure, "limit": 1.0, "advisory": True}
    (found,) = upgraded({**stored, "checks": [check]})["checks"]
    assert (found["figure"], found["read"], found["reason"]) == read


def test_a_reason_with_a_code_stays_one() -> None:
    said = "The illustrator painted this cover, because diffusion cannot paint here now: "
    coded = notice_of(said + 'It is {gone} [now]. [model_absent {"model": "a/b"}]')
    assert coded.arguments["why"] == Fact("sentence-model_absent", {"model": "a/b"}, "It is {gone} [now].")
    assert notice_of(said + "It rains.").arguments["why"] == Fact("", {}, "It rains.")


def test_facts_come_through_json_unchanged() -> None:
    for fact in (notices.WORDS_TAKEN(words=("moon", "night")), notices.FALLBACK(engine="a", why=notices.MEMORY())):
        assert msgspec.json.decode(msgspec.json.encode(fact), type=Fact) == fact
