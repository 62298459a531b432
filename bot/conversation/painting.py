"""Use cases that paint: start, change brief, regenerate, options, replace picture, next in series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from articover.engine_description import TextPolicy
from bot.conversation import requests
from bot.conversation.context import (
    DEFAULT_RATIO,
    SEEDS,
    Context,
    Refused,
    asked_by,
    asked_now,
    current_version,
    is_for_one,
    is_picture,
    title_of,
)
from bot.conversation.handlers import handles
from bot.conversation.imaging import again_of, imaging_form
from bot.conversation.payloads import AnyAsked, AskedCover, CoverPayload, OptionsPayload, payload_of
from bot.conversation.queueing import checked_brief, checked_ratio, engine_for, submit
from bot.conversation.reply import Form, Message, Reply, form_of, localized
from bot.conversation.requests import ACTIONS, Request, RequestContext, action_of
from bot.conversation.uploads import stored_upload
from bot.store.policy import get_settings
from bot.store.records import File, Session

OPTIONS = 4
OPTION_SEED_STEP = 16
"""Between the seeds of two options: a painter that tries again takes the next ones."""

START_FIELDS = tuple(each.name for each in ACTIONS[requests.Start].inputs)[:5]
"""What the form of a new book holds; a chat's form has room for five."""
_BRIEF_TEXTS = ("title", "subtitle", "author", "series", "genre", "synopsis", "requirements")


@handles(requests.Start)
async def start(context: Context, ask: RequestContext, request: requests.Start) -> Reply:
    settings = await get_settings(context.store.db, ask.server_key)
    brief = checked_brief({name: getattr(request, name) for name in _BRIEF_TEXTS})
    trim = checked_ratio(request.ratio or str(settings.get("ratio", DEFAULT_RATIO)))
    asked = AskedCover(brief, trim, engine=request.engine)
    seed = context.new_seed() if request.seed is None else request.seed % SEEDS
    if request.picture is not None:
        return await _with_picture(context, ask, "start", asked, None, request.picture, seed, "keep", request.private)
    if request.options > 1:
        seeds = option_seeds(seed, min(request.options, OPTIONS))
        several = OptionsPayload(action="option", asked=asked, seeds=seeds)
        return await _paint(context, ask, several, None, private=request.private)
    return await _paint(
        context, ask, CoverPayload(action="start", asked=asked, seed=seed), None, private=request.private
    )


async def show_start(context: Context, ask: RequestContext, request: requests.ShowStart) -> Reply:
    return Reply((), form=await start_form(context, ask))


async def start_form(context: Context, ask: RequestContext, wrong: str = "") -> Form:
    """The form of a new book; the field that is `wrong` comes first where it would not be there otherwise."""
    settings = await get_settings(context.store.db, ask.server_key)
    made = form_of(requests.Start(""), localized("form-cover"), {"ratio": str(settings.get("ratio", DEFAULT_RATIO))})
    known = {each.name: each for each in made.fields}
    return replace(made, fields=tuple(known[name] for name in start_fields(wrong)))


def start_fields(wrong: str = "") -> tuple[str, ...]:
    """What the form of a new book holds when the field `wrong` is to be mended; a chat's form has room for five."""
    if wrong in START_FIELDS or wrong not in (*_BRIEF_TEXTS, "picture"):
        return START_FIELDS
    return (wrong, *START_FIELDS[:-1])


@handles(requests.ShowBrief)
async def show_brief(context: Context, ask: RequestContext, request: requests.ShowBrief, book: Session) -> Reply:
    asked = await asked_by(context, book, request.job_id)
    filled = {**asked.brief, "mood": asked.mood, "palette": asked.palette}
    form = form_of(requests.ChangeBrief(book.session_id), localized("form-brief", title=title_of(asked)), filled)
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.ChangeBrief)
async def change_brief(context: Context, ask: RequestContext, request: requests.ChangeBrief, book: Session) -> Reply:
    asked = await asked_now(context, book)
    changes = changed_texts(request)
    mood, palette = changes.pop("mood", asked.mood).strip(), changes.pop("palette", asked.palette).strip()
    if (mood, palette) != (asked.mood, asked.palette):
        # Other colours are another look than that of the series.
        asked = msgspec.structs.replace(asked, mood=mood, palette=palette, series_of=None)
    return await repaint_brief(context, ask, asked, changes, book)


def changed_texts(request: Request) -> dict[str, str]:
    """The texts that a request changes, by field. Raises `Refused` for one that is longer than its form takes."""
    changes: dict[str, str] = {}
    for each in action_of(request).inputs:
        text = getattr(request, each.name)
        if text is None:
            continue
        if len(text) > each.most:
            raise Refused(localized("refused-long-text", field=Message(each.key), most=each.most), each.name)
        changes[each.name] = text
    return changes


async def repaint_brief(
    context: Context, ask: RequestContext, asked: AnyAsked, words: Mapping[str, str], book: Session
) -> Reply:
    """Paint the book anew with `words` in place of the same fields of its brief."""
    asked = msgspec.structs.replace(asked, brief=checked_brief({**asked.brief, **words}))
    if book.current_version_id is None:
        return await first_again(context, ask, "brief", asked, book)
    return await _paint(
        context, ask, CoverPayload(action="brief", asked=asked, seed=await _seed_of(context, book)), book
    )


@handles(requests.Regenerate)
async def regenerate(context: Context, ask: RequestContext, request: requests.Regenerate, book: Session) -> Reply:
    asked = await asked_now(context, book)
    return await _paint(context, ask, CoverPayload(action="regenerate", asked=asked, seed=context.new_seed()), book)


@handles(requests.Options)
async def options(context: Context, ask: RequestContext, request: requests.Options, book: Session) -> Reply:
    asked = await asked_now(context, book)
    seeds = option_seeds(context.new_seed(), OPTIONS)
    return await _paint(context, ask, OptionsPayload(action="option", asked=asked, seeds=seeds), book)


def option_seeds(first: int, count: int) -> list[int]:
    """Seeds of options painted together; the first is `first`."""
    return [(first + OPTION_SEED_STEP * number) % SEEDS for number in range(count)]


async def first_again(context: Context, ask: RequestContext, action: str, asked: AnyAsked, book: Session) -> Reply:
    """The first picture of a book anew, with other words: on the same picture of one's own if there was one.

    Raises `Refused` while the first is still under way.
    """
    if await context.jobs.open_jobs(session_id=book.session_id):
        raise Refused(localized("refused-no-version"))
    last = await context.jobs.newest(book.session_id)
    before = None if last is None else payload_of(last)
    like = before.like if isinstance(before, CoverPayload | OptionsPayload) else None
    if not isinstance(before, CoverPayload):
        before = CoverPayload(seed=context.new_seed())
    files = () if last is None else tuple(await context.jobs.files(last))
    if files:
        letters: TextPolicy = before.text_in_picture or "keep"
        return await _on_picture(context, ask, action, asked, book, files, before.seed, letters, book.private)
    return await _paint(context, ask, CoverPayload(action=action, asked=asked, seed=before.seed, like=like), book)


@handles(requests.ShowPicture)
async def show_picture(context: Context, ask: RequestContext, request: requests.ShowPicture, book: Session) -> Reply:
    if is_picture(book):
        last = await context.jobs.newest(book.session_id)
        return Reply((), form=imaging_form(again_of(last, book)), session_id=book.session_id)
    form = form_of(requests.ReplacePicture(book.session_id), localized("form-picture"))
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.ReplacePicture)
async def replace_picture(
    context: Context, ask: RequestContext, request: requests.ReplacePicture, book: Session
) -> Reply:
    asked, seed = await asked_now(context, book), await _seed_of(context, book)
    letters: TextPolicy = "erase" if request.erase else "keep"
    return await _with_picture(context, ask, "picture", asked, book, request.picture, seed, letters, book.private)


async def _with_picture(
    context: Context,
    ask: RequestContext,
    action: str,
    asked: AnyAsked,
    book: Session | None,
    picture: Path,
    seed: int,
    letters: TextPolicy,
    private: bool,
) -> Reply:
    """Queue a cover on a picture of one's own, for `book` or a new one."""
    async with stored_upload(context, ask, picture) as file:
        return await _on_picture(context, ask, action, asked, book, (file,), seed, letters, private)


async def _on_picture(
    context: Context,
    ask: RequestContext,
    action: str,
    asked: AnyAsked,
    book: Session | None,
    files: tuple[File, ...],
    seed: int,
    letters: TextPolicy,
    private: bool,
) -> Reply:
    return await submit(
        context,
        ask,
        CoverPayload(action=action, asked=asked, seed=seed, text_in_picture=letters),
        book,
        parent_id=book.current_version_id if book else None,
        files=files,
        private=private,
    )


@handles(requests.ShowNext)
async def show_next(context: Context, ask: RequestContext, request: requests.ShowNext, book: Session) -> Reply:
    asked = await asked_now(context, book)
    series = next_number(asked.brief["series"])
    form = form_of(
        requests.NextInSeries(book.session_id), localized("form-next", title=title_of(asked)), {"series": series}
    )
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.NextInSeries)
async def next_in_series(context: Context, ask: RequestContext, request: requests.NextInSeries, book: Session) -> Reply:
    version = await current_version(context, book)
    asked = await asked_now(context, book)
    series = request.series.strip() or next_number(asked.brief["series"])
    brief = {**asked.brief, "title": request.title, "synopsis": request.synopsis, "series": series}
    # They were about the earlier picture: the new one shows what its own synopsis is about.
    brief |= {"subtitle": "", "requirements": ""}
    asked = msgspec.structs.replace(asked, brief=checked_brief(brief), series_of=version.version_id)
    seed = await _seed_of(context, book)
    payload = CoverPayload(action="series", asked=asked, seed=seed, like=version.version_id)
    return await _paint(context, ask, payload, None, private=is_for_one(ask, book))


def next_number(series: str) -> str:
    """The series line of the next book: its last number plus one, or " 2" behind it; "" stays ""."""
    found = re.search(r"\d+(?!.*\d)", series)
    if found:
        return f"{series[: found.start()]}{int(found[0]) + 1}{series[found.end() :]}"
    return f"{series} 2" if series else ""


async def _paint(
    context: Context,
    ask: RequestContext,
    payload: CoverPayload | OptionsPayload,
    book: Session | None,
    *,
    private: bool = False,
) -> Reply:
    """Queue a painting for `book`, or for a new one."""
    servers = {ask.server_key, *([book.server_key] if book else [])}
    engine = await engine_for(context, servers, payload.asked.engine)
    return await submit(
        context,
        ask,
        msgspec.structs.replace(payload, engine=engine),
        book,
        parent_id=book.current_version_id if book else None,
        private=private,
    )


async def _seed_of(context: Context, book: Session) -> int:
    """The seed of the current version, so that what is not changed stays alike; a new one before the first."""
    if book.current_version_id is None:
        return context.new_seed()
    return int((await current_version(context, book)).data.get("seed", 0))
