"""What a key of the configuration may be, for the sentence that refuses another value."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from articover import reasons
from articover.facts import Fact

_ANY_LENGTH = 100_000
"""Beyond this a limit on a text's length is not worth a word."""


def must_be(wanted: Any, error: msgspec.ValidationError) -> Fact:
    """What a key of the type `wanted` may be, and for a list of tables what `error` found in it."""
    allowed = allowed_values(wanted)
    if isinstance(msgspec.inspect.type_info(wanted), msgspec.inspect.VarTupleType) and "$[" in str(error):
        return reasons.FOUND(must=allowed, found=str(error).replace(" - at `$", ", at `"))
    return allowed


def allowed_values(wanted: Any) -> Fact:
    """The values of the annotated type `wanted`, as in "it must be ...": "a whole number from 0 to 19"."""
    match msgspec.inspect.type_info(wanted):
        case msgspec.inspect.BoolType():
            return reasons.BOOL()
        case msgspec.inspect.LiteralType():
            return reasons.ONE_OF(values=tuple(str(value) for value in get_args(wanted)))
        case msgspec.inspect.IntType(ge=least, le=most):
            return reasons.WHOLE_NUMBER(range=_range(least, None, most))
        case msgspec.inspect.FloatType(ge=least, gt=above, le=most):
            return reasons.NUMBER(range=_range(least, above, most))
        case msgspec.inspect.StrType(max_length=most, min_length=least):
            if most is None or most > _ANY_LENGTH:
                return reasons.FULL_TEXT() if least else reasons.TEXT()
            return reasons.SHORT_TEXT(least=str(least or 0), most=str(most))
        case msgspec.inspect.VarTupleType(item_type=msgspec.inspect.StrType(max_length=most)):
            return reasons.SHORT_TEXTS(most=str(most)) if most else reasons.TEXTS()
        case msgspec.inspect.VarTupleType(item_type=msgspec.inspect.StructType(cls=kind)):
            return reasons.TABLES(keys=kind.__struct_fields__)
        case msgspec.inspect.DictType(value_type=msgspec.inspect.StrType()):
            return reasons.TABLE_OF_TEXTS()
        case other:
            raise TypeError(f"no words for {other}")


def _range(least: float | None, above: float | None, most: float | None) -> Fact:
    if above is not None:
        return (
            reasons.ABOVE(least=_number(above))
            if most is None
            else reasons.ABOVE_TO(least=_number(above), most=_number(most))
        )
    if least is not None:
        return (
            reasons.FROM(least=_number(least))
            if most is None
            else reasons.FROM_TO(least=_number(least), most=_number(most))
        )
    return reasons.ANY() if most is None else reasons.UP_TO(most=_number(most))


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:g}"
