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
"""Where the worker writes what it makes, until it is stored."""
SHOWN = "shown"
"""Where the terminal's pictures lie under readable names."""

PARTS = (DATABASE, LOG, SHARED, BLOBS, BACKUPS, EXPORTS, LINKS_KEY, LOCK, REPLACED, SCRATCH, SHOWN)
"""What the bot makes in a data folder and nobody else may read."""
