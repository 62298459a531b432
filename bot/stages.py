"""Which engine each stage of a cover would take here, and the fix for what cannot run: for `check`. Loads no model."""

from __future__ import annotations

from articover.doctor import examine
from articover.engines import Engines, Kind
from articover.errors import ArtiCoverError
from articover.settings import Settings
from bot.store.check import Finding

STAGES: tuple[tuple[Kind, str], ...] = (
    ("generate", "Painting"),
    ("detect", "Finding letters in a picture"),
    ("fill", "Erasing letters"),
    ("edit", "Setting type"),
    ("upscale", "Enlarging for print"),
)
_PLAINLY = {"named": ", as configured", "the best that can run here": ""}


def check_stages(settings: Settings) -> list[Finding]:
    """One sentence a stage, and one for every weight or font that is missing or damaged. Blocks on the disk."""
    engines = Engines(settings)
    findings = []
    for kind, does in STAGES:
        try:
            choice = engines.choose(kind)
        except ArtiCoverError as error:
            findings.append(Finding(False, f"{does} does not work: {error}"))
        else:
            why = _PLAINLY.get(choice.reason, f"; passed over: {choice.reason.rstrip('.')}")
            findings.append(Finding(True, f"{does} is done by {choice.engine.name}{why}."))
    seen = examine(engines)
    findings += [Finding(False, row["reason"]) for row in seen["weights"] if not row["ok"]]
    if not seen["fonts"]["ok"]:
        findings.append(Finding(False, " ".join(dict.fromkeys((seen["fonts"]["reason"], seen["fonts"]["fix"])))))
    return findings
