"""What engines say reaches people on Discord, whether or not the locales have words of their own for it."""

from __future__ import annotations

import pytest

from bot.conversation import Language, Message
from bot.conversation import localized as a_line
from bot.locales import text
from bot.platforms.discord.words import COMMANDS, shown


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_sentence_without_words_of_its_own_is_said_as_it_is(language: Language) -> None:
    sentence = Message("sentence-nowhere", {}, "Take *another* seed.")
    for line in (
        sentence,
        Message("refused-sentence", {"sentence": sentence}),
        Message("refused-sentence", {"sentence": (sentence,)}),
    ):
        assert "Take \\*another\\* seed." in shown(line, language)


def test_commands_are_called_what_discord_calls_them_there() -> None:
    assert "/기록 명령으로" in shown(a_line("private-later"), "ko")
    assert "/history" in shown(a_line("private-later"), "en")
    assert "/history" in shown(a_line("accepted", title="/history", action="start", place=1), "ko")
    for language in ("ko", "en"):
        assert all(text(a_line(f"command-{name}"), language) for name in COMMANDS)
