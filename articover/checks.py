"""Notices about failed checks of a cover."""

from __future__ import annotations

from collections.abc import Iterable

from articover import notices
from articover.cover import Check
from articover.facts import Fact


def failed(checks: Iterable[Check]) -> tuple[Fact, ...]:
    """A notice for each failed check that is not advisory."""
    return tuple(_failed(check) for check in checks if not check.ok and not check.advisory)


def _failed(check: Check) -> Fact:
    match check.code:
        case "contrast":
            return notices.CONTRAST(role=check.role)
        case "reads-back":
            return notices.READS_BACK(role=check.role)
        case "thumbnail":
            return notices.SMALL()
        case "letters" | "letters-left":
            return notices.LETTERS()
