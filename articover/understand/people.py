"""People whom no noun names: "twelve-year-old Tariq", "She was thrown at her first rodeo"."""

from __future__ import annotations

import re

_SPELLED = (
    "three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_AGES = {word: number for number, word in enumerate(_SPELLED.split(), start=3)}
_AGED = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(_AGES)})-year-old\b(?=\s+(?:[A-Z]|who\b|has\b|is\b|must\b))", re.IGNORECASE
)
_LAST_CHILD, _LAST_TEEN = 12, 19
_PRONOUNS = {"she": "woman", "her": "woman", "he": "man", "him": "man", "his": "man"}
_PRONOUN = re.compile(rf"\b({'|'.join(_PRONOUNS)})\b", re.IGNORECASE)


def aged(text: str) -> list[tuple[str, str, int]]:
    """(concept, what was written, offset) for every child or teenager told by an age alone, in English."""
    found = []
    for match in _AGED.finditer(text):
        said = match[1].casefold()
        age = int(said) if said.isdigit() else _AGES[said]
        if age <= _LAST_TEEN:
            found.append(("child" if age <= _LAST_CHILD else "teenager", match[0], match.start()))
    return found


def by_pronoun(text: str) -> list[tuple[str, str, int]]:
    """The same for the first person that only a pronoun tells of, in English."""
    match = _PRONOUN.search(text)
    return [(_PRONOUNS[match[1].casefold()], match[0], match.start())] if match else []
