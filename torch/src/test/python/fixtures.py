"""Writes the archives of torch/src/test/resources/dev/ranvier/torch: programs with inputs and what eager PyTorch gives.

    python torch/src/test/python/fixtures.py torch/src/test/resources/dev/ranvier/torch

Each archive holds one program of many cases; its inputs and expected outputs are buffers of the model, named input_NAME
and expected_NUMBER_NAME, so that the archive is all that a test needs. Compressed, since the graphs are large and alike. Written with PyTorch 2.13.
"""

import gzip
import io
import re
import sys
from pathlib import Path

import torch

from cases import DECOMPOSED, DYNAMIC, FAMILIES


class Cases(torch.nn.Module):
    """Runs every case on clones of the inputs and returns what all of them return."""

    def __init__(self, cases, inputs):
        super().__init__()
        self.cases = cases
        self.names = list(inputs)
        for name, tensor in inputs.items():
            self.register_buffer("input_" + name, tensor)

    def forward(self, inputs):
        outputs = []
        for case in self.cases.values():
            result = case(**{name: inputs[name].clone() for name in case.__code__.co_varnames[: case.__code__.co_argcount]})
            outputs += result if isinstance(result, (tuple, list)) else [result]
        return tuple(outputs)


def expected_names(cases, inputs):
    for name, case in cases.items():
        result = case(**{key: inputs[key].clone() for key in case.__code__.co_varnames[: case.__code__.co_argcount]})
        for index, tensor in enumerate(result if isinstance(result, (tuple, list)) else [result]):
            yield f"{name}_{index}", tensor


def save(model, inputs, path, dynamic_shapes=None, decompose=False):
    program = torch.export.export(model, (inputs,), dynamic_shapes=dynamic_shapes, strict=False)
    if decompose:
        program = program.run_decompositions()
    for node in program.graph.nodes:
        # Of what is known of a node only the line of its case, without this machine's folders.
        trace = re.sub(r'File "[^"]*/(torch/[^"]*|[^"/]*)"', r'File "\1"', node.meta.get("stack_trace", ""))
        for key in set(node.meta) - {"val"}:
            del node.meta[key]
        node.meta["stack_trace"] = trace
    program._example_inputs = None
    archive = io.BytesIO()
    torch.export.save(program, archive)
    Path(path).write_bytes(gzip.compress(archive.getvalue(), mtime=0))
    print(path, Path(path).stat().st_size, len(program.graph.nodes), "nodes")


def main(folder):
    for name, (make_inputs, cases) in FAMILIES.items():
        for decompose in (True,) if name in DECOMPOSED else (False, True):
            torch.manual_seed(0)
            inputs = make_inputs()
            model = Cases(cases, inputs).eval()
            for number, (case, tensor) in enumerate(expected_names(cases, inputs)):
                model.register_buffer(f"expected_{number:03d}_{case}", tensor.detach().clone())
            save(model, inputs, f"{folder}/{name}{'-decomposed' if decompose else ''}.pt2.gz", decompose=decompose)
    for name, (make_inputs, cases, dimensions) in DYNAMIC.items():
        torch.manual_seed(0)
        inputs = make_inputs(6)
        model = Cases(cases, inputs).eval()
        # What is exported for one size is run for another.
        exported = make_inputs(5)
        for number, (case, tensor) in enumerate(expected_names(cases, inputs)):
            model.register_buffer(f"expected_{number:03d}_{case}", tensor.detach().clone())
        save(model, exported, f"{folder}/{name}.pt2.gz", (dimensions(),))


if __name__ == "__main__":
    main(sys.argv[1])
