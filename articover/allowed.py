"""What a key of the configuration may be, in words: for the sentence that refuses another value."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

_ANY_LENGTH = 100_000
"""Beyond this a limit on a text's length is not worth a word."""


def must_be(wanted: Any, error: msgspec.ValidationError) -> str:
    """ "it must be ...": what a key of the type `wanted` may be, and for a list of tables what `error` found in it."""
    found = ""
    if isinstance(msgspec.inspect.type_info(wanted), msgspec.inspect.VarTupleType) and "$[" in str(error):
        found = f" ({str(error).replace(' - at `$', ', at `')})"
    return f"it must be {allowed_values(wanted)}{found}"


def allowed_values(wanted: Any) -> str:
    """The values of the annotated type `wanted`, as in "it must be ...": "a whole number from 0 to 19"."""
    match msgspec.inspect.type_info(wanted):
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.LiteralType():
            return f"one of {', '.join(str(value) for value in get_args(wanted))}"
        case msgspec.inspect.IntType(ge=least, le=most):
            return f"a whole number{_range(least, None, most)}"
        case msgspec.inspect.FloatType(ge=least, gt=above, le=most):
            return f"a number{_range(least, above, most)}"
        case msgspec.inspect.StrType(max_length=most, min_length=least):
            if most is None or most > _ANY_LENGTH:
                return "text that is not empty" if least else "text"
            return f"text of {least or 0} to {most} characters"
        case msgspec.inspect.VarTupleType(item_type=msgspec.inspect.StrType(max_length=most)):
            return f"a list of texts of at most {most} characters" if most else "a list of texts"
        case msgspec.inspect.VarTupleType(item_type=msgspec.inspect.StructType(cls=kind)):
            names = ", ".join(kind.__struct_fields__)
            return f"a list of tables with the keys {names}"
        case msgspec.inspect.DictType(value_type=msgspec.inspect.StrType()):
            return 'a table of texts, written as { name = "text" }'
        case other:
            raise TypeError(f"no words for {other}")


def _range(least: float | None, above: float | None, most: float | None) -> str:
    parts = []
    if above is not None:
        parts.append(f"above {above:g}")
    if least is not None:
        parts.append(f"from {least}" if isinstance(least, int) else f"from {least:g}")
    if most is not None:
        joined = "to" if least is not None else "and at most"
        parts.append(f"{joined} {most}" if isinstance(most, int) else f"{joined} {most:g}")
    return f" {' '.join(parts)}" if parts else ""
