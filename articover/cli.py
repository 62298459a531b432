"""`articover ...`: a thin command line over the chain.

Standard output holds only the result (one JSON object with --json); everything else goes to standard
error. Exit codes: 0 done; 2 the request is wrong; 3 an engine or weight is missing; 130 cancelled;
1 anything else.
"""

from __future__ import annotations

import argparse
import codecs
import gc
import io
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from articover import terminal
from articover.arguments import build_parser
from articover.errors import ArtiCoverError, Cancelled
from articover.terminal import BASE, TerminalLine, language_for

if TYPE_CHECKING:
    from articover.engine import Progress, RunContext
    from articover.facts import Fact
    from articover.settings import Settings


def main(arguments: Sequence[str] | None = None, settings: Settings | None = None) -> int:
    """Run one command; returns the exit code. Never raises for anything a user can cause.

    `settings` is used instead of a config file: the bot has read its own, and its environment.
    """
    _mend_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    wants_json, language = "--json" in arguments, language_for(arguments)
    try:
        with _fewer_collections():
            exit_code = _run(arguments, wants_json, settings, language)
        sys.stdout.flush()
    except OSError as error:
        # Only standard output is written outside `_run`'s own handling; at exit Python would try again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # The reader has closed the pipe, so nothing can be reported.
            _fail(ArtiCoverError("no_output", why=str(error.strerror)), False, language)
        return 1
    return exit_code


def _run(arguments: Sequence[str], wants_json: bool, settings: Settings | None, language: str) -> int:
    try:
        # With --json a program reads what is wrong, which is the same in every language.
        options = build_parser(BASE if wants_json else language).parse_args(
            arguments, argparse.Namespace(settings=settings)
        )
        with _watching(language, quiet=options.quiet, stages=options.stages) as context:
            result = options.command(options, context)
    except ArtiCoverError as error:
        return _fail(error, wants_json, language)
    except KeyboardInterrupt:
        return _fail(Cancelled("cancelled_at_once"), wants_json, language)
    except MemoryError:
        return _fail(ArtiCoverError("out_of_memory"), wants_json, language)
    except Exception as error:
        logging.getLogger("articover").debug("unexpected error", exc_info=True)
        if os.environ.get("ARTICOVER_TRACEBACK"):
            raise
        return _fail(ArtiCoverError("unexpected_here", kind=type(error).__name__, why=str(error)), wants_json, language)
    _print_result(result, options.json, language)
    return int(result.get("exit_code", 0))


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Look for garbage a tenth as often: what imports make is kept, and to look through it took 4 % of a command."""
    before = gc.get_threshold()
    gc.set_threshold(10 * before[0], *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _mend_streams() -> None:
    """Closed streams become the null device; what a terminal cannot show is escaped instead of raised."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 -- for good
    stdout = sys.stdout
    # surrogateescape on UTF-8 returns a file name byte for byte, so nothing is repaired there.
    if isinstance(stdout, io.TextIOWrapper) and (stdout.errors == "strict" or not _is_utf8(stdout.encoding)):
        stdout.reconfigure(errors="backslashreplace")


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name == "utf-8"


@contextmanager
def _watching(language: str, *, quiet: bool, stages: bool) -> Iterator[RunContext]:
    """Ctrl-C and SIGTERM stop the run at its next report; a second Ctrl-C stops it at once."""
    from articover.engine import RunContext

    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    in_main_thread = threading.current_thread() is threading.main_thread()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    if in_main_thread:
        for number in before:
            signal.signal(number, ask_to_stop)
    try:
        with _bar(language, show=not quiet and sys.stderr.isatty(), stages=stages) as on_progress:
            yield RunContext(on_progress=on_progress, cancelled=stop.is_set)
    finally:
        if in_main_thread:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _bar(language: str, *, show: bool, stages: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar as wide as the terminal, which says the stage of the chain too where there are `stages`."""
    if not show:
        yield lambda progress: None
        return
    from tqdm import tqdm

    from articover.engine import STAGES
    from articover.locales import text

    columns = _columns()
    bar_width = 24 if columns >= 100 else 10 if columns >= 60 else 4
    width = max(12, columns - bar_width - len("  100% 00:00 "))
    form = f"{{desc:<{width}}} {{bar:{bar_width}}} {{n:3.0f}}% {{elapsed}}"
    with tqdm(total=100, bar_format=form, leave=False, file=sys.stderr) as bar:

        def report(progress: Progress) -> None:
            place = f"{STAGES.index(progress.stage) + 1}/{len(STAGES)} {progress.stage}: " if stages else ""
            said = f"{place}{'' if progress.doing is None else text(progress.doing, language)}"
            bar.set_description_str(said if len(said) <= width else f"{said[: width - 1]}…", refresh=False)
            bar.n = 100 * progress.fraction
            bar.refresh()

        yield report


def _columns() -> int:
    """The width of the terminal on standard error; 80 when unknown."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _print_result(result: dict[str, Any], as_json: bool, language: str) -> None:
    """What is meant for programs is the same in every language."""
    from articover.facts import to_json
    from articover.locales import text

    notices: list[Fact] = list(result.get("notices", ()))
    if as_json:
        told = [{**to_json(notice), "text": text(notice)} for notice in notices]
        said = [_worded(line, BASE) for line in result["said"]]
        _print_json({"ok": True, **result, **({"notices": told} if "notices" in result else {}), "said": said})
        return
    for notice in notices:
        print(text(notice, language), file=sys.stderr)
    for line in result["said"]:
        print(_worded(line, language))


def _worded(line: TerminalLine | str, language: str) -> str:
    """A line of a result in words. What is a `str` is the same in every language."""
    return line if isinstance(line, str) else terminal.text(line.key, language, **line.arguments)


def _print_json(value: dict[str, Any]) -> None:
    """Readable where the terminal is UTF-8; escaped, and as valid, where it is not or a file name is not."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding, "strict")
    except UnicodeEncodeError:
        text = json.dumps(value)
    print(text)


def _fail(error: ArtiCoverError, as_json: bool, language: str) -> int:
    """What is meant for programs is the same in every language."""
    from articover.locales import text

    if as_json:
        _print_json({"ok": False, "error": _one_line(str(error)), "code": error.code, "exit_code": error.exit_code})
    print(f"articover: {_one_line(text(error.fact, language))}", file=sys.stderr)
    return error.exit_code


def _one_line(sentence: str) -> str:
    return " ".join(sentence.split())
