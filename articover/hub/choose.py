"""Which files of a repository are worth fetching: one set of weights, safe ones first, and what describes them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from articover.errors import WeightError
from articover.hub.cache import PICKLES, SAFE, within
from articover.hub.refs import Ref

INDEX = "model_index.json"
CARD = "README.md"
_PLAIN = (".json", ".txt", ".model", ".spm", ".jinja")
"""Configs, vocabularies and tokenizers."""
_VARIANT = re.compile(r"\.(fp16|fp32|bf16|non_ema|ema_only)(?=[.-])")
"""Other precisions of the same weights; a half-size one is made on loading from the full one."""
_FULL_NAMES = re.compile(
    r"(diffusion_pytorch_)?(model|pytorch_model|adapter_model|pytorch_lora_weights)(-\d+-of-\d+)?$"
)
"""How libraries call the weights that they load by themselves."""


def chosen_files(names: Collection[str], index: str | None, ref: Ref, *, pickles: bool) -> list[str]:
    """The files among `names` to fetch for `ref`, sorted.

    `index` is the text of model_index.json, if there is one: then only the parts it names are taken, not
    the same weights again as one checkpoint, for other libraries, or in other precisions.

    Raises `WeightError` when nothing can be used, or only pickles could.
    """
    held = [name for name in names if within(name, ref.inside) and not _hidden(name)]
    if not held:
        raise WeightError("model_part", model=ref.repo, part=ref.inside)
    if ref.inside in names:
        if ref.inside.endswith(PICKLES) and not pickles:
            raise only_pickles(ref)
        return sorted({ref.inside, *_about(names)})
    folders = _parts(index, ref) if index is not None and not ref.inside else [ref.inside]
    chosen = set(_about(names)) | ({INDEX} & set(held))
    weighty = False
    for folder in folders:
        here = [name for name in held if _parent(name) == folder]
        chosen |= {name for name in here if name.endswith(_PLAIN)}
        weights = _weights(here, pickles)
        weighty |= bool(weights)
        if not weights and any(name.endswith(PICKLES) for name in here):
            raise only_pickles(ref)
        chosen |= set(weights)
    if not weighty:
        raise WeightError("model_no_weights", model=ref.text)
    return sorted(chosen)


def _parts(index: str, ref: Ref) -> list[str]:
    """The folders that a pipeline's index names."""
    try:
        named = json.loads(index)
        return [name for name, value in named.items() if isinstance(value, list) and value and value[0]]
    except (ValueError, AttributeError) as error:
        raise WeightError(
            "model_index",
            file=INDEX,
            model=ref.text,
        ) from error


def _weights(here: Iterable[str], pickles: bool) -> list[str]:
    """The weights of one folder: safe before pickles, plain before other precisions, one set of them."""
    files = list(here)
    for suffixes in ((SAFE,), PICKLES) if pickles else ((SAFE,),):
        ours = [name for name in files if name.endswith(suffixes)]
        plain = [name for name in ours if not _VARIANT.search(PurePosixPath(name).name)]
        by_name = [name for name in plain if _FULL_NAMES.fullmatch(PurePosixPath(name).stem)]
        half = [name for name in ours if ".fp16." in name]
        if taken := by_name or plain or half or ours:
            return taken
    return []


def _about(names: Iterable[str]) -> list[str]:
    """The card and the licence: they say what may be done with the model."""
    return [name for name in names if name == CARD or name.upper().startswith("LICENSE")]


def _parent(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def only_pickles(ref: Ref) -> WeightError:
    return WeightError(
        "model_only_pickles",
        model=ref.text,
    )
