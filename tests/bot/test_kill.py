"""A bot that is killed again and again loses no accepted job and says and keeps nothing twice."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

BOT = Path(__file__).with_name("stub_bot.py")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figures:
    """What was found after all kills. The first block must be zero, the second must not."""

    lost_jobs: int
    doubled_versions: int
    doubled_messages: int
    missing_messages: int
    missing_files: int

    accepted: int
    jobs: int
    versions: int
    messages: int
    restarted_jobs: int
    repeated_messages: int
    posted_messages: int


def test_twenty_kills(tmp_path: Path) -> None:
    check(tmp_path, kills=20)


@pytest.mark.soak
def test_three_hundred_kills(tmp_path: Path) -> None:
    check(tmp_path, kills=300)


def check(folder: Path, kills: int) -> None:
    dice = random.Random(3)
    for number in range(kills):
        _run_and_kill(folder, dice, number)
    drained = subprocess.run(
        [sys.executable, BOT, folder, "0", "drain"], cwd=ROOT, timeout=60, capture_output=True, check=False
    )
    assert drained.returncode == 0, drained.stderr.decode()
    figures = _figures(folder)
    print(f"{kills} kills: {asdict(figures)}")
    wrong = (
        figures.lost_jobs,
        figures.doubled_versions,
        figures.doubled_messages,
        figures.missing_messages,
        figures.missing_files,
    )
    assert wrong == (0, 0, 0, 0, 0), figures
    # The kills hit something: jobs at work, messages under way.
    assert figures.accepted and figures.restarted_jobs + figures.repeated_messages > 0


def _run_and_kill(folder: Path, dice: random.Random, seed: int) -> None:
    """Every fourth time at any moment since the start of the process, else while it works."""
    with subprocess.Popen(
        [sys.executable, BOT, folder, str(seed), "run"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as bot:
        assert bot.stdout is not None and bot.stderr is not None
        if seed % 4 == 3:
            time.sleep(dice.uniform(0.1, 0.6))
        else:
            assert bot.stdout.readline() == b"ready\n", bot.stderr.read().decode()
            time.sleep(dice.uniform(0.0, 0.5))
        assert bot.poll() is None, bot.stderr.read().decode()
        bot.send_signal(signal.SIGKILL)


def _figures(folder: Path) -> Figures:
    db = sqlite3.connect(folder / "data" / "bot.sqlite3")
    try:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchone() is None
        jobs = db.execute("SELECT job_id, interaction_id, kind, state, recoveries FROM jobs").fetchall()
        versions = Counter(row[0] for row in db.execute("SELECT job_id FROM versions"))
        outbox = db.execute("SELECT key, state, uncertain, mode FROM outbox").fetchall()
        hashes = {row[0] for row in db.execute("SELECT sha256 FROM version_files")}
        hashes |= {row[0] for row in db.execute("SELECT sha256 FROM print_files WHERE evicted_at IS NULL")}
    finally:
        db.close()
    accepted = (folder / "acked").read_text().split()
    ended = Counter(row[1] for row in jobs if row[3] in ("done", "failed", "cancelled"))
    said_in: defaultdict[str, set[str]] = defaultdict(set)
    for line in (folder / "chat.jsonl").read_text().splitlines():
        message = json.loads(line)
        if message["key"]:
            said_in[message["key"]].add(message["id"])
    expected = {row[0]: (4 if row[2] == "options" else 1) if row[3] == "done" else 0 for row in jobs}
    blobs = folder / "data" / "blobs"
    return Figures(
        lost_jobs=sum(ended[interaction] != 1 for interaction in accepted)
        + sum(row[3] in ("queued", "running") for row in jobs),
        doubled_versions=sum(versions[job_id] != number for job_id, number in expected.items()),
        doubled_messages=sum(len(ids) > 1 for ids in said_in.values())
        + len(said_in.keys() - {row[0] for row in outbox}),
        missing_messages=len({f"job:{row[0]}:end" for row in jobs} ^ said_in.keys())
        + sum(row[1] != "said" for row in outbox),
        missing_files=sum(not _intact(blobs / sha[:2] / sha) for sha in hashes),
        accepted=len(accepted),
        jobs=len(jobs),
        versions=sum(versions.values()),
        messages=len(outbox),
        restarted_jobs=sum(row[4] > 0 for row in jobs),
        repeated_messages=sum(row[2] for row in outbox),
        posted_messages=sum(row[3] == "post" for row in outbox),
    )


def _intact(path: Path) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == path.name
