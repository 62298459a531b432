"""What makes painting faster paints the same."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from sampling import sample
from tiny_painting import Tiny, engine, painted, psnr, studio_of

from articover import doctor
from articover.cover import Pixels
from articover.engine import RunContext
from articover.generate.diffusion import sampling, speed
from articover.generate.diffusion.loading import Source, load
from articover.generate.diffusion.memory import model_cache_of

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.mark.parametrize(
    "kind", ["sd1", *(pytest.param(kind, marks=pytest.mark.soak) for kind in ("sdxl", "flux", "sd3"))]
)
def test_fused_attention_paints_the_same_and_leaves_no_trace(tiny: Tiny, kind: str) -> None:
    pipeline = load(Source(kind, tiny(kind)), "float32", safety_checker=True).pipeline

    def paint() -> Pixels:
        order = sampling.Sample("a whale", "a whale" * (kind in ("flux", "sd3")), "text", 7, RunContext("generate"))
        (made,) = sampling.paint(pipeline, sampling.SamplingPlan(32, 32, 2, 5.0, 0.0), [order])
        assert isinstance(made, sampling.SampleResult)
        return made.pixels

    plain = paint()
    assert speed.can_fuse(pipeline)
    speed.fuse_qkv(pipeline, True)
    network = getattr(pipeline, "unet", None) or pipeline.transformer
    assert any(getattr(module, "fused_projections", False) for module in network.modules())
    assert psnr(paint(), plain) > 50
    speed.fuse_qkv(pipeline, False)
    assert np.array_equal(paint(), plain)


@pytest.mark.soak
def test_a_compiled_network_paints_the_same(tiny: Tiny) -> None:
    pipeline = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    order = sampling.Sample("a whale", "", "text", 7, RunContext("generate"))
    plan = sampling.SamplingPlan(32, 32, 2, 7.5, 0.0)
    (plain,) = sampling.paint(pipeline, plan, [order])
    # What inductor makes of the graph is its own affair, and takes a minute; that there is one graph is ours.
    speed.compile_network(pipeline, backend="eager")
    (compiled,) = sampling.paint(pipeline, plan, [order])
    assert isinstance(compiled, sampling.SampleResult) and isinstance(plain, sampling.SampleResult)
    assert psnr(compiled.pixels, plain.pixels) > 50


def test_a_model_that_waits_in_the_machines_memory_paints_the_same(tiny: Tiny) -> None:
    """Networks move to their device when needed; here from this memory to itself, by the very hooks."""
    at_work = engine(tiny("sd1"), batch_max=7)
    before, _ = painted(at_work)
    studio_of().pipeline.enable_model_cpu_offload(device="cpu")
    after, _ = painted(at_work)
    assert psnr(before.pixels, after.pixels) > 45
    model_cache_of("cpu", 0).drop(model_cache_of("cpu", 0).keys[-1])


@pytest.mark.parametrize("dtype", sample(["float16", "bfloat16"], "float16"))
@pytest.mark.parametrize("kind", ["sd1", *(pytest.param(kind, marks=pytest.mark.soak) for kind in ("sdxl", "flux"))])
def test_half_precision_paints_nearly_the_same(tiny: Tiny, kind: str, dtype: str) -> None:
    whole, _ = painted(engine(tiny(kind)))
    half, record = painted(engine(tiny(kind), dtype=dtype))
    assert psnr(whole.pixels, half.pixels) > 30
    assert any(f"{dtype} on cpu" in str(note) for note in record.notes)


def test_a_gpu_counts_only_where_torch_can_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: dict[str, str] = {}

    def install(version: str) -> None:
        package = tmp_path / "torch"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text("", encoding="utf-8")
        (package / "version.py").write_text(version, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("torch", package / "__init__.py")
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
        built["for"] = speed.torch_built_for()

    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    card = tmp_path / "card"
    monkeypatch.setattr(speed, "_DRIVERS", (str(card),))
    install("cuda: Optional[str] = '12.8'\nhip: Optional[str] = None\n")
    assert built["for"] == "cuda 12.8" and not speed.has_gpu()
    card.touch()
    assert speed.has_gpu()
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    assert not speed.has_gpu()
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    install("cuda: Optional[str] = None\nhip: Optional[str] = '6.4'\n")
    assert built["for"] == "hip 6.4" and speed.has_gpu()
    install("cuda: Optional[str] = None\nhip: Optional[str] = None\n")
    assert built["for"] == "" and speed.shows_gpu() and not speed.has_gpu()
    assert "built without GPUs" in doctor._gpu()
