"""Everything the bot says exists in every language, with the same arguments, and is translated."""

from __future__ import annotations

import ast
import itertools
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_datetime
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from articover.genres import resolve_genre
from bot.conversation import Message, localized, notices
from bot.conversation.requests import ACTIONS, LANGUAGES, Language
from bot.conversation.suggesting import RATIOS, genres
from bot.locales import customs, source, spoken, text
from bot.locales.languages import CHOICES, COMMANDS, ENGINES, FILES, MAIN

OTHERS = LANGUAGES[1:]
SAME = {"a-word", "style-face", "books-item", "reports-item", "console-default", "console-plain", "console-button"}
SAME |= {"button-book", "button-block", "channel-name", "a-title", "either", "file-name"}
SAME |= {"genre-sci-fi"}
SAME |= {f"ratio-{value.replace(':', '-')}" for value in RATIOS}
"""Messages that hold nothing to translate, or may hold nothing."""
PLURALS = {"zero", "one", "two", "few", "many", "other"}
LATIN_WORDS = {"Arti", "Cover", "Discord", "DiffSTE", "PNG", "JPEG", "WebP", "HEIC", "PDF", "LoRA", "GPU", "HF_TOKEN"}
LATIN_WORDS |= {"HF_ENDPOINT", "UTC", "Enter", "dpi"}
"""Words that stay as they are in every script."""
NAME_IN_DISCORD = re.compile(r"[-_\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
MOST_CHARS = {
    r"(?:command|option)-.*-description": 100,
    r"button-.*|discord-button-.*": 80,
    r"menu-.*": 150,
    r"(?:genre|ratio|style|color|layer)-.*": 100,
    r"(?:form|field)-.*": 45,
}
"""Discord's limits, by key; a text that somebody wrote is put in as "…", for it is cut to what is left."""


class _Parts(Visitor):
    """The arguments of a message, and the variants each selector knows."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.variants: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 -- the visitor's way
        self.arguments.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ftl.VariableReference):
            names = {variant.key.name for variant in node.variants if isinstance(variant.key, ftl.Identifier)}
            self.variants.setdefault(node.selector.id.name, set()).update(names - PLURALS)
        self.generic_visit(node)


class _Words(Visitor):
    """The text of a message without what is put into it."""

    def __init__(self) -> None:
        self.text = ""

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.text += f"{node.value} "


def messages(language: Language, file: str = MAIN) -> dict[str, ftl.Message]:
    parsed = FluentParser(with_spans=False).parse(source(language, file))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    found = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({each.id.name for each in found}) == len(found)
    return {each.id.name: each for each in found}


def parts(message: ftl.Message) -> _Parts:
    made = _Parts()
    made.visit(message)
    return made


def words_of(message: ftl.Message) -> str:
    made = _Words()
    made.visit(message)
    return made.text


ENGLISH = {key: message for file in FILES if file != ENGINES for key, message in messages("en", file).items()}


@pytest.mark.parametrize("file", [MAIN, COMMANDS, CHOICES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_arguments_and_cases(language: Language, file: str) -> None:
    other = messages(language, file)
    assert list(other) == list(messages("en", file))
    for key, message in other.items():
        mine, theirs = parts(ENGLISH[key]), parts(message)
        assert mine.arguments == theirs.arguments, key
        cases = {name: names for name, names in mine.variants.items() if names}
        assert cases == {name: names for name, names in theirs.variants.items() if names}, key


def test_every_language_has_the_same_sentences_of_the_engines() -> None:
    """English has some of them in the engines' own words; `test_sentences` compares the keys with the errors."""
    found = {language: messages(language, ENGINES) for language in LANGUAGES}
    for language in OTHERS:
        assert list(found[language]) == list(found[OTHERS[0]])
        for key, message in found[language].items():
            assert parts(message).arguments == parts(found[OTHERS[0]][key]).arguments, (language, key)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: Language) -> None:
    latin = text(Message("genre-fantasy"), language).isascii()
    for file in FILES:
        for key, message in messages(language, file).items():
            words = words_of(message)
            if file != ENGINES and key not in SAME:
                assert message != ENGLISH[key], key
                assert latin or any(char.isalpha() and not char.isascii() for char in words), key
            if file != ENGINES and not latin:
                # Code, commands, keys of the config, addresses and file types are the same in every language.
                plain = re.sub(r"`[^`]*`|/[a-z-]+|[\w.-]*[._][\w./-]+|\[\w+\][ \w]*|#\w+|\S*\d\S*|“[^”]*”", " ", words)
                assert set(re.findall(r"[A-Za-z_]{3,}", plain)) <= LATIN_WORDS, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_holds_a_sign_of_private_use_or_one_that_cannot_be_seen(language: Language) -> None:
    for file in FILES:
        seen = set(source(language, file)) - {"\n"}
        assert [char for char in seen if unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs")] == []
        # Han and Hangul as one code point each: decomposed or compatibility forms break searches.
        assert unicodedata.is_normalized("NFC", source(language, file))


@pytest.mark.parametrize("language", LANGUAGES)
def test_discord_takes_every_name_and_length(language: Language) -> None:
    for key, message in ENGLISH.items():
        limits = [most for pattern, most in MOST_CHARS.items() if re.fullmatch(pattern, key)]
        if not limits and not key.startswith(("command-", "option-")):
            continue
        numbers = dict.fromkeys(parts(message).arguments & {"number", "option", "book"}, 99)
        shown = text(Message(key, dict.fromkeys(parts(message).arguments, "…") | numbers), language)
        for most in limits:
            assert len(shown) <= most, key
        if re.fullmatch(r"(?:command|option)-.*(?<!-description)", key):
            assert NAME_IN_DISCORD.fullmatch(shown) and shown == shown.lower(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_their_options_have_different_names(language: Language) -> None:
    for kind in ("command", "option"):
        names = [text(Message(key), language) for key in ENGLISH if re.fullmatch(rf"{kind}-.*(?<!-description)", key)]
        assert len(set(names)) == len(names)


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


def test_a_locale_of_a_system_or_a_chat_has_a_language() -> None:
    for locale, language in (
        ("ko", "ko"), ("ko_KR.UTF-8", "ko"), ("en-GB", "en"), ("en_US", "en"), ("C.UTF-8", None), ("POSIX", None),
        ("", None), ("fi-FI", None),
    ):  # fmt: skip
        assert spoken(locale) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_what_it_is_called_and_how_it_writes_a_date(language: Language) -> None:
    at = datetime(2026, 11, 30, 20, 5, tzinfo=UTC)
    assert customs(language).name
    for pattern in (customs(language).date, customs(language).date_with_weekday):
        said = format_datetime(at, pattern, locale=language.replace("-", "_"))
        assert all(part in said for part in ("2026", "30", "20:05"))


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
    for declared in ACTIONS.values():
        constants |= {each.key for each in declared.inputs} | ({declared.label} if declared.label else set())
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
    constants |= {f"genre-{genre}" for _, genre in genres("en")} | {key for key in SAME if key.startswith("ratio-")}
    constants |= {"blocked", "blocked-already", "unblocked", "unblocked-not"}
    return constants, patterns


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"
