"""What a model is called in a config or on the command line: a path, or an id on the model hub."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from articover.errors import WeightError

MAIN = "main"
_HUB_ID = re.compile(r"(?P<repo>[\w.-]+/[\w.-]+)(?P<inside>(?:/[\w.-]+)*)(?:@(?P<revision>[\w./-]+))?")


@dataclass(frozen=True)
class Ref:
    """A model by name. Either `path` is set, or `repo` ("author/name") with its `revision` and what lies `inside` it.

    `inside` is a folder or file of the repository ("safety_checker", "lora.safetensors"), "" for all of it.
    """

    text: str
    path: Path | None = None
    repo: str = ""
    inside: str = ""
    revision: str = MAIN

    @property
    def command(self) -> str:
        """What fetches it."""
        return f"articover models pull {self.text}"


def parse_ref(text: str, revision: str | None = None) -> Ref:
    """`text` as a path if such a path exists or it is written as one, else as `author/name[/inside][@revision]`.

    Raises `WeightError` (exit code 3) for anything else, and for a path where nothing is.
    """
    text = text.strip()
    path = Path(text).expanduser() if text and "\0" not in text else None
    if path is not None and path.exists():
        return Ref(text, path=path)
    if path is None or text.startswith(("/", "./", "../", "~")):
        raise WeightError("model_path_gone", path=text)
    found = _HUB_ID.fullmatch(text)
    if found is None or ".." in found["inside"].split("/"):
        raise no_model_name(text)
    return Ref(text, None, found["repo"], found["inside"].strip("/"), revision or found["revision"] or MAIN)


def no_model_name(text: str) -> WeightError:
    return WeightError(
        "model_name_wrong",
        name=text[:80],
    )
