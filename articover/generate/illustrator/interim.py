from __future__ import annotations

from dataclasses import dataclass

from articover.generate.illustrator.drawn import _DRAWN, drawn


@dataclass(frozen=True)
class Motif:
    concept: str
    kind: str
    source: str


_KO = {
    "고래": "whale",
    "등대": "lighthouse",
    "성": "castle",
    "배": "ship",
    "우주선": "spaceship",
    "집": "house",
    "교회": "church",
    "나무": "tree",
}


def understand(brief):
    text = " ".join([brief.title, brief.synopsis, brief.requirements]).lower()
    found = [(text.find(w), c) for w, c in [*((k, k) for k in _DRAWN), *_KO.items()] if w in text.split()]
    return tuple(Motif(c, "object", c) for _, c in sorted(found))


def outline(concept, icons):
    return drawn(concept)
