"""What may be said of a finished cover or print to whoever looks at it, as codes with arguments.

The sentences are in `articover/locales`, by language.
"""

from __future__ import annotations

from collections.abc import Iterable

from articover.facts import Code, Fact

GENRE = Code.of("notice-genre", "genre")
DPI = Code.of("notice-dpi", "dpi")
SOFT = Code.of("notice-soft", "dpi", "size")
SLIGHTLY_SOFT = Code.of("notice-slightly-soft", "dpi", "size")
CUT = Code.of("notice-cut", "percent")
MIRRORED = Code.of("notice-mirrored")
ENLARGED = Code.of("notice-enlarged", "why")
DIFFERS = Code.of("notice-differs", "alike")
CONTRAST = Code.of("notice-contrast", "role")
READS_BACK = Code.of("notice-reads-back", "role")
SMALL = Code.of("notice-small")
LETTERS = Code.of("notice-letters")
LETTERS_LEFT = Code.of("notice-letters-left", "words")
OWN_PICTURE = Code.of("notice-own-picture")
SERIES_LED = Code.of("notice-series-led")
SERIES_TOLD = Code.of("notice-series-told")
LACKS_LETTERS = Code.of("notice-lacks-letters", "family", "role", "others")
MOVED = Code.of("notice-moved", "role", "other")
NO_LARGER = Code.of("notice-no-larger", "role")
NO_SMALLER = Code.of("notice-no-smaller", "role")
PARTLY_LARGER = Code.of("notice-partly-larger", "role", "percent")
OWN_DPI = Code.of("notice-own-dpi", "dpi")
REDUCED = Code.of("notice-reduced", "width", "height", "dpi")
RECUT = Code.of("notice-recut", "percent")
EXTENDED = Code.of("notice-extended", "percent")
WORDS_TAKEN = Code.of("notice-words-taken", "words")
WORDS_UNKNOWN = Code.of("notice-words-unknown")
FALLBACK = Code.of("notice-fallback", "engine", "why")
TRANSLATED = Code.of("notice-translated", "text")
SAFETY = Code.of("notice-safety", "count")
MEMORY = Code.of("notice-memory")
WISHES_NOT_READ = Code.of("notice-wishes-not-read", "words")
WISHES_NOT_POSSIBLE = Code.of("notice-wishes-not-possible", "words")
REDRAWN = Code.of("notice-redrawn")
NO_ENGINE = Code.of("notice-no-engine", "stages")
VERBATIM = Code.of("notice", "sentence")
"""A sentence that an earlier version stored and this one does not know."""

NOTICES = (
    GENRE,
    DPI,
    SOFT,
    SLIGHTLY_SOFT,
    CUT,
    MIRRORED,
    ENLARGED,
    DIFFERS,
    CONTRAST,
    READS_BACK,
    SMALL,
    LETTERS,
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
    WISHES_NOT_READ,
    WISHES_NOT_POSSIBLE,
    REDRAWN,
    NO_ENGINE,
    VERBATIM,
)

_UNFOLLOWED = {"not_read": WISHES_NOT_READ, "not_possible": WISHES_NOT_POSSIBLE}


def of_wishes(wishes: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    """Which wishes are not followed, and why. Each is its text and the code of an `understand.Wish`."""
    said: dict[str, list[str]] = {}
    for text, code in wishes:
        if code in _UNFOLLOWED:
            said.setdefault(code, []).append(text)
    return tuple(_UNFOLLOWED[code](words=tuple(dict.fromkeys(texts))) for code, texts in said.items())
