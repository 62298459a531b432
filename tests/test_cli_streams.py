"""Terminals, pipes and places that are not as they should be: the command line still answers in one sentence."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from articover.cli import main

COMMAND = [sys.executable, "-W", "error", "-m", "articover"]
ASCII = {**os.environ, "PYTHONIOENCODING": "ascii"}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A picture of the writer's own: a cover of it is made sooner than a painted one."""
    picture = tmp_path_factory.mktemp("own") / "own.png"
    Image.new("RGB", (300, 450), "navy").save(picture)
    return picture


@pytest.fixture(scope="module")
def book(own):
    assert main(["cover", "--title", "Whale", "--background", str(own), "--out", str(own.parent / "book")]) == 0
    return own.parent / "book"


def test_a_terminal_without_korean_still_gets_its_answer(book, tmp_path):
    folder = tmp_path / "고래"
    shutil.copytree(book, folder)
    edit = [*COMMAND, "edit-title", folder, "--title", "Salt"]
    done = subprocess.run(edit, check=False, capture_output=True, env=ASCII, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"cover.png" in done.stdout and b"Traceback" not in done.stderr
    done = subprocess.run([*edit, "--json"], check=False, capture_output=True, env=ASCII, timeout=60)
    assert json.loads(done.stdout)["folder"] == str(folder)


def test_help_can_be_read_on_an_ascii_terminal():
    done = subprocess.run([*COMMAND, "cover", "--help"], check=False, capture_output=True, env=ASCII, timeout=60)
    assert done.returncode == 0 and b"--ratio" in done.stdout, done.stderr


def test_a_file_name_that_is_not_utf8_is_still_valid_json(book, tmp_path):
    folder = os.fsencode(tmp_path) + b"/b\xff"
    shutil.copytree(book, os.fsdecode(folder))
    done = subprocess.run(
        [*COMMAND, "edit-title", folder, "--title", "Salt", "--json"], check=False, capture_output=True, timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert os.fsencode(json.loads(done.stdout.decode())["folder"]) == folder


def test_a_reader_that_has_gone_is_no_reason_for_a_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, "models", "list"], check=False, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    os.close(writing)
    assert done.returncode == 1 and done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_a_result_that_cannot_be_written_is_said():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "models", "list"], check=False, stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1, done.stderr
    assert b"standard output" in done.stderr


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-"])
def test_closed_streams_do_no_harm(closed):
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *COMMAND, "models", "list"], check=False, capture_output=True, timeout=60
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert b"wrong" not in done.stdout + done.stderr


def test_a_working_folder_that_was_deleted(own, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'rmdir "$0" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, gone, *COMMAND, "cover", "--title", "T", "--background", own, "--out", tmp_path / "o"],
        check=False, capture_output=True, text=True, cwd=gone, timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "o" / "cover.png").is_file()


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """A cover painted in the folder of another project, by somebody who has never run this."""
    place = tmp_path_factory.mktemp("stranger")
    icons = place / "node_modules" / "@iconify-json" / "game-icons"
    icons.mkdir(parents=True)
    (icons / "icons.json").write_text("{}")
    (place / "home").mkdir()
    left_out = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    environment = {**{k: v for k, v in os.environ.items() if k not in left_out}, "HOME": str(place / "home")}
    done = subprocess.run(
        [*COMMAND, "cover", "--title", "Whale", "--synopsis", "A lighthouse and a whale.", "--genre", "mystery",
         "--ratio", "2x3in", "--seed", "1", "--out", "o"],
        check=False, capture_output=True, text=True, cwd=place, timeout=60, env=environment,
    )  # fmt: skip
    return done, place / "home"


def test_a_node_modules_of_another_project_is_not_taken_for_ours(stranger):
    done, _ = stranger
    assert done.returncode == 0 and done.stderr == "", done.stderr


def test_no_telemetry_is_kept_in_the_home_folder(stranger):
    """onnxruntime writes a device id there and sends it with what it measured, unless it is told not to."""
    _, home = stranger
    assert not list(home.rglob("*deviceid*")) and not list(home.rglob("*onnxruntime*"))
