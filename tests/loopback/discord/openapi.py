"""Bodies against Discord's own OpenAPI document, where somebody has put it beside the repository."""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from loopback.discord.calls import Call
from loopback.discord.world import Json

MOST, ALIKE = 120, 2
"""Bodies looked at in one test, at 1 to 75 ms each, and how many of them may be built alike."""


def document_path() -> Path | None:
    """Where the document is: `DISCORD_OPENAPI`, else beside the repository; None when nowhere."""
    named = os.environ.get("DISCORD_OPENAPI")
    path = Path(named) if named else Path(__file__).resolve().parents[4] / "shared" / "data" / "discord-openapi.json"
    return path if path.is_file() else None


def openapi_faults(calls: Sequence[Call]) -> Iterator[tuple[Call, str]]:
    """What the document does not allow in the bodies of `calls`. Nothing when it is not there."""
    path = document_path()
    if path is None:
        return
    looked_at = [call for call in calls if call.body is not None and call.template and 200 <= call.status < 300]
    random.Random(1).shuffle(looked_at)
    alike: defaultdict[str, list[Call]] = defaultdict(list)
    for call in looked_at:
        alike[_built(call)].append(call)
    chosen = [call for calls in alike.values() for call in calls[:ALIKE]]
    for call in chosen[:MOST]:
        for fault in body_faults(path, call.method, call.template, call.body):
            yield call, fault


def _built(call: Call) -> str:
    """How a body is built: its keys and types, whatever the words."""

    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: value[key] if key in ("type", "style") else shape(value[key]) for key in sorted(value)}
        return [shape(each) for each in value] if isinstance(value, list) else type(value).__name__

    return f"{call.method} {call.template} {json.dumps(shape(call.body))}"


def body_faults(path: Path, method: str, template: str, body: Any) -> list[str]:
    """The nearest reasons why `body` is not what the document wants there."""
    from jsonschema.exceptions import best_match

    validator = _validator(path, method, template)
    if validator is None:
        return [f"the document has no body for {method} {template}"]
    errors = list(validator.iter_errors(_with_text_ids(body)))
    found = (best_match([error]) or error for error in errors)
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:300]}" for each in found]


@cache
def _validator(path: Path, method: str, template: str) -> Any:
    import jsonschema

    document = _document(path)
    operation = document["paths"].get(template, {}).get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    # References are to "#/components/...", so the components come along.
    return jsonschema.Draft202012Validator({**content["schema"], "components": document["components"]})


@cache
def _document(path: Path) -> Json:
    document: Json = json.loads(path.read_text())
    return document


def _with_text_ids(body: Any) -> Any:
    """discord.py sends ids as integers here and there, which Discord takes and its document does not."""
    if isinstance(body, int) and body > 1 << 53:
        return str(body)
    if isinstance(body, list):
        return [_with_text_ids(each) for each in body]
    if not isinstance(body, dict):
        return body
    made = {key: _with_text_ids(value) for key, value in body.items()}
    if isinstance(made.get("attachments"), list):
        made["attachments"] = [each | {"id": str(each["id"])} for each in made["attachments"]]
    return made
