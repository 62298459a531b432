"""The configuration: the example is the truth, a slip is told in one sentence, a token is never shown."""

from __future__ import annotations

import copy
import itertools
import json
import logging
import pickle
import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from articover.errors import RequestError
from articover.settings import Settings, load_settings
from bot.config import Config, keys, load_config
from bot.logs import RedactFilter
from bot.secret import Secret

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "MTA1.not-a-real-token.0123456789abcdefghij"


@pytest.fixture(autouse=True)
def _own_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.logs._hidden", set())
    monkeypatch.setattr("bot.logs._pattern", None)


def refused(text: str, folder: Path, environment: dict[str, str] | None = None) -> str:
    path = folder / "bot.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RequestError) as error:
        load_config(path, environment or {})
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_the_example_is_the_defaults() -> None:
    loaded = load_config(EXAMPLE, {})
    assert msgspec.structs.replace(loaded, path=None) == load_config(None, {}) == Config()
    assert load_settings(EXAMPLE) == Settings()


def test_the_example_explains_every_key() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    data = tomllib.loads("\n".join(lines))
    ours = [f"{table}.{key}" for table, values in data.items() for key in values]
    painters = [f"{table}.{key}" for table, held in msgspec.to_builtins(Settings()).items() for key in held]
    assert sorted(ours) == sorted([*keys(), *painters])
    for before, line in itertools.pairwise(lines):
        if re.match(r"\w+ = ", line):
            assert before.startswith(("# ", "api_url =")), f"{line} is not explained"


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bot.toml"
    path.write_text("[limits]\nuser_open = 3\nuser_running = 2\n[engines]\ngenerate = 'illustrator'", encoding="utf-8")
    environment = {
        "ARTICOVER_CONFIG": str(path),
        "ARTICOVER_BOT__LIMITS__USER_OPEN": "9",
        "ARTICOVER_BOT__BOT__DATA_FOLDER": "2026",
        "ARTICOVER_BOT__TIMEOUTS__HANG_S": "90.5",
        "ARTICOVER_BOT__WORKER__WARM_UP": "false",
        "ARTICOVER_BOT__POLICY__BLOCKED_WORDS": '["spam", "욕설"]',
    }
    config = load_config(None, environment)
    assert (config.limits.user_open, config.limits.user_running) == (9, 2)
    assert config.bot.data_folder == "2026"
    assert config.timeouts.hang_s == 90.5
    assert config.worker.warm_up is False
    assert config.policy.blocked_words == ("spam", "욕설")
    assert config.settings.engines.generate == "illustrator"
    assert config.path == path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[limits]\nuser_opne = 3", "limits.user_opne (did you mean user_open?)"),
        ("[limit]\nuser_open = 3", "[limit] (did you mean limits?)"),
        ("[engines]\ngenrate = 'auto'", "engines.genrate"),
        ("[engines]\ngenerate = 'dall-e'", "engines.generate is not an engine: it must be diffusion, illustrator"),
        ("[diffusion]\nsteps = 'many'", "diffusion.steps: it must be a whole number from 0 to 500"),
        ("weights = 3", "weights: it must be a table, written as [weights]"),
        ("bot = 3", "bot: it must be a table, written as [bot]"),
        ("[limits]\nuser_open = -1", "limits.user_open: it must be a whole number from 0 to 100000"),
        ("[limits]\nuser_open = 'many'", "limits.user_open: it must be a whole number"),
        ("[limits]\nuser_open = 2.5", "limits.user_open: it must be a whole number"),
        ("[timeouts]\nhang_s = inf", "timeouts.hang_s: it must be a number above 0"),
        ("[timeouts]\nhang_s = nan", "timeouts.hang_s: it must be a number above 0"),
        ("[timeouts]\nhang_s = 6", "at least twice timeouts.cancel_s"),
        ("[worker]\nnice = -5", "worker.nice: it must be a whole number from 0 to 19"),
        ("[worker]\nwarm_up = 1", "worker.warm_up: it must be true or false"),
        ("[bot]\nlanguage = 'fr'", "bot.language: it must be one of en, "),
        ("[bot]\ndata_folder = ''", "bot.data_folder: it must be text of 1 to 1000 characters"),
        ("[policy]\nblocked_words = 'spam'", "policy.blocked_words: it must be a list of texts"),
        ("[policy]\nblocked_words = ['spam', ' ']", "would block everything"),
        ("[discord]\napi_url = 'https://discord.example/api'", "sends the bot's token to discord.example"),
        ("[discord]\ngateway_url = 'wss://discord.example'", "sends the bot's token to discord.example"),
        ("[slack]\napi_url = 'https://127.0.0.1.example/api'", "sends the bot's token to 127.0.0.1.example"),
        ("[discord]\napi_url = 'ftp://127.0.0.1'", "discord.api_url is not an address"),
        ("[discord]\napi_url = 'http://127.0.0.1@elsewhere.example'", "discord.api_url is not an address"),
        ("[http]\nhost = '0.0.0.0'", "opens health and metrics to other machines"),
        ("[files]\npublic_url = 'http://covers.example'", "must begin with https://"),
        ("[limits\n", "is not valid TOML"),
    ],
)
def test_a_slip_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    assert told in refused(text, tmp_path)


def test_a_slip_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    told = refused("", tmp_path, {"ARTICOVER_BOT__LIMITS__USER_OPNE": "3"})
    assert told == (
        "The environment variable ARTICOVER_BOT__LIMITS__USER_OPNE is unknown "
        "(did you mean ARTICOVER_BOT__LIMITS__USER_OPEN?)."
    )
    told = refused("", tmp_path, {"ARTICOVER_BOT__LIMITS__USER_OPEN": "lots"})
    assert told == "ARTICOVER_BOT__LIMITS__USER_OPEN is wrong: it must be a whole number from 0 to 100000."


def test_loopback_addresses_and_an_explicit_word_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "bot.toml"
    path.write_text(
        "[discord]\napi_url = 'http://127.0.0.1:8080/api/v10'\ngateway_url = 'ws://localhost:8080/gw'\n"
        "[slack]\napi_url = 'https://slack.example/api'\nallow_custom_endpoint = true\n"
        "[http]\nhost = '::1'\n[files]\npublic_url = 'https://covers.example/f'",
        encoding="utf-8",
    )
    assert load_config(path, {}).slack.api_url == "https://slack.example/api"


def test_a_token_comes_from_the_environment_or_a_file_it_names(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", encoding="utf-8")
    for environment in ({"DISCORD_TOKEN": TOKEN}, {"DISCORD_TOKEN_FILE": str(file)}):
        assert load_config(None, environment).discord.token.reveal() == TOKEN
    assert not load_config(None, {}).discord.token
    with pytest.raises(RequestError, match="cannot be read"):
        load_config(None, {"DISCORD_TOKEN_FILE": str(tmp_path / "absent")})


@pytest.mark.parametrize("wrong", ["short", f'"{TOKEN} "', f"Bot {TOKEN}"])
def test_a_token_that_is_none_is_refused_unseen(wrong: str) -> None:
    with pytest.raises(RequestError) as error:
        load_config(None, {"DISCORD_TOKEN": wrong})
    assert wrong not in str(error.value)


def test_a_token_in_the_file_is_refused_unseen(tmp_path: Path) -> None:
    sentence = refused(f"[discord]\ntoken = '{TOKEN}'", tmp_path)
    assert "DISCORD_TOKEN" in sentence
    assert TOKEN not in sentence


def test_a_secret_is_never_shown() -> None:
    config = load_config(None, {"DISCORD_TOKEN": TOKEN})
    secret = config.discord.token
    shown = [repr(config), str(secret), f"{secret}", f"{secret!r:>12}", repr([secret]), repr(Secret())]
    assert not [text for text in shown if TOKEN in text]
    for write in (json.dumps, msgspec.json.encode, msgspec.to_builtins, pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            write(secret)
    assert secret == Secret(TOKEN) != Secret("other")
    assert not hasattr(secret, "__dict__")


def test_a_loaded_token_is_hidden_from_the_logs() -> None:
    load_config(None, {"SLACK_APP_TOKEN": TOKEN.upper()})
    record = logging.makeLogRecord({"msg": "sent %s", "args": (TOKEN.upper(),)})
    RedactFilter().filter(record)
    assert record.getMessage() == "sent ********"
