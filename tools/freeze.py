"""Write the exact versions of an environment: the light core first, then the extras. Run by `make constraints`.

python tools/freeze.py ENVIRONMENT LIGHT            while only the light core is in it
python tools/freeze.py ENVIRONMENT OUT --light LIGHT
"""

from __future__ import annotations

import argparse
from importlib.metadata import distributions
from pathlib import Path

HEADER = """\
# Exact versions of everything `make setup-all` installs, from one environment in which all of it runs together.
# Written by `make constraints`; do not edit. To hold a package back, add it to tools/hold.txt.

"""
EXTRAS = "\n# The extras:\n"  # tools/setup.py looks for this line

PROJECT = "arti-cover"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("environment", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--light", type=Path)
    options = parser.parse_args()
    lines = frozen(next((options.environment / "lib").glob("python3*/site-packages")))
    if options.light:
        light = {line.partition("==")[0] for line in options.light.read_text(encoding="utf-8").splitlines()}
        in_light = [line.partition("==")[0] in light for line in lines]
        core = [line for line, inside in zip(lines, in_light, strict=True) if inside]
        added = [line for line, inside in zip(lines, in_light, strict=True) if not inside]
        text = HEADER + joined(core) + EXTRAS + joined(added)
    else:
        text = joined(lines)
    options.out.write_text(text, encoding="utf-8")


def joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def frozen(site_packages: Path) -> list[str]:
    """`name==version` of every distribution in a folder, sorted by name, without local build tags such as +cpu."""
    found = {d.metadata["Name"]: d.version.partition("+")[0] for d in distributions(path=[str(site_packages)])}
    kept = {name: version for name, version in found.items() if name != PROJECT}
    return [f"{name}=={version}" for name, version in sorted(kept.items(), key=lambda item: item[0].lower())]


if __name__ == "__main__":
    main()
