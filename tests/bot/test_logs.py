"""Logs: one id follows a command, nothing shows a secret, no record is lost for its form."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.logs import hide, new_trace, redact, set_up_logging, tracing

SECRET = 'xoxb-"quoted"\\한글/0123456789'
log = logging.getLogger("tests.logs")


@pytest.fixture(autouse=True)
def _own_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.logs._hidden", set())
    monkeypatch.setattr("bot.logs._pattern", None)


@pytest.fixture
def lines() -> Iterator[Any]:
    """What was logged, as parsed JSON objects, through the real set-up; the test's own logging comes back after."""
    root, hook = logging.getLogger(), sys.excepthook
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logging("json", "debug", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.captureWarnings(False)
    root.handlers[:], sys.excepthook = before, hook
    root.setLevel(level)


def test_a_secret_is_masked_wherever_it_stands(lines: Any) -> None:
    hide(SECRET)
    log.info("plain %s", SECRET)
    log.info("in a URL: https://x/?token=xoxb-%22quoted%22%5C%ED%95%9C%EA%B8%80%2F0123456789")
    log.info("in JSON: %s", json.dumps({"token": SECRET}))
    log.info("in repr: %r", {"token": SECRET})
    log.info("extra", extra={"headers": {"Authorization": [f"Bearer {SECRET}"]}, "thing": ValueError(SECRET)})
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(f"failed with {SECRET}") from error
    except RuntimeError:
        log.exception("broken", stack_info=True)
    written = json.dumps(lines(), ensure_ascii=False)
    assert "0123456789" not in written
    assert written.count("********") >= 8
    assert "RuntimeError" in lines()[-1]["exception"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=6, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_a_secret(secret: str, before: str, after: str) -> None:
    try:
        hide(secret)
    except UnicodeEncodeError:
        return  # a lone surrogate is not in any token
    assert secret not in redact(before + secret + after)


@pytest.mark.parametrize(
    "text",
    [
        "PATCH https://discord.com/api/v10/webhooks/17/{}/messages/@original has returned 401",
        "POST https://discord.com/api/v10/interactions/17/{}/callback?with_response=true",
        "WebSocket Event: {{'op': 0, 'd': {{'token': '{}', 'type': 2}}}}",
        '{{"token":"{}"}}',
    ],
)
@pytest.mark.parametrize("token", ["aW50ZXJhY3Rpb246MTU3NDA2NDQ4MTg3NTUyNTY1MDpmb28", "A-b_c" * 12])
def test_the_token_of_an_interaction_is_known_by_its_shape(lines: Any, text: str, token: str) -> None:
    said = text.format(token)
    log.debug("%s", said)
    try:
        raise OSError(said)
    except OSError:
        log.exception("no answer")
    assert token not in json.dumps(lines())
    assert "no answer" in lines()[-1]["message"]


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 6"):
        hide("abc")


async def test_the_trace_follows_into_tasks_and_stays_apart(lines: Any) -> None:
    async def work(trace: str) -> None:
        with tracing(trace):
            log.info("start")
            await asyncio.sleep(0)
            await asyncio.create_task(said())
        log.info("after")

    async def said() -> None:
        log.info("inside")

    await asyncio.gather(work("a"), work("b"))
    assert [(line["message"], line.get("trace")) for line in lines() if line["logger"] == "tests.logs"] == [
        ("start", "a"),
        ("start", "b"),
        ("inside", "a"),
        ("inside", "b"),
        ("after", None),
        ("after", None),
    ]
    assert len({new_trace() for _ in range(100)}) == 100


def test_a_record_that_cannot_be_formatted_is_written_all_the_same(lines: Any) -> None:
    log.info("%d covers", "many")
    log.info("odd", extra={"thing": object()})
    first, second = lines()
    assert "%d covers" in first["message"]
    assert "many" in first["message"]
    assert second["message"] == "odd"


def test_for_people_and_uncaught_errors() -> None:
    script = (
        "import logging\n"
        "from bot.logs import *\n"
        "hide('secret-token'); set_up_logging('human')\n"
        "with tracing('abc'):\n"
        "    logging.getLogger('bot.jobs').info('job %d', 7, extra={'stage': 'edit'})\n"
        "raise RuntimeError('secret-token')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "INFO    bot.jobs [abc] job 7 stage=edit" in done.stderr
    assert "CRITICAL bot Stopped by an unexpected error" in done.stderr
    assert "RuntimeError: ********" in done.stderr
    assert "secret-token" not in done.stderr
