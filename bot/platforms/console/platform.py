"""`Console`: a platform of one person, who owns the machine and so is a moderator, too."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from bot.conversation import (
    Attachment,
    Button,
    Conversation,
    Form,
    Language,
    Message,
    Reply,
    RequestContext,
    filled,
    localized,
    progress_line,
    requests,
)
from bot.conversation.requests import Request
from bot.conversation.suggesting import genres
from bot.jobs import Job, JobProgress
from bot.locales import text
from bot.outbox import Delivery, Target
from bot.platforms.console.terminal import Terminal
from bot.platforms.typed import Unclear, request_of
from bot.removals import Removal
from bot.store import private
from bot.store.records import Interaction

NAME = "console"
_COPIES = "copies"
"""The folder of what "export me" made, beside those of the books."""
_LOOK_S = 0.1
"""Between two looks whether all is said, once nothing more will be typed."""
_QUIET_S = 1.0
"""Between two progress lines of one job."""


class Work(Protocol):
    """What is under way, for a terminal that ends once everything is said."""

    async def open_jobs(self) -> int:
        """How many jobs wait or run."""
        ...

    async def left(self, platform: str) -> int:
        """How many jobs, messages and removals a platform still waits for."""
        ...


@dataclass
class _Filling:
    """A form that is being filled in, field by field."""

    form: Form
    answers: dict[str, str] = field(default_factory=dict)


class Console:
    """See `bot.platforms.Platform`. Buttons are numbered on and on, so that a number never changes its meaning.

    `folder` is where files are laid out for the person to find.
    """

    name = NAME
    owner = Target(NAME, NAME)

    def __init__(
        self, conversation: Conversation, work: Work, folder: Path, incoming: TextIO, outgoing: TextIO
    ) -> None:
        self._conversation, self._work, self._shown = conversation, work, folder
        self._terminal = Terminal(incoming, outgoing)
        self._language: Language = conversation.context.owner_policy.language
        self._buttons: list[Button] = []
        self._book: int | None = None
        self._filling: _Filling | None = None
        self._told = (0, 0.0)

    async def run(self) -> None:
        """Answer what is typed until /quit. When the input ends, what is under way is waited for."""
        self._terminal.start()
        self._print(localized("console-welcome"))
        try:
            while (typed := await self._terminal.next_line()) is not None:
                if typed.strip() == "/quit":
                    break
                await self._hear(typed)
            else:
                await self._wait()
            left = await self._work.open_jobs()
            self._print(localized("console-bye", count=left))
        finally:
            await self._terminal.flush()

    def connected(self) -> float:
        """A terminal has no connection to lose."""
        return 1.0

    async def ready(self) -> None:
        """A terminal is there from the start."""

    async def say(self, delivery: Delivery) -> str:
        reply, language = await self._conversation.announce(delivery.body)
        await self._show(reply, language)
        return f"book-{reply.session_id}/{delivery.outbox_id}"

    async def remove(self, removal: Removal) -> None:
        """Remove what was laid out for a message; the words stay where they were printed."""
        folder, _, _ = (removal.message_id or "").partition("/")
        if folder:
            await asyncio.to_thread(shutil.rmtree, self._shown / folder, ignore_errors=True)

    def progress(self, job: Job, progress: JobProgress) -> None:
        now = time.monotonic()
        job_id, since = self._told
        if job_id == job.job_id and now - since < _QUIET_S:
            return
        self._told = job.job_id, now
        self._print(progress_line(job, progress))

    async def _hear(self, typed: str) -> None:
        plain = typed.strip()
        try:
            if self._filling is not None:
                await self._fill(self._filling, plain)
            elif plain.isdecimal():
                await self._press(int(plain))
            elif plain:
                await self._ask(request_of(plain, self._book))
        except Unclear as unclear:
            self._print(unclear.line)

    async def _press(self, number: int) -> None:
        if not 1 <= number <= len(self._buttons):
            raise Unclear(localized("console-no-button", number=number))
        await self._ask(self._buttons[number - 1].request)

    async def _fill(self, filling: _Filling, typed: str) -> None:
        if typed == "/stop":
            self._filling = None
            self._print(localized("console-form-left"))
            return
        asked = filling.form.fields[len(filling.answers)]
        # A terminal ends a line by Enter, so a break inside a text is written as in code.
        filling.answers[asked.name] = {"": asked.value, "-": ""}.get(typed, typed.replace("\\n", "\n"))
        if len(filling.answers) < len(filling.form.fields):
            self._ask_field(filling)
            return
        self._filling = None
        await self._ask(filled(filling.form, filling.answers))

    def _ask_field(self, filling: _Filling) -> None:
        asked = filling.form.fields[len(filling.answers)]
        if asked.name == "genre":
            names = ", ".join(name for name, _ in genres(self._language))
            self._print(localized("console-genres", names=names))
        if asked.value:
            self._print(localized("console-default", label=asked.label, value=asked.value.replace("\n", "\\n")))
        else:
            self._print(localized("console-plain", label=asked.label))

    async def _ask(self, request: Request) -> None:
        if isinstance(request, requests.Help):
            self._print(localized("console-help"))
            self._print(localized("help-moderators"))
            return
        interaction = Interaction(NAME, uuid.uuid4().hex, f"{NAME}:local", f"{NAME}:here", NAME)
        ask = RequestContext(interaction, os.environ.get("USER", "you"), is_moderator=True)
        reply = await self._conversation.answer(ask, request)
        if isinstance(request, requests.ForgetMe | requests.ExportMe):
            await asyncio.to_thread(self._forget_copies, request)
        # The server's language may just have changed.
        self._language = await self._conversation.language(ask)
        await self._show(reply, self._language)

    async def _show(self, reply: Reply, language: Language) -> None:
        if reply.session_id is not None:
            self._book = reply.session_id
        shown = [text(each, language) for each in reply.lines]
        for attachment in reply.files:
            path = await asyncio.to_thread(self._lay_out, reply.session_id, attachment)
            shown.append(text(localized("console-file", path=str(path)), language))
        labels = []
        for button in reply.buttons:
            self._buttons.append(button)
            labels.append(
                text(localized("console-button", number=str(len(self._buttons)), label=button.label), language)
            )
        shown += ["  " + "  ".join(labels[start : start + 6]) for start in range(0, len(labels), 6)]
        if shown:
            self._terminal.print("\n".join(shown))
        if reply.form is not None:
            self._filling = _Filling(reply.form)
            self._print(reply.form.title)
            self._print(localized("console-form-hint"))
            self._ask_field(self._filling)

    def _lay_out(self, session_id: int | None, attachment: Attachment) -> Path:
        """A picture under its readable name, without a copy where the disk allows it. Blocks."""
        if session_id is None:
            target = self._shown / _COPIES / attachment.name
        else:
            target = self._shown / f"book-{session_id}" / attachment.name
        private.make_folder(target.parent)
        target.unlink(missing_ok=True)
        try:
            os.link(attachment.path, target)
        except OSError:
            private.copy(attachment.path, target)
        return target

    def _forget_copies(self, request: requests.ForgetMe | requests.ExportMe) -> None:
        """Remove the copies laid out before, when everything is forgotten or a new copy comes. Blocks."""
        if isinstance(request, requests.ExportMe) or request.confirmed:
            shutil.rmtree(self._shown / _COPIES, ignore_errors=True)

    async def _wait(self) -> None:
        """Until everything asked for is made and said."""
        if await self._work.left(NAME):
            self._print(localized("console-waiting"))
        while await self._work.left(NAME):
            await asyncio.sleep(_LOOK_S)

    def _print(self, said: Message) -> None:
        self._terminal.print(text(said, self._language))
