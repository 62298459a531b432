"""The eye goes where the strongest contrast is: it should be where the composition wants it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.judge import Mark, View

NAME = "focal contrast"
WEIGHT = 0.8


def measure(view: View) -> Mark:
    rows, columns = view.grey.shape
    x = int(np.clip(view.drawing.focus[0] / view.drawing.aspect, 0.02, 0.98) * columns)
    y = int(np.clip(view.drawing.focus[1], 0.02, 0.98) * rows)
    reach = max(4, min(rows, columns) // 9)
    patch = view.grey[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach]
    contrast = float(np.percentile(patch, 98) - np.percentile(patch, 2))
    return Mark(min(contrast / 0.4, 1.0), f"contrast of {contrast:.2f} where the eye should go")
