"""Reading a brief: what the book is about, in any language. No pixels and no chat in it.

`understand(brief)` gives an `Understanding`: things with their roles, place, time, weather, wishes, genre, culture.
It is imported when it is first used: every command looks up a genre here, and few of them read a brief.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articover.understand.briefs import understand
    from articover.understand.result import Item, Understanding, Wish

__all__ = ["Item", "Understanding", "Wish", "understand"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "briefs" if name == "understand" else "result"
    return getattr(import_module(f"{__name__}.{module}"), name)
