from collections.abc import Callable

import fontpkg
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from articover.cover import Pixels
from articover.remove.detect_rapidocr import RapidOcrDetector
from articover.remove.inpaint_migan import MiganInpainter


@pytest.fixture(scope="session")
def detector() -> RapidOcrDetector:
    return RapidOcrDetector()


@pytest.fixture(scope="session")
def inpainter() -> MiganInpainter:
    return MiganInpainter()


@pytest.fixture(scope="session")
def dusk() -> Pixels:
    """A clean gradient with fine grain, 256x384."""
    ramp = np.linspace(0, 1, 384)[:, None, None]
    sky = np.array([40, 30, 90]) + np.array([150, 90, 0]) * ramp + np.zeros((1, 256, 1))
    return np.clip(sky + np.random.default_rng(1).normal(0, 2, sky.shape), 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def lettered(dusk: Pixels) -> Callable[..., Pixels]:
    def letter(
        text: str = "HARBOUR", family: str = "Anton", size: int = 52, y: int = 60, fill: str = "#ffe14d"
    ) -> Pixels:
        image = Image.fromarray(dusk)
        font = ImageFont.truetype(str(fontpkg.path(family)), size)
        ImageDraw.Draw(image).text(((256 - font.getlength(text)) / 2, y), text, font=font, fill=fill)
        return np.asarray(image).copy()

    return letter
