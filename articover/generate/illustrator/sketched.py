"""More outlines drawn in code, for concepts that no icon shows well. Same frame as `drawn`."""

from __future__ import annotations

import skia

from articover.generate.illustrator.drawn import normalised
from articover.generate.illustrator.sketched_life import LIFE
from articover.generate.illustrator.sketched_things import THINGS

_SKETCHED = {**LIFE, **THINGS}


def sketched(concept: str) -> skia.Path | None:
    """The outline of `concept`, or None when it is not drawn here."""
    build = _SKETCHED.get(concept)
    return normalised(build()) if build else None
