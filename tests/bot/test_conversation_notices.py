"""What engines tell of a cover reaches the reader in the reader's language, whichever version stored it."""

from __future__ import annotations

import pytest

from articover import notices
from articover.brief import Brief
from articover.checks import failed
from articover.cover import Check, CheckCode
from articover.facts import Code, Fact, to_json
from articover.generate.upload import _notes, dpi_warning
from articover.locales import LANGUAGES
from articover.locales import text as told
from articover.notices import NOTICES
from articover.trim import parse_trim
from bot.conversation.notices import CHECKED, notice_lines, notices_of
from bot.locales import LANGUAGES as CHAT_LANGUAGES
from bot.locales import text

TRIM = parse_trim("6x9in")
CODES: tuple[CheckCode, ...] = ("contrast", "reads-back", "thumbnail", "letters", "letters-left")
LISTS = {"words", "others", "stages"}


def sample(code: Code) -> Fact:
    return code(**{name: ("moon", "night") if name in LISTS else 5 for name in code.arguments})


@pytest.mark.parametrize("code", NOTICES, ids=lambda code: code.name)
def test_every_notice_is_said_in_every_language_by_terminal_and_chat(code: Code) -> None:
    said = {language: told(sample(code), language) for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES) and set(CHAT_LANGUAGES) <= set(LANGUAGES)
    (line,) = notice_lines([sample(code)])
    assert {language: text(line, language) for language in CHAT_LANGUAGES} == {
        language: said[language] for language in CHAT_LANGUAGES
    }


def test_a_notice_without_its_arguments_is_refused_where_it_is_made() -> None:
    with pytest.raises(TypeError, match="notice-own-dpi takes"):
        notices.OWN_DPI()


def test_engines_tell_facts() -> None:
    assert Brief("Rain", "zorblax").notices == (notices.GENRE(genre="zorblax"),)
    assert _notes(320.4, TRIM, 0.31) == (notices.DPI(dpi=320), notices.CUT(percent="31"))
    assert dpi_warning(288.0, TRIM) == notices.SLIGHTLY_SOFT(dpi=288, size="6x9")


@pytest.mark.parametrize("code", CODES)
def test_a_check_that_fails_is_a_notice_and_one_that_passes_has_words(code: CheckCode) -> None:
    (notice,) = failed([Check(code, False, role="title"), Check(code, True), Check(code, False, advisory=True)])
    (line,) = notice_lines([notice])
    assert text(line, "en") != text(line, "ko") and CHECKED[code].startswith("checked-")


def test_each_notice_is_said_once() -> None:
    assert [line.key for line in notice_lines([notices.MEMORY(), notices.MEMORY(), notices.SMALL()])] == [
        "notice-memory", "notice-small",
    ]  # fmt: skip


def test_what_an_older_bot_stored_as_sentences_is_said_in_the_readers_language() -> None:
    stored = {
        "notices": [
            "Look at this before you use it: title contrast did not hold.",
            "Note: the check “title legible at 160 px” failed.",
            "The model reads English only, so these words were taken from the brief: moon, night.",
            "The illustrator painted this cover, because diffusion cannot paint here now: It failed. "
            '[model_absent {"model": "a/b"}]',
            "It rained.",
            to_json(notices.OWN_DPI(dpi=75)),
        ]
    }
    assert notices_of(stored) == (
        notices.CONTRAST(role="title"),
        notices.SMALL(),
        notices.WORDS_TAKEN(words=("moon", "night")),
        notices.FALLBACK(engine="diffusion", why=Fact("sentence-model_absent", {"model": "a/b"}, "It failed.")),
        notices.VERBATIM(sentence="It rained."),
        notices.OWN_DPI(dpi=75),
    )
    lines = notice_lines(notices_of(stored))
    assert "a/b" in text(lines[3], "ko") and "failed" not in text(lines[3], "ko")
    assert text(lines[4], "en") == "Note: It rained."
