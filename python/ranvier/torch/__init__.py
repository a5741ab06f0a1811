"""PyTorch on Ranvier: ``torch.compile(model, backend="ranvier")``."""

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

from ranvier.torch.compiled import Compiled

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

    def compile(module, _):
        return Compiled(module, may_fall_back)

    if not chosen["freeze"]:
        return _compiled(module, example_inputs, compile, compile)
    frozen = _kept(module, example_inputs)

    def compile_frozen(module, _):
        # The places are those of Dynamo's graph, unless AOTAutograd gives its own other arguments.
        is_alike = len(module.graph.find_nodes(op="placeholder")) == len(example_inputs)
        return Compiled(module, may_fall_back, frozen if is_alike else None)

    def refuse(*_):
        raise ValueError("ranvier: freeze is for inference; call the model under torch.no_grad()")

    return _compiled(module, example_inputs, compile_frozen, refuse)
