"""Holds a whole conversation with the bot in a terminal and writes it down: `python -m tools.transcript docs/FILE.md`.

The engines are the real ones, so the seconds are this machine's. Needs a few minutes.
"""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 60.0
HEAD = """# A conversation in the terminal

What `python -m bot console` said, with the embedded engines on two cores. Lines that begin with `>` were typed; the
rest is the bot's. Nothing was changed but this: a list of buttons that stands below finished covers is shown once, and
as `…` from then on. A number presses the button with that number, so the numbers run on.
Files lie under readable names in `data/shown/`. `python -m tools.transcript FILE` holds it anew.

```text
"""
DONE = r"\[\d+\] (?:Delete|삭제)$"
HELD = r"\] History$"
"""Below a sheet of options, and below files, which are deleted with their cover."""
STEPS: tuple[tuple[str, str], ...] = (
    (
        "/cover The Keeper and the Whale | mystery | A lighthouse keeper shelters a wounded whale and hides it from "
        "the whalers. | 2:3 | Ingrid Holm | | The Tide Stories 1",
        DONE,
    ),
    ("[Change brief]", "^Synopsis"),
    ("A lighthouse keeper shelters a wounded whale under a night sky full of stars.", "^Requirements"),
    ("show the lighthouse and the whale", r"^Genre( \[|$)"),
    ("", "^Mood"),
    ("calm", "^Colours"),
    ("deep blue", DONE),
    ("[Four options]", HELD),
    ("[Option 2]", DONE),
    ("[Open a poll]", "^Version numbers"),
    ("3, 4, 5, 6", "Close the poll"),
    ("[Vote for 2]", "^4 \\(version"),
    ("[Close the poll]", r"Choose \d"),
    ("[Edit title]", "^Title"),
    ("The Keeper of the Whale", "^Subtitle"),
    ("", "^Author"),
    ("", "^Series"),
    ("", DONE),
    ("[Style]", r"\] Series"),
    ("[Title]", r"\] Bottom"),
    ("[Gold]", DONE),
    ("/style author face=Playfair Display size=+", DONE),
    ("/style subtitle size=+", "has no subtitle"),
    ("/picture harbour.png", DONE),
    ("[History]", "◀ Back$"),
    ("[Version 9]", DONE),
    ("[◀ Back]", DONE),
    ("[Forward ▶]", DONE),
    ("[Formats]", HELD),
    ("/print A5", HELD),
    ("[Next in series]", "^Title"),
    ("The Whale Returns", "^Synopsis"),
    ("The whale comes back to the lighthouse with a calf, and a ship follows it.", "^Series"),
    ("", DONE),
    ("/options", "painting"),
    ("/queue", "Cancel “The Whale Returns”"),
    ("/cancel", DONE),
    ("/block word whaler | a spoiler", "is blocked here"),
    ("/title The Whaler", "Fix it"),
    ("[Fix it]", "^Title"),
    ("/stop", "The form was cancelled"),
    ("/remove-text sign.png", DONE),
    ("/settings language=ko generative_models=off user_per_day=20", "신고는"),
    ("/cover 고래를 숨긴 등대지기 | 미스터리 | 등대지기가 다친 고래를 숨겨 준다. | 신국판 | 한이슬", DONE),
    ("/settings language=en", "Reports"),
    ("/moderate", "Remove a book|book 1\\)"),
    ("/books", r"\] “The Keeper of the Whale”$"),
    ("/export", "^File"),
    ("/delete", "Yes, delete it"),
    ("[Yes, delete it]", "was deleted"),
    ("/forget", "Yes, forget me"),
    ("[Yes, forget me]", "^Deleted"),
    ("/books", "no books yet"),
    ("/quit", "Goodbye"),
)
"""What is typed, a label in brackets for the newest button with it, and what the answer to wait for holds."""


class Talk:
    """A console bot in the folder `home`; every line of both sides is kept."""

    def __init__(self, home: Path) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("ARTICOVER_", "DISCORD_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "console", "--data", "data"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            cwd=home,
            env=clean | {"PYTHONPATH": str(ROOT)},
        )
        self.lines: list[str] = []
        self._heard: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def hears(self, pattern: str) -> None:
        """Keep what is said until a line matches. Raises `RuntimeError` when the bot leaves before, or falls silent."""
        try:
            while (line := self._heard.get(timeout=PATIENCE_S)) is not None:
                self.lines.append(line)
                if re.search(pattern, line):
                    return
        except queue.Empty:
            said = "\n".join(self.lines[-20:])
            raise RuntimeError(f"The bot did not say {pattern!r}; its last words:\n{said}") from None
        raise RuntimeError(f"The bot left before it said {pattern!r}.")

    def types(self, typed: str) -> None:
        """Type a line, or press the newest button of a label in brackets."""
        if typed.startswith("["):
            label = re.escape(typed[1:-1])
            said = "\n".join(self.lines)
            typed = re.findall(rf"\[(\d+)\] {label}(?=  |\n|$)", said)[-1]
        self.lines.append(f"> {typed}")
        assert self.process.stdin is not None
        self.process.stdin.write(typed + "\n")
        self.process.stdin.flush()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._heard.put(line.rstrip("\n"))
        self._heard.put(None)


def shortened(lines: list[str]) -> list[str]:
    """The lines with the list of a cover's buttons shown once a language, and as "…" from then on."""
    made: list[str] = []
    seen: set[str] = set()
    block: list[str] = []
    for line in [*lines, ""]:
        if re.match(r"  (\[\d+\] |…)", line):
            block.append(line)
            continue
        labels = re.sub(r"\[\d+\] ", "", " ".join(block))
        usual = bool(re.search("(Delete|삭제)$", labels)) and len(block) > 1
        made += ["  …"] if usual and labels in seen else block
        seen.update({labels} if usual else ())
        block = []
        made.append(line)
    return made[:-1]


def main(target: Path) -> None:
    """Hold the conversation and write it to `target`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        dusk = ImageOps.colorize(Image.linear_gradient("L"), (24, 40, 66), (226, 150, 96))
        dusk.resize((1536, 2304), Image.Resampling.BICUBIC).save(home / "harbour.png")
        with Image.open(ROOT / "docs" / "gallery" / "keeper.jpg") as picture:
            picture.crop((0, 0, picture.width, picture.height // 3)).save(home / "sign.png")
        talk = Talk(home)
        talk.hears("/cover")
        for typed, answer in STEPS:
            talk.types(typed)
            talk.hears(answer)
        talk.process.wait(PATIENCE_S)
    target.write_text(HEAD + "\n".join(shortened(talk.lines)) + "\n```\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
