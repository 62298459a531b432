"""How the bot is, for machines: `/healthz` and `/metrics` on a loopback port, and a probe, `python -m bot.health`.

`monitor` holds the figures, `lag` watches the event loop, `server` answers. Nothing here changes anything.
"""
