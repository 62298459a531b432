"""Every key of config.example.toml works from the environment, and a wrong value is refused by its variable's name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from articover.errors import RequestError
from bot.config import PREFIX, Config, load_config, variables

ROOT = Path(__file__).parents[2]
EXAMPLE = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
KEYS = [(table, key) for table, values in EXAMPLE.items() for key in values] + [("weights", "migan")]
OTHER = {
    "bot.language": "ko", "bot.log_format": "json", "bot.log_level": "error", "bot.data_folder": "2026",
    "timeouts.cancel_s": "4.5", "timeouts.hang_s": "90",
    "discord.api_url": "http://127.0.0.1:8080", "discord.gateway_url": "ws://127.0.0.1:8080",
    "slack.api_url": "http://127.0.0.1:8080", "http.host": "::1", "files.public_url": "https://covers.example",
    "policy.blocked_words": '["spam", "욕설"]',
    "engines.generate": "illustrator", "engines.detect": "rapidocr", "engines.fill": "migan",
    "engines.edit": "typeset", "engines.upscale": "ncnn",
    "diffusion.loras": '[{ path = "/models/covers.safetensors", weight = 0.8 }]',
    "diffusion.styles": '{ fantasy = "oil painting" }', "diffusion.dtype": "bfloat16", "diffusion.offload": "model",
    "diffusion.title_room": "0.5", "diffusion.series_hold": "0", "weights.migan": "/models/migan.onnx",
}  # fmt: skip
"""Values that a key may have, where one cannot be made from its default."""
ANY_TEXT = re.compile("text( of 0 to|$)")


def variable_of(table: str, key: str) -> str:
    return f"{PREFIX}{table}__{key}".upper()


def another(table: str, key: str) -> str:
    """Another value for a key than its default, as the environment writes it."""
    if f"{table}.{key}" in OTHER:
        return OTHER[f"{table}.{key}"]
    match EXAMPLE[table][key]:
        case bool(value):
            return str(not value).lower()
        case int(value):
            return str(value + 1)
        case float(value):
            return str(value + 1.5)
        case value:
            return f"{value} other".strip()


def held(config: Config, table: str, key: str) -> Any:
    tables = {
        **msgspec.to_builtins(config.settings),
        **{name: getattr(config, name) for name in config.__struct_fields__},
    }
    found = tables[table]
    return found.get(key) if isinstance(found, dict) else getattr(found, key)


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(RequestError) as error:
        load_config(None, environment)
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_every_key_of_the_example_works_from_the_environment(table: str, key: str) -> None:
    before = load_config(None, {})
    text = another(table, key)
    after = load_config(None, {variable_of(table, key): text})
    assert held(after, table, key) != held(before, table, key)
    value = EXAMPLE[table].get(key, "")
    written = text if isinstance(value, str) else tomllib.loads(f"value = {text}")["value"]
    got = msgspec.to_builtins(held(after, table, key))
    if key == "loras":
        assert got[0].items() >= written[0].items()
    else:
        assert (list(got) if isinstance(got, tuple) else got) == written


def test_the_environment_has_no_key_that_the_example_lacks() -> None:
    assert sorted(variables().values()) == sorted(KEYS)


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_wrong_value_is_told_by_its_variable(table: str, key: str) -> None:
    variable = variable_of(table, key)
    told = []
    for wrong in ("", "9" * 1001, "-3", "[1]", "true", "nonsense"):
        try:
            load_config(None, {variable: wrong})
        except RequestError as error:
            told.append(str(error))
    assert told or isinstance(EXAMPLE[table].get(key, ""), str)
    for sentence in told:
        assert sentence.startswith(variable), sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("ENGINES__GENERATE", "dall-e", "is not an engine: it must be diffusion, illustrator or auto."),
        ("DIFFUSION__STEPS", "many", "is wrong: it must be a whole number from 0 to 500."),
        ("DIFFUSION__STYLES", "oil", 'is wrong: it must be a table of texts, written as { name = "text" }.'),
        ("DIFFUSION__LORAS", '[{ file = "x" }]', "is wrong: it must be a list of tables with the keys path, weight,"),
        ("DIFFUSION__DTYPE", "half", "is wrong: it must be one of auto, float32, float16, bfloat16."),
        ("INPAINT__STEPS", "0", "is wrong: it must be a whole number from 1 to 500."),
        ("SAFETY__UNCHECKED_PICTURES", "yes", "is wrong: it must be true or false."),
        ("TIMEOUTS__HANG_S", "6", "must be at least twice timeouts.cancel_s."),
        ("DISCORD__API_URL", "https://elsewhere.example", "sends the bot's token to elsewhere.example"),
    ],
)
def test_the_sentence_says_what_the_key_may_be(name: str, wrong: str, told: str) -> None:
    assert f"{PREFIX}{name} {told}" in refused({f"{PREFIX}{name}": wrong})


def test_an_unknown_weight_or_table_is_told_with_the_nearest() -> None:
    assert "(did you mean ARTICOVER_BOT__WEIGHTS__MIGAN?)" in refused({"ARTICOVER_BOT__WEIGHTS__MIGEN": "/x"})
    assert "(did you mean ARTICOVER_BOT__ENGINES__GENERATE?)" in refused({"ARTICOVER_BOT__ENGINE__GENERATE": "auto"})


def test_the_environment_goes_over_the_file_in_the_painters_tables_too(tmp_path: Path) -> None:
    path = tmp_path / "bot.toml"
    path.write_text("[diffusion]\nsteps = 20\nguidance = 5.0\n", encoding="utf-8")
    config = load_config(path, {"ARTICOVER_BOT__DIFFUSION__STEPS": "30"})
    assert (config.settings.diffusion.steps, config.settings.diffusion.guidance) == (30, 5.0)


def test_what_env_example_shows_is_taken() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(rf"(?m)^#?({PREFIX}\w+)=(.*)$", text))
    assert shown
    load_config(None, shown)
