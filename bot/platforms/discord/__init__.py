"""The bot on Discord.

platform     what the rest of the bot sees: run, say, progress
client       the connection; every command, press and form goes to the desk
commands     the slash commands and their words; sync compares them with those at Discord
asking       who asks; permissions: what the bot may there; dm: direct messages instead
answering    the desk: what is asked is done, then answered; responding: the ways an answer goes out
custom_id    a request in the id of a button; forms: a request in a form
render       a reply as a message; words: what people wrote, as plain text
deliver      results, said once; finding: whether one arrived; removing: those of deleted books
progress     where jobs stand until then
uploads      files in and out
"""

from bot.platforms.discord.platform import Discord

__all__ = ["Discord"]
