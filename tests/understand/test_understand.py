"""A brief is read by grammar: what is there, what is denied, who does what; in English and Korean at the least."""

from __future__ import annotations

import json

import pytest

from articover import cli
from articover.brief import Brief
from articover.understand import Understanding, understand


def concepts(brief: Brief) -> dict[str, str]:
    """Concept -> role."""
    return {item.concept: item.role for item in understand(brief).items}


def test_an_english_brief() -> None:
    brief = Brief(
        "The Keeper and the Whale",
        synopsis="A lighthouse keeper shelters a wounded whale and hides it from the whalers. There are no wolves.",
    )
    made = understand(brief)
    whale = next(item for item in made.items if item.concept == "whale")
    assert whale.role == "subject"
    assert whale.attributes == ("wounded",)
    keeper = next(item for item in made.items if item.concept == "lighthouse_keeper")
    assert (keeper.action, keeper.object) == ("shelter", "whale")
    assert "wolf" in made.denied
    assert not {"bunker", "shelter"} & concepts(brief).keys()


def test_a_korean_brief() -> None:
    brief = Brief(
        "등대지기와 고래",
        synopsis="늙은 등대지기가 상처 입은 하얀 고래를 숨긴다. 늑대는 없다. 눈 내리는 겨울밤, 배가 항구에 들어온다.",
    )
    found = concepts(brief)
    assert found["whale"] == "subject"
    assert found["lighthouse_keeper"] in ("subject", "companion")
    assert (found["snow"], found["winter"], found["night"]) == ("weather", "season", "time")
    assert found["wolf"] == "denied"
    assert found["ship"] == "prop"
    assert not {"eye", "pear", "belly", "chestnut"} & found.keys()


def test_what_was_read_goes_through_json() -> None:
    made = understand(Brief("Moby-Dick", synopsis="A captain hunts a white whale.", requirements="no people"))
    assert Understanding.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_another_version_is_refused() -> None:
    data = understand(Brief("A")).to_json() | {"version": 99}
    with pytest.raises(ValueError, match="version"):
        Understanding.from_json(data)


def test_the_command_says_what_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["understand", "--title", "The Whale", "--synopsis", "There are no wolves.", "--strike", "whale"]
    assert cli.main(asked) == 0
    said = capsys.readouterr().out
    assert "wolves -> wolf" in said
    assert cli.main([*asked, "--json"]) == 0
    made = Understanding.from_json(json.loads(capsys.readouterr().out)["understood"])
    assert made.denied == {"wolf", "whale"}
