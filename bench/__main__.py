"""`python -m bench` (`make bench`): every bench in turn, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_BENCHES = ("cold.py", "chain.py", "upscale.py", "remove.py", "bot_loop.py", "bot_load.py")


def main() -> int:
    failed = 0
    for name in _BENCHES:
        print(f"\n## {name}\n", flush=True)
        failed += subprocess.run([sys.executable, Path(__file__).with_name(name)], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
