"""Why a model did not paint goes through a cover's notices to chat, in its language and without paths."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest

from articover.brief import Brief
from articover.chain import make_cover
from articover.cover import Cover
from articover.engine import Availability, Generator
from articover.engines import Engines
from articover.errors import MissingError, WeightError
from articover.facts import Fact, to_json
from articover.generate.diffusion.loading import library_words
from articover.generate.diffusion.options import DiffusionSettings
from articover.notices import FALLBACK
from articover.settings import ModelSettings, Settings
from articover.trim import parse_trim
from bot.conversation.notices import fact_line, notice_lines
from bot.conversation.reply import Message
from bot.conversation.requests import LANGUAGES, Language
from bot.executors.failure_reasons import why_failed, why_not_painted, without_paths
from bot.executors.painter import paint
from bot.locales import text

INDEX = '{"_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"]}'


def heard(why: Fact, language: Language) -> str:
    (line,) = notice_lines([FALLBACK(engine="diffusion", why=why)])
    return text(line, language)


@pytest.mark.heavy
def test_why_an_engine_cannot_run_is_said_wherever_it_is_asked_for() -> None:
    gone = Engines(Settings(diffusion=DiffusionSettings(model="/srv/secret/sdxl")))
    with pytest.raises(MissingError, match="The engine diffusion cannot run here: There is no model at") as caught:
        gone.generator("diffusion")
    assert "모델이 있던 폴더나 파일이 없습니다." in heard(why_not_painted(caught.value), "ko")
    # A job that needed it fails by the same words.
    failed = fact_line(why_failed(caught.value))
    assert isinstance(failed, Message)
    assert "모델이 있던 폴더나 파일이 없습니다." in text(failed, "ko")
    for language in LANGUAGES:
        assert "secret" not in text(failed, language)
    no_gpu = Availability.because(MissingError("engine_no_gpu"))
    assert "GPU가 없습니다" in heard(without_paths(no_gpu.why), "ko")


@pytest.mark.parametrize("place", ["/srv/my secret/models", "/srv/secret/models/", "~/secret/models", "/secret"])
def test_of_a_path_only_the_last_name_is_told(place: str) -> None:
    told = why_failed(WeightError("fetch_unwritable", model="a/b", folder=place, why="full"))
    written = json.dumps(to_json(told))
    assert ("secret" not in written) or place == "/secret"
    assert "srv" not in written and "/" not in written.replace("a/b", "")
    assert "a/b 모델" in heard(told, "ko") and "a/b" in heard(told, "en")


def test_what_a_library_says_keeps_the_last_name_of_a_path() -> None:
    said = library_words(OSError("no file named model.bin found in directory /srv/secret/sdxl. Try again."))
    assert said == "no file named model.bin found in directory sdxl"
    assert "secret" not in library_words(OSError(2, "No such file or directory", "/srv/my secret/model.bin"))
    assert library_words(ValueError("1/2 of a/b and/or c")) == "1/2 of a/b and/or c"


@pytest.mark.parametrize(
    ("files", "table", "said"),
    [
        ({}, {"model": "FOLDER/gone"}, "모델이 있던 폴더나 파일이 없습니다"),
        ({}, {"model": "no id"}, "모델 이름도 아닙니다"),
        ({"model/README.md": b"words"}, {"model": "FOLDER/model"}, "model_index.json 파일이 없습니다"),
        ({"model/model_index.json": INDEX, "model/unet/x.bin": b"\x80"}, {"model": "FOLDER/model"}, "피클 파일뿐"),
        (
            {"model/model_index.json": INDEX, "model/unet/model.safetensors": struct.pack("<Q", 9)},
            {"model": "FOLDER/model"},
            "모델의 파일이 손상되었거나 없습니다(unet/model.safetensors)",
        ),
        (
            {"sd.safetensors": struct.pack("<Q", 2) + b"{}"},
            {"model": "FOLDER/sd.safetensors"},
            "모델의 구조를 알 수 없",
        ),
        ({"sd.ckpt": b"\x80"}, {"model": "FOLDER/sd.ckpt"}, "피클"),
    ],
    ids=["gone", "no id", "no pipeline", "pickles", "cut short", "single file", "ckpt"],
)
@pytest.mark.heavy
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_model_that_cannot_be_used_is_told_in_korean_and_the_illustrator_paints(
    tmp_path: Path, files: dict[str, bytes | str], table: dict[str, str], said: str
) -> None:
    pytest.importorskip("diffusers")
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    options = DiffusionSettings(**{name: value.replace("FOLDER", str(tmp_path)) for name, value in table.items()})
    engines = Engines(Settings(models=ModelSettings(folder=str(tmp_path / "hub")), diffusion=options))

    def make(generator: Generator, *stopped: int) -> Cover:
        return make_cover(Brief("Rain", genre="mystery"), parse_trim("2:3"), 1, engines, generator=generator)

    made = paint(engines, "diffusion", make)
    assert made.engines[0].engine == "illustrator" and str(tmp_path) not in str(to_json(made.notices[0]))
    (line, *_) = notice_lines(made.notices)
    korean = text(line, "ko")
    assert said in korean
    # Nothing of the English sentence is left in it.
    assert not re.search(r"\b(the|is|has|cannot|fetch it)\b", korean)
    assert "The bot’s owner" in text(line, "en") and not text(line, "en").endswith("]")
