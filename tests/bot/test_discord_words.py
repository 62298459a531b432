"""What engines say reaches people on Discord, whether or not the locales have words of their own for it."""

from __future__ import annotations

import pytest

from bot.conversation import Language, Line
from bot.platforms.discord.words import shown


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_sentence_without_words_of_its_own_is_said_as_it_is(language: Language) -> None:
    sentence = Line("sentence-nowhere", {}, "Take *another* seed.")
    for line in (
        sentence,
        Line("refused-sentence", {"sentence": sentence}),
        Line("refused-sentence", {"sentence": (sentence,)}),
    ):
        assert "Take \\*another\\* seed." in shown(line, language)
