"""torch's Real-ESRGAN works: its network runs, in one piece and in tiles, without a true torchvision."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from articover.errors import MissingError
from articover.upscale.torchvision_shim import normalize, rgb_to_grayscale, torchvision_for_basicsr

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

SIDE_PX = 24


def test_real_esrgan_enlarges_four_times_from_a_weight_file(tmp_path: Path) -> None:
    import torch

    with torchvision_for_basicsr():
        from basicsr.archs.rrdbnet_arch import RRDBNet
        from realesrgan import RealESRGANer
    torch.manual_seed(0)
    network = RRDBNet(num_in_ch=3, num_out_ch=3, scale=4, num_feat=8, num_block=1, num_grow_ch=4)
    # Untrained, it answers almost nothing; this brings what it answers into the range of a picture.
    torch.nn.init.normal_(network.conv_last.weight, std=4)
    torch.nn.init.constant_(network.conv_last.bias, 0.5)
    weights = tmp_path / "tiny.pth"
    torch.save({"params_ema": network.state_dict()}, weights)
    picture = np.random.default_rng(0).integers(0, 256, (SIDE_PX, SIDE_PX * 2, 3), dtype=np.uint8)

    def enlarged(tile_px: int) -> np.ndarray:
        engine = RealESRGANer(scale=4, model_path=str(weights), model=network, tile=tile_px, tile_pad=10, device="cpu")
        return engine.enhance(picture, outscale=4)[0]

    whole = enlarged(0)
    assert whole.shape == (SIDE_PX * 4, SIDE_PX * 8, 3)
    assert whole.std() > 10
    assert np.abs(whole.astype(int) - enlarged(16)).mean() < 1


@pytest.mark.skipif(find_spec("torchvision") is not None, reason="a true torchvision is installed, and used")
def test_no_stand_in_outlives_the_import() -> None:
    with torchvision_for_basicsr():
        from torchvision.ops import deform_conv2d  # type: ignore[import-not-found]

        with pytest.raises(MissingError, match="torchvision"):
            deform_conv2d()
    assert not [name for name in sys.modules if name.split(".")[0] == "torchvision"]
    assert find_spec("torchvision") is None


def test_the_stand_ins_do_torchvisions_arithmetic() -> None:
    import torch

    white = torch.ones(2, 3, 4, 5)
    assert rgb_to_grayscale(white).shape == (2, 1, 4, 5)
    assert rgb_to_grayscale(white, 3).shape == (2, 3, 4, 5)
    assert torch.allclose(rgb_to_grayscale(white), white[:, :1] * 0.9999)
    channels = torch.tensor([1.0, 2.0, 3.0]).view(3, 1, 1).expand(3, 2, 2)
    standard = normalize(channels, mean=(1, 1, 1), std=(1, 2, 4))
    assert standard[:, 0, 0].tolist() == [0.0, 0.5, 0.5]
    assert channels[:, 0, 0].tolist() == [1.0, 2.0, 3.0]
