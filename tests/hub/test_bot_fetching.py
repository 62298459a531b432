"""A bot whose owner allows downloads fetches what its engines need while it works, and no more."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

pytest.importorskip("huggingface_hub")

from loopback_hub import Hub
from small_repos import pipeline_files

from articover.generate.diffusion.options import DiffusionSettings
from articover.hub import on_disk
from articover.settings import EngineNames, ModelSettings, SafetySettings, Settings
from bot.executors import fetching
from bot.executors.fetching import fetch_meanwhile

SD = "someone/stable-diffusion"


def settings(cache: Path, generate: str, model: str = SD) -> Settings:
    return Settings(
        engines=EngineNames(generate=generate),
        models=ModelSettings(download=True, folder=str(cache)),
        diffusion=DiffusionSettings(model=model),
        safety=SafetySettings(model=f"{SD}/safety_checker"),
    )


def test_what_the_named_engine_needs_is_fetched_and_nothing_else(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    quiet, thread = fetch_meanwhile(settings(cache, "diffusion"))
    assert thread is not None and not quiet.models.download and quiet.diffusion.model == SD
    thread.join(60)
    assert on_disk(SD, cache=cache) and on_disk(f"{SD}/safety_checker", cache=cache)
    assert all(SD in asked for asked in hub.asked)
    assert fetch_meanwhile(settings(cache, "diffusion"))[1] is None


def test_a_bot_that_paints_without_models_fetches_none(hub: Hub, cache: Path) -> None:
    assert fetch_meanwhile(settings(cache, "illustrator"))[1] is None
    assert hub.asked == []


def test_what_failed_by_a_passing_fault_is_tried_again(
    hub: Hub, cache: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = hub.add(SD, pipeline_files(), down=501)
    monkeypatch.setattr(fetching, "_TRY_AGAIN_S", (0.1,))
    with caplog.at_level(logging.INFO, "bot.worker"):
        _, thread = fetch_meanwhile(settings(cache, "diffusion"))
        assert thread is not None
        while "(501)" not in caplog.text:
            time.sleep(0.05)
        repo.down = 0
        thread.join(60)
    assert not thread.is_alive() and on_disk(SD, cache=cache)


def test_a_model_that_cannot_be_had_is_told_in_the_log(hub: Hub, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "bot.worker"):
        _, thread = fetch_meanwhile(settings(cache, "diffusion", "someone/nothing"))
        assert thread is not None
        thread.join(60)
    assert "The model someone/nothing was not downloaded: The hub has no model" in caplog.text
