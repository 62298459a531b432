"""Names of the parts of a data folder and of a backup."""

DATABASE = "bot.sqlite3"
LOG = f"{DATABASE}-wal"
SHARED = f"{DATABASE}-shm"
BLOBS = "blobs"
BACKUPS = "backups"
EXPORTS = "exports"
LINKS_KEY = "links.key"
LOCK = "lock"
REPLACED = "replaced"
MANIFEST = "manifest.json"
SCRATCH = "scratch"
"""Where the worker writes its results until they are stored."""
SHOWN = "shown"
"""Pictures under readable names, for the console."""

PARTS = (DATABASE, LOG, SHARED, BLOBS, BACKUPS, EXPORTS, LINKS_KEY, LOCK, REPLACED, SCRATCH, SHOWN)
"""The parts of a data folder that the bot makes and that only its owner may read."""
