"""What a platform is to the rest of the bot: it hears people, and says what the conversation answers.

What platforms share lies in this folder, and knows none of them:

interactions       from a press, command or form to its answer: repeated ones, deferring, uploads, faults
action_ids         a request in the id of a button, read back after any restart
typed              a request in a line of text
progress_reporter  how far jobs are, by editing first answers at a bearable pace
uploads            files that people hand in
"""

from __future__ import annotations

from typing import Protocol

from bot.jobs import Job, JobProgress
from bot.outbox import Delivery, Target
from bot.removals import Removal


class Platform(Protocol):
    """One chat. `owner` is where to reach whoever runs the bot, None for nowhere but the log."""

    @property
    def name(self) -> str: ...

    @property
    def owner(self) -> Target | None: ...

    def connected(self) -> float:
        """The share of the connection to the chat that stands, 0 to 1; 1 where there is none to lose."""
        ...

    async def ready(self) -> None:
        """Return once messages can be sent."""
        ...

    async def run(self) -> None:
        """Hear people and answer them, until cancelled or told to leave."""
        ...

    async def say(self, delivery: Delivery) -> str:
        """Say one message of the outbox; see `bot.outbox.Deliver`."""
        ...

    async def remove(self, removal: Removal) -> None:
        """Take one message out of the chat; see `bot.removals.Remove`."""
        ...

    def progress(self, job: Job, progress: JobProgress) -> None:
        """A running job got further. Called on the event loop; returns at once."""
        ...
