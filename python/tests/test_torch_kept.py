"""Graphs that were compiled before are run without tracing them again, and only where they are the same."""

import pytest
import torch

import ranvier.torch


@pytest.fixture
def traced(monkeypatch, tmp_path):
    """Calls a function compiled as in a new process; gives its results and how many graphs were traced."""
    monkeypatch.setenv("RANVIER_HOME", str(tmp_path))
    count = 0
    trace = ranvier.torch._traced

    def counting(*arguments):
        nonlocal count
        count += 1
        return trace(*arguments)

    monkeypatch.setattr(ranvier.torch, "_traced", counting)

    def call(function, *arguments):
        nonlocal count
        torch._dynamo.reset()
        count = 0
        result = torch.compile(function, backend="ranvier", dynamic=False)(*arguments)
        return result, count

    return call


def scaled(x, y):
    return torch.nn.functional.gelu(x @ y.T) * 3, x.sum(-1)


def test_a_graph_is_traced_once(traced):
    x, y = torch.randn(4, 8), torch.randn(5, 8)
    for expected in 1, 0:
        results, count = traced(scaled, x, y)
        assert count == expected
        torch.testing.assert_close(results, scaled(x, y))


def test_layouts_and_surroundings_are_part_of_it(traced):
    x, y = torch.randn(4, 8), torch.randn(5, 8)
    traced(scaled, x, y)
    assert traced(scaled, torch.randn(8, 4).T, y)[1] == 1
    assert traced(scaled, x.double(), y.double())[1] == 1
    assert traced(scaled, torch.randn(3, 8), y)[1] == 1
    with torch.no_grad():
        assert traced(scaled, x, y)[1] == 1
    assert traced(lambda x, y: scaled(x, y), x, y)[0][1].shape == (4,)
    assert traced(scaled, x, y)[1] == 0


def test_permuted_results_are_kept_as_they_lie(traced):
    x = torch.randn(1, 3, 6, 6).to(memory_format=torch.channels_last)
    function = torch.nn.functional.relu
    for expected in 1, 0:
        result, count = traced(lambda x: function(x), x)
        assert count == expected
        assert result.stride() == function(x).stride()
        torch.testing.assert_close(result, function(x))


def draw(x):
    return torch.rand_like(x) + x


def change(x):
    return x.add_(1)


def view(x):
    return x.T, x + 1


def pair(x):
    y = x + 1
    return y, y.T


@pytest.mark.parametrize("function, counts", [(draw, (1, 1)), (change, (1, 1)), (view, (1, 0)), (pair, (1, 0))])
def test_what_is_more_than_a_program_is_traced_again(traced, function, counts):
    for expected_count in counts:
        x, expected = torch.ones(2, 3), torch.ones(2, 3)
        torch.manual_seed(0)
        result, count = traced(function, x)
        torch.manual_seed(0)
        torch.testing.assert_close(result, function(expected))
        torch.testing.assert_close(x, expected)
        assert count == expected_count


def test_gradients_are_traced_again(traced):
    for _ in range(2):
        x = torch.ones(2, 3, requires_grad=True)
        result, count = traced(lambda x: (x * x).sum(), x)
        result.backward()
        assert count == 1
        torch.testing.assert_close(x.grad, 2 * torch.ones(2, 3))


def test_autocast_is_traced_again(traced):
    x, y = torch.randn(4, 8), torch.randn(5, 8)
    traced(scaled, x, y)
    with torch.autocast("cpu", torch.bfloat16):
        result, count = traced(scaled, x, y)
    assert count == 1
    assert result[0].dtype == torch.bfloat16


def test_a_damaged_file_is_as_if_it_were_not_there(traced, tmp_path):
    x, y = torch.randn(4, 8), torch.randn(5, 8)
    traced(scaled, x, y)
    (file,) = (tmp_path / "graphs").iterdir()
    for damaged in b"", b"{}\n", file.read_bytes()[:-1]:
        file.write_bytes(damaged)
        results, count = traced(scaled, x, y)
        assert count == 1
        torch.testing.assert_close(results, scaled(x, y))


class Router(torch.nn.Module):
    """Has its layer take the input's type, which Dynamo writes as a method of tensors with no name of a place."""

    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(8, 4)

    def forward(self, x):
        self.layer = self.layer.to(x.dtype)
        return self.layer(x)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_method_of_tensors_is_traced_again(traced, dtype):
    model, x = Router(), torch.randn(2, 8, dtype=dtype)
    with torch.no_grad():
        for _ in range(2):
            result, count = traced(model, x)
            assert count == 1
            torch.testing.assert_close(result, model(x))
