"""Keeps on disk what graphs of Dynamo are compiled from, so that a new process need not trace and lower them again.

Only graphs that their text, their arguments' layouts and what is read here say all of are kept: PyTorch's own functions
of plain tensors of fixed sizes, for inference, that change no argument and give no view of one.
"""

import functools
import hashlib
import json
import os
from pathlib import Path

import torch
from torch._functorch._aot_autograd.autograd_cache import BypassAOTAutogradCache, check_node_safe
from torch._functorch._aot_autograd.schemas import MutationType, OutputType, ViewAndMutationMeta
from torch.fx.node import Node, _get_qualified_name

from ranvier.torch.compiled import Plan
from ranvier.torch.prepare import Argument, Result
from ranvier.torch.schema import DTYPES

_MOST_FILES = 1024
_DTYPES = {number: dtype for dtype, number in DTYPES.items()}
_TENSORS = torch.Tensor, torch.nn.Parameter
# Of these, what repr writes is all there is.
_WRITTEN = bool, int, float, complex, str, type(None), type(...), torch.dtype, torch.device, torch.layout
_WRITTEN += (torch.memory_format,)


class _Unwritten(Exception):
    """Something that its text does not say all of."""


def key(module: torch.fx.GraphModule, example_inputs: list, may_fall_back: bool) -> str | None:
    """The name of a graph of Dynamo with all that it is compiled from; None if it is not one to keep."""
    if torch._C._is_any_autocast_enabled() or _has_modes():
        return None
    try:
        facts = [_surroundings(), may_fall_back, *map(_layout, example_inputs), *map(_line, module.graph.nodes)]
    except (_Unwritten, BypassAOTAutogradCache, AssertionError):
        return None
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _has_modes() -> bool:
    """Whether something takes part in each call of PyTorch's functions."""
    return bool(
        torch._C._len_torch_function_stack()
        or torch._C._len_torch_dispatch_stack()
        or torch._C._functorch.peek_interpreter_stack()
    )


def _surroundings() -> tuple:
    """What PyTorch's tracing and decompositions ask for beside the graph."""
    attention = torch.backends.cuda
    return (
        _sources(),
        torch.__version__,
        torch.version.git_version,
        torch._functorch.config.get_hash(),
        torch.backends.cpu.get_cpu_capability(),
        torch.backends.mkldnn.enabled,
        attention.flash_sdp_enabled(),
        attention.math_sdp_enabled(),
        attention.mem_efficient_sdp_enabled(),
        torch.get_default_dtype(),
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.are_deterministic_algorithms_enabled(),
    )


@functools.cache
def _sources() -> str:
    """This package, as it is."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _layout(tensor) -> tuple:
    if type(tensor) not in _TENSORS or tensor.device.type != "cpu" or tensor.layout is not torch.strided:
        raise _Unwritten
    sizes = *tensor.shape, *tensor.stride()
    if not all(type(size) is int for size in sizes):
        raise _Unwritten
    kind = tensor.dtype, tensor.requires_grad, tensor.is_inference(), tensor.is_conj(), tensor.is_neg()
    return tensor.dim(), sizes, kind


def _line(node: Node) -> tuple:
    target = node.target
    match node.op:
        case "call_function":
            if not hasattr(target, "__module__"):
                raise _Unwritten  # A method of tensors, such as set_, which names no place to find it.
            check_node_safe(node)
            if isinstance(target, torch._ops.HigherOrderOperator):
                raise _Unwritten
            if isinstance(target, torch._ops.OpOverload | torch._ops.OpOverloadPacket):
                if str(target).split(".")[0] != "aten":
                    raise _Unwritten
                target = str(target)
            else:
                target = _get_qualified_name(target)
        case "call_method":
            check_node_safe(node)
        case "placeholder" | "output":
            pass
        case _:
            raise _Unwritten
    return node.op, node.name, target, _written(node.args), _written(node.kwargs), node.meta.get("stack_trace")


def _written(value) -> str:
    match value:
        case Node():
            return f"%{value.name}"
        case slice():
            return f"slice{_written((value.start, value.stop, value.step))}"
        case tuple() | list():
            return f"{type(value).__name__}({', '.join(map(_written, value))})"
        case dict():
            return f"dict{_written(list(value.items()))}"
    if type(value) not in _WRITTEN:
        raise _Unwritten
    return repr(value)


def is_plain(module: torch.fx.GraphModule, example_inputs: list, facts: ViewAndMutationMeta | None) -> bool:
    """Whether AOTAutograd's graph is all that a call does, with the arguments of Dynamo's."""
    return (
        facts is not None
        and len(module.graph.find_nodes(op="placeholder")) == len(example_inputs)
        and all(type(each) in _TENSORS for each in example_inputs)
        and all(each.mutation_type is MutationType.NOT_MUTATED for each in facts.input_info)
        and all(each.output_type is OutputType.non_alias for each in facts.output_info)
        and not facts.num_intermediate_bases
        and not facts.tokens
        and not facts.is_rng_op_functionalized
        and facts.grad_enabled_mutation is None
    )


def _folder() -> Path:
    return Path(os.environ.get("RANVIER_HOME") or Path.home() / ".cache" / "ranvier", "graphs")


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def find(name: str) -> Plan | None:
    """What is kept under a name; a file that is damaged, or another user's, is as if it were not there."""
    file = _folder() / name
    try:
        digest, _, content = file.read_bytes().partition(b"\n")
        if file.stat().st_uid != os.getuid() or digest != _digest(content):
            return None
    except OSError:
        return None
    header, _, code = content.partition(b"\n")
    written = json.loads(header)
    arguments = [Argument(index=index, order=order) for index, order in written["arguments"]]
    results = [Result(index=index, order=order) for index, order in written["results"]]
    tensors = [(tuple(shape), _DTYPES[number]) for shape, number in written["tensors"]]
    return Plan(code, [], arguments, results, False, [], tensors)


def put(name: str, plan: Plan) -> None:
    """Keeps a plan, unless it has more than its bytes."""
    is_more = plan.kept or plan.mutated or plan.is_single or any(argument.make for argument in plan.arguments)
    if is_more or not plan.code or any(result.index < 0 for result in plan.results):
        return
    header = {
        "arguments": [[argument.index, argument.order] for argument in plan.arguments],
        "results": [[result.index, result.order] for result in plan.results],
        "tensors": [[shape, DTYPES[dtype]] for shape, dtype in plan.tensors],
    }
    content = json.dumps(header).encode() + b"\n" + plan.code
    folder = _folder()
    new = folder / f"{name}.{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_bytes(_digest(content) + b"\n" + content)
        new.replace(folder / name)
        files = sorted(folder.iterdir(), key=os.path.getmtime)
        for file in files[:-_MOST_FILES]:
            file.unlink()
    except OSError:
        new.unlink(missing_ok=True)  # The next process compiles it again.
