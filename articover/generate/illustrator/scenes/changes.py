"""`Changes`: what somebody wants to be otherwise in a finished picture, as they typed it."""

from __future__ import annotations

from dataclasses import dataclass, fields

PARTS = ("subject", "place", "time", "season", "sky", "treatment", "composition", "palette")
"""Parts of a picture that can be changed by naming something else, or kept by name."""


@dataclass(frozen=True)
class Changes:
    """Each field holds words in any language, or a name of `articover paint --list`; "" leaves the part alone.

    `time`, `season` and `sky` may each hold several words. `without` and `add` are things. `mirror` exchanges left and
    right. `keep` are names of `PARTS`: with them, every part that is neither kept nor named is chosen anew; without
    them everything that is not named stays.
    """

    subject: str = ""
    place: str = ""
    time: str = ""
    season: str = ""
    sky: str = ""
    treatment: str = ""
    composition: str = ""
    palette: str = ""
    mirror: bool = False
    without: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, each.name) == each.default for each in fields(self))
