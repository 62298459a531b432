"""The length of prompts, counted by the model's tokenizers."""

from __future__ import annotations

import copy
import threading
from typing import Any

from articover.generate.diffusion.families import ModelFamily

_CLIP_TOKENS = 77
_ENDLESS = 100_000
"""Larger limits mean none: tokenizers without a limit report a huge number."""


class TokenLimits:
    """Tells whether texts fit the text encoders of a pipeline.

    Counts with copies of its tokenizers, because a fast tokenizer raises when two threads use it at once.
    """

    def __init__(self, pipeline: Any, family: ModelFamily) -> None:
        self._lock = threading.Lock()
        self._short: list[tuple[Any, int]] = []
        self._long: list[tuple[Any, int]] = []
        for name in ("tokenizer", "tokenizer_2", "tokenizer_3"):
            tokenizer = getattr(pipeline, name, None)
            if tokenizer is None or getattr(pipeline, name.replace("tokenizer", "text_encoder"), None) is None:
                continue
            own = int(getattr(tokenizer, "model_max_length", _ENDLESS))
            if own <= _CLIP_TOKENS:
                self._short.append((copy.deepcopy(tokenizer), own))
            else:
                self._long.append((copy.deepcopy(tokenizer), max(family.prompt_tokens, _CLIP_TOKENS)))

    @property
    def reads_more(self) -> bool:
        """Whether an encoder reads more than CLIP's 77 tokens (T5 and its like), beside CLIP or alone."""
        return bool(self._long)

    def fits(self, text: str) -> bool:
        """Whether `text` fits CLIP's 77 tokens, both of SDXL's."""
        return self._fits(text, self._short)

    def fits_long(self, text: str) -> bool:
        """Whether `text` fits the encoders that read more."""
        return self._fits(text, self._long)

    def _fits(self, text: str, readers: list[tuple[Any, int]]) -> bool:
        with self._lock:
            return all(len(tokenizer(text, verbose=False).input_ids) <= limit for tokenizer, limit in readers)
