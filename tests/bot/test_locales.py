"""Everything the bot says exists in every language, with the same arguments, and is translated."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from articover.genres import resolve_genre
from bot.conversation import Message, localized, notices
from bot.conversation.requests import LANGUAGES, Language
from bot.conversation.suggesting import genres
from bot.locales import source, text

SAME_IN_BOTH = {"a-word", "style-face", "books-item", "reports-item", "console-default", "console-plain"}
SAME_IN_BOTH |= {"console-button", "button-book", "button-block", "channel-name", "a-title", "either", "file-name"}
"""Messages that hold nothing to translate, or only may be so."""


class _Parts(Visitor):
    """The arguments of a message, and the variants each selector knows."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.variants: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 -- the visitor's way
        self.arguments.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ftl.VariableReference):
            names = {variant.key.name for variant in node.variants if isinstance(variant.key, ftl.Identifier)} - {
                "one",
                "other",
            }
            self.variants.setdefault(node.selector.id.name, set()).update(names)
        self.generic_visit(node)


def messages(language: Language) -> dict[str, ftl.Message]:
    parsed = FluentParser(with_spans=False).parse(source(language))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    found = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({each.id.name for each in found}) == len(found)
    return {each.id.name: each for each in found}


def parts(message: ftl.Message) -> _Parts:
    made = _Parts()
    made.visit(message)
    return made


ENGLISH = messages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_arguments_and_cases(language: Language) -> None:
    other = messages(language)
    assert list(other) == list(ENGLISH)
    for key, message in ENGLISH.items():
        mine, theirs = parts(message), parts(other[key])
        assert mine.arguments == theirs.arguments, key
        cases = {name: names for name, names in mine.variants.items() if names}
        assert cases == {name: names for name, names in theirs.variants.items() if names}, key


def test_nothing_is_left_in_english() -> None:
    korean = messages("ko")
    for key in ENGLISH:
        if key not in SAME_IN_BOTH:
            assert korean[key] != ENGLISH[key], key
            assert re.search("[가-힣]", text_of("ko", key)), key


def text_of(language: Language, key: str) -> str:
    pattern = re.compile(rf"^{re.escape(key)} = (.*?)(?=^[a-z#]|\Z)", re.S | re.M)
    found = pattern.search(source(language))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ENGLISH)
def test_every_case_of_every_message_can_be_said(language: Language, key: str) -> None:
    found = parts(ENGLISH[key])
    choices: list[list[tuple[str, Any]]] = [
        [(name, value) for value in (*sorted(found.variants.get(name, ())), 0, 1, 5)]
        for name in sorted(found.arguments)
    ]
    for arguments in itertools.product(*choices):
        said = text(Message(key, dict(arguments)), language)
        assert said.strip() == said
        assert "{" not in said


def test_a_missing_argument_is_noticed() -> None:
    with pytest.raises(ValueError, match="made"):
        text(localized("made", title="Rain"), "en")
    with pytest.raises(KeyError):
        text(localized("no-such-key"), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_genre_is_known_by_the_name_it_is_offered_under(language: Language) -> None:
    assert [(name, resolve_genre(name)) for name, _ in genres(language)] == list(genres(language))


def test_arguments_that_are_messages_are_put_into_words() -> None:
    said = text(localized("choose-style", layer=localized("layer-title")), "ko")
    assert said.startswith("제목")
    assert text(localized("printed-item", name="print", width=1875, height=2775, dpi=300), "en").count("1875") == 1


def test_every_key_in_the_code_exists_and_every_message_is_said_somewhere() -> None:
    constants, patterns = _keys_in_code()
    missing = {key for key in constants if key not in ENGLISH}
    assert missing == set()
    for pattern in patterns:
        assert any(re.fullmatch(pattern, key) for key in ENGLISH), pattern
    used = {key for key in ENGLISH if key in constants or any(re.fullmatch(each, key) for each in patterns)}
    assert set(ENGLISH) - used == set()


def _keys_in_code() -> tuple[set[str], set[str]]:
    """Keys given to `localized`, `Message`, `say`, `whisper` and refusals of rules; f-strings as patterns."""
    constants: set[str] = set()
    patterns: set[str] = set()
    for path in sorted(Path(bot.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            names = [keyword.value for keyword in node.keywords if keyword.arg == "refusal"]
            if node.func.id in ("localized", "Message", "say", "whisper"):
                names += node.args[:1]
            for name in names:
                for part in ast.walk(name):
                    if isinstance(part, ast.JoinedStr):
                        patterns.add("".join(_pattern(each) for each in part.values))
                        break
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.count(" ") == 0:
                        constants.add(part.value)
    constants |= set(notices.CHECKED.values())
    # Keys that stand in a variable or a default before they are said.
    constants |= {"refused-stranger", "refused-blocked", "refused-limit-server", "refused-limit-total"}
    constants |= {"blocked", "blocked-already", "unblocked", "unblocked-not"}
    return constants, patterns


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"
