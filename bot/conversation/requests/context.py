"""Who asks, where, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.locales import LANGUAGES, Language
from bot.store.records import Interaction

__all__ = ["LANGUAGES", "Language", "RequestContext"]


@dataclass(frozen=True)
class RequestContext:
    """Who asks, as the platform tells it. `name` is for display; `interaction.user_key` says who it is.

    `language` is what the platform says the person reads, `server_language` what it says the server reads;
    None when it does not say. `upload_limit_bytes` is the largest file this chat takes, 0 for no limit.
    `parent_channel_id` is the channel a thread belongs to, "" outside threads.
    """

    interaction: Interaction
    name: str
    is_moderator: bool = False
    language: Language | None = None
    server_language: Language | None = None
    upload_limit_bytes: int = 0
    parent_channel_id: str = ""

    @property
    def user_key(self) -> str:
        return self.interaction.user_key

    @property
    def server_key(self) -> str:
        return self.interaction.server_key
