"""`understand`: a brief into an `Understanding`. The same brief gives the same, on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from articover.brief import Brief
from articover.understand.culture import culture_of
from articover.understand.finding import Context, Mention, eras, mentions, patterned
from articover.understand.genre import genre_of
from articover.understand.index import folded, index
from articover.understand.languages import language_of, normal_tag
from articover.understand.names import person_names
from articover.understand.people import aged, by_pronoun
from articover.understand.reading import Stretch, read
from articover.understand.result import VERSION, Field, Item, Understanding
from articover.understand.roles import items_of
from articover.understand.titles import sentence_case, small_animals
from articover.understand.wishes import views_of, wishes_of

MOST_ITEMS = 40
"""More things than any cover shows; a list of four thousand characters would fill cover.json for nothing."""
_DENSE = frozenset({"ko", "ja", "zh-Hans", "zh-Hant"})
_MOST_READ, _MOST_READ_DENSE = 2000, 1400
"""Characters of a synopsis that are read: what a book is about is said in them, and the rest costs time."""
_TAG = re.compile(r"<[^<>]{1,200}>|&(?:[a-z]{2,8}|#\d{1,6});|https?://\S+|[\w.+-]+@[\w-]+\.\w+")
_OF_ANIMALS = frozenset({"children", "picture-book", "fairy-tale"})
"""Genres whose animals are called by what they are: Little Bear, Mr Toad."""
_ANIMATE = frozenset({"person", "creature", "animal"})
_UNNAMED = 0.6
"""What somebody is worth of whom nothing but an age or a pronoun is known."""
_FIELDS: tuple[Field, ...] = ("title", "subtitle", "series", "synopsis", "requirements")


def understand(brief: Brief) -> Understanding:
    """What `brief` says is on its cover. Never raises: what cannot be read is left out."""
    return _understand(brief)


def forget() -> None:
    """Drop what was remembered of briefs: for measuring."""
    _understand.cache_clear()


@lru_cache(maxsize=64)
def _understand(brief: Brief) -> Understanding:
    texts = {field: _plain(getattr(brief, field)) for field in _FIELDS}
    language = _language(brief, texts)
    most = _MOST_READ_DENSE if language in _DENSE else _MOST_READ
    read_to = {field: _cut(text, most if field == "synopsis" else len(text)) for field, text in texts.items()}
    texts = {field: text[: read_to[field]] for field, text in texts.items()}
    genre, by = genre_of(brief.genre, language)
    if language == "en" and genre in _OF_ANIMALS:
        texts = {field: small_animals(text) for field, text in texts.items()}
    stretches: dict[Field, list[Stretch]] = {
        field: read(texts[field], language, wishes=field == "requirements")
        for field in ("synopsis", "requirements", "subtitle")
    }
    names = person_names(stretches["synopsis"])
    for field in ("title", "series"):
        stretches[field] = read(sentence_case(texts[field], names), language)
    names |= person_names(stretches["title"], title=texts["title"], known=names)
    context = Context(list(stretches.values()))
    found: dict[Field, list[Mention]] = {
        field: _unnamed(mentions(parts, len(texts[field]), field, context), names) for field, parts in stretches.items()
    }
    found["requirements"] = [mention for mention in found["requirements"] if mention.concept != "picture_frame"]
    for field in _FIELDS:
        found[field] += eras(texts[field], language)
    if language == "en":
        found["synopsis"] += _unnamed_people(texts["synopsis"], [each for part in found.values() for each in part])
    found["added"] = _added(brief, language, context)
    items = _without(items_of(found), _struck(brief, language))
    met = tuple(dict.fromkeys(part.language for parts in stretches.values() for part in parts)) or (language,)
    return Understanding(
        version=VERSION,
        language=language,
        languages=met,
        culture=culture_of(language, items, texts.values(), genre),
        genre=genre,
        genre_by=by,
        items=items,
        views=views_of(texts["requirements"], language, found["requirements"]),
        wishes=wishes_of(texts["requirements"], language, found["requirements"]),
        names=tuple(sorted(names)),
        read={field: read_to[field] for field in _FIELDS},
        weak=tuple(dict.fromkeys(part.language for parts in stretches.values() for part in parts if part.weak)),
    )


def _unnamed_people(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Whom an age tells, and, where no noun names anybody, whom a pronoun tells."""
    told = aged(text)
    if not told and not any(index().concepts[mention.concept].kind in _ANIMATE for mention in found):
        told = by_pronoun(text)
    return [patterned(concept, said, at, text, _UNNAMED) for concept, said, at in told]


def _language(brief: Brief, texts: dict[Field, str]) -> str:
    """The brief's language: what the writer says, unless the letters cannot be it."""
    said = normal_tag(brief.language)
    return language_of("\n".join((texts["synopsis"], texts["title"], texts["subtitle"], texts["requirements"])), said)


def _plain(text: str) -> str:
    """A text without tags and addresses, each replaced by as many spaces; characters nobody can read are spaces too."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if unicodedata.category(char) in ("Cs", "Co", "Cn", "Cc") and char != "\n" else char for char in text
    )
    return _TAG.sub(lambda match: " " * len(match[0]), text)


def _cut(text: str, most: int) -> int:
    """Where to stop reading: at the end of a sentence, else of a word, before `most`."""
    if len(text) <= most:
        return len(text)
    ends = [match.end() for match in re.finditer(r"[.!?。！？\n]", text[:most])]
    return ends[-1] if ends and ends[-1] > most // 2 else most


def _unnamed(found: Iterable[Mention], names: frozenset[str]) -> list[Mention]:
    """Mentions whose word is no person's name here."""
    return [
        mention
        for mention in found
        if not (mention.head.part == "name" or mention.head.text[:1].isupper())
        or (" " in mention.word and _is_known_phrase(mention))
        or not set(mention.word.casefold().split()) & names
    ]


def _is_known_phrase(mention: Mention) -> bool:
    """A name of several words that the index lists, or a place's: "Regency England", "St Petersburg"."""
    listed = mention.lemma in index().words(mention.language)
    return listed or index().concepts[mention.concept].kind == "place"


def _added(brief: Brief, language: str, context: Context) -> list[Mention]:
    """What the writer added by hand, word by word."""
    found: list[Mention] = []
    for piece in _listed(brief.additions):
        found += mentions(read(piece, language), len(piece), "added", context)
    return found


def _struck(brief: Brief, language: str) -> frozenset[str]:
    """Concepts that the writer struck: by key, by name in any language we tell them in, or by word."""
    known, found = index(), set[str]()
    for piece in _listed(brief.strikes):
        key = piece.casefold().replace(" ", "_")
        if key in known.concepts:
            found.add(key)
        for tongue in dict.fromkeys((language, "en", "ko")):
            found.update(known.words(tongue).get(folded(piece, tongue), ()))
    return frozenset(found)


def _without(items: Sequence[Item], struck: frozenset[str]) -> tuple[Item, ...]:
    """The items that are kept, and each struck concept as denied."""
    kept = [item for item in items if item.concept not in struck]
    kinds = index().concepts
    gone = [
        Item(
            role="denied",
            concept=key,
            kind=kinds[key].kind,
            word=key.replace("_", " "),
            language="en",
            field="added",
            weight=1.0,
        )
        for key in sorted(struck)
        if key in kinds
    ]
    things = [item for item in kept if item.role != "denied"][:MOST_ITEMS]
    return (*things, *(item for item in kept if item.role == "denied"), *gone)


def _listed(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[,;\n、，]", text) if piece.strip()]
