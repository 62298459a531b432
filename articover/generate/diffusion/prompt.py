"""Write the prompt of a brief: the caption form of the seed project's LoRA, then style, wishes and space for the title.

A prompt is a list of phrases with ranks. If it does not fit the model's tokenizers, whole phrases are left out, the
least important first; no phrase is cut in the middle.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articover import notices
from articover.brief import Brief
from articover.errors import RequestError
from articover.facts import Fact
from articover.generate.diffusion.styles import FINISH, MEDIUM, NEGATIVE, STYLES, VIEWS
from articover.genres import GENERAL
from articover.understand import Item, Understanding, understand
from articover.understand.culture import form_of
from articover.understand.index import index
from articover.understand.languages import language_of
from articover.understand.result import THINGS

Fits = Callable[[str], bool]
"""Whether a text fits all tokenizers of a model that have a limit."""

_HEAD, _SUBJECT, _GENRE, _WISH, _COLORS, _ROOM, _STYLE, _TITLE, _MOOD, _MORE, _FINISH = range(11)
"""Ranks, most important first: a LoRA's trigger and the head of the caption come first."""
_PLACEHOLDERS = ("title", "genre", "synopsis")
_DENIAL = re.compile(
    r"(?:with no|without|no|not|never|avoid|do(?:n['’]t| not) (?:want|show|use|draw))\s+(?:any |an? |the )?(.+)",
    re.IGNORECASE,
)
"""The beginning of a wish that names unwanted things."""
_MOST_THINGS = 6
"""With more things, none of them would be large enough in the picture."""
_MAX_WORDS = 24
"""A longer piece of a synopsis is split at its commas, so that parts of it can be left out."""


@dataclass(frozen=True)
class Phrase:
    """A phrase with a lower `rank` is kept longer. It is left out as long as `within`, which contains it, is kept."""

    text: str
    rank: int
    within: str = ""


@dataclass(frozen=True)
class Prompt:
    """The prompt; `left_out` are the phrases beyond the token limit, `notices` are for the user."""

    text: str
    negative: str
    left_out: tuple[str, ...] = ()
    notices: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Wording:
    """How prompts are made: the caption `form`, LoRA `triggers`, and `styles` and `negative` prompt of the config.

    For a book of a series `colors` are words for its colours and `genre` is the genre of its style ("" is the brief's).
    """

    form: str
    styles: dict[str, str]
    negative: str = ""
    triggers: tuple[str, ...] = ()
    colors: str = ""
    genre: str = ""


def write_prompt(
    brief: Brief, wording: Wording, fits: Fits, translate: Callable[[str], str] | None = None, *, room: str = ""
) -> Prompt:
    """The prompt for `brief`. `translate` translates to English; `room` is a phrase about the place of the title.

    Raises `RequestError` when the form has an unknown placeholder.
    """
    told, said = _in_english(brief, translate)
    phrases = _phrases(brief, told, wording, room)
    kept, left_out = _fitted(phrases, fits)
    unwanted = (*told.unwanted, *_split(wording.negative or NEGATIVE))
    negative, _ = _fitted(_once([Phrase(text, rank) for rank, text in enumerate(unwanted)]), fits)
    return Prompt(_joined(kept), _joined(negative), tuple(item.text for item in left_out), said)


@dataclass(frozen=True)
class _Told:
    """The brief in words that the model knows. `unwanted` is for the negative prompt, as models ignore "no"."""

    title: str
    synopsis: tuple[str, ...]
    wishes: tuple[str, ...]
    unwanted: tuple[str, ...]
    things: tuple[str, ...]
    settings: tuple[str, ...] = ()


def _in_english(brief: Brief, translate: Callable[[str], str] | None) -> tuple[_Told, tuple[Fact, ...]]:
    """The brief in English: as written, translated, or as English words for the concepts found in it."""
    made = understand(brief)
    things = tuple(dict.fromkeys(_thing(item, made.culture) for item in made.of(*THINGS)))[:_MOST_THINGS]
    texts = {name: getattr(brief, name) for name in ("title", "synopsis", "requirements")}
    foreign = [name for name, text in texts.items() if text and not _is_english(text, made.language)]
    said: tuple[Fact, ...] = ()
    if foreign and translate is not None:
        texts.update({name: translate(texts[name]) for name in foreign})
        said = (notices.TRANSLATED(text=" / ".join(_one_line(texts[name]) for name in foreign)),)
    elif foreign:
        texts.update(dict.fromkeys(foreign, ""))
        words = tuple(dict.fromkeys((*things, *_settings(made), *_looks(made))))
        said = (notices.WORDS_TAKEN(words=words) if words else notices.WORDS_UNKNOWN(),)
    asked = _split(texts["requirements"]) or _looks(made)
    denied = {wish: match[1] for wish in asked if (match := _DENIAL.match(wish))}
    wishes = tuple(wish for wish in asked if wish not in denied)
    unwanted = tuple(dict.fromkeys((*denied.values(), *(_english(name) for name in sorted(made.denied)))))
    settings = _settings(made)
    return _Told(_one_line(texts["title"]), _pieces(texts["synopsis"]), wishes, unwanted, things, settings), said


def _thing(item: Item, culture: str) -> str:
    """A thing as in "three wounded whales": attributes, then the word, as written if that is English.

    If a culture has its own form of the thing, the culture is named: a palace of Korea is a Korean palace.
    """
    word = item.word.casefold() if item.language == "en" else _english(item.concept)
    if item.language != "en" and (form := form_of(item.concept, culture)) and form != item.concept:
        plain = form.replace("_", " ")
        word = plain if set(plain.split()) & set(word.split()) else f"{plain} {word}"
    many = {"pair": "two ", "many": "several "}[item.number] if item.number != "one" and item.language != "en" else ""
    attributes = [each for each in item.attributes[:2] if each not in word.split()]
    return f"{many}{' '.join([*attributes, word])}"


def _settings(made: Understanding) -> tuple[str, ...]:
    """Time, season, weather, era and mood, in English."""
    return tuple(_english(item.concept) for item in made.of("time", "season", "weather", "era", "mood"))


def _looks(made: Understanding) -> tuple[str, ...]:
    """Colours, medium and views that the wishes ask for, in English."""
    asked = tuple(_english(item.concept) for item in made.of("colour", "medium") if item.field == "requirements")
    return tuple(dict.fromkeys((*asked, *(VIEWS.get(view, view) for view in made.views))))


def _style(brief: Brief, told: _Told, wording: Wording) -> tuple[str, ...]:
    """The genre's style words, without its medium if the user names one."""
    genre = wording.genre or brief.genre_key
    style = _split(wording.styles.get(genre) or STYLES[genre])
    if not any(MEDIUM.search(wish) for wish in told.wishes):
        return style
    return tuple(text for text in style if not MEDIUM.search(text))


def _phrases(brief: Brief, told: _Told, wording: Wording, room: str) -> list[Phrase]:
    first, rest = told.synopsis[:1], told.synopsis[1:]
    subject = " ".join(first) or ", ".join(told.things)
    values = {
        "title": (told.title, _TITLE),
        "genre": (brief.genre_key if brief.genre_key != GENERAL else brief.genre * _is_latin(brief.genre), _GENRE),
        "synopsis": (subject, _SUBJECT),
    }
    phrases = [Phrase(trigger, -1) for trigger in wording.triggers]
    phrases += _of_form(wording.form, values)
    # If a subject is too long to fit, at least its things remain.
    about = next((phrase.text for phrase in phrases if subject and subject in phrase.text), "")
    phrases += [Phrase(thing, _SUBJECT, about if thing in subject.casefold() else "") for thing in told.things if first]
    phrases += [Phrase(wish, _WISH) for wish in told.wishes]
    # One phrase in spite of its commas, because half a palette is a different one.
    phrases += [Phrase(wording.colors, _COLORS)] if wording.colors else []
    phrases += [Phrase(text, _STYLE) for text in _style(brief, told, wording)]
    said = " ".join((subject, *told.wishes)).casefold()
    phrases += [Phrase(setting, _MOOD) for setting in told.settings if setting not in said]
    phrases += [Phrase(piece, _MORE) for piece in rest]
    phrases += [Phrase(text, _ROOM) for text in (room,) if text]
    phrases += [Phrase(text, _FINISH) for text in FINISH]
    return _once(phrases)


def _of_form(form: str, values: dict[str, tuple[str, int]]) -> list[Phrase]:
    """The caption form split at its commas; a piece is dropped if its placeholder has no value."""
    phrases: list[Phrase] = []
    for piece in _split(form):
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(piece) if name is not None]
        except ValueError as error:
            raise RequestError("prompt_brace") from error
        if unknown := [name for name in names if name not in _PLACEHOLDERS]:
            raise RequestError(
                "prompt_placeholder",
                name=unknown[0],
                known=", ".join(_PLACEHOLDERS),
            )
        if all(values[name][0] for name in names):
            text = piece.format(**{name: value for name, (value, _) in values.items()})
            phrases.append(Phrase(text, max((values[name][1] for name in names), default=_HEAD)))
    return phrases


def _fitted(phrases: Sequence[Phrase], fits: Fits) -> tuple[list[Phrase], list[Phrase]]:
    """(kept, left out), both in order. The phrase of the highest rank, and the last of equal ones, goes first."""
    kept, left_out = list(phrases), []
    while kept and not fits(_joined(kept)):
        worst = max(range(len(kept)), key=lambda index: (kept[index].rank, index))
        left_out.append(kept.pop(worst))
    # A short phrase may still fit after a long one was left out.
    for phrase in sorted(left_out, key=lambda item: item.rank):
        trial = [item for item in phrases if item in kept or item is phrase]
        if fits(_joined(trial)):
            kept = trial
    return kept, [item for item in phrases if item not in kept]


def _joined(phrases: Sequence[Phrase]) -> str:
    texts = {phrase.text for phrase in phrases}
    return ", ".join(phrase.text for phrase in phrases if phrase.within not in texts)


def _once(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Each text once, at its best rank."""
    best: dict[str, Phrase] = {}
    for phrase in phrases:
        key = phrase.text.casefold()
        if key not in best or phrase.rank < best[key].rank:
            best[key] = phrase
    return [phrase for phrase in phrases if best[phrase.text.casefold()] is phrase]


def _pieces(text: str) -> tuple[str, ...]:
    """The sentences of a synopsis, long ones split into clauses, without closing punctuation."""
    pieces: list[str] = []
    for sentence in re.split(r"(?<=[.!?…;])\s+|\n+", text):
        clauses = [sentence] if len(sentence.split()) <= _MAX_WORDS else re.split(r",\s+|\s+[—–-]\s+", sentence)
        pieces += [clause.strip(" .!?…;,\"'“”") for clause in clauses]
    return tuple(piece for piece in pieces if piece)


def _split(text: str) -> tuple[str, ...]:
    return tuple(piece for part in re.split(r"[,;\n]|(?<=[.!?])\s", text) if (piece := part.strip(" .!?")))


def _english(concept: str) -> str:
    """The first English word of a concept."""
    return index().name(concept)


def _one_line(text: str) -> str:
    return " ".join(text.replace(",", " ").split())


def _is_english(text: str, language: str) -> bool:
    """Whether CLIP, which was trained on English, can understand `text`; `language` is the brief's."""
    return _is_latin(text) and language_of(text, language) == "en"


def _is_latin(text: str) -> bool:
    """Whether `text` has only letters that occur in CLIP's training texts, which are almost all English."""
    letters = [char for char in text if char.isalpha()]
    return sum(ord(char) < 0x250 for char in letters) >= 0.8 * len(letters)
