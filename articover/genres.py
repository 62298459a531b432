"""The known genres, with their names in English and Korean."""

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
        "management",
        "경제",
        "경영",
        "경제·경영",
        "경제경영",
    ),
    "cookbook": ("cooking", "food", "recipes", "요리", "레시피", "음식"),
    "gothic": ("gothic fiction", "고딕"),
    GENERAL: ("other", "etc", "일반", "기타", "nonfiction", "non-fiction"),
}
"""Genre key -> other names. Keys follow the palette table of the art direction."""

_OF_ITS_OWN = frozenset({
    "travel", "humour", "science", "nature", "politics", "health", "parenting", "education", "sports", "music", "art",
    "photography", "crafts",
})  # fmt: skip
"""Genres whose look differs from all of `GENRES`, although they are related to some."""

_SEPARATORS = str.maketrans("", "", " -_/·.")


def resolve_genre(text: str) -> str:
    """The key of `GENRES` that `text` names, or `GENERAL` when none does. Never raises."""
    if not _fold(text):
        return GENERAL
    if key := _called(text):
        return key
    # Imported here to avoid a cycle: the reader of briefs imports `Brief`, which needs this module.
    from articover.understand.genre import genre_of

    return painted_as(genre_of(text)[0])


def painted_as(genre: str) -> str:
    """The key of `GENRES` as which a genre of data/genres.toml is painted: itself, or the nearest in look."""
    from articover.understand.genre import nearest_of

    if genre in _OF_ITS_OWN:
        return GENERAL
    met = [genre]
    for each in met:
        if each in GENRES:
            return each
        met += [near for near in nearest_of(each) if near not in met]
    return GENERAL


def is_known(text: str) -> bool:
    """Whether `text` names a known genre; "nonfiction" is known and painted in the general look."""
    if _called(text):
        return True
    from articover.understand.genre import genre_of

    return genre_of(text)[0] != GENERAL


def _called(text: str) -> str:
    """The key of `GENRES` with the name `text`, or ""; does not read data/genres.toml, which is long."""
    wanted = _fold(text)
    return next((key for key, names in GENRES.items() if wanted in {_fold(name) for name in (key, *names)}), "")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_SEPARATORS)
