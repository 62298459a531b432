"""Reading a brief: what the book is about, in any language. No pixels and no chat in it.

`understand(brief)` gives an `Understanding`: things with their roles, place, time, weather, wishes, genre, culture.
"""

from articover.understand.briefs import understand
from articover.understand.result import Item, Understanding, Wish

__all__ = ["Item", "Understanding", "Wish", "understand"]
