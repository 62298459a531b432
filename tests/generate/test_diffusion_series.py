"""The next book of a series, painted by a model: led by the light of the one before, told its colours, graded.

Networks of random numbers know neither colours nor places. Where a picture is judged, the pipeline's networks are
replaced by ones that do their work as far as it can be written down: a VAE that is linear, and a UNet that takes what
it is given for soft spots of colour under noise (the Wiener filter of that).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from sampling import sample
from tiny_painting import TRIM, Tiny, engine, painted, studio_of

from articover import notices
from articover.brief import Brief
from articover.chain import make_cover
from articover.clusters import oklab
from articover.colors import palette_of
from articover.cover import Background, Cover, Pixels
from articover.engine import RunContext
from articover.engines import Engines
from articover.errors import EngineError
from articover.generate.diffusion.families import use_scheduler
from articover.generate.diffusion.generator import Diffusion
from articover.generate.diffusion.loading import Source, load
from articover.generate.diffusion.prompt import Wording, write_prompt
from articover.generate.diffusion.series_conditioning import SeriesConditioning, color_name
from articover.generate.diffusion.sizes import bucket_for
from articover.generate.diffusion.text_region import LatentBlending, TextRegion, make_text_region
from articover.generate.illustrator import Illustrator
from articover.pictures import picture_bytes_png, resize
from articover.series import Series
from articover.trim import parse_trim

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

FIRST = Brief("Dark Water", author="Ingrid Holm", genre="mystery", synopsis="A lighthouse and a whale.")
NEXT = Brief("The Fox", author="Ingrid Holm", genre="mystery", synopsis="A fox and an owl.")
THIRD = Brief("The Bell", author="Ingrid Holm", genre="mystery", synopsis="A house and a shark.")


@contextmanager
def honest_networks(pipeline: Any) -> Iterator[None]:
    """`pipeline`, of Stable Diffusion's kind, with networks that keep what a picture is made of."""
    import torch
    from torch.nn.functional import avg_pool2d, interpolate

    spread = 2.0
    """Latents per unit of colour."""
    cell = 4

    def encode(images: Any) -> Any:
        latents = torch.cat([avg_pool2d(images, 2), torch.zeros_like(avg_pool2d(images[:, :1], 2))], 1) * spread
        return SimpleNamespace(latent_dist=SimpleNamespace(mode=lambda: latents / pipeline.vae.config.scaling_factor))

    def decode(latents: Any, **given: Any) -> Any:
        return (interpolate(latents[:, :3] * pipeline.vae.config.scaling_factor / spread, scale_factor=2),)

    def unet(sample: Any, timestep: Any, **given: Any) -> Any:
        clean = pipeline.scheduler.alphas_cumprod[int(timestep)]
        soft = interpolate(avg_pool2d(sample, cell, ceil_mode=True), sample.shape[-2:], mode="bilinear")
        guess = soft * clean**0.5 / (clean + (1 - clean) / cell**2)
        return ((sample - clean**0.5 * guess) / (1 - clean) ** 0.5,)

    kept = {(pipeline.vae, "encode"): encode, (pipeline.vae, "decode"): decode, (pipeline.unet, "forward"): unet}
    for (network, name), written in kept.items():
        setattr(network, name, written)
    try:
        yield
    finally:
        for network, name in kept:
            delattr(network, name)


def free(tiny: Tiny, **changes: Any) -> Diffusion:
    return engine(tiny("sd1"), **{"steps": 8, "size_px": 64, "scheduler": "ddim", "guidance": 0.0, **changes})


def apart(one: Pixels, other: Pixels) -> float:
    """The mean distance in OKLab of the two at 8x8 px; black and white are 1 apart."""
    small = [oklab(resize(pixels, (8, 8))).reshape(-1, 3) for pixels in (one, other)]
    return float(np.linalg.norm(small[0] - small[1], axis=1).mean())


@pytest.fixture(scope="module")
def scene() -> Background:
    """The first book as the illustrator painted it."""
    return Illustrator().generate(FIRST, TRIM, RunContext("generate", 3))[0]


def looks(scene: Background) -> dict[str, Mapping[str, Any]]:
    """What is left of the first book: the illustrator's scene, anybody's picture, or colours alone."""
    assert scene.scene is not None
    bare = replace(scene, scene=None)
    known = {"zones": [asdict(zone) for zone in bare.zones], "aspect": float(TRIM.aspect), "genre": "mystery"}
    picture = resize(bare.pixels, (170, 256), bare.trim_box_px)
    return {
        "scene": scene.scene,
        "picture": {"palette": list(bare.palette), "picture": picture, **known},
        "palette": {"palette": list(bare.palette)},
    }


@pytest.mark.parametrize("kind", sample(["scene", "picture"], "picture"))
def test_its_pictures_are_nearer_to_the_first_book(tiny: Tiny, scene: Background, kind: str) -> None:
    """Free, led, and led and graded, over two seeds; the free ones stand as far off as chance has it."""
    painted(free(tiny, steps=1))
    look = looks(scene)[kind]
    with honest_networks(studio_of().pipeline):
        alone = [painted(free(tiny), seed, NEXT)[0].pixels for seed in (1, 2)]
        led = [painted(free(tiny).following(look), seed, NEXT)[0] for seed in (1, 2)]
        told = [painted(free(tiny, series_hold=0.0).following(look), seed, NEXT)[0].pixels for seed in (1, 2)]
    distances = {
        name: float(np.mean([apart(pixels, scene.pixels) for pixels in made]))
        for name, made in (("free", alone), ("graded", told), ("led", [each.pixels for each in led]))
    }
    assert distances["graded"] < 0.8 * distances["free"], distances
    assert distances["led"] < 0.8 * distances["graded"] and distances["led"] < 0.5 * distances["free"], distances
    # Among themselves they are a set, and no two are the same picture.
    among = apart(led[0].pixels, led[1].pixels)
    assert 0.01 < among < 0.7 * apart(alone[0], alone[1])
    assert {each.palette for each in led} == {scene.palette}
    assert {each.zones for each in led} == {scene.zones}


@pytest.mark.parametrize("kind", sample(["sd1", "sdxl", "sd3", "flux"], "sd1", "flux"))
def test_the_low_frequencies_are_led_and_the_high_ones_are_not(tiny: Tiny, scene: Background, kind: str) -> None:
    """Of white noise, outside of the title's place: what is led moves evenly, and is let go in time."""
    import torch

    pipeline = load(Source(kind, tiny(kind)), "float32", safety_checker=True).pipeline
    if kind == "sd1":
        use_scheduler(pipeline, "ddim")
    if kind == "flux":
        pipeline.scheduler.set_timesteps(10, mu=1.0)
    else:
        pipeline.scheduler.set_timesteps(10)
    assert scene.scene is not None
    bucket = bucket_for(TRIM, 96, 16)
    room = make_text_region(NEXT, TRIM, bucket, 7, SeriesConditioning.of(scene.scene))
    assert room is not None
    zones = replace(room, mask=np.zeros_like(room.mask))
    hold = LatentBlending(pipeline, [zones], [7], 0.0, 0.4)
    from articover.generate.diffusion.latents import pack, unpack

    size = bucket.height, bucket.width
    channels = unpack(pipeline, hold._calm, *size).shape[1]
    given = torch.randn((1, channels, size[0] // 2, size[1] // 2), generator=torch.Generator().manual_seed(1))
    steps = [
        unpack(pipeline, hold.apply(pack(pipeline, given), step, pipeline.scheduler.timesteps), *size)
        for step in range(10)
    ]
    assert all(torch.equal(after, given) for after in steps[3:]), "let go after 40 % of the steps"
    # What moved is smooth: neighbours move alike, however much all of it moves.
    moved = (steps[0] - given)[0]
    assert float(moved.abs().mean()) > 0.05
    fine = float(moved.diff(dim=-1).abs().mean() + moved.diff(dim=-2).abs().mean())
    assert fine < 0.2 * float(given[0].diff(dim=-1).abs().mean() + given[0].diff(dim=-2).abs().mean())


def test_all_three_kinds_of_earlier_books_are_followed(tiny: Tiny, scene: Background) -> None:
    other, _ = painted(free(tiny, steps=2), 7, NEXT)
    for kind, look in looks(scene).items():
        at_work = free(tiny, steps=2).following(look)
        background, record = painted(at_work, 7, NEXT)
        assert background.palette == scene.palette, kind
        assert notices.SERIES_LED() in record.notes
        again, _ = painted(at_work, 7, NEXT)
        assert np.array_equal(background.pixels, again.pixels), kind
        assert not np.array_equal(background.pixels, other.pixels), kind


def test_a_page_of_another_shape_keeps_colours_and_has_places_of_its_own(tiny: Tiny, scene: Background) -> None:
    wide = parse_trim("16:9")
    for look in looks(scene).values():
        background, _ = free(tiny, steps=1).following(look).generate(NEXT, wide, RunContext("generate", 7))
        assert background.palette == scene.palette
        assert background.zones and background.zones != scene.zones


def test_several_books_of_one_series_share_a_batch_and_free_ones_keep_theirs(tiny: Tiny, scene: Background) -> None:
    assert scene.scene is not None
    following = free(tiny, steps=3).following(scene.scene)
    assert isinstance(following, Diffusion)
    alone = [painted(following, seed, NEXT)[0].pixels for seed in (1, 17)]
    made = following.generate_many([(NEXT, TRIM, RunContext("generate", seed)) for seed in (1, 17)])
    for picture, expected in zip(made, alone, strict=True):
        assert not isinstance(picture, Exception)
        assert float(np.abs(picture[0].pixels.astype(float) - expected).mean()) < 3


def test_what_cannot_be_led_says_so(tiny: Tiny, scene: Background) -> None:
    assert scene.scene is not None
    background, record = painted(free(tiny, steps=1, series_hold=0.0).following(scene.scene), 7, NEXT)
    assert notices.SERIES_TOLD() in record.notes and notices.SERIES_LED() not in record.notes
    assert background.palette == scene.palette
    with pytest.raises(EngineError, match="colours and scene cannot be read"):
        free(tiny).following({"palette": []})
    with pytest.raises(EngineError, match="earlier book"):
        free(tiny).following({"recipe": "tide"})


def test_the_series_keeps_its_style_and_the_book_its_genre() -> None:
    series = SeriesConditioning.of({"palette": ["#12263a", "#3e6680", "#f2d7a0", "#e4572e"], "genre": "poetry"})
    wording = Wording("{genre}", {}, colors=series.prompt_phrase, genre=series.genre)
    told = write_prompt(NEXT, wording, lambda text: True)
    assert told.text.startswith("mystery") and "watercolor" in told.text and "moody" not in told.text
    assert series.prompt_phrase in told.text and series.prompt_phrase.startswith("color palette of ")
    # What is short of room loses style and finish before the colours of the series, and those before its subject.
    most = f"mystery, fox, owl, {series.prompt_phrase}"
    assert write_prompt(NEXT, wording, lambda text: len(text) <= len(most)).text == most
    assert "owl" in write_prompt(NEXT, wording, lambda text: len(text) < len(series.prompt_phrase)).text


@pytest.mark.parametrize(
    ("color", "names"),
    [
        ("#ffffff", ["white"]),
        ("#0e1418", ["black", "charcoal"]),
        ("#ede6da", ["linen", "antique white"]),
        ("#0d1a26", ["navy blue", "charcoal", "black"]),
        ("#c0392b", ["dusty red", "scarlet", "brick red"]),
        ("#2f6b4f", ["pine green", "dusty teal"]),
        ("#f4c27a", ["peach", "wheat", "sand", "light peach"]),
        ("#1b2a6b", ["cobalt blue", "denim blue", "indigo", "twilight blue"]),
    ],
)
def test_colours_are_called_what_people_call_them(color: str, names: list[str]) -> None:
    assert color_name(color) in names


# Through the chain: palette only of what a model painted, a picture of the writer's, a scene


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


def cover_of(brief: Brief, engines: Engines, generator: Any, series: Series | None = None, seed: int = 3) -> Cover:
    return make_cover(brief, TRIM, seed, engines, generator=generator, series=series)


def test_three_books_by_a_model_are_a_set(tiny: Tiny, engines: Engines) -> None:
    model = free(tiny, steps=2)
    assert model.description.follows_series
    first = cover_of(FIRST, engines, model)
    assert len(first.background.palette) == 4
    assert first.background.palette == palette_of(first.background.pixels)
    second = cover_of(NEXT, engines, model, Series.of(first))
    third = cover_of(THIRD, engines, model, Series.of(second))
    for book in (second, third):
        assert book.background.palette == first.background.palette, "colours do not drift from book to book"
        assert book.notices.count(notices.SERIES_LED()) == 1
        assert notices.OWN_PICTURE() not in book.notices
        one, other = ({layer.role: layer for layer in cover.layers} for cover in (first, book))
        assert one["title"].font == other["title"].font
        assert one["author"].lines == other["author"].lines
        zone, own = ({each.role: each for each in made.background.zones}["title"] for made in (book, first))
        assert (zone.left, zone.right, zone.bottom) == (own.left, own.right, own.bottom)


def test_a_model_and_the_illustrator_follow_each_other(tiny: Tiny, engines: Engines, tmp_path: Path) -> None:
    y, x = np.mgrid[:900, :600]
    mine = np.stack([200 - x / 6, 90 + y / 18, 60 + 0 * x], axis=-1).astype(np.uint8)
    (tmp_path / "mine.png").write_bytes(picture_bytes_png(mine))
    model = free(tiny, steps=2)
    for painter in (engines.upload(tmp_path / "mine.png"), Illustrator()):
        first = cover_of(FIRST, engines, painter)
        second = cover_of(NEXT, engines, model, Series.of(first))
        assert second.background.palette == first.background.palette
        assert notices.SERIES_LED() in second.notices
        third = cover_of(THIRD, engines, Illustrator(), Series.of(second))
        assert third.background.palette == first.background.palette


def test_an_earlier_book_without_colours_is_said(tiny: Tiny, engines: Engines) -> None:
    """As covers by a model were stored before their colours were."""
    first = cover_of(FIRST, engines, Illustrator())
    bare = replace(first, background=replace(first.background, scene=None, palette=()))
    assert Series.of(bare).palette == palette_of(
        resize(bare.background.pixels, (171, 256), bare.background.trim_box_px)
    )
    unknown = replace(Series.of(bare), palette=())
    made = cover_of(NEXT, engines, Illustrator(), unknown)
    assert notices.OWN_PICTURE() in made.notices


# Options


def test_options_hold_their_titles_in_different_places() -> None:
    brief, bucket = Brief("The Dragon", genre="fantasy", synopsis="A castle."), bucket_for(TRIM, 512, 64)
    for ratio in ("2:3", "1:1", "16:9"):
        trim = parse_trim(ratio)
        bucket = bucket_for(trim, 512, 64)
        rooms = [made for seed in (5, 21, 37, 53) if (made := make_text_region(brief, trim, bucket, seed))]
        assert len(rooms) == 4
        places = {(zone.left, zone.top) for room in rooms for zone in room.zones if zone.role == "title"}
        assert len(places) >= 2, ratio
        assert {room.prompt_phrase for room in rooms} >= {rooms[0].prompt_phrase, rooms[1].prompt_phrase} and rooms[
            0
        ].prompt_phrase != rooms[1].prompt_phrase
        for room in rooms:
            assert_apart(room)


def assert_apart(room: TextRegion) -> None:
    """The title's zone is on the page and clear of the author's."""
    title = next(zone for zone in room.zones if zone.role == "title")
    assert 0 <= title.left < title.right <= 1 and 0 <= title.top < title.bottom <= 1
    for author in (zone for zone in room.zones if zone.role == "author"):
        assert title.bottom <= author.top or title.top >= author.bottom
    assert room.mask.max() > 0.99 and room.mask.mean() < 0.7


def test_options_of_a_series_stay_in_their_place(scene: Background) -> None:
    assert scene.scene is not None
    bucket = bucket_for(TRIM, 512, 64)
    rooms = [make_text_region(NEXT, TRIM, bucket, seed, SeriesConditioning.of(scene.scene)) for seed in (5, 21)]
    assert {room.zones for room in rooms if room is not None} == {scene.zones}
