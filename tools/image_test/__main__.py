"""`python -m tools.image_test`, with the options of `make image-test IMAGE_TEST="..."`.

Exit code 1 and one sentence when something did not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from .base import provide_base, torch_index
from .chat import ROOT, check_chat
from .checks import Bench, Report, check_bad_volumes, check_commands, check_confinement, check_pictures
from .engines import Docker, Engine, ImageTestError
from .runc import Buildah

ENGINES = {"docker": Docker, "buildah": Buildah}
LIGHT, GPU = "arti-cover", "arti-cover:gpu"
BUDGET_MB = 1200
"""What the image without torch may take."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make image-test", description="Build the image and run what it promises.")
    parser.add_argument("--engine", choices=ENGINES, help="default: Docker where an engine answers, else buildah")
    torch = "test the GPU image, too, on the CPU, with the torch of a package index (its address) or a folder of wheels"
    parser.add_argument("--torch", default="", metavar="PLACE", help=torch)
    parser.add_argument("--only", choices=("light", "gpu"), help="one of the two images")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "image-test", help="where the pictures go")
    options = parser.parse_args()
    report = Report()
    try:
        engine = chosen(options.engine)
        options.out.mkdir(parents=True, exist_ok=True)
        try:
            asyncio.run(test(engine, options, report))
        finally:
            engine.clean()
    except ImageTestError as error:
        print(f"NO  {error}", file=sys.stderr)
        return 1
    print(f"Everything held. The pictures are in {options.out}.")
    return 0


async def test(engine: Engine, options: argparse.Namespace, report: Report) -> None:
    base, real = provide_base(engine, ROOT / "Dockerfile")
    report.add("base image", base if real else f"{engine.size(base) / 1e6:.0f} MB, made by debootstrap in its stead")
    if options.only != "gpu":
        engine.build(ROOT, LIGHT, {"BASE": base})
        megabytes = engine.size(LIGHT) / 1e6
        if megabytes > BUDGET_MB:
            raise ImageTestError(f"The image takes {megabytes:.0f} MB; it may take {BUDGET_MB}.")
        report.add("the image", f"{megabytes:.0f} MB")
        bench = Bench(engine, LIGHT, options.out, report)
        for check in (check_commands, check_confinement, check_bad_volumes, check_pictures):
            check(bench)
        await check_chat(bench)
    if options.torch and options.only != "light":
        from .gpu import check_diffusion

        with torch_index(options.torch) as index:
            engine.build(ROOT, GPU, {"BASE": base, "EXTRAS": "diffusion", "TORCH_INDEX": index})
        report.add("the GPU image, with this torch", f"{engine.size(GPU) / 1e6:.0f} MB")
        await check_diffusion(Bench(engine, GPU, options.out, report))


def chosen(name: str | None) -> Engine:
    """The engine that was named, or the first that answers. Raises `ImageTestError`."""
    for each in [ENGINES[name]] if name else ENGINES.values():
        if each.answers():
            engine = each()
            print(f"With {engine.name} {engine.version}.", flush=True)
            return engine
    raise ImageTestError("No Docker engine answers, and buildah with runc (as root) is not here: install one of them.")


if __name__ == "__main__":
    sys.exit(main())
