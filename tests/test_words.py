"""The project's words: banned terms stay out of code, comments, docs, tests and config, and a name means one thing.

`words.toml` holds the terms with what to write instead.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = "tests/words.toml"
TEXTS = (".py", ".md", ".toml", ".ftl", ".yml", ".yaml", ".sh", ".sql", "Makefile", "Dockerfile")
NOT_OURS = ("articover/understand/data/*", "bench/*", "tests/data/*", "migrations/*", DATA, "tests/test_words.py")
"""Vocabulary, briefs and stored files, which hold the words of others; a migration never changes."""
WORDS = tomllib.loads((ROOT / DATA).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """The tracked files that the rules apply to, and their texts."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    names = [name for name in listed.stdout.splitlines() if name.endswith(TEXTS) and (ROOT / name).is_file()]
    ours = [name for name in names if not any(fnmatch(name, pattern) for pattern in NOT_OURS)]
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in ours}


def banned(table: str, file: str) -> dict[str, str]:
    """The words of a table that `file` must not contain -> what to write instead."""
    rules = {word: rule if isinstance(rule, dict) else {"use": rule} for word, rule in WORDS[table].items()}
    return {
        word: rule["use"]
        for word, rule in rules.items()
        if not any(fnmatch(file, pattern) for pattern in rule.get("allowed", ()))
    }


def phrases_in(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """A complaint for each banned phrase in `text`, also one that is broken over two lines of a comment."""
    flowing = " ".join(word for word in text.lower().split() if word != "#")
    for phrase in words:
        if phrase in flowing:  # far cheaper than the expression
            for found in re.finditer(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", flowing):
                around = flowing[max(0, found.start() - 30) : found.end() + 30]
                yield f'"{phrase}" in "{around}": write {words[phrase]}'


def names_in(code: str, words: Mapping[str, str]) -> Iterator[str]:
    """The banned names that Python code defines or uses."""
    if set(words).isdisjoint(re.findall(r"\w+", code)):
        return
    for node in ast.walk(ast.parse(code)):
        for attribute in ("name", "id", "attr", "arg"):
            if (name := getattr(node, attribute, None)) in words:
                yield name


def classes_in(code: str) -> list[str]:
    """The public classes of a module."""
    return re.findall(r"^class ([A-Z]\w*)", code, re.MULTILINE)


def test_no_text_holds_a_banned_phrase() -> None:
    found = [
        f"{file}: {complaint}"
        for file, text in texts().items()
        for complaint in phrases_in(text, banned("phrases", file))
    ]
    assert not found, "\n".join(found)


def test_no_name_is_a_banned_one_and_none_means_two_things() -> None:
    found, homes = [], defaultdict(set)
    for file, text in texts().items():
        if not file.endswith(".py"):
            continue
        words = banned("names", file)
        for name in sorted({Path(file).stem, *names_in(text, words)} & set(words)):
            found.append(f"{file}: the name {name}: use {words[name]}")
        if file.startswith(("articover/", "bot/")):
            for name in classes_in(text):
                homes[name].add(file.removesuffix(".py").replace("/", "."))
    for name, modules in sorted(homes.items()):
        if len(modules) > 1 and not modules <= set(WORDS["same_name"].get(name, ())):
            found.append(f"the class {name} is defined in {', '.join(sorted(modules))}: rename all but one")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    ["A network that may be deaf\n    # to it.", "Deaf to it.", "x = 'deaf to'", "Nobody waits for ever."],
)
def test_a_banned_phrase_is_found_wherever_it_stands(text: str) -> None:
    assert list(phrases_in(text, banned("phrases", "articover/x.py")))


def test_what_only_contains_the_letters_is_left_alone() -> None:
    assert not list(phrases_in("Amendments for every stand-in-the-corner.", banned("phrases", "articover/x.py")))
    assert list(names_in("class Bell: pass", banned("names", "bot/x.py"))) == ["Bell"]
    assert not list(names_in('class Bells: """A Bell."""', banned("names", "bot/x.py")))
