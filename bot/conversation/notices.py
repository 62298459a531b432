"""Sentences of the engines about what they made, as messages of the locales; an unknown one is passed on as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation.reply import Line, line

KNOWN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"Look at this before you use it: (?P<role>\w+) contrast did not hold\.", "notice-contrast"),
        (r"Look at this before you use it: (?P<role>\w+) reads back did not hold\.", "notice-reads-back"),
        (r"Look at this before you use it: title legible at 160 px did not hold\.", "notice-small"),
        (r"Look at this before you use it: no letters (left )?in the picture did not hold\.", "notice-letters"),
        (r'The genre "(?P<genre>.*)" is not one we know, so the general look is used\.', "notice-genre"),
        (r"Your picture has (?P<dpi>\d+) dpi at this size\.", "notice-dpi"),
        (r"(?P<dpi>\d+) dpi at (?P<size>[\dx.]+) in: fine on a screen, slightly soft in print\.", "notice-soft"),
        (r"(?P<dpi>\d+) dpi at (?P<size>[\dx.]+) in: fine on a screen, soft in print\.", "notice-soft"),
        (r"(?P<percent>\d+) % of your picture was cut off to fit the page\.", "notice-cut"),
        (r"The picture does not reach to the edge of this bleed: its border was mirrored there\.", "notice-mirrored"),
        (r"Look at the print before you use it: it differs from the preview \(similarity [\d.]+\)\.", "notice-differs"),
    )
)
_ROLES = frozenset({"title", "subtitle", "author", "series"})


def notice_lines(sentences: Iterable[str]) -> list[Line]:
    """What people should hear, each thing once."""
    return [_line(sentence) for sentence in dict.fromkeys(sentences)]


def _line(sentence: str) -> Line:
    for pattern, key in KNOWN:
        if found := pattern.fullmatch(sentence):
            parts = found.groupdict()
            if "role" in parts and parts["role"] not in _ROLES:
                break
            return line(key, **parts)
    return line("notice", sentence=sentence)
