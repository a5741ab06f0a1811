"""Brings a graph of AOTAutograd into the form that a program on the device has: tensors row-major, nothing random.

Random numbers are made by PyTorch before each run, in the order of the graph: they are those of eager execution.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch._subclasses.fake_tensor import unset_fake_temporarily
from torch.fx import GraphModule, Node
from torch.fx.node import map_arg

from ranvier.torch.randomness import Randomness
from ranvier.torch.schema import CannotWrite

aten = torch.ops.aten

# Views that are shown of an input without running anything.
_VIEWS = {
    aten.alias.default,
    aten.detach.default,
    aten.expand.default,
    aten.permute.default,
    aten.select.int,
    aten.slice.Tensor,
    aten.squeeze.default,
    aten.squeeze.dim,
    aten.squeeze.dims,
    aten.t.default,
    aten.transpose.int,
    aten.unsqueeze.default,
    aten.view.default,
}

@dataclass
class Argument:
    """A tensor that the program takes: argument ``index`` of a call, or what ``make`` gives before the run, with its
    dimensions in the order in which they lie in memory."""

    name: str = ""
    index: int = -1
    make: Callable | None = None
    order: list[int] | None = None


@dataclass
class Result:
    """An output of a call: the program's result ``index``, its dimensions in the order ``order`` of memory; or argument
    ``argument`` of the call through ``views``, which are ops with what they take beside the tensor; or a number."""

    value: object = None
    index: int = -1
    order: list[int] | None = None
    argument: int = -1
    views: list[tuple] = field(default_factory=list)


@dataclass
class Prepared:
    """A graph of tensors alone, with what its arguments and results are to a call.

    ``mutated`` are the arguments that the graph changes, by the number of the result that is the new value.
    """

    module: GraphModule
    symbols: list[tuple[int, int, object]]
    arguments: list[Argument]
    results: list[Result]
    is_single: bool
    mutated: dict[int, Argument]
    result_values: list[torch.Tensor]


def prepare(module: GraphModule, frozen: dict[int, torch.Tensor]) -> Prepared:
    """The graph prepared; ``module`` stays as it is.

    ``frozen`` are arguments that are the same in all runs, by their places. They are attributes of the prepared module,
    as is what follows from them alone.
    """
    return _Preparation(GraphModule(module, _copied(module.graph))).prepared(frozen)


def _copied(graph: torch.fx.Graph) -> torch.fx.Graph:
    copy = torch.fx.Graph()
    copy.output(copy.graph_copy(graph, {}))
    last = next(iter(reversed(copy.nodes)))
    last.meta = dict(next(iter(reversed(graph.nodes))).meta)
    return copy


class _Preparation:
    def __init__(self, module: GraphModule):
        self.module = module
        self.graph = module.graph
        self.placeholders = self.graph.find_nodes(op="placeholder")
        self.positions = {node: i for i, node in enumerate(self.placeholders)}
        self.tokens: set[Node] = set()

    def prepared(self, frozen: dict[int, torch.Tensor]) -> Prepared:
        self.leave_out_checks()
        made = [Argument(node.name, make=make) for node, make in Randomness(self.graph).take_out()]
        mutations = self.take_mutations()
        returned = self.graph.output_node().args[0]
        is_single = isinstance(returned, Node)
        results, kept = self.results([returned] if is_single else list(returned))
        first_mutated = len(kept)
        output = self.graph.output_node()
        output.args = (kept + list(mutations.values()),)
        with unset_fake_temporarily(), torch.no_grad():
            self.freeze({i: tensor for i, tensor in frozen.items() if i not in mutations})
        arguments = self.arguments()
        kept = list(output.args[0])
        self.lay_out_results(results, kept)
        mutated = {}
        for i, position in enumerate(mutations, first_mutated):
            (mutated[i],) = (argument for argument in arguments if argument.index == position)
            kept[i] = self.as_it_lies(kept[i], mutated[i].order)
        output.args = (kept,)
        self.graph.eliminate_dead_code()
        self.module.recompile()
        values = [node.meta["val"] for node in kept]
        return Prepared(self.module, self.symbols(), arguments + made, results, is_single, mutated, values)

    def leave_out_checks(self) -> None:
        """Takes away the ops that only raise where a matrix could not be factored, and the tokens that order them."""
        for node in self.graph.find_nodes(op="call_function", target=torch.ops.higher_order.with_effects):
            if node.args[1] is aten._linalg_check_errors.default:
                for user in list(node.users):
                    user.replace_all_uses_with(node.args[0])
                    self.graph.erase_node(user)
                self.tokens.add(node.args[0])
                self.graph.erase_node(node)

    def freeze(self, frozen: dict[int, torch.Tensor]) -> None:
        """Makes attributes of arguments, and of what follows from them alone and is no larger."""
        known = {}
        for node, i in list(self.positions.items()):
            if i in frozen:
                with self.graph.inserting_after(node):
                    known[self.attribute(node, frozen[i].detach())] = frozen[i].detach()
                del self.positions[node]
                self.placeholders.remove(node)
                self.graph.erase_node(node)
        for node in list(self.graph.nodes):
            inputs = node.all_input_nodes
            if node.op == "call_function" and inputs and all(each in known for each in inputs) and _is_closed(node):
                known[node] = node.target(*map_arg(node.args, known.get), **map_arg(node.kwargs, known.get))
        for node, value in known.items():
            if isinstance(value, torch.Tensor) and node.op == "call_function" and not node.users.keys() <= known.keys():
                with self.graph.inserting_after(node):
                    self.attribute(node, value)

    def attribute(self, node: Node, value: torch.Tensor) -> Node:
        """A tensor that the module holds, row-major, in place of a node."""
        name = f"frozen_{node.name}"
        self.module.register_buffer(name, value.resolve_conj().resolve_neg().contiguous())
        attribute = self.graph.get_attr(name)
        attribute.meta = dict(node.meta)
        node.replace_all_uses_with(attribute)
        return attribute

    def symbols(self) -> list[tuple[int, int, object]]:
        """Where a call has the value of each symbol: an argument that is a number, or a dimension of one."""
        found = {}
        for node, i in self.positions.items():
            value = node.meta["val"]
            numbers = [(-1, value)] if isinstance(value, torch.SymInt) else []
            if isinstance(value, torch.Tensor):
                numbers = [(d, size) for d, size in enumerate(value.shape) if isinstance(size, torch.SymInt)]
            for dimension, number in numbers:
                if number.node.expr.is_Symbol:
                    found.setdefault(number.node.expr, (i, dimension))
        return [(i, dimension, symbol) for symbol, (i, dimension) in found.items()]

    def arguments(self) -> list[Argument]:
        """The tensors among the placeholders; those that lie permuted are given as they lie, and permuted back."""
        arguments = []
        for node, i in self.positions.items():
            value = node.meta["val"]
            if node in self.tokens:
                self.graph.erase_node(node)
            elif isinstance(value, torch.Tensor):
                order = _order(value)
                if order:
                    with self.graph.inserting_after(node):
                        back = self.graph.call_function(aten.permute.default, (node, inverse(order)))
                    back.meta["val"] = value
                    node.replace_all_uses_with(back, delete_user_cb=lambda user, back=back: user is not back)
                    node.meta["val"] = value.permute(order)
                arguments.append(Argument(node.name, index=i, order=order))
        return arguments

    def take_mutations(self) -> dict[int, Node]:
        """The values that the graph copies into its inputs at its end, by the place of the input."""
        last = {}
        for node in self.graph.find_nodes(op="call_function", target=aten.copy_.default):
            target, value = node.args[:2]
            if target not in self.positions:
                continue
            wanted = target.meta["val"]
            if value.meta["val"].shape != wanted.shape or value.meta["val"].dtype != wanted.dtype:
                raise CannotWrite(f"{node.format_node()}: a copy that changes the shape or the type")
            node.replace_all_uses_with(value)
            self.graph.erase_node(node)
            last[self.positions[target]] = value
        return last

    def results(self, returned: list) -> tuple[list[Result], list[Node]]:
        """What each output of a call is, and the nodes that the program returns, each once."""
        results, kept = [], []
        for output in returned:
            value = output.meta["val"] if isinstance(output, Node) else output
            if not isinstance(value, torch.Tensor):
                results.append(Result(value))
                continue
            views, base = [], output
            while base.target in _VIEWS:
                views.append(_view(base))
                base = base.args[0]
            if base in self.positions:
                results.append(Result(value, argument=self.positions[base], views=views[::-1]))
                continue
            if output not in kept:
                kept.append(output)
            results.append(Result(value, index=kept.index(output)))
        return results, kept

    def lay_out_results(self, results: list[Result], kept: list[Node]) -> None:
        """Lets results whose dimensions lie permuted be written as they lie."""
        for i in {result.index for result in results if result.index >= 0}:
            order = _order(kept[i].meta["val"])
            kept[i] = self.as_it_lies(kept[i], order)
            for result in results:
                if result.index == i:
                    result.order = order

    def as_it_lies(self, node: Node, order: list[int] | None) -> Node:
        """A tensor with its dimensions in an order."""
        if not order:
            return node
        with self.graph.inserting_before(self.graph.output_node()):
            laid = self.graph.call_function(aten.permute.default, (node, order))
        laid.meta["val"] = node.meta["val"].permute(order)
        return laid

def _view(node: Node) -> tuple:
    """What a view takes beside the tensor. The node itself loses that when it is erased."""
    return node.target, *map_arg((node.args[1:], node.kwargs), lambda number: number.meta["val"])


def _is_closed(node: Node) -> bool:
    """Whether what a node gives has known sizes and is no larger than what it takes."""
    values = node.meta.get("val")
    tensors = values if isinstance(values, tuple | list) else (values,)
    given = [tensor.numel() for tensor in tensors if isinstance(tensor, torch.Tensor)]
    taken = [each.meta["val"].numel() for each in node.all_input_nodes if isinstance(each.meta["val"], torch.Tensor)]
    if node.target is operator.getitem:
        return len(given) == 1
    return len(given) == len(tensors) and all(type(size) is int for size in given) and sum(given) <= sum(taken)


def _hint(size) -> int | None:
    """The value in the first call; None where the graph computes it."""
    return size.node.hint if isinstance(size, torch.SymInt) else size


def _order(tensor: torch.Tensor) -> list[int] | None:
    """The dimensions in the order in which they lie, if they fill their memory in another order than row-major."""
    sizes, strides = [_hint(size) for size in tensor.shape], [_hint(stride) for stride in tensor.stride()]
    if 0 in sizes or None in sizes or None in strides:
        return None
    order = sorted(range(len(sizes)), key=lambda i: (-strides[i], -sizes[i]))
    expected = 1
    for i in reversed(order):
        if sizes[i] != 1 and strides[i] != expected:
            return None
        expected *= sizes[i]
    long = [i for i in order if sizes[i] != 1]
    return None if long == sorted(long) else order


def inverse(order: list[int]) -> list[int]:
    """The order that undoes a permutation."""
    return sorted(range(len(order)), key=order.__getitem__)
