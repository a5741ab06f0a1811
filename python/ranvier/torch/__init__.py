"""PyTorch on Ranvier: ``torch.compile(model, backend="ranvier")``."""

import functools

import torch
from torch._decomp import core_aten_decompositions
from torch._dynamo.backends.common import aot_autograd
from torch._functorch.partitioners import min_cut_rematerialization_partition

from ranvier.torch.compiled import Compiled

_OPTIONS = {"fallback": ("eager", "error")}

# Kept whole, for one kernel. (PyTorch's decomposition of this one also saves other values than its backward expects.)
_WHOLE = (torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default,)


@functools.cache
def decompositions() -> dict:
    """What takes the place of ops that are not PyTorch's core ones."""
    table = core_aten_decompositions()
    return {op: decomposition for op, decomposition in table.items() if op not in _WHOLE}


@functools.cache
def _compiler(may_fall_back: bool):
    def compile(module, _):
        return Compiled(module, may_fall_back)

    return aot_autograd(
        fw_compiler=compile,
        bw_compiler=compile,
        decompositions=decompositions(),
        partition_fn=min_cut_rematerialization_partition,
        keep_inference_input_mutations=True,
    )


def backend(module, example_inputs, *, mode=None, options=None):
    """What ``torch.compile`` calls with each graph.

    ``options={"fallback": "error"}`` raises where an op is not supported; otherwise eager execution runs it.
    """
    chosen = {"fallback": "eager", **(options or {})}
    for name, value in chosen.items():
        if value not in _OPTIONS.get(name, ()):
            known = "; ".join(f"{option}: {' or '.join(values)}" for option, values in _OPTIONS.items())
            raise ValueError(f"ranvier: no option {name}={value!r}; known are {known}")
    return _compiler(chosen["fallback"] == "eager")(module, example_inputs)
