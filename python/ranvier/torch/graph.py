"""Writes a graph in the schema of torch.export, straight from FX.

The schema is that of PyTorch 2.13 (``torch/_export/serde/schema.py``, version 8.20). PyTorch's own serializer writes the
same graph by way of dataclasses, in a hundred times the time; a test holds the two equal.
"""

import inspect
import json
import math
import operator

import torch
from sympy import Integer
from sympy.printing.repr import srepr

SCHEMA_VERSION = {"major": 8, "minor": 20}

_POSITIONAL, _KEYWORD = 1, 2
_DTYPES = {
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
_LAYOUTS = {torch.sparse_coo: 1, torch.sparse_csr: 2, torch.sparse_csc: 3, torch.strided: 7}
_MEMORY_FORMATS = {
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
_SYMBOLIC = torch.SymInt, torch.SymFloat, torch.SymBool
_NUMBERS = *_SYMBOLIC, int, float, bool


class CannotWrite(Exception):
    """A node that the schema has no form for."""


class Sizes:
    """The values of a graph's symbols: what its sizes are in some runs."""

    def __init__(self, values: dict):
        self._values = values
        self._known: dict = {}

    def __call__(self, size):
        """The value of a size, or of another symbolic number."""
        if not isinstance(size, _SYMBOLIC):
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


def program(
    module: torch.fx.GraphModule, sizes: Sizes, mutated: dict[int, str]
) -> tuple[bytes, list[torch.Tensor]]:
    """The graph at given sizes as the bytes of a program of its tensors alone, without parameters, and the tensors that
    come before its own inputs: those that the module holds as attributes.

    ``mutated`` names the inputs whose new values the graph returns, by the number of the output.
    """
    writer = _Writer(module, sizes)
    graph = writer.graph()
    for side in "inputs", "outputs":
        graph[side] = [argument for argument in graph[side] if "as_tensor" in argument]
    inputs = [{"user_input": {"arg": argument}} for argument in graph["inputs"]]
    outputs = [_output(argument, mutated.get(i)) for i, argument in enumerate(graph["outputs"])]
    written = {
        "graph_module": {
            "graph": graph,
            "signature": {"input_specs": inputs, "output_specs": outputs},
            "module_call_graph": [],
            "metadata": {},
            "treespec_namedtuple_fields": {},
        },
        "opset_version": {"aten": 10},
        "range_constraints": {},
        "schema_version": SCHEMA_VERSION,
        "verifiers": [],
        "torch_version": torch.__version__,
    }
    return json.dumps(written, allow_nan=False).encode(), writer.attributes


def _output(argument: dict, mutated: str | None) -> dict:
    if mutated is None:
        return {"user_output": {"arg": argument}}
    return {"user_input_mutation": {"arg": argument["as_tensor"], "user_input_name": mutated}}


def graph(module: torch.fx.GraphModule) -> dict:
    """The graph with its symbols, as PyTorch writes it."""
    return _Writer(module, None).graph()


class _Writer:
    def __init__(self, module: torch.fx.GraphModule, sizes: Sizes | None):
        self.module = module
        self._sizes = sizes
        self.attributes: list[torch.Tensor] = []
        self._inputs, self._outputs, self._nodes = [], [], []
        self._tensors, self._ints, self._bools, self._floats = {}, {}, {}, {}
        self._same_elements: dict[str, str] = {}
        self._is_single = False

    def graph(self) -> dict:
        own = []
        for node in self.module.graph.nodes:
            match node.op:
                case "placeholder":
                    own.append(self._placeholder(node))
                case "get_attr":
                    self._attribute(node)
                case "call_function":
                    self._call(node)
                case "output":
                    self._output(node)
                case other:
                    raise CannotWrite(f"{node.format_node()}: {other} is not in a functional graph")
        return {
            "inputs": self._inputs + own,
            "outputs": self._outputs,
            "nodes": self._nodes,
            "tensor_values": self._tensors,
            "sym_int_values": self._ints,
            "sym_bool_values": self._bools,
            "is_single_tensor_return": self._is_single,
            "custom_obj_values": {},
            "sym_float_values": self._floats,
        }

    def _placeholder(self, node) -> dict:
        value = node.meta["val"]
        if isinstance(value, torch.Tensor) or (isinstance(value, torch.SymInt) and not self._sizes):
            return self._result(node.name, value)
        return self._argument(value)

    def _attribute(self, node) -> None:
        value = getattr(self.module, node.target)
        if isinstance(value, torch.Tensor):
            self._inputs.append(self._result(node.name, node.meta.get("val", value)))
            self.attributes.append(value)

    def _output(self, node) -> None:
        returned = node.args[0]
        self._is_single = isinstance(returned, torch.fx.Node)
        self._outputs = [self._argument(each) for each in ([returned] if self._is_single else returned)]

    def _call(self, node) -> None:
        if node.target is operator.getitem:
            return  # named by the outputs of the node that it reads
        value = node.meta.get("val")
        if self._sizes and isinstance(value, _NUMBERS):
            return  # written where it is used
        is_single = None
        if isinstance(node.target, torch._ops.OpOverload):
            schema = node.target._schema
            inputs = self._by_schema(schema, node.args, node.kwargs)
            outputs = self._results(node, schema, value)
        elif isinstance(value, _SYMBOLIC):
            names = inspect.signature(node.target).parameters
            inputs = [_named(name, self._argument(each)) for name, each in zip(names, node.args, strict=False)]
            outputs = [self._result(node.name, value)]
        elif isinstance(node.target, torch._ops.HigherOrderOperator):
            inputs = [_named("", self._argument(each)) for each in node.args]
            inputs += [_named(name, self._argument(each), _KEYWORD) for name, each in node.kwargs.items()]
            outputs = self._results_of_higher_order(node, value)
            is_single = isinstance(value, torch.Tensor)
        else:
            raise CannotWrite(f"{node.format_node()}: {node.target} is not an operator")
        self._nodes.append(
            {
                "target": _name(node.target),
                "inputs": inputs,
                "outputs": outputs,
                "metadata": _metadata(node),
                "is_hop_single_tensor_return": is_single,
                "name": node.name,
            }
        )

    def _by_schema(self, schema, args, kwargs) -> list:
        """The arguments that are given: those left at their defaults are not in the schema's form."""
        written = []
        for i, declared in enumerate(schema.arguments):
            if declared.name in kwargs:
                written.append(_named(declared.name, self._argument(kwargs[declared.name], declared.type), _KEYWORD))
            elif not declared.kwarg_only and i < len(args):
                written.append(_named(declared.name, self._argument(args[i], declared.type)))
        return written

    def _results(self, node, schema, value) -> list:
        if not schema.returns:
            return []
        if len(schema.returns) == 1:
            if isinstance(schema.returns[0].real_type, torch.ListType):
                return [{"as_tensors": self._elements(node, value)}]
            return [self._result(node.name, value)]
        written = []
        for i, each in enumerate(value):
            if isinstance(each, list):
                reader = self._reader(node, i)
                written.append({"as_tensors": self._elements(reader or node, each, None if reader else i)})
            else:
                written.append(self._result(self._element_name(node, i), each))
        return written

    def _results_of_higher_order(self, node, value) -> list:
        if isinstance(value, tuple | list):
            return [self._result(self._element_name(node, i), each) for i, each in enumerate(value)]
        return [self._result(node.name, value)]

    def _elements(self, node, values, within: int | None = None) -> list:
        """The tensors of a list that a node returns, or returns at a place where nobody reads it."""
        names = (
            self._element_name(node, i) if within is None else f"{node.name}_unused_{within}_{i}"
            for i in range(len(values))
        )
        return [
            self._result(name, each)["as_tensor"] for name, each in zip(names, values, strict=True) if each is not None
        ]

    def _reader(self, node, index: int):
        """The first of the nodes that read an element; the others stand for it."""
        first = None
        for user in node.users:
            if user.target is operator.getitem and user.args[1] == index:
                if first:
                    self._same_elements[user.name] = first.name
                else:
                    first = user
        return first

    def _element_name(self, node, index: int) -> str:
        reader = self._reader(node, index)
        return reader.name if reader else f"{node.name}_unused_{index}"

    def _result(self, name: str, value) -> dict:
        match value:
            case None:
                return {"as_none": True}
            case torch.Tensor():
                self._tensors[name] = self._tensor(value)
                return {"as_tensor": {"name": name}}
            case bool() | torch.SymBool():
                self._bools[name] = _symbolic(value, "as_bool")
                return {"as_sym_bool": {"as_name": name}}
            case int() | torch.SymInt():
                self._ints[name] = _symbolic(value, "as_int")
                return {"as_sym_int": {"as_name": name}}
            case float() | torch.SymFloat():
                self._floats[name] = _symbolic(value, "as_float")
                return {"as_sym_float": {"as_name": name}}
        raise CannotWrite(f"{name}: {type(value).__name__} is not a value of a graph")

    def _tensor(self, tensor: torch.Tensor) -> dict:
        if tensor.layout not in _LAYOUTS or tensor.dtype not in _DTYPES:
            raise CannotWrite(f"the schema has no tensor of {tensor.dtype} and {tensor.layout}")
        return {
            "dtype": _DTYPES[tensor.dtype],
            "sizes": [self._size(size) for size in tensor.shape],
            "requires_grad": tensor.requires_grad,
            "device": _device(tensor.device),
            "strides": [self._size(stride) for stride in tensor.stride()],
            "storage_offset": self._size(tensor.storage_offset()),
            "layout": _LAYOUTS[tensor.layout],
        }

    def _size(self, size) -> dict:
        return _symbolic(self._sizes(size) if self._sizes else size, "as_int")

    def _argument(self, value, declared=None) -> dict:
        match value:
            case torch.fx.Node():
                return self._reference(value)
            case torch.SymInt() | torch.SymFloat() | torch.SymBool() if self._sizes:
                return self._argument(self._sizes(value))
            case None:
                return {"as_none": True}
            case bool():
                return {"as_bool": value}
            case int():
                return {"as_int": value}
            case float():
                return {"as_float": _float(value)}
            case str():
                return {"as_string": value}
            case complex():
                return {"as_complex": {"real": _float(value.real), "imag": _float(value.imag)}}
            case torch.dtype():
                return {"as_scalar_type": _DTYPES[value]}
            case torch.device():
                return {"as_device": _device(value)}
            case torch.memory_format():
                return {"as_memory_format": _MEMORY_FORMATS[value]}
            case torch.layout():
                return {"as_layout": _LAYOUTS[value]}
            case torch._ops.OpOverload() | torch._ops.HigherOrderOperator():
                return {"as_operator": _name(value)}
            case dict():
                return {"as_string_to_argument": {key: self._argument(each) for key, each in value.items()}}
            case list() | tuple():
                return self._list(value, declared) if value else {_empty_list(declared): []}
        raise CannotWrite(f"{type(value).__name__} is not an argument that the schema has")

    def _reference(self, node) -> dict:
        if node.op == "get_attr":
            value = getattr(self.module, node.target)
            if isinstance(value, torch.fx.GraphModule):
                inner = _Writer(value, self._sizes)
                graph = inner.graph()
                if inner.attributes:
                    raise CannotWrite(f"{node.target} holds tensors of its own")
                return {"as_graph": {"name": node.target, "graph": graph}}
        value = node.meta.get("val")
        if self._sizes and isinstance(value, _NUMBERS):
            return self._argument(self._sizes(value))
        name = self._same_elements.get(node.name, node.name)
        if name in self._ints:
            return {"as_sym_int": {"as_name": name}}
        if name in self._floats:
            return {"as_sym_float": {"as_name": name}}
        if name in self._bools:
            return {"as_sym_bool": {"as_name": name}}
        return {"as_tensor": {"name": name}}

    def _list(self, values, declared) -> dict:
        kinds = {type(each) for each in values}
        if kinds == {bool}:
            return {"as_bools": list(values)}
        if kinds == {int}:
            return {"as_ints": list(values)}
        if kinds == {float}:
            return {"as_floats": [_float(each) for each in values]}
        if kinds == {str}:
            return {"as_strings": list(values)}
        if kinds <= {list, tuple}:
            return self._nested(values)
        if self._sizes and any(isinstance(each, torch.fx.Node) for each in values):
            known = [self._known(each) for each in values]
            if known != list(values):
                return self._list(known, declared)
        arguments = [self._argument(each) for each in values]
        keys = {key for argument in arguments for key in argument}
        if keys == {"as_tensor"}:
            return {"as_tensors": [argument["as_tensor"] for argument in arguments]}
        if keys <= {"as_tensor", "as_none"}:
            return {"as_optional_tensors": arguments}
        for one in "int", "float", "bool":
            if keys <= {f"as_{one}", f"as_sym_{one}"}:
                return {f"as_sym_{one}s": [argument.get(f"as_sym_{one}", argument) for argument in arguments]}
        raise CannotWrite(f"a list of {', '.join(sorted(keys))} is not an argument that the schema has ({declared})")

    def _known(self, value):
        """The value of a node that is a number, else the node."""
        number = value.meta.get("val") if isinstance(value, torch.fx.Node) else value
        return self._sizes(number) if isinstance(number, _NUMBERS) else value

    def _nested(self, values) -> dict:
        kinds = {type(each) for inner in values for each in inner}
        if kinds == {int}:
            return {"as_int_lists": [list(inner) for inner in values]}
        if kinds == {float}:
            return {"as_float_lists": [[_float(each) for each in inner] for inner in values]}
        return {"as_nested_tensors": [[self._argument(each)["as_tensor"] for each in inner] for inner in values]}


def _named(name: str, argument: dict, kind: int = _POSITIONAL) -> dict:
    return {"name": name, "arg": argument, "kind": kind}


def _name(target) -> str:
    module = target.__module__
    if module.startswith("torch._ops"):
        module = "torch.ops" + module.removeprefix("torch._ops")
    return f"{module}.{target.__name__}"


def _metadata(node) -> dict:
    """The line of the user's program that the node comes from: the last of its stack."""
    lines = [line for line in (node.meta.get("stack_trace") or "").splitlines() if line.lstrip().startswith("File ")]
    return {"stack_trace": lines[-1]} if lines else {}


def _empty_list(declared) -> str:
    if isinstance(declared, torch.OptionalType):
        declared = declared.getElementType()
    element = declared.getElementType() if isinstance(declared, torch.ListType) else torch.TensorType.get()
    if isinstance(element, torch.OptionalType):
        element = element.getElementType()
    return _EMPTY_LISTS[type(element)]


def _float(value: float):
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _symbolic(value, key: str) -> dict:
    if not isinstance(value, _SYMBOLIC):
        return {key: _float(value) if isinstance(value, float) else value}
    expression = value.node.expr
    if isinstance(expression, Integer):
        return {key: int(expression)}
    hint = value.node.hint
    written = {"expr_str": srepr(expression), "hint": None}
    if hint is not None and key != "as_bool":
        written["hint"] = {key: hint}
    return {"as_expr": written}


def _device(device: torch.device) -> dict:
    return {"type": device.type, "index": device.index}
