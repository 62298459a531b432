"""Load a pipeline from a folder or file on disk, on the CPU. Never uses the network."""

from __future__ import annotations

import json
import logging
import math
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from articover.errors import ArtiCoverError, WeightError
from articover.facts import Fact
from articover.generate.diffusion.families import ModelFamily, family_of
from articover.generate.diffusion.memory import is_out_of_memory
from articover.reasons import COPY_AGAIN, FETCH_AGAIN
from articover.weights import file_sha256

INDEX = "model_index.json"
_SAFE = ".safetensors"
_PICKLES = (".bin", ".ckpt", ".pt", ".pth")
_HALF = ".fp16."
_CHECKER = "safety_checker"
_LOADERS = ("transformers.modeling_utils", "diffusers.models.modeling_utils")
_PATH = re.compile(r'(?<=")[/~][^"]*(?=")|(?<![\w.])[/~][\w.-]+/[^\s`",;:)\']*')
_INVENTED = re.compile(r"newly initialized|\|\s*MISSING\s*\|")
"""Their log messages about weights that are missing from a file."""
_KNOWN_LICENCES = {
    "stable-diffusion-v1": "CreativeML Open RAIL-M",
    "stable-diffusion-2": "CreativeML Open RAIL++-M",
    "stable-diffusion-xl": "CreativeML Open RAIL++-M",
}
"""Licences by the beginning of a model's name, for copies without a model card."""


@dataclass(frozen=True)
class Source:
    """A model on disk: `path` is a folder or a single file, `config` the folder that describes a single file.

    `name` is its name in records. Pickles are opened (with `weights_only`) only if `pickles` is True.
    """

    name: str
    path: Path
    config: Path | None = None
    pickles: bool = False


@dataclass(frozen=True, eq=False)
class Model:
    """A loaded pipeline and facts about it. `weights` maps a file to its SHA-256."""

    source: Source
    pipeline: Any
    family: ModelFamily
    weights: dict[str, str]
    licence: str


def load(source: Source, dtype: str, *, safety_checker: bool) -> Model:
    """The text-to-image pipeline at `source` in `dtype` ("float32", "float16", "bfloat16"), on the CPU.

    Raises `WeightError` when the model is damaged, incomplete, or not a text-to-image model.
    """
    files = _weight_files(source.path)
    with ThreadPoolExecutor(2) as hashing:
        hashes = hashing.map(file_sha256, files.values())
        with quiet_libraries(), _weight_errors(source, files), _require_all_weights(source):
            pipeline = _from_folder(source, dtype, files) if source.path.is_dir() else _from_file(source, dtype)
            _require_text_to_image(source, pipeline)
            if not safety_checker and getattr(pipeline, "safety_checker", None) is not None:
                pipeline.register_modules(safety_checker=None)
                pipeline.register_to_config(requires_safety_checker=False)
            pipeline.set_progress_bar_config(disable=True)
        weights = dict(zip(files, hashes, strict=True))
    return Model(source, pipeline, family_of(pipeline, source.name), weights, licence_of(source))


def licence_of(source: Source) -> str:
    """The licence from the model's card, or by its name; "" if neither is known."""
    card = (source.path if source.path.is_dir() else source.path.parent) / "README.md"
    try:
        front = re.match(r"---\n(.*?)\n---", card.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    except OSError:
        front = None
    if front:
        fields: dict[str, str] = dict(
            re.findall(r"^(license(?:_name)?):\s*['\"]?([^'\"\n]+?)['\"]?\s*$", front[1], re.MULTILINE)
        )
        if licence := fields.get("license_name") or fields.get("license"):
            return licence
    short = source.name.rpartition("/")[2]
    return next((licence for start, licence in _KNOWN_LICENCES.items() if short.startswith(start)), "")


def class_of(source: Source) -> str:
    """The pipeline class in the model's index, or ""."""
    folder = source.path if source.path.is_dir() else source.config
    try:
        index = json.loads(((folder or source.path) / INDEX).read_text(encoding="utf-8"))
        return str(index.get("_class_name", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def fingerprint_of(source: Source) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of all weight files. A loaded model reads from its files, so it is invalid after a change."""
    stats = {name: file.stat() for name, file in _weight_files(source.path).items()}
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats.items())


def weight_files_of(source: Source) -> dict[str, Path]:
    """Path inside the model -> file, for the weights that loading opens."""
    return _weight_files(source.path)


def loaded_bytes(files: Iterable[Path], dtype: str) -> int:
    """The memory that the weights in `files` need in `dtype`, which may differ from the precision of the files."""
    return sum(_tensor_bytes(file, 4 if dtype == "float32" else 2) for file in files)


def _tensor_bytes(file: Path, width: int) -> int:
    """The size by the file's header with numbers of `width` bytes; the file's size if there is no header."""
    size = file.stat().st_size
    if file.suffix != _SAFE:
        return size
    try:
        with file.open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            header = json.loads(opened.read(length)) if length < size else {}
        shapes = [tensor["shape"] for name, tensor in header.items() if name != "__metadata__"]
    # `load` reports damaged files.
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return size
    return sum(width * math.prod(shape) for shape in shapes) or size


def describer_of(path: Path) -> str:
    """The id of the pipeline that describes the networks in a single file, by the names of its weights; "" if none.

    The result is cached as long as the file does not change.
    """
    return _describer(path, path.stat().st_mtime_ns) if path.suffix == _SAFE else ""


@lru_cache(maxsize=16)
def _describer(path: Path, mtime_ns: int) -> str:
    try:
        with quiet_libraries():
            from diffusers.loaders import single_file_utils
            from safetensors.torch import load_file

            describe: Any = single_file_utils.fetch_diffusers_config
            return str(describe(load_file(path))["pretrained_model_name_or_path"])
    # `load` reports damaged files and files that are not checkpoints.
    except Exception:
        return ""


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Switch off the progress bars of diffusers and transformers, and their advice for programmers."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import diffusers
        import transformers

        for library in (diffusers, transformers):
            library.utils.logging.set_verbosity(logging.CRITICAL)
            library.utils.logging.disable_progress_bar()
        yield


def _from_folder(source: Source, dtype: str, files: dict[str, Path]) -> Any:
    import diffusers
    import torch

    auto: Any = diffusers.AutoPipelineForText2Image
    named: Any = diffusers.DiffusionPipeline
    if not (source.path / INDEX).is_file():
        raise WeightError(
            "model_no_index",
            model=source.name,
            index=INDEX,
        )
    options: dict[str, Any] = {
        "dtype": getattr(torch, dtype),
        "local_files_only": True,
        "use_safetensors": None if source.pickles else True,
    }
    safe = [name for name in files if name.endswith(_SAFE)]
    if safe and all(_HALF in name for name in safe):
        options["variant"] = "fp16"
    try:
        return auto.from_pretrained(source.path, **options)
    except ValueError as error:
        if "can't find a pipeline linked" not in str(error):
            raise
        # AutoPipeline does not know the family, but the index names the class.
        return named.from_pretrained(source.path, **options)


def _from_file(source: Source, dtype: str) -> Any:
    import diffusers
    import torch

    if source.path.suffix in _PICKLES and not source.pickles:
        raise WeightError(
            "model_pickle",
            model=source.name,
        )
    if source.config is None:
        if damaged := _damaged({source.path.name: source.path}):
            raise _is_damaged(source, damaged)
        raise WeightError(
            "model_undescribed",
            model=source.name,
        )
    kind: Any = getattr(diffusers, class_of(source))
    return kind.from_single_file(
        str(source.path),
        config=str(source.config),
        dtype=getattr(torch, dtype),
        local_files_only=True,
        **_checker_of(source.config, dtype),
    )


def _checker_of(folder: Path, dtype: str) -> dict[str, Any]:
    """The safety checker from the pipeline that describes a single file, if it has one; the file never contains it."""
    if not any((folder / _CHECKER).glob("*.safetensors")):
        return {}
    import torch
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
    from transformers import CLIPImageProcessor

    checker: Any = StableDiffusionSafetyChecker
    return {
        _CHECKER: checker.from_pretrained(folder / _CHECKER, dtype=getattr(torch, dtype), local_files_only=True),
        "feature_extractor": CLIPImageProcessor.from_pretrained(folder / "feature_extractor", local_files_only=True),
    }


def _require_text_to_image(source: Source, pipeline: Any) -> None:
    import inspect

    takes = inspect.signature(pipeline.__call__).parameters
    unet = getattr(pipeline, "unet", None)
    fills = unet is not None and unet.config.in_channels != unet.config.out_channels
    if "prompt" not in takes or not {"height", "width"} <= set(takes) or "num_frames" in takes or fills:
        raise WeightError(
            "model_paints_not",
            model=source.name,
            kind=type(pipeline).__name__,
        )


def _weight_files(path: Path) -> dict[str, Path]:
    """Path inside the model -> file, for the weights that loading opens."""
    if path.is_file():
        return {path.name: path}
    found: dict[str, Path] = {}
    for folder in sorted(_part_folders(path)):
        files = sorted(file for file in folder.iterdir() if file.suffix in (_SAFE, *_PICKLES))
        safe = [file for file in files if file.suffix == _SAFE] or files
        plain = [file for file in safe if not re.search(r"\.(fp16|bf16|fp32|non_ema)[.-]", file.name)] or safe
        found.update({file.relative_to(path).as_posix(): file for file in plain})
    return found


def _part_folders(path: Path) -> Iterator[Path]:
    try:
        index = json.loads((path / INDEX).read_text(encoding="utf-8"))
        parts = [name for name, value in index.items() if isinstance(value, list) and value and value[0]]
    except (OSError, ValueError, AttributeError):
        return
    yield from (path / name for name in parts if (path / name).is_dir())


@contextmanager
def _weight_errors(source: Source, files: dict[str, Path]) -> Iterator[None]:
    """Raise any error of loading as a `WeightError`, except a lack of memory, which is not the model's fault."""
    try:
        yield
    except ArtiCoverError:
        raise
    except ImportError as error:
        raise WeightError(
            "model_needs_package",
            model=source.name,
            why=library_words(error),
        ) from error
    # Faults in a model's files cause many types of errors in three libraries.
    except Exception as error:
        if is_out_of_memory(error):
            raise
        if damaged := _damaged(files):
            raise _is_damaged(source, damaged) from error
        raise WeightError(
            "model_unloadable",
            model=source.name,
            why=library_words(error),
        ) from error


@contextmanager
def _require_all_weights(source: Source) -> Iterator[None]:
    """Raise `WeightError` for missing weights, which both libraries replace by random numbers and only log."""
    heard: list[str] = []

    class Records(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = Records(logging.WARNING)
    loggers = [logging.getLogger(name) for name in _LOADERS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.addHandler(ear)
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(ear)
            logger.setLevel(level)
            logger.propagate = propagate
    if any(_INVENTED.search(said) for said in heard):
        raise WeightError(
            "model_incomplete",
            model=source.name,
            again=_again(source),
        )


def _is_damaged(source: Source, file: str) -> WeightError:
    return WeightError("model_damaged", model=source.name, file=file, again=_again(source))


def _again(source: Source) -> Fact:
    """How to repair a model; a name with a slash is from the hub."""
    return FETCH_AGAIN(command=f"articover models pull {source.name}") if "/" in source.name else COPY_AGAIN()


def library_words(error: BaseException) -> str:
    """The first sentence of a library's error, without its full stop, at most 120 characters.

    Paths are shortened to their last name, because chat may show the text.
    """
    words = _PATH.sub(lambda found: PurePath(found[0]).name, " ".join(str(error).split()))
    first = re.split(r"(?<=\w)[.:!] ", words)[0].rstrip(".")
    return first if len(first) <= 120 else f"{first[:119]}…"


def _damaged(files: dict[str, Path]) -> str:
    """The first file that is not a complete safetensors file, or ""."""
    from safetensors import SafetensorError, safe_open

    for name, file in files.items():
        if file.suffix == _SAFE:
            try:
                with safe_open(file, "pt"):
                    pass
            except (SafetensorError, OSError):
                return name
    return ""
