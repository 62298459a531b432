"""Names of the parts of a data folder and of a backup."""

DATABASE = "bot.sqlite3"
BLOBS = "blobs"
BACKUPS = "backups"
EXPORTS = "exports"
LINKS_KEY = "links.key"
REPLACED = "replaced"
MANIFEST = "manifest.json"
