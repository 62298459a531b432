"""Room for the title: the place of the type is held near a calm picture while the model composes.

The illustrator lays out the same brief; where its title stands, its layout is softened until only light and colour
are left. During the first part of the steps the latents of that place are replaced by that calm picture at the
noise of the step (blended latent diffusion, Avrahami et al., 2206.02779), then let go, so that the model grows its
own texture over it and joins it to the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articover.brief import Brief
from articover.cover import Pixels, Zone
from articover.generate.diffusion.latents import encode, pack
from articover.generate.diffusion.sizes import Bucket
from articover.generate.diffusion.styles import ROOM_ABOVE, ROOM_BELOW, ROOM_LEFT, ROOM_RIGHT
from articover.pictures import resize
from articover.trim import Trim

_SOFT_CELLS = 6
"""The calm picture is the layout seen through this many cells on its longer side: no edge survives that."""
_FEATHER = 0.05
"""The held place fades out over this share of the longer side, so that no border shows."""
_NEAR_EDGE = 0.15
"""In shares of the side."""
_NOISE_STREAM = 0x7173
"""The noise of the held place is another than the picture's, drawn from the same seed."""
_LETTING_GO = 0.25
"""Over the last quarter of its time the place is held less and less."""


@dataclass(frozen=True, eq=False)
class Room:
    """`calm` is RGB of the bucket's size; `mask` float32, same height and width, 1 where it is held; `words` tell
    the model of it. `zones` are for the typesetter."""

    calm: Pixels
    mask: NDArray[np.float32]
    zones: tuple[Zone, ...]
    words: str


def make_room(brief: Brief, trim: Trim, bucket: Bucket, seed: int) -> Room | None:
    """The room that the illustrator's layout of `brief` gives the title; None where it has no such zone."""
    from articover.generate.illustrator.engine import compose, paint

    scene = compose(brief, float(trim.aspect), seed)
    zone = next((zone for zone in scene.zones if zone.role == "title"), None)
    if zone is None:
        return None
    layout = paint(scene, trim, bucket.canvas)
    return Room(_softened(layout), _mask(zone, trim, bucket), scene.zones, _words(zone, float(trim.aspect)))


class Hold:
    """Holds the rooms of a batch while it is sampled. `until` is the share of the steps it lasts."""

    def __init__(self, pipeline: Any, rooms: list[Room], seeds: list[int], until: float) -> None:
        import torch

        self._scheduler, self._until = pipeline.scheduler, until
        calm = encode(pipeline, np.stack([room.calm for room in rooms]))
        noise = torch.cat([_noise(seed, calm.shape[1:]) for seed in seeds]).to(calm)
        masks = torch.from_numpy(np.stack([room.mask for room in rooms]))[:, None]
        masks = torch.nn.functional.interpolate(masks, calm.shape[-2:], mode="area").to(calm).expand_as(calm)
        self._calm, self._noise, self._mask = (pack(pipeline, tensor) for tensor in (calm, noise, masks))

    def apply(self, latents: Any, step: int, timesteps: Any) -> Any:
        """`latents` after `step` (from 0), the held place replaced as it would be at the noise they have now."""
        steps = math.ceil(len(timesteps) * self._until)
        if step + 1 >= steps:
            return latents
        now = timesteps[step + 1].expand(len(latents))
        if hasattr(self._scheduler, "scale_noise"):
            held = self._scheduler.scale_noise(self._calm, now, self._noise)
        else:
            held = self._scheduler.add_noise(self._calm, self._noise, now)
        left = 1 - (step + 1) / steps
        weight = self._mask * min(1.0, left / _LETTING_GO)
        return latents + weight.to(latents) * (held.to(latents) - latents)


def _noise(seed: int, shape: tuple[int, ...]) -> Any:
    import torch

    # One 64-bit seed of both numbers: a stream that no seed of a picture has.
    generator = torch.Generator("cpu").manual_seed((_NOISE_STREAM << 32) | (seed % 2**32))
    return torch.randn((1, *shape), generator=generator)


def _softened(layout: Pixels) -> Pixels:
    height, width = layout.shape[:2]
    scale = _SOFT_CELLS / max(height, width)
    small = resize(layout, (max(2, round(width * scale)), max(2, round(height * scale))))
    return resize(small, (width, height))


def _mask(zone: Zone, trim: Trim, bucket: Bucket) -> NDArray[np.float32]:
    """1 in the zone and its feathered surroundings fading to 0; smoothstep, so that both ends are flat."""
    left, top, right, bottom = bucket.canvas.trim_box_of(trim)
    feather = _FEATHER * max(bucket.width, bucket.height)
    wide, tall = right - left, bottom - top
    across = _inside(bucket.width, left + zone.left * wide, left + zone.right * wide, feather)
    down = _inside(bucket.height, top + zone.top * tall, top + zone.bottom * tall, feather)
    return np.outer(down, across).astype(np.float32)


def _inside(length: int, start: float, end: float, feather: float) -> NDArray[np.float64]:
    # A zone that nearly reaches an edge reaches it: a strip of detail there would be worse than none.
    at, edge = np.arange(length) + 0.5, np.full(length, np.inf)
    if start >= _NEAR_EDGE * length:
        edge = np.minimum(edge, (at - start) / feather + 1)
    if end <= (1 - _NEAR_EDGE) * length:
        edge = np.minimum(edge, (end - at) / feather + 1)
    rise: NDArray[np.float64] = np.clip(edge, 0.0, 1.0)
    return rise * rise * (3 - 2 * rise)


def _words(zone: Zone, aspect: float) -> str:
    across, down = (zone.left + zone.right) / 2, (zone.top + zone.bottom) / 2
    if aspect > 1.15 and zone.right - zone.left < 0.6:
        return ROOM_LEFT if across < 0.5 else ROOM_RIGHT
    return ROOM_ABOVE if down < 0.5 else ROOM_BELOW
