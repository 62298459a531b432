"""`articover models list|pull|verify`: what is on disk, fetching by name, and whether it is still what was fetched."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from articover.engine import RunContext
from articover.hub import parse_ref
from articover.hub.cache import cache_folder
from articover.hub.listing import Held, held_at, held_models, size_in_words
from articover.hub.wanted import wanted_models
from articover.settings import settings_of

_UNSTATED = "licence not stated"


def list_models(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover models list`: what is on disk, and what the configured engines want and lack."""
    settings = settings_of(options)
    cache = cache_folder(settings.models.folder)
    wanted = wanted_models(settings)
    held = [*held_models(cache), *(each.held for each in wanted if each.held and cache not in each.held.folder.parents)]
    count = sum(each.whole for each in held)
    said = [f"{cache}: {count or 'no'} model{'s' * (count != 1)}", *(_line(each) for each in held)]
    said += [f"{each.engine} {each.said}" for each in wanted]
    rows = [
        {"engine": each.engine, "model": each.model, "ok": each.held is not None, "said": each.said} for each in wanted
    ]
    return {"folder": str(cache), "models": [_described(each) for each in held], "wanted": rows, "said": said}


def pull_models(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover models pull`: asking for it is consent; what is on disk and whole is not fetched again."""
    from articover.hub.pull import pull

    settings = settings_of(options)
    cache = cache_folder(settings.models.folder)
    refs = [parse_ref(text) for text in options.models]
    held: list[Held] = []
    for number, ref in enumerate(refs):
        run = context.at("generate").part(number / len(refs), (number + 1) / len(refs))
        path = pull(ref, cache=cache, pickles=settings.models.pickles, run=run)
        held.append(held_at(path, ref.text))
    return {"folder": str(cache), "models": [_described(each) for each in held], "said": [_line(each) for each in held]}


def verify_models(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
    """`articover models verify`: every file hashed; exit code 3 when one is not what was fetched."""
    from articover.hub.verify import verify

    settings = settings_of(options)
    cache = cache_folder(settings.models.folder)
    held = [] if options.models else held_models(cache)
    names = options.models or [f"{each.name}@{each.commit}" for each in held if each.whole]
    rows: list[dict[str, Any]] = []
    lines = [_line(each).strip() for each in held if not each.whole]
    for number, name in enumerate(names):
        run = context.at("generate").part(number / len(names), (number + 1) / len(names))
        ref = parse_ref(name)
        checks = verify(ref, cache=cache, run=run)
        bad = [check for check in checks if check.problem]
        rows += [
            {"model": name, "file": each.name, "ok": not each.problem, "problem": each.problem, "hashed": each.compared}
            for each in checks
        ]
        fix = f"fetch it again with `{ref.command}`" if ref.path is None else "copy it anew"
        lines += [f"NO {name}: {check.name} {check.problem}; {fix}" for check in bad]
        if not bad:
            compared = sum(check.compared for check in checks)
            whole = size_in_words(sum(check.size for check in checks))
            known = (
                f"{compared} of {len(checks)} files as fetched"
                if compared
                else "no hash to compare with, nothing cut short"
            )
            lines.append(f"ok {name}: {known}, {whole}")
    if not lines:
        lines.append(f"{cache}: no models")
    return {"files": rows, "said": lines, "exit_code": 0 if all(row["ok"] for row in rows) else 3}


def _line(each: Held) -> str:
    if not each.whole:
        said = f"its fetch was cut after {size_in_words(each.size)}; fetched again, it goes on from there"
        return f"  {each.name}: not whole, {said} (`{parse_ref(each.name).command}`)"
    revisions = f" ({', '.join(each.revisions)} {each.commit[:8]})" if each.commit else ""
    parts = f", only {', '.join(each.parts)}" if each.parts != ("",) else ""
    weights = "" if each.weights == "safetensors" else f", weights: {each.weights}"
    size = size_in_words(each.size)
    return f"  {each.name}{revisions}: {size}{parts}{weights}, {each.licence or _UNSTATED}, {each.folder}"


def _described(each: Held) -> dict[str, Any]:
    return {
        "model": each.name,
        "commit": each.commit,
        "revisions": list(each.revisions),
        "parts": list(each.parts),
        "folder": str(Path(each.folder)),
        "bytes": each.size,
        "licence": each.licence,
        "weights": each.weights,
        "whole": each.whole,
    }
