"""The arguments of every command. The commands themselves are in `commands`, imported only when one is run."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from articover import __version__
from articover.errors import RequestError
from articover.terminal import BASE, LANGUAGES, text

if TYPE_CHECKING:
    from articover.engine import RunContext

    Command = Callable[[argparse.Namespace, RunContext], dict[str, Any]]

_FAULTS = (
    (r"argument (?P<name>--[\w-]+): expected one argument", "wrong-value"),
    (r"the following arguments are required: (?P<names>.*)", "wrong-missing"),
    (r"unrecognized arguments: (?P<names>.*)", "wrong-unknown"),
    (r"argument (?:COMMAND|ACTION): invalid choice: (?P<value>.*) \(choose from (?P<known>.*)\)", "wrong-command"),
    (r"argument (?P<name>.*?): invalid choice: (?P<value>.*) \(choose from (?P<known>.*)\)", "wrong-choice"),
    (r"argument (?P<name>.*?): not allowed with argument (?P<other>.*)", "wrong-together"),
    (r"argument (?P<name>.*?): expected at least one argument", "wrong-none"),
)
"""What argparse says, which gives it no codes, and the message that says it in the reader's language."""


def build_parser(language: str = BASE) -> argparse.ArgumentParser:
    """The parser of `articover`, whose help and errors are in `language`."""
    return _Builder(language).parser()


class _Builder:
    def __init__(self, language: str) -> None:
        self._language = language
        self._class = _parser_class(language)

    def _say(self, key: str) -> str:
        return text(key, self._language)

    def parser(self) -> argparse.ArgumentParser:
        parser = self._class(prog="articover", description=self._say("about"))
        version = f"articover {__version__}"
        parser.add_argument("--version", action="version", version=version, help=self._say("help-version"))
        self._common = self._class()
        for each in (parser, self._common):
            # The language is found before the parser is built, so nothing reads it afterwards.
            each.add_argument(
                "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, metavar="LANG", help=self._say("help-lang")
            )
        self._common.add_argument("--json", action="store_true", help=self._say("help-json"))
        self._common.add_argument("--quiet", action="store_true", help=self._say("help-quiet"))
        self._common.add_argument("--config", type=self._path, metavar="FILE", help=self._say("help-config"))
        parts = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=self._class)
        self._add_cover(self._part(parts, "cover", "commands.cover"))
        self._add_brief(self._part(parts, "understand", "understand_command.understand_command"))

        self._add_paint(self._part(parts, "paint", "scene_commands.paint"))
        self._add_repaint(self._part(parts, "repaint", "scene_commands.repaint"))

        edit = self._part(parts, "edit-title", "commands.edit_title")
        edit.add_argument("folder", type=self._path, metavar="DIR", help=self._say("help-folder"))
        for name in ("title", "subtitle", "author", "series"):
            edit.add_argument(f"--{name}", help=self._say("help-new-title" if name == "title" else "help-new-text"))
        edit.add_argument("--font", metavar="FAMILY", help=self._say("help-font"))
        edit.add_argument("--color", metavar="#RRGGBB", help=self._say("help-color"))

        remove = self._part(parts, "remove-text", "commands.remove_text")
        remove.add_argument("image", type=self._path, metavar="IMAGE", help=self._say("help-image"))
        remove.add_argument("--out", type=self._path, required=True, metavar="IMAGE", help=self._say("help-png-out"))
        remove.add_argument("--mask-out", type=self._path, metavar="IMAGE", help=self._say("help-mask-out"))

        change = self._part(parts, "edit-text", "commands.edit_text")
        change.add_argument("image", type=self._path, metavar="IMAGE")
        change.add_argument("--find", required=True, metavar="OLD")
        change.add_argument("--replace", required=True, metavar="NEW")
        change.add_argument("--out", type=self._path, required=True, metavar="IMAGE")

        upscale = self._part(parts, "upscale", "commands.upscale")
        upscale.add_argument("source", type=self._path, metavar="DIR|IMAGE", help=self._say("help-source"))
        size = upscale.add_mutually_exclusive_group()
        size.add_argument("--size", metavar="NAME", help=self._say("help-size"))
        size.add_argument("--trim", metavar="WxH", help=self._say("help-trim"))
        self._add_print_options(upscale)
        upscale.add_argument("--out", type=self._path, required=True, metavar="PATH", help=self._say("help-print-out"))

        train = self._part(parts, "train-lora", "commands.train_lora")
        train.add_argument("dataset", type=self._path, metavar="DATASET")
        train.add_argument("--out", type=self._path, required=True, metavar="FILE")

        self._add_models(parts)
        self._part(parts, "doctor", "commands.doctor")
        return parser

    def _part(
        self, parts: Any, name: str, run: str, words: str = "", *, stages: bool = True
    ) -> argparse.ArgumentParser:
        said = self._say(f"command-{words or name}")
        made: argparse.ArgumentParser = parts.add_parser(name, help=said, description=said, parents=[self._common])
        made.set_defaults(command=_command(run), stages=stages)
        return made

    def _add_models(self, parts: Any) -> None:
        said = self._say("command-models")
        models = parts.add_parser("models", help=said, description=said)
        actions = models.add_subparsers(required=True, metavar="ACTION", parser_class=self._class)
        for name, run, many in (
            ("list", "model_commands.list_models", None),
            ("pull", "model_commands.pull_models", "+"),
            ("verify", "model_commands.verify_models", "*"),
        ):
            made = self._part(actions, name, run, f"models-{name}", stages=False)
            if many:
                words = self._say("help-models-all" if many == "*" else "help-models")
                made.add_argument("models", nargs=many, metavar="MODEL", help=words)

    def _add_brief(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--title", required=True, help=self._say("help-title"))
        for name in ("subtitle", "author", "series", "genre", "synopsis", "requirements", "language"):
            parser.add_argument(f"--{name}", default="", help=self._say(f"help-{name}"))
        for name in ("add", "strike"):
            parser.add_argument(f"--{name}", default="", metavar="THINGS", help=self._say(f"help-{name}"))

    def _add_cover(self, cover: argparse.ArgumentParser) -> None:
        self._add_brief(cover)
        cover.add_argument("--ratio", default="2:3", help=self._say("help-ratio"))
        cover.add_argument("--seed", type=self._seed, help=self._say("help-seed"))
        cover.add_argument("--engine", default=None, metavar="NAME", help=self._say("help-engine"))
        cover.add_argument("--background", type=self._path, metavar="IMAGE", help=self._say("help-background"))
        cover.add_argument("--erase-text", action="store_true", help=self._say("help-erase-text"))
        cover.add_argument("--out", type=self._path, required=True, metavar="DIR", help=self._say("help-cover-out"))
        cover.add_argument("--print", action="store_true", dest="with_print", help=self._say("help-print"))
        self._add_print_options(cover)

    def _add_paint(self, paint: argparse.ArgumentParser) -> None:
        paint.add_argument("scene", type=self._path, nargs="?", metavar="SCENE.json", help=self._say("help-scene"))
        paint.add_argument("--list", action="store_true", help=self._say("help-scene-list"))
        for name in ("title", "subtitle", "author", "series", "genre", "language"):
            paint.add_argument(f"--{name}", help=self._say(f"help-{name}"))
        paint.add_argument("--ratio", default="", help=self._say("help-scene-ratio"))
        paint.add_argument("--out", type=self._path, metavar="DIR", help=self._say("help-cover-out"))

    def _add_repaint(self, repaint: argparse.ArgumentParser) -> None:
        repaint.add_argument("folder", type=self._path, metavar="DIR", help=self._say("help-folder"))
        for name in ("subject", "place", "time", "season", "sky", "treatment", "composition", "palette"):
            repaint.add_argument(f"--{name}", default="", help=self._say(f"help-change-{name}"))
        repaint.add_argument("--mirror", action="store_true", help=self._say("help-change-mirror"))
        for name, metavar in (("without", "THINGS"), ("add", "THINGS"), ("keep", "PARTS")):
            said = self._say(f"help-change-{name}")
            repaint.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=said)
        repaint.add_argument("--out", type=self._path, metavar="DIR", help=self._say("help-change-out"))

    def _add_print_options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dpi", type=self._dpi, default=300, help=self._say("help-dpi"))
        parser.add_argument("--bleed", default="0", metavar="LENGTH", help=self._say("help-bleed"))

    def _path(self, typed: str) -> Path:
        if not typed:
            raise argparse.ArgumentTypeError(self._say("wrong-path"))
        return Path(typed)

    def _seed(self, typed: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", typed) or int(typed) >= 2**32:
            raise argparse.ArgumentTypeError(self._say("wrong-seed"))
        return int(typed)

    def _dpi(self, typed: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", typed):
            raise argparse.ArgumentTypeError(self._say("wrong-dpi"))
        return int(typed)


def _parser_class(language: str) -> type[argparse.ArgumentParser]:
    """A parser whose own words are in `language`; argparse makes those of the commands from its class alone."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, f"{text('usage', language)}: " if prefix is None else prefix)

        def start_section(self, heading: str | None) -> None:
            keys = {"positional arguments": "arguments", "options": "options"}
            super().start_section(text(keys[heading], language) if heading in keys else heading)

    class Parser(argparse.ArgumentParser):
        def __init__(self, *, add_help: bool = True, **rest: Any) -> None:
            super().__init__(add_help=False, formatter_class=Formatter, **rest)
            if add_help and not rest.get("parents"):  # which bring it
                self.add_argument("-h", "--help", action="help", help=text("help-help", language))

        def error(self, message: str) -> NoReturn:
            for pattern, key in _FAULTS:
                if match := re.fullmatch(pattern, message, re.DOTALL):
                    message = text(key, language, **match.groupdict())
                    break
            message = message.removeprefix("argument ")
            why = f"{message[:1].upper()}{message[1:]}"
            raise RequestError(sentence=text("wrong", language, why=why, program=self.prog))

    return Parser


def _command(name: str) -> Command:
    """The function `name` ("module.function") of this package; its module is imported when it is called."""
    module, function = name.split(".")

    def run(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
        command: Command = getattr(import_module(f"articover.{module}"), function)
        return command(options, context)

    return run
