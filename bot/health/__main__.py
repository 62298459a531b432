"""`python -m bot.health`: a container's health check. Exit code 0 when the running bot is healthy, else 1.

The address comes from the configuration, so that the port is set in one place only.
"""

from __future__ import annotations

import http.client
import sys

from articover.errors import ArtiCoverError
from bot.config import Http, load_config

TIMEOUT_S = 5.0


def main() -> int:
    try:
        return ask(load_config().http)
    except ArtiCoverError as error:
        print(error, file=sys.stderr)
        return 1


def ask(where: Http) -> int:
    """Print the response of /healthz; returns 0 when its status is 200 or the server is switched off, else 1."""
    if where.port == 0:
        print("http.port is 0: the health check is switched off.")
        return 0
    # A bot that listens on all addresses is reached by the loopback address.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(where.host, where.host)
    connection = http.client.HTTPConnection(host, where.port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        print(answer.read().decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException) as error:
        print(f"No answer from port {where.port} of {host} ({error}).", file=sys.stderr)
        return 1
    finally:
        connection.close()
    return 0 if answer.status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
