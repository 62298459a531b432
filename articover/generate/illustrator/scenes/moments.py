"""Hour, season and weather of a picture after somebody's wishes, which may contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from articover.errors import SceneError
from articover.generate.illustrator.compose.scene import Season, Time, Weather
from articover.generate.illustrator.scenes.changes import Changes
from articover.generate.illustrator.scenes.words import moment_of, pieces_of

_CHOICES = {"time": get_args(Time)[1:], "season": get_args(Season)[1:], "sky": (*get_args(Weather)[1:], "clear")}


@dataclass(frozen=True)
class Moment:
    """As in a `Scene`: "" for what is left open."""

    time: Time = ""
    season: Season = ""
    weather: Weather = ""


def moment_after(old: Moment, changes: Changes) -> Moment:
    """`old` with the hour, season and sky that `changes` name; any of the three may name any.

    Raises `SceneError` for a word that means no moment, and for two that cannot both be.
    """
    made = old
    wished: dict[str, str] = {}
    for part in ("time", "season", "sky"):
        for word in pieces_of(getattr(changes, part)):
            found = moment_of(word)
            if found is None:
                choices = ", ".join(f'"{each}"' for each in _CHOICES[part])
                raise SceneError("scene_choice", path=part, choices=choices)
            time, season, weather = found
            made = _with(made, wished, word, time=time, season=season, weather="clear" if weather is None else weather)
    if made.season == "summer" and made.weather == "snow" and wished:
        raise _conflict("summer", "snow")
    return made


def _with(moment: Moment, wished: dict[str, str], word: str, **values: str) -> Moment:
    for name, value in values.items():
        if not value:
            continue
        before = wished.setdefault(name, f"{value}\0{word}")
        if before.partition("\0")[0] != value:
            raise _conflict(before.partition("\0")[2], word)
        moment = replace(moment, **{name: "" if value == "clear" else value})  # type: ignore[arg-type]
    return moment


def _conflict(one: str, other: str) -> SceneError:
    return SceneError("change_conflict", one=one[:40], other=other[:40])
