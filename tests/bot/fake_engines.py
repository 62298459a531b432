"""Engines that make tiny pictures at once, or misbehave as the synopsis says. For the worker, by dotted name."""

from __future__ import annotations

import ctypes
import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from articover.brief import Brief
from articover.chain import Print
from articover.cover import Background, Cover, EngineRecord, FontRef, Pixels, TextLayer, TextLine
from articover.engine import Availability, Edited, Generator, PrintSize, RunContext, Typesetter
from articover.engine_description import TYPESET, UPLOADED_PICTURE
from articover.errors import ArtiCoverError, EngineError, MissingError, RequestError, StorageError
from articover.pictures import picture_bytes_png
from articover.progress import PAINTING_STEP
from articover.settings import Settings
from articover.trim import Canvas, Trim
from bot.executors import prints

BOX = (4.0, 4.0, 44.0, 64.0)


class StubGenerator(Generator):
    # Named like an upload, because nobody looks for letters in one: the stub needs no detector.
    description = UPLOADED_PICTURE

    def __init__(self, picture: Path | None = None) -> None:
        self.picture = picture

    def availability(self) -> Availability:
        return Availability(True)

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        act(brief.synopsis, run)
        pixels = np.random.default_rng(run.seed).integers(0, 255, (68, 48, 3), np.uint8)
        for step in range(4):
            run.progress(np.float64(step / 4), PAINTING_STEP(step=step, count=4))
        return Background(pixels, BOX), EngineRecord("generate", "stub", "1", seed=run.seed)


class StubModel(StubGenerator):
    """Paints several at once and notes how many they were. An error of one is its own, the end of the process all's."""

    description = replace(UPLOADED_PICTURE, batch_max=4)

    def generate_many(
        self, requests: Sequence[tuple[Brief, Trim, RunContext]]
    ) -> list[tuple[Background, EngineRecord] | ArtiCoverError]:
        if any(brief.synopsis == "gone" for brief, _, _ in requests):
            raise MissingError(sentence="The model is not on this machine: fetch it.")
        pictures: list[tuple[Background, EngineRecord] | ArtiCoverError] = []
        for request in requests:
            try:
                background, record = self.generate(*request)
                pictures.append((background, replace(record, notes=(f"one of {len(requests)}",))))
            except ArtiCoverError as error:
                pictures.append(error)
        return pictures


class StubTypesetter(Typesetter):
    description = TYPESET

    def availability(self) -> Availability:
        return Availability(True)

    def set(
        self, brief: Brief, trim: Trim, background: Background, run: RunContext, previous: Any = (), changes: Any = None
    ) -> Edited:
        act(brief.subtitle, run)
        kept = {layer.role: layer for layer in previous}
        overrides = {**(kept["title"].overrides if "title" in kept else {}), **(changes or {}).get("title", {})}
        font = FontRef(overrides.get("font", "Stub Serif"), "Regular", "0" * 64)
        line = TextLine(brief.title, 0.1, 0.3, 0.8, 24.0)
        layer = TextLayer("title", brief.title, (line,), font, "#ffffff", overrides=overrides)
        return Edited((layer,), background.pixels[4:64, 4:44].copy(), (), EngineRecord("edit", "stub", "1"))

    def paint(
        self, layers: tuple[TextLayer, ...], trim: Trim, pixels: Pixels, canvas: Canvas, *, letters: bool = True
    ) -> Pixels:
        raise AssertionError("prints of the stubs are made by `_tiny_print`")


class FakeEngines:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def survey(self) -> list[tuple[str, str, Availability]]:
        return [("generate", "stub", Availability(True)), ("upscale", "none", Availability(False, "stub", "none"))]

    def generator(self, name: str | None = None) -> StubGenerator:
        if name == "absent":
            raise MissingError(sentence="The engine absent cannot run here: install it.")
        return StubGenerator()

    def upload(self, picture: Path) -> StubGenerator:
        return StubGenerator(picture)

    def typesetter(self) -> StubTypesetter:
        return StubTypesetter()


class StubStudio(FakeEngines):
    """A model paints unless "stub" is asked for."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._model = StubModel()

    def survey(self) -> list[tuple[str, str, Availability]]:
        return [("generate", "model", Availability(True)), *super().survey()]

    def generator(self, name: str | None = None) -> StubGenerator:
        return self._model if name in (None, "auto", "model") else super().generator(name)


class LateStudio(StubStudio):
    """Its model is there as soon as the file is that the environment names."""

    def generator(self, name: str | None = None) -> StubGenerator:
        return super().generator(name if Path(os.environ["STUB_MODEL"]).exists() else "stub")


class TinyPress(StubStudio):
    """Prints are as small as the pictures, for tests of everything around them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        # What a print takes from the engines is type and enlarging, and the stubs have neither.
        prints.print_cover = _tiny_print


def _tiny_print(
    cover: Cover, size: PrintSize, engines: FakeEngines, *, reframe: bool = False, context: RunContext | None = None
) -> Print:
    act(cover.brief.synopsis, (context or RunContext()).at("upscale"))
    document = f"%PDF {cover.seed} {size}".encode()
    return Print(cover.preview, picture_bytes_png(cover.preview), document, EngineRecord("upscale", "stub", "1"), ())


class DiesAtFirstPainting(FakeEngines):
    """Warm-up kills the worker; without one it starts, and paints when the engine is named."""

    def generator(self, name: str | None = None) -> StubGenerator:
        return super().generator(name) if name else _Deadly()


class _Deadly(StubGenerator):
    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        os._exit(9)


def broken(settings: Settings) -> FakeEngines:
    raise RuntimeError("these engines cannot be made")


def act(order: str, run: RunContext) -> None:  # noqa: PLR0912 -- a table of misdeeds
    """Do what the synopsis says, as an engine would that does it of its own."""
    match order.split():
        case ["crash"]:
            ctypes.string_at(0)
        case ["exit"]:
            os._exit(3)
        case ["killed"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["hang"]:
            # As native code that never comes back: no progress, no look at the cancel flag.
            time.sleep(60)
        case ["mark", marker, *then]:
            Path(marker).touch()
            act(" ".join(then), run)
        case ["crash", "once", marker]:
            if not Path(marker).exists():
                Path(marker).touch()
                ctypes.string_at(0)
        case ["takes", seconds]:
            for step in range(10):
                run.progress(step / 10, PAINTING_STEP(step=step, count=4))
                time.sleep(float(seconds) / 10)
        case ["slow"]:
            for step in range(600):
                run.progress(step / 600, PAINTING_STEP(step=step, count=4))
                time.sleep(0.05)
        case ["chatter"]:
            for step in range(2000):
                run.progress(step / 2000, PAINTING_STEP(step=step, count=4))
        case ["hoard"]:
            hoard = [np.ones(25_000_000, np.uint8) for _ in range(400) if time.sleep(0.01) is None]
            raise EngineError(sentence=f"{len(hoard)} arrays fitted.")
        case ["memory"]:
            raise MemoryError("no array fits")
        case ["request"]:
            raise RequestError(sentence="This is not a request: ask for something else.")
        case ["disk"]:
            raise StorageError(sentence='"/secret/place" could not be written or read: the disk is full.')
        case ["engine"]:
            raise EngineError(sentence="The engine did not manage it: try another seed.")
        case ["bug"]:
            raise KeyError("a bug")
        case ["environment", name]:
            raise RequestError(sentence=f"{name} is {os.environ.get(name, 'not set')}.")
        case ["full"]:
            # As a full disk does: what is written beyond the limit fails.
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
        case ["log", text]:
            logging.getLogger("articover.stub").warning("seen %s", text)
        case ["garbage"]:
            os.write(int(sys.argv[1]), b"\x00\x00\x00\x05hello")
        case ["stdout"]:
            print("noise of a library " * 500, flush=True)
