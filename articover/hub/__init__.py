"""Models and where they come from: a path, the hub's cache on disk, and the hub itself only with consent.

`resolve` is what engines call. Nothing in here opens a network but `pull`, and nothing opens a pickle.
"""

from __future__ import annotations

import os
from pathlib import Path

from articover.engine import RunContext
from articover.errors import WeightError
from articover.hub.cache import PICKLES, SAFE, cache_folder, find, weight_files
from articover.hub.choose import only_pickles
from articover.hub.refs import Ref, parse_ref

__all__ = ["Ref", "keep_offline", "on_disk", "parse_ref", "resolve"]


def resolve(
    ref: str,
    *,
    consent: bool,
    revision: str | None = None,
    cache: str | os.PathLike[str] | None = None,
    pickles: bool = False,
    run: RunContext | None = None,
) -> Path:
    """The folder or file of a model, to be handed to a library's own loader with `local_files_only=True`.

    `ref` is a path or an id on the hub (see `parse_ref`), `cache` the folder of models (None: the hub's
    usual one). Only with `consent` is the hub asked, and only for what is not on disk; `run` then
    hears how far the fetching is. Weights that are all pickles are refused unless `pickles`: open those
    with `weights_only`.

    Raises `WeightError`: one sentence that says what to do.
    """
    keep_offline()
    named = parse_ref(ref, revision)
    found = on_disk(ref, revision=revision, cache=cache)
    if found is None:
        if not consent:
            raise WeightError(
                "model_absent",
                model=named.text,
                command=named.command,
            )
        from articover.hub.pull import pull

        found = pull(named, cache=cache_folder(cache), pickles=pickles, run=run)
    _refuse_pickles(named, found, pickles)
    return found


def on_disk(ref: str, *, revision: str | None = None, cache: str | os.PathLike[str] | None = None) -> Path | None:
    """The folder or file of a model if all of it is here. Raises `WeightError` for nonsense and for what is damaged."""
    named = parse_ref(ref, revision)
    return named.path or find(cache_folder(cache), named)


def keep_offline() -> None:
    """Keep huggingface_hub, and what is built on it, from the network for this process; `pull` lifts it while it runs.

    For callers of diffusers or transformers beside `resolve`; does nothing when they are not installed.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # Xet is a second protocol to the same files; over HTTP a dropped transfer goes on where it broke.
    os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
    try:
        from huggingface_hub import constants
    except ImportError:
        return
    constants.HF_HUB_OFFLINE = True


def _refuse_pickles(ref: Ref, found: Path, pickles: bool) -> None:
    files = weight_files(found)
    if pickles or not files or any(file.suffix == SAFE for file in files):
        return
    if any(file.suffix in PICKLES for file in files):
        raise only_pickles(ref)
