"""What ranvier.torch.graph writes is what PyTorch's own serializer writes."""

import json

import pytest
import torch
from torch._dynamo.backends.common import aot_autograd
from torch._export.serde.serialize import GraphModuleSerializer, _to_json_bytes
from torch.export.graph_signature import ExportGraphSignature

import ranvier.torch
import torch_graphs
from ranvier.torch import graph
from ranvier.torch.schema import Sizes


def stock(module, monkeypatch) -> dict:
    monkeypatch.setattr(GraphModuleSerializer, "serialize_metadata", lambda self, node: {})
    serializer = GraphModuleSerializer(ExportGraphSignature([], []), [])
    return json.loads(_to_json_bytes(serializer.serialize_graph(module)))


def without_metadata(value):
    if isinstance(value, dict):
        return {key: {} if key == "metadata" else without_metadata(each) for key, each in value.items()}
    return [without_metadata(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def graphs():
    """The graphs that torch.compile makes of a module, forward and backward, in eager execution otherwise."""
    seen = []

    def compile(module, _):
        seen.append(module)
        return module.forward

    def of(module, *calls):
        torch._dynamo.reset()
        backend = aot_autograd(fw_compiler=compile, decompositions=ranvier.torch.decompositions())
        compiled = torch.compile(module, backend=backend)
        for arguments in calls:
            results = compiled(*arguments)
            results = results if isinstance(results, tuple) else (results,)
            if results[0].requires_grad:
                sum(result.float().sum() for result in results).backward()
        return seen

    return of


@pytest.mark.parametrize(
    "module, calls",
    [
        (torch_graphs.Everything(), [(torch.ones(4, 8),), (torch.ones(6, 8),)]),
        (torch_graphs.Everything().eval(), [(torch.ones(4, 8),), (torch.ones(6, 8),)]),
        (torch_graphs.Convolutions(), [(torch.ones(2, 3, 8, 8),)]),
        (torch_graphs.Branches(), [(torch.ones(3),)]),
        (torch_graphs.Cache(), [(torch.ones(1, 3), torch.tensor([2]))]),
    ],
    ids=["training", "inference", "convolutions", "branches", "mutation"],
)
def test_as_pytorch_writes_it(module, calls, graphs, monkeypatch):
    seen = graphs(module, *calls)
    assert seen
    for each in seen:
        assert without_metadata(json.loads(json.dumps(graph.graph(each)))) == without_metadata(stock(each, monkeypatch))


def test_attributes_become_inputs(graphs):
    (seen,) = graphs(torch_graphs.WithConstant(), (torch.ones(3),))
    code, attributes = graph.program(seen, Sizes({}), {})
    written = json.loads(code)["graph_module"]["graph"]
    assert [tensor.tolist() for tensor in attributes] == [[1.0, 2.0, 3.0]]
    assert len(written["inputs"]) == 2 and len(written["outputs"]) == 1


def test_lines_of_the_user(graphs):
    seen = graphs(torch_graphs.Convolutions(), (torch.ones(2, 3, 8, 8),))
    lines = {node["metadata"].get("stack_trace", "") for node in graph.graph(seen[0])["nodes"]}
    assert any("torch_graphs.py" in line for line in lines)
