"""The networks in numpy give what the library they were trained with gives."""

from __future__ import annotations

import pytest

from articover.understand.english.network import Features, Network, word_hash
from articover.understand.english.reader import model_folder
from articover.understand.english.tokens import tokens_of

# tags, heads, relations: spaCy 3.8.18 with en_core_web_sm 3.8.0.
EXPECTED = {
    "She saw the dragon fall from the tower.": (
        "PRP VBD DT NN VB IN DT NN .",
        "1 1 3 4 1 4 7 5 1",
        "nsubj ROOT det nsubj ccomp prep det pobj punct",
    ),
    "There are no wolves in this forest, only a deaf boy on a rocking horse.": (
        "EX VBP DT NNS IN DT NN , RB DT JJ NN IN DT VBG NN .",
        "1 1 3 1 1 6 4 1 11 11 11 1 11 15 15 12 1",
        "expl ROOT det attr prep det pobj punct advmod det amod dep prep det amod pobj punct",
    ),
    "The Yellow Wallpaper": ("DT NNP NNP", "2 2 2", "det compound ROOT"),
}


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(model_folder())


@pytest.mark.parametrize("text", EXPECTED)
def test_tags_heads_and_relations_are_the_librarys(network: Network, text: str) -> None:
    tokens = tokens_of(text)
    parse = network.parse(Features([t.norm for t in tokens], [t.text for t in tokens], [t.spaced for t in tokens]))
    tags, heads, relations = EXPECTED[text]
    assert " ".join(parse.tags) == tags
    assert " ".join(map(str, parse.heads)) == heads
    assert " ".join(parse.relations) == relations


def test_strings_are_numbered_as_the_library_numbers_them() -> None:
    assert word_hash("noun") == 16833663260455505849
    assert word_hash("root") == 449
    assert word_hash("") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She wasn't afraid; \"I can't go on,\" she said.", "She was n't afraid ; \" I ca n't go on , \" she said ."),
        ("Dr. Marlow's well-lit room—empty.", "Dr. Marlow 's well - lit room — empty ."),
        ("(U.S. ships)", "( U.S. ships )"),
        ("", ""),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(token.text for token in tokens_of(text)) == expected
    assert all(text[token.start : token.end] == token.text for token in tokens_of(text))
