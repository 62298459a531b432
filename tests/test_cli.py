"""The command line as a person meets it: real files, exit codes, one clear sentence.

What depends on the process runs in one of its own; the rest is called here, which saves loading everything each time.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from articover.cli import main

KEEPER = [
    "--title", "The Keeper and the Whale", "--author", "Ingrid Holm", "--genre", "mystery",
    "--synopsis", "A lighthouse keeper shelters a wounded whale.", "--seed", "7",
]  # fmt: skip


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "articover", *map(str, arguments)]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=180, env={**os.environ, **environment}
    )


@pytest.fixture
def call(capsys):
    """The same in this process."""

    def called(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        code = main([*map(str, arguments)])
        said = capsys.readouterr()
        return subprocess.CompletedProcess([], code, said.out, said.err)

    return called


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """One finished cover, made the way a newcomer makes it."""
    out = tmp_path_factory.mktemp("cli") / "book"
    done = run("cover", *KEEPER, "--ratio", "A5", "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout)


def test_a_cover_is_made_and_says_where_it_is(book):
    out, said = book
    assert said["ok"] and said["seed"] == 7
    with Image.open(out / "cover.png") as picture:
        assert picture.size == (said["width_px"], said["height_px"]) == (1128, 1600)
    assert all(check["ok"] or check["advisory"] for check in said["checks"]), said["checks"]
    assert {"cover.json", "cover.png", "background.png", "credits.txt"} == {path.name for path in out.iterdir()}


def test_the_same_command_paints_the_same_bits(book, call, tmp_path):
    """In another process, too."""
    out, _ = book
    again = tmp_path / "again"
    assert call("cover", *KEEPER, "--ratio", "A5", "--out", again).returncode == 0
    assert (again / "cover.png").read_bytes() == (out / "cover.png").read_bytes()


def test_another_title_leaves_the_picture_alone(book, call, tmp_path):
    out, _ = book
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    done = call("edit-title", copy, "--title", "Night Tide", "--subtitle", "A novel", "--json")
    assert done.returncode == 0, done.stderr
    assert (copy / "background.png").read_bytes() == (out / "background.png").read_bytes()
    assert (copy / "cover.png").read_bytes() != (out / "cover.png").read_bytes()
    texts = {layer["role"]: layer["text"] for layer in json.loads((copy / "cover.json").read_text())["layers"]}
    assert texts == {"title": "Night Tide", "subtitle": "A novel", "author": "Ingrid Holm"}


def test_a_print_has_exact_pixels_and_dpi(call, tmp_path):
    out = tmp_path / "a6"
    done = call("cover", *KEEPER, "--ratio", "105x148mm", "--out", out, "--print", "--json")
    assert done.returncode == 0, done.stderr
    with Image.open(out / "print.png") as picture:
        assert picture.size == (1240, 1748)
        assert [round(dpi) for dpi in picture.info["dpi"]] == [300, 300]
    done = call("upscale", out, "--bleed", "0.125in", "--dpi", "120", "--out", tmp_path / "bleed.png")
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "bleed.png") as picture:
        assert picture.size == (526, 729)
        assert [round(dpi) for dpi in picture.info["dpi"]] == [120, 120]
    assert (out / "print.pdf").read_bytes().startswith(b"%PDF-")


BAD = [
    (["cover", "--title", "", "--out", "OUT"], 2, "needs a title"),
    (["cover", "--title", "a" * 201, "--out", "OUT"], 2, "201 characters"),
    (["cover", "--title", "a\ue000b", "--out", "OUT"], 2, "cannot be printed"),
    (["cover", "--title", "T", "--ratio", "0:3", "--out", "OUT"], 2, "above zero"),
    (["cover", "--title", "T", "--ratio", "1:50", "--out", "OUT"], 2, "too narrow"),
    (["cover", "--title", "T", "--ratio", "abc", "--out", "OUT"], 2, "not a ratio"),
    (["cover", "--title", "\U000130b8\U000130b9", "--out", "OUT"], 2, "font"),
    (["cover", "--title", "T", "--engine", "dall-e", "--out", "OUT"], 2, "dall-e"),
    (["cover", "--title", "T", "--background", "absent.jpg", "--out", "OUT"], 2, "absent.jpg"),
    (["cover", "--title", "T", "--seed", "1e3", "--out", "OUT"], 2, "seed"),
    (["cover", "--title", "T", "--dpi", "5", "--out", "OUT"], 2, "dpi"),
    (["cover", "--title", "T", "--bleed", "3", "--out", "OUT"], 2, "0.125in"),
    (["cover", "--title", "T"], 2, "--out"),
    (["edit-title", "OUT", "--title", "T"], 2, "does not exist"),
    (["edit-text", "a.png", "--find", "a", "--replace", "b", "--out", "b.png"], 3, "diffste"),
    (["train-lora", "set", "--out", "a.safetensors"], 3, "LoRA"),
    (["upscale", "absent.png", "--size", "A4", "--out", "OUT/p.png"], 2, "absent.png"),
    ([], 2, "COMMAND"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), BAD)
def test_bad_input_gets_one_sentence_and_the_right_code(call, tmp_path, arguments, code, said):
    out = tmp_path / "out"
    done = call(*[part.replace("OUT", str(out)) for part in arguments])
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr and done.stdout == ""
    assert not out.exists()


def test_a_process_ends_with_the_code_and_the_sentence(tmp_path):
    done = run("cover", "--title", "", "--out", tmp_path / "out")
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == "articover: A cover needs a title: give one of 1 to 200 characters.\n"


def test_errors_are_json_too(call, tmp_path):
    done = call("cover", "--title", "", "--out", tmp_path / "o", "--json")
    assert json.loads(done.stdout) == {
        "ok": False,
        "error": "A cover needs a title: give one of 1 to 200 characters.",
        "code": "no_title",
        "exit_code": 2,
    }


def test_an_unknown_genre_gets_a_notice(call, tmp_path):
    done = call("cover", "--title", "T", "--genre", "zorblax", "--ratio", "1:1", "--out", tmp_path / "o")
    assert done.returncode == 0, done.stderr
    assert "zorblax" in done.stderr


def test_bad_pictures_are_refused(call, tmp_path):
    whole = tmp_path / "whole.png"
    Image.new("RGB", (400, 600), "navy").save(whole)
    (tmp_path / "cut.png").write_bytes(whole.read_bytes()[:-200])
    (tmp_path / "link.png").symlink_to(whole)
    for name in ("cut.png", "link.png"):
        done = call("cover", "--title", "T", "--background", tmp_path / name, "--out", tmp_path / "o")
        assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert not (tmp_path / "o").exists()


def test_a_missing_weight_is_named_with_its_fix(call, tmp_path):
    picture = tmp_path / "p.png"
    Image.new("RGB", (300, 300), "navy").save(picture)
    config = tmp_path / "c.toml"
    config.write_text(f'[weights]\nmigan = "{tmp_path / "absent.onnx"}"\n')
    done = call("remove-text", picture, "--out", tmp_path / "o.png", "--config", config)
    assert done.returncode == 3 and "absent.onnx" in done.stderr, done.stderr
    assert not (tmp_path / "o.png").exists()


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, tmp_path_factory):
    picture = tmp_path_factory.mktemp("own") / "own.png"
    Image.effect_noise((300, 450), 60).convert("RGB").save(picture)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000));"
        "from articover.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "cover", *KEEPER, "--background", picture, "--out", tmp_path / "o"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_config_with_a_wrong_key_is_refused(call, tmp_path):
    config = tmp_path / "c.toml"
    config.write_text('[engines]\nupscal = "ncnn"\n')
    done = call("doctor", "--config", config)
    assert done.returncode == 2 and "engines.upscal" in done.stderr


def test_ctrl_c_stops_and_leaves_nothing(tmp_path):
    command = [sys.executable, "-m", "articover", "cover", *KEEPER, "--ratio", "A3", "--print", "--out", "o"]
    child = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    # It paints, and is far from done: the library that draws is loaded for the first stroke.
    while child.poll() is None and "skia" not in Path(f"/proc/{child.pid}/maps").read_text():
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130 and said == "articover: Cancelled; nothing was written.\n"
    assert list(tmp_path.iterdir()) == []


def test_doctor_says_what_runs_here(call):
    done = call("doctor", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    ready = {row["engine"] for row in said["engines"] if row["ok"]}
    costs = {row["engine"]: row for row in said["engines"]}
    assert costs["diffusion"]["needs_gpu"] and costs["diffusion"]["generative"] and costs["diffusion"]["batch_max"] == 8
    assert not costs["illustrator"]["generative"] and 0 < costs["illustrator"]["memory_mb"] < 1500
    assert {"illustrator", "rapidocr", "migan", "typeset", "ncnn"} <= ready
    assert said["fonts"]["count"] > 30


def test_icons_can_be_turned_off(call, tmp_path):
    config = tmp_path / "c.toml"
    config.write_text("[illustrator]\nicons = false\n")
    done = call("cover", *KEEPER, "--config", config, "--ratio", "1x2in", "--out", tmp_path / "o", "--json")
    assert done.returncode == 0, done.stderr
    assert not any("game-icons" in sentence for sentence in json.loads(done.stdout)["credits"])
