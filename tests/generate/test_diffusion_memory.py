"""Too little memory: what is given up, in which order, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tiny_painting import BRIEF, TRIM, Tiny, counted_calls, engine, painted, psnr, studio_of

from articover import notices
from articover.engine import RunContext
from articover.errors import EngineError
from articover.generate.diffusion.memory import MemoryManager, ModelCache, model_cache_of, within_memory

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


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
    session = studio_of()
    requests = [(BRIEF, TRIM, RunContext("generate", seed)) for seed in range(4)]
    with short_memory(session.pipeline.unet, lambda given: len(given) <= 4), counted_calls(session.pipeline) as calls:
        made = at_work.generate_many(requests)
    assert max(calls[-3:]) == 4 and session.memory.batch_max == 2
    assert min(psnr(one, background.pixels) for one, (background, _) in zip(alone, made, strict=True)) >= 35
    assert notices.MEMORY() in made[0][1].notes
    model_cache_of("cpu", 0).drop(model_cache_of("cpu", 0).keys[-1])


def test_when_decoding_does_not_fit_it_goes_by_tiles(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), size_px=144, steps=1, batch_max=3)
    whole, _ = painted(at_work)
    session = studio_of()
    with short_memory(session.pipeline.vae.decoder, lambda given: max(given.shape[-2:]) <= 64):
        tiled, record = painted(at_work)
    assert session.pipeline.vae.use_tiling
    assert any("in tiles" in str(note) for note in record.notes)
    assert psnr(whole.pixels, tiled.pixels) > 15, "the same picture, blended where tiles meet"
    model_cache_of("cpu", 0).drop(model_cache_of("cpu", 0).keys[-1])


def test_when_nothing_is_left_to_give_up_one_sentence_says_so(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), batch_max=2)
    painted(at_work)
    with (
        short_memory(studio_of().pipeline.unet, lambda given: False),
        pytest.raises(EngineError, match="not enough memory to paint with this model"),
    ):
        painted(at_work)
    model_cache_of("cpu", 0).drop(model_cache_of("cpu", 0).keys[-1])


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

    memory = MemoryManager(Pipeline(), "cuda:1", 4)

    def paint(items: Any) -> list[int]:
        done.append(f"{len(items)} items")
        raise MemoryError

    with pytest.raises(EngineError):
        within_memory(memory, [1, 2, 3, 4], paint)
    assert [step for step in done if "items" not in step] == ["tiling", "slicing", "model cuda:1", "sequential cuda:1"]
    assert done[:4] == ["4 items", "2 items", "1 items", "tiling"]


def test_models_leave_when_others_need_their_place() -> None:
    loaded: list[str] = []
    cache: ModelCache[str] = ModelCache(100)

    def use(key: str, size: int) -> None:
        def load() -> str:
            loaded.append(key)
            return key

        with cache.use(key, load, size) as model:
            assert model == key

    for key, size in (("a", 40), ("b", 40), ("a", 40), ("c", 40)):
        use(key, size)
    assert loaded == ["a", "b", "c"] and cache.keys == ("a", "c"), "b was used longest ago"
    with cache.use("a", lambda: "", 40):
        use("d", 90)
        assert "a" in cache.keys, "what is in use stays"
    refusals = iter([MemoryError(), None])

    def load() -> str:
        if error := next(refusals):
            raise error
        return "f"

    with cache.use("f", load, 1) as model:
        assert model == "f" and cache.keys == ("f",), "when memory runs out everybody else leaves"
    use("e", 500)
    assert cache.keys == ("e",), "what is larger than the budget stays alone"
