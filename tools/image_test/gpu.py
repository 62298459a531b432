"""Checks of the image with Stable Diffusion on a CPU: a pipeline of random numbers paints in the shell and in chat."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from .chat import ROOT, Discord, cover, picture_of, running
from .checks import Bench, expect, opened, size
from .engines import DATA, ContainerRun, need

sys.path.insert(0, str(ROOT / "tests" / "hub"))

from loopback_hub import serving
from small_repos import pipeline_files

MODEL = f"{DATA}/models/tiny"
PIPELINES = "/pipelines"
MAKE = f"import pathlib, tiny_pipelines; tiny_pipelines.save('sd1', pathlib.Path('{MODEL}'))"
REPOSITORY = "someone/stable-diffusion"
SETTINGS = {
    "ARTICOVER_BOT__DIFFUSION__MODEL": MODEL,
    "ARTICOVER_BOT__DIFFUSION__STEPS": "4",
    "ARTICOVER_BOT__ENGINES__GENERATE": "diffusion",
    # The tiny pipeline has no safety checker, and what it paints shows nothing.
    "ARTICOVER_BOT__SAFETY__UNCHECKED_PICTURES": "true",
}


async def check_diffusion(bench: Bench) -> None:
    """Models pulled into the volume; covers painted by the engine `diffusion`."""
    volume = bench.engine.volume(bench.image)
    mounts = {str(ROOT / "tests" / "generate"): PIPELINES}
    made = ContainerRun(bench.image, ("-c", MAKE), volume, {"PYTHONPATH": PIPELINES}, "python", mounts)
    need(bench.engine.run(made), "Making a tiny pipeline in the container")
    config = f'[diffusion]\nmodel = "{MODEL}"\nsteps = 4\n'
    bench.python(volume, f"import pathlib; pathlib.Path('{DATA}/tiny.toml').write_text({config!r})")
    answer = bench.run("cover", "--config", f"{DATA}/tiny.toml", "--engine", "diffusion", "--title", "Night Tide",
                       "--author", "Ingrid Holm", "--seed", "7", "--out", f"{DATA}/cover", "--json",
                       volume=volume, entrypoint="articover")  # fmt: skip
    need(answer, "articover cover --engine diffusion")
    picture = opened(bench, volume, "cover/cover.png", "diffusion.png")
    document = json.loads(bench.fetch(volume, "cover/cover.json"))
    expect("diffusion" in json.dumps(document), "cover.json does not name the engine")
    bench.report.add(
        "`articover cover --engine diffusion`, tiny model, CPU", f"{answer.seconds:.1f} s; {size(picture)} px"
    )
    await _in_chat(bench, volume)
    _pulled(bench, volume)


async def _in_chat(bench: Bench, volume: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Discord(Path(folder)) as place, running(bench, place, volume, **SETTINGS):
            shown = await cover(place.person("mira"), "Night Tide")
            (bench.out / "diffusion-chat.jpg").write_bytes(picture_of(place, shown))
    bench.report.add("`/cover` by the same model", "painted and attached")


def _pulled(bench: Bench, volume: str) -> None:
    """From a hub on this machine, with the layout of the public one."""
    with serving() as hub:
        hub.add(REPOSITORY, pipeline_files())
        command = ("models", "pull", REPOSITORY)
        need(bench.run(*command, volume=volume, HF_ENDPOINT=hub.url), "models pull")
    listed = need(bench.run("models", "list", volume=volume), "models list").out
    expect(f"{DATA}/models/hub: 1 model" in listed, f"models list: {listed}")
    bench.report.add("`models pull` and `models list`", listed.splitlines()[1].strip())
