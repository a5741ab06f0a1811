"""What the schema of torch.export says of values that are no nodes, and the version of it that is written."""

import math

import torch
from sympy import Integer
from sympy.printing.repr import srepr

SCHEMA_VERSION = {"major": 8, "minor": 20}

POSITIONAL, KEYWORD = 1, 2
DTYPES = {
    torch.uint8: 1,
    torch.int8: 2,
    torch.int16: 3,
    torch.int32: 4,
    torch.int64: 5,
    torch.float16: 6,
    torch.float32: 7,
    torch.float64: 8,
    torch.complex32: 9,
    torch.complex64: 10,
    torch.complex128: 11,
    torch.bool: 12,
    torch.bfloat16: 13,
    torch.uint16: 28,
    torch.float8_e4m3fn: 29,
    torch.float8_e5m2: 30,
    torch.float8_e4m3fnuz: 31,
    torch.float8_e5m2fnuz: 32,
    torch.float8_e8m0fnu: 33,
    torch.uint32: 34,
    torch.uint64: 35,
}
LAYOUTS = {torch.sparse_coo: 1, torch.sparse_csr: 2, torch.sparse_csc: 3, torch.strided: 7}
MEMORY_FORMATS = {
    torch.contiguous_format: 1,
    torch.channels_last: 2,
    torch.channels_last_3d: 3,
    torch.preserve_format: 4,
}
_EMPTY_LISTS = {
    torch.BoolType: "as_bools",
    torch.IntType: "as_ints",
    torch.FloatType: "as_floats",
    torch.StringType: "as_strings",
    torch.TensorType: "as_tensors",
}
SYMBOLIC = torch.SymInt, torch.SymFloat, torch.SymBool
NUMBERS = *SYMBOLIC, int, float, bool


class CannotWrite(Exception):
    """A node that the schema has no form for."""


class Sizes:
    """The values of a graph's symbols: what its sizes are in some runs."""

    def __init__(self, values: dict):
        self._values = values
        self._known: dict = {}

    def __call__(self, size):
        """The value of a size, or of another symbolic number."""
        if not isinstance(size, SYMBOLIC):
            return size
        expression = size.node.expr
        value = self._known.get(expression)
        if value is None:
            value = expression.xreplace(self._values)
            if value.free_symbols:
                raise CannotWrite(f"{expression} depends on what the graph computes")
            kind = {torch.SymInt: int, torch.SymFloat: float, torch.SymBool: bool}[type(size)]
            value = self._known[expression] = kind(value)
        return value


def at_sizes(values, sizes):
    """Arguments of a node with their symbolic numbers known, and an empty tensor for each that the graph computes."""

    def known(argument):
        value = argument.meta["val"] if isinstance(argument, torch.fx.Node) else argument
        if isinstance(value, torch.Tensor):
            return torch.empty([sizes(size) for size in value.shape], dtype=value.dtype)
        return sizes(value)

    return torch.fx.node.map_aggregate(values, known)


def named(name: str, argument: dict, kind: int = POSITIONAL) -> dict:
    return {"name": name, "arg": argument, "kind": kind}


def name_of(target) -> str:
    module = target.__module__
    if module.startswith("torch._ops"):
        module = "torch.ops" + module.removeprefix("torch._ops")
    return f"{module}.{target.__name__}"


def metadata(node) -> dict:
    """The line of the user's program that the node comes from: the last of its stack."""
    lines = [line for line in (node.meta.get("stack_trace") or "").splitlines() if line.lstrip().startswith("File ")]
    return {"stack_trace": lines[-1]} if lines else {}


def empty_list(declared) -> str:
    if isinstance(declared, torch.OptionalType):
        declared = declared.getElementType()
    element = declared.getElementType() if isinstance(declared, torch.ListType) else torch.TensorType.get()
    if isinstance(element, torch.OptionalType):
        element = element.getElementType()
    return _EMPTY_LISTS[type(element)]


def real(value: float):
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def symbolic(value, key: str) -> dict:
    if not isinstance(value, SYMBOLIC):
        return {key: real(value) if isinstance(value, float) else value}
    expression = value.node.expr
    if isinstance(expression, Integer):
        return {key: int(expression)}
    hint = value.node.hint
    written = {"expr_str": srepr(expression), "hint": None}
    if hint is not None and key != "as_bool":
        written["hint"] = {key: hint}
    return {"as_expr": written}


def device(device: torch.device) -> dict:
    return {"type": device.type, "index": device.index}
