"""Graphs of AOTAutograd as callables that run on the device: compiled anew for each new size, in one call a run."""

import logging
import re
import time
from collections import OrderedDict
from dataclasses import dataclass

import torch
from sympy import Integer
from torch._guards import CompileContext
from torch.autograd.graph import increment_version
from torch.fx import GraphModule
from torch.fx.passes.infra.partitioner import CapabilityBasedPartitioner
from torch.fx.passes.operator_support import OperatorSupportBase

from ranvier import door
from ranvier.torch import graph
from ranvier.torch.prepare import Argument, Result, inverse, prepare
from ranvier.torch.schema import CannotWrite, Sizes, at_sizes
from ranvier.torch.start import FORMAT

# What PyTorch's own code for tensors of the host calls, in a tenth of the time: torch.empty_strided, and a check that all
# tensors are as others were, in layout and in all that says how their elements are read.
_guards = torch._C._dynamo.guards
_empty = _guards._empty_strided_cpu
_address = torch.Tensor.data_ptr
_MOST_SIZES = 64
_LOG = logging.getLogger("ranvier.torch")
# How the error of a node names it: its op and, in brackets, the node.
_UNSUPPORTED = re.compile(r"'[\w.:]+ \((\w+)\)'")


class Compiled:
    """A graph, called with the list of its arguments; ``frozen`` are those that never change, by their places."""

    def __init__(self, module: GraphModule, may_fall_back: bool, frozen: dict[int, torch.Tensor] | None = None):
        self._boxed_call = True  # of the instance: what wraps it copies that
        self._module = module
        self._may_fall_back = may_fall_back
        # Dynamo's number of the function and, after it, how many times that was compiled before.
        self._name = CompileContext.current_compile_id()
        self._prepared = None
        self._split = None
        self._sized: OrderedDict[tuple, Sized] = OrderedDict()
        try:
            self._prepared = prepare(module, frozen or {})
        except CannotWrite as error:
            self._fall_back(error, [])

    def __call__(self, arguments: list):
        if self._split:
            return self._split(*arguments)
        values = ()
        if self._prepared.symbols:
            values = tuple(
                arguments[i] if dimension < 0 else arguments[i].shape[dimension]
                for i, dimension, _ in self._prepared.symbols
            )
        sized = self._sized.get(values)
        if sized is None:
            sized = self._at_sizes(values)
            if sized is None:
                return self._split(*arguments)
        return sized.run(arguments)

    def at_fixed_sizes(self) -> "Sized | None":
        """The graph compiled for the sizes that it has; None if some are open, or if eager execution runs a part."""
        return None if self._split or self._prepared.symbols else self._at_sizes(())

    def _at_sizes(self, values: tuple):
        symbols = [symbol for _, _, symbol in self._prepared.symbols]
        begin = time.perf_counter()
        try:
            sizes = Sizes(dict(zip(symbols, map(Integer, values), strict=True)))
            sized = Sized(_plan(self._prepared, sizes), sizes)
        except (door.RanvierError, CannotWrite) as error:
            self._fall_back(error, _UNSUPPORTED.findall(str(error)))
            return None
        self._tell(values, (time.perf_counter() - begin) * 1e3)
        self._sized[values] = sized
        if len(self._sized) > _MOST_SIZES:
            self._sized.popitem(last=False)
        return sized

    def _tell(self, values: tuple, milliseconds: float) -> None:
        sizes = ", ".join(
            f"{symbol} = {value}" for (_, _, symbol), value in zip(self._prepared.symbols, values, strict=True)
        )
        nodes = len(self._prepared.module.graph.nodes)
        if self._sized:
            _LOG.info("graph %s: planned anew in %.0f ms for another size: %s", self._name, milliseconds, sizes)
        else:
            why = f"first called with {sizes}" if sizes else "all its sizes are fixed"
            _LOG.info("graph %s: compiled %d nodes in %.0f ms: %s", self._name, nodes, milliseconds, why)

    def _fall_back(self, error: Exception, unsupported: list[str]) -> None:
        if not self._may_fall_back:
            raise error
        _LOG.warning("left to eager execution: %s", error)
        every = {node.name for node in self._module.graph.nodes}
        self._split = _split(self._module, every.intersection(unsupported) or every)


@dataclass
class Plan:
    """A graph at given sizes as data: the bytes of its program, the tensors that come first and never change, and what a
    call's arguments and results are to it. ``tensors`` are the shapes and types of the results that it gives new."""

    code: bytes
    kept: list[torch.Tensor]
    arguments: list[Argument]
    results: list[Result]
    is_single: bool
    mutated: list[Argument]
    tensors: list[tuple[tuple[int, ...], torch.dtype]]


def _plan(prepared, sizes: Sizes) -> Plan:
    mutated = {i: argument.name for i, argument in prepared.mutated.items()}
    code, kept = graph.program(prepared.module, sizes, mutated) if prepared.result_values else (b"", [])
    tensors = [
        (tuple(sizes(size) for size in value.shape), value.dtype)
        for i, value in enumerate(prepared.result_values)
        if i not in prepared.mutated
    ]
    changed = list(prepared.mutated.values())
    return Plan(code, kept, prepared.arguments, prepared.results, prepared.is_single, changed, tensors)


class Sized:
    """A graph at given sizes, compiled."""

    def __init__(self, plan: Plan, sizes: Sizes):
        self.plan = plan
        self._executable = door.Executable(FORMAT, plan.code, plan.kept) if plan.code else None
        self._sizes = sizes
        self._is_single = plan.is_single
        self._arguments = plan.arguments
        self._results = [_result(result, sizes) for result in plan.results]
        self._may_read_in_place = not any(argument.make or argument.order for argument in plan.arguments)
        self._places = [argument.index for argument in plan.arguments]
        self._are_first = self._places == list(range(len(self._places)))
        # Of the last arguments that a program could read where they lie.
        self._guards = None
        self._is_plain = all(result.index == i and not result.order for i, result in enumerate(plan.results))
        # The new values of arguments are the last results, and are written over them.
        self._mutated = {plan.arguments.index(argument): argument for argument in plan.mutated}
        self._tensors = [(shape, _row_major(shape), dtype) for shape, dtype in plan.tensors]

    def run(self, arguments: list):
        # Each stays until the run has ended: the program reads it in place.
        tensors = self._in_place(arguments) or [self._tensor(each, arguments) for each in self._arguments]
        written = [_empty(*each) for each in self._tensors]
        if self._executable:
            changed = [tensors[position] for position in self._mutated]
            self._executable.run(map(_address, [*tensors, *written, *changed]))
        for position, argument in self._mutated.items():
            self._take(argument, arguments, tensors[position])
        results = written if self._is_plain else [result(arguments, written) for result in self._results]
        arguments.clear()
        return results[0] if self._is_single else results

    def _in_place(self, arguments: list) -> list[torch.Tensor] | None:
        """The tensors that the program takes, if it can read them where they lie."""
        if not self._may_read_in_place:
            return None
        is_all = self._are_first and len(arguments) == len(self._places)
        tensors = arguments if is_all else [arguments[i] for i in self._places]
        if self._guards and self._guards.check(*tensors):
            return tensors
        if tensors and all(map(_is_row_major, tensors)):
            sizes, strides = [list(each.shape) for each in tensors], [list(each.stride()) for each in tensors]
            self._guards = _guards.TensorGuards(*tensors, dynamic_dims_sizes=sizes, dynamic_dims_strides=strides)
            return tensors
        return None

    def _tensor(self, argument, arguments: list) -> torch.Tensor:
        tensor = argument.make(self._sizes) if argument.make else arguments[argument.index]
        if argument.order:
            tensor = tensor.permute(argument.order)
        return tensor if _is_row_major(tensor) else tensor.resolve_conj().resolve_neg().contiguous()

    def _take(self, argument, arguments: list, value: torch.Tensor) -> None:
        """Lets an argument have its new value, if the program has not written that in place."""
        changed = arguments[argument.index]
        if value.data_ptr() == changed.data_ptr():
            increment_version(changed)
        else:
            changed.copy_(value.permute(inverse(argument.order)) if argument.order else value)


def _is_row_major(tensor: torch.Tensor) -> bool:
    """Whether a program can read the tensor where it lies."""
    return tensor.is_contiguous() and not tensor.is_neg() and not tensor.is_conj()


def _row_major(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of a tensor."""
    strides, step = [], 1
    for size in reversed(shape):
        strides.append(step)
        step *= max(1, size)
    return tuple(reversed(strides))


def _result(result, sizes):
    """A function of the arguments of a call and the tensors that the program has written, to an output of the call."""
    if result.index >= 0:
        if not result.order:
            return lambda _, written: written[result.index]
        back = inverse(result.order)
        return lambda _, written: written[result.index].permute(back)
    if result.argument < 0:
        number = sizes(result.value)
        return lambda _, written: number
    views = [(op, at_sizes(positional, sizes), at_sizes(named, sizes)) for op, positional, named in result.views]

    def shown(arguments, _):
        tensor = arguments[result.argument]
        for op, positional, named in views:
            tensor = op(tensor, *positional, **named)
        return tensor

    return shown


class _Supported(OperatorSupportBase):
    def __init__(self, unsupported: set[str]):
        self._unsupported = unsupported

    def is_node_supported(self, submodules, node) -> bool:
        return (
            node.op == "call_function"
            and node.name not in self._unsupported
            and node.target is not torch.ops.aten.copy_.default
        )


def _split(module: GraphModule, unsupported: set[str]) -> GraphModule:
    """The graph with what is supported in compiled parts; a part may fall back again."""
    partitioner = CapabilityBasedPartitioner(
        GraphModule(module, module.graph), _Supported(unsupported), allows_single_node_partition=False
    )
    parts = partitioner.propose_partitions()
    split = partitioner.fuse_partitions(parts)
    for node in split.graph.find_nodes(op="call_module"):
        setattr(split, node.target, _Part(Compiled(getattr(split, node.target), True)))
    split.recompile()
    return split


class _Part(torch.nn.Module):
    def __init__(self, compiled: Compiled):
        super().__init__()
        self._compiled = compiled

    def forward(self, *arguments):
        return self._compiled(list(arguments))
