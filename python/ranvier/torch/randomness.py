"""Takes random numbers out of a graph: PyTorch makes them before each run, in the order of the graph, so that they are
those of eager execution."""

import operator
from collections.abc import Callable

import torch
from torch.fx import Graph, Node

from ranvier.torch.schema import CannotWrite, at_sizes

aten = torch.ops.aten

# Normal numbers of means and deviations that the graph computes: the arguments that are those.
_NORMAL = {aten.normal.Tensor_Tensor, aten.normal.Tensor_float, aten.normal.float_Tensor}

# Random ops whose numbers depend on nothing that the graph computes. Of a tensor they take the shape alone.
_RANDOM = {
    aten.bernoulli.p,
    aten.cauchy.default,
    aten.exponential.default,
    aten.geometric.default,
    aten.log_normal.default,
    aten.normal.float_float,
    aten.rand.default,
    aten.rand_like.default,
    aten.randint.default,
    aten.randint.low,
    aten.randint_like.default,
    aten.randint_like.low_dtype,
    aten.randn.default,
    aten.randn_like.default,
    aten.randperm.default,
}


class Randomness:
    """The random numbers of a graph, which it changes."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self.made: list[tuple[Node, Callable]] = []

    def take_out(self) -> list[tuple[Node, Callable]]:
        """Puts placeholders in the place of random numbers: those, and what gives each before a run, at given sizes."""
        for node in list(self.graph.nodes):
            if node.target in _RANDOM:
                node.replace_all_uses_with(self.made_before(node, node.meta["val"], _maker(node)))
                self.graph.erase_node(node)
            elif node.target in _NORMAL:
                self.draw_normal(node)
            elif node.target is aten.multinomial.default:
                self.draw_samples(node)
            elif node.target is aten.native_dropout.default:
                self.drop_out(node)
        return self.made

    def made_before(self, node: Node, value: torch.Tensor, make: Callable) -> Node:
        """A placeholder for what ``make`` gives before each run."""
        before = self.graph.find_nodes(op="placeholder")
        first = next(iter(self.graph.nodes))
        with self.graph.inserting_after(before[-1]) if before else self.graph.inserting_before(first):
            placeholder = self.graph.placeholder(f"random_{len(self.made)}")
        placeholder.meta = {"val": value, "stack_trace": node.meta.get("stack_trace")}
        self.made.append((placeholder, make))
        return placeholder

    def draw_normal(self, node: Node) -> None:
        """Eager execution's normal numbers: standard ones times the deviation, plus the mean."""
        value = node.meta["val"]
        mean, deviation = node.args[:2]
        drawn = self.made_before(node, value, lambda sizes: _new(value, sizes).normal_())
        with self.graph.inserting_before(node):
            scaled = self.graph.call_function(aten.mul.Tensor, (drawn, deviation))
            moved = self.graph.call_function(aten.add.Tensor, (scaled, mean))
        scaled.meta = moved.meta = {"val": value, "stack_trace": node.meta.get("stack_trace")}
        node.replace_all_uses_with(moved)
        self.graph.erase_node(node)

    def draw_samples(self, node: Node) -> None:
        """Eager execution's samples: those whose quotient of weight and exponential number is greatest."""
        weights, count, replaced = (*node.args, False)[:3]
        value = weights.meta["val"]
        if replaced and count != 1:
            raise CannotWrite(f"{node.format_node()}: several samples with replacement")
        drawn = self.made_before(node, value, lambda sizes: _new(value, sizes).exponential_())
        with self.graph.inserting_before(node):
            quotients = self.graph.call_function(aten.div.Tensor, (weights, drawn))
            if count == 1:
                samples = self.graph.call_function(aten.argmax.default, (quotients, -1, True))
            else:
                best = self.graph.call_function(aten.topk.default, (quotients, count))
                samples = self.graph.call_function(operator.getitem, (best, 1))
                best.meta = {"val": (value.new_empty(node.meta["val"].shape), node.meta["val"])}
        quotients.meta = {"val": value, "stack_trace": node.meta.get("stack_trace")}
        samples.meta = dict(node.meta)
        node.replace_all_uses_with(samples)
        self.graph.erase_node(node)

    def drop_out(self, node: Node) -> None:
        """Eager execution's dropout: what is left is scaled by 1 / (1 - p)."""
        operand, p, train = node.args
        value = operand.meta["val"]
        if train is False:
            return
        scale = 0.0 if p == 1 else 1 / (1 - p)
        kept = value.new_empty(value.shape, dtype=torch.bool)
        mask = self.made_before(node, kept, lambda sizes: _new(kept, sizes).bernoulli_(1 - p))
        with self.graph.inserting_before(node):
            left = self.graph.call_function(aten.mul.Tensor, (operand, mask))
            output = self.graph.call_function(aten.mul.Tensor, (left, scale))
        left.meta = output.meta = {"val": value, "stack_trace": node.meta.get("stack_trace")}
        for user in list(node.users):
            assert user.target is operator.getitem
            user.replace_all_uses_with(output if user.args[1] == 0 else mask)
            self.graph.erase_node(user)
        self.graph.erase_node(node)


def _new(like: torch.Tensor, sizes) -> torch.Tensor:
    """A tensor of the host, to be filled."""
    return torch.empty([sizes(size) for size in like.shape], dtype=like.dtype)


def _maker(node: Node) -> Callable:
    """What a random node gives, at given sizes."""
    target, positional, named = node.target, node.args, node.kwargs  # The node loses them when it is erased.
    return lambda sizes: target(*at_sizes(positional, sizes), **at_sizes(named, sizes))
