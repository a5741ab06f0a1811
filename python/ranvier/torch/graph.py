"""Writes a graph in the schema of torch.export, straight from FX.

The schema is that of PyTorch 2.13 (``torch/_export/serde/schema.py``, version 8.20). PyTorch's own serializer writes the
same graph by way of dataclasses, in a hundred times the time; a test holds the two equal.
"""

import inspect
import json
import operator

import torch

from ranvier.torch import schema


def program(
    module: torch.fx.GraphModule, sizes: schema.Sizes, mutated: dict[int, str]
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
        "schema_version": schema.SCHEMA_VERSION,
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
    def __init__(self, module: torch.fx.GraphModule, sizes: schema.Sizes | None):
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
                    raise schema.CannotWrite(f"{node.format_node()}: {other} is not in a functional graph")
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
        if self._sizes and isinstance(value, schema.NUMBERS):
            return  # written where it is used
        is_single = None
        if isinstance(node.target, torch._ops.OpOverload):
            declared = node.target._schema
            inputs = self._by_schema(declared.arguments, node.args, node.kwargs)
            outputs = self._results(node, declared.returns, value)
        elif isinstance(value, schema.SYMBOLIC):
            names = inspect.signature(node.target).parameters
            inputs = [schema.named(name, self._argument(each)) for name, each in zip(names, node.args, strict=False)]
            outputs = [self._result(node.name, value)]
        elif isinstance(node.target, torch._ops.HigherOrderOperator):
            inputs = [schema.named("", self._argument(each)) for each in node.args]
            inputs += [schema.named(name, self._argument(each), schema.KEYWORD) for name, each in node.kwargs.items()]
            outputs = self._results_of_higher_order(node, value)
            is_single = isinstance(value, torch.Tensor)
        else:
            raise schema.CannotWrite(f"{node.format_node()}: {node.target} is not an operator")
        self._nodes.append(
            {
                "target": schema.name_of(node.target),
                "inputs": inputs,
                "outputs": outputs,
                "metadata": schema.metadata(node),
                "is_hop_single_tensor_return": is_single,
                "name": node.name,
            }
        )

    def _by_schema(self, arguments, args, kwargs) -> list:
        """The arguments that are given: those left at their defaults are not in the schema's form."""
        written = []
        for i, declared in enumerate(arguments):
            if declared.name in kwargs:
                argument = self._argument(kwargs[declared.name], declared.type)
                written.append(schema.named(declared.name, argument, schema.KEYWORD))
            elif not declared.kwarg_only and i < len(args):
                written.append(schema.named(declared.name, self._argument(args[i], declared.type)))
        return written

    def _results(self, node, returns, value) -> list:
        if not returns:
            return []
        if len(returns) == 1:
            if isinstance(returns[0].real_type, torch.ListType):
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
                self._bools[name] = schema.symbolic(value, "as_bool")
                return {"as_sym_bool": {"as_name": name}}
            case int() | torch.SymInt():
                self._ints[name] = schema.symbolic(value, "as_int")
                return {"as_sym_int": {"as_name": name}}
            case float() | torch.SymFloat():
                self._floats[name] = schema.symbolic(value, "as_float")
                return {"as_sym_float": {"as_name": name}}
        raise schema.CannotWrite(f"{name}: {type(value).__name__} is not a value of a graph")

    def _tensor(self, tensor: torch.Tensor) -> dict:
        if tensor.layout not in schema.LAYOUTS or tensor.dtype not in schema.DTYPES:
            raise schema.CannotWrite(f"the schema has no tensor of {tensor.dtype} and {tensor.layout}")
        return {
            "dtype": schema.DTYPES[tensor.dtype],
            "sizes": [self._size(size) for size in tensor.shape],
            "requires_grad": tensor.requires_grad,
            "device": schema.device(tensor.device),
            "strides": [self._size(stride) for stride in tensor.stride()],
            "storage_offset": self._size(tensor.storage_offset()),
            "layout": schema.LAYOUTS[tensor.layout],
        }

    def _size(self, size) -> dict:
        return schema.symbolic(self._sizes(size) if self._sizes else size, "as_int")

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
                return {"as_float": schema.real(value)}
            case str():
                return {"as_string": value}
            case complex():
                return {"as_complex": {"real": schema.real(value.real), "imag": schema.real(value.imag)}}
            case torch.dtype():
                return {"as_scalar_type": schema.DTYPES[value]}
            case torch.device():
                return {"as_device": schema.device(value)}
            case torch.memory_format():
                return {"as_memory_format": schema.MEMORY_FORMATS[value]}
            case torch.layout():
                return {"as_layout": schema.LAYOUTS[value]}
            case torch._ops.OpOverload() | torch._ops.HigherOrderOperator():
                return {"as_operator": schema.name_of(value)}
            case dict():
                return {"as_string_to_argument": {key: self._argument(each) for key, each in value.items()}}
            case list() | tuple():
                return self._list(value, declared) if value else {schema.empty_list(declared): []}
        raise schema.CannotWrite(f"{type(value).__name__} is not an argument that the schema has")

    def _reference(self, node) -> dict:
        if node.op == "get_attr":
            value = getattr(self.module, node.target)
            if isinstance(value, torch.fx.GraphModule):
                inner = _Writer(value, self._sizes)
                graph = inner.graph()
                if inner.attributes:
                    raise schema.CannotWrite(f"{node.target} holds tensors of its own")
                return {"as_graph": {"name": node.target, "graph": graph}}
        value = node.meta.get("val")
        if self._sizes and isinstance(value, schema.NUMBERS):
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
            return {"as_floats": [schema.real(each) for each in values]}
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
        kinds = ", ".join(sorted(keys))
        raise schema.CannotWrite(f"a list of {kinds} is not an argument that the schema has ({declared})")

    def _known(self, value):
        """The value of a node that is a number, else the node."""
        number = value.meta.get("val") if isinstance(value, torch.fx.Node) else value
        return self._sizes(number) if isinstance(number, schema.NUMBERS) else value

    def _nested(self, values) -> dict:
        kinds = {type(each) for inner in values for each in inner}
        if kinds == {int}:
            return {"as_int_lists": [list(inner) for inner in values]}
        if kinds == {float}:
            return {"as_float_lists": [[schema.real(each) for each in inner] for inner in values]}
        return {"as_nested_tensors": [[self._argument(each)["as_tensor"] for each in inner] for inner in values]}
