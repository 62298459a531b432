"""`python -m bot run | console | migrate | backup | restore | begin-anew | check | models`.

Exit codes: 0 done; 2 wrong request; 3 something is missing; 1 any other error. Errors are one sentence.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import msgspec

from articover.errors import ArtiCoverError, MissingError, RequestError
from bot.config import Config, load_config
from bot.locales.languages import LANGUAGES
from bot.logs import set_up_logging
from bot.store import Store, private
from bot.store.anew import begin_anew
from bot.store.backup import back_up, restore
from bot.store.check import check
from bot.store.clock import utc_stamp
from bot.store.layout import MANIFEST, SHOWN


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise RequestError(sentence=f"{message[:1].upper()}{message[1:]} (see `{self.prog} --help`).")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    try:
        options = _parser().parse_args(arguments)
        if options.command is not _models:  # other accounts may use the models
            # All other files may contain users' texts or tokens.
            os.umask(private.UMASK)
        config = load_config(options.config)
        if options.data is not None:
            changed = msgspec.structs.replace(config.bot, data_folder=str(options.data))
            config = msgspec.structs.replace(config, bot=changed)
        command: Callable[[Config, argparse.Namespace], int] = options.command
        return command(config, options)
    except ArtiCoverError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m bot", description="The chat bot that makes book covers.")
    common = _Parser(add_help=False)
    common.add_argument("--config", type=Path, metavar="FILE", help="TOML file; config.example.toml explains every key")
    common.add_argument("--data", type=Path, metavar="DIR", help="the data folder, instead of the configured one")
    parts = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def part(name: str, command: Callable[[Config, argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = parts.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(command=command)
        return made

    part("run", _run, "Run the bot on its chat platforms.")
    console = part("console", _console, "Run the bot in this terminal, without a chat.")
    console.add_argument("--language", choices=LANGUAGES, help="language of the conversation")
    console.add_argument(
        "--verbose", action="store_true", help="write log lines at the configured level, not only warnings"
    )
    part("migrate", _migrate, "Back up the database and migrate it, without starting the bot.")
    backup = part("backup", _backup, "Back up the data folder; works while the bot runs.")
    backup.add_argument("--out", type=Path, metavar="DIR", help="the new folder to write (default: backup-TIME)")
    put_back = part("restore", _restore, "Restore a backup; the bot must be stopped.")
    put_back.add_argument("backup", type=Path, metavar="BACKUP", help="a folder that `backup` made")
    put_back.add_argument("--incomplete", action="store_true", help="restore even if picture files are missing")
    part("begin-anew", _begin_anew, "Move database and files to replaced/ and start without data.")
    part("check", _check, "Check config, database, files and engines.")
    models = part("models", _models, "Download, list or verify models, like `articover models`, with the bot's config.")
    models.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="list, pull MODEL ... or verify")
    return parser


def _run(config: Config, options: argparse.Namespace) -> int:
    if not config.discord.token and not (config.slack.bot_token and config.slack.app_token):
        raise RequestError(
            sentence="There is no token: set DISCORD_TOKEN, or try the bot without one by `python -m bot console`."
        )
    if not (config.discord.enabled and config.discord.token):
        raise MissingError(sentence="Only Discord is supported: set DISCORD_TOKEN, and discord.enabled = true.")
    set_up_logging(config.bot.log_format, config.bot.log_level)
    asyncio.run(_serve(config))
    return 0


async def _serve(config: Config) -> None:
    from bot.app import opened, run
    from bot.platforms.discord import Discord

    stop = _stopped_by_signals()
    async with opened(config) as app:
        # Everything loaded so far stays: collecting it again would block the event loop for up to 0.3 s.
        gc.collect()
        gc.freeze()
        await run(app, [Discord(config.discord, app.conversation, app.clock)], stop)


def _console(config: Config, options: argparse.Namespace) -> int:
    if options.language:
        spoken = msgspec.structs.replace(config.bot, language=options.language)
        config = msgspec.structs.replace(config, bot=spoken)
    # Several consoles may run at once, each on its own data folder, so they leave the health port free.
    config = msgspec.structs.replace(config, http=msgspec.structs.replace(config.http, port=0))
    # Only warnings, because log lines interrupt the conversation.
    set_up_logging(config.bot.log_format, config.bot.log_level.upper() if options.verbose else "WARNING")
    asyncio.run(_talk(config))
    return 0


async def _talk(config: Config) -> None:
    from bot.app import opened, run
    from bot.platforms.console import Console

    stop = _stopped_by_signals()
    async with opened(config) as app:
        console = Console(app.conversation, app, app.store.folder / SHOWN, sys.stdin, sys.stdout)
        await run(app, [console], stop)


def _stopped_by_signals() -> asyncio.Event:
    """An event that is set by SIGTERM and SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Not on Windows, where Ctrl-C arrives as KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop


def _migrate(config: Config, options: argparse.Namespace) -> int:
    async def open_and_close() -> None:
        async with await Store.open(Path(config.bot.data_folder)):
            pass

    asyncio.run(open_and_close())
    print(f"The database in {config.bot.data_folder} is up to date.")
    return 0


def _backup(config: Config, options: argparse.Namespace) -> int:
    now = time.time()
    target = options.out or Path(f"backup-{utc_stamp(now)}")
    made = back_up(Path(config.bot.data_folder), target, now)
    print(f"The backup {made.path} holds the database and {made.blobs} picture files.")
    if made.missing:
        print(
            f"{made.missing} picture files are missing from the data folder and the backup: see `python -m bot check`."
        )
    return 0


def _restore(config: Config, options: argparse.Namespace) -> int:
    folder = Path(config.bot.data_folder)
    done = restore(options.backup, folder, time.time(), incomplete=options.incomplete)
    print(f"The backup {options.backup} was restored to {folder}.")
    if done.missing:
        print(f"{done.missing} picture files of its books were not found: see `python -m bot check`.")
    if done.former is not None and done.former_readable:
        print(f"The replaced database is in {done.former}: `python -m bot restore {done.former}` restores it.")
    elif done.former is not None:
        print(f"The replaced database cannot be read; it is kept unchanged in {done.former}.")
    return 0


def _begin_anew(config: Config, options: argparse.Namespace) -> int:
    folder = Path(config.bot.data_folder)
    former = begin_anew(folder, time.time())
    print(f"The data folder {folder} is empty now. Its former content is in {former}.")
    if (former / MANIFEST).exists():
        print(f"`python -m bot restore {former}` restores it.")
    return 0


def _check(config: Config, options: argparse.Namespace) -> int:
    print(f"The config {config.path} is valid." if config.path else "There is no config file; the defaults are used.")
    if config.discord.enabled and not config.discord.token:
        print("DISCORD_TOKEN is not set: the bot can run in the terminal only.")
    # Imported here, because they load the engines' packages, which no other command needs.
    from bot.diagnostics import check_engines
    from bot.timekeeping import check_clock

    findings = check(Path(config.bot.data_folder), floor_bytes=config.storage.free_space_floor_mb * 1_000_000)
    findings += check_engines(config.settings)
    if (clock := check_clock(config.discord)) is not None:
        findings.append(clock)
    for finding in findings:
        print(finding.sentence if finding.ok else f"! {finding.sentence}")
    return 0 if all(finding.ok for finding in findings) else 1


def _models(config: Config, options: argparse.Namespace) -> int:
    from articover.cli import main as articover

    return articover(["models", *options.arguments], config.settings)


if __name__ == "__main__":
    sys.exit(main())
