"""Models come from the hub only with consent, whole, as announced, once; every failure is one sentence."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

pytest.importorskip("huggingface_hub")

from loopback_hub import Broken, Hub
from small_repos import NEEDED, pipeline_files, safetensors

from articover.engine import Progress, RunContext
from articover.errors import Cancelled, WeightError
from articover.hub import resolve
from articover.hub.refs import parse_ref
from articover.locales import text

SD = "someone/stable-diffusion"
UNET = "unet/diffusion_pytorch_model.safetensors"


def fetch(cache: Path, ref: str = SD, run: RunContext | None = None, **wishes: bool) -> Path:
    return resolve(ref, consent=True, cache=cache, run=run, **wishes)


def fails(cache: Path, ref: str = SD) -> str:
    """The sentence with which fetching `ref` fails."""
    with pytest.raises(WeightError) as caught:
        fetch(cache, ref)
    sentence = str(caught.value)
    assert caught.value.exit_code == 3
    assert "\n" not in sentence and sentence.endswith(".") and "Traceback" not in sentence
    return sentence


def held(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_without_consent_nobody_is_asked(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    with pytest.raises(WeightError, match=f"fetch it with `articover models pull {SD}`"):
        resolve(SD, consent=False, cache=cache)
    assert hub.asked == []


def test_with_consent_one_set_of_safe_weights_is_fetched_and_never_again(hub: Hub, cache: Path) -> None:
    files = pipeline_files()
    hub.add(SD, files)
    seen: list[Progress] = []
    folder = fetch(cache, run=RunContext("generate", on_progress=seen.append))
    assert held(folder) == NEEDED
    assert all((folder / name).read_bytes() == files[name] for name in NEEDED)
    fractions = [step.fraction for step in seen]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    said = [text(step.doing) for step in seen if step.doing]
    assert any(each.startswith("fetching 0.2 of 0.2 MB") and UNET in each for each in said)
    asked = len(hub.asked)
    assert resolve(SD, consent=True, cache=cache) == resolve(SD, consent=False, cache=cache) == folder
    assert len(hub.asked) == asked


def test_a_part_and_a_file_of_a_repository_can_be_had_alone(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    hub.add("someone/lora", {"README.md": b"x", "night.safetensors": safetensors(), "day.safetensors": safetensors()})
    checker = fetch(cache, f"{SD}/safety_checker")
    assert checker.name == "safety_checker" and held(checker) == ["config.json", "model.safetensors"]
    with pytest.raises(WeightError, match="is not on this machine"):
        resolve(SD, consent=False, cache=cache)
    assert fetch(cache, "someone/lora/night.safetensors").read_bytes() == safetensors()
    assert not any("day" in path for path in hub.asked)
    assert (fetch(cache) / "safety_checker") == checker
    assert resolve(f"{SD}/unet", consent=False, cache=cache).is_dir()


def test_a_revision_is_kept_apart_and_a_newer_one_replaces_it_only_when_asked_for(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    old = fetch(cache)
    hub.add(SD, {**pipeline_files(), UNET: safetensors(100, 9)}, commit="d" * 40)
    assert fetch(cache) == old
    from articover.hub.pull import pull

    new = pull(parse_ref(SD), cache=cache)
    assert new != old and resolve(SD, consent=False, cache=cache) == new
    assert resolve(f"{SD}@{'c' * 40}", consent=False, cache=cache) == old
    assert "no revision" in fails(cache, f"{SD}@v9")


@pytest.mark.parametrize("how", ["closed", "reset"])
def test_a_dropped_connection_goes_on_where_it_broke(hub: Hub, cache: Path, how: str) -> None:
    files = {**pipeline_files(), UNET: safetensors(4 << 20)}
    hub.add(SD, files)
    hub.broken = Broken(after=3 << 19, times=2, how=how)  # type: ignore[arg-type]
    folder = fetch(cache)
    assert (folder / UNET).read_bytes() == files[UNET]
    if how == "closed":  # What a reset connection had not handed over yet is lost with it.
        ranges = [path.rpartition(" ")[2] for path in hub.asked if "bytes=" in path and "cdn" in path]
        assert ranges == [f"bytes={3 << 19}-", f"bytes={3 << 20}-"]


def test_a_connection_that_breaks_for_good_leaves_what_came_whole(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    hub.broken = Broken(after=0, times=1000, how="reset")
    assert f"`articover models pull {SD}`" in fails(cache)
    with pytest.raises(WeightError, match="is not on this machine"):
        resolve(SD, consent=False, cache=cache)
    hub.broken = None
    assert held(fetch(cache)) == NEEDED
    assert not list(cache.rglob("*.incomplete"))


def test_a_cancelled_fetch_stops_and_can_be_taken_up(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    stop = {"now": False}

    def watch(progress: Progress) -> None:
        stop["now"] = progress.fraction > 0.2

    with pytest.raises(Cancelled):
        fetch(cache, run=RunContext("generate", on_progress=watch, cancelled=lambda: stop["now"]))
    assert held(fetch(cache)) == NEEDED


def test_a_wrong_id_a_wrong_part_and_nonsense(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    assert "The hub has no model someone/nothing, or it is private" in fails(cache, "someone/nothing")
    assert f'The model {SD} holds no "vae"' in fails(cache, f"{SD}/vae")
    assert "write an id as author/name" in fails(cache, "just words")
    assert "write an id as author/name" in fails(cache, "some--one/model")
    assert "write an id as author/name" in fails(cache, "만든이/모델")
    assert "check the path" in fails(cache, "/nowhere/at/all")
    assert "check the path" in fails(cache, "")


def test_a_gated_model_and_a_refused_token(hub: Hub, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secretsecretsecret")
    hub.add("someone/gated", pipeline_files(), gated=True)
    hub.add("someone/forbidden", pipeline_files(), down=403)
    sentence = fails(cache, "someone/gated")
    assert "accept them on its page" in sentence and "hf auth login" in sentence
    assert "does not let you have someone/forbidden (403)" in fails(cache, "someone/forbidden")
    hub.add(SD, pipeline_files())
    fetch(cache)
    assert hub.tokens == {"Bearer hf_secretsecretsecret"} and not hub.tokens_elsewhere


def test_a_hub_that_fails(hub: Hub, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add("someone/ill", pipeline_files(), down=501)
    assert "The hub failed while someone/ill was fetched (501)" in fails(cache, "someone/ill")


def test_no_network(cache: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    assert "The model hub cannot be reached" in fails(cache)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert "HF_HUB_OFFLINE forbids" in fails(cache)


def test_a_page_that_is_no_hub_and_an_address_that_is_none(
    cache: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.no_hub = True
    assert "check HF_ENDPOINT" in fails(cache)
    monkeypatch.setenv("HF_ENDPOINT", "http://[oops")
    assert "The model hub cannot be reached" in fails(cache)
    monkeypatch.setenv("HF_TOKEN", "hf_“quoted”")
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    assert "HF_TOKEN" in fails(cache)


def test_a_file_that_arrives_changed_is_thrown_away(hub: Hub, cache: Path) -> None:
    repo = hub.add(SD, pipeline_files(), garbled=frozenset({"unet/config.json"}))
    assert "unet/config.json" in fails(cache)
    repo.garbled = frozenset({UNET})
    assert f"{UNET} of {SD} arrived damaged and was thrown away" in fails(cache)
    repo.garbled = frozenset()
    folder = fetch(cache)
    assert (folder / UNET).read_bytes() == pipeline_files()[UNET]


def test_a_file_damaged_on_disk_is_fetched_again(hub: Hub, cache: Path) -> None:
    hub.add(SD, pipeline_files())
    folder = fetch(cache)
    (folder / UNET).resolve().write_bytes(b"short")
    with pytest.raises(WeightError, match=f"is damaged .*fetch it again with `articover models pull {SD}`"):
        resolve(SD, consent=True, cache=cache)
    from articover.hub.pull import pull

    pull(parse_ref(SD), cache=cache)
    assert (resolve(SD, consent=False, cache=cache) / UNET).read_bytes() == pipeline_files()[UNET]


def test_pickles_are_refused_unless_allowed(hub: Hub, cache: Path) -> None:
    pickled = {"config.json": b"{}", "pytorch_model.bin": b"\x80pickled"}
    hub.add("someone/old", pickled)
    assert "only as pickles, which can run code" in fails(cache, "someone/old")
    assert not any("pytorch_model.bin" in path for path in hub.asked)
    folder = fetch(cache, "someone/old", pickles=True)
    assert held(folder) == ["config.json", "pytorch_model.bin"]
    with pytest.raises(WeightError, match="only as pickles"):
        resolve("someone/old", consent=False, cache=cache)
    with pytest.raises(WeightError, match="only as pickles"):
        resolve(str(folder), consent=False)
    assert resolve(str(folder), consent=False, pickles=True) == folder


def test_a_translator_comes_with_its_vocabularies(hub: Hub, cache: Path) -> None:
    told = ["config.json", "source.spm", "target.spm", "vocab.json"]
    files = dict.fromkeys(told, b"{}")
    hub.add("someone/opus", {**files, "model.safetensors": safetensors(), "tf_model.h5": b"x", "rust_model.ot": b"x"})
    assert held(fetch(cache, "someone/opus")) == sorted([*told, "model.safetensors"])


def test_half_precision_is_taken_where_there_is_no_other(hub: Hub, cache: Path) -> None:
    hub.add("someone/half", {"config.json": b"{}", "model.fp16.safetensors": safetensors()})
    assert held(fetch(cache, "someone/half")) == ["config.json", "model.fp16.safetensors"]
