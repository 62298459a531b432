"""Our sampling beside the network calls it cannot do without, and beside diffusers' own: `python bench/diffusion.py`.

Everything is measured in one run on one pipeline of random numbers: what a network paints does not change
how long it takes. "bare" calls the UNet as often, as wide and as large as the loop must, and nothing else;
"ours" is what the engine runs for a cover (previews, reports, cancellation), with the loop's time taken from
the first call of the UNet to the end of the last step; "ours, with a text region" also keeps room for the title, which
takes one more call of the VAE's encoder; "stock" is `StableDiffusionPipeline.__call__` as diffusers ships it.
They take turns, so that a busy machine is unfair to none; on a CPU seconds are the processor's.

    --full       Stable Diffusion v1-4 in its own size (4 GB in float32): for a GPU
    --compile    the same again with the UNet through torch.compile
    --size 192   pictures of that many pixels squared; with it and `--batch 1 --steps 3 --rounds 2` the full size can
                 be run on a CPU, too
Without any it takes a minute on a CPU. On a GPU `python bench/diffusion.py --full --compile` prints the table for
bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from articover.brief import Brief
from articover.engine import Progress, RunContext
from articover.generate.diffusion import speed
from articover.generate.diffusion.families import unit_px, use_scheduler
from articover.generate.diffusion.latents import Previewer
from articover.generate.diffusion.loading import quiet_libraries
from articover.generate.diffusion.sampling import Sample, SamplingPlan, paint
from articover.generate.diffusion.sizes import Bucket, bucket_for
from articover.generate.diffusion.text_region import TextRegion, make_text_region
from articover.progress import PAINTING_STEP
from articover.trim import parse_trim

GOAL = 1.03
"""Our loop over the bare calls, at most."""
_SCHEDULER = "dpm++"
"""What the engine gives models of this family."""
_GUIDANCE, _ROOM_UNTIL = 7.5, 0.6
_TRIM = "2:3"
_BRIEF = Brief(
    "The Keeper and the Whale",
    genre="mystery",
    author="Ingrid Holm",
    synopsis="A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
)
_PROMPT = "A book cover, Title is The Keeper and the Whale, genre is mystery"
_NEGATIVE = "text, letters"
_STATUS, _CLEAR, _PEAK_ANEW = Path("/proc/self/status"), Path("/proc/self/clear_refs"), "5"
"""Where Linux says what memory a process has taken at most, and is told to begin anew (proc(5))."""


@dataclass
class Timed:
    """Seconds of each turn: `loop` from the first UNet call to the last step, `whole` from prompt to pixels."""

    loop: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    peak_bytes: int = 0


class Bench:
    """One pipeline, one batch size, three ways."""

    def __init__(self, pipeline: Any, device: str, batch: int, steps: int, size_px: int = 0) -> None:
        self.pipeline, self.device, self.batch, self.steps = pipeline, device, batch, steps
        native = int(pipeline.unet.config.sample_size) * int(pipeline.vae_scale_factor)
        trim = parse_trim(_TRIM)
        self.bucket: Bucket = bucket_for(trim, size_px or native, unit_px(pipeline))
        self._region: TextRegion | None = make_text_region(_BRIEF, trim, self.bucket, 1)
        self._previewer = Previewer(pipeline)

    def bare(self) -> tuple[float, float]:
        """The UNet calls alone, guidance's both halves in one call."""
        import torch

        unet, count = self.pipeline.unet, 2 * self.batch
        height, width = (side // self.pipeline.vae_scale_factor for side in (self.bucket.height, self.bucket.width))
        latents = torch.randn(count, 4, height, width, device=self.device).to(unet.dtype)
        text = torch.randn(count, 77, unet.config.cross_attention_dim, device=self.device).to(unet.dtype)
        self.pipeline.scheduler.set_timesteps(self.steps, device=self.device)
        with torch.inference_mode():
            started = self._now()
            for timestep in self.pipeline.scheduler.timesteps:
                unet(latents, timestep, encoder_hidden_states=text, return_dict=False)
            taken = self._now() - started
        return taken, taken

    def ours(self, with_region: bool = False) -> tuple[float, float]:
        """What the engine does for `batch` covers of one kind."""
        held = self._region if with_region else None
        plan = SamplingPlan(self.bucket.width, self.bucket.height, self.steps, _GUIDANCE, _ROOM_UNTIL * bool(held))
        ended = 0.0

        def on_progress(progress: Progress) -> None:
            nonlocal ended
            if progress.doing == PAINTING_STEP(step=self.steps, count=self.steps):
                ended = self._now()

        orders = [
            Sample(_PROMPT, "", _NEGATIVE, seed, RunContext("generate", seed, on_progress), held)
            for seed in range(self.batch)
        ]
        return self._timed(lambda: paint(self.pipeline, plan, orders, self._previewer), lambda: ended)

    def stock(self) -> tuple[float, float]:
        """The same pictures by diffusers alone."""
        import torch

        ended = 0.0

        def after(pipeline: Any, step: int, timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            nonlocal ended
            if step + 1 == self.steps:
                ended = self._now()
            return tensors

        def run() -> object:
            return self.pipeline(
                prompt=[_PROMPT] * self.batch,
                negative_prompt=[_NEGATIVE] * self.batch,
                width=self.bucket.width,
                height=self.bucket.height,
                num_inference_steps=self.steps,
                guidance_scale=_GUIDANCE,
                generator=[torch.Generator("cpu").manual_seed(seed) for seed in range(self.batch)],
                callback_on_step_end=after,
                output_type="np",
            )

        return self._timed(run, lambda: ended)

    def take_turns(self, ways: dict[str, Callable[[], tuple[float, float]]], rounds: int) -> dict[str, Timed]:
        """Each way once unmeasured, then `rounds` turns of all."""
        found = {name: Timed() for name in ways}
        for turn in range(rounds + 1):
            for name, way in ways.items():
                self._reset_peak()
                loop, whole = way()
                if turn:
                    found[name].loop.append(loop)
                    found[name].whole.append(whole)
                    found[name].peak_bytes = max(found[name].peak_bytes, self._peak())
        return found

    def _timed(self, work: Callable[[], object], ended: Callable[[], float]) -> tuple[float, float]:
        began = 0.0

        def first_call(module: Any, arguments: Any) -> None:
            nonlocal began
            began = began or self._now()

        hook = self.pipeline.unet.register_forward_pre_hook(first_call)
        try:
            started = self._now()
            work()
            whole = self._now() - started
        finally:
            hook.remove()
        return ended() - began, whole

    def _now(self) -> float:
        """The clock, once the device has done all it was given; on a CPU, the processor's seconds of all threads."""
        if not self.device.startswith("cuda"):
            return time.process_time()
        import torch

        torch.cuda.synchronize()
        return time.perf_counter()

    def _reset_peak(self) -> None:
        if self.device.startswith("cuda"):
            import torch

            torch.cuda.reset_peak_memory_stats()
        elif _CLEAR.exists():
            _CLEAR.write_text(_PEAK_ANEW)

    def _peak(self) -> int:
        if self.device.startswith("cuda"):
            import torch

            return int(torch.cuda.max_memory_allocated())
        if _STATUS.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())):
            return int(found[1]) * 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(options: argparse.Namespace) -> list[dict[str, Any]]:
    """A row for each mode, batch size and way."""
    import torch
    from random_sd import random_pipeline

    device = speed.device_of(options.device)
    dtype = speed.dtype_of(options.dtype, device, "StableDiffusionPipeline")
    rows: list[dict[str, Any]] = []
    with quiet_libraries():
        pipeline = random_pipeline(device, getattr(torch, dtype), full=options.full)
        use_scheduler(pipeline, _SCHEDULER)
        benches = [Bench(pipeline, device, batch, options.steps, options.size) for batch in options.batch]
        # Before anything is laid out or fused for speed: as it comes.
        plain = [bench.take_turns({"stock": bench.stock}, options.rounds) for bench in benches]
        speed.prepare(pipeline)
        if device != "cpu":
            speed.fuse_qkv(pipeline, True)
        for mode in ("eager", *(("compiled",) if options.compile else ())):
            if mode == "compiled":
                speed.compile_network(pipeline)
            for bench, before in zip(benches, plain, strict=True):
                ways: dict[str, Callable[[], tuple[float, float]]] = {
                    "bare": bench.bare,
                    "ours": bench.ours,
                    "ours, with a text region": partial(bench.ours, with_region=True),
                    "stock": bench.stock,
                }
                found = bench.take_turns(ways, options.rounds)
                if mode == "eager":
                    found["stock, as it comes"] = before["stock"]
                rows += [_row(bench, mode, name, timed, found["bare"]) for name, timed in found.items()]
    return rows


def _row(bench: Bench, mode: str, name: str, timed: Timed, bare: Timed) -> dict[str, Any]:
    # The best turn: what else runs on a machine only ever adds.
    loop, whole = min(timed.loop), min(timed.whole)
    return {
        "mode": mode,
        "batch": bench.batch,
        "way": name,
        "size": f"{bench.bucket.width}x{bench.bucket.height}",
        "loop_s": round(loop, 4),
        "over_bare": round(loop / min(bare.loop), 4),
        "whole_s": round(whole, 4),
        "images_per_s": round(bench.batch / whole, 4),
        "peak_gb": round(timed.peak_bytes / 1e9, 3),
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="Stable Diffusion v1-4 in its own size")
    parser.add_argument("--compile", action="store_true", help="also with torch.compile")
    parser.add_argument("--batch", type=lambda text: [int(each) for each in text.split(",")], default=None)
    parser.add_argument(
        "--size", type=int, default=0, help="the side of a square of as many pixels; 0: the model's own"
    )
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--rounds", type=int, default=None)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--dtype", default="auto")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    options.batch = options.batch or ([1, 8] if options.full else [1, 2])
    options.steps = options.steps or (28 if options.full else 4)
    options.rounds = options.rounds or (5 if options.full else 9)
    rows = measure(options)
    if options.json:
        print(json.dumps(rows))
        return 0
    import diffusers
    import torch

    device = speed.device_of(options.device)
    hardware = torch.cuda.get_device_name() if device.startswith("cuda") else f"CPU, {os.cpu_count()} cores"
    network = "Stable Diffusion v1-4, random weights" if options.full else "a small network of its kind"
    versions = f"torch {torch.__version__}, diffusers {diffusers.__version__}, Python {platform.python_version()}"
    task = f"{rows[0]['size']} px, {options.steps} steps, guidance {_GUIDANCE}, best of {options.rounds}"
    print(f"{hardware}; {versions}; {network}, {task}\n")
    print("| mode | batch | way | loop s | over bare | prompt to pixels s | images/s | peak GB |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        names = ("mode", "batch", "way", "loop_s", "over_bare", "whole_s", "images_per_s", "peak_gb")
        cells = [str(row[name]) for name in names]
        if row["way"] == "bare":
            cells[5] = cells[6] = ""
        print(f"| {' | '.join(cells)} |")
    worst = max(row["over_bare"] for row in rows if row["way"] == "ours")
    print(f"\nOur loop over the bare calls: at most {worst:.3f} (goal {GOAL} on a GPU).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
