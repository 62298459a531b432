"""Every code that the engines tell has its sentence in every language, filled by the same arguments."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from articover import notices, progress
from articover.facts import Code, Fact
from articover.locales import BASE, LANGUAGES, source, text


class Variables(Visitor):
    """The arguments that a message asks for."""

    def __init__(self, message: ftl.Message) -> None:
        self.names: set[str] = set()
        self.visit(message)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 -- the visitor's way
        self.names.add(node.id.name)


def codes(*modules: ModuleType) -> Iterator[Code]:
    for module in modules:
        yield from (value for value in vars(module).values() if isinstance(value, Code))


CODES = {code.name: code.arguments for code in codes(notices, progress)}
"""The arguments of every code."""


def messages(language: str) -> dict[str, ftl.Message]:
    parsed = FluentParser(with_spans=False).parse(source(language))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    found = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({each.id.name for each in found}) == len(found)
    return {each.id.name: each for each in found}


ENGLISH = {key: Variables(message).names for key, message in messages(BASE).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_a_sentence_for_every_code_and_no_other(language: str) -> None:
    found = messages(language)
    assert set(found) == set(CODES)
    for key, message in found.items():
        asked = Variables(message).names
        assert asked <= CODES[key], f"{key} asks for what is not given"
        assert asked == ENGLISH[key], f"{key} tells more or less than in {BASE}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_is_said_in_words(language: str) -> None:
    for code in codes(progress):
        said = text(code(**dict.fromkeys(code.arguments, "moon")), language)
        assert said.strip() == said and "{" not in said and not said.endswith(".")


def test_the_bytes_of_a_fetch_come_before_the_name_that_a_narrow_terminal_cuts_off() -> None:
    doing = {"done": "1.2", "total": "4.3 GB", "file": "unet.safetensors"}
    assert text(progress.FETCHING(speed=2.5, **doing)) == "fetching 1.2 of 4.3 GB, 2.5 MB/s, unet.safetensors"
    assert text(progress.FETCHING(speed=0.0, **doing), "ko") == "받는 중: 1.2 / 4.3 GB, unet.safetensors"


def test_a_fact_of_a_later_version_is_told_by_its_code() -> None:
    assert text(Fact("doing-knitting")) == "doing-knitting"
