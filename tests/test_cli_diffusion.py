"""`articover cover --engine diffusion` on a tiny pipeline: painted, cleaned, lettered, printed; or one sentence."""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from articover.cli import main
from articover.folder import read_cover

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

Configured = Callable[[str], None]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location(
        "tiny_pipelines", Path(__file__).parent / "generate" / "tiny_pipelines.py"
    )
    assert spec is not None and spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    return Path(builder.save("sd1-clean", tmp_path_factory.mktemp("model") / "tiny-covers"))


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configured:
    """Write the [diffusion] table of the config that the command line reads."""

    def write(table: str) -> None:
        path = tmp_path / "articover.toml"
        path.write_text(f'[models]\nfolder = "{tmp_path / "hub"}"\n[diffusion]\n{table}', encoding="utf-8")
        monkeypatch.setenv("ARTICOVER_CONFIG", str(path))

    return write


def test_a_cover_goes_all_the_way(
    model: Path, configured: Configured, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(f'model = "{model}"\nsteps = 2\nsize_px = 96\ndevice = "cpu"\n')
    out = tmp_path / "book"
    arguments = ["--title", "별을 삼킨 고래", "--author", "고주은", "--genre", "판타지", "--synopsis", "등대와 고래"]
    code = main(
        [
            "cover",
            "--engine",
            "diffusion",
            *arguments,
            "--seed",
            "7",
            "--out",
            str(out),
            "--print",
            "--dpi",
            "72",
            "--json",
        ]
    )
    result = json.loads(capsys.readouterr().out)
    assert code == 0
    (said,) = [each for each in result["notices"] if each["code"] == "notice-words-taken"]
    assert {"whale", "lighthouse"} <= set(said["arguments"]["words"])
    cover = read_cover(out)
    painted, removed = cover.engines[0], cover.engines[1]
    assert painted.engine == "diffusion" and painted.generative and painted.model == "tiny-covers"
    assert removed.stage == "remove" and cover.layers[0].text
    assert "whale" in (cover.background.prompt or "")
    document = json.loads((out / "cover.json").read_text(encoding="utf-8"))
    assert document["disclosure"]["generative_models_used"] and document["disclosure"]["models"][0] == "tiny-covers"
    text = (out / "credits.txt").read_text(encoding="utf-8")
    assert "painted with the model tiny-covers" in text and "generative model: tiny-covers" in text
    with Image.open(out / "print.png") as printed:
        assert printed.size == (432, 648)

    again = tmp_path / "again"
    assert main(["cover", "--engine", "diffusion", *arguments, "--seed", "7", "--out", str(again), "--json"]) == 0
    assert (again / "background.png").read_bytes() == (out / "background.png").read_bytes()


def test_new_words_leave_the_picture_alone(
    model: Path, configured: Configured, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(f'model = "{model}"\nsteps = 1\nsize_px = 64\ndevice = "cpu"\n')
    out = tmp_path / "book"
    assert main(["cover", "--engine", "diffusion", "--title", "One", "--seed", "7", "--out", str(out)]) == 0
    before = (out / "background.png").read_bytes()
    assert main(["edit-title", str(out), "--title", "Another"]) == 0
    assert (out / "background.png").read_bytes() == before
    assert main(["upscale", str(out), "--out", str(tmp_path / "print.png"), "--dpi", "72"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        ('model = "nobody/nothing"\n', 3, "articover models pull nobody/nothing"),
        ('model = "/nowhere/at/all"\n', 3, 'no model at "/nowhere/at/all"'),
        ('model = "not an id"\n', 3, "write an id as author/name"),
        ('model = "MODEL"\nscheduler = "fastest"\n', 2, "no scheduler"),
        ('model = "MODEL"\nloras = [{ path = "nobody/lora" }]\n', 3, "articover models pull nobody/lora"),
        ('model = "MODEL"\nloras = [{ path = "x", wieght = 1 }]\n', 2, "wieght"),
        ('model = "MODEL"\nsteps = -1\n', 2, "steps"),
        ('model = "MODEL"\nspeed = 2\n', 2, "diffusion.speed"),
        ('model = "MODEL"\ndevice = "cuda:7"\n', 3, 'no device "cuda:7" here'),
    ],
)
def test_what_cannot_be_is_one_sentence(
    model: Path,
    configured: Configured,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    table: str,
    code: int,
    said: str,
) -> None:
    device = "" if "device" in table else 'device = "cpu"\n'
    configured(f"{table.replace('MODEL', str(model))}{device}size_px = 32\n")
    assert main(["cover", "--engine", "diffusion", "--title", "T", "--out", str(tmp_path / "book")]) == code
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert said in error and "Traceback" not in error
    assert not (tmp_path / "book").exists()


def safetensors(shapes: dict[str, list[int]]) -> bytes:
    """A file of zeros, as the library writes it."""
    header, end = {}, 0
    for name, shape in shapes.items():
        start, end = end, end + 4 * shape[0] * shape[1]
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    head = json.dumps(header).encode()
    return struct.pack("<Q", len(head)) + head + bytes(end)


class _Burglar:
    """What runs code when it is unpickled."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.proof),)


ATTENTION = "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k"
OF_SDXL = {f"{ATTENTION}.lora_A.weight": [4, 2048], f"{ATTENTION}.lora_B.weight": [640, 4]}


@pytest.mark.parametrize(
    ("file", "table", "said"),
    [
        ("whole.safetensors", 'model = "FILE"\n', "set diffusion.single_file_config"),
        ("cut.safetensors", 'model = "FILE"\n', "cut.safetensors is damaged (cut.safetensors): copy it anew."),
        ("cut.safetensors", 'model = "FILE"\nsingle_file_config = "MODEL"\n', "is damaged"),
        ("evil.ckpt", 'model = "FILE"\nsingle_file_config = "MODEL"\n', "pickles, which can run code when opened"),
        ("evil.ckpt", 'model = "FILE"\nsingle_file_config = "MODEL"\nPICKLES', "cannot be loaded"),
        ("evil.bin", 'model = "MODEL"\nloras = [{ path = "FILE" }]\n', "pickles, which can run code when opened"),
        ("evil.bin", 'model = "MODEL"\nloras = [{ path = "FILE" }]\nPICKLES', "holds more than weights"),
        ("sdxl.safetensors", 'model = "MODEL"\nloras = [{ path = "FILE" }]\n', "LoRA sdxl.safetensors does not fit"),
        ("whole.safetensors", 'model = "MODEL"\nloras = [{ path = "FILE" }]\n', "is no LoRA"),
        ("cut.safetensors", 'model = "MODEL"\nloras = [{ path = "FILE" }]\n', "The LoRA cut.safetensors is damaged"),
        ("gone.safetensors", 'model = "MODEL"\nloras = [{ path = "FILE" }]\n', 'gone.safetensors": check the path.'),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_runs_nothing(
    model: Path,
    configured: Configured,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    table: str,
    said: str,
) -> None:
    proof = tmp_path / "proof"
    whole = safetensors({"w": [8, 8]})
    evil = pickle.dumps(_Burglar(proof), protocol=2)
    files = {"whole": whole, "cut": whole[:-9], "evil": evil, "sdxl": safetensors(OF_SDXL)}
    path = tmp_path / file
    if path.stem in files:
        path.write_bytes(files[path.stem])
    pickles = "pickles = true\n" if "PICKLES" in table else ""
    table = table.replace("MODEL", str(model)).replace("FILE", str(path)).replace("PICKLES", "")
    configured(f'{table}device = "cpu"\nsize_px = 32\nsteps = 1\n')
    config = tmp_path / "articover.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("[diffusion]", f"{pickles}[diffusion]"), "utf-8")
    assert main(["cover", "--engine", "diffusion", "--title", "T", "--out", str(tmp_path / "book")]) == 3
    printed = capsys.readouterr()
    assert said in printed.err and printed.err.count("\n") == 1 and printed.out == ""
    assert not proof.exists() and not (tmp_path / "book").exists()
