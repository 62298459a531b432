"""LoRAs in the formats people have them: each changes the picture alike; taken off, it leaves every bit as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sampling import sample

from articover.brief import Brief
from articover.cover import Pixels
from articover.engine import RunContext
from articover.errors import WeightError
from articover.generate.diffusion.generator import Diffusion
from articover.generate.diffusion.options import DiffusionSettings, LoraSettings
from articover.settings import ModelSettings
from articover.trim import parse_trim
from articover.weights import file_sha256

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

Tiny = Callable[[str], Path]
RANK, ALPHA = 2, 4
FORMATS = ("diffusers", "diffusers-2023", "peft", "kohya")


@pytest.fixture(scope="module")
def loras(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One and the same LoRA in every format, and "large", of twice the weights; "pickle" is of 2023 too."""
    import torch
    from diffusers import StableDiffusionPipeline, UNet2DConditionModel
    from peft import LoraConfig, get_peft_model
    from safetensors.torch import save_file

    root = tmp_path_factory.mktemp("loras")
    unet: Any = UNet2DConditionModel.from_pretrained(tiny("sd1"), subfolder="unet", local_files_only=True)
    torch.manual_seed(11)
    config = LoraConfig(
        r=RANK, lora_alpha=ALPHA, target_modules=["to_q", "to_k", "to_v", "to_out.0"], init_lora_weights=False
    )
    adapted: Any = get_peft_model(unet, config)
    adapted.save_pretrained(root / "peft")
    plain = {
        name.removeprefix("base_model.model.").replace(".default", ""): tensor.detach().clone()
        for name, tensor in adapted.state_dict().items()
        if "lora_" in name
    }
    scaled = {name: tensor * (ALPHA / RANK if "lora_B" in name else 1) for name, tensor in plain.items()}
    StableDiffusionPipeline.save_lora_weights(root / "diffusers", unet_lora_layers=scaled)

    def renamed(state: dict[str, Any], rename: Callable[[str], str]) -> dict[str, Any]:
        return {rename(name): tensor.contiguous() for name, tensor in state.items()}

    def of_2023(name: str) -> str:
        for now, then in (
            (".to_out.0.lora_A", ".processor.to_out_lora.down"),
            (".to_out.0.lora_B", ".processor.to_out_lora.up"),
            *((f".to_{one}.lora_A", f".processor.to_{one}_lora.down") for one in "qkv"),
            *((f".to_{one}.lora_B", f".processor.to_{one}_lora.up") for one in "qkv"),
        ):
            name = name.replace(now, then)
        return name

    def of_kohya(name: str) -> str:
        module, _, kind = name.removesuffix(".weight").rpartition(".")
        return f"lora_unet_{module.replace('.', '_')}.lora_{'down' if kind == 'lora_A' else 'up'}.weight"

    (root / "diffusers-2023").mkdir()
    save_file(renamed(scaled, of_2023), root / "diffusers-2023" / "pytorch_lora_weights.safetensors")
    torch.save(renamed(scaled, of_2023), root / "pytorch_lora_weights.bin")
    kohya = renamed(plain, of_kohya)
    alphas = {f"{name.partition('.')[0]}.alpha": torch.tensor(float(ALPHA)) for name in kohya}
    save_file({**kohya, **alphas}, root / "kohya.safetensors")
    StableDiffusionPipeline.save_lora_weights(
        root / "large", unet_lora_layers={name: 2 * tensor for name, tensor in scaled.items()}
    )
    return {
        "diffusers": root / "diffusers",
        "diffusers-2023": root / "diffusers-2023",
        "peft": root / "peft",
        "kohya": root / "kohya.safetensors",
        "large": root / "large",
        "pickle": root / "pytorch_lora_weights.bin",
    }


def painted(folder: Path, *loras: LoraSettings, genre: str = "mystery", pickles: bool = False) -> tuple[Pixels, Any]:
    options = DiffusionSettings(model=str(folder), steps=2, size_px=48, device="cpu", loras=loras)
    brief = Brief("The Keeper", genre=genre, synopsis="A lighthouse by the sea.")
    engine = Diffusion(options, ModelSettings(pickles=pickles))
    background, record = engine.generate(brief, parse_trim("2:3"), RunContext("generate", 7))
    return background.pixels, record


def difference(one: Pixels, other: Pixels) -> float:
    return float(np.abs(one.astype(float) - other.astype(float)).mean())


@pytest.mark.parametrize("kind", sample(FORMATS, "diffusers", "kohya"))
def test_a_lora_changes_the_picture_and_leaves_no_trace(tiny: Tiny, loras: dict[str, Path], kind: str) -> None:
    bare, _ = painted(tiny("sd1"))
    applied, record = painted(tiny("sd1"), LoraSettings(str(loras[kind])))
    assert difference(bare, applied) > 1
    again, _ = painted(tiny("sd1"))
    assert np.array_equal(bare, again)

    (file,) = [loras[kind]] if loras[kind].is_file() else loras[kind].glob("*.safetensors")
    assert record.weights[loras[kind].name] == file_sha256(file)
    assert f"LoRA {loras[kind].name} at 1" in record.notes
    assert any(loras[kind].name in credit for credit in record.credits)


def test_every_format_means_the_same(tiny: Tiny, loras: dict[str, Path]) -> None:
    pictures = [painted(tiny("sd1"), LoraSettings(str(loras[kind])))[0] for kind in FORMATS]
    assert max(difference(pictures[0], other) for other in pictures[1:]) < 0.05


def test_the_weight_is_how_much_of_it_is_worn(tiny: Tiny, loras: dict[str, Path]) -> None:
    bare, _ = painted(tiny("sd1"))
    none, _ = painted(tiny("sd1"), LoraSettings(str(loras["kohya"]), 0.0))
    full, _ = painted(tiny("sd1"), LoraSettings(str(loras["kohya"])))
    half, _ = painted(tiny("sd1"), LoraSettings(str(loras["kohya"]), 0.5))
    assert np.array_equal(bare, none)
    assert 0 < difference(bare, half) < difference(bare, full)


def test_several_are_worn_at_once(tiny: Tiny, loras: dict[str, Path]) -> None:
    twice, record = painted(
        tiny("sd1"), LoraSettings(str(loras["kohya"]), 0.5), LoraSettings(str(loras["diffusers"]), 0.5)
    )
    once, _ = painted(tiny("sd1"), LoraSettings(str(loras["peft"])))
    assert difference(twice, once) < 0.05, "two halves of the same are the whole"
    assert {"kohya.safetensors", "diffusers"} <= set(record.weights)


def test_the_genre_chooses_and_the_trigger_is_said(tiny: Tiny, loras: dict[str, Path]) -> None:
    wanted = LoraSettings(str(loras["kohya"]), 1.0, ("공포", "poetry"), "sks cover")
    bare, _ = painted(tiny("sd1"))
    other_genre, record = painted(tiny("sd1"), wanted)
    assert np.array_equal(bare, other_genre)
    assert "kohya.safetensors" not in record.weights
    options = DiffusionSettings(model=str(tiny("sd1")), steps=2, size_px=48, device="cpu", loras=(wanted,))
    background, record = Diffusion(options).generate(
        Brief("The Keeper", genre="horror"), parse_trim("2:3"), RunContext("generate", 7)
    )
    assert "kohya.safetensors" in record.weights
    assert (background.prompt or "").startswith("sks cover, ")


def test_a_pickle_is_opened_only_when_allowed(tiny: Tiny, loras: dict[str, Path]) -> None:
    with pytest.raises(WeightError, match="pickle"):
        painted(tiny("sd1"), LoraSettings(str(loras["pickle"])))
    opened, _ = painted(tiny("sd1"), LoraSettings(str(loras["pickle"])), pickles=True)
    safe, _ = painted(tiny("sd1"), LoraSettings(str(loras["diffusers-2023"])))
    assert difference(opened, safe) < 0.05


@pytest.mark.parametrize("kind", sample(["sdxl", "sd3", "flux"], "flux"))
def test_a_lora_of_another_family_is_told_in_one_sentence(tiny: Tiny, loras: dict[str, Path], kind: str) -> None:
    bare, _ = painted(tiny(kind))
    for form in ("diffusers", "kohya"):
        with pytest.raises(WeightError, match="does not fit this model"):
            painted(tiny(kind), LoraSettings(str(loras[form])))
    again, _ = painted(tiny(kind))
    assert np.array_equal(bare, again)


def test_what_is_no_lora_is_told(tiny: Tiny, loras: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(WeightError, match="is no LoRA"):
        painted(tiny("sd1"), LoraSettings(str(tiny("sd1") / "vae" / "diffusion_pytorch_model.safetensors")))
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(loras["kohya"].read_bytes()[:5000])
    with pytest.raises(WeightError, match=r"damaged\.safetensors is damaged"):
        painted(tiny("sd1"), LoraSettings(str(damaged)))
    with pytest.raises(WeightError, match="holds no LoRA"):
        painted(tiny("sd1"), LoraSettings(str(tmp_path.parent)))
    with pytest.raises(WeightError, match="absent"):
        painted(tiny("sd1"), LoraSettings(str(tmp_path / "absent.safetensors")))


@pytest.mark.parametrize("dtype", sample(["float16", "bfloat16"], "bfloat16"))
def test_a_lora_is_worn_in_half_precision_too(tiny: Tiny, loras: dict[str, Path], dtype: str) -> None:
    applied: list[Pixels] = []
    for precision in ("float32", dtype):
        options = DiffusionSettings(
            model=str(tiny("sd1")),
            steps=2,
            size_px=48,
            device="cpu",
            dtype=precision,  # type: ignore[arg-type]
            loras=(LoraSettings(str(loras["kohya"])),),
        )
        made, _ = Diffusion(options).generate(Brief("The Keeper"), parse_trim("2:3"), RunContext("generate", 7))
        applied.append(made.pixels)
    assert difference(*applied) < 3
