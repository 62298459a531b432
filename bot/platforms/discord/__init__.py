"""The bot on Discord."""

from bot.platforms.discord.platform import Discord

__all__ = ["Discord"]
