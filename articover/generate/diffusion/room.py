"""Room for the title: the place of the type is held near a calm picture while the model composes.

The illustrator lays out the same brief; where its title stands, its layout is softened until only light and colour
are left. During the first part of the steps the latents of that place are replaced by that calm picture at the
noise of the step (blended latent diffusion, Avrahami et al., 2206.02779), then let go, so that the model grows its
own texture over it and joins it to the rest.

A book of a series is led beyond that: everywhere else, too, the low frequencies of the latents, and they alone, are
those of its `Lead`'s layout for the first steps (ILVR, Choi et al., 2108.02938: x + f(y) - f(x), where f makes small
and large again). So light and colours are the series', and all that is finer is the model's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articover.brief import Brief
from articover.cover import Pixels, Zone
from articover.generate.diffusion.latents import encode, noise_shares, pack, unpack
from articover.generate.diffusion.lead import Lead
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
_OPTION_SEEDS = 16
"""Options that are asked for together have seeds so far apart; every other one has its title elsewhere."""
_HIGH, _LOW, _GAP, _MIDDLE = 0.055, 0.92, 0.045, 0.1
"""Where a title begins at the head, where it ends at the foot, how far it keeps from the author's line, and how near to
the middle it is in the middle."""


@dataclass(frozen=True, eq=False)
class Room:
    """`calm` is RGB of the bucket's size; `mask` float32, same height and width, 1 where it is held; `words` tell
    the model of it. `zones` are for the typesetter. `like` has the colours of the series, if there is one."""

    calm: Pixels
    mask: NDArray[np.float32]
    zones: tuple[Zone, ...]
    words: str
    like: Pixels | None = None


def make_room(brief: Brief, trim: Trim, bucket: Bucket, seed: int, lead: Lead | None = None) -> Room | None:
    """The room that the illustrator's layout of `brief`, or the series that `lead` tells of, gives the title.

    None where it gives none and there is nothing to be led by.
    """
    if lead is not None:
        layout, zones = lead.layout(brief, trim, bucket, seed)
    else:
        layout, zones = _own_layout(brief, trim, bucket, seed)
    zone = next((zone for zone in zones if zone.role == "title"), None)
    if zone is None and lead is None:
        return None
    mask = np.zeros(layout.shape[:2], np.float32) if zone is None else _mask(zone, trim, bucket)
    words = "" if zone is None else _words(zone, float(trim.aspect))
    return Room(_softened(layout), mask, zones, words, None if lead is None else lead.like(layout))


class Hold:
    """Holds the rooms of a batch while it is sampled. `until` is the share of the steps it lasts, `led_until` that in
    which all the rest has the low frequencies of the rooms' pictures."""

    def __init__(
        self, pipeline: Any, rooms: list[Room], seeds: list[int], until: float, led_until: float = 0.0
    ) -> None:
        import torch

        self._pipeline, self._until, self._led_until = pipeline, until, led_until
        self._size = rooms[0].calm.shape[:2]
        calm = encode(pipeline, np.stack([room.calm for room in rooms]))
        noise = torch.cat([_noise(seed, calm.shape[1:]) for seed in seeds]).to(calm)
        masks = torch.from_numpy(np.stack([room.mask for room in rooms]))[:, None]
        masks = torch.nn.functional.interpolate(masks, calm.shape[-2:], mode="area").to(calm).expand_as(calm)
        self._calm, self._noise, self._mask = (pack(pipeline, tensor) for tensor in (calm, noise, masks))
        self._shares: list[tuple[float, float]] = []

    def apply(self, latents: Any, step: int, timesteps: Any) -> Any:
        """`latents` after `step` (from 0), the held place replaced as it would be at the noise they have now."""
        held, led = (_firmness(step, len(timesteps), until) for until in (self._until, self._led_until))
        if not held and not led:
            return latents
        if not self._shares:
            self._shares = noise_shares(self._pipeline.scheduler, timesteps)
        clean, noise = self._shares[step + 1]
        change = (clean * self._calm + noise * self._noise).to(latents) - latents
        weight = (self._mask * held).to(latents)
        moved = latents + weight * change
        return moved + led * (1 - weight) * self._low(change) if led else moved

    def _low(self, change: Any) -> Any:
        """What is left of `change`, as sampled, when it is made as small as the calm picture was, and large again."""
        from torch.nn.functional import interpolate

        spread = unpack(self._pipeline, change, *self._size)
        size = spread.shape[-2:]
        cells = [max(1, round(side * _SOFT_CELLS / max(size))) for side in size]
        return pack(self._pipeline, interpolate(interpolate(spread, cells, mode="area"), size, mode="bilinear"))


def _firmness(step: int, count: int, until: float) -> float:
    """How firmly is held after `step` of `count`: 1 at first, 0 once the share `until` of them is over."""
    steps = math.ceil(count * until)
    return min(1.0, max(0.0, 1 - (step + 1) / steps) / _LETTING_GO) if steps else 0.0


def _own_layout(brief: Brief, trim: Trim, bucket: Bucket, seed: int) -> tuple[Pixels, tuple[Zone, ...]]:
    """What the illustrator would paint; of options asked for together, titles stand here and there by turns.

    High and low, or left and right on wide pages; in the middle and high, where the illustrator has it in the middle.
    """
    from articover.generate.illustrator.engine import compose, paint

    scene = compose(brief, float(trim.aspect), seed)
    layout = paint(scene, trim, bucket.canvas)
    second = seed // _OPTION_SEEDS % 2 == 1
    title = next((zone for zone in scene.zones if zone.role == "title"), None)
    if title is None:
        return layout, scene.zones
    if _is_beside(title, float(trim.aspect)):
        if (title.left + title.right > 1) == second:
            return layout, scene.zones
        mirrored = (replace(zone, left=1 - zone.right, right=1 - zone.left) for zone in scene.zones)
        return np.ascontiguousarray(layout[:, ::-1]), tuple(mirrored)
    foot = min((zone.top - _GAP for zone in scene.zones if zone.role == "author" and zone.top > 0.5), default=_LOW)
    return layout, tuple(_turned(zone, foot, second) if zone.role == "title" else zone for zone in scene.zones)


def _turned(zone: Zone, foot: float, second: bool) -> Zone:
    """A title's zone at the head, or, `second`, above `foot`; one in the middle stays, or goes to the head."""
    height, centre = zone.bottom - zone.top, (zone.top + zone.bottom) / 2
    middle = abs(centre - 0.5) < _MIDDLE or foot - height < 0.5
    if (not second) if middle else (centre > 0.5) == second:
        return zone
    if second and not middle:
        return replace(zone, top=foot - height, bottom=foot, valign="middle")
    return replace(zone, top=_HIGH, bottom=_HIGH + height, valign="top")


def _is_beside(zone: Zone, aspect: float) -> bool:
    """Whether a title stands beside the subject, as on wide pages."""
    return aspect > 1.15 and zone.right - zone.left < 0.6


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
    if _is_beside(zone, aspect):
        return ROOM_LEFT if across < 0.5 else ROOM_RIGHT
    return ROOM_ABOVE if down < 0.5 else ROOM_BELOW
