"""Brief -> prompt: the caption form the seed's LoRA was trained with, then style, wishes and room for the title.

A prompt is a list of phrases, each with a rank. What does not fit the model's tokenizers is left out whole, least
important first; no phrase is ever cut in the middle.
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
"""Whether a text fits every tokenizer of a model that has a limit."""

_HEAD, _SUBJECT, _GENRE, _WISH, _COLORS, _ROOM, _STYLE, _TITLE, _MOOD, _MORE, _FINISH = range(11)
"""Ranks, most important first. A LoRA's trigger and the head of the caption go before everything."""
_PLACEHOLDERS = ("title", "genre", "synopsis")
_DENIAL = re.compile(
    r"(?:with no|without|no|not|never|avoid|do(?:n['’]t| not) (?:want|show|use|draw))\s+(?:any |an? |the )?(.+)",
    re.IGNORECASE,
)
"""A wish that begins so says what is not to be seen."""
_MOST_THINGS = 6
"""More would share the picture among them until none is seen."""
_MAX_WORDS = 24
"""A longer piece of a synopsis is broken at its commas: then it can be left out in parts."""


@dataclass(frozen=True)
class Phrase:
    """The lower its `rank`, the longer it is kept. It is not said while `within`, which says it already, is."""

    text: str
    rank: int
    within: str = ""


@dataclass(frozen=True)
class Prompt:
    """The prompt; `left_out` are the phrases beyond the token limit, `notices` are for the writer."""

    text: str
    negative: str
    left_out: tuple[str, ...] = ()
    notices: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Wording:
    """How prompts are made: the caption `form`, `styles` and the `negative` prompt over our own, LoRA `triggers`.

    `colors` are words for those of a series, `genre` the one whose style it keeps; "" is the brief's own.
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
    """The prompt for `brief`. `translate` makes English of what is not; `room` says where the title will stand.

    Raises `RequestError` when the form holds a placeholder we do not know.
    """
    told, said = _in_english(brief, translate)
    phrases = _phrases(brief, told, wording, room)
    kept, left_out = _fitted(phrases, fits)
    unwanted = (*told.unwanted, *_split(wording.negative or NEGATIVE))
    negative, _ = _fitted(_once([Phrase(text, rank) for rank, text in enumerate(unwanted)]), fits)
    return Prompt(_joined(kept), _joined(negative), tuple(item.text for item in left_out), said)


@dataclass(frozen=True)
class _Told:
    """What can be said to the model in words it knows. It does not understand "no": `unwanted` goes beside."""

    title: str
    synopsis: tuple[str, ...]
    wishes: tuple[str, ...]
    unwanted: tuple[str, ...]
    things: tuple[str, ...]
    settings: tuple[str, ...] = ()


def _in_english(brief: Brief, translate: Callable[[str], str] | None) -> tuple[_Told, tuple[Fact, ...]]:
    """The brief in English: as written, translated, or as English words for what was read from it."""
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
    """ "three wounded whales" as a model is told it: attributes, then the word, as written where that is English.

    Where a culture has a form of its own of the thing, that is said: a palace of Korea is a Korean palace.
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
    """The genre's words for its look, without its medium where the writer names one."""
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
    # A subject too long to fit leaves at least its things behind.
    about = next((phrase.text for phrase in phrases if subject and subject in phrase.text), "")
    phrases += [Phrase(thing, _SUBJECT, about if thing in subject.casefold() else "") for thing in told.things if first]
    phrases += [Phrase(wish, _WISH) for wish in told.wishes]
    # One phrase though it has commas: half a palette is another one.
    phrases += [Phrase(wording.colors, _COLORS)] if wording.colors else []
    phrases += [Phrase(text, _STYLE) for text in _style(brief, told, wording)]
    said = " ".join((subject, *told.wishes)).casefold()
    phrases += [Phrase(setting, _MOOD) for setting in told.settings if setting not in said]
    phrases += [Phrase(piece, _MORE) for piece in rest]
    phrases += [Phrase(text, _ROOM) for text in (room,) if text]
    phrases += [Phrase(text, _FINISH) for text in FINISH]
    return _once(phrases)


def _of_form(form: str, values: dict[str, tuple[str, int]]) -> list[Phrase]:
    """The caption form cut at its commas; a piece whose placeholder has no value falls away."""
    phrases: list[Phrase] = []
    for piece in _split(form):
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(piece) if name is not None]
        except ValueError as error:
            raise RequestError(
                "diffusion.prompt has a brace that is not closed: mend it in the config.", "prompt_brace"
            ) from error
        if unknown := [name for name in names if name not in _PLACEHOLDERS]:
            raise RequestError(
                'diffusion.prompt has the placeholder "{name}", which is not known: use {known}.',
                "prompt_placeholder",
                name=unknown[0],
                known=", ".join(_PLACEHOLDERS),
            )
        if all(values[name][0] for name in names):
            text = piece.format(**{name: value for name, (value, _) in values.items()})
            phrases.append(Phrase(text, max((values[name][1] for name in names), default=_HEAD)))
    return phrases


def _fitted(phrases: Sequence[Phrase], fits: Fits) -> tuple[list[Phrase], list[Phrase]]:
    """(kept, left out), both in their order: the phrase of highest rank, last of its equals, goes first."""
    kept, left_out = list(phrases), []
    while kept and not fits(_joined(kept)):
        worst = max(range(len(kept)), key=lambda index: (kept[index].rank, index))
        left_out.append(kept.pop(worst))
    # What is small may still fit where something large had to go.
    for phrase in sorted(left_out, key=lambda item: item.rank):
        trial = [item for item in phrases if item in kept or item is phrase]
        if fits(_joined(trial)):
            kept = trial
    return kept, [item for item in phrases if item not in kept]


def _joined(phrases: Sequence[Phrase]) -> str:
    texts = {phrase.text for phrase in phrases}
    return ", ".join(phrase.text for phrase in phrases if phrase.within not in texts)


def _once(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Each text once, where it ranks best."""
    best: dict[str, Phrase] = {}
    for phrase in phrases:
        key = phrase.text.casefold()
        if key not in best or phrase.rank < best[key].rank:
            best[key] = phrase
    return [phrase for phrase in phrases if best[phrase.text.casefold()] is phrase]


def _pieces(text: str) -> tuple[str, ...]:
    """A synopsis as sentences, long ones as their clauses, without closing marks."""
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
    """Whether CLIP, which was trained on English, can make something of `text`; `language` is the brief's."""
    return _is_latin(text) and language_of(text, language) == "en"


def _is_latin(text: str) -> bool:
    """Whether what CLIP was trained on, which is nearly all English, can hold the letters of `text`."""
    letters = [char for char in text if char.isalpha()]
    return sum(ord(char) < 0x250 for char in letters) >= 0.8 * len(letters)
