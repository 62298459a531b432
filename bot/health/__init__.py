"""Health checks and metrics: `/healthz` and `/metrics` on a loopback port, and the probe `python -m bot.health`.

`monitor` holds the metrics, `lag` measures the event loop's delay, `chats` watches the connections, `server` is the
HTTP server. All of it only reads.
"""
