"""Pictures by whole tiny pipelines, each saved and loaded by the calls a real one goes through."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from articover import notices
from articover.brief import Brief
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import Progress, Run
from articover.errors import Cancelled, EngineError, RequestError
from articover.generate.diffusion import latents, sampling, speed
from articover.generate.diffusion.engine import Diffusion
from articover.generate.diffusion.families import use_scheduler
from articover.generate.diffusion.loading import Source, load
from articover.generate.diffusion.memory import Residents, Thrift, residents_of, within_memory
from articover.generate.diffusion.options import DiffusionSettings
from articover.generate.diffusion.room import Hold, make_room
from articover.generate.diffusion.sizes import bucket_for
from articover.generate.diffusion.studio import Studio
from articover.generate.together import Together
from articover.trim import BLEED_IN, parse_trim
from articover.weights import file_sha256

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

Tiny = Callable[[str], Path]
TRIM = parse_trim("2:3")
BRIEF = Brief("The Keeper", genre="mystery", synopsis="A lighthouse by the sea.", requirements="blue")


def engine(folder: Path, **changes: Any) -> Diffusion:
    return Diffusion(DiffusionSettings(**{"model": str(folder), "steps": 3, "size_px": 48, "device": "cpu", **changes}))


def painted(engine: Diffusion, seed: int = 7, brief: Brief = BRIEF) -> tuple[Background, EngineRecord]:
    return engine.generate(brief, TRIM, Run("generate", seed))


def psnr(one: Pixels, other: Pixels) -> float:
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def studio_of(device: str = "cpu", budget_mb: int = 0) -> Studio:
    """The studio used last."""
    residents = residents_of(device, budget_mb)
    with residents.use(residents.keys[-1], lambda: None, 0) as studio:
        assert isinstance(studio, Studio)
        return studio


@pytest.mark.parametrize("kind", ["sd1", "sdxl", "sd3", "flux", "lcm", "turbo"])
def test_every_family_paints_a_page_with_its_bleed(tiny: Tiny, kind: str) -> None:
    folder = tiny(kind)
    background, record = painted(engine(folder))
    height, width = background.pixels.shape[:2]
    left, top, right, bottom = background.trim_box_px
    bleed = float(BLEED_IN / TRIM.width_in) * (right - left)
    assert min(left, top, width - right, height - bottom) >= bleed - 1e-6
    assert abs(width * height / 48**2 - 1) < 0.3
    assert background.pixels.std() > 3
    assert background.prompt is not None and "lighthouse" in background.prompt.casefold()

    assert record.generative and record.model == kind
    assert record.weights == {
        file.relative_to(folder).as_posix(): file_sha256(file) for file in folder.rglob("*.safetensors")
    }
    assert any("steps" in note and "guidance" in note for note in record.notes)
    assert any(kind in credit for credit in record.credits)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sd1", "DPMSolverMultistepScheduler, 28 steps, guidance 7.5"),
        ("sdxl", "DPMSolverMultistepScheduler, 30 steps, guidance 6"),
        ("sd3", "FlowMatchEulerDiscreteScheduler, 28 steps, guidance 5"),
        ("lcm", "LCMScheduler, 6 steps, guidance 1.5"),
        ("turbo", "EulerDiscreteScheduler, 4 steps, guidance 0"),
    ],
)
def test_scheduler_steps_and_guidance_suit_the_model(tiny: Tiny, kind: str, said: str) -> None:
    _, record = painted(engine(tiny(kind), steps=0, size_px=32))
    assert said in record.notes


def test_scheduler_steps_and_guidance_of_the_config_are_used(tiny: Tiny) -> None:
    _, record = painted(engine(tiny("sd1"), steps=2, guidance=3.0, scheduler="euler-a"))
    assert "EulerAncestralDiscreteScheduler, 2 steps, guidance 3" in record.notes
    with pytest.raises(RequestError, match="no scheduler"):
        painted(engine(tiny("sd1"), scheduler="fastest"))
    with pytest.raises(RequestError, match="does not fit this model"):
        painted(engine(tiny("sd3"), scheduler="ddim"))


@pytest.mark.parametrize("kind", ["sd1", "flux"])
def test_the_same_seed_gives_the_same_bits(tiny: Tiny, kind: str) -> None:
    first, _ = painted(engine(tiny(kind)))
    residents_of("cpu", 0).drop(residents_of("cpu", 0).keys[-1])
    again, _ = painted(engine(tiny(kind)))
    other, _ = painted(engine(tiny(kind)), seed=8)
    assert np.array_equal(first.pixels, again.pixels)
    assert not np.array_equal(first.pixels, other.pixels)


def test_other_words_give_another_picture(tiny: Tiny) -> None:
    first, _ = painted(engine(tiny("sd1")))
    other, _ = painted(engine(tiny("sd1")), brief=Brief("The Dragon", genre="fantasy", synopsis="A castle burns."))
    assert not np.array_equal(first.pixels, other.pixels)


# Progress, previews, cancelling


@pytest.mark.parametrize("kind", ["sd1", "flux"])
def test_progress_rises_step_by_step_and_shows_small_pictures(
    tiny: Tiny, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "_PREVIEW_EVERY_S", 0.0)
    seen: list[Progress] = []
    engine(tiny(kind)).generate(BRIEF, TRIM, Run("generate", 7, seen.append))
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert [progress.message for progress in seen if "step" in progress.message] == [
        f"painting, step {step} of 3" for step in (1, 2, 3)
    ]
    looks = [progress.picture for progress in seen if progress.picture is not None]
    assert len(looks) == 3
    assert all(look.shape == (28, 20, 3) and look.dtype == np.uint8 and look.std() > 0 for look in looks)


def test_no_previews_where_none_are_wanted(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "_PREVIEW_EVERY_S", 0.0)
    seen: list[Progress] = []
    engine(tiny("sd1"), previews=False).generate(BRIEF, TRIM, Run("generate", 7, seen.append))
    assert all(progress.picture is None for progress in seen)


def test_a_preview_resembles_the_picture_it_foretells(tiny: Tiny) -> None:
    pipeline = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    ramp = np.linspace(0, 255, 64)
    picture = np.stack([ramp + 0 * ramp[:, None], ramp[:, None] + 0 * ramp, 128 + 0 * ramp * ramp[:, None]], axis=-1)
    look = latents.Previewer(pipeline).look(latents.encode(pipeline, picture[None].astype(np.uint8)), 64, 64)[0]
    small = picture.reshape(32, 2, 32, 2, 3).mean(axis=(1, 3))
    for channel in (0, 1):
        assert np.corrcoef(look[..., channel].ravel(), small[..., channel].ravel())[0, 1] > 0.5


def test_a_run_cancelled_stops_at_the_next_step_and_harms_nothing(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), steps=6)
    before, _ = painted(at_work)
    seen: list[str] = []
    run = Run("generate", 7, lambda progress: seen.append(progress.message), lambda: "painting, step 2 of 6" in seen)
    with pytest.raises(Cancelled):
        at_work.generate(BRIEF, TRIM, run)
    assert "painting, step 3 of 6" not in seen
    after, _ = painted(at_work)
    assert np.array_equal(before.pixels, after.pixels)


# Batches


@contextmanager
def counted_calls(pipeline: Any) -> Iterator[list[int]]:
    """How many latents the network was given at each call."""
    calls: list[int] = []
    network = getattr(pipeline, "unet", None) or pipeline.transformer

    def count(module: Any, args: Any, kwargs: Any) -> None:
        calls.append(len(args[0] if args else kwargs["hidden_states"]))

    hook = network.register_forward_pre_hook(count, with_kwargs=True)
    try:
        yield calls
    finally:
        hook.remove()


@pytest.mark.parametrize("kind", ["sd1", "sdxl", "sd3", "flux", "lcm"])
def test_a_batch_paints_what_each_would_be_alone(tiny: Tiny, kind: str) -> None:
    at_work = engine(tiny(kind))
    briefs = [BRIEF, Brief("Dragon", genre="fantasy", synopsis="A dragon over a castle."), Brief("Nothing")]
    alone = [painted(at_work, seed, brief)[0].pixels for seed, brief in enumerate(briefs)]
    with counted_calls(studio_of().pipeline) as calls:
        together = at_work.generate_many([(brief, TRIM, Run("generate", seed)) for seed, brief in enumerate(briefs)])
    assert len(calls) in (3, 4), "one batch, one call a step"
    assert min(psnr(one, made.pixels) for one, (made, _) in zip(alone, together, strict=True)) >= 35
    assert [record.seed for _, record in together] == [0, 1, 2]


def test_requests_of_several_threads_share_a_batch_and_one_may_be_cancelled(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), batch_wait_s=0.5)
    alone = {seed: painted(at_work, seed)[0].pixels for seed in (1, 2)}
    got: dict[int, Any] = {}
    seen: list[str] = []

    def one(seed: int) -> None:
        cancelled = (lambda: "painting, step 1 of 3" in seen) if seed == 3 else (lambda: False)
        try:
            got[seed] = at_work.generate(
                BRIEF, TRIM, Run("generate", seed, lambda progress: seen.append(progress.message), cancelled)
            )[0].pixels
        except Cancelled as error:
            got[seed] = error

    with counted_calls(studio_of().pipeline) as calls:
        threads = [threading.Thread(target=one, args=(seed,)) for seed in (1, 2, 3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    # Guidance doubles what the network is given.
    assert calls == [6, 6, 6]
    assert isinstance(got[3], Cancelled)
    assert min(psnr(alone[seed], got[seed]) for seed in alone) >= 35


def test_four_options_are_one_batch(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"))
    alone = {seed: painted(at_work, seed)[0].pixels for seed in (0, 16, 32, 48)}
    together = Together(at_work, [(BRIEF, TRIM, seed) for seed in alone])
    with counted_calls(studio_of().pipeline) as calls:
        got = {seed: together.generate(BRIEF, TRIM, Run("generate", seed)) for seed in alone}
    # Guidance doubles what the network is given.
    assert calls == [8, 8, 8]
    assert min(psnr(alone[seed], background.pixels) for seed, (background, _) in got.items()) >= 35
    assert [record.seed for _, record in got.values()] == list(alone)
    # Letters were found, say: the next seed is painted by itself.
    assert together.generate(BRIEF, TRIM, Run("generate", 17))[1].seed == 17


def test_another_size_is_another_batch(tiny: Tiny) -> None:
    made = engine(tiny("sd1")).generate_many(
        [(BRIEF, parse_trim(ratio), Run("generate", 7)) for ratio in ("2:3", "1:1", "3:2")]
    )
    shapes = [background.pixels.shape[:2] for background, _ in made]
    assert [np.sign(height - width) for height, width in shapes] == [1, 0, -1]


# The safety checker


def test_what_the_safety_checker_stops_is_never_handed_on(tiny: Tiny) -> None:
    seen: list[Progress] = []
    with pytest.raises(EngineError, match="safety checker stopped every picture"):
        engine(tiny("sd1-flagged"), steps=1).generate(BRIEF, TRIM, Run("generate", 7, seen.append))
    assert sum("step 1" in progress.message for progress in seen) == 3, "three seeds were tried"


def test_a_picture_the_checker_lets_pass_is_the_same_as_without_it(tiny: Tiny) -> None:
    with_checker, _ = painted(engine(tiny("sd1-clean")))
    without, _ = painted(engine(tiny("sd1-clean"), safety_checker=False))
    assert np.array_equal(with_checker.pixels, without.pixels)
    unchecked, _ = painted(engine(tiny("sd1-flagged"), safety_checker=False))
    assert unchecked.pixels.std() > 3


def test_a_stopped_picture_is_painted_with_the_next_seed_and_that_is_said(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1-clean"), steps=2, title_room=0.0)
    painted(at_work)
    pipeline = studio_of().pipeline
    # It looks at the middle of each picture, then at the edges.
    thresholds = iter([-2.0, 2.0, 2.0, 2.0])

    def judge(checker: Any, given: Any) -> None:
        checker.concept_embeds_weights.data.fill_(next(thresholds))

    hook = pipeline.safety_checker.register_forward_pre_hook(judge)
    try:
        background, record = painted(at_work, seed=7)
    finally:
        hook.remove()
    assert notices.SAFETY.said(count=1) in record.notes
    assert np.array_equal(background.pixels, painted(at_work, seed=8)[0].pixels)
    thresholds = iter([2.0, -2.0, 2.0, 2.0])
    hook = pipeline.safety_checker.register_forward_pre_hook(judge)
    try:
        _, record = painted(at_work, seed=7)
    finally:
        hook.remove()
    assert notices.SAFETY.said(count=1) in record.notes, "what is seen at the edges only stops it, too"


# Room for the title


@pytest.mark.parametrize("kind", ["sd1", "sdxl", "sd3", "flux"])
def test_the_titles_place_stays_calm(tiny: Tiny, kind: str) -> None:
    """Detail there, as the mean difference of neighbours, with the hold and without it.

    A network of random numbers has no sense of place, so a part of the calm reaches the rest of its picture, too.
    """

    def detail(room: float) -> tuple[float, float]:
        background, _ = painted(engine(tiny(kind), steps=4, title_room=room))
        steps = np.abs(np.diff(background.pixels.astype(float), axis=1)).mean(axis=2)
        height = len(steps)
        return float(steps[round(0.06 * height) : round(0.28 * height)].mean()), float(steps[height // 2 :].mean())

    free, held = detail(0.0), detail(1.0)
    assert held[0] < 0.8 * free[0]
    assert held[0] / held[1] < 0.92 * free[0] / free[1]


def test_the_hold_lets_go_before_the_end(tiny: Tiny) -> None:
    import torch

    pipeline = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    use_scheduler(pipeline, "ddim")
    pipeline.scheduler.set_timesteps(10)
    bucket = bucket_for(TRIM, 64, 8)
    room = make_room(BRIEF, TRIM, bucket, 7)
    assert room is not None
    hold = Hold(pipeline, [room], [7], 0.6)
    zeros = torch.zeros(1, 4, bucket.height // 2, bucket.width // 2)
    moved = [hold.apply(zeros, step, pipeline.scheduler.timesteps).abs().mean(dim=(0, 1, 3)) for step in range(10)]
    top, foot = slice(4, 10), slice(25, None)
    assert all(float(step[top].min()) > 0 for step in moved[:5])
    assert all(not step.any() for step in moved[5:])
    assert all(not step[foot].any() for step in moved), "the rest is never touched"


def test_the_typesetter_is_told_where_the_room_is(tiny: Tiny) -> None:
    held, _ = painted(engine(tiny("sd1")))
    free, _ = painted(engine(tiny("sd1"), title_room=0.0))
    assert [zone.role for zone in held.zones] == ["title", "author"]
    assert free.zones == ()


# Memory


@contextmanager
def short_memory(module: Any, fits: Callable[[Any], bool]) -> Iterator[None]:
    """A network that runs out of memory as a GPU does, wherever `fits` of its first input says no."""
    import torch

    def refuse(module: Any, args: Any) -> None:
        if not fits(args[0]):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    hook = module.register_forward_pre_hook(refuse)
    try:
        yield
    finally:
        hook.remove()


def test_a_batch_too_large_is_split_and_that_is_said(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), batch_max=5)
    alone = [painted(at_work, seed)[0].pixels for seed in range(4)]
    studio = studio_of()
    requests = [(BRIEF, TRIM, Run("generate", seed)) for seed in range(4)]
    with short_memory(studio.pipeline.unet, lambda given: len(given) <= 4), counted_calls(studio.pipeline) as calls:
        made = at_work.generate_many(requests)
    assert max(calls[-3:]) == 4 and studio.thrift.batch_max == 2
    assert min(psnr(one, background.pixels) for one, (background, _) in zip(alone, made, strict=True)) >= 35
    assert notices.MEMORY.said() in made[0][1].notes
    residents_of("cpu", 0).drop(residents_of("cpu", 0).keys[-1])


def test_when_decoding_does_not_fit_it_goes_by_tiles(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), size_px=144, steps=1, batch_max=3)
    whole, _ = painted(at_work)
    studio = studio_of()
    with short_memory(studio.pipeline.vae.decoder, lambda given: max(given.shape[-2:]) <= 64):
        tiled, record = painted(at_work)
    assert studio.pipeline.vae.use_tiling
    assert any("in tiles" in note for note in record.notes)
    assert psnr(whole.pixels, tiled.pixels) > 15, "the same picture, blended where tiles meet"
    residents_of("cpu", 0).drop(residents_of("cpu", 0).keys[-1])


def test_when_nothing_is_left_to_give_up_one_sentence_says_so(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), batch_max=2)
    painted(at_work)
    with (
        short_memory(studio_of().pipeline.unet, lambda given: False),
        pytest.raises(EngineError, match="not enough memory to paint with this model"),
    ):
        painted(at_work)
    residents_of("cpu", 0).drop(residents_of("cpu", 0).keys[-1])


def test_what_is_given_up_on_a_gpu_goes_from_cheap_to_dear() -> None:
    done: list[str] = []

    class Pipeline:
        """As much of one as giving up needs."""

        class vae:  # noqa: N801
            enable_tiling = staticmethod(lambda: done.append("tiling"))
            enable_slicing = staticmethod(lambda: done.append("slicing"))

        def remove_all_hooks(self) -> None: ...

        def to(self, *args: Any, **kwargs: Any) -> None: ...

        def enable_model_cpu_offload(self, device: str) -> None:
            done.append(f"model {device}")

        def enable_sequential_cpu_offload(self, device: str) -> None:
            done.append(f"sequential {device}")

    thrift = Thrift(Pipeline(), "cuda:1", 4)

    def paint(items: Any) -> list[int]:
        done.append(f"{len(items)} items")
        raise MemoryError

    with pytest.raises(EngineError):
        within_memory(thrift, [1, 2, 3, 4], paint)
    assert [step for step in done if "items" not in step] == ["tiling", "slicing", "model cuda:1", "sequential cuda:1"]
    assert done[:4] == ["4 items", "2 items", "1 items", "tiling"]


def test_models_leave_when_others_need_their_place() -> None:
    loaded: list[str] = []
    residents: Residents[str] = Residents(100)

    def use(key: str, size: int) -> None:
        def load() -> str:
            loaded.append(key)
            return key

        with residents.use(key, load, size) as model:
            assert model == key

    for key, size in (("a", 40), ("b", 40), ("a", 40), ("c", 40)):
        use(key, size)
    assert loaded == ["a", "b", "c"] and residents.keys == ("a", "c"), "b was used longest ago"
    with residents.use("a", lambda: "", 40):
        use("d", 90)
        assert "a" in residents.keys, "what is in use stays"
    refusals = iter([MemoryError(), None])

    def load() -> str:
        if error := next(refusals):
            raise error
        return "f"

    with residents.use("f", load, 1) as model:
        assert model == "f" and residents.keys == ("f",), "when memory runs out everybody else leaves"
    use("e", 500)
    assert residents.keys == ("e",), "what is larger than the budget stays alone"


# Speed


@pytest.mark.parametrize("kind", ["sd1", "sdxl", "flux", "sd3"])
def test_fused_attention_paints_the_same_and_leaves_no_trace(tiny: Tiny, kind: str) -> None:
    pipeline = load(Source(kind, tiny(kind)), "float32", safety_checker=True).pipeline

    def paint() -> Pixels:
        order = sampling.Order("a whale", "a whale" * (kind in ("flux", "sd3")), "text", 7, Run("generate"))
        (made,) = sampling.paint(pipeline, sampling.Plan(32, 32, 2, 5.0, 0.0), [order])
        assert isinstance(made, sampling.Painted)
        return made.pixels

    plain = paint()
    assert speed.can_fuse(pipeline)
    speed.fuse_qkv(pipeline, True)
    network = getattr(pipeline, "unet", None) or pipeline.transformer
    assert any(getattr(module, "fused_projections", False) for module in network.modules())
    assert psnr(paint(), plain) > 50
    speed.fuse_qkv(pipeline, False)
    assert np.array_equal(paint(), plain)


def test_a_compiled_network_paints_the_same(tiny: Tiny) -> None:
    pipeline = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    order = sampling.Order("a whale", "", "text", 7, Run("generate"))
    plan = sampling.Plan(32, 32, 2, 7.5, 0.0)
    (plain,) = sampling.paint(pipeline, plan, [order])
    # What inductor makes of the graph is its own affair, and takes a minute; that there is one graph is ours.
    speed.compile_network(pipeline, backend="eager")
    (compiled,) = sampling.paint(pipeline, plan, [order])
    assert isinstance(compiled, sampling.Painted) and isinstance(plain, sampling.Painted)
    assert psnr(compiled.pixels, plain.pixels) > 50


def test_a_model_that_waits_in_the_machines_memory_paints_the_same(tiny: Tiny) -> None:
    """Networks move to their device when needed; here from this memory to itself, by the very hooks."""
    at_work = engine(tiny("sd1"), batch_max=7)
    before, _ = painted(at_work)
    studio_of().pipeline.enable_model_cpu_offload(device="cpu")
    after, _ = painted(at_work)
    assert psnr(before.pixels, after.pixels) > 45
    residents_of("cpu", 0).drop(residents_of("cpu", 0).keys[-1])


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
@pytest.mark.parametrize("kind", ["sd1", "sdxl", "flux"])
def test_half_precision_paints_nearly_the_same(tiny: Tiny, kind: str, dtype: str) -> None:
    whole, _ = painted(engine(tiny(kind)))
    half, record = painted(engine(tiny(kind), dtype=dtype))
    assert psnr(whole.pixels, half.pixels) > 30
    assert any(f"{dtype} on cpu" in note for note in record.notes)
