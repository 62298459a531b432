"""What a diffusion model painted, brought to the tone of the picture it is pasted into.

Its autoencoder gives even known pixels back a little lighter, darker or warmer. How much is seen where the
picture is known, so it can be taken back where it is not.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from articover.clusters import Floats
from articover.cover import Mask, Pixels

_RADII_PX = (6, 12, 24, 48, 96, 192)
_ENOUGH_KNOWN = 0.25
"""With so much of its surroundings known a radius is believed in full; wider ones fill in for what is missing."""


def in_tone(painted: Pixels, original: Pixels, mask: Mask) -> Pixels:
    """`painted` less its drift from `original`, both (h, w, 3) uint8; `mask` is 255 where `original` is unknown."""
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
