"""Every declared action can be pressed, typed, read and carried out, in every language."""

from __future__ import annotations

import pytest

from bot.conversation.handlers import HANDLERS
from bot.conversation.requests import ACTIONS, LANGUAGES, ButtonRow, OfBook, Request, fields_of, opener_of, tag_of
from bot.locales import Language, bundle
from bot.platforms.typed import request_of

KINDS = pytest.mark.parametrize("kind", ACTIONS, ids=tag_of)


@KINDS
def test_an_action_has_a_handler_and_words_in_every_language(kind: type[Request]) -> None:
    declared = ACTIONS[kind]
    assert kind in HANDLERS
    keys = [declared.label] * bool(declared.label) + [each.key for each in declared.inputs]
    missing: list[tuple[Language, str]] = [
        (language, key) for language in LANGUAGES for key in keys if not bundle(language).has_message(key)
    ]
    assert not missing


@KINDS
def test_a_form_fills_fields_of_its_request_and_can_be_reached(kind: type[Request]) -> None:
    declared = ACTIONS[kind]
    names = {each.name for each in fields_of(kind)}
    assert {each.name for each in declared.inputs} <= names
    assert set(declared.typed) <= names
    if declared.opens is not None:
        assert opener_of(declared.opens) is kind
        assert ACTIONS[declared.opens].inputs


@KINDS
def test_a_button_stands_somewhere_or_is_made_by_hand(kind: type[Request]) -> None:
    declared = ACTIONS[kind]
    if declared.on:
        assert declared.label
        # Only the book is known where a row is laid out.
        assert issubclass(kind, OfBook)
        assert kind(1).session_id == 1


def test_every_row_has_buttons() -> None:
    for row in ButtonRow:
        assert [kind for kind, declared in ACTIONS.items() if row in declared.on], row


@KINDS
def test_a_word_that_is_typed_makes_the_request_or_shows_its_form(kind: type[Request]) -> None:
    word = ACTIONS[kind].word
    if word:
        assert type(request_of(f"/{word}", 1)) in (kind, opener_of(kind))
