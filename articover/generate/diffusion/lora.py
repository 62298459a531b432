"""Apply LoRAs to a loaded pipeline with weights, and remove them without a trace.

The formats of diffusers (current and of 2023), peft (folders) and kohya are supported. The weights are kept beside the
model's and never merged into them, so removing them restores the model bit by bit.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articover.errors import ArtiCoverError, WeightError
from articover.generate.diffusion.loading import quiet_libraries
from articover.generate.diffusion.memory import is_out_of_memory
from articover.weights import file_sha256

_PEFT_CONFIG, _PEFT_WEIGHTS = "adapter_config.json", ("adapter_model.safetensors", "adapter_model.bin")
_PEFT_PREFIX = "base_model.model."
_USUAL_NAMES = ("pytorch_lora_weights.safetensors", "pytorch_lora_weights.bin")
_KOHYA = ("lora_unet_", "lora_te_", "lora_te1_", "lora_te2_", "lora_transformer_")


@dataclass(frozen=True)
class Lora:
    """A LoRA on disk. `name` is its name in records, `path` a file, or a folder with one."""

    name: str
    path: Path
    weight: float
    sha256: str

    @classmethod
    def at(cls, name: str, path: Path, weight: float = 1.0) -> Lora:
        """The LoRA at `path`; raises `WeightError` when a folder contains none or several."""
        return cls(name, path, weight, file_sha256(cls(name, path, weight, "").file))

    @property
    def file(self) -> Path:
        """The file with the weights."""
        if self.path.is_file():
            return self.path
        for name in (*_PEFT_WEIGHTS, *_USUAL_NAMES):
            if (self.path / name).is_file():
                return self.path / name
        found = sorted(self.path.glob("*.safetensors")) if self.path.is_dir() else []
        if len(found) != 1:
            if found:
                raise WeightError(
                    "lora_several",
                    lora=self.name,
                )
            raise WeightError("lora_none", lora=self.name)
        return found[0]


def apply_loras(pipeline: Any, applied: tuple[Lora, ...], wanted: tuple[Lora, ...], *, pickles: bool = False) -> None:
    """Replace the LoRAs `applied` to `pipeline` by `wanted`.

    Raises `WeightError` when one does not fit; then no LoRA is applied.
    """
    if applied == wanted:
        return
    if applied:
        remove_loras(pipeline)
    if not wanted:
        return
    try:
        for number, lora in enumerate(wanted):
            _load_adapter(pipeline, lora, _adapter(number), pickles)
        pipeline.set_adapters([_adapter(number) for number in range(len(wanted))], [lora.weight for lora in wanted])
    except BaseException:
        remove_loras(pipeline)
        raise


def remove_loras(pipeline: Any) -> None:
    """Remove every LoRA from `pipeline`."""
    with quiet_libraries():
        pipeline.unload_lora_weights()


def _adapter(number: int) -> str:
    return f"lora{number}"


def _load_adapter(pipeline: Any, lora: Lora, adapter: str, pickles: bool) -> None:
    if not hasattr(pipeline, "load_lora_weights"):
        raise WeightError(
            "lora_not_taken",
            kind=type(pipeline).__name__,
        )
    read = _read(lora, pickles)
    state = _plain_names(read, lora, pipeline)
    file = lora.file
    # diffusers reads its own files by name, because they store the scale beside the weights.
    by_name = state is read and file.suffix == ".safetensors"
    source: Any = file.parent if by_name else state
    options: dict[str, Any] = {"weight_name": file.name, "local_files_only": True} if by_name else {}
    with quiet_libraries():
        try:
            pipeline.load_lora_weights(source, adapter_name=adapter, **options)
        # Mismatched shapes, unknown names and odd ranks raise many kinds of error.
        except (RuntimeError, ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            if is_out_of_memory(error):
                raise
            raise _does_not_fit(lora, pipeline) from error
        if adapter not in {name for names in pipeline.get_list_adapters().values() for name in names}:
            raise _does_not_fit(lora, pipeline)


def _read(lora: Lora, pickles: bool) -> dict[str, Any]:
    file = lora.file
    try:
        if file.suffix == ".safetensors":
            from safetensors.torch import load_file

            return load_file(file)
        if not pickles:
            raise WeightError(
                "lora_pickle",
                lora=lora.name,
            )
        import torch

        with quiet_libraries():
            state: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
        return state
    except ArtiCoverError:
        raise
    except pickle.UnpicklingError as error:
        raise WeightError(
            "lora_unsafe",
            lora=lora.name,
        ) from error
    # safetensors and the unpickler have their own error types.
    except Exception as error:
        raise WeightError("lora_damaged", lora=lora.name) from error


def _plain_names(state: dict[str, Any], lora: Lora, pipeline: Any) -> dict[str, Any]:
    """The weights under the names that diffusers reads, which begin with the part of the pipeline."""
    import torch

    if not all(isinstance(value, torch.Tensor) for value in state.values()) or not any(
        "lora" in name for name in state
    ):
        raise WeightError(
            "lora_is_none",
            lora=lora.name,
        )
    network = "unet" if hasattr(pipeline, "unet") else "transformer"
    config = lora.file.parent / _PEFT_CONFIG
    if all(name.startswith(_PEFT_PREFIX) for name in state):
        scale = _peft_scale(config)
        state = {name.removeprefix(_PEFT_PREFIX): value for name, value in state.items()}
        # peft multiplies by alpha/rank, which diffusers cannot be told by the names alone.
        state = {name: value * scale if "lora_B" in name else value for name, value in state.items()}
    if any(name.startswith((*_KOHYA, f"{network}.", "text_encoder", "diffusion_model.")) for name in state):
        return state
    return {f"{network}.{name}": value for name, value in state.items()}


def _peft_scale(config: Path) -> float:
    try:
        values = json.loads(config.read_text(encoding="utf-8"))
        rank, alpha = float(values["r"]), float(values["lora_alpha"])
    except (OSError, ValueError, KeyError, TypeError):
        return 1.0
    return alpha / (rank**0.5 if values.get("use_rslora") else rank)


def _does_not_fit(lora: Lora, pipeline: Any) -> WeightError:
    return WeightError(
        "lora_misfit",
        lora=lora.name,
        kind=type(pipeline).__name__,
    )
