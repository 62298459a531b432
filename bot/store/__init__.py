"""Everything the bot remembers: one SQLite file and the files beside it, in one data folder."""

from bot.store.db import Database, Transaction
from bot.store.store import Store

__all__ = ["Database", "Store", "Transaction"]
