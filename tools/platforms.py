"""Check that all packages of the light core have wheels for the supported Pythons and platforms: `make platforms`.

A package without a wheel is built from source, which needs a compiler and fails on most users' machines. The check asks
pip with its configured index and installs nothing; docs/platforms.md contains the table that it prints. The exit code
is 1 when a wheel is missing that KNOWN_GAPS does not list, or exists although KNOWN_GAPS lists it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from setup import CONSTRAINTS, SetupError, light_pins, requirement_name

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def _linux(machine: str) -> tuple[str, ...]:
    """All manylinux tags that glibc 2.35 (Ubuntu 22.04; Debian 12 has 2.36) satisfies, and the old names of three."""
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(35, 16, -1)), f"manylinux2014_{machine}")


# pip adds the tags of older macOS versions.
PLATFORMS = {
    "Linux x86-64": (*_linux("x86_64"), "manylinux2010_x86_64", "manylinux1_x86_64"),
    "Linux arm64": _linux("aarch64"),
    "macOS 15 arm64": ("macosx_15_0_arm64",),
    "macOS 15 x86-64": ("macosx_15_0_x86_64",),
    "Windows x86-64": ("win_amd64",),
}

# (package, platform): the Pythons without a wheel. Two packages contain only dictionaries, so building them compiles
# nothing; the others are no longer built for Macs with Intel processors.
KNOWN_GAPS = {(name, platform): PYTHONS for name in ("ipadic", "kiwipiepy_model") for platform in PLATFORMS}
KNOWN_GAPS |= {(name, "macOS 15 x86-64"): PYTHONS for name in ("onnxruntime", "pikepdf")}

_NONE_FOUND = re.compile(r"No matching distribution found for ([\w.-]+)==")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--constraints", type=Path, default=CONSTRAINTS, help="versions to look for")
    options = parser.parse_args()
    pins = light_pins(options.constraints)
    first, *others = [(python, platform) for platform in PLATFORMS for python in PYTHONS]
    try:
        universal, missing = look(pins, *first)
        found = {first: missing}
        # A universal wheel is looked for only once.
        bound = [pin for pin in pins if requirement_name(pin) not in universal]
        with ThreadPoolExecutor(4) as pool:
            found |= zip(others, (gaps for _, gaps in pool.map(lambda where: look(bound, *where), others)), strict=True)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    gaps = gaps_of(found)
    print(
        f"{len(pins)} packages, {len(universal)} of them the same file everywhere; a dash is a wheel that is missing.\n"
    )
    print(table(found))
    for name, platform in sorted(set(gaps) | set(KNOWN_GAPS)):
        now, known = gaps.get((name, platform), ()), KNOWN_GAPS.get((name, platform), ())
        if now != known:
            lacks, said = (", ".join(pythons) or "none" for pythons in (now, known))
            print(f"{name} on {platform}: Pythons without a wheel: {lacks}; KNOWN_GAPS says: {said}.")
    return 0 if gaps == KNOWN_GAPS else 1


def look(pins: list[str], python: str, platform: str) -> tuple[set[str], set[str]]:
    """Names of the packages with universal wheels, and of those without a wheel for this platform."""
    missing: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *(sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--dry-run", "--no-deps"),
            *("--ignore-installed", "--only-binary", ":all:", "--target", folder, "--report", str(report)),
            *("--python-version", python, "--implementation", "cp"),
            *(option for tag in PLATFORMS[platform] for option in ("--platform", tag)),
        ]
        while wanted := [pin for pin in pins if requirement_name(pin) not in missing]:
            done = subprocess.run([*command, *wanted], capture_output=True, text=True, check=False)
            if done.returncode == 0:
                break
            none_found = _NONE_FOUND.search(done.stderr)
            if none_found is None:
                raise SetupError(f"{done.stderr}\npip stopped, for the reason above.")
            missing.add(none_found[1])
        installs = json.loads(report.read_text(encoding="utf-8"))["install"] if wanted else []
    universal = {
        normal(item["metadata"]["name"])
        for item in installs
        if re.search(r"-py3-none-any\.whl|-py2\.py3-none-any\.whl", item["download_info"]["url"])
    }
    return {requirement_name(pin) for pin in pins if normal(requirement_name(pin)) in universal}, missing


def normal(name: str) -> str:
    """A distribution's name, normalized by PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def gaps_of(found: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Pythons without a wheel by (package, platform)."""
    pairs = {(name, platform) for (_, platform), names in found.items() for name in names}
    return {
        (name, platform): tuple(python for python in PYTHONS if name in found[python, platform])
        for name, platform in pairs
    }


def table(found: dict[tuple[str, str], set[str]]) -> str:
    """A Markdown table with a row per platform and a column per Python."""
    lines = [f"| | {' | '.join(PYTHONS)} |", f"|{'---|' * (len(PYTHONS) + 1)}"]
    for platform in PLATFORMS:
        cells = [", ".join(f"– {name}" for name in sorted(found[python, platform])) or "all" for python in PYTHONS]
        lines.append(f"| {platform} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
