"""How the bot is, for machines: `/healthz` and `/metrics` on a loopback port, and a probe, `python -m bot.health`.

`monitor` holds the figures, `lag` watches the event loop, `chats` the connections, `server` answers. Nothing here
changes anything.
"""
