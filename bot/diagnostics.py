"""Which engine each stage of a cover would take here, and the fix for what cannot run: for `check`. Loads no model."""

from __future__ import annotations

from articover.doctor import examine
from articover.engine_description import Kind, described, is_generative
from articover.engines import Engines
from articover.errors import ArtiCoverError
from articover.hub import on_disk
from articover.safety import SafetyChecker
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


def check_engines(settings: Settings) -> list[Finding]:
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
    if (looking := _looking(engines)) is not None:
        findings.append(looking)
    seen = examine(engines)
    findings += [Finding(False, row["reason"]) for row in seen["weights"] if not row["ok"]]
    if not seen["fonts"]["ok"]:
        findings.append(Finding(False, " ".join(dict.fromkeys((seen["fonts"]["reason"], seen["fonts"]["fix"])))))
    return findings


def _looking(engines: Engines) -> Finding | None:
    """What looks at pictures of models before chat sees them; None where no model can paint."""
    settings = engines.settings
    paints = any(kind == "generate" and is_generative(name) and ok.ok for kind, name, ok in engines.survey())
    filler = described("fill", settings.engines.fill)
    fills = filler is not None and filler.paints_freely
    if not paints and not fills:
        return None
    checker = SafetyChecker(settings.safety, settings.models).availability()
    if checker.ok:
        return Finding(True, f"What models paint is looked at by {settings.safety.model}, or their own checkers.")
    if paints and not fills and _looks_itself(settings):
        return Finding(True, "What the model paints is looked at by its own safety checker.")
    if settings.safety.unchecked_pictures:
        return Finding(True, "What models paint is shown without a look, as configured.")
    return Finding(False, f"What models paint cannot be looked at, so it is not shown: {checker.said}")


def _looks_itself(settings: Settings) -> bool:
    """Whether the model that paints came with a safety checker that is used."""
    models, diffusion = settings.models, settings.diffusion
    folder = on_disk(diffusion.model, revision=diffusion.revision or None, cache=models.folder or None)
    return diffusion.safety_checker and folder is not None and any((folder / "safety_checker").glob("*.safetensors"))
