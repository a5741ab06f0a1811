"""The start of the device, beside what PyTorch imports and traces for the first graph, which takes longer."""

import contextlib
import threading

import torch

from ranvier import door
from ranvier.torch import graph
from ranvier.torch.schema import Sizes

FORMAT = "torch-export"
_kept = []


def begin() -> None:
    """Starts the JVM and the device on a thread of their own, and has them compile a small program there."""
    threading.Thread(target=_compile, name="ranvier-start").start()


def _compile() -> None:
    # What fails here fails again when the first graph is compiled, and is said then.
    with contextlib.suppress(door.RanvierError, OSError):
        # Kept, since the device ends with its last program.
        _kept.append(door.Executable(FORMAT, _program(), []))


def _program() -> bytes:
    """A layer, small, whose compiling takes what most programs take."""
    aten = torch.ops.aten
    nodes = torch.fx.Graph()
    x = nodes.placeholder("x")
    product = nodes.call_function(aten.mm.default, (x, x))
    activated = nodes.call_function(aten.gelu.default, (product,))
    normal = nodes.call_function(aten._softmax.default, (activated, -1, False))
    nodes.output((normal,))
    for node in x, product, activated, normal:
        node.meta["val"] = torch.empty(8, 8)
    code, _ = graph.program(torch.fx.GraphModule({}, nodes), Sizes({}), {})
    return code
