"""What goes wrong is said in the reader's language: every error that chat can meet has words in Korean."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import articover
import bot
from articover import errors
from articover.errors import ArtiCoverError, CoverFolderError, EngineError, MissingError, RequestError, TextError
from bot.conversation.notices import sentence_line
from bot.conversation.reply import Message, localized
from bot.conversation.requests import LANGUAGES, Language
from bot.executors.worker import _told
from bot.locales import source, text
from bot.locales.languages import ENGINES, functions

sys.path.insert(0, str(Path(__file__).parent))

from test_console import Talk

TERMINAL = {"arguments.py", "cli.py", "commands.py", "doctor.py", "files.py", "folder.py", "settings.py"}
"""These speak to whoever types commands; of their errors the worker makes a sentence of its own for chat."""
GENERAL = {"missing", "engine", "unexpected"}
"""Codes that the worker gives errors without one."""


@dataclass(frozen=True)
class Raised:
    """An error made in the source: its class, sentence (None when it stands elsewhere), code and arguments."""

    where: str
    kind: str
    sentence: str | None
    code: str | None
    arguments: frozenset[str]


def raised() -> Iterator[Raised]:
    roots = [Path(articover.__file__).parent, *(Path(bot.__file__).parent / part for part in ("executors", "jobs"))]
    roots += [Path(bot.__file__).parent / "conversation", Path(bot.__file__).parent / "store" / "sessions.py"]
    known = {name for name, value in vars(errors).items() if isinstance(value, type) and _is_said(value)}
    known.add("NotFoundError")
    for path in [path for root in roots for path in (sorted(root.rglob("*.py")) if root.is_dir() else [root])]:
        if path.parent.name == "articover" and path.name in TERMINAL:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            match node:
                case ast.Call(func=ast.Name(kind), args=[sentence, *rest], keywords=keywords) if kind in known:
                    said = sentence.value if isinstance(sentence, ast.Constant) else None
                    code = _code(rest[0], module) if rest else None
                    names = frozenset(keyword.arg or "" for keyword in keywords)
                    yield Raised(f"{path.name}:{node.lineno}", kind, said, code, names)


def _code(value: ast.expr, module: ast.Module) -> str | None:
    """A code as it stands there, or as a constant of the module has it."""
    if isinstance(value, ast.Name):
        named = [each.value for each in module.body if isinstance(each, ast.Assign) and _is_name(each, value.id)]
        value = named[0] if named else value
    return value.value if isinstance(value, ast.Constant) else None


def _is_name(assigned: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assigned.targets)


def _is_said(kind: type) -> bool:
    return issubclass(kind, RequestError | MissingError | EngineError) and not issubclass(kind, CoverFolderError)


RAISED = [each for each in raised() if each.where.partition(":")[0] != "dispatch.py"]
SAID = [each for each in RAISED if each.code]


def test_every_error_that_chat_can_meet_has_a_code() -> None:
    assert len(RAISED) > 120
    # What a model, its LoRAs and the hub say of themselves is heard in chat too.
    where = {each.where.partition(":")[0] for each in RAISED}
    assert {"pull.py", "hub_errors.py", "choose.py", "loading.py", "lora.py", "inpaint_sd.py", "safety.py"} <= where
    # Of what is no longer in the store, a general sentence says so.
    bare = [f"{each.where} {each.kind}" for each in RAISED if not each.code and each.kind != "NotFoundError"]
    assert bare == [], 'give it a code and arguments, and a "sentence-CODE" in engines.ftl of every language'


@pytest.mark.parametrize("each", SAID, ids=lambda each: f"{each.where} {each.code}")
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_code_has_words_that_ask_for_no_more_than_it_gives(each: Raised, language: Language) -> None:
    if each.sentence is not None:
        assert {name for _, name, _, _ in Formatter().parse(each.sentence) if name} <= each.arguments
    said = _said(language, f"sentence-{each.code}", dict.fromkeys(each.arguments, "x"))
    assert said is not None and not said.isascii()
    assert said.strip() == said and said.endswith((".", "。"))
    in_english = _said("en", f"sentence-{each.code}", dict.fromkeys(each.arguments, "x"))
    assert in_english is None or in_english.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_over(language: Language) -> None:
    parsed = FluentParser(with_spans=False).parse(source(language, ENGINES))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    keys = [entry.id.name for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len(keys) == len(set(keys))
    codes = {key.removeprefix("sentence-") for key in keys if key.startswith("sentence-")}
    known = {each.code for each in SAID} | GENERAL
    # In English most are said in the engines' own words.
    assert codes < known if language == LANGUAGES[0] else codes == known


@cache
def _strict(language: Language) -> FluentBundle:
    made = FluentBundle([language], use_isolating=False, functions=dict(functions(language)))
    made.add_resource(FluentResource(source(language, ENGINES)))
    return made


def _said(language: Language, key: str, arguments: dict[str, str]) -> str | None:
    strict = _strict(language)
    if not strict.has_message(key):
        return None
    words, wrong = strict.format_pattern(strict.get_message(key).value, arguments)
    assert wrong == [], f"{key} asks for an argument that is not given: {wrong}"
    return str(words)


def test_an_error_is_said_in_korean_and_in_its_own_words_in_english() -> None:
    error = TextError("The {field} has {length} characters.", "too_long_text", field="author", length="150", most="120")
    assert str(error) == "The author has 150 characters."
    said = sentence_line(str(error), error.code, error.arguments)
    refused = localized("refused-sentence", sentence=said)
    assert text(refused, "en").endswith("The author has 150 characters.")
    assert text(refused, "ko") == "요청을 처리할 수 없습니다: 저자: 150자입니다. 120자까지 쓸 수 있습니다."


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_words_here_is_said_as_it_is(language: str) -> None:
    assert sentence_line("Braces {stay}.", "", {}) == "Braces {stay}."
    for said in (
        sentence_line("Something new.", "never_heard_of", {}),
        sentence_line("Something new.", "too_long_text", {}),  # from an older version, without its arguments
    ):
        assert isinstance(said, Message)
        if said.key.endswith("never_heard_of") or language == "ko":
            assert text(said, language) == "Something new."  # type: ignore[arg-type]


def test_what_only_the_owner_can_mend_has_a_general_sentence() -> None:
    for error, word in ((MissingError("No such LoRA."), "봇 운영자"), (EngineError("Out of tiles."), "다시 시도")):
        _, code, sentence, _ = _told(error)
        said = sentence_line(sentence, code, {})
        assert isinstance(said, Message)
        assert text(said, "en") == str(error)
        assert word in text(said, "ko")


def test_a_sentence_without_a_code_keeps_its_braces() -> None:
    assert str(ArtiCoverError("a {brace}")) == "a {brace}"


def test_what_the_worker_refuses_is_said_in_korean_in_the_terminal(tmp_path: Path) -> None:
    with Talk(tmp_path / "data", "--language", "ko", ARTICOVER_BOT__WORKER__WARM_UP="false") as talk:
        talk.hears("/cover")
        talk.type("/cover 고래 𓀀 | 미스터리 | 고래가 온다.")
        talk.hears(r"실패했습니다: “𓀀”\(U\+13000\) 문자가 있는 글꼴이 없습니다")
        talk.type("/cover 고래 \ue000")
        talk.hears(r"제목: 인쇄할 수 없는 문자\(U\+E000\)")
        assert talk.ends() == 0
