"""Korean particles follow the sound of whatever stands before them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import articover.locales
from bot.conversation import localized
from bot.locales import source, text
from bot.locales.ko.functions import particle
from bot.locales.languages import FILES


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("책", "책을"),
        ("표지", "표지를"),
        ("겨울의 등대지기!", "겨울의 등대지기!를"),
        ("별 ★", "별 ★을"),
        ("(눈)", "(눈)을"),
        ("Rain", "Rain을"),
        ("Song", "Song을"),
        ("Novel", "Novel을"),
        ("The Lighthouse", "The Lighthouse를"),
        ("Book", "Book을"),
        ("Black", "Black을"),
        ("Night", "Night를"),
        ("PDF", "PDF를"),
        ("HTML", "HTML을"),
        ("1984", "1984를"),
        ("2001", "2001을"),
        ("100", "100을"),
        ("discord:12", "discord:12를"),
        ("\\*Rain\\*", "\\*Rain\\*을"),
        ("…", "…를"),
        ("", "를"),
        ("🦊", "🦊를"),
    ],
)
def test_the_object_particle(word: str, said: str) -> None:
    assert word + particle(word, "을", "를") == said


@pytest.mark.parametrize(
    ("word", "said"),
    [("길", "길로"), ("집", "집으로"), ("바다", "바다로"), ("3", "3으로"), ("1", "1로"), ("Novel", "Novel로")],
)
def test_the_direction_particle_after_rieul(word: str, said: str) -> None:
    assert word + particle(word, "으로", "로") == said


ENGINES_FILES = sorted((Path(articover.locales.__file__).parent / "ko").glob("*.ftl"))


@pytest.mark.parametrize(
    "written",
    [*(source("ko", file) for file in FILES), *(path.read_text(encoding="utf-8") for path in ENGINES_FILES)],
    ids=[*FILES, *(path.name for path in ENGINES_FILES)],
)
def test_no_message_leaves_the_choice_to_the_reader(written: str) -> None:
    assert re.findall(r"\S*(?:[을를은는이가과와]\([을를은는이가과와]\)|\(으\)로|\(이\))\S*", written) == []


def test_particles_stand_in_messages() -> None:
    said = [text(localized("blocked", value=value), "ko") for value in ("사과", "수박")]
    assert "“사과”를" in said[0]
    assert "“수박”을" in said[1]
