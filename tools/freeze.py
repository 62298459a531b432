"""Write constraints.txt from an environment: the exact version of every package in it. Run by `make constraints`.

python tools/freeze.py ENVIRONMENT OUT
"""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from pathlib import Path

HEADER = """\
# Exact versions of everything `make setup-all` installs, from one environment in which all of it runs together.
# Written by `make constraints`; do not edit. To hold a package back, add it to tools/hold.txt.
"""
# The project itself, and the installer, which is whatever the machine has.
LEFT_OUT = {"arti-cover", "pip"}


def main() -> None:
    environment, out = map(Path, sys.argv[1:])
    site_packages = next((environment / "lib").glob("python3*/site-packages"))
    Path(out).write_text(HEADER + "".join(f"{line}\n" for line in frozen(site_packages)), encoding="utf-8")


def frozen(site_packages: Path) -> list[str]:
    """`name==version` of every distribution in a folder, sorted by name, without local build tags such as +cpu."""
    found = {d.metadata["Name"]: d.version.partition("+")[0] for d in distributions(path=[str(site_packages)])}
    kept = {name: version for name, version in found.items() if name.lower() not in LEFT_OUT}
    return [f"{name}=={version}" for name, version in sorted(kept.items(), key=lambda item: item[0].lower())]


if __name__ == "__main__":
    main()
