"""How much of a brief is read: recall by language and role, what was read that must not be, and the time it takes.

    python -m bench.understand [FILES...] [--all] [--misses]
    python -m bench.understand --cost

Reads `bench/briefs/*.toml` (see the README there). A noun stands for every concept it can mean in the concept index and
for all that is narrower. With `--misses` each thing that was missed or wrongly read is listed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from articover.brief import Brief
from articover.understand import Understanding, understand
from articover.understand.briefs import forget
from articover.understand.genre import genre_of, nearest_of
from articover.understand.index import folded, index
from articover.understand.result import THINGS
from articover.understand.wordnet import wordnet

HERE = Path(__file__).resolve().parent / "briefs"
_ROLES = {
    "thing": THINGS, "subject": THINGS, "companion": THINGS, "prop": THINGS, "place": THINGS,
    "time": ("time", "season", "weather"), "season": ("season", "time"), "weather": ("weather",), "era": ("era",),
    "mood": ("mood",), "colour": ("colour",), "medium": ("medium",), "denied": ("denied",),
}  # fmt: skip
"""Which of our roles answer to one of the corpus: a thing may be a subject or a prop, dusk a time or its weather."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Recall of the reader of briefs.")
    parser.add_argument("files", nargs="*", type=Path, help="corpora (default: all but held-*.toml)")
    parser.add_argument("--all", action="store_true", help="the corpora that were held back, too")
    parser.add_argument("--misses", action="store_true", help="list what was missed or must not have been read")
    parser.add_argument("--cost", action="store_true", help="only seconds and memory of the first brief, by language")
    options = parser.parse_args(arguments)
    if options.cost:
        return costs()
    files = options.files or [file for file in sorted(HERE.glob("*.toml")) if options.all or "held" not in file.name]
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    forbidden: dict[str, list[bool]] = defaultdict(list)
    seconds: list[float] = []
    for entry in (entry for file in files for entry in tomllib.loads(file.read_text("utf-8"))["brief"]):
        made, took = timed(brief_of(entry))
        seconds.append(took)
        for wanted in entry.get("must", ()):
            role, _, nouns = wanted.partition(":")
            hit = any(is_read(made, *alternative_of(noun, role)) for noun in nouns.split("|"))
            found[entry["lang"], role].append(hit)
            if options.misses and not hit:
                print(f"missed  {entry['lang']:8}{wanted:32}{entry['title']}: {told(made)}")
        for noun in entry.get("must_not", ()):
            hit = is_painted(made, noun)
            forbidden[entry["lang"]].append(hit)
            if options.misses and hit:
                print(f"wrong   {entry['lang']:8}{noun:32}{entry['title']}: {told(made)}")
    report(found, forbidden, seconds)
    return 0


_FIRST = {
    "en": "A lighthouse keeper hides a whale.", "ko": "등대지기가 고래를 숨긴다.", "ja": "灯台守が鯨をかくまう。",
    "zh-Hans": "守塔人藏起一头鲸鱼。", "es": "El farero esconde una ballena.", "th": "คนเฝ้าประภาคารซ่อนวาฬ",
}  # fmt: skip
_COST = """
import resource, sys, time
from articover.brief import Brief
def mib(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, began = mib(), time.perf_counter()
from articover.understand import understand
understand(Brief("-", synopsis=sys.argv[1]))
print(time.perf_counter() - began, mib() - before)
"""


def costs() -> int:
    """Seconds and memory that the first brief of a language takes, each in a process of its own."""
    print("| language | first brief, s | memory, MiB |\n|---|--:|--:|")
    for language, synopsis in _FIRST.items():
        done = subprocess.run([sys.executable, "-c", _COST, synopsis], capture_output=True, text=True, check=True)
        seconds, mib = map(float, done.stdout.split())
        print(f"| {language} | {seconds:.2f} | {mib:.0f} |")
    return 0


def brief_of(entry: dict[str, Any]) -> Brief:
    return Brief(**{name: entry.get(name, "") for name in ("title", "subtitle", "genre", "synopsis", "requirements")})


def timed(brief: Brief) -> tuple[Understanding, float]:
    """What is read, and the seconds it takes once the language is loaded."""
    understand(brief)
    forget()
    started = time.perf_counter()
    made = understand(brief)
    return made, time.perf_counter() - started


def told(made: Understanding) -> str:
    return ", ".join(f"{item.role}:{item.concept}" for item in made.items)


def alternative_of(noun: str, role: str) -> tuple[str, list[str]]:
    """The role and the noun of one alternative: "place:arctic" behind "thing:ice|" has a role of its own."""
    own, found, rest = noun.partition(":")
    return (own, [rest]) if found else (role, [noun])


def is_read(made: Understanding, role: str, nouns: Iterable[str]) -> bool:
    """Whether one of `nouns` was read in a role that answers to `role`."""
    if role == "genre":
        wanted = {genre_of(noun)[0] for noun in nouns}
        return made.genre in wanted or bool(wanted & set(nearest_of(made.genre)[:1]))
    if role == "action":
        return bool({item.action for item in made.items} & set(nouns))
    # A war tells when a book plays, though it is an event to be painted.
    items = [item for item in made.items if item.role in _ROLES[role] or (role == "era" and item.kind == "event")]
    if role in ("colour", "mood"):
        said = {word for item in made.items for word in item.attributes} | set(made.views)
        if said & {noun.replace(" ", "_") for noun in nouns}:
            return True
    return any(is_kind_of(item.concept, noun) for item in items for noun in nouns)


def is_painted(made: Understanding, noun: str) -> bool:
    return any(item.concept in concepts_of(noun) for item in made.items if item.role != "denied")


def is_kind_of(concept: str, noun: str) -> bool:
    meant = concepts_of(noun)
    return concept in meant or bool(meant.intersection(index().broader(concept)))


@cache
def concepts_of(noun: str) -> frozenset[str]:
    """Every concept that an English noun can mean."""
    plain = folded(noun, "en")
    found = set(index().words("en").get(plain, ()))
    if plain.replace(" ", "_") in index().concepts:
        found.add(plain.replace(" ", "_"))
    if not found:
        above = (wordnet().above(sense.synset, index().anchors) for sense in wordnet().senses(plain)[:1])
        found.update(each[0] for each in above if each)
    return frozenset(found)


def report(found: dict[tuple[str, str], list[bool]], forbidden: dict[str, list[bool]], seconds: list[float]) -> None:
    languages = sorted({language for language, _ in found})
    roles = sorted({role for _, role in found})
    print(f"| language | {' | '.join(roles)} | all | read wrongly |")
    print("|---|" + "--:|" * (len(roles) + 2))
    for language in [*languages, ""]:
        cells = []
        every: list[bool] = []
        for role in roles:
            hits = [
                hit
                for (tongue, each), hits in found.items()
                if each == role and language in (tongue, "")
                for hit in hits
            ]
            every += hits
            cells.append(share(hits))
        wrong = [hit for tongue, hits in forbidden.items() if language in (tongue, "") for hit in hits]
        print(f"| {language or 'all'} | {' | '.join(cells)} | {share(every)} | {sum(wrong)}/{len(wrong)} |")
    ordered = sorted(seconds)
    print(
        f"\n{len(seconds)} briefs; milliseconds each: median {statistics.median(ordered) * 1000:.1f}, "
        f"95th of a hundred {ordered[int(len(ordered) * 0.95)] * 1000:.1f}, longest {ordered[-1] * 1000:.1f}"
    )


def share(hits: list[bool]) -> str:
    return f"{sum(hits)}/{len(hits)}" if hits else ""


if __name__ == "__main__":
    sys.exit(main())
