"""Checks of the image without a chat: commands, pictures, confinement, and volumes that it cannot write."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from .engines import DATA, Answer, ContainerRun, Engine, ImageTestError, need

CODE = "/opt/arti-cover"
SECRETS = "/run/secrets"
NO_TOKEN = "a-token.that-opens.nothing"
"""A token of the right shape, which the bot must not use before it ends."""
TRACEBACK = "Traceback (most recent call last)"


@dataclass
class Report:
    """The checks and their results, in order."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    def add(self, what: str, seen: str) -> None:
        self.rows.append((what, seen))
        print(f"ok  {what}: {seen}", flush=True)


@dataclass(frozen=True)
class Bench:
    """The engine, the tested image, the folder for pictures on this machine, and the report."""

    engine: Engine
    image: str
    out: Path
    report: Report

    def run(self, *command: str, volume: str = "", entrypoint: str = "", **environment: str) -> Answer:
        return self.engine.run(ContainerRun(self.image, command, volume, environment, entrypoint))

    def prepare(self, volume: str, script: str) -> str:
        """Run a shell script as root on a volume; returns what it printed."""
        run = ContainerRun(self.image, ("-c", script), volume, entrypoint="sh", prepares=True)
        return need(self.engine.run(run), f"`{script}`").out

    def python(self, volume: str, program: str) -> str:
        """Run a Python program as the bot's user on a volume; returns what it printed."""
        return need(self.run("-c", program, volume=volume, entrypoint="python"), "A program in the container").out

    def fetch(self, volume: str, path: str) -> bytes:
        """A file of a volume."""
        return bytes.fromhex(self.prepare(volume, f"od -An -v -tx1 {DATA}/{path}").replace("\n", " "))


def check_commands(bench: Bench) -> None:
    """`run` without a token gives one sentence; `check` finds no problem; `--help` of both programs works."""
    volume = bench.engine.volume(bench.image)
    answer = bench.run("run", volume=volume)
    expect(answer.code == 2 and one_sentence(answer), f"run without a token: {answer}")
    bench.report.add("`run` without a token", f"exit code 2, one sentence: {answer.err.strip()}")
    with secret_file(NO_TOKEN, readable=False) as folder:
        named = {"DISCORD_TOKEN_FILE": f"{SECRETS}/discord"}
        answer = bench.engine.run(ContainerRun(bench.image, ("run",), volume, named, mounts={folder: SECRETS}))
    expect(
        answer.code in (2, 3) and one_sentence(answer) and SECRETS in answer.err, f"a token it cannot read: {answer}"
    )
    bench.report.add("`run` with a token file that it may not read", answer.err.strip())
    answer = need(bench.run("check", volume=volume), "check")
    expect("!" not in answer.out, f"check: {answer.out}")
    bench.report.add("`check`", f"exit code 0, {answer.seconds:.1f} s")


def check_pictures(bench: Bench) -> None:
    """The real engines on the real packages: covers in two scripts, print files, letters erased, a picture enlarged."""
    volume = bench.engine.volume(bench.image)

    def articover(*arguments: str) -> Answer:
        return need(bench.run(*arguments, volume=volume, entrypoint="articover"), f"articover {arguments[0]}")

    answer = articover("cover", "--title", "The Keeper and the Whale", "--author", "Ingrid Holm", "--genre", "mystery",
                       "--synopsis", "A lighthouse keeper hides a wounded whale.", "--seed", "7",
                       "--out", f"{DATA}/keeper", "--print")  # fmt: skip
    cover = opened(bench, volume, "keeper/cover.png", "cover.png")
    printed = opened(bench, volume, "keeper/print.png", "print.png")
    expect(bench.fetch(volume, "keeper/print.pdf").startswith(b"%PDF"), "print.pdf is no PDF")
    seen = f"{answer.seconds:.1f} s; {size(cover)} px, print files {size(printed)} px, PDF"
    bench.report.add("`articover cover --print`", seen)
    answer = articover("cover", "--title", "별을 삼킨 고래", "--author", "한서연", "--genre", "판타지", "--seed", "7",
                       "--synopsis", "등대지기가 다친 고래를 숨긴다.", "--out", f"{DATA}/korean")  # fmt: skip
    korean = opened(bench, volume, "korean/cover.png", "cover-korean.png")
    bench.report.add("`articover cover` in Korean", f"{answer.seconds:.1f} s; {size(korean)} px")
    answer = articover("remove-text", f"{DATA}/keeper/cover.png", "--out", f"{DATA}/bare.png")
    bare = opened(bench, volume, "bare.png", "without-text.png")
    expect(bare.size == cover.size and bare.tobytes() != cover.tobytes(), "remove-text changed nothing")
    bench.report.add("`articover remove-text`", f"{answer.seconds:.1f} s")


def check_confinement(bench: Bench) -> None:
    """The user, its privileges, and the places where it can write."""
    volume = bench.engine.volume(bench.image)
    status = bench.python(volume, "print(open('/proc/self/status').read())")
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    expect(facts["Uid"].split() == ["10001"] * 4, f"it runs as {facts['Uid']}")
    expect(int(facts["CapEff"], 16) == int(facts["CapBnd"], 16) == 0, f"it has capabilities: {facts['CapBnd']}")
    expect(facts["NoNewPrivs"] == "1", "it could gain rights")
    program = (
        "import pathlib, sys\n"
        "for folder in sys.argv[1:]:\n"
        "    try: (pathlib.Path(folder) / 'x').touch()\n"
        "    except OSError as error: print(folder, error.strerror)\n"
        "    else: print(folder, 'written')\n"
    )
    run = ("-c", program, CODE, f"{CODE}/bot", "/etc", "/usr/bin", DATA, "/tmp")
    answer = need(bench.run(*run, volume=volume, entrypoint="python"), "Writing everywhere")
    written = [line.split()[0] for line in answer.out.splitlines() if line.endswith(" written")]
    expect(written == [DATA, "/tmp"], f"it can write to {written}")
    seen = "user 10001, no capabilities, no new privileges; of the root, the code and /etc nothing can be written"
    bench.report.add("confinement, on a new volume", seen)


# An engine gives an empty volume the image's owner at each start, so none of these volumes is empty.
BAD_VOLUMES = {
    "owned by root": "touch x && chown 0:0 . && chmod 755 .",
    "that may not be entered": "touch x && chmod 000 .",
    "that may only be read": "touch x && chmod 500 .",
    "whose database belongs to root": "touch bot.sqlite3 && chown 0:0 bot.sqlite3 && chmod 600 bot.sqlite3",
    "whose lock belongs to root": "touch lock && chown 0:0 lock && chmod 600 lock",
    "whose pictures belong to root": "mkdir blobs && chown 0:0 blobs && chmod 700 blobs",
}


def check_bad_volumes(bench: Bench) -> None:
    """Each command reports the problem of the volume in one sentence."""
    for what, script in BAD_VOLUMES.items():
        volume = bench.engine.volume(bench.image)
        bench.prepare(volume, f"cd {DATA} && {script}")
        # The content is unchanged, except for a lock if the folder can be written.
        listing = f"ls -lAn --ignore=lock {DATA} | grep -v ^total || true"
        before = bench.prepare(volume, listing)
        said = []
        for command in ("run", "migrate", "console"):
            answer = bench.run(command, volume=volume, DISCORD_TOKEN=NO_TOKEN)
            expect(answer.code in (1, 3) and one_sentence(answer), f"`{command}` on a volume {what}: {answer}")
            expect(DATA in answer.err, f"`{command}` does not name the folder: {answer.err}")
            said.append(answer.err.strip())
        answer = bench.run("check", volume=volume)
        expect(answer.code == 1 and TRACEBACK not in answer.err, f"`check` on a volume {what}: {answer}")
        expect(bench.prepare(volume, listing) == before, f"a volume {what} was changed")
        bench.report.add(f"a volume {what}", said[0])


@contextmanager
def secret_file(token: str, readable: bool = True) -> Iterator[str]:
    """A folder to mount with the token in the file `discord`; with `readable` the bot's user can read it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "discord"
        file.write_text(token, encoding="utf-8")
        file.chmod(0o444 if readable else 0o400)
        yield folder


def one_sentence(answer: Answer) -> bool:
    """Whether the answer is one line without a traceback."""
    return len(answer.err.strip().splitlines()) == 1 and TRACEBACK not in answer.err


def opened(bench: Bench, volume: str, path: str, name: str) -> Image.Image:
    """A picture of a volume, saved on this machine as `name`. Raises `ImageTestError` when it is empty or damaged."""
    data = bench.fetch(volume, path)
    (bench.out / name).write_bytes(data)
    picture = Image.open(io.BytesIO(data))
    picture.load()
    expect(
        picture.width >= 360 and len(picture.convert("RGB").resize((64, 96)).getcolors(64 * 96) or []) > 50,
        f"{path} is empty",
    )
    return picture


def size(picture: Image.Image) -> str:
    return f"{picture.width} x {picture.height}"


def expect(true: bool, otherwise: str) -> None:
    if not true:
        raise ImageTestError(otherwise)
