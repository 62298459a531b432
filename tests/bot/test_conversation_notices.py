"""Engines' sentences, as the engines really write them, reach the reader in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import articover
from articover.brief import Brief
from articover.generate.upload import _notes, dpi_warning
from articover.notices import FAILED_CHECK, NOTICES, Notice
from articover.trim import parse_trim
from bot.conversation.notices import notice_lines
from bot.executors import works
from bot.locales import text

TRIM = parse_trim("6x9in")
HEARD = [
    *(
        path
        for path in sorted(Path(articover.__file__).parent.rglob("*.py"))
        if path.name not in ("commands.py", "cli.py", "doctor.py")
    ),
    Path(works.__file__),
]
"""Where sentences for chat are made; the others speak to a terminal."""
FAILED = "Note: the check “{}” failed."


@pytest.mark.parametrize(
    "sentence",
    [
        *Brief("Rain", "dinosaur erotica").notices,
        *_notes(320.4, TRIM, 0.31),
        dpi_warning(288.0, TRIM),
        dpi_warning(72.0, parse_trim("A5")),
        *(FAILED.format(f"{role} contrast") for role in ("title", "subtitle", "author", "series")),
        FAILED.format("title reads back"),
        FAILED.format("title legible at 160 px"),
        FAILED.format("no letters in the picture"),
        FAILED.format("no letters left in the picture"),
    ],
)
def test_what_engines_say_is_translated(sentence: str) -> None:
    (line,) = notice_lines([sentence])
    assert line.key != "notice"
    assert text(line, "en") != text(line, "ko")


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.code)
def test_every_notice_has_its_own_words_in_both_languages(notice: Notice) -> None:
    arguments = {name: "5" for _, name, _, _ in Formatter().parse(notice.sentence) if name}
    if notice is FAILED_CHECK:
        arguments = {"check": "title contrast"}
    sentence = notice.said(**arguments)
    assert notice.heard(sentence) == arguments
    assert [other for other in NOTICES if other.heard(sentence) is not None] == [notice]
    (line,) = notice_lines([sentence])
    assert line.key != "notice"
    assert text(line, "en") != text(line, "ko")


def test_every_sentence_about_a_cover_is_one_of_the_notices_and_every_check_has_words() -> None:
    """Chat hears `notices` of covers and prints, notes of uploads, and checks that failed."""
    written, checks = [], []
    for path in HEARD:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Check"), args=[ast.Constant(str(name)), *_]):
                    checks.append(name)
                case ast.Call(func=ast.Name("Check"), args=[ast.JoinedStr(values=[_, ast.Constant(str(rest))]), *_]):
                    checks.append(f"title{rest}")
                case ast.keyword("notices", value) if _sentences(value):
                    written.append(f"{path.name}:{value.lineno}")
                case ast.Call(func=ast.Attribute(ast.Name(name), "append"), args=[value]) if name in (
                    "notices",
                    "said",
                ) or (name == "notes" and path.name == "upload.py"):
                    written += [f"{path.name}:{value.lineno}"] * bool(_sentences(value))
    assert written == [], "say it with a Notice of articover.notices, and give it words in bot/locales"
    assert len(checks) >= 4
    for name in checks:
        (line,) = notice_lines([FAILED_CHECK.said(check=name)])
        assert line.key != "notice", f"bot.conversation.notices has no message for the check {name!r}"


def _sentences(value: ast.expr) -> list[str]:
    """The sentences written out in an expression."""
    constants = [node.value for node in ast.walk(value) if isinstance(node, ast.Constant)]
    return [each for each in constants if isinstance(each, str) and " " in each.strip(", ;")]


def test_an_unknown_sentence_is_passed_on_and_each_is_said_once() -> None:
    lines = notice_lines(["It rained.", "It rained.", FAILED.format("spine contrast")])
    assert [line.key for line in lines] == ["notice", "notice"]
    assert text(lines[0], "en") == "Note: It rained."


def test_what_a_cover_stored_in_earlier_words_is_still_understood() -> None:
    said = "Look at this before you use it: title contrast did not hold."
    assert FAILED_CHECK.heard(said) == {"check": "title contrast"}
    (line,) = notice_lines([said])
    assert line.key == "notice-contrast"
