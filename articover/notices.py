"""What may be said of a finished cover or print to whoever looks at it; cover.json keeps the sentences as text.

Each has a `code`, by which somebody who speaks another language finds their own sentence for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """A sentence with {arguments}, and the code it is known by; `formerly` what stored covers say in its place."""

    code: str
    sentence: str
    formerly: str = ""

    def said(self, **arguments: str | int) -> str:
        """The sentence with its arguments filled in."""
        return self.sentence.format(**arguments)

    def heard(self, said: str) -> dict[str, str] | None:
        """The arguments `said` was made with; None when it is another sentence."""
        for sentence in filter(None, (self.sentence, self.formerly)):
            parts = re.split(r"\{(\w+)\}", sentence)
            pattern = "".join(f"(?P<{part}>.*)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
            if found := re.fullmatch(pattern, said, re.DOTALL):
                return found.groupdict()
        return None


GENRE = Notice(
    "genre",
    'The genre "{genre}" is unknown, so the default style is used.',
    'The genre "{genre}" is not one we know, so the general look is used.',
)
DPI = Notice("dpi", "Your picture has {dpi} dpi at this size.")
SOFT = Notice("soft", "{dpi} dpi at {size} in: fine on a screen, soft in print.")
SLIGHTLY_SOFT = Notice("slightly-soft", "{dpi} dpi at {size} in: fine on a screen, slightly soft in print.")
CUT = Notice("cut", "{percent} % of your picture was cut off to fit the page.")
MIRRORED = Notice("mirrored", "The picture does not reach to the edge of this bleed: its border was mirrored there.")
ENLARGED = Notice("enlarged", "The stored picture was resized instead of painted anew: {why}")
DIFFERS = Notice("differs", "Look at the print before you use it: it differs from the preview (similarity {alike}).")
FAILED_CHECK = Notice(
    "failed-check", "Note: the check “{check}” failed.", "Look at this before you use it: {check} did not hold."
)
LETTERS_LEFT = Notice("letters-left", "Still reads like letters: {words}.")
OWN_PICTURE = Notice(
    "own-picture",
    "This picture cannot follow the earlier book's: faces, colours and places of the type are the series'.",
)
SERIES_LED = Notice(
    "series-led",
    "The model was led by the earlier book's colours, light and composition; it may stray from them.",
)
SERIES_TOLD = Notice(
    "series-told",
    "The model was told the earlier book's colours; it could not be led by its light and composition.",
)
LACKS_LETTERS = Notice("lacks-letters", "{family} lacks letters of the {role}, so {others} is used for those.")
MOVED = Notice("moved", "The {role} moved to make room for the {other}.")
NO_LARGER = Notice("no-larger", "There is no room for a larger {role}: it stays as it is.")
NO_SMALLER = Notice("no-smaller", "A smaller {role} could not be read: it stays as it is.")
PARTLY_LARGER = Notice(
    "partly-larger", "There was room for {percent} % more only: the {role} is as large as it can be."
)
WORDS_TAKEN = Notice("words-taken", "The model reads English only, so these words were taken from the brief: {words}.")
WORDS_UNKNOWN = Notice(
    "words-unknown", "The model reads English only and no word of the brief could be used: the genre alone was painted."
)
TRANSLATED = Notice("translated", "Translated for the model: {text}")
SAFETY = Notice("safety", "The model's safety checker stopped {count} pictures before this one.")
FALLBACK = Notice("fallback", "The illustrator painted this cover, because {engine} cannot paint here now: {why}")
"""`why` as `with_code` writes it."""
MEMORY = Notice("memory", "Memory was short, so the picture was painted more slowly.")
OWN_DPI = Notice(
    "own-dpi",
    "The picture has {dpi} dpi of its own at this size; the rest was added in enlarging it. Look at a part of the "
    "print at its full size before you have it printed.",
)
REDUCED = Notice(
    "reduced",
    "Your picture has {width}x{height} px, more than this size takes at {dpi} dpi: it was made smaller, not enlarged.",
)
RECUT = Notice("recut", "{percent} % of the picture was cut off around its subject for this shape.")
EXTENDED = Notice("extended", "The picture was continued past its edges for this shape: {percent} % of it is new.")

NOTICES = (
    GENRE,
    DPI,
    SOFT,
    SLIGHTLY_SOFT,
    CUT,
    MIRRORED,
    ENLARGED,
    DIFFERS,
    FAILED_CHECK,
    LETTERS_LEFT,
    OWN_PICTURE,
    SERIES_LED,
    SERIES_TOLD,
    LACKS_LETTERS,
    MOVED,
    NO_LARGER,
    NO_SMALLER,
    PARTLY_LARGER,
    OWN_DPI,
    REDUCED,
    RECUT,
    EXTENDED,
    WORDS_TAKEN,
    WORDS_UNKNOWN,
    FALLBACK,
    TRANSLATED,
    SAFETY,
    MEMORY,
)


_CODED = re.compile(r"(?P<sentence>.*) \[(?P<code>[a-z_]+)(?P<arguments> \{.*\})?\]", re.DOTALL)


def with_code(sentence: str, code: str, arguments: Mapping[str, str | int]) -> str:
    """An error's sentence as the argument of a notice, with its code and arguments behind it in brackets."""
    if not code:
        return sentence
    told = f" {json.dumps(dict(arguments), ensure_ascii=False)}" if arguments else ""
    return f"{sentence} [{code}{told}]"


def split_code(said: str) -> tuple[str, str, dict[str, str | int]]:
    """(sentence, code, arguments) of what `with_code` made; code "" for anything else."""
    found = _CODED.fullmatch(said)
    try:
        arguments = json.loads(found["arguments"] or "{}") if found else {}
    except ValueError:
        found = None
    return (said, "", {}) if found is None else (found["sentence"], found["code"], arguments)


def known(said: str) -> bool:
    """Whether a sentence is one of ours."""
    return any(notice.heard(said) is not None for notice in NOTICES)
