"""`Secret`: text that can be used but is never shown."""

from __future__ import annotations

import hmac
from typing import NoReturn, SupportsIndex

from bot.logs import MASK


class Secret:
    """Holds a token. Only `reveal` returns it; str, repr, format, JSON and pickle do not."""

    __slots__ = ("__value",)

    def __init__(self, value: str = "") -> None:
        self.__value = value

    def reveal(self) -> str:
        """The token; pass it only to the platform."""
        return self.__value

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self.__value.encode(), other.reveal().encode())

    def __hash__(self) -> int:
        return hash(("Secret", self.__value))

    def __repr__(self) -> str:
        return MASK if self.__value else "(not set)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret cannot be pickled")
