"""The whole bot in a terminal: typed commands, numbered buttons, pictures as file paths."""

from bot.platforms.console.platform import Console

__all__ = ["Console"]
