"""Arti Cover: from a brief to a printable book cover. See `articover.chain` for the way through."""

__version__ = "0.1.0"
