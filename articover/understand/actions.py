"""What somebody does, in English: any English verb that is seen, and the commonest of other languages."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

_UNSEEN = frozenset(
    [
        "be",
        "have",
        "do",
        "become",
        "seem",
        "appear",
        "remain",
        "begin",
        "start",
        "stop",
        "continue",
        "keep",
        "try",
        "want",
        "need",
        "like",
        "know",
        "think",
        "believe",
        "understand",
        "decide",
        "learn",
        "remember",
        "forget",
        "realize",
        "mean",
        "make",
        "let",
        "get",
        "take",
        "give",
        "come",
        "go",
        "say",
        "tell",
        "ask",
        "call",
        "use",
        "put",
        "include",
        "contain",
        "involve",
        "require",
        "cause",
        "happen",
        "exist",
        "own",
        "belong",
        "depend",
        "lead",
        "prove",
        "turn",
        "bring",
        "leave",
        "set",
        "stay",
        "live",
        "concern",
        "consist",
        "discover",
        "find",
        "face",
        "explore",
        "reveal",
        "must",
        "can",
        "may",
        "will",
        "shall",
        "help",
        "change",
        "move",
        "lie",
        "follow",
        "feature",
        "star",
    ]
)
"""Verbs of English that say nothing a picture could show."""


def action_of(verb: str, language: str) -> str:
    """The English verb for a verb's lemma; "" for one that shows nothing or is not known."""
    if language == "en":
        return "" if verb in _UNSEEN else verb
    table = _table("zh" if language.startswith("zh") else language)
    return table.get(verb, "") or (table.get(verb.removesuffix("하"), "") if language == "ko" else "")


@lru_cache(maxsize=32)
def _table(language: str) -> dict[str, str]:
    file = resources.files("articover.understand") / "data" / "actions.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    return {word: key for key, words in data.items() for word in words.get(language, "").split()}
