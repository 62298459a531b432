"""Default limits for users, servers and disk space; the owner can configure others."""

from __future__ import annotations

USER_OPEN = 5
"""Queued and running jobs of one user; at most `USER_RUNNING` of them run at once."""
USER_RUNNING = 1
USER_PER_DAY = 100
SERVER_OPEN = 50
TOTAL_OPEN = 500
FREE_SPACE_FLOOR_MB = 1024
"""With less free disk space, jobs that need more are refused."""
