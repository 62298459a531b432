"""Terminals, pipes and places that are not as they should be: the command line still answers in one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-W", "error", "-m", "articover"]
KOREAN = ["cover", "--title", "별을 삼킨 고래", "--ratio", "1:1", "--seed", "1", "--out"]
ASCII = {**os.environ, "PYTHONIOENCODING": "ascii"}


def test_a_terminal_without_korean_still_gets_its_answer(tmp_path):
    done = subprocess.run(
        [*COMMAND, *KOREAN, tmp_path / "고래"], check=False, capture_output=True, env=ASCII, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert b"cover.png" in done.stdout and b"Traceback" not in done.stderr
    done = subprocess.run(
        [*COMMAND, "edit-title", tmp_path / "고래", "--title", "고래", "--json"],
        check=False, capture_output=True, env=ASCII, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout)["folder"] == str(tmp_path / "고래")


def test_help_can_be_read_on_an_ascii_terminal():
    done = subprocess.run([*COMMAND, "cover", "--help"], check=False, capture_output=True, env=ASCII, timeout=60)
    assert done.returncode == 0 and b"--ratio" in done.stdout, done.stderr


def test_a_file_name_that_is_not_utf8_is_still_valid_json(tmp_path):
    folder = os.fsencode(tmp_path) + b"/b\xff"
    done = subprocess.run(
        [*COMMAND, *KOREAN, folder, "--json"], check=False, capture_output=True, timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert os.fsencode(json.loads(done.stdout.decode())["folder"]) == folder


def test_a_reader_that_has_gone_is_no_reason_for_a_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, "doctor"], check=False, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    os.close(writing)
    assert done.returncode == 1 and done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_a_result_that_cannot_be_written_is_said():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "doctor"], check=False, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1, done.stderr
    assert b"standard output" in done.stderr


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-"])
def test_closed_streams_do_no_harm(closed):
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *COMMAND, "doctor"], check=False, capture_output=True, timeout=60
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert b"wrong" not in done.stdout + done.stderr


def test_a_working_folder_that_was_deleted(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'rmdir "$0" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, gone, *COMMAND, *KOREAN, tmp_path / "o"],
        check=False, capture_output=True, text=True, cwd=gone, timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "o" / "cover.png").is_file()


def test_a_node_modules_of_another_project_is_not_taken_for_ours(tmp_path):
    icons = tmp_path / "node_modules" / "@iconify-json" / "game-icons"
    icons.mkdir(parents=True)
    (icons / "icons.json").write_text("{}")
    done = subprocess.run(
        [*COMMAND, "cover", "--title", "T", "--synopsis", "A lighthouse and a whale.", "--genre", "mystery",
         "--ratio", "1:1", "--out", "o"],
        check=False, capture_output=True, text=True, cwd=tmp_path, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_no_telemetry_is_kept_in_the_home_folder(tmp_path):
    """onnxruntime writes a device id there and sends it with what it measured, unless it is told not to."""
    home = tmp_path / "home"
    home.mkdir()
    left_out = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    environment = {**{k: v for k, v in os.environ.items() if k not in left_out}, "HOME": str(home)}
    done = subprocess.run(
        [*COMMAND, *KOREAN, tmp_path / "o"], check=False, capture_output=True, text=True, timeout=60, env=environment
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert not list(home.rglob("*deviceid*")) and not list(home.rglob("*onnxruntime*"))
