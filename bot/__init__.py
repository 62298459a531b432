"""The chat bot: sessions, versions and jobs that survive anything. Knows nothing of pixels."""
