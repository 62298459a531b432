"""The trims, genres and faces that README.ko.md names for authors are the ones that the program takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from articover import Brief
from articover.edit.typeset.fonts import families
from articover.trim import parse_trim

README = (Path(__file__).resolve().parent.parent / "README.ko.md").read_text(encoding="utf-8")


def paragraph(name: str) -> str:
    """The list item that begins with `name`, on one line."""
    found = re.search(rf"^- \*\*{name}:\*\* (.*?)^- \*\*", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return " ".join(found[1].split())


TRIMS = re.findall(
    r"[가-힣\w]*(?:판|책|북)(?=[ (·,])|(?<=·)[가-힣]+판|\b[AB]\d|\d+x\d+mm", paragraph("판형").partition(" 그 밖")[0]
)
GENRES = re.findall(r"[^\s,()]+", paragraph("장르").partition(". ")[0])
FACES = re.findall(r"`([A-Z][^`]+)`", paragraph("한글 글꼴"))


def test_the_lists_are_read() -> None:
    assert {"신국판", "사륙판", "4x6배판", "전자책", "오디오북", "A6", "B5"} <= set(TRIMS)
    assert {"SF", "공상과학", "경제·경영", "에세이", "일반"} <= set(GENRES) and "Noto Serif KR" in FACES


@pytest.mark.parametrize("name", TRIMS)
def test_a_trim_is_taken(name: str) -> None:
    assert parse_trim(name).width_in > 0


@pytest.mark.parametrize("name", GENRES)
def test_a_genre_is_known_by_its_korean_name(name: str) -> None:
    assert (Brief("고래", author="한서윤", genre=name).genre_key == "general") == (name == "일반")


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_installed(name: str) -> None:
    assert name in families()
