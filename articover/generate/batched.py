"""Pictures that are wanted one after the other, painted at once by a model that can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import Availability, Generator, PictureResult, Progress, RunContext
from articover.errors import ArtiCoverError
from articover.trim import Trim

Wanted = tuple[Brief, Trim, int]
"""A brief, its trim and a seed."""


def one_run(runs: Sequence[RunContext]) -> RunContext:
    """What happens for all of `runs` at once: each is told, and it stops when all are cancelled."""

    def tell(progress: Progress) -> None:
        for run in runs:
            if not run.cancelled():
                run.on_progress(progress)

    return replace(runs[0], on_progress=tell, cancelled=lambda: all(run.cancelled() for run in runs))


class Together(Generator):
    """A `Generator`: the first picture of `wanted` that is asked for brings all, in the batches the model makes.

    Whatever else is asked for (another seed after letters were found) is painted by itself. A batch that fails raises
    for the first, and the others are painted one by one then.
    """

    def __init__(self, model: Generator, wanted: Sequence[Wanted]) -> None:
        self.description = model.description
        self._model, self._wanted = model, tuple(wanted)
        self._made: dict[Wanted, PictureResult] = {}

    def availability(self) -> Availability:
        return self._model.availability()

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        wanted = (brief, trim, run.seed)
        if wanted in self._wanted:
            others = [each for each in self._wanted if each != wanted]
            self._wanted = ()
            # One reports for all; each asks whether to stop, for they are one job's.
            quiet = RunContext(run.stage, cancelled=run.cancelled)
            requests = [(brief, trim, run), *((each, at, replace(quiet, seed=seed)) for each, at, seed in others)]
            made = self._model.generate_many(requests)
            self._made = dict(zip((wanted, *others), made, strict=True))
        if wanted in self._made:
            picture = self._made.pop(wanted)
            if isinstance(picture, ArtiCoverError):
                raise picture
            return picture
        return self._model.generate(brief, trim, run)


class TogetherInSeries(Together):
    """The same of books that all follow one earlier book; a `Follower`, as its `model` has to be."""

    def following(self, scene: Mapping[str, Any]) -> TogetherInSeries:
        """Itself, so that the first still brings all; who asks later asks for the same `scene`."""
        if not self._made and self._wanted:
            self._model = self._model.following(scene)
        return self
