"""A calm region for the title, by blended latent diffusion (Avrahami et al., arXiv 2206.02779).

The illustrator lays out the same brief, and its layout is blurred until only light and colour are left. During the
first part of the steps the latents of the title's zone are replaced by the encoded blurred layout at the noise level
of the step. Then the blending stops, so that the model paints its own texture there and joins it to the rest.

For a book of a series the low frequencies of all other latents follow the layout of its `SeriesConditioning` as well
(ILVR, Choi et al., arXiv 2108.02938: x + f(y) - f(x), where f downsamples and upsamples). Light and colours then come
from the series, finer detail from the model.
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
from articover.generate.diffusion.series_conditioning import SeriesConditioning
from articover.generate.diffusion.sizes import Bucket
from articover.generate.diffusion.styles import ROOM_ABOVE, ROOM_BELOW, ROOM_LEFT, ROOM_RIGHT
from articover.pictures import resize
from articover.trim import Trim

_SOFT_CELLS = 6
"""The calm picture is the layout reduced to this many cells on its longer side, so that no edge is left."""
_FEATHER = 0.05
"""The mask fades out over this share of the longer side, so that no border shows."""
_NEAR_EDGE = 0.15
"""In shares of the side."""
_NOISE_STREAM = 0x7173
"""Selects a noise stream for the region that differs from the picture's, derived from the same seed."""
_FADE_OUT = 0.25
"""The blend weight falls to 0 over this last share of the blended steps."""
_OPTION_SEEDS = 16
"""Options that are requested together have seeds this far apart; every other one has its title elsewhere."""
_HIGH, _LOW, _GAP, _MIDDLE = 0.055, 0.92, 0.045, 0.1
"""In shares of the page height: top of a title at the head, bottom of one at the foot, its distance from the author's
line, and how far from 0.5 a centre still counts as the middle."""


@dataclass(frozen=True, eq=False)
class TextRegion:
    """`calm` is RGB of the bucket's size; `mask` float32 of the same height and width, 1 where latents are blended.

    `prompt_phrase` describes the region to the model, `zones` are for the typesetter, and `colors` is the picture that
    has the colours of the series, None for a book of its own.
    """

    calm: Pixels
    mask: NDArray[np.float32]
    zones: tuple[Zone, ...]
    prompt_phrase: str
    colors: Pixels | None = None


def make_text_region(
    brief: Brief, trim: Trim, bucket: Bucket, seed: int, series: SeriesConditioning | None = None
) -> TextRegion | None:
    """The title's region in the illustrator's layout of `brief`, or in the layout of `series`.

    None where the layout has no title zone and there is no series.
    """
    if series is not None:
        layout, zones = series.layout(brief, trim, bucket, seed)
    else:
        layout, zones = _own_layout(brief, trim, bucket, seed)
    zone = next((zone for zone in zones if zone.role == "title"), None)
    if zone is None and series is None:
        return None
    mask = np.zeros(layout.shape[:2], np.float32) if zone is None else _mask(zone, trim, bucket)
    phrase = "" if zone is None else _prompt_phrase(zone, float(trim.aspect))
    return TextRegion(
        _softened(layout), mask, zones, phrase, None if series is None else series.color_reference(layout)
    )


class LatentBlending:
    """Blends the regions of a batch into its latents while it is sampled.

    `until` is the share of the steps in which regions are blended, `series_until` the share in which the low
    frequencies of everything else follow the regions' pictures.
    """

    def __init__(
        self, pipeline: Any, regions: list[TextRegion], seeds: list[int], until: float, series_until: float = 0.0
    ) -> None:
        import torch

        self._pipeline, self._until, self._series_until = pipeline, until, series_until
        self._size = regions[0].calm.shape[:2]
        calm = encode(pipeline, np.stack([region.calm for region in regions]))
        noise = torch.cat([_noise(seed, calm.shape[1:]) for seed in seeds]).to(calm)
        masks = torch.from_numpy(np.stack([region.mask for region in regions]))[:, None]
        masks = torch.nn.functional.interpolate(masks, calm.shape[-2:], mode="area").to(calm).expand_as(calm)
        self._calm, self._noise, self._mask = (pack(pipeline, tensor) for tensor in (calm, noise, masks))
        self._shares: list[tuple[float, float]] = []

    def apply(self, latents: Any, step: int, timesteps: Any) -> Any:
        """`latents` after `step` (from 0), blended with the calm picture at the noise level they have now."""
        blended, guided = (_blend_weight(step, len(timesteps), until) for until in (self._until, self._series_until))
        if not blended and not guided:
            return latents
        if not self._shares:
            self._shares = noise_shares(self._pipeline.scheduler, timesteps)
        clean, noise = self._shares[step + 1]
        change = (clean * self._calm + noise * self._noise).to(latents) - latents
        weight = (self._mask * blended).to(latents)
        moved = latents + weight * change
        return moved + guided * (1 - weight) * self._low_frequencies(change) if guided else moved

    def _low_frequencies(self, change: Any) -> Any:
        """`change`, in the layout it is sampled in, downsampled to the cells of the calm picture and upsampled."""
        from torch.nn.functional import interpolate

        spread = unpack(self._pipeline, change, *self._size)
        size = spread.shape[-2:]
        cells = [max(1, round(side * _SOFT_CELLS / max(size))) for side in size]
        return pack(self._pipeline, interpolate(interpolate(spread, cells, mode="area"), size, mode="bilinear"))


def _blend_weight(step: int, count: int, until: float) -> float:
    """The weight of the calm picture after `step` of `count`: 1 at first, 0 after the share `until` of the steps."""
    steps = math.ceil(count * until)
    return min(1.0, max(0.0, 1 - (step + 1) / steps) / _FADE_OUT) if steps else 0.0


def _own_layout(brief: Brief, trim: Trim, bucket: Bucket, seed: int) -> tuple[Pixels, tuple[Zone, ...]]:
    """The illustrator's layout; options that are requested together have their titles in alternating places.

    High and low, or left and right on wide pages; where the illustrator has the title in the middle, middle and high.
    """
    from articover.generate.illustrator.illustrator import compose, paint

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
    return layout, tuple(_alternated(zone, foot, second) if zone.role == "title" else zone for zone in scene.zones)


def _alternated(zone: Zone, foot: float, second: bool) -> Zone:
    """A title's zone at the head, or above `foot` for the `second`; one in the middle stays or moves to the head."""
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

    # A 64-bit seed of both numbers differs from every 32-bit seed of a picture.
    generator = torch.Generator("cpu").manual_seed((_NOISE_STREAM << 32) | (seed % 2**32))
    return torch.randn((1, *shape), generator=generator)


def _softened(layout: Pixels) -> Pixels:
    height, width = layout.shape[:2]
    scale = _SOFT_CELLS / max(height, width)
    small = resize(layout, (max(2, round(width * scale)), max(2, round(height * scale))))
    return resize(small, (width, height))


def _mask(zone: Zone, trim: Trim, bucket: Bucket) -> NDArray[np.float32]:
    """1 in the zone, fading to 0 around it by a smoothstep, whose slope is 0 at both ends."""
    left, top, right, bottom = bucket.canvas.trim_box_of(trim)
    feather = _FEATHER * max(bucket.width, bucket.height)
    wide, tall = right - left, bottom - top
    across = _inside(bucket.width, left + zone.left * wide, left + zone.right * wide, feather)
    down = _inside(bucket.height, top + zone.top * tall, top + zone.bottom * tall, feather)
    return np.outer(down, across).astype(np.float32)


def _inside(length: int, start: float, end: float, feather: float) -> NDArray[np.float64]:
    # A zone near an edge extends to it, because a narrow strip of detail there would disturb.
    at, edge = np.arange(length) + 0.5, np.full(length, np.inf)
    if start >= _NEAR_EDGE * length:
        edge = np.minimum(edge, (at - start) / feather + 1)
    if end <= (1 - _NEAR_EDGE) * length:
        edge = np.minimum(edge, (end - at) / feather + 1)
    rise: NDArray[np.float64] = np.clip(edge, 0.0, 1.0)
    return rise * rise * (3 - 2 * rise)


def _prompt_phrase(zone: Zone, aspect: float) -> str:
    across, down = (zone.left + zone.right) / 2, (zone.top + zone.bottom) / 2
    if _is_beside(zone, aspect):
        return ROOM_LEFT if across < 0.5 else ROOM_RIGHT
    return ROOM_ABOVE if down < 0.5 else ROOM_BELOW
