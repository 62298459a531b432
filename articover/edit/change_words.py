"""Changing words that are part of a picture: found by a detector that reads, written by an `Editor`."""

from __future__ import annotations

import re

from articover import progress
from articover.cover import EngineRecord, Pixels
from articover.engine import Detector, Editor, RunContext
from articover.errors import RequestError


def change_words(
    pixels: Pixels, old: str, new: str, detector: Detector, editor: Editor, run: RunContext
) -> tuple[Pixels, EngineRecord]:
    """`pixels` with `new` wherever the picture reads `old` (upper and lower case alike); the record is the editor's.

    The editor is given a line as a whole: its box, its words now, and its words to be. Raises `RequestError` when `old`
    is nowhere in the picture, and what the editor raises.
    """
    run.progress(0.0, progress.LOOKING_FOR_WORDS())
    wanted = re.compile(re.escape(" ".join(old.split())), re.IGNORECASE)
    lines = [line for line in detector.read(pixels, detector.detect(pixels)) if wanted.search(line.text)]
    if not lines:
        raise RequestError(
            'The picture does not seem to say "{old}": write the words as they stand in it.', "words_not_there", old=old
        )
    for number, line in enumerate(lines):
        part = run.part(number / len(lines), (number + 1) / len(lines))
        pixels, record = editor.edit(pixels, line.box, line.text, wanted.sub(lambda _: new, line.text), part)
    run.progress(1.0, progress.WORDS_CHANGED())
    return pixels, record
