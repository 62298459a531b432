"""Type needs calm: little happens in the zones that are kept for it, less than elsewhere."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.judge import Mark, View

NAME = "calm under the type"
WEIGHT = 1.2


def measure(view: View) -> Mark:
    edges = np.hypot(*np.gradient(view.grey))
    rows, columns = edges.shape
    worst = 0.0
    for zone in view.drawing.zones:
        part = edges[
            int(zone.top * rows) : int(zone.bottom * rows) + 1, int(zone.left * columns) : int(zone.right * columns) + 1
        ]
        worst = max(worst, float(part.mean()))
    return Mark(max(0.0, 1 - worst / 0.045), f"mean edge of {worst:.3f} under the type")
