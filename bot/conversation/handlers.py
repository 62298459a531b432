"""What carries out each action: `handles` binds a function to the request that it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Concatenate, ParamSpec, TypeVar

from bot.conversation.context import Context
from bot.conversation.reply import Reply
from bot.conversation.requests import ACTIONS, Request, RequestContext

P = ParamSpec("P")
R = TypeVar("R", bound=Request)
Handler = Callable[Concatenate[Context, RequestContext, R, P], Awaitable[Reply]]

_HANDLERS: dict[type[Request], Callable[..., Awaitable[Reply]]] = {}
HANDLERS: Mapping[type[Request], Callable[..., Awaitable[Reply]]] = MappingProxyType(_HANDLERS)
"""By request. Each takes (context, ask, request), and the book for a request about one."""


def handles(kind: type[R]) -> Callable[[Handler[R, P]], Handler[R, P]]:
    """The decorated function answers requests of `kind`. Raises `ValueError` for a second one."""

    def bind(handler: Handler[R, P]) -> Handler[R, P]:
        if kind not in ACTIONS or kind in _HANDLERS:
            raise ValueError(f"{kind.__name__} is not declared, or has a handler already")
        _HANDLERS[kind] = handler
        return handler

    return bind


def check_handlers(*modules: ModuleType) -> None:
    """Raise `ValueError` when a declared action has no handler in `modules`, which were imported for them."""
    names = {each.__name__ for each in modules}
    bound = {kind for kind, handler in _HANDLERS.items() if handler.__module__ in names}
    if missing := [kind.__name__ for kind in ACTIONS if kind not in bound]:
        raise ValueError(f"no handler for {', '.join(missing)}")
