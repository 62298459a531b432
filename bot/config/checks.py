"""Checks of a configuration that no single key can make."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from articover.engine_description import KINDS
from articover.engines import engine_names
from articover.errors import RequestError
from articover.settings import AUTO
from bot.config.tables import Config
from bot.locales.languages import LANGUAGES


def check(config: Config) -> None:
    """Check addresses, and values that depend on each other. Raises `RequestError`."""
    for name, url, schemes, allowed in (
        ("discord.api_url", config.discord.api_url, ("https", "http"), config.discord.allow_custom_endpoint),
        ("discord.gateway_url", config.discord.gateway_url, ("wss", "ws"), config.discord.allow_custom_endpoint),
        ("slack.api_url", config.slack.api_url, ("https", "http"), config.slack.allow_custom_endpoint),
    ):
        if not url:
            continue
        host = _host(url, schemes, name)
        # The first request already contains the token.
        if not allowed and not _is_loopback(host):
            table = name.partition(".")[0]
            raise RequestError(
                sentence=(
                    f"{name} sends the bot's token to {host}: leave it empty, or set "
                    f"{table}.allow_custom_endpoint = true."
                )
            )
    if config.files.public_url:
        host = _host(config.files.public_url, ("https", "http"), "files.public_url")
        if urlsplit(config.files.public_url).scheme == "http" and not _is_loopback(host):
            raise RequestError(
                sentence="files.public_url must begin with https://, because covers would be sent unencrypted."
            )
    if not config.http.allow_other_hosts and not _is_loopback(config.http.host):
        raise RequestError(
            sentence=(
                f"http.host = {config.http.host} opens health and metrics to other machines: use 127.0.0.1, "
                "or set http.allow_other_hosts = true."
            )
        )
    if config.timeouts.hang_s < 2 * config.timeouts.cancel_s:
        raise RequestError(sentence="timeouts.hang_s must be at least twice timeouts.cancel_s.")
    if any(not word.strip() for word in config.policy.blocked_words):
        raise RequestError(
            sentence="policy.blocked_words holds an empty word, which would block everything: remove it."
        )
    if config.bot.language not in LANGUAGES:
        raise RequestError(sentence=f"bot.language: it must be one of {', '.join(LANGUAGES)}.")
    for kind in KINDS:
        name, known = getattr(config.settings.engines, kind, AUTO), engine_names(kind)
        if name not in (AUTO, *known):
            raise RequestError(sentence=f"engines.{kind} is not an engine: it must be {', '.join(known)} or {AUTO}.")


def _host(url: str, schemes: tuple[str, ...], name: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in schemes or not host or parts.username is not None or parts.query or parts.fragment:
        raise RequestError(
            sentence=f"{name} is not an address: write it as {schemes[0]}://HOST, without user name or query."
        )
    return host


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
