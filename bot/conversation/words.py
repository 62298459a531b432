"""Blocked words in what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.store.policy import folded

_LATIN = "[a-z0-9\u00df-\u024f]"
"""Letters that end a word only where another kind of character follows; a Korean particle is one."""


def blocked_word(texts: Iterable[str], words: Iterable[str]) -> str | None:
    """The first of `words` that stands in one of `texts`, None when none does. Width and case make no other word.

    A word of Latin letters or digits counts only as a whole word, so that "ass" does not block "class"; in
    scripts that add endings to words (Korean) or write without spaces (Chinese), anywhere.
    """
    plain = [" ".join(folded(text).split()) for text in texts]
    for word in words:
        wanted = " ".join(folded(word).split())
        if wanted and any(_pattern(wanted).search(text) for text in plain):
            return word
    return None


def _pattern(word: str) -> re.Pattern[str]:
    before = f"(?<!{_LATIN})" if re.match(_LATIN, word[0]) else ""
    after = f"(?!{_LATIN})" if re.match(_LATIN, word[-1]) else ""
    return re.compile(f"{before}{re.escape(word)}{after}")
