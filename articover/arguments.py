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

if TYPE_CHECKING:
    from articover.engine import RunContext

    Command = Callable[[argparse.Namespace, RunContext], dict[str, Any]]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        if match := re.fullmatch(r"argument (--[\w-]+): expected one argument", message):
            message = f"{match[1]} needs a value; one that begins with a dash is written {match[1]}=-like-this"
        message = message.replace("argument COMMAND: ", "").replace("argument ACTION: ", "").removeprefix("argument ")
        raise RequestError(f"{message[:1].upper()}{message[1:]} (see `{self.prog} --help`).")


def build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="articover", description="Book covers from a brief: painted, lettered, ready for print.")
    parser.add_argument("--version", action="version", version=f"articover {__version__}")
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON object on standard output")
    common.add_argument("--quiet", action="store_true", help="no progress on standard error")
    common.add_argument("--config", type=_path, metavar="FILE", help="TOML file that chooses engines and weights")
    parts = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def part(name: str, run: str, text: str) -> argparse.ArgumentParser:
        made = parts.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(command=_command(run), stages=True)
        return made

    _add_cover(part("cover", "commands.cover", "Make a cover from a brief."))
    _add_brief(part("understand", "understand_command.understand_command", "Show what is read from a brief, and why."))

    edit = part("edit-title", "commands.edit_title", "Set other words on a finished cover; the picture stays.")
    edit.add_argument("folder", type=_path, metavar="DIR", help="the cover folder to change")
    for name in ("title", "subtitle", "author", "series"):
        edit.add_argument(f"--{name}", help="the new title" if name == "title" else '"" removes it')
    edit.add_argument("--font", metavar="FAMILY", help="the title's typeface, for example Cinzel")
    edit.add_argument("--color", metavar="#RRGGBB", help="the title's colour")

    remove = part("remove-text", "commands.remove_text", "Erase the letters in a picture.")
    remove.add_argument("image", type=_path, metavar="IMAGE", help="PNG, JPEG, WebP, HEIC, AVIF, TIFF, BMP or GIF")
    remove.add_argument("--out", type=_path, required=True, metavar="IMAGE", help="the .png file to write")
    remove.add_argument("--mask-out", type=_path, metavar="IMAGE", help="also write what was filled, in white")

    change = part("edit-text", "commands.edit_text", "Change a word in a picture in its own style (needs DiffSTE).")
    change.add_argument("image", type=_path, metavar="IMAGE")
    change.add_argument("--find", required=True, metavar="OLD")
    change.add_argument("--replace", required=True, metavar="NEW")
    change.add_argument("--out", type=_path, required=True, metavar="IMAGE")

    upscale = part("upscale", "commands.upscale", "Bring a cover folder or a picture to print size.")
    upscale.add_argument("source", type=_path, metavar="DIR|IMAGE", help="a cover folder, or any picture")
    size = upscale.add_mutually_exclusive_group()
    size.add_argument("--size", metavar="NAME", help="A4, A5, 신국판 ... (default: the cover's own trim)")
    size.add_argument("--trim", metavar="WxH", help="6x9in, 152x225mm ...")
    _add_print_options(upscale)
    upscale.add_argument("--out", type=_path, required=True, metavar="PATH", help="a folder, or one .png or .pdf file")

    train = part("train-lora", "commands.train_lora", "Train a LoRA on your own covers (needs a GPU).")
    train.add_argument("dataset", type=_path, metavar="DATASET")
    train.add_argument("--out", type=_path, required=True, metavar="FILE")

    _add_models(parts, common)
    part("doctor", "commands.doctor", "Say what can run here, and how to get what cannot.")
    return parser


def _command(name: str) -> Command:
    """The function `name` ("module.function") of this package; its module is imported when it is called."""
    module, function = name.split(".")

    def run(options: argparse.Namespace, context: RunContext) -> dict[str, Any]:
        command: Command = getattr(import_module(f"articover.{module}"), function)
        return command(options, context)

    return run


def _add_models(parts: Any, common: argparse.ArgumentParser) -> None:
    text = "Models from the hub: what is here, fetch one, check that all is as fetched."
    models = parts.add_parser("models", help=text, description=text)
    actions = models.add_subparsers(required=True, metavar="ACTION", parser_class=_Parser)
    for name, run, many, text in (
        ("list", "model_commands.list_models", None, "What is on this machine, how large, where, under which licence."),
        ("pull", "model_commands.pull_models", "+", "Fetch models from the hub. Asking for it is consent."),
        ("verify", "model_commands.verify_models", "*", "Hash every file and compare with what was fetched."),
    ):
        made = actions.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(command=_command(run), stages=False)
        if many:
            words = "author/name[/part][@revision], or a path" + (" (default: all)" if many == "*" else "")
            made.add_argument("models", nargs=many, metavar="MODEL", help=words)


def _add_brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--title", required=True, help="1 to 200 characters; line breaks are kept")
    parser.add_argument("--subtitle", default="", help="below the title")
    parser.add_argument("--author", default="", help="as it is to stand on the cover")
    parser.add_argument("--series", default="", help='for example "The Tide Trilogy, Book 2"')
    parser.add_argument("--genre", default="", help="for example sci-fi, fantasy, romance, 미스터리")
    parser.add_argument("--synopsis", default="", help="what the book is about: its things and places are painted")
    parser.add_argument("--requirements", default="", help='wishes, for example "blue, calm, at night, no people"')
    parser.add_argument("--language", default="", help="language of the texts, for example en or ko")
    parser.add_argument("--add", default="", metavar="THINGS", help='things to show, for example "lantern, snow"')
    parser.add_argument("--strike", default="", metavar="THINGS", help="things not to show, whatever the brief says")


def _add_cover(cover: argparse.ArgumentParser) -> None:
    _add_brief(cover)
    cover.add_argument("--ratio", default="2:3", help="2:3, A5, 6x9in, 152x225mm, 신국판 ... (default 2:3)")
    cover.add_argument("--seed", type=_seed, help="the same seed gives the same picture")
    cover.add_argument("--engine", default=None, metavar="NAME", help="what paints the picture (default: auto)")
    cover.add_argument("--background", type=_path, metavar="IMAGE", help="use your own picture instead of painting one")
    cover.add_argument("--erase-text", action="store_true", help="erase letters found in your own picture")
    cover.add_argument("--out", type=_path, required=True, metavar="DIR", help="the cover folder to write")
    cover.add_argument("--print", action="store_true", dest="with_print", help="also write print.png and print.pdf")
    _add_print_options(cover)


def _add_print_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dpi", type=_dpi, default=300, help="dots per inch of the print (default 300)")
    parser.add_argument(
        "--bleed", default="0", metavar="LENGTH", help="added on every side, for example 0.125in or 3mm"
    )


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the path is empty: name a place")
    return Path(text)


def _seed(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) >= 2**32:
        raise argparse.ArgumentTypeError("a seed is a whole number from 0 to 4294967295")
    return int(text)


def _dpi(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise argparse.ArgumentTypeError("dpi is a whole number, for example 300")
    return int(text)
