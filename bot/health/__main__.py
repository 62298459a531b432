"""`python -m bot.health`: ask a running bot how it is; exit code 0 when it is well, else 1. A container's health check.

The address is the one the configuration names, so that a changed port needs to be told in one place only.
"""

from __future__ import annotations

import http.client
import sys

from articover.errors import ArtiCoverError
from bot.config import Http, load_config

PATIENCE_S = 5.0


def main() -> int:
    try:
        return ask(load_config().http)
    except ArtiCoverError as error:
        print(error, file=sys.stderr)
        return 1


def ask(where: Http) -> int:
    """Print what /healthz says; 0 when it says 200 and where it is switched off, else 1."""
    if where.port == 0:
        print("http.port is 0: nobody to ask.")
        return 0
    # A bot that listens everywhere is asked here.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(where.host, where.host)
    connection = http.client.HTTPConnection(host, where.port, timeout=PATIENCE_S)
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
