"""The bot on Discord.

platform        what the rest of the bot sees: run, say, progress
client          the connection; every command, press and form goes to `bot.platforms.interactions`
commands        the slash commands and their words; sync compares them with those at Discord
asking          who asks; permissions: what the bot may there; dm: direct messages instead
responding      the ways an answer goes out
render          a reply as a message; forms: a form as a modal; words: what people wrote, as plain text
reading         what people wrote, without Discord's code
message_sender  results, said once; finding: whether one arrived; removing: those of deleted books
uploads         files in and out
"""

from bot.platforms.discord.platform import Discord

__all__ = ["Discord"]
