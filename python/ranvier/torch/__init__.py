"""PyTorch on Ranvier: ``torch.compile(model, backend="ranvier")``."""

import contextlib
import functools

import torch

from ranvier.torch import version  # noqa: F401  refuses others before what needs them is read
from ranvier.torch import start

start.begin()  # Before the imports that take long.

from torch._decomp import core_aten_decompositions, get_decompositions
from torch._dynamo import disable
from torch._dynamo.utils import flatten_graph_inputs
from torch._functorch.aot_autograd import aot_module_simplified
from torch._functorch.partitioners import min_cut_rematerialization_partition
from torch._guards import TracingContext

from ranvier import door
from ranvier.torch import kept
from ranvier.torch.compiled import Compiled, Sized
from ranvier.torch.schema import Sizes

_OPTIONS = {"fallback": ("eager", "error"), "freeze": (False, True)}

# Kept whole, for one kernel. (PyTorch's decomposition of this one also saves other values than its backward expects.)
_WHOLE = (torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default,)

# Of other ops than core_aten_decompositions has, those that PyTorch knows how to take apart.
_MORE = (torch.ops.aten._batch_norm_with_update_functional.default, torch.ops.aten.batch_norm_backward.default)


@functools.cache
def decompositions() -> dict:
    """What takes the place of ops that are not PyTorch's core ones."""
    table = dict(core_aten_decompositions().items()) | get_decompositions(_MORE)
    table = {op: decomposition for op, decomposition in table.items() if op not in _WHOLE}
    # What decompositions of addcmul and addcdiv are made of. The device may fuse the two, or not.
    table[torch.ops.prims.fma.default] = lambda x, y, z: x * y + z
    return table


def _compiled(module, example_inputs, inference_compiler, training_compiler):
    """The graph by way of AOTAutograd. PyTorch's ``aot_autograd`` does the same, and reads much of inductor first."""
    if any(isinstance(each, list | tuple | dict) for each in example_inputs):
        compile = functools.partial(
            _compiled, inference_compiler=inference_compiler, training_compiler=training_compiler
        )
        return flatten_graph_inputs(module, example_inputs, compile)

    def untraced_backward(*arguments):
        # Backward passes are compiled when they first run, which may be within what Dynamo traces.
        return disable(disable(training_compiler)(*arguments))

    compiled = aot_module_simplified(
        module,
        example_inputs,
        fw_compiler=training_compiler,
        bw_compiler=untraced_backward,
        inference_compiler=inference_compiler,
        decompositions=decompositions(),
        partition_fn=min_cut_rematerialization_partition,
        keep_inference_input_mutations=True,
    )
    return disable(compiled)


def _kept(module, example_inputs) -> dict[int, torch.Tensor]:
    """The parameters and buffers among the inputs of a graph of Dynamo, by their places."""
    placeholders = module.graph.find_nodes(op="placeholder")
    return {
        i: value
        for i, (node, value) in enumerate(zip(placeholders, example_inputs, strict=True))
        if isinstance(value, torch.nn.Parameter) or "_dynamo_static_input_type" in node.meta.get("tensor_dict", {})
    }


def backend(module, example_inputs, *, mode=None, options=None):
    """What ``torch.compile`` calls with each graph.

    ``options={"fallback": "error"}`` raises where an op is not supported; otherwise eager execution runs it.
    ``options={"freeze": True}`` is for inference with parameters and buffers that do not change any more: what follows
    from them alone is computed once.
    """
    chosen = {"fallback": "eager", "freeze": False, **(options or {})}
    for name, value in chosen.items():
        if value not in _OPTIONS.get(name, ()):
            known = "; ".join(f"{option}: {' or '.join(map(str, values))}" for option, values in _OPTIONS.items())
            raise ValueError(f"ranvier: no option {name}={value!r}; known are {known}")
    may_fall_back = chosen["fallback"] == "eager"
    if chosen["freeze"]:
        return _frozen(module, example_inputs, may_fall_back)
    name = kept.key(module, example_inputs, may_fall_back)
    plan = kept.find(name) if name else None
    if plan:
        with contextlib.suppress(door.RanvierError):  # Then it is compiled anew.
            return _direct(Sized(plan, Sizes({})))
    return _traced(module, example_inputs, may_fall_back, name)


def _frozen(module, example_inputs, may_fall_back: bool):
    frozen = _kept(module, example_inputs)

    def compile(module, _):
        # The places are those of Dynamo's graph, unless AOTAutograd gives its own other arguments.
        is_alike = len(module.graph.find_nodes(op="placeholder")) == len(example_inputs)
        return Compiled(module, may_fall_back, frozen if is_alike else None)

    def refuse(*_):
        raise ValueError("ranvier: freeze is for inference; call the model under torch.no_grad()")

    return _compiled(module, example_inputs, compile, refuse)


def _traced(module, example_inputs, may_fall_back: bool, name: str | None):
    """The graph, kept under a name if it has one and a call does no more than the graph says."""
    plain = []

    def compile(module, _):
        return Compiled(module, may_fall_back)

    def compile_for_inference(module, _):
        compiled = Compiled(module, may_fall_back)
        if name and kept.is_plain(module, example_inputs, TracingContext.get().fw_metadata):
            plain.append(compiled)
        return compiled

    wrapped = _compiled(module, example_inputs, compile_for_inference, compile)
    sized = plain[0].at_fixed_sizes() if plain else None
    if not sized:
        return wrapped
    kept.put(name, sized.plan)
    return _direct(sized)


def _direct(sized: Sized):
    """A graph without what AOTAutograd does around it, which is nothing. Dynamo traces no function that it is given."""
    return lambda *arguments: sized.run(list(arguments))
