"""The command line speaks the language that `--lang` or the system's locale names."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from PIL import Image

import articover
from articover import locales, terminal
from articover.cli import main

SOURCES = sorted(Path(articover.__file__).parent.glob("*.py"))


def messages(language: str) -> dict[str, ftl.Message]:
    path = Path(articover.__file__).parent / "locales" / language / "terminal.ftl"
    parsed = FluentParser(with_spans=False).parse(path.read_text(encoding="utf-8"))
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    return {entry.id.name: entry for entry in parsed.body if isinstance(entry, ftl.Message)}


def variables(message: ftl.Message) -> set[str]:
    assert message.value is not None
    found = set()
    for element in message.value.elements:
        if isinstance(element, ftl.Placeable):
            # What the reader without a parser understands.
            assert isinstance(element.expression, ftl.VariableReference), message.id.name
            found.add(element.expression.id.name)
        else:
            assert "\n" not in element.value, message.id.name
    return found


def test_both_readers_know_the_same_languages() -> None:
    assert set(terminal.LANGUAGES) == set(locales.LANGUAGES)


@pytest.mark.parametrize("language", terminal.LANGUAGES)
def test_a_language_has_every_message_with_the_same_variables(language: str) -> None:
    english, other = messages("en"), messages(language)
    assert list(other) == list(english)
    for key, message in other.items():
        assert variables(message) == variables(english[key]), key
        said = terminal.text(key, language, **dict.fromkeys(variables(message), "moon"))
        assert said.strip() == said and "{" not in said and "%" not in said, key


def test_every_message_is_said_somewhere() -> None:
    """Keys that are put together end in a name of the arguments."""
    said = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    composed = {f"{part}-{name}" for part in ("help", "help-change", "command") for name in said}
    composed |= {f"command-models-{name}" for name in said}
    assert set(messages("en")) <= said | composed


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--lang", "ko"], {"LANG": "ja_JP.UTF-8"}, "ko"),
        (["cover", "--lang=ja"], {}, "ja"),
        ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "ja_JP"}, "ja"),
        ([], {"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LANG": "ko"}, "ko"),
        ([], {"LANG": "POSIX"}, "en"),
        ([], {"LANG": "fi_FI.UTF-8"}, "en"),
        (["--lang", "xx"], {"LANG": "ko_KR"}, "ko"),
        (["--lang"], {}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_language_is_found(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert terminal.language_for(arguments, environment) == language


@pytest.mark.parametrize(
    ("language", "heading", "own", "others"),
    [("ko", "사용법", "[가-힣]", "[ぁ-んァ-ヶ]"), ("ja", "使い方", "[ぁ-ん]", "[가-힣]")],
)
def test_the_help_is_in_the_language(
    language: str, heading: str, own: str, others: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("cover", "edit-title", "remove-text", "upscale", "models"):
        with pytest.raises(SystemExit):
            main(["--lang", language, command, "--help"])
        said = capsys.readouterr().out
        assert said.startswith(f"{heading}: articover {command}") and re.search(own, said)
        assert re.search(others, said) is None
        assert "usage" not in said and "options" not in said and "show this" not in said


@pytest.mark.parametrize(
    ("arguments", "korean"),
    [
        (["frob"], "없는 명령입니다"),
        (["cover"], "다음 인수가 필요합니다: --title, --out"),
        (["cover", "--title", "x", "--out", ""], "--out: 경로가 비어 있습니다"),
        (["cover", "--title"], "--title 뒤에 값이 필요합니다"),
        (["cover", "--title", "x", "--out", "y", "--seed", "-1"], "시드는 0에서"),
        (["upscale", "x", "--out", "y", "--size", "A4", "--trim", "6x9in"], "함께 쓸 수 없습니다"),
        (["models", "pull"], "다음 인수가 필요합니다: MODEL"),
        (["doctor", "--frob"], "알 수 없는 인수: --frob"),
    ],
)
def test_wrong_arguments_are_told_in_the_language(
    arguments: list[str], korean: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "ko", *arguments]) == 2
    said = capsys.readouterr().err
    assert korean in said and "참고" in said


def test_errors_are_told_in_the_language_and_json_is_the_same_in_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, japanese in (
        (["upscale", str(tmp_path / "none.png"), "--out", str(tmp_path / "o.png")], "画像の大きさを"),
        (["frob"], "というコマンドはありません"),
    ):
        assert main(["--lang", "ja", *arguments]) == 2
        assert japanese in capsys.readouterr().err
        data = []
        for language in ("en", "ja"):
            assert main(["--lang", language, *arguments, "--json"]) == 2
            data.append(json.loads(capsys.readouterr().out))
        assert data[0] == data[1] and data[0]["error"].isascii()


def test_results_are_told_in_the_language_and_json_is_the_same_in_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "plain.png"
    Image.new("RGB", (200, 300), (90, 120, 140)).save(plain)
    command = ["remove-text", str(plain), "--out", str(tmp_path / "o.png")]
    told = {}
    for language in terminal.LANGUAGES:
        assert main(["--lang", language, *command]) == 0
        told[language] = capsys.readouterr().out
    assert "no letters were found" in told["en"] and "글자를 찾지 못했습니다" in told["ko"]
    assert "文字は見つかりませんでした" in told["ja"]
    data = []
    for language in ("en", "ja"):
        assert main(["--lang", language, *command, "--json"]) == 0
        data.append(json.loads(capsys.readouterr().out))
        data[-1].pop("engine")  # which holds seconds
    assert data[0] == data[1]
