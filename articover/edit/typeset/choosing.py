"""Choose the faces of a text: the genre's pairing if it covers the text, else faces by script."""

from __future__ import annotations

from dataclasses import dataclass

from articover.edit.typeset.fallback import fallback_faces, fallback_specs, installed, main_script, script_face
from articover.edit.typeset.fonts import Case, Face, face
from articover.edit.typeset.lockups import Lockup
from articover.edit.typeset.pairings import KOREAN, LATIN, QUIET_KOREAN, Pairing, Style
from articover.edit.typeset.shaping import script_of
from articover.genres import GENERAL


@dataclass(frozen=True)
class FaceChoice:
    """The faces of one text in order of preference, and its tracking, case and line style."""

    faces: tuple[Face, ...]
    case: Case
    tracking_em: float
    leading: float
    style: Style

    @property
    def script(self) -> bool:
        """Whether the first face is handwriting."""
        return self.faces[0].traits.script

    @property
    def heavy(self) -> bool:
        """Whether the letters are thick enough for an outline."""
        return self.faces[0].traits.heavy


def title_choices(
    text: str, genre: str, seed: int, language: str = "", lockup: Lockup | None = None
) -> tuple[FaceChoice, ...]:
    """The choices for a title, the best for this seed first; never empty.

    Choices with one face for the whole title come before mixtures. Raises `TextError` when no installed font covers the
    text.
    """
    pairings = _pairings(text, genre, lockup)
    start = seed % len(pairings)
    turned = [(pairing, installed(pairing.title)) for pairing in pairings[start:] + pairings[:start]]
    found = [(pairing, first) for pairing, first in turned if first and first.covers(text)]
    if not found:
        whole = next((spec for spec in fallback_specs(genre, language, text) if _covers(spec, text)), "")
        single = installed(whole) or script_face(text, genre, language)
        mixed = [(pairing, first) for pairing, first in turned if first and _is_mixable(text)]
        plain = [(Pairing(single.family, single.family), single)]
        found = plain + mixed if whole or not mixed else mixed + plain
    return tuple(_choice(first, text, genre, language, pairing) for pairing, first in found)


def companion_choice(
    text: str, title: str, genre: str, seed: int, language: str = "", lockup: Lockup | None = None
) -> FaceChoice:
    """The choice for another text than the title: from the title's pairing if that covers the text."""
    pairings = _pairings(text, genre, lockup)
    pairing = pairings[seed % len(pairings)]
    first = installed(pairing.companion)
    if first is None or not first.covers(text):
        whole = next((spec for spec in fallback_specs(genre, language, text) if _covers(spec, text)), "")
        first = installed(whole) or first or script_face(text, genre, language)
    return _choice(first, text, genre, language, Pairing(first.family, first.family, case="as-typed", tracking_em=0.0))


def with_font(choice: FaceChoice, name: str, text: str, genre: str, language: str = "") -> FaceChoice:
    """`choice` with the family that the user requested; raises `RequestError` when there is no such family."""
    first = face(name)
    return _choice(first, text, genre, language, Pairing(name, name))


def apply_case(text: str, case: Case, face: Face, language: str = "") -> str:
    """The text in the case in which it is set, by the rules of its language: i keeps its dot in Turkish.

    A text stays as typed if it has letters with disputed capitals (ß, Greek accents) or capitals that the face lacks.
    """
    if case != "upper" or "ß" in text or any(script_of(char) == "Grek" for char in text):
        return text
    turkish = language.casefold().startswith(("tr", "az")) or any(char in "ıİğĞ" for char in text)
    dotted = text.replace("i", "İ").replace("ı", "I") if turkish else text
    capitals = "".join(upper if len(upper := char.upper()) == 1 else char for char in dotted)
    return capitals if face.covers(capitals) else text


def _choice(first: Face, text: str, genre: str, language: str, pairing: Pairing) -> FaceChoice:
    traits = first.traits
    case = pairing.case or traits.case
    if not any(script_of(char) in ("Latn", "Cyrl") for char in text):
        case = "as-typed"
    tracking = traits.tracking_em if pairing.tracking_em is None else pairing.tracking_em
    if case != "upper" and traits.case == "upper" and pairing.tracking_em is None:
        tracking = min(tracking, 0.0)
    faces = fallback_faces(first, text, genre, language)
    leading = max(item.traits.leading for item in faces)
    return FaceChoice(faces, case, tracking, leading, pairing.style)


def _pairings(text: str, genre: str, lockup: Lockup | None) -> tuple[Pairing, ...]:
    if lockup is not None:
        return lockup.pairings(text)
    if any(script_of(char) == "Hang" for char in text):
        return KOREAN.get(genre, QUIET_KOREAN)
    return LATIN.get(genre, LATIN[GENERAL])


def _is_mixable(text: str) -> bool:
    """Whether the genre's faces cover the main script of the text, so that fallbacks are needed for few characters."""
    return main_script(text) in ("Latn", "Hang", "Zyyy")


def _covers(spec: str, text: str) -> bool:
    found = installed(spec)
    return found is not None and found.covers(text)
