"""
Eight numbers side by side in one vector value, for kernels that run eight searches at once.

The compiler behind numba turns loops over eight array elements into scalar code, since it cannot prove that the arrays
are apart. A vector type of its own says what is meant: `sums + pick(row(array, i), mask)` is one load, one blend and
one addition of vector registers. Masks are bytes with one bit a lane.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core.datamodel.models import PrimitiveModel
from numba.extending import intrinsic, overload, register_model

LANES = 8
_VECTOR = ir.VectorType(ir.DoubleType(), LANES)
_INDEX = ir.IntType(64)
_ALIGNED = 8  # rows of an array start at any multiple of a number's size
_operation: Any = intrinsic


class _Lanes(types.Type):
    """The type of eight numbers."""


_lanes: Any = _Lanes("Lanes")


@register_model(_Lanes)
class _LanesModel(PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _VECTOR)  # type: ignore[no-untyped-call]


def _bits(builder: Any, mask: Any) -> Any:
    """Turn the bits of a byte into one truth value a lane."""
    return builder.bitcast(mask, ir.VectorType(ir.IntType(1), LANES))


def _place(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Point at a row of an array of eight columns."""
    array = context.make_array(signature.args[0])(context, builder, arguments[0])
    number = context.cast(builder, arguments[1], signature.args[1], types.int64)
    first = builder.gep(array.data, [builder.mul(number, ir.Constant(_INDEX, LANES))])
    return builder.bitcast(first, _VECTOR.as_pointer())


@_operation
def same(_, number):
    """Give a number in every lane."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes = ir.Constant(_VECTOR, ir.Undefined)
        for lane in range(LANES):
            lanes = builder.insert_element(lanes, arguments[0], ir.Constant(_INDEX, lane))
        return lanes

    return _lanes(types.float64), generate


@_operation
def row(_, array, number):
    """Read a row of an array of eight columns."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_place(context, builder, signature, arguments), align=_ALIGNED)

    return _lanes(array, number), generate


@_operation
def put(_, array, number, mask, lanes):
    """Write the lanes of a mask into a row of an array; the others keep what they have."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = _place(context, builder, signature, arguments)
        old = builder.load(place, align=_ALIGNED)
        builder.store(builder.select(_bits(builder, arguments[2]), arguments[3], old), place, align=_ALIGNED)
        return context.get_dummy_value()

    return types.void(array, number, types.uint8, _lanes), generate


@_operation
def pick(_, lanes, mask):
    """Keep the lanes of a mask, with 0 in the others."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        nothing = ir.Constant(_VECTOR, [0.0] * LANES)
        return builder.select(_bits(builder, arguments[1]), arguments[0], nothing)

    return _lanes(_lanes, types.uint8), generate


@_operation
def total(_, lanes):
    """Add up the lanes, always in the same order."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        parts = [builder.extract_element(arguments[0], ir.Constant(_INDEX, lane)) for lane in range(LANES)]
        while len(parts) > 1:
            parts = [builder.fadd(a, b) for a, b in zip(parts[::2], parts[1::2], strict=True)]
        return parts[0]

    return types.float64(_lanes), generate


def _serve(operation: Any, instruction: str) -> None:
    """Let an arithmetic operator of Python work lane by lane."""

    @_operation
    def lane_by_lane(_, left, right):
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return getattr(builder, instruction)(*arguments, flags=("contract",))

        return _lanes(_lanes, _lanes), generate

    @overload(operation)
    def choose(left, right):
        both = isinstance(left, _Lanes) and isinstance(right, _Lanes)
        return (lambda left, right: lane_by_lane(left, right)) if both else None  # noqa: PLW0108 - numba wants a function


for _operator, _instruction in (
    (operator.add, "fadd"),
    (operator.iadd, "fadd"),
    (operator.mul, "fmul"),
    (operator.truediv, "fdiv"),
):
    _serve(_operator, _instruction)
