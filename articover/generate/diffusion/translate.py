"""Briefs into English by a translation model that the user names; without one, words for what was read must do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from articover.errors import WeightError
from articover.generate.diffusion.loading import quiet_libraries

_MAX_TOKENS = 400


class Translator:
    """A sequence-to-sequence model in a folder (Marian, mBART, T5 ...), on the CPU; the same words every time."""

    def __init__(self, name: str, folder: Path) -> None:
        with quiet_libraries():
            from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

            try:
                self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
                self._model: Any = AutoModelForSeq2SeqLM.from_pretrained(
                    folder, local_files_only=True, use_safetensors=True
                ).eval()
            # Whatever is wrong with the files surfaces as one of many errors of several libraries.
            except Exception as error:
                raise WeightError(
                    "The translator {model} cannot be loaded: name a translation model with .safetensors weights in "
                    "diffusion.translator, or leave it empty.",
                    "translator_unloadable",
                    model=name,
                ) from error

    def english(self, text: str) -> str:
        """`text` in English, paragraph by paragraph."""
        import torch

        parts = [part for part in text.split("\n") if part.strip()]
        said: list[str] = []
        for part in parts:
            with quiet_libraries(), torch.inference_mode():
                tokens = self._tokenizer(part, return_tensors="pt", truncation=True, max_length=_MAX_TOKENS)
                made = self._model.generate(
                    input_ids=tokens.input_ids,
                    attention_mask=tokens.attention_mask,
                    max_new_tokens=_MAX_TOKENS,
                    do_sample=False,
                    num_beams=1,
                )
            said.append(self._tokenizer.decode(made[0], skip_special_tokens=True).strip())
        return "\n".join(said)
