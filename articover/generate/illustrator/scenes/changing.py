"""Changes done to a scene. What is not named stays: its seed draws the rest as it was, pixel for pixel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import msgspec

from articover.brief import Brief
from articover.errors import SceneError
from articover.generate.illustrator.compose import Fit, all_compositions, draw
from articover.generate.illustrator.compose.adding import may_stand
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.places import all_places
from articover.generate.illustrator.compose.scene import Added, Scene, Subject
from articover.generate.illustrator.compose.things import all_things, thing_for
from articover.generate.illustrator.direct import director
from articover.generate.illustrator.direct.gate import book_of
from articover.generate.illustrator.direct.ideas import Idea, Kept, ideas_for
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.scenes.changes import PARTS, Changes
from articover.generate.illustrator.scenes.moments import Moment, moment_after
from articover.generate.illustrator.scenes.names import same_name
from articover.generate.illustrator.scenes.words import concept_of_place, concepts_of, concepts_of_thing, places_of
from articover.generate.illustrator.scenes.written import unknown_name
from articover.generate.illustrator.treat import all_treatments
from articover.generate.illustrator.treat.inks import Inks
from articover.understand import Item, understand
from articover.understand.index import index

_STEPS = 64
"""The director gives each of its ideas a seed of its own, so many to a cover."""


def changed(scene: Scene, brief: Brief, changes: Changes) -> Scene:
    """`scene` of a book with `changes`. Raises `SceneError`, in one sentence, for what cannot be done."""
    if changes.is_empty:
        raise SceneError("change_nothing")
    _check_keep(scene, changes)
    moment = moment_after(Moment(scene.time, scene.season, scene.weather), changes)
    treatment = _named("treatment", changes.treatment, all_treatments())
    composition = _named("composition", changes.composition, all_compositions())
    palette = _named("palette", changes.palette, all_palettes())
    book = replace(
        book_of(understand(brief), brief.title), time=moment.time, season=moment.season, weather=moment.weather
    )
    if changes.keep:
        inks = _inks(palette) if palette else scene.inks if "palette" in changes.keep else None
        made = _anew(scene, book, changes, Kept(composition, treatment, inks))
    else:
        made = msgspec.structs.replace(
            scene,
            time=moment.time,
            season=moment.season,
            weather=moment.weather,
            treatment=treatment or scene.treatment,
            inks=_inks(palette) if palette else scene.inks,
        )
        if composition and composition != scene.composition:
            made = _recomposed(made, book, composition, changes)
    if changes.subject:
        made = _with_subject(made, book, changes.subject)
    if changes.place:
        made = _with_place(made, book, changes.place)
    for word in changes.without:
        made = _without(made, word)
    for word in changes.add:
        made = _with_added(made, word)
    if changes.mirror:
        if all_compositions()[made.composition].FAMILY == "letter":
            raise SceneError("change_mirror")
        made = msgspec.structs.replace(made, mirror=not made.mirror)
    made = msgspec.structs.replace(made, versions=_versions(made), why=(*scene.why, "changed by hand"))
    _check_medium(made, changes)
    draw(made)  # says what the composition cannot do
    return made


def is_as_drawn_now(scene: Scene) -> bool:
    """Whether what a scene leaves alone is drawn as it was: its composition and treatment are of today's versions."""
    known = scene.composition in all_compositions() and scene.treatment in all_treatments()
    return known and scene.versions == _versions(scene)


def _versions(scene: Scene) -> tuple[int, int]:
    treatment = all_treatments()[scene.treatment]
    return all_compositions()[scene.composition].VERSION, int(getattr(treatment, "VERSION", 1))


def _check_keep(scene: Scene, changes: Changes) -> None:
    stored = {"subject": scene.subjects, "place": scene.place, "time": scene.time, "season": scene.season,
              "sky": scene.weather}  # fmt: skip
    for part in changes.keep:
        if part not in PARTS:
            raise unknown_name("keep", "part", part, PARTS)
        if not stored.get(part, True):
            raise SceneError("change_keep_none", part=part)
        if getattr(changes, part):
            raise SceneError("change_keep_changed", part=part)
    for word in changes.add:
        if word in changes.without:
            raise SceneError("change_add_without", name=word)


def _check_medium(scene: Scene, changes: Changes) -> None:
    """Composition, treatment and palette go together, or it is said which does not."""
    why = all_compositions()[scene.composition].EXCLUDES.get(scene.treatment)
    if why is not None:
        raise SceneError(
            "scene_excluded",
            treatment=scene.treatment,
            composition=scene.composition,
            why=why.rstrip("."),
        )
    night = all_treatments()[scene.treatment].NIGHT
    if (changes.treatment or changes.palette) and night is not None and night != scene.inks.is_night:
        raise SceneError(
            "change_night",
            treatment=scene.treatment,
            pages="dark" if night else "pale",
        )


def _named(part: str, name: str, known: Iterable[str]) -> str:
    """The known name that was typed, "" where nothing was. Raises `SceneError`."""
    names = tuple(known)
    found = same_name(name, names) if name else ""
    if name and not found:
        raise unknown_name(part, part, name, names)
    return found


def _inks(palette: str) -> Inks:
    inks = all_palettes()[palette]["inks"]
    assert isinstance(inks, Inks)
    return inks


def _item(concept: str, role: Any, weight: float, number: Any = "one") -> Item:
    entry = index().concepts.get(concept)
    kind = entry.kind if entry else "thing"
    return Item(
        role=role, concept=concept, kind=kind, word=concept, language="en", field="added", weight=weight, number=number
    )


def _shown_items(scene: Scene, *, subjects: bool = True, place: bool = True) -> list[Item]:
    """What a scene shows, as a brief would have named it."""
    items = []
    if subjects:
        for at, each in enumerate(scene.subjects):
            concept = each.concept or next(iter(concepts_of_thing(each.draws)), each.draws)
            items.append(_item(concept, "companion" if at else "subject", 4.0 - 0.3 * at, each.number))
    if place and scene.place:
        items.append(_item(concept_of_place(scene.place), "place", 3.0))
    return items


def _book(book: Book, items: list[Item]) -> Book:
    hero = next((item for item in items if item.role == "subject"), None)
    return replace(book, items=tuple(items), hero=hero)


def _cannot_show(composition: str, name: str) -> SceneError:
    return SceneError(
        "change_cannot_show",
        composition=composition,
        name=name,
    )


def _nothing_called(name: str) -> SceneError:
    return SceneError(
        "change_unknown_word",
        name=name[:40],
    )


def _with_subject(scene: Scene, book: Book, word: str) -> Scene:
    """Somebody or something else in the hero's place."""
    concepts = concepts_of_thing(word)
    if not concepts:
        raise _nothing_called(word)
    composition = all_compositions()[scene.composition]
    others = _shown_items(scene)[1:] if scene.subjects else _shown_items(scene)
    number = scene.subjects[0].number if scene.subjects else "one"
    for concept in concepts:
        items = [_item(concept, "subject", 4.0, number), *(item for item in others if item.concept != concept)]
        fit = composition.fit(_book(book, items))
        at = next((i for i, each in enumerate(fit.subjects) if each.concept == concept), None) if fit else None
        if fit is None or at is None:
            continue
        named = same_name(word, all_things())
        subjects = [
            msgspec.structs.replace(each, draws=named) if named and i == at and _may_replace(named, each) else each
            for i, each in enumerate(fit.subjects)
        ]
        return msgspec.structs.replace(scene, subjects=tuple(subjects), relation=fit.relation)
    raise _cannot_show(scene.composition, word)


def _may_replace(name: str, subject: Subject) -> bool:
    """Whether a thing can be drawn wherever that of `subject` can."""
    known = all_things()
    return subject.draws in known and set(known[subject.draws].STANCE) <= set(known[name].STANCE)


def _with_place(scene: Scene, book: Book, word: str) -> Scene:
    """Another place, with whoever was in the old one."""
    places = places_of(word)
    if not places:
        raise unknown_name("place", "place", word, all_places())
    fit: Fit | None = None
    for name, concept in places:
        items = [*_shown_items(scene, place=False), _item(concept, "place", 5.0)]
        fit = all_compositions()[scene.composition].fit(_book(book, items))
        if fit is not None and fit.place:
            if scene.subjects and not fit.subjects:
                raise SceneError(
                    "change_not_there",
                    place=name,
                    name=scene.subjects[0].draws,
                )
            return msgspec.structs.replace(scene, place=name)
    raise _cannot_show(scene.composition, word)


def _recomposed(scene: Scene, book: Book, name: str, changes: Changes) -> Scene:
    """The same things, or those that are named, in another composition; the brief's where it has no use for them."""
    composition = all_compositions()[name]
    others = _shown_items(scene, subjects=not changes.subject, place=not changes.place)
    named = [_item(concept, "subject", 4.0) for concept in concepts_of_thing(changes.subject)[:4] if changes.subject]
    where = [_item(concept, "place", 3.0) for _, concept in places_of(changes.place)[:1] if changes.place]
    tries = [_book(book, [each, *others, *where]) for each in named] or [_book(book, [*others, *where])]
    fits = [composition.fit(each) for each in tries if each.items]
    if not named and not where:
        fits.append(composition.fit(book))
    fit = next((each for each in fits if each), None)
    if fit is None:
        wanted = changes.subject or changes.place
        raise _cannot_show(name, wanted or (scene.subjects[0].draws if scene.subjects else scene.place or "the book"))
    return msgspec.structs.replace(
        scene,
        composition=name,
        subjects=fit.subjects,
        place=fit.place,
        relation=fit.relation,
        lockup=composition.LOCKUPS[0],
        words=book.words,
        added=tuple(msgspec.structs.replace(each, at=at) for at, each in enumerate(scene.added)),
        mirror=False,
    )


def _is_called(name: str, concept: str, word: str) -> bool:
    """Whether a thing in the picture is what a word means."""
    if same_name(word, (name, concept)):
        return True
    meant = set(concepts_of(word))
    return bool(meant & {concept, name, *index().broader(concept or name)})


def _without(scene: Scene, word: str) -> Scene:
    """The scene without what a word names."""
    added = tuple(each for each in scene.added if not _is_called(each.draws, each.concept, word))
    if len(added) < len(scene.added):
        return msgspec.structs.replace(scene, added=added)
    left = tuple(each for each in scene.subjects if not _is_called(each.draws, each.concept, word))
    if len(left) == len(scene.subjects):
        shown = [
            name.replace("_", " ") for name in (*(s.draws for s in scene.subjects), *(a.draws for a in scene.added))
        ]
        raise SceneError(
            "change_not_shown",
            name=word[:40],
            shown=", ".join(shown) or "-",
        )
    return msgspec.structs.replace(scene, subjects=left)


def _with_added(scene: Scene, word: str) -> Scene:
    """The scene and what a word names, on the first free spot for it."""
    concepts = concepts_of_thing(word)
    if not concepts:
        raise _nothing_called(word)
    spots = draw(msgspec.structs.replace(scene, added=(), mirror=False)).spots
    taken = {each.at for each in scene.added}
    named = same_name(word, all_things())
    names = [(named, concepts[0])] if named else []
    names += [
        (name, concept)
        for concept in concepts
        for stance in ("tiny", "alone", "afloat")
        if (name := thing_for(concept, stance))
    ]
    for name, concept in names:
        for at, spot in enumerate(spots):
            if at not in taken and may_stand(name, spot):
                return msgspec.structs.replace(scene, added=(*scene.added, Added(name, concept, at)))
    if not names:
        raise _nothing_called(word)
    raise SceneError(
        "scene_no_room",
        composition=scene.composition,
        name=word[:40],
    )


def _anew(scene: Scene, book: Book, changes: Changes, named: Kept) -> Scene:
    """Another idea for the book that keeps what is to be kept."""
    keep = set(changes.keep)
    kept = Kept(
        named.composition or (scene.composition if "composition" in keep else ""),
        named.treatment or (scene.treatment if "treatment" in keep else ""),
        named.inks,
    )
    own = understood_moment(book)
    moment = {
        "time": book.time if "time" in keep or changes.time else own.time,
        "season": book.season if "season" in keep or changes.season else own.season,
        "weather": book.weather if "sky" in keep or changes.sky else own.weather,
    }
    stays: list[Callable[[Idea], bool]] = []
    if "subject" in keep:
        first = scene.subjects[0].draws
        stays.append(lambda idea: any(each.draws == first for each in idea.scene.subjects))
    if "place" in keep:
        stays.append(lambda idea: idea.scene.place == scene.place)
    for part, value in (("composition", kept.composition), ("treatment", kept.treatment)):
        if value:
            stays.append(lambda idea, part=part, value=value: getattr(idea.scene, part) == value)  # type: ignore[misc]
    items = _shown_items(scene, subjects="subject" in keep, place="place" in keep)
    subjects = [item for item in items if item.role != "place"]
    places = [item for item in items if item.role == "place"]
    rest = [
        item
        for item in book.items
        if item.concept not in {each.concept for each in items}
        and not (item.role == "place" and places)
        and not (item.role == "subject" and subjects)
    ]
    book = replace(_book(book, [*subjects, *places, *rest]), **moment)  # type: ignore[arg-type]
    if not subjects:
        book = replace(book, hero=next((item for item in rest if item.role == "subject"), None))
    for step in range(1, 4):
        seed = scene.seed // _STEPS + step
        ideas = [idea for idea in ideas_for(book, scene.aspect, seed, kept=kept) if all(ok(idea) for ok in stays)]
        ideas = [idea for idea in ideas if _unlike(idea.scene, scene)] or ideas
        if ideas:
            return director.best_of(ideas, seed).scene
    raise SceneError("change_keep_too_much")


def understood_moment(book: Book) -> Moment:
    """Hour, season and weather that the brief itself names."""
    own = book_of(book.understanding, " ".join(book.words))
    return Moment(own.time, own.season, own.weather)


def _unlike(one: Scene, other: Scene) -> bool:
    return (one.composition, one.treatment, one.inks.name) != (other.composition, other.treatment, other.inks.name)
