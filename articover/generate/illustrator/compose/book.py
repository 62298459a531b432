"""`Book`: what of a brief's `Understanding` a composition may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articover.generate.illustrator.compose.scene import Season, Time, Weather
from articover.understand import Item, Understanding
from articover.understand.index import index

_PAST = frozenset({"historical", "history", "classic", "gothic", "fantasy", "romantasy", "fairy-tale", "steampunk",
                   "western", "wuxia"})  # fmt: skip
EAST_ASIAN = frozenset({"korean", "japanese", "chinese"})


@dataclass(frozen=True)
class Book:
    """One book as the director sees it.

    `hero` is the subject that the whole brief speaks of, None when it is a word of the title that nothing else bears
    out. `items` are all things and places that may be shown, most important first. `genres` are the book's own genre
    and those near it. `words` are the title's, as typed.
    """

    understanding: Understanding
    words: tuple[str, ...]
    genres: tuple[str, ...]
    items: tuple[Item, ...]
    hero: Item | None
    time: Time = ""
    season: Season = ""
    weather: Weather = ""

    @property
    def is_east_asian(self) -> bool:
        """Whether it is a book of East Asia, for which Western forms are wrong."""
        return self.understanding.culture in EAST_ASIAN

    @property
    def is_past(self) -> bool:
        """Whether it plays before there were towers of glass, by its genre."""
        return self.genres[:1] != () and self.genres[0] in _PAST

    @property
    def denied(self) -> frozenset[str]:
        return self.understanding.denied

    def find(self, concepts: Iterable[str], *roles: str) -> Item | None:
        """The most important item that is one of `concepts` or a kind of one; of these roles, if any are given."""
        wanted = frozenset(concepts)
        for item in self.items:
            if roles and item.role not in roles:
                continue
            if item.concept in wanted or wanted & set(index().broader(item.concept)):
                return item
        return None

    def weight(self, item: Item | None) -> float:
        """How much of what is worth showing an item is, 0..1: its weight beside the strongest item's."""
        if item is None:
            return 0.0
        most = max((each.weight for each in self.items), default=1.0)
        return min(item.weight / most, 1.0)
