"""The terminal bot as a user meets it: a real process over pipes.

Where the picture does not matter, the worker's engines make tiny ones (`TINY`).
"""

from __future__ import annotations

import contextlib
import io
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from unittest import mock

import pytest
from PIL import Image

from bot.__main__ import main
from bot.conversation import requests
from bot.platforms.typed import Unclear, request_of

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90.0
LEAVES_S = 10.0


TINY = "loopback.stub_run"
"""`python -m` this instead of the bot: a cover takes no time, or what its synopsis says ("takes 2")."""


class Talk:
    """A console bot in a process of its own; what it prints is read line by line."""

    def __init__(self, data: Path, *arguments: str, program: str = "bot", **environment: str) -> None:
        self.data, self.heard = data, ""
        # Only what a fresh machine has: no token and no settings of whoever runs the tests.
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("ARTICOVER_", "DISCORD_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", program, "console", "--data", str(data), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
            cwd=ROOT,
            env=clean
            | {"ARTICOVER_BOT__STORAGE__FREE_SPACE_FLOOR_MB": "0", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
            | environment,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self._errors: list[str] = []
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def type(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def hears(self, pattern: str) -> re.Match[str]:
        """Wait for a line that matches and return the match."""
        end = time.monotonic() + PATIENCE_S
        while (left_s := end - time.monotonic()) > 0:
            line = self._lines.get(timeout=left_s)
            assert line is not None, f"ended before {pattern!r}: {self.heard}\n{''.join(self._errors)}"
            self.heard += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"no {pattern!r} in {self.heard}")

    def button(self, label: str) -> str:
        """The number of the newest button with this label."""
        return self.hears(rf"\[(\d+)\] {label}")[1]

    def ends(self) -> int:
        assert self.process.stdin is not None
        if not self.process.stdin.closed:
            self.process.stdin.close()
        return self.process.wait(PATIENCE_S)

    def errors(self) -> str:
        """What it said of itself; that a busy machine let it wait is no fault of its."""
        self._listener.join(PATIENCE_S)
        return "".join(line for line in self._errors if "bot.health.lag" not in line)

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self._listener.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self._errors.extend(self.process.stderr)


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    with Talk(tmp_path / "data", program=TINY) as made:
        made.hears("/cover")
        yield made


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Talk]:
    with Talk(tmp_path / "data", ARTICOVER_BOT__WORKER__WARM_UP="false") as made:
        made.hears("/cover")
        yield made


def gone(path: Path) -> bool:
    """Whether a file goes, a moment after its book."""
    until = time.monotonic() + 10
    while path.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return not path.exists()


def test_a_book_from_the_first_word_to_its_deletion_with_the_real_engines(real: Talk) -> None:
    talk = real
    talk.type("/cover The Keeper and the Whale | mystery | A lighthouse keeper shelters a whale. | 2:3 | Ingrid Holm")
    talk.hears(r"version 1 is done")
    picture = Path(talk.hears(r"File: (.+\.jpg)")[1])
    with Image.open(picture) as opened:
        assert opened.size == (1067, 1600)
    words = talk.button("Edit title")
    talk.type(words)
    talk.hears("Title")
    for answer in ("Whale Song", "", "", ""):
        talk.type(answer)
    talk.hears(r"“Whale Song”, version 2 is done")
    edited = Path(talk.hears(r"File: (.+\.jpg)")[1])
    assert edited.read_bytes() != picture.read_bytes()

    talk.type("/poll 1, 2")
    talk.hears("Which cover of “Whale Song”")
    with Image.open(talk.hears(r"File: (.+poll.+\.png)")[1]) as opened:
        assert opened.width < 500
    talk.type(talk.button("Vote for 1"))
    talk.hears("You voted for 1")
    talk.type("/moderate")
    talk.hears("“Whale Song”, new text")
    talk.type("/history")
    talk.hears("has 2 versions")
    talk.type(talk.button("Version 1"))
    talk.hears("version 1 is now the current version")
    talk.type("/delete")
    talk.hears("cannot be undone")
    talk.type(talk.button("Yes, delete it"))
    talk.hears("was deleted, with 2 versions")
    assert gone(picture)
    assert gone(edited)
    assert list((talk.data / "blobs").glob("??/*")) == []
    assert talk.ends() == 0
    assert talk.errors() == ""


def test_the_end_of_the_input_waits_for_what_is_under_way(tmp_path: Path) -> None:
    with Talk(tmp_path / "data", "--language", "ko", program=TINY) as talk:
        talk.type("/cover 고래와 등대지기 | 미스터리 | takes 1")
        assert talk.ends() == 0
        talk.hears("기다리고 있습니다")
        talk.hears("버전 1 완성")
        talk.hears(r"파일: .+고래와-등대지기-v1\.jpg")
        talk.hears(r"종료합니다\.$")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["asked to leave", "killed"])
def test_the_job_goes_on_at_the_next_start_and_is_made_once(talk: Talk, how: signal.Signals) -> None:
    talk.type("/cover Rain | mystery | takes 2 | 2:3")
    talk.hears("painting|looking")
    began = time.monotonic()
    talk.process.send_signal(how)
    assert talk.process.wait(LEAVES_S) == (0 if how == signal.SIGTERM else -how)
    assert time.monotonic() - began < LEAVES_S
    assert "is done" not in talk.heard
    with Talk(talk.data, program=TINY) as again:
        again.hears("“Rain”, version 1 is done")
        again.type("/books")
        again.hears("You have one book")
        again.type("/open 1")
        again.hears("version 1")
        again.type("/history")
        again.hears("has one version")
        again.type("/quit")
        again.hears(r"Goodbye\.$")
        assert again.ends() == 0


def test_a_second_bot_on_the_same_folder_is_refused_in_one_sentence(talk: Talk) -> None:
    with Talk(talk.data, program=TINY) as second:
        assert second.ends() == 1
        assert second.errors().count("\n") == 1
        assert str(talk.data) in second.errors()


def test_what_is_not_understood_is_said(talk: Talk) -> None:
    for typed, answer in (
        ("hello", "There is no command “hello”"),
        ("99", "There is no button 99"),
        ("/title", "Choose a book first"),
        ("/open 7", "no longer exists"),
        ("/cover | mystery", "needs a title"),
        ("/help", "What you can type"),
    ):
        talk.type(typed)
        talk.hears(answer)
    talk.type("/cover")
    talk.hears("Title")
    talk.type("Rain")
    talk.hears("Genres: Science fiction, Fantasy, ")
    talk.type("/stop")
    talk.hears("Nothing was changed")
    talk.type("/queue")
    talk.hears(r"You have nothing in the queue \(0 jobs in total\)\.")
    assert talk.ends() == 0


def run_bot(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command and what it said. What starts a bot has a process of its own; the others are called here."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("ARTICOVER_", "DISCORD_", "SLACK_"))
    }
    if not arguments or arguments[0] in ("run", "console"):
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=clean | environment, check=False)
    said, errors, umask = io.StringIO(), io.StringIO(), os.umask(0o022)
    try:
        with (
            mock.patch.dict(os.environ, clean | environment, clear=True),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(errors),
        ):
            code = main(arguments)
    finally:
        os.umask(umask)
    return subprocess.CompletedProcess([], code, said.getvalue(), errors.getvalue())


def test_run_without_a_token_is_one_sentence(tmp_path: Path) -> None:
    ended = run_bot("run", "--data", str(tmp_path / "data"))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert "DISCORD_TOKEN" in ended.stderr
    assert not (tmp_path / "data").exists()


def test_the_folder_is_migrated_backed_up_checked_and_restored(tmp_path: Path) -> None:
    data, copy = str(tmp_path / "data"), str(tmp_path / "copy")
    assert run_bot("backup", "--data", data, "--out", copy).returncode != 0
    migrated = run_bot("migrate", "--data", data)
    assert (migrated.returncode, migrated.stderr) == (0, "")
    environment = {"ARTICOVER_BOT__STORAGE__FREE_SPACE_FLOOR_MB": "0"}
    assert run_bot("check", "--data", data, **environment).returncode == 0
    assert run_bot("backup", "--data", data, "--out", copy).returncode == 0
    (tmp_path / "data" / "bot.sqlite3").write_bytes(b"no database at all" * 500)
    broken = run_bot("check", "--data", data, **environment)
    assert broken.returncode == 1
    assert "! " in broken.stdout
    assert run_bot("restore", copy, "--data", data).returncode == 0
    assert run_bot("check", "--data", data, **environment).returncode == 0


@pytest.mark.parametrize("arguments", [(), ("fly",), ("restore",), ("run", "--config", "/nowhere.toml"), ("run", "-x")])
def test_a_wrong_command_line_is_one_sentence(arguments: tuple[str, ...]) -> None:
    ended = run_bot(*arguments)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


def test_what_is_typed_becomes_requests() -> None:
    assert request_of("/cover Rain | horror | It rains. | A5 | Mo", None) == requests.Start(
        "Rain", "horror", "It rains.", "A5", "Mo"
    )
    assert request_of("/style title face=Playfair Display size=-", 3) == requests.Style(
        3, "title", face="Playfair Display", size=-1
    )
    assert request_of("/style", 3) == requests.ShowLayers(3)
    for word in ("/help", "/도움말", "/ヘルプ"):
        assert request_of(word, None) == requests.Help()
    assert request_of("/표지 비 | 미스터리", None) == requests.Start("비", "미스터리")
    assert request_of("/表紙 雨", None) == requests.Start("雨")
    assert request_of("/기록", 3) == request_of("/履歴", 3) == requests.History(3)
    assert request_of("/모두삭제", None) == request_of("/全削除", None) == requests.ForgetMe()
    assert request_of("/unblock word rude", None) == requests.Block("word", "rude", lift=True)
    assert request_of("/settings language=ko ratio=A5", None) == requests.Settings({"language": "ko", "ratio": "A5"})
    assert request_of("/back 2", 3) == requests.GoBack(3, 2)
    assert (request_of("/back", 3), request_of("/forward", 3)) == (
        requests.StepVersion(3, -1),
        requests.StepVersion(3, 1),
    )
    assert request_of("/poll 1, 2", 3) == requests.Compare(3, "1, 2")
    assert request_of("/upscale a b.png | A4", None) == requests.UpscalePicture(Path("a b.png"), "A4")
    assert request_of("/edit-text a.png | old | new", None) == requests.EditText(Path("a.png"), "old", "new")
    assert request_of("/remove-text a.png", None) == requests.RemoveText(Path("a.png"))
    for typed in ("/style title weight=9", "/style spine", "/back x", "/block thing x", "/cover a|b|c|d|e|f|g|h"):
        with pytest.raises(Unclear):
            request_of(typed, 3)
