"""The genres we know, by the names writers use for them in English and Korean."""

from __future__ import annotations

import unicodedata

GENERAL = "general"

GENRES: dict[str, tuple[str, ...]] = {
    "sci-fi": (
        "science fiction",
        "scifi",
        "sf",
        "space opera",
        "cyberpunk",
        "dystopian",
        "에스에프",
        "공상과학",
        "과학소설",
        "우주",
    ),
    "fantasy": ("epic fantasy", "high fantasy", "urban fantasy", "판타지", "환상", "무협"),
    "romance": ("love", "romantic", "rom-com", "romcom", "로맨스", "연애", "사랑"),
    "mystery": ("crime", "detective", "whodunit", "cozy mystery", "미스터리", "추리", "탐정"),
    "thriller": ("suspense", "spy", "action", "noir", "스릴러", "서스펜스", "첩보", "느와르"),
    "horror": ("ghost", "scary", "호러", "공포", "괴담"),
    "children": ("kids", "picture book", "middle grade", "fairy tale", "어린이", "아동", "동화", "그림책"),
    "computer": ("programming", "technology", "tech", "software", "computing", "컴퓨터", "프로그래밍", "기술", "개발"),
    "religion": (
        "religious",
        "spiritual",
        "spirituality",
        "christian",
        "buddhism",
        "faith",
        "종교",
        "신앙",
        "기독교",
        "불교",
    ),
    "comics": ("marvel comics", "superhero", "graphic novel", "manga", "만화", "코믹스", "히어로"),
    "literary": ("literature", "literary fiction", "fiction", "novel", "문학", "소설", "장편소설", "순문학"),
    "historical": ("history", "historical fiction", "역사", "역사소설", "사극"),
    "poetry": ("poems", "verse", "시", "시집"),
    "business": (
        "economics",
        "finance",
        "self-help",
        "self help",
        "management",
        "경제",
        "경영",
        "경제·경영",
        "경제경영",
        "자기계발",
    ),
    "cookbook": ("cooking", "food", "recipes", "요리", "레시피", "음식"),
    "gothic": ("gothic fiction", "고딕"),
    GENERAL: ("other", "etc", "일반", "기타", "nonfiction", "non-fiction", "essay", "memoir", "에세이", "수필"),
}
"""Genre key -> what else it is called. Keys follow the palette table of the art direction."""

_SEPARATORS = str.maketrans("", "", " -_/·.")


def resolve_genre(text: str) -> str:
    """The key of `GENRES` that `text` names, or `GENERAL` when none does. Never raises."""
    wanted = _fold(text)
    if not wanted:
        return GENERAL
    for key, aliases in GENRES.items():
        if wanted in {_fold(name) for name in (key, *aliases)}:
            return key
    # "dark epic fantasy novel" still names a genre: take the longest name found inside it.
    found = [
        (len(_fold(name)), key)
        for key, aliases in GENRES.items()
        if key != GENERAL
        for name in (key, *aliases)
        if len(_fold(name)) > 2 and _fold(name) in wanted
    ]
    return max(found)[1] if found else GENERAL


def is_known(text: str) -> bool:
    """Whether `text` names one of our genres; "essay" does, and is painted in the general look."""
    return resolve_genre(text) != GENERAL or _fold(text) in {_fold(name) for name in (GENERAL, *GENRES[GENERAL])}


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_SEPARATORS)
