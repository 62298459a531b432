"""Painting for chat goes on without the model that was asked for, and says why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from articover import notices
from articover.brief import Brief
from articover.chain import make_cover
from articover.cover import Cover
from articover.engine import Generator
from articover.engines import Engines
from articover.errors import EngineError, MissingError, RequestError
from articover.facts import Fact, to_json
from articover.generate.diffusion.options import DiffusionSettings
from articover.settings import EngineNames, ModelSettings, SafetySettings, Settings
from articover.trim import parse_trim
from bot.conversation.notices import notice_lines
from bot.executors.painter import paint, shown
from bot.locales import text

BRIEF = Brief("Rain", genre="mystery")


def engines(tmp_path: Path, **wishes: object) -> Engines:
    return Engines(Settings(models=ModelSettings(folder=str(tmp_path)), **wishes))  # type: ignore[arg-type]


def painted(engines: Engines, wanted: str | None) -> Cover:
    def make(generator: Generator, stopped: int) -> Cover:
        return make_cover(BRIEF, parse_trim("1:4"), 1, engines, generator=generator)

    return paint(engines, wanted, make)


MODEL = "CompVis/stable-diffusion-v1-4"


@pytest.mark.heavy
def test_a_model_that_is_not_here_is_replaced_and_the_writer_hears_why(tmp_path: Path) -> None:
    made = painted(engines(tmp_path), "diffusion")
    assert made.engines[0].engine == "illustrator"
    why = made.notices[0].arguments["why"]
    assert made.notices[0] in notices.FALLBACK and isinstance(why, Fact)
    assert (why.code, why.arguments) == (
        "sentence-model_absent",
        {"model": MODEL, "command": f"articover models pull {MODEL}"},
    )
    (line, *_) = notice_lines(made.notices)
    assert text(line, "ko").startswith(
        "지금은 diffusion 엔진으로 그릴 수 없어 일러스트레이터가 표지를 그렸습니다. "
        "이유: CompVis/stable-diffusion-v1-4 모델이 이 컴퓨터에 없습니다."
    )


@pytest.mark.heavy
def test_a_path_of_this_machine_is_not_told(tmp_path: Path) -> None:
    gone = engines(tmp_path, diffusion=DiffusionSettings(model="/srv/secret/models/sdxl"))
    made = painted(gone, "diffusion")
    told = json.dumps(to_json(made.notices[0]))
    assert "secret" not in told and "sdxl" in told
    (line, *_) = notice_lines(made.notices)
    assert "no longer exists" in text(line, "en") and "파일이 없습니다" in text(line, "ko")


def test_auto_says_what_it_passed_over_to_whoever_expects_a_model(tmp_path: Path) -> None:
    plain = engines(tmp_path)
    assert painted(plain, None).notices == ()
    assert painted(plain, "auto").notices[0] in notices.FALLBACK
    configured = engines(tmp_path, diffusion=DiffusionSettings(steps=20))
    assert painted(configured, None).notices[0] in notices.FALLBACK
    assert painted(configured, "illustrator").notices == ()
    named = engines(tmp_path, engines=EngineNames(generate="diffusion"))
    assert painted(named, None).notices[0] in notices.FALLBACK


@pytest.mark.heavy
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_model_that_breaks_when_it_is_opened_is_replaced_too(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model_index.json").write_text("{}", encoding="utf-8")
    broken = engines(tmp_path, diffusion=DiffusionSettings(model=str(folder)))
    made = painted(broken, "diffusion")
    assert made.engines[0].engine == "illustrator" and made.notices[0] in notices.FALLBACK


@pytest.mark.parametrize(("code", "goes_on"), [("model_paint_memory", True), ("scheduler_misfit", False)])
def test_a_model_too_large_for_the_machine_is_replaced_and_one_set_wrongly_is_not(
    tmp_path: Path, code: str, goes_on: bool
) -> None:
    here, asked = engines(tmp_path), list[str]()

    def make(generator: Generator, stopped: int) -> Cover:
        asked.append(generator.name)
        if len(asked) == 1:
            raise EngineError(code)
        return make_cover(BRIEF, parse_trim("2:3"), 1, here, generator=generator)

    if not goes_on:
        with pytest.raises(EngineError):
            paint(here, "auto", make)
        return
    (line, *_) = notice_lines(paint(here, "auto", make).notices)
    assert "메모리" in text(line, "ko") and "일러스트레이터" in text(line, "ko")


def test_an_engine_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match='no generate engine "watercolour"'):
        painted(engines(tmp_path), "watercolour")


def test_what_a_model_painted_is_not_shown_unlooked_at(tmp_path: Path) -> None:
    strict = engines(tmp_path)
    cover = painted(strict, "illustrator")
    assert shown(strict, cover) is cover
    by_model = replace(cover, engines=(replace(cover.engines[0], engine="diffusion", generative=True),))
    with pytest.raises(EngineError, match="no safety checker"):
        shown(strict, by_model)
    lenient = engines(tmp_path, safety=SafetySettings(unchecked_pictures=True))
    assert shown(lenient, by_model) is by_model
    with pytest.raises(MissingError):
        paint(strict, "illustrator", _missing)


def _missing(generator: Generator, stopped: int) -> Cover:
    raise MissingError(sentence="The icons are missing.")
