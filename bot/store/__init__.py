"""The bot's durable state: one SQLite file and the files beside it, in one data folder."""

from bot.store.db import Database
from bot.store.store import Store
from bot.store.transaction import Transaction

__all__ = ["Database", "Store", "Transaction"]
