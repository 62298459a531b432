"""Writes docs/scene.schema.json, the JSON Schema of a scene, from the code that reads scenes.

python tools/scene_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from articover.generate.illustrator.scenes.written import schema

FILE = Path(__file__).parent.parent / "docs" / "scene.schema.json"


def text() -> str:
    """What the file holds."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
