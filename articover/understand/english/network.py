"""Runs the networks of spaCy's small English model with numpy: word vectors, part of speech, dependencies.

The model (en_core_web_sm 3.8, MIT) is 15 MB in a package of its own. The library it is made for is 240 MB with what
it needs, most of it for training; reading a brief takes the forward pass alone, which is this file. The figures are
the library's own: tests/understand/test_english_network.py holds its answers for a set of sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint64]

_MASK = (1 << 64) - 1
_NUMBERED = {
    "ID": 64, "POS": 74, "TAG": 75, "DEP": 76, "IDX": 455, "ADJ": 84, "ADP": 85, "ADV": 86, "AUX": 87, "DET": 90,
    "NUM": 93, "SYM": 99, "X": 101, "EOL": 102, "ORG": 383, "GPE": 384, "LOC": 385, "LAW": 390, "agent": 401,
    "aux": 405, "cc": 407, "conj": 410, "cop": 411, "dep": 414, "det": 415, "hyph": 419, "mark": 423, "meta": 424,
    "neg": 425, "nn": 427, "num": 431, "number": 432, "obj": 434, "poss": 440, "possessive": 441, "prep": 443,
    "prt": 444, "punct": 445, "root": 449, "attr": 404, "_": 456,
}  # fmt: skip
"""Words that the library numbers instead of hashing, because they are names of its own labels too."""
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
_MARGIN = 4
"""Empty rows before and after a text: one for each of the layers that look at neighbours."""
_ONE_THREAD = 262_144
"""Multiplications up to which OpenBLAS stays in one thread."""


@dataclass(frozen=True)
class Features:
    """What the network is told of each token: its lower-case norm, the word itself, whether a space follows."""

    norms: Sequence[str]
    words: Sequence[str]
    spaced: Sequence[bool]


@dataclass(frozen=True)
class Parse:
    """For each token its tag (Penn), the index of its head (itself for a root) and how it hangs on it."""

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


class Network:
    """The networks of one model folder. Raises `OSError` or `ValueError` when the folder is not that model."""

    def __init__(self, folder: Path) -> None:
        nodes = _layers(folder / "tok2vec" / "model")
        self._tables = [(layer["E"], seed) for name, layer, seed in nodes if name == "hashembed"]
        maxouts = [layer for name, layer, _ in nodes if name == "maxout"]
        norms = [layer for name, layer, _ in nodes if name == "layernorm"]
        self._mixes = [
            (_flat(mix["W"]), mix["b"], norm["G"], norm["b"]) for mix, norm in zip(maxouts, norms, strict=True)
        ]
        tagger = _layers(folder / "tagger" / "model")
        self._tag = next(layer for name, layer, _ in tagger if name == "softmax")
        self._tags = tuple(msgspec.json.decode((folder / "tagger" / "cfg").read_bytes())["labels"])
        parser = _layers(folder / "parser" / "model")
        self._lower = next(layer for name, layer, _ in parser if name == "precomputable_affine")
        self._upper, self._squeeze = _of_parser([layer for name, layer, _ in parser if name == "linear"])
        self._actions = _actions(folder / "parser" / "moves")
        if len(self._actions) != self._upper["b"].shape[0] or len(self._tags) != self._tag["b"].shape[0]:
            raise ValueError("the model's labels and its layers do not belong together")
        self._kinds = np.array([kind for kind, _ in self._actions])

    def parse(self, seen: Features) -> Parse:
        """Tags and dependencies of one text of at least one token."""
        vectors = self._vectors(seen)
        tags = (_product(vectors, self._tag["W"]) + self._tag["b"]).argmax(axis=1)
        heads, relations = self._dependencies(vectors)
        return Parse(tuple(self._tags[tag] for tag in tags), heads, relations)

    def _vectors(self, seen: Features) -> Floats:
        columns = [
            [word_hash(norm) for norm in seen.norms],
            [word_hash(word[0]) for word in seen.words],
            [word_hash(word[-3:]) for word in seen.words],
            [word_hash(shape(word)) for word in seen.words],
            [int(spaced) for spaced in seen.spaced],
            [int(word.isspace()) for word in seen.words],
        ]
        parts = []
        for (table, seed), column in zip(self._tables, columns, strict=True):
            rows = _four_rows(np.array(column, dtype=np.uint64), seed) % np.uint64(table.shape[0])
            parts.append(table[rows].sum(axis=1))
        vectors = _mixed(np.concatenate(parts, axis=1), *self._mixes[0])
        # The model was trained with empty rows at both ends, which the layers fill.
        vectors = np.pad(vectors, ((_MARGIN, _MARGIN), (0, 0)))
        for mix in self._mixes[1:]:
            around = np.zeros((len(vectors), 3, vectors.shape[1]), dtype=np.float32)
            around[1:, 0], around[:, 1], around[:-1, 2] = vectors[:-1], vectors, vectors[1:]
            vectors = vectors + _mixed(around.reshape(len(vectors), -1), *mix)
        return vectors[_MARGIN:-_MARGIN]

    def _dependencies(self, vectors: Floats) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Arc-eager transitions, greedily: at most some two a token."""
        small = _product(vectors, self._squeeze["W"]) + self._squeeze["b"]
        weights = self._lower["W"]
        nf, no, npieces, ni = weights.shape
        table = np.empty((len(small) + 1, nf, no * npieces), dtype=np.float32)
        table[0] = self._lower["pad"].reshape(nf, no * npieces)
        table[1:] = _product(small, weights.reshape(nf * no * npieces, ni)).reshape(len(small), nf, no * npieces)
        bias, columns = self._lower["b"].reshape(-1), np.arange(nf)
        upper, upper_bias = self._upper["W"], self._upper["b"]
        state = _State(len(small))
        while not state.is_final:
            hidden = table[state.context(), columns].sum(axis=0) + bias
            scores = upper @ hidden.reshape(no, npieces).max(axis=1) + upper_bias
            allowed = state.allowed()
            best = int(np.where(allowed[self._kinds], scores, -np.inf).argmax())
            kind, label = self._actions[best]
            if not allowed[kind]:
                break
            state.take(kind, label)
        return state.result()


class _State:
    """Stack, buffer and arcs of the parser. Token indices; -1 is none."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._heads = [-1] * length
        self._labels = [""] * length
        self._stack: list[int] = []
        self._again: list[int] = []
        self._next = 0
        self._kept_off = [False] * length
        self._starts: set[int] = set()
        self._left: dict[int, list[int]] = {}
        self._right: dict[int, list[int]] = {}

    @property
    def is_final(self) -> bool:
        return not self._stack and not self._buffered

    @property
    def _buffered(self) -> int:
        return self._length - self._next + len(self._again)

    def _buffer(self, place: int) -> int:
        if place < len(self._again):
            return self._again[-1 - place]
        index = self._next + place - len(self._again)
        return index if index < self._length else -1

    def context(self) -> list[int]:
        """The eight tokens the network looks at, one added to each: 0 stands for none."""
        stack, b0 = self._stack, self._buffer(0)
        s0 = stack[-1] if stack else -1
        return [
            b0 + 1,
            self._buffer(1) + 1,
            s0 + 1,
            stack[-2] + 1 if len(stack) > 1 else 0,
            stack[-3] + 1 if len(stack) > 2 else 0,
            _last(self._left, b0) + 1,
            _last(self._left, s0) + 1,
            _last(self._right, s0) + 1,
        ]

    def allowed(self) -> NDArray[np.bool_]:
        b0, depth, left = self._buffer(0), len(self._stack), self._buffered
        starts = b0 in self._starts
        arc = depth > 0 and left > 0 and not starts
        shift = depth == 0 or (left >= 2 and not starts and not self._kept_off[b0])
        b1 = self._buffer(1)
        breaks = left >= 2 and b1 == b0 + 1 and b1 not in self._starts
        return np.array([shift, depth > 0, arc, arc, breaks])

    def take(self, kind: int, label: str) -> None:
        if kind == SHIFT:
            self._push()
        elif kind == REDUCE:
            top = self._stack.pop()
            if self._heads[top] < 0 and self._stack:
                self._kept_off[top] = True
                self._again.append(top)
        elif kind == LEFT:
            b0 = self._buffer(0)
            self._arc(b0, self._stack.pop(), label)
            self._kept_off[b0] = False
        elif kind == RIGHT:
            self._arc(self._stack[-1], self._buffer(0), label)
            self._push()
        else:
            self._starts.add(self._buffer(1))

    def _push(self) -> None:
        if self._again:
            self._stack.append(self._again.pop())
        else:
            self._stack.append(self._next)
            self._next += 1

    def _arc(self, head: int, child: int, label: str) -> None:
        if (old := self._heads[child]) >= 0:
            (self._left if old > child else self._right)[old].remove(child)
        (self._left if head > child else self._right).setdefault(head, []).append(child)
        self._heads[child], self._labels[child] = head, label

    def result(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        heads = tuple(index if head < 0 else head for index, head in enumerate(self._heads))
        # "prep||dobj" marks an arc that was moved to make the tree projective; the label alone is used here.
        labels = tuple(
            "ROOT" if head == index else label.partition("||")[0]
            for index, (head, label) in enumerate(zip(heads, self._labels, strict=True))
        )
        return heads, labels


def _last(arcs: dict[int, list[int]], head: int) -> int:
    children = arcs.get(head)
    return children[-1] if children else -1


@lru_cache(maxsize=8192)
def word_hash(text: str) -> int:
    """The library's number for a string: MurmurHash64A of its UTF-8 with seed 1; 0 for the empty one."""
    if not text:
        return 0
    if text in _NUMBERED:
        return _NUMBERED[text]
    data = text.encode("utf-8", "surrogatepass")
    factor, shift = 0xC6A4A7935BD1E995, 47
    value = 1 ^ (len(data) * factor & _MASK)
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * factor & _MASK
        block = (block ^ (block >> shift)) * factor & _MASK
        value = (value ^ block) * factor & _MASK
    if rest := data[whole:]:
        value = (value ^ int.from_bytes(rest, "little")) * factor & _MASK
    value = (value ^ (value >> shift)) * factor & _MASK
    return value ^ (value >> shift)


@lru_cache(maxsize=8192)
def shape(word: str) -> str:
    """ "Whale" -> "Xxxxx": letters by case, digits as d, at most four of a kind in a row."""
    if len(word) >= 100:
        return "LONG"
    made, last, run = [], "", 0
    for char in word:
        sort = ("X" if char.isupper() else "x") if char.isalpha() else "d" if char.isdigit() else char
        run = run + 1 if sort == last else 0
        last = sort
        if run < 4:
            made.append(sort)
    return "".join(made)


def _four_rows(keys: Hashes, seed: int) -> Hashes:
    """Four table rows for each key, before the table's size is taken: MurmurHash3 of 64 bits, as 32-bit quarters."""
    h1, h2 = keys * np.uint64(0x87C37B91114253D5), np.uint64(seed ^ 8)
    h1 = (h1 << np.uint64(31)) | (h1 >> np.uint64(33))
    h1 = h1 * np.uint64(0x4CF5AD432745937F) ^ np.uint64(seed) ^ np.uint64(8)
    with np.errstate(over="ignore"):
        h1 = h1 + h2
        second = h1 + h2
        h1, second = _finished(h1), _finished(second)
        h1 = h1 + second
        second = second + h1
    low, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    return np.stack([h1 & low, h1 >> half, second & low, second >> half], axis=1)


def _finished(value: Hashes) -> Hashes:
    shift = np.uint64(33)
    value = (value ^ (value >> shift)) * np.uint64(0xFF51AFD7ED558CCD)
    value = (value ^ (value >> shift)) * np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> shift)


def _mixed(vectors: Floats, weights: Floats, bias: Floats, gain: Floats, offset: Floats) -> Floats:
    """A maxout layer and its layer norm."""
    best = _product(vectors, weights).reshape(len(vectors), *bias.shape)
    best = (best + bias).max(axis=2)
    centred = best - best.mean(axis=1, keepdims=True)
    spread = np.sqrt(centred.var(axis=1, keepdims=True) + 1e-8)
    mixed: Floats = centred / spread * gain + offset
    return mixed


def _product(vectors: Floats, weights: Floats) -> Floats:
    """`vectors @ weights.T` in blocks that BLAS computes in the calling thread.

    A brief is too small for several threads, which on a busy machine wait for each other twenty times as long as the
    whole product takes; and the sums come out the same however many cores there are.
    """
    count, inner = vectors.shape
    columns = max(1, min(len(weights), _ONE_THREAD // (2 * inner)))
    rows = max(2, _ONE_THREAD // (columns * inner))
    made = np.empty((count + 1, len(weights)), dtype=np.float32)
    # A single row would be a product of another kind, with a lower limit.
    padded = np.concatenate([vectors, vectors[-1:]]) if count % rows == 1 else vectors
    for left in range(0, len(weights), columns):
        block = weights[left : left + columns].T
        for top in range(0, len(padded), rows):
            part = padded[top : top + rows]
            made[top : top + len(part), left : left + columns] = part @ block
    return made[:count]


def _flat(weights: Floats) -> Floats:
    return np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]))


def _layers(file: Path) -> list[tuple[str, dict[str, Floats], int]]:
    """(name, parameters, hash seed) of every layer that has parameters, in the file's order."""
    data = msgspec.msgpack.decode(file.read_bytes())
    made = []
    for node, attributes, parameters in zip(data["nodes"], data["attrs"], data["params"], strict=True):
        arrays = {name: _array(value) for name, value in parameters.items() if value is not None}
        if arrays:
            seed = attributes.get("seed")
            made.append((node["name"], arrays, 0 if seed is None else msgspec.msgpack.decode(seed)))
    return made


def _array(value: Mapping[Any, Any]) -> Floats:
    fields = {key.decode() if isinstance(key, bytes) else key: item for key, item in value.items()}
    kind = fields["type"].decode() if isinstance(fields["type"], bytes) else fields["type"]
    return np.frombuffer(fields["data"], dtype=kind).reshape(fields["shape"])


def _of_parser(layers: list[dict[str, Floats]]) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """The parser's two plain layers: hidden to actions, vectors to hidden."""
    upper, squeeze = layers
    return upper, squeeze


def _actions(file: Path) -> list[tuple[int, str]]:
    """(kind, label) in the order of the network's output: by kind, then the most frequent first."""
    moves = msgspec.json.decode(msgspec.msgpack.decode(file.read_bytes())["moves"])
    return [
        (int(kind), label)
        for kind in sorted(moves)
        for _, label in sorted(((count, label) for label, count in moves[kind].items()), reverse=True)
    ]
