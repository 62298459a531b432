"""The library as somebody uses it who imports it: the names `articover` exports, its examples, the README's lines."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import articover
from articover import make_cover, read_cover

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch):
    def run(name: str, *arguments: Path) -> None:
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        runpy.run_path(str(ROOT / "examples" / name), run_name="__main__")

    return run


def test_every_name_it_exports_is_there() -> None:
    assert {name for name in articover.__all__ if getattr(articover, name) is None} == set()
    assert set(articover.__all__) <= set(dir(articover))
    with pytest.raises(ImportError):
        from articover import make_coffee  # noqa: F401


@pytest.mark.parametrize("code", ["import articover", "from articover.cli import main; main(['--version'])"])
def test_picture_libraries_are_not_loaded_before_they_are_needed(code: str) -> None:
    """A shell that completes a command, or asks for help, waits for none of them."""
    heavy = "{'numpy', 'PIL', 'skia', 'cv2', 'msgspec'} & set(sys.modules)"
    code = f"import sys\ntry: {code}\nexcept SystemExit: pass\nprint(*{heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_a_cover_is_retitled_and_printed(example, tmp_path: Path) -> None:
    example("cover.py", tmp_path / "cover")
    picture = (tmp_path / "cover" / "background.png").read_bytes()
    assert read_cover(tmp_path / "cover").trim.name == "6x9in"
    example("retitle.py", tmp_path / "cover")
    changed = read_cover(tmp_path / "cover")
    assert changed.brief.title == "What the Lamp Saw" and changed.brief.author == "Ingrid Holm"
    assert (tmp_path / "cover" / "background.png").read_bytes() == picture
    example("print_pdf.py", tmp_path / "cover", tmp_path / "print.pdf")
    pypdfium2 = pytest.importorskip("pypdfium2")
    with pypdfium2.PdfDocument(tmp_path / "print.pdf") as pdf:
        page = pdf[0]
        assert page.get_mediabox()[2:] == pytest.approx((6.25 * 72, 9.25 * 72))  # with 0.125 in of bleed
        assert "lamp" in page.get_textpage().get_text_bounded().casefold()


def test_the_second_book_of_a_series_looks_like_the_first(example, tmp_path: Path) -> None:
    example("series.py", tmp_path)
    first, second = (read_cover(tmp_path / name) for name in ("night-tide", "salt"))
    assert first.brief.title != second.brief.title
    assert [layer.font for layer in first.layers] == [layer.font for layer in second.layers]
    assert first.background.palette == second.background.palette


def test_a_title_is_set_on_ones_own_picture(example, tmp_path: Path) -> None:
    own = np.zeros((1400, 1000, 3), np.uint8) + np.array([20, 90, 160], np.uint8)
    Image.fromarray(own).save(tmp_path / "own.png")
    example("own_picture.py", tmp_path / "own.png", tmp_path / "cover")
    made = read_cover(tmp_path / "cover")
    assert made.trim.name == "A5" and made.layers[0].text
    assert (made.background.pixels == own[0, 0]).all()


def test_the_lines_of_the_readme_make_a_cover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [lines] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    [korean] = re.findall(r"```python\n(.*?)```", (ROOT / "README.ko.md").read_text(encoding="utf-8"), re.DOTALL)
    assert re.sub(r'"[^"]*"', '""', lines) == re.sub(r'"[^"]*"', '""', korean)
    exec(compile(lines, "README.md", "exec"), {})
    [folder] = (path for path in tmp_path.iterdir() if path.is_dir())
    assert read_cover(folder).preview.shape[0] == 1600
    assert json.loads((folder / "cover.json").read_text(encoding="utf-8"))["brief"]["title"]


def test_two_covers_without_a_seed_are_two_pictures() -> None:
    brief = articover.Brief("Salt", genre="romance")
    assert make_cover(brief, "1x1in").seed != make_cover(brief, "1x1in").seed
