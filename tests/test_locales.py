"""Every code that the engines tell has its sentence in every language, filled by the same arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import articover
from articover import errors, notices, progress, reasons
from articover.errors import ArtiCoverError, TextError, WeightError
from articover.facts import Code, Fact
from articover.locales import BASE, LANGUAGES, source, text


class Parts(Visitor):
    """The arguments that a message asks for, with those of the messages in it, and its cases by argument."""

    def __init__(self, message: ftl.Message, all_messages: Mapping[str, ftl.Message]) -> None:
        self.arguments: set[str] = set()
        self.cases: set[tuple[str, str]] = set()
        self.messages: set[str] = set()
        self._all = all_messages
        self.visit(message)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 -- the visitor's way
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)
        self.visit(self._all[node.id.name])

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ftl.VariableReference):
            keys = [each.key.name for each in node.variants if isinstance(each.key, ftl.Identifier)]
            self.cases |= {(node.selector.id.name, key) for key in keys if key not in ("one", "other")}
        self.generic_visit(node)


def codes(*modules: ModuleType) -> Iterator[Code]:
    for module in modules:
        yield from (value for value in vars(module).values() if isinstance(value, Code))


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Where an error is made, its code, and the names of its arguments: of every error in the package."""
    kinds = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    for path in sorted(Path(articover.__file__).parent.rglob("*.py")):
        if path.name == "arguments.py":
            continue  # argparse tells what is wrong in a command line, which has its words in terminal.ftl
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(kind), args=[*args], keywords=keywords) if kind in kinds:
                    where = f"{path.name}:{node.lineno}"
                    assert len(args) == 1, f"{where}: an error has a code"
                    assert isinstance(args[0], ast.Constant), f"{where}: a code is written where the error is made"
                    yield where, str(args[0].value), frozenset(str(keyword.arg) for keyword in keywords)


RAISED = list(raised())
CODES: dict[str, frozenset[str]] = {code.name: code.arguments for code in codes(notices, progress, reasons)}
CODES |= {f"sentence-{code}": arguments for _, code, arguments in RAISED}
"""The arguments of every code."""


def messages(language: str) -> dict[str, ftl.Message]:
    parsed = FluentParser(with_spans=False).parse(source(language))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    found = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({each.id.name for each in found}) == len(found)
    return {each.id.name: each for each in found}


def parts_of(language: str) -> dict[str, Parts]:
    found = messages(language)
    return {key: Parts(message, found) for key, message in found.items()}


ENGLISH = parts_of(BASE)


def test_an_error_has_the_same_arguments_wherever_it_is_made() -> None:
    assert len(RAISED) > 170
    for where, code, arguments in RAISED:
        assert arguments == CODES[f"sentence-{code}"], f"{where} gives {code} other arguments than elsewhere"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_a_sentence_for_every_code_and_no_other(language: str) -> None:
    found = parts_of(language)
    parts = {key for each in found.values() for key in each.messages}
    assert set(found) - parts == set(CODES)
    for key, each in found.items():
        if key in CODES:
            assert each.arguments <= CODES[key], f"{key} asks for what is not given"
        assert each.arguments == ENGLISH[key].arguments, f"{key} tells more or less than in {BASE}"
        assert each.cases >= ENGLISH[key].cases, f"{key} tells fewer cases apart than in {BASE}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_is_one_sentence_in_words(language: str) -> None:
    for _, code, arguments in RAISED:
        said = text(ArtiCoverError(code, **dict.fromkeys(arguments, "moon")).fact, language)
        assert said.strip() == said and "{" not in said
        assert said.endswith((".", "。", "?", "moon")), said


def test_an_error_is_told_in_the_readers_language() -> None:
    error = TextError("too_long_text", field="author", length="150", most="120")
    assert str(error) == "The author has 150 characters; at most 120 fit."
    assert text(error.fact, "ko") == "저자: 150자입니다. 120자까지 쓸 수 있습니다."
    damaged = WeightError("model_damaged", model="a/b", file="x", again=reasons.COPY_AGAIN())
    assert str(damaged) == "a/b is damaged (x): copy it anew."
    assert text(damaged.fact, "ko") == "a/b 모델이 손상되었습니다(x). 다시 복사하세요."
    assert str(ArtiCoverError(sentence="A {brace} stays.")) == "A {brace} stays."


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_is_said_in_words(language: str) -> None:
    for code in codes(progress):
        said = text(code(**dict.fromkeys(code.arguments, "moon")), language)
        assert said.strip() == said and "{" not in said and not said.endswith(".")


def test_the_bytes_of_a_fetch_come_before_the_name_that_a_narrow_terminal_cuts_off() -> None:
    doing = {"done": "1.2", "total": "4.3 GB", "file": "unet.safetensors"}
    assert text(progress.FETCHING(speed=2.5, **doing)) == "fetching 1.2 of 4.3 GB, 2.5 MB/s, unet.safetensors"
    assert text(progress.FETCHING(speed=0.0, **doing), "ko") == "받는 중: 1.2 / 4.3 GB, unet.safetensors"


def test_a_fact_of_a_later_version_is_told_by_its_sentence_or_code() -> None:
    assert text(Fact("doing-knitting")) == "doing-knitting"
    assert text(Fact("sentence-new", {}, "Something new.")) == "Something new."


def test_what_an_earlier_version_stored_without_an_argument_is_told_as_it_was() -> None:
    assert text(Fact("sentence-model_absent", {"model": "a/b"}, "It is gone.")) == "It is gone."


def test_an_error_can_always_be_logged() -> None:
    assert str(TextError("no_glyph")) == "no_glyph"
