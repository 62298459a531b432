"""Mentions into items: what each is on the cover, how much it counts, what it does and to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articover.understand.actions import action_of
from articover.understand.attributes import attribute_of
from articover.understand.finding import Mention
from articover.understand.index import index
from articover.understand.result import Field, Item, Number, Role

FIELDS: tuple[tuple[Field, float], ...] = (
    ("title", 4.0), ("requirements", 3.0), ("added", 6.0), ("subtitle", 1.6), ("synopsis", 1.0), ("series", 0.5),
)  # fmt: skip
"""What a mention is worth by where it stands: the title promises, the synopsis explains, the writer's word is last."""
_FADE = {"synopsis": 0.55}
"""The last word of a synopsis is worth this much less than its first."""
_FADE_ELSEWHERE = 0.08
"""In a short text order hardly matters, but of two equals the first is named first."""
_REPEAT = 0.5
"""Every further mention adds this share of the one before."""
_FUNCTIONS = {"subject": 1.3, "object": 1.1, "place": 1.0, "time": 0.9, "modifier": 0.6, "other": 1.0}
_SETTINGS: Mapping[str, Role] = {
    "place": "place", "time": "time", "season": "season", "weather": "weather", "era": "era", "mood": "mood",
    "idea": "mood", "colour": "colour", "medium": "medium",
}  # fmt: skip
_ANIMATE = frozenset({"person", "creature", "animal"})
_NUMBERS: Mapping[int, Number] = {1: "one", 2: "pair", 3: "many"}
_GENERIC = 0.5
"""A person of whom nothing is known counts this much of one who is somebody."""
_IMPLIED = 0.6
"""What a thing is worth that only somebody's name implies."""
_NOBODY = frozenset({"person", "man", "woman", "people", "crowd"})


@dataclass
class _Gathered:
    values: list[float]
    best: tuple[float, Mention, Field]
    mentions: list[tuple[Field, Mention]]


def items_of(found: Mapping[Field, Sequence[Mention]]) -> tuple[Item, ...]:
    """Every item, most important first; what is denied comes last."""
    gathered: dict[str, _Gathered] = {}
    denied: dict[str, tuple[Field, Mention]] = {}
    wanted_gone: set[str] = set()
    for field, worth in FIELDS:
        for mention in found.get(field, ()):
            if mention.head.denied:
                denied.setdefault(mention.concept, (field, mention))
                if field == "requirements":
                    wanted_gone.add(mention.concept)
                continue
            if mention.head.simile:
                continue
            _add(gathered, field, worth, mention)
            for implied in index().implied(mention.concept):
                _add(gathered, field, worth, replace(mention, concept=implied, fit=mention.fit * _IMPLIED, verb=""))
    for concept in [key for key in gathered if _denied_by(key, wanted_gone)]:
        del gathered[concept]
    weights = {concept: _summed(each.values) for concept, each in gathered.items()}
    order = sorted(weights, key=lambda concept: (-weights[concept], concept))
    kinds = {concept: index().concepts[concept].kind for concept in order}
    first = _first_subjects(order, kinds, gathered)
    made = [_item(concept, gathered[concept], weights[concept], kinds[concept], first, found) for concept in order]
    gone = [_gone(concept, field, mention) for concept, (field, mention) in denied.items() if concept not in gathered]
    return (*made, *gone)


def _gone(concept: str, field: Field, mention: Mention) -> Item:
    kind = index().concepts[concept].kind
    return Item(
        role="denied",
        concept=concept,
        kind=kind,
        word=mention.word,
        language=mention.language,
        field=field,
        weight=1.0,
        why=_why(mention),
    )


def _add(gathered: dict[str, _Gathered], field: Field, worth: float, mention: Mention) -> None:
    fade = _FADE.get(field, _FADE_ELSEWHERE)
    value = worth * mention.fit * _FUNCTIONS[mention.head.function] * (1 - fade * min(mention.at, 1.0))
    if mention.concept in _NOBODY:
        value *= _GENERIC
    entry = gathered.setdefault(mention.concept, _Gathered([], (0.0, mention, field), []))
    entry.values.append(value)
    entry.mentions.append((field, mention))
    if value > entry.best[0]:
        entry.best = (value, mention, field)


def _denied_by(concept: str, gone: set[str]) -> bool:
    """Whether the writer wants it gone, by its own name or by a broader one: "no people" is no child either."""
    if concept in gone or gone.intersection(index().broader(concept)):
        return True
    return index().concepts[concept].kind == "person" and bool(gone & {"person", "people"})


def _first_subjects(
    order: Sequence[str], kinds: Mapping[str, str], gathered: Mapping[str, _Gathered]
) -> frozenset[str]:
    """The concepts the picture is about: who acts first, and what the title names."""
    things = [concept for concept in order if kinds[concept] not in _SETTINGS]
    animate = [concept for concept in things if kinds[concept] in _ANIMATE]
    found = set(animate[:1] or things[:1])
    found.update(
        concept
        for concept in things
        if any(
            field == "title" and mention.head.function != "modifier" for field, mention in gathered[concept].mentions
        )
    )
    return frozenset(found)


def _item(
    concept: str,
    entry: _Gathered,
    weight: float,
    kind: str,
    subjects: frozenset[str],
    found: Mapping[Field, Sequence[Mention]],
) -> Item:
    _, best, field = entry.best
    action, target = "", ""
    for where, mention in entry.mentions:
        action, target = _action(mention, found.get(where, ()))
        if action:
            break
    attributes = dict.fromkeys(
        said
        for _, mention in entry.mentions
        for word in mention.head.attributes
        if (said := attribute_of(word, mention.language))
    )
    return Item(
        role=_role(concept, kind, entry, subjects),
        concept=concept,
        kind=kind,
        word=best.word,
        language=best.language,
        field=field,
        weight=round(weight, 4),
        number=_NUMBERS[max(mention.head.count for _, mention in entry.mentions)],
        attributes=tuple(attributes),
        action=action,
        object=target if target != concept else "",
        why=_why(best),
    )


def _role(concept: str, kind: str, entry: _Gathered, subjects: frozenset[str]) -> Role:
    if kind in _SETTINGS:
        return _SETTINGS[kind]
    if concept in subjects:
        return "subject"
    if kind in _ANIMATE:
        return "companion"
    if kind in ("building", "vehicle") and any(mention.head.function == "place" for _, mention in entry.mentions):
        return "place"
    return "place" if kind == "building" else "prop"


def _action(mention: Mention, others: Sequence[Mention]) -> tuple[str, str]:
    """What it does, and the concept it does it to."""
    head = mention.head
    if head.function != "subject" or not mention.verb:
        said = [action for word in head.attributes if (action := action_of(word, mention.language))]
        return (said[0], "") if said and mention.language != "en" else ("", "")
    action = action_of(mention.verb, mention.language)
    target = next(
        (other.concept for other in others
         if other.stretch == mention.stretch and other.head.function == "object" and other.head.verb == head.verb),
        "",
    )  # fmt: skip
    return (action, target) if action else ("", "")


def _why(mention: Mention) -> tuple[str, ...]:
    return (mention.word, mention.lemma, mention.sense, mention.concept)


def _summed(values: Sequence[float]) -> float:
    return sum(value * _REPEAT**i for i, value in enumerate(sorted(values, reverse=True)))
