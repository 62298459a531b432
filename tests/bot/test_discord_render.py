"""Any reply becomes a message that Discord takes; what people wrote stays words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Attachment, Button, Field, Form, Person, Place, Reply, localized, requests
from bot.platforms.discord.forms import answers, modal_of
from bot.platforms.discord.render import MARK, mark_of, render
from bot.platforms.discord.words import escaped, shown

LABELS = st.text(max_size=120).map(lambda text: localized("button-book", title=text))


def components(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from components(node.get("components", []))


def parts(reply: Reply, **how: Any) -> list[dict[str, Any]]:
    return list(components(render(reply, "en", **how).view.to_components()))


buttons = st.builds(
    Button,
    LABELS,
    st.builds(requests.GoBack, st.integers(1, 3), st.integers(1, 60))
    | st.builds(requests.ShowBook, st.integers(1, 60)),
    st.sampled_from(["main", "plain", "danger"]),
    st.none() | st.sampled_from(["layer-title", "layer-author"]).map(localized),
)
files = st.builds(
    Attachment,
    st.just(Path("a")),
    st.text(max_size=40).map(lambda text: re.sub(r"[/\x00]", "", text) + ".jpg") | st.just("a.pdf"),
    st.none() | st.text(max_size=2000).map(lambda text: localized("button-book", title=text)),
)
replies = st.builds(
    Reply,
    st.lists(st.text(max_size=900).map(lambda text: localized("books-item", number=1, title=text)), max_size=9).map(
        tuple
    ),
    st.lists(buttons, max_size=70).map(tuple),
    st.lists(files, max_size=14).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(reply=replies)
async def test_limits_hold_for_any_reply(reply: Reply) -> None:
    found = parts(reply, mark=7)
    assert 1 <= len(found) <= 40
    texts = [each["content"] for each in found if each["type"] == 10]
    assert sum(map(len, texts)) <= 4000
    assert all(texts)
    ids = [each["custom_id"] for each in found if "custom_id" in each]
    for each in found:
        if each["type"] == 1:
            assert 1 <= len(each["components"]) <= 5
        if each["type"] == 2:
            assert 1 <= len(each["label"]) <= 80
        if each["type"] == 3:
            values = [option["value"] for option in each["options"]]
            assert 1 <= len(values) <= 25
            assert all(1 <= len(option["label"]) <= 100 for option in each["options"])
            assert len(each["placeholder"]) <= 150
            ids += values
        if each["type"] == 12:
            assert 1 <= len(each["items"]) <= 10
            assert all(len(item.get("description") or "") <= 1024 for item in each["items"])
    assert len(set(ids)) == len(ids)
    assert all(len(each) <= 100 for each in ids)
    named = [file.name for file in render(reply, "en").files]
    assert len(set(named)) == len(named) <= 10
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", name) for name in named)
    used = [item["media"]["url"] for each in found if each["type"] == 12 for item in each["items"]]
    used += [each["file"]["url"] for each in found if each["type"] == 13]
    assert sorted(used) == sorted(f"attachment://{name}" for name in named)


async def test_a_mark_is_found_again_and_others_are_not_taken_for_one() -> None:
    view = render(Reply((localized("gone"),)), "en", mark=41).view
    assert mark_of({"components": view.to_components()}) == 41
    assert mark_of({"components": render(Reply((localized("gone"),)), "en").view.to_components()}) is None
    assert mark_of({"components": [{"type": 17, "id": MARK - 1}]}) is None
    assert mark_of({}) is None


@pytest.mark.parametrize(
    "title",
    ["**bold** _a_ __b__ ~~c~~ ||d|| `e`", "<@1> <#2> <@&3> <:x:4> <t:0>", "@everyone @here", "[a](http://b.c)"],
)
async def test_what_people_wrote_is_neither_markup_nor_ping_nor_link(title: str) -> None:
    said = shown(localized("books-item", number=1, title=title), "en")
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "", said)
    assert not re.search(r"[*_~|`<>@\[\]]|://", bare)
    # Discord takes the backslashes away again: what is read is what was written.
    assert title in re.sub(r"\\([^0-9A-Za-z\s])", r"\1", said)


@given(st.text(max_size=80) | st.text("\\*_~`|<>[]@#-+.:/1 \n", max_size=40))
def test_what_is_escaped_reads_as_it_was_written(words: str) -> None:
    said = escaped(words)
    assert re.sub(r"\\([^0-9A-Za-z\s])", r"\1", said) == words
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~`|<>\[\]@]", re.sub(r"\\[^0-9A-Za-z\s]", "", said))


def test_lines_do_not_begin_as_markup() -> None:
    lines = [r"\# head", r"\- item", r"1\. first", r"\> said", r"\-# small"]
    assert escaped("# head\n- item\n1. first\n> said\n-# small").splitlines() == lines
    assert escaped("No. 1 - a + b #2, 3) and 10:30") == "No. 1 - a + b #2, 3) and 10:30"


def test_people_and_places_are_shown_as_such() -> None:
    said = shown(localized("blocks-user", value=Person("discord:5"), reason=Place("6")), "en")
    assert "<@5>" in said
    assert "<#6>" in said
    assert "<@" not in shown(localized("blocks-user", value=Person("discord:x>"), reason="sci-fi"), "en")


async def test_words_that_choose_a_variant_still_do() -> None:
    assert "sci-fi" in shown(localized("notice-genre", genre="sci-fi"), "en")
    assert "new cover" in shown(localized("accepted", title="A_b", action="start", place=1), "en")


async def test_a_korean_name_of_a_file_becomes_one_that_discord_keeps() -> None:
    made = render(Reply((), (), (Attachment(Path("a"), "고래와-등대지기-v3.jpg"),), session_id=12), "ko")
    assert [file.name for file in made.files] == ["book-12-v3.jpg"]


async def test_what_is_described_is_shown_and_a_print_file_is_taken_away() -> None:
    sheet = Attachment(Path("a"), "poll.png", localized("gone"))
    files = (sheet, Attachment(Path("b"), "print.png"), Attachment(Path("c"), "print.pdf"))
    found = parts(Reply((), (), files))
    assert [item["media"]["url"] for each in found if each["type"] == 12 for item in each["items"]] == [
        "attachment://poll.png"
    ]
    assert [each["file"]["url"] for each in found if each["type"] == 13] == [
        "attachment://print.png",
        "attachment://print.pdf",
    ]


async def test_a_form_of_any_size_fits_and_its_answers_come_back() -> None:
    fields = (
        Field("title", localized("field-title"), "x" * 300, 200, required=True),
        Field("synopsis", localized("field-synopsis"), "Old words", 4000, long=True),
        Field("genre", localized("field-genre"), "horror", choices=(("horror", localized("layer-title")),)),
        Field("picture", localized("field-picture"), kind="picture"),
        Field("ratio", localized("field-ratio"), "2:3"),
        Field("author", localized("field-author")),
    )
    form = Form(localized("form-next", title="A very long title " * 9), requests.NextInSeries(7), fields)
    payload = modal_of(form, "ko").to_dict()
    assert len(payload["title"]) <= 45
    assert [each["component"]["custom_id"] for each in payload["components"]] == [
        "title",
        "synopsis",
        "genre",
        "picture",
        "ratio",
    ]
    file = {"id": "5", "filename": "a.png", "url": "u", "size": 1}
    typed = {
        "resolved": {"attachments": {"5": file}},
        "components": [
            {"type": 18, "component": {"type": 4, "custom_id": "title", "value": "New"}},
            {"type": 18, "component": {"type": 3, "custom_id": "genre", "values": ["horror"]}},
            {"type": 18, "component": {"type": 19, "custom_id": "picture", "values": ["5"]}},
            {"type": 1, "components": [{"type": 4, "custom_id": "ratio", "value": ""}]},
        ],
    }
    assert answers(typed) == ({"title": "New", "genre": "horror", "ratio": ""}, {"picture": file})
