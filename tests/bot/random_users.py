"""People who talk to a bot in a chat at random, and who take its answers at their word."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fake_chat import BotGone, Chat
from msgspec.structs import replace as changed

from bot.conversation import requests
from bot.conversation.requests import Request
from bot.store.records import Interaction

_SYNOPSES = (*6 * ("",), *4 * ("A whale.",), *4 * ("takes 0.1",), "takes 0.2", "request", "engine", "memory", "exit")
"""What the painter of `fake_engines` makes of a brief: mostly a picture, now and then a misdeed."""
_TEXTS = ("Rain", "The Keeper", "비와 고래", "A Third Time")


@dataclass
class SimulatedUsers:
    """Everybody in the chat. `deleted` are the books somebody asked to delete, `forgotten` who asked to be."""

    chat: Chat
    picture: Path
    dice: random.Random
    books: list[int] = field(default_factory=list)
    deleted: set[int] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    asked: dict[str, tuple[Interaction, Request]] = field(default_factory=dict)
    polls: list[int] = field(default_factory=list)
    asked_again: int = 0
    quiet: bool = False
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    async def live(self, name: str) -> None:
        """One person's day, until `quiet`; whoever is called "mo" is a moderator."""
        mine: list[int] = []
        while not self.quiet:
            await self.chat.connected.wait()
            await asyncio.sleep(self.dice.uniform(0, 0.4))
            book = self.dice.choice(mine if mine and self.dice.random() < 0.9 else self.books or [0])
            request = self._request(name, book if self.dice.random() < 0.85 else 0)
            interaction = self.chat.interaction(next(self._numbers), f"stub:{name}")
            self.asked[interaction.interaction_id] = interaction, request
            if isinstance(request, requests.Delete) and request.confirmed and book in mine:
                mine.remove(book)
            if isinstance(request, requests.ForgetMe) and request.confirmed:
                mine.clear()
            made = await self._deliver(name, interaction, request)
            if made is not None and isinstance(request, requests.Start | requests.NextInSeries):
                mine.append(made)
                self.books.append(made)

    def gone_books(self) -> set[int]:
        """Books that somebody wanted gone: these, and what was asked for them, may be missing."""
        begun = {
            answer.session_id
            for interaction, request in self.asked.values()
            if interaction.user_key in self.forgotten and isinstance(request, requests.Start | requests.NextInSeries)
            for answer in self.chat.answers[interaction.interaction_id]
            if answer.session_id is not None
        }
        return begun | self.deleted

    async def _deliver(self, name: str, interaction: Interaction, request: Request) -> int | None:
        """Ask, sometimes twice at once, and again when the bot dies over it; returns the book of an accepted job."""
        for _ in range(3):
            copies = 2 if self.dice.random() < 0.1 else 1
            answers = await asyncio.gather(
                *(self.chat.ask(interaction, request, name == "mo") for _ in range(copies)), return_exceptions=True
            )
            self.asked_again += copies - 1
            for answer in answers:
                if not isinstance(answer, BaseException):
                    if isinstance(request, requests.Compare) and answer.job_id is not None:
                        self.polls.append(answer.job_id)
                    return answer.session_id if answer.job_id is not None else None
                if not isinstance(answer, BotGone):
                    raise answer
            # Some chats deliver again what was not answered, others do not.
            if self.dice.random() < 0.5:
                return None
            await self.chat.connected.wait()
            self.asked_again += 1
        return None

    def _request(self, name: str, book: int) -> Request:
        dice = self.dice
        if not book or dice.random() < 0.1:
            if name == "nomad" and dice.random() < 0.05:
                self.forgotten.add(f"stub:{name}")
                return requests.ForgetMe(confirmed=True)
            if dice.random() < 0.5 and self.polls:
                return requests.Vote(dice.choice(self.polls), dice.randint(1, 2))
            private, options = dice.random() < 0.2, dice.choice((1, 1, 1, 2))
            first = requests.Start(self.text(), "mystery", self.synopsis(), author="Mira", series="The Tide 1")
            return changed(first, private=private, options=options)
        made = dice.choices(list(_REQUESTS), list(_REQUESTS.values()))[0](self, book)
        if isinstance(made, requests.Delete):
            self.deleted.add(book)
        return made

    def text(self) -> str:
        return self.dice.choice(_TEXTS)

    def synopsis(self) -> str:
        return self.dice.choice(_SYNOPSES)


_REQUESTS: Mapping[Callable[[SimulatedUsers, int], Request], int] = {
    lambda users, book: requests.ChangeBrief(book, synopsis=users.synopsis(), mood=users.dice.choice(("", "calm"))): 30,
    lambda users, book: requests.Regenerate(book): 50,
    lambda users, book: requests.Options(book): 20,
    lambda users, book: requests.EditTitle(book, title=users.text()): 40,
    lambda users, book: requests.Style(book, "title", size=users.dice.choice((-1, 1)), color="red"): 40,
    lambda users, book: requests.Upscale(book): 30,
    lambda users, book: requests.Formats(book): 30,
    lambda users, book: requests.NextInSeries(book, users.text(), users.synopsis()): 20,
    lambda users, book: requests.ReplacePicture(book, users.picture): 20,
    lambda users, book: requests.History(book): 10,
    lambda users, book: requests.Compare(book): 80,
    lambda users, book: requests.StepVersion(book, users.dice.choice((-1, 1))): 10,
    lambda users, book: requests.GoBack(book, users.dice.randint(1, 4)): 20,
    lambda users, book: requests.Cancel(book): 5,
    lambda users, book: requests.Delete(book, confirmed=True): 4,
    lambda users, book: requests.Queue(): 10,
}
"""What is asked about a book, and how often."""
