"""`GivenScene`: the illustrator with one scene to paint, whatever the brief says."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from articover import progress
from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import ExistingPicture, RunContext
from articover.engine_description import ILLUSTRATOR
from articover.generate.illustrator.compose import draw
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.illustrator import Illustrator
from articover.trim import Trim


class GivenScene(Illustrator):
    """Paints `scene` in the shape of any page; every seed gives the same picture."""

    description = replace(ILLUSTRATOR, one_picture=True)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene

    def following(self, scene: Mapping[str, Any]) -> Illustrator:
        """Itself: the scene holds all that a series keeps."""
        return self

    def after(self, lately: Sequence[ExistingPicture]) -> Illustrator:
        """Itself: the scene is chosen."""
        return self

    def seed_apart(self, brief: Brief, trim: Trim, seed: int, others: Sequence[ExistingPicture]) -> int:
        """`seed`: no seed gives another picture."""
        return seed

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        """The picture of the scene. Raises `SceneError` when its composition cannot show it."""
        start = time.monotonic()
        run.progress(0.0, progress.COMPOSING())
        scene = msgspec.structs.replace(self.scene, aspect=float(trim.aspect))
        return self.painted(brief, trim, run, scene, draw(scene), start)
