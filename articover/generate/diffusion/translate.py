"""Translate briefs to English with a model that the user names; without one, prompts use the concepts in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from articover.errors import WeightError
from articover.generate.diffusion.loading import quiet_libraries

_MAX_TOKENS = 400


class Translator:
    """A sequence-to-sequence model in a folder (Marian, mBART, T5 ...), on the CPU; deterministic."""

    def __init__(self, name: str, folder: Path) -> None:
        with quiet_libraries():
            from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

            try:
                self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
                self._model: Any = AutoModelForSeq2SeqLM.from_pretrained(
                    folder, local_files_only=True, use_safetensors=True
                ).eval()
            # Faults in the files cause many types of errors in several libraries.
            except Exception as error:
                raise WeightError(
                    "translator_unloadable",
                    model=name,
                ) from error

    def english(self, text: str) -> str:
        """`text` translated to English, paragraph by paragraph."""
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
