"""The loopback Discord refuses what Discord would refuse."""

from __future__ import annotations

from typing import Any

import pytest

from loopback.discord.limits import (
    choice_faults,
    command_faults,
    message_faults,
    modal_faults,
    ping_faults,
    unseen_files,
)
from loopback.discord.openapi import body_faults, document_path
from loopback.discord.world import COMPONENTS_V2

Json = dict[str, Any]


def text(words: str = "Night Tide") -> Json:
    return {"type": 10, "content": words}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": 2, "style": 2, "label": "Regenerate", "custom_id": f"ac1|again|{number}", **more}


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def menu(options: int = 1, **more: Any) -> Json:
    made = [{"label": f"Face {number}", "value": f"{number}"} for number in range(options)]
    return {"type": 3, "custom_id": "menu", "options": made, **more}


def gallery(name: str = "sea.png", **more: Any) -> Json:
    return {"type": 12, "items": [{"media": {"url": f"attachment://{name}"}, **more}]}


def v2(*components: Json, **more: Any) -> Json:
    return {"flags": COMPONENTS_V2, "components": list(components), **more}


def test_a_full_message_stands() -> None:
    buttons = [row(*(button(5 * line + place) for place in range(5))) for line in range(5)]
    whole = v2({"type": 17, "components": [text("x" * 4000), gallery(description="y" * 1024), *buttons, row(menu(25))]})
    assert message_faults(whole, ["sea.png"]) == []
    assert unseen_files(whole["components"], ["sea.png"]) == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (v2(*(text() for _ in range(41))), "41 components, not 40"),
        (v2(text("x" * 2001), text("y" * 2000)), "4001 characters of text"),
        (v2(text("고" * 4001)), "4001 characters"),
        (v2(text("")), "0 characters"),
        (v2(text(), content="beside"), "content beside V2"),
        (v2(), "without components"),
        (v2(button()), "type 2 at the top"),
        (v2(row(*(button(number) for number in range(6)))), "6 buttons in a row"),
        (v2(row(button(), menu())), "a row of types"),
        (v2(row(button(label="x" * 81))), "label has 81"),
        (v2(row(button(label=""))), "without a word"),
        (v2(row(button(custom_id="x" * 101))), "custom_id has 101"),
        (v2(row(button(), button())), "custom_id ac1|again|0 twice"),
        (v2(row(button(style=5))), "a button of style 5"),
        (v2(row(menu(26))), "26 options"),
        (v2(row(menu(0))), "0 options"),
        (v2(row(menu(placeholder="x" * 151))), "placeholder has 151"),
        (v2(gallery("lost.png")), "attachment://lost.png is not among the files"),
        (v2(gallery(description="x" * 1025)), "alt text has 1025"),
        (v2({"type": 17, "components": [{"type": 17, "components": [text()]}]}), "type 17 in a container"),
        (v2({"type": 9, "components": [text()]}), "a section without"),
        (v2({**text(), "id": 7}, {**text(), "id": 7}), "component id 7 twice"),
        ({"components": [text()]}, "without the V2 flag"),
        ({"components": [row(button(number)) for number in range(6)]}, "6 rows"),
        ({"content": "x" * 2001}, "content has 2001"),
        ({"content": "x", "attachments": [{"description": "y" * 1025}]}, "alt text has 1025"),
    ],
)
def test_what_does_not_stand(message: Json, fault: str) -> None:
    assert fault in "\n".join(message_faults(message, ["sea.png"]))


def test_too_many_files_and_files_nobody_sees() -> None:
    assert message_faults({"content": "x"}, [f"{number}.png" for number in range(11)]) == ["11 files, not 10"]
    assert unseen_files([text()], ["sea.png"]) == ["the file sea.png is sent and never shown"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "x" * 46}, "title has 46"),
        ({"custom_id": "x" * 101}, "custom_id has 101"),
        (
            {
                "components": [
                    {"type": 18, "label": "x", "component": {"type": 4, "custom_id": f"{n}"}} for n in range(6)
                ]
            },
            "6 rows",
        ),
        ({"components": [{"type": 18, "label": "x" * 46, "component": {"type": 4, "custom_id": "a"}}]}, "label has 46"),
        (
            {
                "components": [
                    {
                        "type": 18,
                        "label": "x",
                        "component": {"type": 4, "custom_id": "a", "value": "xy", "max_length": 1},
                    }
                ]
            },
            "value has 2",
        ),
        ({"components": [button()]}, "type 2 at the top"),
    ],
)
def test_what_is_no_form(changes: Json, fault: str) -> None:
    form = {
        "title": "Brief",
        "custom_id": "form",
        "components": [{"type": 18, "label": "Title", "component": {"type": 4, "custom_id": "t"}}],
    }
    assert modal_faults(form) == []
    assert fault in "\n".join(modal_faults(form | changes))


def test_choices_and_commands() -> None:
    assert "26 choices" in choice_faults([{"name": "2:3", "value": "2:3"}] * 26)[0]
    assert "choice has 101" in choice_faults([{"name": "x" * 101, "value": ""}])[0]
    command = {"name": "cover", "description": "A cover."}
    late = [
        {"name": "a", "description": "x", "type": 3},
        {"name": "b", "description": "x", "type": 3, "required": True},
    ]
    assert command_faults([command, {**command, "name": "표지"}]) == []
    assert command_faults([{**command, "name": "Cover"}]) == ["/Cover: name Cover"]
    assert "description has 101" in command_faults([{**command, "description_localizations": {"ko": "고" * 101}}])[0]
    assert "required option behind" in command_faults([{**command, "options": late}])[0]


def test_nobody_is_pinged() -> None:
    assert ping_faults({"allowed_mentions": {"parse": []}}) == []
    for allowed in (None, {}, {"parse": ["users"]}, {"parse": [], "users": ["1"]}, {"parse": [], "replied_user": True}):
        assert ping_faults({"allowed_mentions": allowed})


@pytest.mark.skipif(document_path() is None, reason="Discord's OpenAPI document is not at hand")
def test_discords_own_document_is_asked() -> None:
    path = document_path()
    assert path is not None
    template = "/channels/{channel_id}/messages"
    good = {"content": "x", "allowed_mentions": {"parse": []}, "attachments": [{"id": 0, "filename": "sea.png"}]}
    assert body_faults(path, "POST", template, good) == []
    assert body_faults(path, "POST", template, {"content": 7})
    assert body_faults(path, "POST", template, v2(row(button(label="x" * 81))))
