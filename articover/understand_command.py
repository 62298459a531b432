"""`articover understand`: what is read from a brief, thing by thing, and why."""

from __future__ import annotations

import argparse
from typing import Any

from articover.commands import brief_of
from articover.engine import RunContext
from articover.notices import of_wishes

_LONGEST = 12
"""Columns for a role: "companion" and a space or two."""


def understand_command(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """Each thing with its role and how the word led to it; wishes that are not followed are notices."""
    from articover.understand import Item, understand

    made = understand(brief_of(options))

    def line(item: Item) -> str:
        extra = [*item.attributes, *([item.number] if item.number != "one" else [])]
        if item.action:
            extra.append(f"{item.action} {item.object}".strip().replace("_", " "))
        told = f" ({', '.join(extra)})" if extra else ""
        why = " -> ".join(dict.fromkeys(item.why)) or item.word
        return f"{item.role:<{_LONGEST}}{item.concept.replace('_', ' ')}{told}: {why} [{item.field}]"

    head = f"{'language':<{_LONGEST}}{', '.join(made.languages)}"
    said = [head, f"{'genre':<{_LONGEST}}{made.genre}" + (f" (by {made.genre_by})" if made.genre_by else "")]
    if made.culture:
        said.append(f"{'culture':<{_LONGEST}}{made.culture}")
    said += [line(item) for item in made.items]
    said += [f"{'view':<{_LONGEST}}{view.replace('_', ' ')}" for view in made.views]
    unfollowed = of_wishes((wish.text, wish.code) for wish in made.wishes)
    return {"understood": made.to_json(), "notices": [*unfollowed], "said": said}
