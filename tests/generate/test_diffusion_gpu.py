"""The whole way of a picture on a fake GPU (see `fake_gpu`): devices, precisions, waits, and memory."""

from __future__ import annotations

import gc
import importlib.util
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

import fake_gpu

from articover.brief import Brief
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import RunContext
from articover.errors import Cancelled, EngineError, MissingError
from articover.facts import Fact
from articover.generate.diffusion import latents, memory, sampling, speed
from articover.generate.diffusion.families import SCHEDULERS, use_scheduler
from articover.generate.diffusion.generator import Diffusion
from articover.generate.diffusion.loading import Source, load, loaded_bytes
from articover.generate.diffusion.memory import ModelCache, model_cache_of
from articover.generate.diffusion.options import DiffusionSettings, LoraSettings
from articover.generate.diffusion.session import PipelineSession
from articover.progress import PAINTING_STEP
from articover.remove.inpaint_options import InpaintSettings
from articover.remove.inpaint_sd import SdInpainter
from articover.trim import parse_trim

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

Tiny = Callable[[str], Path]
TRIM = parse_trim("2:3")
BRIEF = Brief("The Keeper", genre="mystery", synopsis="A lighthouse by the sea.")
MB = 2**20


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[fake_gpu.Gpu]:
    """A card of 8 GB."""
    # By several threads at once transformers would copy what it loads; the fake is of one.
    monkeypatch.setenv("HF_DEACTIVATE_ASYNC_LOAD", "1")
    memory._model_cache_of.cache_clear()
    try:
        with fake_gpu.installed() as installed:
            yield installed
            send_all_away()
    finally:
        memory._model_cache_of.cache_clear()


def send_all_away() -> None:
    for cache in (model_cache_of("cuda", 0), model_cache_of("cpu", 0)):
        for key in cache.keys:
            cache.drop(key)


def engine(folder: Path, **changes: Any) -> Diffusion:
    given = {"model": str(folder), "steps": 2, "size_px": 48, "device": "cuda", "previews": False, **changes}
    return Diffusion(DiffusionSettings(**given))


def painted(engine: Diffusion, seed: int = 7, run: RunContext | None = None) -> tuple[Pixels, EngineRecord]:
    made: tuple[Background, EngineRecord] = engine.generate(BRIEF, TRIM, run or RunContext("generate", seed))
    return made[0].pixels, made[1]


@contextmanager
def last_session() -> Iterator[PipelineSession]:
    """The session used last."""
    cache = model_cache_of("cuda", 0)
    with cache.use(cache.keys[-1], lambda: None, 0) as session:
        yield session


def psnr(one: Pixels, other: Pixels) -> float:
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


@contextmanager
def out_of_memory(
    module: Any, until: Callable[[], bool], error: str = "CUDA out of memory. Tried to allocate 2 GiB."
) -> Iterator[list[int]]:
    """A network that has no memory to run until `until`; the calls that failed."""
    import torch

    failed: list[int] = []

    def refuse(module: Any, args: Any) -> None:
        if not until():
            failed.append(1)
            raise (torch.OutOfMemoryError if error.startswith("CUDA out") else RuntimeError)(error)

    hook = module.register_forward_pre_hook(refuse)
    try:
        yield failed
    finally:
        hook.remove()


def test_the_stand_in_refuses_what_cuda_refuses(gpu: fake_gpu.Gpu) -> None:
    import torch

    gpu.memory_bytes = MB
    there, here = torch.ones(2, 2, device="cuda"), torch.ones(2, 2)
    assert there.is_cuda and there.device == torch.device("cuda:0") and not here.is_cuda
    for mixed in (
        lambda: there + here,
        lambda: there @ there.half(),
        lambda: torch.cat([there, here]),
        lambda: here[there.long()],
        lambda: torch.randn(2, device="cuda", generator=torch.Generator("cpu")),
        lambda: torch.nn.functional.group_norm(there.half(), 1, torch.ones(2, device="cuda")),
    ):
        with pytest.raises(fake_gpu.MixedError):
            mixed()
    with pytest.raises(TypeError, match="to numpy"):
        there.numpy()
    with pytest.raises(torch.OutOfMemoryError):
        torch.zeros(MB, device="cuda")
    assert gpu.used_bytes == 16
    gpu.waits.clear()
    assert float((2 * there)[0, 0]) == 2 and sum(gpu.waits.values()) == 1


@pytest.mark.parametrize(
    "kind",
    ["sd1-clean", *(pytest.param(kind, marks=pytest.mark.soak) for kind in ("sdxl", "sd3", "flux", "lcm", "turbo"))],
)
def test_every_family_paints_there_what_it_paints_here(
    tiny: Tiny, kind: str, gpu: fake_gpu.Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "_PREVIEW_EVERY_S", 0.0)
    looks: list[Any] = []
    requests = [
        (BRIEF, TRIM, RunContext("generate", seed, lambda progress: looks.append(progress.picture))) for seed in (1, 2)
    ]
    there = engine(tiny(kind), previews=True).generate_many(requests)
    dtype = "float16" if kind in ("sd1-clean", "sdxl", "lcm", "turbo") else "bfloat16"
    here = engine(tiny(kind), device="cpu", dtype=dtype).generate_many(requests)
    for one, other in zip(there, here, strict=True):
        assert isinstance(one, tuple) and isinstance(other, tuple)
        assert any(f"{dtype} on cuda" in str(note) for note in one[1].notes)
        assert psnr(one[0].pixels, other[0].pixels) > 25
    assert sum(look is not None and look.std() > 0 for look in looks) >= 4
    with last_session() as session:
        assert session._fused and session.memory.offload == "none"
    del there, session
    send_all_away()
    assert gpu.used_bytes == 0, "a model that left holds nothing there"


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sd1", "flux", "sdxl"])
def test_no_step_waits_for_the_card(tiny: Tiny, kind: str, gpu: fake_gpu.Gpu) -> None:
    """Beside the last one: the machine prepares the next step while the card is at this one."""
    waits = []
    for steps in (3, 7):
        gpu.waits.clear()
        painted(engine(tiny(kind), steps=steps))
        waits.append(dict(gpu.waits))
    assert sum(waits[0].values()) == sum(waits[1].values()), waits


@pytest.mark.parametrize("name", ["", *SCHEDULERS])
def test_how_much_noise_there_is_is_what_the_scheduler_adds(tiny: Tiny, name: str) -> None:
    import torch

    kind = {"": "sd3", "flow-euler": "sd3", "lcm": "lcm"}.get(name, "sd1")
    pipeline = load(Source(kind, tiny(kind)), "float32", safety_checker=True).pipeline
    use_scheduler(pipeline, name)
    scheduler = pipeline.scheduler
    scheduler.set_timesteps(6)
    clean, noise = torch.randn(2, 1, 4, 8, 8)
    timesteps = scheduler.timesteps
    for (picture, grain), timestep in zip(latents.noise_shares(scheduler, timesteps), timesteps, strict=True):
        if hasattr(scheduler, "scale_noise"):
            wanted = scheduler.scale_noise(clean, timestep[None], noise)
        else:
            wanted = scheduler.add_noise(clean, noise, timestep[None])
        assert torch.allclose(picture * clean + grain * noise, wanted, atol=1e-5)


@pytest.mark.soak
def test_a_lora_is_put_on_and_taken_off_there(tiny: Tiny, lora: Path, gpu: fake_gpu.Gpu) -> None:
    bare, _ = painted(engine(tiny("sd1")))
    with last_session() as session:
        assert session._fused
        fused_bytes = gpu.used_bytes
    applied, _ = painted(engine(tiny("sd1"), loras=(LoraSettings(str(lora)),)))
    assert np.abs(bare.astype(float) - applied).mean() > 0.5
    assert not session._fused
    again, _ = painted(engine(tiny("sd1")))
    assert np.array_equal(bare, again) and session._fused
    assert gpu.used_bytes == fused_bytes, "neither the LoRA nor attention fused twice is left"


@pytest.fixture(scope="module")
def lora(tmp_path_factory: pytest.TempPathFactory, tiny: Tiny) -> Path:
    """For the UNet and the text encoder of `sd1`, in float32 as most are."""
    import torch
    from diffusers import StableDiffusionPipeline

    torch.manual_seed(5)
    pipeline: Any = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    parts = {}
    for part, network, names in (
        ("unet", pipeline.unet, ("to_q", "to_k", "to_v")),
        ("text_encoder", pipeline.text_encoder, ("q_proj", "v_proj")),
    ):
        parts[part] = {
            f"{name}.lora_{side}.weight": torch.randn(*shape) / 3
            for name, module in network.named_modules()
            if name.endswith(names)
            for side, shape in (("A", (4, module.in_features)), ("B", (module.out_features, 4)))
        }
    folder = tmp_path_factory.mktemp("lora")
    StableDiffusionPipeline.save_lora_weights(
        folder, unet_lora_layers=parts["unet"], text_encoder_lora_layers=parts["text_encoder"]
    )
    return folder


# Memory


@pytest.mark.soak
@pytest.mark.parametrize("how", ["sequential", "model"])
def test_networks_that_wait_in_the_machines_memory_paint_the_same(
    tiny: Tiny, lora: Path, how: str, gpu: fake_gpu.Gpu
) -> None:
    bare, _ = painted(engine(tiny("sd1-clean"), fuse_qkv=False))
    applied, _ = painted(engine(tiny("sd1-clean"), loras=(LoraSettings(str(lora)),)))
    send_all_away()
    # On, off and on again: each time the networks are taken from their hooks and given back to them.
    for loras, wanted in (((), bare), ((LoraSettings(str(lora)),), applied), ((), bare)):
        made, _ = painted(engine(tiny("sd1-clean"), offload=how, loras=loras))
        assert psnr(made, wanted) > 40
        with last_session() as session:
            assert session.memory.offload == how
            assert {each.device.type for each in session.pipeline.unet.parameters()} <= {"cpu", "meta"}
            # The safety checker stays, by diffusers' own wish.
            assert gpu.used_bytes < 0.5 * memory.weight_bytes(session.pipeline)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sdxl", "flux"])
@pytest.mark.parametrize("how", ["model", "sequential"])
def test_so_do_other_families(tiny: Tiny, kind: str, how: str, gpu: fake_gpu.Gpu) -> None:
    whole, _ = painted(engine(tiny(kind)))
    send_all_away()
    made, _ = painted(engine(tiny(kind), offload=how))
    assert psnr(made, whole) > 30


@pytest.mark.parametrize(
    "stage", ["vae.decoder", *(pytest.param(name, marks=pytest.mark.soak) for name in ("text_encoder", "unet"))]
)
def test_each_thing_is_given_up_in_turn_wherever_memory_runs_out(tiny: Tiny, stage: str, gpu: fake_gpu.Gpu) -> None:
    whole, _ = painted(engine(tiny("sd1")))
    with last_session() as session:
        memory = session.memory
        with out_of_memory(_part(session.pipeline, stage), lambda: memory.offload == "sequential") as failed:
            made, record = painted(engine(tiny("sd1")))
    # Attention as three products again, tiles, slices, networks away, layers away; the sixth is the picture.
    assert len(failed) == 5 and not session._fused
    assert [said.partition(":")[2].split()[0] for said in memory.notices] == [
        "pictures",
        "pictures",
        "networks",
        "every",
    ]
    assert any("slower" in str(note) for note in record.notes)
    assert psnr(made, whole) > 40


def _part(pipeline: Any, name: str) -> Any:
    part = pipeline
    for each in name.split("."):
        part = getattr(part, each)
    return part


def test_who_is_cancelled_leaves_no_network_on_the_card(tiny: Tiny, gpu: fake_gpu.Gpu) -> None:
    at = engine(tiny("sd1"), offload="model")
    seen: list[Fact | None] = []
    run = RunContext(
        "generate", 7, lambda progress: seen.append(progress.doing), lambda: PAINTING_STEP(step=1, count=2) in seen
    )
    with pytest.raises(Cancelled):
        painted(at, run=run)
    with last_session() as session:
        assert {each.device.type for each in session.pipeline.unet.parameters()} == {"cpu"}
        pipeline = weakref.ref(session.pipeline)
    del session
    gc.collect()
    assert gpu.used_bytes < 20_000, "beside what the scheduler remembers of the last step"
    send_all_away()
    assert pipeline() is None and gpu.used_bytes == 0


@pytest.mark.soak
def test_after_a_decoding_that_failed_the_vae_is_what_it_was(tiny: Tiny, gpu: fake_gpu.Gpu) -> None:
    """SDXL's is decoded in float32, and diffusers leaves it so when that fails."""
    import torch

    whole, _ = painted(engine(tiny("sdxl")))
    with last_session() as session:
        calls = iter([False])
        with out_of_memory(session.pipeline.vae.decoder, lambda: next(calls, True)) as failed:
            made, _ = painted(engine(tiny("sdxl")))
        assert failed and session.pipeline.vae.dtype == torch.float16
    assert psnr(made, whole) > 40


@pytest.mark.parametrize(
    "said",
    [
        "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB of which 9 is free.",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call",
        "Unable to find a valid cuDNN algorithm to run convolution",
        "GET was unable to find an engine to execute this computation",
        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to "
        "allocate 1099511627776 bytes. Error code 12 (Cannot allocate memory)",
        "MPS backend out of memory (MPS allocated: 17.00 GB, max allowed: 18.13 GB).",
    ],
)
def test_every_way_to_say_that_memory_ran_out_is_known(said: str) -> None:
    assert memory.is_out_of_memory(RuntimeError(said))
    assert not memory.is_out_of_memory(RuntimeError("CUDA error: device-side assert triggered"))


@pytest.mark.parametrize("asked", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_a_card_too_small_for_the_weights_keeps_them_off(
    tiny: Tiny, asked: bool, gpu: fake_gpu.Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is seen beforehand or only when the move fails."""
    gpu.memory_bytes = round(0.9 * loaded_bytes(tiny("sd1").rglob("*.safetensors"), "float16"))
    if not asked:
        monkeypatch.setattr(memory, "resolve_offload", lambda wish, device, size: "none")
    with session_of(engine(tiny("sd1"))) as session:
        assert session.memory.offload == "model" and gpu.used_bytes == 0


@contextmanager
def session_of(engine: Diffusion) -> Iterator[PipelineSession]:
    """The session of `engine`, which has not painted yet."""
    seen: list[Any] = []

    def stop(self: Any, jobs: Any) -> Any:
        seen.append(self)
        raise EngineError(sentence="Stopped.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PipelineSession, "paint_all", stop)
        with pytest.raises(EngineError, match="Stopped"):
            engine.generate(BRIEF, TRIM, RunContext("generate", 7))
    yield seen.pop()


@pytest.mark.soak
def test_models_that_nobody_uses_leave_before_anything_is_given_up(tiny: Tiny, gpu: fake_gpu.Gpu) -> None:
    painted(engine(tiny("lcm")))
    whole, _ = painted(engine(tiny("sd1")))
    cache = model_cache_of("cuda", 0)
    assert len(cache.keys) == 2
    with last_session() as session, out_of_memory(session.pipeline.unet, lambda: len(cache.keys) == 1) as failed:
        made, _ = painted(engine(tiny("sd1")))
    assert failed and np.array_equal(made, whole) and session.memory.notices == []


@pytest.mark.soak
def test_a_lora_that_does_not_fit_beside_the_networks_sends_them_off(
    tiny: Tiny, lora: Path, gpu: fake_gpu.Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    painted(engine(tiny("sd1")))
    with last_session() as session:
        own = session.pipeline.load_lora_weights

        def short(*args: Any, **options: Any) -> Any:
            if session.memory.offload == "none":
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 MiB.")
            return own(*args, **options)

        monkeypatch.setattr(session.pipeline, "load_lora_weights", short)
        applied, _ = painted(engine(tiny("sd1"), loras=(LoraSettings(str(lora)),)))
        assert session.memory.offload == "model"
        assert not session.pipeline.vae.use_tiling, "what only eases decoding is not given up for it"
    send_all_away()
    wanted, _ = painted(engine(tiny("sd1"), loras=(LoraSettings(str(lora)),)))
    assert psnr(applied, wanted) > 40


@pytest.mark.soak
def test_without_memory_to_fuse_attention_it_is_left_as_it_is(
    tiny: Tiny, gpu: fake_gpu.Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    def short(pipeline: Any, fused: bool) -> None:
        if fused:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 MiB.")

    monkeypatch.setattr(speed, "fuse_qkv", short)
    painted(engine(tiny("sd1")))
    with last_session() as session:
        assert not session._fused and session.memory.notices == []


def test_what_can_never_be_loaded_is_one_sentence() -> None:
    cache: ModelCache[str] = ModelCache(100)

    def load() -> str:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")

    with pytest.raises(EngineError, match="not enough memory for grand"), cache.use("a", load, 1, "grand"):
        pass
    assert cache.keys == ()


def test_the_size_of_a_model_is_what_it_takes_when_loaded(tiny: Tiny) -> None:
    files = list(tiny("sd1").rglob("*.safetensors"))
    pipeline = load(Source("sd1", tiny("sd1")), "float16", safety_checker=True).pipeline
    taken = memory.weight_bytes(pipeline)
    assert abs(loaded_bytes(files, "float16") / taken - 1) < 0.02
    assert abs(loaded_bytes(files, "float32") / taken - 2) < 0.04


def test_the_first_card_has_one_set_of_models_whatever_it_is_called(gpu: fake_gpu.Gpu) -> None:
    assert model_cache_of("cuda", 0) is model_cache_of("cuda:0", 0)


@pytest.mark.parametrize("device", ["cuda", "cuda:3", "gpu", "mps"])
def test_a_device_that_is_not_here_is_told_in_one_sentence(tiny: Tiny, device: str) -> None:
    with pytest.raises(MissingError, match=rf'no device "{device}" here'):
        engine(tiny("sd1"), device=device).generate(BRIEF, TRIM, RunContext("generate", 7))


@pytest.mark.soak
def test_a_compiled_network_is_kept_for_many_sizes_whichever_thread_paints() -> None:
    """torch forgets after 8, and what is set in its config holds for one thread."""
    import torch
    from torch._dynamo.testing import CompileCounter

    class Network(torch.nn.Module):
        def forward(self, given: Any) -> Any:
            return 2 * given

    counter: Any = CompileCounter()
    network = Network()
    torch._dynamo.reset()
    speed.compile_network(SimpleNamespace(unet=network), backend=counter)

    def paint() -> None:
        for size in range(1, 13):
            network(torch.ones(size, 2))

    thread = threading.Thread(target=paint)
    thread.start()
    thread.join()
    assert counter.frame_count == 12


# Filling


@pytest.mark.parametrize("short", [True, pytest.param(False, marks=pytest.mark.soak)])
def test_holes_are_filled_there_too(tiny: Tiny, short: bool, gpu: fake_gpu.Gpu) -> None:
    folder = tiny("sd1-inpaint")
    pixels = np.random.default_rng(3).integers(0, 256, (80, 90, 3), dtype=np.uint8)
    mask = np.zeros((80, 90), np.uint8)
    mask[30:46, 30:70] = 255

    def filled(device: str) -> Pixels:
        inpainter = SdInpainter(InpaintSettings(model=str(folder), steps=2, device=device))
        return inpainter.fill(pixels, mask, RunContext("remove", seed=5))

    here, there = filled("cpu"), filled("cuda")
    assert np.array_equal(there[mask == 0], pixels[mask == 0])
    assert psnr(here, there) > 25
    with last_session() as model:
        memory: Any = model.memory  # type: ignore[attr-defined]
        if short:
            with out_of_memory(memory.pipeline.unet, lambda: memory.offload == "model") as failed:
                again = filled("cuda")
            assert failed and psnr(again, there) > 40
            with (
                out_of_memory(memory.pipeline.unet, lambda: False),
                pytest.raises(EngineError, match="inpainting model ran out of memory"),
            ):
                filled("cuda")


def test_two_who_fill_at_once_take_turns(tiny: Tiny) -> None:
    """A pipeline's scheduler counts the steps of one picture."""
    folder = tiny("sd1-inpaint")
    inpainter = SdInpainter(InpaintSettings(model=str(folder), steps=3, device="cpu"))
    pixels = np.random.default_rng(3).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    mask = np.zeros((64, 64), np.uint8)
    mask[20:36, 10:50] = 255
    alone = [inpainter.fill(pixels, mask, RunContext("remove", seed=seed)) for seed in range(3)]
    got: dict[int, Pixels] = {}
    threads = [
        threading.Thread(
            target=lambda seed=seed: got.update({seed: inpainter.fill(pixels, mask, RunContext("remove", seed=seed))})
        )
        for seed in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert all(np.array_equal(alone[seed], got[seed]) for seed in range(3))


# The bench


@pytest.mark.soak
def test_the_bench_would_run_there(gpu: fake_gpu.Gpu, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(__file__).parents[2] / "bench"
    spec = importlib.util.spec_from_file_location("bench_diffusion", path / "diffusion.py")
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = bench
    spec.loader.exec_module(bench)
    assert bench.main(["--batch", "1", "--steps", "2", "--rounds", "1", "--size", "64"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Fake GPU; torch") and "| eager | 1 | ours, with a text region |" in said
    gc.collect()
