"""Pictures described to those who do not see them."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from simulated_users import START, SimulatedUsers

from articover.brief import Brief
from articover.cover import Background, Cover
from articover.trim import parse_trim
from articover.understand import understand
from bot.conversation import Message, describing
from bot.conversation.describing import description, hue
from bot.conversation.reply import DESCRIPTION_MAX_CHARS
from bot.conversation.requests import LANGUAGES
from bot.conversation.understood import _lines
from bot.executors.works import cover_summary
from bot.locales import text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_picture_is_described_in_the_readers_language(users: SimulatedUsers, language: Any) -> None:
    reply = await users.makes(START, language=language)
    (file,) = reply.files
    assert file.description is not None
    said = text(file.description, language)
    named = {
        "en": ("lighthouse", "at the top", "black", "Mystery"),
        "ko": ("등대", "위쪽", "검정", "추리"),
        "ja": ("灯台", "上部", "黒", "ミステリー"),
    }
    for wanted in ("Keeper and the Whale", *named[language]):
        assert wanted in said, said


async def test_the_words_are_not_read_while_others_wait(users: SimulatedUsers, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are many: parsing them takes as long as a heartbeat may be late."""
    readers, read = list[threading.Thread](), describing.index

    def noted() -> Any:
        readers.append(threading.current_thread())
        return read()

    monkeypatch.setattr(describing, "index", noted)
    await users.makes(START, language="ko")
    assert readers and threading.current_thread() not in readers


def test_colours_are_those_that_can_be_seen() -> None:
    """A painter's palette may hold a red that this picture did not need."""
    pixels = np.full((90, 60, 3), (24, 60, 30), np.uint8)
    pixels[40:50] = (236, 228, 205)
    background = Background(pixels, (0, 0, 60, 90), palette=("#183c1e", "#ece4cd", "#d8382c"))
    cover = Cover(Brief("Moon"), parse_trim("2:3"), 7, background, (), pixels, (), (), "2026-11-22")
    summary = cover_summary(cover)
    document = {"palette": summary["palette"]}
    assert "red" in text(description(document, "en"), "en")
    said = text(description(document, "en", summary["colors"]), "en")
    assert "green" in said and "cream" in said and "red" not in said, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_never_too_long(language: Any) -> None:
    layers = [
        {"role": role, "text": "긴 글 " * 200, "lines": [{"y": 0.1}]}
        for role in ("title", "subtitle", "author", "series")
    ]
    motifs = [{"concept": name, "source": "brief"} for name in ("lighthouse", "whale", "castle", "forest") * 20]
    document = {
        "brief": {"genre": "sci-fi"},
        "layers": layers,
        "engines": [{"motifs": motifs}],
        "palette": ["#102030"] * 30,
    }
    assert len(text(description(document, language), language)) <= DESCRIPTION_MAX_CHARS
    assert text(description({}, language), language)


def test_every_colour_has_a_name() -> None:
    known = {
        hue(f"#{red:02x}{green:02x}{blue:02x}")
        for red in range(0, 256, 15)
        for green in range(0, 256, 15)
        for blue in range(0, 256, 15)
    }
    for name in known | {hue("nothing")}:
        for language in LANGUAGES:
            assert text(Message(f"hue-{name}"), language)
    assert [hue(color) for color in ("#0a1115", "#b59d76", "#e4e0d4", "#d8382c", "#12305e", "#8b5a2b")] == [
        "black", "beige", "cream", "red", "dark-blue", "brown",
    ]  # fmt: skip


def motifs(*shown: tuple[str, str]) -> dict[str, Any]:
    return {
        "brief": {"title": "-", "genre": "mystery"},
        "engines": [{"motifs": [{"concept": concept, "source": source} for concept, source in shown]}],
    }


@pytest.mark.parametrize(
    ("language", "named", "put"), [("en", "whale", "lighthouse"), ("ko", "고래", "등대"), ("ja", "鯨", "灯台")]
)
def test_what_the_brief_names_is_told_apart_from_what_the_painter_added(language: Any, named: str, put: str) -> None:
    document = motifs(("whale", "brief"), ("lighthouse", "painter"))
    alt = text(description(document, language), language)
    alone = text(description(motifs(("whale", "brief"), ("lighthouse", "brief")), language), language)
    assert alt != alone and named in alt and put in alt
    assert describing.things_of(document, language) == [named]
    assert describing.added_of(document, language) == [put]
    lines = [text(line, language) for line in _lines(document, language)]
    assert [line for line in lines if named in line] and not [line for line in lines if named in line and put in line]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_that_is_not_followed_is_told_with_the_reason(language: Any) -> None:
    made = understand(Brief("-", requirements="blue, zzqx, with my logo"))
    lines = describing.unfollowed_of({"understood": made.to_json()})
    unread, impossible = (text(line, language) for line in lines)
    assert "zzqx" in unread and "with my logo" in impossible and "blue" not in unread + impossible
    assert unread.replace("zzqx", "") != impossible.replace("with my logo", "")
