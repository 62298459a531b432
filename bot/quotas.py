"""How much people may ask for and the bot may store, unless its owner configures otherwise."""

from __future__ import annotations

USER_OPEN = 5
"""Jobs of one user that wait or run; `USER_RUNNING` of them run at once."""
USER_RUNNING = 1
USER_PER_DAY = 100
SERVER_OPEN = 50
TOTAL_OPEN = 500
FREE_SPACE_FLOOR_MB = 1024
"""With less disk space nothing that needs more is begun."""
