"""Change words that are part of a picture: a detector that reads finds them, an `Editor` replaces them."""

from __future__ import annotations

import re

from articover import progress
from articover.cover import EngineRecord, Pixels
from articover.engine import Detector, Editor, RunContext
from articover.errors import RequestError


def change_words(
    pixels: Pixels, old: str, new: str, detector: Detector, editor: Editor, run: RunContext
) -> tuple[Pixels, EngineRecord]:
    """`pixels` with every `old` (in any case) in the picture replaced by `new`, and the editor's record.

    The editor gets a whole line: its box, its current words and its new words. Raises `RequestError` when `old` is not
    found in the picture, and the editor's errors.
    """
    run.progress(0.0, progress.LOOKING_FOR_WORDS())
    wanted = re.compile(re.escape(" ".join(old.split())), re.IGNORECASE)
    lines = [line for line in detector.read(pixels, detector.detect(pixels)) if wanted.search(line.text)]
    if not lines:
        raise RequestError("words_not_there", old=old)
    for number, line in enumerate(lines):
        part = run.part(number / len(lines), (number + 1) / len(lines))
        pixels, record = editor.edit(pixels, line.box, line.text, wanted.sub(lambda _: new, line.text), part)
    run.progress(1.0, progress.WORDS_CHANGED())
    return pixels, record
