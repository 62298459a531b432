"""Match the tone of a diffusion model's result to the picture into which it is pasted.

The model's autoencoder returns even known pixels a little lighter, darker or warmer. This drift is measured at known
pixels and subtracted at unknown ones.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from articover.clusters import Floats
from articover.cover import Mask, Pixels

_RADII_PX = (6, 12, 24, 48, 96, 192)
_ENOUGH_KNOWN = 0.25
"""Share of known surroundings from which a radius has full weight; wider radii replace the missing weight."""


def in_tone(painted: Pixels, original: Pixels, mask: Mask) -> Pixels:
    """`painted` without its drift from `original`, both (h, w, 3) uint8; `mask` is 255 where `original` is unknown."""
    known: Floats = (mask == 0).astype(np.float32)
    if not known.any():
        return painted
    drift = (original.astype(np.float32) - painted) * known[..., None]
    correction = np.zeros_like(drift)
    open_share: NDArray[np.float32] = np.ones(mask.shape, np.float32)
    for radius in _RADII_PX:
        weight = np.asarray(cv2.GaussianBlur(known, (0, 0), radius), np.float32)
        mean = np.asarray(cv2.GaussianBlur(drift, (0, 0), radius), np.float32) / np.maximum(weight, 1e-4)[..., None]
        trust = np.minimum(1.0, weight / _ENOUGH_KNOWN).astype(np.float32)
        correction += (open_share * trust)[..., None] * mean
        open_share *= 1 - trust
    return np.rint(np.clip(painted + correction, 0, 255)).astype(np.uint8)
