"""What goes wrong is said in the reader's language: every error that chat can meet has words in each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from test_console import Talk

import articover
import bot
from articover import errors
from articover.errors import (
    ArtiCoverError,
    CoverFolderError,
    EngineError,
    MissingError,
    RequestError,
    StorageError,
    TextError,
    WeightError,
)
from articover.reasons import COPY_AGAIN
from bot.conversation.notices import error_in, error_line, fact_line
from bot.conversation.reply import Message, localized
from bot.conversation.requests import LANGUAGES, Language
from bot.executors.failure_reasons import failure_of
from bot.locales import bundle, source, text
from bot.locales.languages import ENGINES

TERMINAL = {"arguments.py", "cli.py", "commands.py", "doctor.py", "files.py", "folder.py", "settings.py", "document.py"}
"""These speak to whoever types commands; chat says something general of their errors."""
GENERAL = {"missing", "request", "engine", "unexpected"}
"""Codes that the worker gives errors without one."""
HIDDEN = {"crash", "hung", "killed", "memory_limit", "no_worker", "too_long", "storage", "damaged_version", "cancelled"}
"""Codes of failures that chat tells apart by their kind alone."""


@dataclass(frozen=True)
class Raised:
    """An error made in the source: its class, its code (None when it has none) and the names of its arguments."""

    where: str
    kind: str
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
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(kind), args=[ast.Constant(code)], keywords=keywords) if kind in known:
                    names = frozenset(str(keyword.arg) for keyword in keywords)
                    yield Raised(f"{path.name}:{node.lineno}", kind, str(code), names)
                case ast.Call(func=ast.Name(kind)) if kind in known:
                    yield Raised(f"{path.name}:{node.lineno}", kind, None, frozenset())


def _is_said(kind: type) -> bool:
    return issubclass(kind, RequestError | MissingError | EngineError) and not issubclass(kind, CoverFolderError)


RAISED = list(raised())
SAID = [each for each in RAISED if each.code and each.code not in HIDDEN]


def test_every_error_that_chat_can_meet_has_a_code() -> None:
    assert len(RAISED) > 120
    # What a model, its LoRAs and the hub say of themselves is heard in chat too.
    where = {each.where.partition(":")[0] for each in RAISED}
    assert {"pull.py", "hub_errors.py", "choose.py", "loading.py", "lora.py", "inpaint_sd.py", "safety.py"} <= where
    # Of what is no longer in the store, a general sentence says so; a timeout is told by its kind.
    general = {"NotFoundError"}
    bare = [f"{each.where} {each.kind}" for each in RAISED if not each.code and each.kind not in general]
    assert [each for each in bare if not each.startswith(("dispatch.py", "pending_task.py"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words_that_ask_for_no_more_than_it_gives(language: Language) -> None:
    for each in SAID:
        key = f"sentence-{each.code}"
        assert bundle(language).has_message(key), f"{each.where}: give {key} a sentence in {language}"
        said = text(Message(key, dict.fromkeys(each.arguments, "x")), language)
        assert said.strip() == said and said.endswith((".", "。", "?", "x"))
        assert language == "en" or re.search("[^\\W\\d_a-zA-Z]", said), f"{key} is English in {language}"
    for code in GENERAL:
        assert bundle(language).has_message(f"sentence-{code}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_over(language: Language) -> None:
    parsed = FluentParser(with_spans=False).parse(source(language, ENGINES))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    keys = [entry.id.name for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len(keys) == len(set(keys))
    codes = {key.removeprefix("sentence-") for key in keys if key.startswith("sentence-")}
    assert codes <= {each.code for each in SAID} | GENERAL


def test_an_error_is_said_in_the_readers_language() -> None:
    error = TextError("too_long_text", field="author", length="150", most="120")
    refused = localized("refused-sentence", sentence=error_line(error))
    assert text(refused, "en") == "The author has 150 characters; at most 120 fit."
    assert text(refused, "ko") == "요청을 처리할 수 없습니다: 저자: 150자입니다. 120자까지 쓸 수 있습니다."
    damaged = error_line(WeightError("model_damaged", model="a/b", file="x", again=COPY_AGAIN()))
    assert text(localized("refused-sentence", sentence=damaged), "ko").endswith("봇 운영자가 다시 받아야 합니다.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_older_bot_stored_as_a_sentence_is_still_said(language: Language) -> None:
    bare = error_in({"say": "failed", "sentence": "Braces {stay}.", "code": "", "arguments": {}})
    assert fact_line(bare) == "Braces {stay}."
    for code, said in (("never_heard_of", "Something new."), ("too_long_text", "It is long.")):
        line = fact_line(error_in({"sentence": said, "code": code, "arguments": {}}))
        assert isinstance(line, Message) and text(line, language) == said
    known = {"sentence": "The author has 150 characters.", "code": "too_long_text"}
    line = fact_line(error_in({**known, "arguments": {"field": "author", "length": "150", "most": "120"}}))
    assert isinstance(line, Message) and "150" in text(line, language)
    assert ("characters" in text(line, language)) == (language == "en")


def test_a_failure_whose_words_are_not_ours_is_told_in_general_and_logged_as_it_is() -> None:
    for error, kind, korean in (
        (MissingError(sentence="No /srv/secret/lora."), "missing", "모델이나 파일이 없습니다"),
        (EngineError(sentence="Out of /srv/secret/tiles."), "engine", "다시 시도"),
        (KeyError("/srv/secret"), "engine", "알 수 없는 문제"),
    ):
        told, fact, detail = failure_of(error)
        line = fact_line(fact)
        assert told == kind and isinstance(line, Message) and "secret" in detail
        assert korean in text(line, "ko") and "secret" not in text(line, "en")
    assert failure_of(StorageError("not_written", name="x", why="full", reason=""))[:2] == (
        "storage", StorageError("storage").fact,
    )  # fmt: skip


def test_a_sentence_without_a_code_keeps_its_braces() -> None:
    assert str(ArtiCoverError(sentence="a {brace}")) == "a {brace}"


def test_what_the_worker_refuses_is_said_in_korean_in_the_terminal(tmp_path: Path) -> None:
    with Talk(tmp_path / "data", "--language", "ko", ARTICOVER_BOT__WORKER__WARM_UP="false") as talk:
        talk.hears("/cover")
        talk.type("/cover 고래 𓀀 | 미스터리 | 고래가 온다.")
        talk.hears(r"실패했습니다: “𓀀”\(U\+13000\) 문자가 있는 글꼴이 없습니다")
        talk.type("/cover 고래 \ue000")
        talk.hears(r"제목: 인쇄할 수 없는 문자\(U\+E000\)")
        assert talk.ends() == 0
