"""What compositions led by type share: they show nothing of the book but its title, in the colours of its shelf."""

from __future__ import annotations

from articover.cover import Zone
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book


def fit_type(book: Book) -> Fit:
    """Any book can be led by its title."""
    return Fit(0.3, "led by its title: nothing of the book is shown that could be wrong")


def zones(
    title: tuple[float, float, float, float],
    author: tuple[float, float, float, float],
    align: str = "left",
    valign: str = "top",
    author_align: str = "",
) -> tuple[Zone, ...]:
    """Boxes as (left, top, right, bottom), in fractions of the trim."""
    return (
        Zone("title", *title, align, valign),  # type: ignore[arg-type]
        Zone("author", *author, author_align or align, "middle"),  # type: ignore[arg-type]
    )
