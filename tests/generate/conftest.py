"""Tiny diffusion pipelines on disk, built once a session, and no word to any network."""

from __future__ import annotations

import gc
import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

# Read by the hub's library as it loads, so set before it is imported.
os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """The module `tiny_pipelines`, which stands beside this file and is no package."""
    spec = importlib.util.spec_from_file_location("tiny_pipelines", Path(__file__).with_name("tiny_pipelines.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def tiny(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """kind -> folder of the saved pipeline (see `tiny_pipelines.KINDS`)."""
    folders: dict[str, Path] = {}
    root = tmp_path_factory.mktemp("models")

    def saved(kind: str) -> Path:
        if kind not in folders:
            folders[kind] = builder.save(kind, root / kind)
            # What torch and its libraries are made of stays: out of memory, we collect often, half a second each time.
            gc.freeze()
        return folders[kind]

    return saved
