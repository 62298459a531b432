"""Paths and values a stranger gives: told in one sentence, before any work is done."""

import json
from pathlib import Path

import pytest
from PIL import Image

from articover.cli import main

LONG = "y" * 300


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["cover", "--title", "T", "--out", ""], 2, "empty"),
        (["cover", "--title", "T", "--out", LONG], 2, "another one"),
        (["cover", "--title", "T", "--out", "y/" * 2500], 2, "another one"),
        (["edit-title", LONG, "--title", "T"], 2, "another one"),
        (["upscale", LONG, "--size", "A4", "--out", "o.png"], 2, "another one"),
        (["remove-text", "p.png", "--out", LONG + ".png"], 2, "another one"),
        (["remove-text", "p.png", "--out", "o.png", "--mask-out", "o.png"], 2, "two names"),
        (["upscale", "p.png", "--size", "2:3", "--out", "p.png/below"], 1, "is a file, not a folder"),
        (["upscale", "p.png", "--size", "2:3", "--out", "plain"], 2, "is a file"),
        (["upscale", "p.png", "--size", "2:3", "--out", "o.jpg"], 2, "end in .png or .pdf"),
        (["cover", "--title", "-x", "--out", "o"], 2, "--title=-"),
        (["cover", "--title", "T", "--seed", "abc", "--out", "o"], 2, "whole number from 0 to 4294967295"),
        (["cover", "--title", "T", "--seed", "9" * 5000, "--out", "o"], 2, "4294967295"),
        (["cover", "--title", "T", "--dpi", "x", "--out", "o"], 2, "whole number"),
        (["cover", "--title", "T", "--ratio", "60x60in", "--print", "--out", "o"], 2, "150 megapixels"),
        (["doctor", "--config", "."], 2, "cannot be read (Is a directory)"),
        (["doctor", "--config", "absent.toml"], 2, "cannot be read (No such file"),
    ],
)
def test_one_sentence_and_nothing_written(tmp_path, monkeypatch, capsys, arguments, code, said):
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (60, 90), "navy").save("p.png")
    Path("plain").write_text("mine")
    assert main(arguments) == code
    captured = capsys.readouterr()
    assert said in captured.err and captured.err.count("\n") == 1 and captured.out == ""
    assert "_seed" not in captured.err and len(captured.err) < 300
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.png", "plain"]


def test_a_poster_without_a_print_is_only_a_preview(tmp_path):
    Image.new("RGB", (300, 300), "navy").save(tmp_path / "p.png")
    poster = ["--ratio", "60x60in", "--background", str(tmp_path / "p.png")]
    assert main(["cover", "--title", "T", *poster, "--out", str(tmp_path / "o")]) == 0


def test_a_cover_folder_with_a_dot_in_its_name_takes_its_print(tmp_path):
    picture = tmp_path / "p.png"
    Image.new("RGB", (600, 900), "navy").save(picture)
    out = tmp_path / "book.v2"
    out.mkdir()
    done = main(["upscale", str(picture), "--trim", "2x3in", "--dpi", "72", "--out", str(out)])
    assert done == 0 and (out / "print.png").is_file() and (out / "print.pdf").is_file()


def test_what_an_earlier_title_was_warned_of_is_forgotten(tmp_path, capsys):
    out = tmp_path / "o"
    Image.new("RGB", (300, 300), "navy").save(tmp_path / "own.png")
    brief = ["--title", "Salt", "--ratio", "1:1", "--genre", "zorblax", "--background", str(tmp_path / "own.png")]
    assert main(["cover", *brief, "--out", str(out)]) == 0
    assert main(["edit-title", str(out), "--title", "별을 삼킨 고래", "--font", "Cinzel"]) == 0
    assert "Cinzel has no glyphs" in capsys.readouterr().err
    assert main(["edit-title", str(out), "--title", "Salt Road"]) == 0
    said = capsys.readouterr().err
    assert "Cinzel has no glyphs" not in said and "zorblax" in said


def test_a_picture_without_letters_names_only_the_engine_that_ran(tmp_path, capsys):
    Image.new("RGB", (300, 300), "navy").save(tmp_path / "p.png")
    assert main(["remove-text", str(tmp_path / "p.png"), "--out", str(tmp_path / "o.png"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["engine"]["engine"] == "rapidocr" and not said["engine"]["generative"]
    assert said["said"] == [f"{tmp_path / 'o.png'}: no letters were found in it."]


def test_nothing_is_claimed_of_how_a_picture_of_the_writers_own_was_made(tmp_path):
    Image.effect_noise((700, 1000), 60).convert("RGB").save(tmp_path / "p.png")
    out = tmp_path / "o"
    assert main(["cover", "--title", "T", "--background", str(tmp_path / "p.png"), "--out", str(out)]) == 0
    assert "only you can say" in (out / "credits.txt").read_text()


def test_doctor_finds_a_damaged_weight_before_it_is_needed(tmp_path, capsys):
    (tmp_path / "migan.onnx").write_bytes(b"not the one")
    config = tmp_path / "c.toml"
    config.write_text(f'[weights]\nmigan = "{tmp_path / "migan.onnx"}"\n')
    assert main(["doctor", "--config", str(config)]) == 3
    assert "MI-GAN 512 Places2 is damaged" in capsys.readouterr().out
    config.write_text('[weights]\nmigann = "x"\n')
    assert main(["doctor", "--config", str(config)]) == 2
    assert '"migann"' in capsys.readouterr().err
