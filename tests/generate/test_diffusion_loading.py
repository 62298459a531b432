"""Models as people have them: folders, single files, half precision, pickles; and every way in which one is no good."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from articover import notices
from articover.brief import Brief
from articover.cover import Pixels
from articover.engine import RunContext
from articover.engines import Engines, why_passed
from articover.errors import EngineError, MissingError, WeightError
from articover.generate.diffusion import generator as diffusion
from articover.generate.diffusion.generator import Diffusion
from articover.generate.diffusion.loading import Source, licence_of, load
from articover.generate.diffusion.options import DiffusionSettings
from articover.locales import text
from articover.settings import ModelSettings, Settings
from articover.trim import parse_trim

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

Tiny = Callable[[str], Path]
BRIEF = Brief("The Keeper", genre="mystery", synopsis="A lighthouse by the sea.")


def painted(model: str | Path, models: ModelSettings | None = None, **changes: Any) -> Pixels:
    options = DiffusionSettings(**{"model": str(model), "steps": 2, "size_px": 32, "device": "cpu", **changes})
    return Diffusion(options, models).generate(BRIEF, parse_trim("2:3"), RunContext("generate", 7))[0].pixels


@pytest.fixture
def copy(tiny: Tiny, tmp_path: Path) -> Path:
    """A pipeline to be spoilt."""
    return Path(shutil.copytree(tiny("sd1"), tmp_path / "spoilt"))


def test_a_single_file_paints_what_its_folder_does(tiny: Tiny, builder: ModuleType, tmp_path: Path) -> None:
    file = builder.save_single_file(tiny("sd1"), tmp_path / "one.safetensors")
    assert np.array_equal(painted(file, single_file_config=str(tiny("sd1"))), painted(tiny("sd1")))
    with pytest.raises(WeightError, match="single_file_config"):
        painted(file, ModelSettings(folder=str(tmp_path / "empty")))
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(WeightError, match=r"one\.safetensors is damaged"):
        painted(file, single_file_config=str(tiny("sd1")))


def test_a_single_file_is_looked_at_by_the_checker_of_its_family(
    tiny: Tiny, builder: ModuleType, tmp_path: Path
) -> None:
    file = builder.save_single_file(tiny("sd1"), tmp_path / "one.safetensors")
    described = {"single_file_config": str(tiny("sd1-flagged")), "steps": 1}
    with pytest.raises(EngineError, match="safety checker"):
        painted(file, **described)
    assert painted(file, safety_checker=False, **described).std() > 3


def test_a_single_file_finds_what_describes_it_in_the_cache(tiny: Tiny, builder: ModuleType, tmp_path: Path) -> None:
    file = builder.save_single_file(tiny("sd1"), tmp_path / "one.safetensors")
    cached = tmp_path / "hub" / "models--stable-diffusion-v1-5--stable-diffusion-v1-5"
    commit = "0123456789abcdef0123456789abcdef01234567"
    shutil.copytree(tiny("sd1"), cached / "snapshots" / commit)
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text(commit)
    models = ModelSettings(folder=str(tmp_path / "hub"))
    assert np.array_equal(painted(file, models), painted(tiny("sd1")))
    assert np.array_equal(painted("stable-diffusion-v1-5/stable-diffusion-v1-5", models), painted(tiny("sd1")))


def test_weights_in_half_precision_alone_are_enough(tiny: Tiny, tmp_path: Path) -> None:
    import torch
    from diffusers import StableDiffusionPipeline

    whole: Any = StableDiffusionPipeline.from_pretrained(tiny("sd1"), local_files_only=True, dtype=torch.float16)
    whole.save_pretrained(tmp_path / "half", variant="fp16")
    assert all(".fp16." in file.name for file in (tmp_path / "half").rglob("*.safetensors"))
    close = painted(tmp_path / "half").astype(float) - painted(tiny("sd1")).astype(float)
    assert np.abs(close).mean() < 3


def test_pickles_are_opened_only_when_allowed(tiny: Tiny, tmp_path: Path) -> None:
    from diffusers import StableDiffusionPipeline

    whole: Any = StableDiffusionPipeline.from_pretrained(tiny("sd1"), local_files_only=True)
    for name in ("unet", "vae"):
        getattr(whole, name).save_pretrained(tmp_path / "old" / name, safe_serialization=False)
    shutil.copytree(tiny("sd1"), tmp_path / "old", dirs_exist_ok=True)
    for name in ("unet", "vae"):
        (tmp_path / "old" / name / "diffusion_pytorch_model.safetensors").unlink()
    with pytest.raises(WeightError, match=r"pickles|safetensors"):
        painted(tmp_path / "old")
    assert np.array_equal(painted(tmp_path / "old", ModelSettings(pickles=True)), painted(tiny("sd1")))


def test_a_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("nothing")
    with pytest.raises(WeightError, match=r"model_index\.json"):
        painted(tmp_path)


def test_a_truncated_file_is_named(copy: Path) -> None:
    file = copy / "unet" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:10_000])
    with pytest.raises(WeightError, match=r"damaged \(unet/diffusion_pytorch_model\.safetensors\)"):
        painted(copy)


@pytest.mark.parametrize("file", ["text_encoder/model", "unet/diffusion_pytorch_model", "safety_checker/model"])
def test_a_weight_that_is_not_there_is_never_made_up(tiny: Tiny, tmp_path: Path, file: str) -> None:
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny("sd1-clean"), tmp_path / "lacking"))
    state = load_file(folder / f"{file}.safetensors")
    del state[[name for name in state if name.endswith("weight")][2]]
    save_file(state, folder / f"{file}.safetensors", metadata={"format": "pt"})
    with pytest.raises(WeightError, match="lacking lacks some of its weights"):
        painted(folder)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: shutil.rmtree(folder / "vae"),
        lambda folder: (folder / "unet" / "config.json").write_text("{"),
        lambda folder: (folder / "text_encoder" / "model.safetensors").unlink(),
        lambda folder: (folder / "model_index.json").write_text('{"_class_name": "NoSuchPipeline"}'),
        lambda folder: (folder / "model_index.json").write_text("[1"),
    ],
    ids=["no vae", "broken config", "no text encoder", "unknown class", "broken index"],
)
def test_a_spoilt_model_is_told_in_one_sentence(copy: Path, spoil: Callable[[Path], object]) -> None:
    spoil(copy)
    with pytest.raises(WeightError) as raised:
        painted(copy)
    assert "spoilt" in str(raised.value) and "\n" not in str(raised.value)


def test_a_model_of_another_trade_is_refused(tmp_path: Path) -> None:
    from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel

    network = UNet2DModel(
        sample_size=8,
        block_out_channels=(32,),
        down_block_types=("DownBlock2D",),
        up_block_types=("UpBlock2D",),
        norm_num_groups=8,
    )
    DDPMPipeline(network, DDPMScheduler()).save_pretrained(tmp_path / "ddpm")
    with pytest.raises(WeightError, match="does not paint pictures from text"):
        painted(tmp_path / "ddpm")


def test_a_model_that_is_not_here_is_neither_fetched_nor_looked_for(tmp_path: Path) -> None:
    models = ModelSettings(folder=str(tmp_path))
    with pytest.raises(WeightError, match="articover models pull nobody/nothing"):
        painted("nobody/nothing", models)
    found = Diffusion(DiffusionSettings(model="nobody/nothing"), models).availability()
    assert not found.ok and "articover models pull nobody/nothing" in text(found.why)
    with pytest.raises(MissingError, match="no model at"):
        painted(tmp_path / "absent")


def test_auto_takes_it_only_with_a_gpu_and_the_weights(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Settings(diffusion=DiffusionSettings(model=str(tiny("sd1"))))
    gone = Settings(diffusion=DiffusionSettings(model="nobody/nothing"), models=ModelSettings(True, str(tmp_path)))
    monkeypatch.setattr(diffusion, "has_gpu", lambda: False)
    choice = Engines(here).choose("generate")
    assert choice.engine.name == "illustrator" and "diffusion: there is no GPU" in text(why_passed(choice.passed))
    assert Engines(here).choose("generate", "diffusion").engine.name == "diffusion"
    monkeypatch.setattr(diffusion, "has_gpu", lambda: True)
    assert Engines(here).choose("generate").engine.name == "diffusion"
    choice = Engines(gone).choose("generate")
    assert choice.engine.name == "illustrator" and "has not been fetched" in text(why_passed(choice.passed))


def test_the_licence_is_the_cards_or_the_names(copy: Path) -> None:
    assert licence_of(Source("someone/spoilt", copy)) == ""
    assert licence_of(Source("CompVis/stable-diffusion-v1-4", copy)) == "CreativeML Open RAIL-M"
    (copy / "README.md").write_text("---\nlicense: other\nlicense_name: my-terms\ntags:\n- art\n---\n# A model\n")
    assert licence_of(Source("someone/spoilt", copy)) == "my-terms"
    (copy / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    assert licence_of(Source("someone/spoilt", copy)) == "apache-2.0"


def test_a_translator_speaks_for_a_korean_brief(tiny: Tiny, tmp_path: Path) -> None:
    import torch
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

    words = {"<pad>": 0, "</s>": 1, "<unk>": 2, "whale": 3, "sea": 4}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"\s+"), "removed")
    folder = tmp_path / "translator"
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    model = T5ForConditionalGeneration(
        T5Config(
            vocab_size=5, d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2, decoder_start_token_id=0,
            pad_token_id=0, eos_token_id=1, tie_word_embeddings=False,
        )
    )  # fmt: skip
    # Whatever it is told, it says one word, and goes on until it must stop.
    torch.nn.init.zeros_(model.lm_head.weight)
    torch.nn.init.ones_(model.lm_head.weight[3])
    model.save_pretrained(folder)
    options = DiffusionSettings(model=str(tiny("sd3")), steps=1, size_px=32, device="cpu", translator=str(folder))
    background, record = Diffusion(options).generate(
        Brief("Sea", synopsis="고래 이야기"), parse_trim("2:3"), RunContext("generate", 7)
    )
    assert any(note in notices.TRANSLATED for note in record.notes)
    assert background.prompt is not None and background.prompt.isascii()
    with pytest.raises(WeightError, match="translator"):
        painted(tiny("sd3"), translator=str(tiny("sd1")))


def test_a_pipeline_as_it_was_saved_in_2022_loads_whole(tiny: Tiny, builder: ModuleType, tmp_path: Path) -> None:
    """Old names of weights that are no longer found would leave random numbers behind, without a word."""
    old = builder.rewrite_as_of_2022(Path(shutil.copytree(tiny("sd1-clean"), tmp_path / "old")))
    now, then = (
        load(Source("it", folder), "float32", safety_checker=True).pipeline for folder in (tiny("sd1-clean"), old)
    )
    for part in ("text_encoder", "safety_checker"):
        state, found = getattr(now, part).state_dict(), getattr(then, part).state_dict()
        assert set(state) == set(found)
        assert all(bool((state[name] == found[name]).all()) for name in state)
    text = "A whale, and 3 lighthouses: hé!"
    assert now.tokenizer(text).input_ids == then.tokenizer(text).input_ids
    assert np.array_equal(painted(old), painted(tiny("sd1-clean")))
