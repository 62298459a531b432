"""A cover works in three tones: each of dark, middle and light has its share, and they stand apart."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.judge import Mark, View

NAME = "three values"
WEIGHT = 1.0


def measure(view: View) -> Mark:
    low, high = np.percentile(view.grey, [4, 96])
    span = float(high - low)
    third = low + np.array([1, 2]) * (high - low) / 3
    shares = [
        (view.grey < third[0]).mean(),
        ((view.grey >= third[0]) & (view.grey <= third[1])).mean(),
        (view.grey > third[1]).mean(),
    ]
    least = float(min(shares))
    value = min(span / 0.55, 1.0) * (0.55 + 0.45 * min(least / 0.08, 1.0))
    return Mark(value, f"from {low:.2f} to {high:.2f}, the smallest tone on {least:.0%} of the page")
