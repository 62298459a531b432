"""The seven inks themselves: dark, middle and light must be told apart in grey, and the accent from the ground."""

from __future__ import annotations

from articover.generate.illustrator.judge import Mark, View

NAME = "inks in grey"
WEIGHT = 0.6


def measure(view: View) -> Mark:
    spread = view.inks.spread
    return Mark(min(max(spread, 0.0) / 0.2, 1.0), f"dark, middle and light lie at least {spread:.2f} apart")
