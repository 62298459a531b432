"""The concept index: our concepts and their words in every language, in one file that loads a language at a time.

    python tools/build_concepts.py [CLDR]      (or: make concepts)

Reads `articover/understand/data/concepts/*.toml` and `data/words/*.toml`, finds each concept's place in WordNet
(`data/wordnet.sqlite`), takes the names of its emoji in other languages from the npm package
`cldr-annotations-full` (CLDR: its folder; default node_modules/cldr-annotations-full), and writes
`articover/understand/data/concepts.msgpack`. Names found in CLDR are kept in `data/cldr.toml`, so that the index can
be built again where the package is not installed.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402

from articover.understand.index import LANGUAGES, digest_of, folded  # noqa: E402
from articover.understand.inflection import shortened  # noqa: E402
from articover.understand.others import stem  # noqa: E402
from articover.understand.wordnet import Sense, wordnet  # noqa: E402

DATA = ROOT / "articover" / "understand" / "data"
_CLDR = {"zh-Hans": "zh", "zh-Hant": "zh-Hant"}
_LEXFILES = {
    "person": {18},
    "creature": {9, 18, 5, 6},
    "animal": {5},
    "plant": {17, 20, 13},
    "thing": {5, 6, 8, 10, 13, 17, 20, 21, 27},
    "vehicle": {6},
    "building": {6, 14},
    "food": {20, 13, 6},
    "instrument": {6},
    "weapon": {6},
    "clothing": {6},
    "body": {8},
    "event": {4, 11, 14, 19, 26, 28},
    "idea": {4, 7, 9, 10, 12, 16, 24, 26},
    "place": {17, 15, 6, 14},
    "time": {28},
    "season": {28},
    "weather": {27, 17, 26, 19},
    "era": {28},
    "mood": {26, 12, 7},
    "colour": {7},
    "medium": {9, 10, 4, 6},
}
"""In which of WordNet's files the meaning of a concept of each kind is looked for."""


def main() -> int:
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "node_modules" / "cldr-annotations-full"
    concepts = read_concepts()
    names = read_cldr(package, concepts) if package.is_dir() else tomllib.loads((DATA / "cldr.toml").read_text("utf-8"))
    if package.is_dir():
        write_cldr(names)
    anchors, lost = anchored(concepts)
    words, unknown = gathered(concepts, names)
    index = {
        "digest": digest_of(DATA),
        "concepts": {
            key: [entry["kind"], entry["en"], entry.get("broader", []), entry.get("emoji", ""), anchors.get(key, [])]
            for key, entry in concepts.items()
        },
        "stems": {language: msgspec.msgpack.encode(stemmed(table, language)) for language, table in words.items()},
        "words": {language: msgspec.msgpack.encode(table) for language, table in words.items()},
        "first": {
            language: msgspec.msgpack.encode(first_words(concepts, names, language)) for language in LANGUAGES[1:]
        },
    }
    (DATA / "concepts.msgpack").write_bytes(msgspec.msgpack.encode(index))
    print(f"{len(concepts)} concepts; " + ", ".join(f"{language} {len(table)}" for language, table in words.items()))
    for line in unknown:
        print(f"words for a concept that is not there: {line}", file=sys.stderr)
    for line in lost:
        print(line, file=sys.stderr)
    return 1 if unknown else 0


def gathered(
    concepts: dict[str, dict[str, Any]], names: dict[str, dict[str, list[str]]]
) -> tuple[dict[str, dict[str, list[str]]], list[str]]:
    """Every language's words, and entries for concepts that are not there."""
    words: dict[str, dict[str, list[str]]] = {language: {} for language in LANGUAGES}
    unknown = []
    for language in LANGUAGES[1:]:
        own = own_words(language)
        unknown += [f"{language}: {key}" for key in own if key not in concepts]
        for _, key, lemma in each_word({language: {key: own[key] for key in own if key in concepts}}):
            add(words[language], lemma, key, language)
    for key, entry in concepts.items():
        for lemma in entry["en"]:
            add(words["en"], lemma, key, "en")
        for language in LANGUAGES[1:]:
            for lemma in names.get(language, {}).get(key, ()):
                add(words[language], lemma, key, language)
    more = {
        language: {key: lemmas.split() for key, lemmas in table.items()}
        for language, table in toml("adjectives.toml").items()
    }
    for language, key, lemma in (*each_word(more), *each_word({"en": toml("works.toml")})):
        add(words[language], lemma, key, language)
    for language in LANGUAGES[2:]:
        for keys in words[language].values():
            # What has an emoji is the commoner meaning: the girl before the young woman, the beach before the coast.
            keys.sort(key=lambda key: not concepts[key].get("emoji"))
    return words, unknown


def each_word(tables: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    """(language, concept, word)."""
    for language, table in tables.items():
        for key, lemmas in table.items():
            yield from ((language, key, lemma) for lemma in lemmas)


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def own_words(language: str) -> dict[str, list[str]]:
    """The language's word file; Korean verbs and adjectives also by the stem, as morphemes give it."""
    file = DATA / "words" / f"{language}.toml"
    found: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    if language == "ko":
        stems = {
            key: [word[:-1] for word in words if len(word) > 2 and word.endswith("다")] for key, words in found.items()
        }
        found = {key: [*words, *stems[key]] for key, words in found.items()}
    return found


def read_concepts() -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for file in sorted((DATA / "concepts").glob("*.toml")):
        for key, entry in tomllib.loads(file.read_text("utf-8")).items():
            if not isinstance(entry, dict) or "kind" not in entry:
                continue
            if key in made:
                raise SystemExit(f"{file.name}: {key} is there twice")
            made[key] = {**entry, "en": [*dict.fromkeys(entry.get("en", [key.replace("_", " ")]))]}
    return made


def read_cldr(package: Path, concepts: dict[str, dict[str, Any]]) -> dict[str, dict[str, list[str]]]:
    made: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES[1:]:
        file = package / "annotations" / _CLDR.get(language, language) / "annotations.json"
        table = json.loads(file.read_text("utf-8"))["annotations"]["annotations"]
        made[language] = {
            key: [re.split(r"[,،、，]", said["tts"][0])[0].strip()]
            for key, entry in concepts.items()
            if (emoji := entry.get("emoji"))
            and (said := table.get(emoji) or table.get(emoji.replace("\ufe0f", "")))
            and "tts" in said
        }
    return made


def write_cldr(names: dict[str, dict[str, list[str]]]) -> None:
    lines = [
        "# Names of emoji from CLDR (cldr-annotations-full), by tools/build_concepts.py. Unicode licence: see NOTICE."
    ]
    for language, table in names.items():
        lines.append(f'\n["{language}"]')
        lines += [f"{key} = {json.dumps(found, ensure_ascii=False)}" for key, found in sorted(table.items())]
    (DATA / "cldr.toml").write_text("\n".join(lines) + "\n", "utf-8")


def anchored(concepts: dict[str, dict[str, Any]]) -> tuple[dict[str, list[int]], list[str]]:
    """Concept -> its synsets: those its file names, else the meaning of its first words that fits its kind."""
    made, lost = {}, []
    for key, entry in concepts.items():
        found = []
        for name in entry.get("synsets", []):
            synset = resolve(name)
            if synset is None:
                lost.append(f"{key}: WordNet has no {name}")
            else:
                found.append(synset)
        if not found and "synsets" not in entry:
            for lemma in entry["en"][:3]:
                fits = [s for s in wordnet().senses(lemma.casefold()) if s.lex in _LEXFILES.get(entry["kind"], set())]
                if fits:
                    found = [max(fits, key=lambda sense: sense.count).synset]
                    break
        made[key] = found
    return made, lost


def resolve(name: str) -> int | None:
    """ "lighthouse.n.01" or a plain offset."""
    if name.isdigit():
        return int(name)
    lemma, _, number = name.rpartition(".n.")
    senses: tuple[Sense, ...] = wordnet().senses(lemma.replace("_", " ").casefold())
    return senses[int(number) - 1].synset if number.isdigit() and 0 < int(number) <= len(senses) else None


def add(table: dict[str, list[str]], lemma: str, key: str, language: str) -> None:
    word = folded(lemma, language)
    if word and key not in table.setdefault(word, []):
        table[word].append(key)


def stemmed(table: dict[str, list[str]], language: str) -> dict[str, list[str]]:
    """The words of a language by their stems; a stem of several words may mean what each of them means."""
    made: dict[str, list[str]] = {}
    for word, keys in table.items():
        short = shortened(word, language)
        for form in filter(None, dict.fromkeys((stem(word, language), short and stem(short + "а", language), short))):
            made[form] = list(dict.fromkeys([*made.get(form, []), *keys]))
    return made


def first_words(concepts: dict[str, Any], names: dict[str, dict[str, list[str]]], language: str) -> dict[str, str]:
    """Concept -> the word a reader of that language is told: our own first, else CLDR's."""
    file = DATA / "words" / f"{language}.toml"
    own = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    both = {
        **{key: found[0] for key, found in names.get(language, {}).items()},
        **{key: found[0] for key, found in own.items() if found},
    }
    return {key: word for key, word in both.items() if key in concepts}


if __name__ == "__main__":
    sys.exit(main())
