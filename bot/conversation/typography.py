"""Use cases on the type of a finished picture: other words, and the style of one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from articover.cover import Role
from bot.conversation import requests
from bot.conversation.context import Context, Refused, asked_by, asked_now, current_version, title_of
from bot.conversation.handlers import handles
from bot.conversation.painting import first_again
from bot.conversation.payloads import EditPayload
from bot.conversation.queueing import checked_brief, submit
from bot.conversation.reply import Button, Message, Reply, alternatives, form_of, localized
from bot.conversation.requests import RequestContext
from bot.store.records import Session

LAYERS: tuple[Role, ...] = ("title", "subtitle", "author", "series")
PLACES = ("top", "middle", "bottom")
PLACED_LAYERS: tuple[Role, ...] = ("title", "author")
"""Subtitle and series stand with the title and go where it goes."""
CASES = ("as-typed", "upper")
COLORS = {
    "white": "#ffffff",
    "ivory": "#fff4d6",
    "gold": "#e8c35a",
    "red": "#d8382c",
    "blue": "#2f5fb3",
    "black": "#111111",
}
"""What a press offers; any other colour can be typed."""
FACES = {
    "latin": ("Cinzel", "Cormorant", "Playfair Display", "Anton", "Montserrat", "Fredoka"),
    "korean": ("Noto Serif KR", "Nanum Myeongjo", "Gowun Batang", "Black Han Sans", "Jua", "Nanum Pen Script"),
    "japanese": ("Noto Serif JP", "Noto Sans JP"),
    "chinese": ("Noto Serif SC", "Noto Sans SC", "Noto Serif TC", "Noto Sans TC"),
}
_TEXTS = ("title", "subtitle", "author", "series")
_SCRIPTS = (
    ("korean", re.compile("[\u1100-\u11ff\uac00-\ud7a3]")),
    ("japanese", re.compile("[\u3040-\u30ff]")),
    ("chinese", re.compile("[\u3400-\u9fff]")),
)
"""Whose letters a face must have; Han beside kana is Japanese."""


@handles(requests.ShowTitle)
async def show_title(context: Context, ask: RequestContext, request: requests.ShowTitle, book: Session) -> Reply:
    asked = await asked_by(context, book, request.job_id)
    form = form_of(requests.EditTitle(book.session_id), localized("form-title", title=title_of(asked)), asked.brief)
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.EditTitle)
async def edit_title(context: Context, ask: RequestContext, request: requests.EditTitle, book: Session) -> Reply:
    asked = await asked_now(context, book)
    changes = {name: value for name in _TEXTS if (value := getattr(request, name)) is not None}
    asked = msgspec.structs.replace(asked, brief=checked_brief({**asked.brief, **changes}))
    if book.current_version_id is None:
        return await first_again(context, ask, "start", asked, book)
    version = await current_version(context, book)
    return await submit(
        context,
        ask,
        EditPayload(action="title", asked=asked),
        book,
        parent_id=version.version_id,
        needs_space=False,
    )


@handles(requests.ShowLayers)
async def show_layers(context: Context, ask: RequestContext, request: requests.ShowLayers, book: Session) -> Reply:
    await current_version(context, book)
    brief = (await asked_now(context, book)).brief
    buttons = tuple(
        Button(Message(f"layer-{layer}"), requests.ShowStyle(book.session_id, layer))
        for layer in LAYERS
        if brief.get(layer)
    )
    return Reply((localized("choose-layer"),), buttons, session_id=book.session_id)


@handles(requests.ShowStyle)
async def show_style(context: Context, ask: RequestContext, request: requests.ShowStyle, book: Session) -> Reply:
    await current_version(context, book)
    text = await _text_of(context, book, request.layer)
    buttons = tuple(_choices(book.session_id, request.layer, text))
    return Reply(
        (localized("choose-style", layer=Message(f"layer-{request.layer}")),), buttons, session_id=book.session_id
    )


@handles(requests.ShowColor)
async def show_color(context: Context, ask: RequestContext, request: requests.ShowColor, book: Session) -> Reply:
    said = localized("form-color", layer=Message(f"layer-{request.layer}"))
    form = form_of(requests.Style(book.session_id, request.layer), said, {"color": "#"})
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.Style)
async def style(context: Context, ask: RequestContext, request: requests.Style, book: Session) -> Reply:
    version = await current_version(context, book)
    await _text_of(context, book, request.layer)
    chosen: dict[str, str] = {}
    if request.face:
        chosen["font"] = request.face[:60]
    if request.place:
        if request.layer not in PLACED_LAYERS:
            raise Refused(localized("refused-place", layer=Message(f"layer-{request.layer}")))
        chosen["place"] = _one_of(request.place, PLACES)
    if request.case:
        chosen["case"] = _one_of(request.case, CASES)
    if request.color:
        chosen["color"] = _color(request.color)
    if not chosen and not request.size:
        raise Refused(localized("refused-no-style"))
    return await submit(
        context,
        ask,
        EditPayload(
            action="style",
            asked=await asked_now(context, book),
            layer=request.layer,
            style=chosen,
            size_steps=max(-1, min(1, request.size)),
        ),
        book,
        parent_id=version.version_id,
        needs_space=False,
    )


async def _text_of(context: Context, book: Session, layer: Role) -> str:
    """The text of a layer. Raises `Refused` when the cover has none."""
    text = (await asked_now(context, book)).brief.get(layer, "") if layer in LAYERS else ""
    if not text:
        raise Refused(localized("refused-no-layer", layer=layer))
    return text


def _choices(session_id: int, layer: Role, text: str) -> Iterator[Button]:
    faces, colors = localized("menu-face"), localized("menu-color")
    script = next((name for name, letters in _SCRIPTS if letters.search(text)), "latin")
    for face in FACES[script]:
        yield Button(localized("style-face", face=face), requests.Style(session_id, layer, face=face), menu=faces)
    for name, color in COLORS.items():
        yield Button(Message(f"color-{name}"), requests.Style(session_id, layer, color=color), menu=colors)
    yield Button(localized("style-larger"), requests.Style(session_id, layer, size=1))
    yield Button(localized("style-smaller"), requests.Style(session_id, layer, size=-1))
    if text.upper() != text.lower():  # Hangul, kana and Han have no capitals
        for case in CASES:
            yield Button(Message(f"style-{case}"), requests.Style(session_id, layer, case=case))
    yield Button(localized("style-own-color"), requests.ShowColor(session_id, layer))
    if layer in PLACED_LAYERS:
        for place in PLACES:
            yield Button(Message(f"style-{place}"), requests.Style(session_id, layer, place=place))


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Refused(localized("refused-choice", known=alternatives(known)))
    return value


def _color(text: str) -> str:
    plain = text.strip().casefold()
    plain = COLORS.get(plain, plain)
    if re.fullmatch("#[0-9a-f]{3}", plain):
        plain = "#" + "".join(2 * digit for digit in plain[1:])
    if not re.fullmatch("#[0-9a-f]{6}", plain):
        raise Refused(localized("refused-color", text=text[:40]))
    return plain
