"""For `check`: the engine that each stage of a cover would use, and how to fix what cannot run. Loads no model."""

from __future__ import annotations

from articover.doctor import examine
from articover.engine_description import Kind, described, is_generative
from articover.engines import Engines, why_passed
from articover.errors import ArtiCoverError
from articover.hub import on_disk
from articover.locales import text
from articover.safety import SafetyChecker
from articover.settings import Settings
from bot.store.check import Finding

STAGES: tuple[tuple[Kind, str], ...] = (
    ("generate", "Painting pictures"),
    ("detect", "Finding letters in pictures"),
    ("fill", "Erasing letters"),
    ("edit", "Setting type"),
    ("upscale", "Enlarging pictures"),
)


def check_engines(settings: Settings) -> list[Finding]:
    """One finding per stage, and one for each missing or damaged weight or font. Blocks on the disk."""
    engines = Engines(settings)
    findings = []
    for kind, task in STAGES:
        try:
            choice = engines.choose(kind)
        except ArtiCoverError as error:
            findings.append(Finding(False, f"{task} does not work: {error}"))
        else:
            why = ", as configured" if choice.named else ""
            if choice.passed:
                why = f". Not available: {text(why_passed(choice.passed)).rstrip('.')}"
            findings.append(Finding(True, f"{task}: the engine {choice.engine.name} is used{why}."))
    if (checked := _safety_check(engines)) is not None:
        findings.append(checked)
    seen = examine(engines)
    findings += [Finding(False, row["reason"]) for row in seen["weights"] if not row["ok"]]
    if not seen["fonts"]["ok"]:
        findings.append(Finding(False, " ".join(dict.fromkeys((seen["fonts"]["reason"], seen["fonts"]["fix"])))))
    return findings


def _safety_check(engines: Engines) -> Finding | None:
    """The safety checker of models' pictures; None when no model can paint."""
    settings = engines.settings
    paints = any(kind == "generate" and is_generative(name) and ok.ok for kind, name, ok in engines.survey())
    filler = described("fill", settings.engines.fill)
    fills = filler is not None and filler.paints_freely
    if not paints and not fills:
        return None
    checker = SafetyChecker(settings.safety, settings.models).availability()
    if checker.ok:
        return Finding(
            True, f"Pictures of models are checked by {settings.safety.model} or by the model's own safety checker."
        )
    if paints and not fills and _checks_itself(settings):
        return Finding(True, "Pictures of the model are checked by its own safety checker.")
    if settings.safety.unchecked_pictures:
        return Finding(
            True, "Pictures of models are shown without a safety check, as [safety] unchecked_pictures allows."
        )
    return Finding(False, f"Pictures of models are not shown, because no safety checker can run: {text(checker.why)}")


def _checks_itself(settings: Settings) -> bool:
    """Whether the model has its own safety checker and uses it."""
    models, diffusion = settings.models, settings.diffusion
    folder = on_disk(diffusion.model, revision=diffusion.revision or None, cache=models.folder or None)
    return diffusion.safety_checker and folder is not None and any((folder / "safety_checker").glob("*.safetensors"))
