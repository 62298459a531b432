"""The wheel, built from this checkout, installed into a fresh environment and used outside the checkout.

The environment is given the packages of the one that runs the tests, which `pip install` would fetch from PyPI: that
takes minutes. What the checkout alone has (npm's packages, the English model, migrations) it does not see.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from articover.ppocr import DETECTION, RECOGNITION

ROOT = Path(__file__).resolve().parent.parent
MOST_MB = 100
"""PyPI takes no larger file."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, ROOT / "tools" / "wheel.py", out], check=True, cwd=ROOT, env=_plain(ROOT))
    [found] = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of a new environment with the wheel in it."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*install, "--disable-pip-version-check", wheel], check=True)
    # Added as a plain folder, so that its own .pth files are not read: one of them leads to the checkout.
    site = Path(subprocess.run([python, "-c", _SITE], check=True, capture_output=True, text=True).stdout.strip())
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


_SITE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def _plain(path: Path | None = None) -> dict[str, str]:
    """The environment without what leads to the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARTICOVER_", "PYTHON"))}
    return kept if path is None else {**kept, "PYTHONPATH": str(path)}


def _run(python: Path, folder: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [python, *arguments],
        cwd=folder,
        env=_plain(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_carries_every_file_of_both_packages(wheel: Path) -> None:
    """Every file that git holds: one that package-data forgets is missed only at run time."""
    command = ["git", "ls-files", "articover", "bot", "migrations"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    wanted = {f"bot/store/{name}" if name.startswith("migrations/") else name for name in listed}
    with zipfile.ZipFile(wheel) as archive:
        assert wanted - set(archive.namelist()) == set()


def test_a_registry_would_take_it_and_pip_could_install_it(wheel: Path) -> None:
    """By its size, and by what it asks for: no package that only a checkout sets up, or that asks for far more."""
    assert wheel.stat().st_size < MOST_MB * 1_000_000
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        headers = HeaderParser().parsestr(archive.read(metadata).decode())
    light = [line for line in headers.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert "numpy" in " ".join(light)
    assert not [line for line in light if "en-core-web" in line or "rapidocr" in line or "://" in line]


def test_it_carries_nothing_without_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = [Path(name) for name in archive.namelist() if name.startswith("articover/packaged/")]
    packaged = Path("articover/packaged/pypi")
    assert {packaged / DETECTION.path, packaged / RECOGNITION.path} <= set(carried)
    licensed = {file.parent for file in carried if file.name == "LICENSE"}
    assert len(licensed) == len(json.loads((ROOT / "package.json").read_text())["dependencies"]) + 2
    assert [file for file in carried if not licensed & set(file.parents)] == []


def test_a_cover_is_made_where_there_is_no_checkout(python: Path, tmp_path: Path) -> None:
    code = "import articover, bot, json; print(json.dumps([articover.__file__, bot.__file__]))"
    for file in json.loads(_run(python, tmp_path, "-c", code)):
        assert Path(file).is_relative_to(python.parents[1]), file
    _run(
        python, tmp_path, "-m", "articover", "cover", "--title", "별의 아이", "--genre", "mystery", "--seed", "7",
        "--synopsis", "A lighthouse keeper shelters a wounded whale.", "--out", "cover",
        "--ratio", "2x3in", "--dpi", "100", "--print",
    )  # fmt: skip
    made = json.loads((tmp_path / "cover" / "cover.json").read_text(encoding="utf-8"))
    found = {item["concept"]: item["attributes"] for item in made["understood"]["items"]}
    assert found["whale"] == ["wounded"]  # only the English model tells that the word belongs to the whale
    assert (tmp_path / "cover" / "print.pdf").read_bytes().startswith(b"%PDF-")


def test_all_weights_and_faces_are_there(python: Path, tmp_path: Path) -> None:
    """Those for erasing letters and for reading Korean too, each as pinned."""
    found = json.loads(_run(python, tmp_path, "-m", "articover", "doctor", "--json"))
    assert not [row for row in found["weights"] if not row["ok"]]
    assert found["fonts"]["ok"]
    families = json.loads((ROOT / "articover" / "edit" / "typeset" / "fonts.json").read_text(encoding="utf-8"))
    code = "from articover.edit.typeset.fonts import families; print(len(families()))"
    assert int(_run(python, tmp_path, "-c", code)) == len(families)


def test_the_bot_starts_with_every_migration(python: Path, tmp_path: Path) -> None:
    names = _run(python, tmp_path, "-c", "from bot.store.migrate import load; print(*(each.name for each in load()))")
    assert names.split() == sorted(path.stem for path in (ROOT / "migrations").glob("*.sql"))
    assert "Goodbye" in _run(python, tmp_path, "-m", "bot", "console", "--data", tmp_path / "data")
    assert "The database is intact" in _run(python, tmp_path, "-m", "bot", "check", "--data", tmp_path / "data")
