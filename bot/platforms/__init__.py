"""The platforms: each receives what users press and type, and sends the answers of the conversation.

The modules in this folder are shared by all platforms and depend on none of them:

interactions       answers presses, commands and forms: repeated ones, deferring, uploads, errors
action_ids         requests in the ids of buttons, readable after a restart
typed              requests in lines of text
progress_reporter  reports the progress of jobs by editing first answers at a limited rate
uploads            files that users upload
"""

from __future__ import annotations

from typing import Protocol

from bot.jobs import Job, JobProgress
from bot.outbox import Delivery, Target
from bot.removals import Removal


class Platform(Protocol):
    """One chat. `owner` is the target of messages to the bot's owner, or None for the log only."""

    @property
    def name(self) -> str: ...

    @property
    def owner(self) -> Target | None: ...

    def connected(self) -> float:
        """The connected share of the connections to the chat, 0 to 1; 1 for a chat without connections."""
        ...

    async def ready(self) -> None:
        """Return once messages can be sent."""
        ...

    async def run(self) -> None:
        """Answer users until cancelled or told to quit."""
        ...

    async def say(self, delivery: Delivery) -> str:
        """Send one message of the outbox; see `bot.outbox.Deliver`."""
        ...

    async def remove(self, removal: Removal) -> None:
        """Delete one message from the chat; see `bot.removals.Remove`."""
        ...

    def progress(self, job: Job, progress: JobProgress) -> None:
        """Report the progress of a running job. Called on the event loop; returns at once."""
        ...
