"""torch.compile(backend="ranvier") held against eager execution."""

import os
from pathlib import Path

from own_process import complete, run

COMMON = """
    import copy, sys, torch
    torch.manual_seed(3)
    sys.path.insert(0, "python/tests")
    import torch_graphs

    def check(module, *calls, options=None):
        compiled = torch.compile(copy.deepcopy(module), backend="ranvier", options=options)
        for arguments in calls:
            results = []
            for each in module, compiled:
                torch.manual_seed(7)
                given = each(*arguments)
                given = given if isinstance(given, tuple) else (given,)
                results.append(given)
                if given[0].requires_grad:
                    sum(result.float().sum() for result in given).backward()
            torch.testing.assert_close(*reversed(results))
            for values in "parameters", "buffers":
                for name, value in getattr(module, "named_" + values)():
                    other = dict(getattr(compiled._orig_mod, "named_" + values)())[name]
                    torch.testing.assert_close(other, value)
                    if value.grad is not None:
                        torch.testing.assert_close(other.grad, value.grad, rtol=1e-4, atol=1e-4)
    """
ERROR = {"fallback": "error"}


def test_training_and_inference_at_several_sizes():
    run(
        COMMON
        + """
    torch.set_default_dtype(torch.float64)
    check(torch_graphs.Everything(), *[(torch.randn(n, 8),) for n in (4, 6, 8)])
    check(torch_graphs.Everything().eval(), *[(torch.randn(n, 8),) for n in (4, 6, 8)])
    check(torch_graphs.WithConstant(), (torch.randn(3),))
    check(torch_graphs.Branches(), (torch.ones(3),), (-torch.ones(3),))
    """
    )


def test_layouts_and_mutations():
    run(
        COMMON
        + """
    images = torch.randn(2, 3, 8, 8)
    check(torch_graphs.Convolutions(), (images,), (images.to(memory_format=torch.channels_last),))
    check(torch_graphs.WithConstant(), (torch.randn(3, 4).t()[:, :3].contiguous(),), (torch.randn(3, 6)[:, ::2],))
    check(torch_graphs.Cache(), (torch.randn(1, 3), torch.tensor([2])), (torch.randn(1, 3), torch.tensor([0])))
    check(torch_graphs.Kept(), (torch.randn(2, 3, 4, 4),), (torch.randn(2, 3, 4, 4),))
    check(torch_graphs.SharedHeads(), (torch.randn(2, 5, 16),), options={"fallback": "error"})
    check(torch_graphs.Overlapping(), (torch.randn(5, 3, 4).transpose(0, 1),), options={"fallback": "error"})
    """
    )


def test_views_of_inputs_at_sizes_that_are_open_or_computed():
    run(
        """
        import torch
        views = torch.compile(
            lambda x: (x.view(x.shape[0], -1), x + 1, x[1 : x.shape[0] - 1]),
            backend="ranvier", dynamic=True, options={"fallback": "error"}
        )
        for size in 4, 5, 6:
            x = torch.randn(size, 2, 3)
            flat, _, middle = views(x)
            assert flat.data_ptr() == x.data_ptr() and flat.shape == (size, 6)
            assert middle.shape == (size - 2, 2, 3) and torch.equal(middle, x[1:-1])
        part = torch.compile(lambda x, start: torch.narrow(x, 1, start, 2), backend="ranvier")
        x = torch.randn(3, 5)
        for start in torch.tensor(1), torch.tensor(3):
            assert torch.equal(part(x, start), x.narrow(1, int(start), 2))
        """
    )


def test_factors_of_matrices():
    run(
        """
        import torch
        torch.manual_seed(0)
        a = torch.randn(3, 4, 4, dtype=torch.float64)
        a = a + a.mT
        b = torch.randn(3, 4, 2, dtype=torch.float64)

        def solve(a, b):
            factors, pivots = torch.linalg.ldl_factor(a)
            return factors, pivots, torch.linalg.ldl_solve(factors, pivots, b)

        results = torch.compile(solve, backend="ranvier", options={"fallback": "error"})(a, b)
        torch.testing.assert_close(results, solve(a, b))
        torch.testing.assert_close(a @ results[2], b)

        # The gradient of a determinant takes the factors as they lie in memory.
        for matrix in a, (a + torch.eye(4)).mT, a[:1]:
            gradients = []
            for determinant in torch.linalg.det, torch.compile(torch.linalg.det, backend="ranvier"):
                given = matrix.clone(memory_format=torch.preserve_format).requires_grad_()
                determinant(given).sum().backward()
                gradients.append(given.grad)
            torch.testing.assert_close(*gradients)
        """
    )


def test_weights_are_read_in_each_run():
    run(
        """
        import torch
        linear = torch.nn.Linear(4, 4)
        compiled = torch.compile(linear, backend="ranvier")
        x = torch.randn(2, 4)
        for change in (
            lambda: None,
            lambda: setattr(linear.weight, "data", torch.randn(4, 4)),
            lambda: linear.weight.data.mul_(2),
            lambda: linear.weight.detach().numpy().fill(3),
            lambda: torch.optim.SGD(linear.parameters(), 0.1).step(),
        ):
            change()
            linear.zero_grad()
            torch.testing.assert_close(compiled(x), linear(x))
            linear(x).sum().backward()
        """
    )


def test_steps_of_optimizers():
    run(
        """
        import torch
        torch.manual_seed(1)
        steps = []
        for compiled in False, True:
            torch.manual_seed(2)
            parameter = torch.nn.Parameter(torch.randn(4, 3))
            optimizer = torch.optim.AdamW([parameter], 0.1)
            step = optimizer.step
            if compiled:
                step = torch.compile(step, backend="ranvier", options={"fallback": "error"})
            for _ in range(3):
                optimizer.zero_grad()
                parameter.pow(2).sum().backward()
                step()
            steps.append(parameter.detach())
        torch.testing.assert_close(*steps)
        """
    )


def test_a_frozen_model_infers_as_before():
    run(
        COMMON
        + """
    options = {"freeze": True, "fallback": "error"}
    images = torch.randn(2, 3, 8, 8)
    model = torch.nn.Sequential(torch_graphs.Convolutions(), torch.nn.Flatten(), torch.nn.Linear(128, 4)).eval()
    with torch.no_grad():
        check(model, (images,), (torch.cat([images, images, images]),), options=options)
        check(torch_graphs.Cache(), (torch.randn(1, 3), torch.tensor([2])), options=options)
    try:
        torch.compile(model, backend="ranvier", options=options)(images)
        raise AssertionError("trained a frozen model")
    except RuntimeError as error:
        assert "call the model under torch.no_grad()" in str(error)
    """
    )


def test_sizes_share_kernels(tmp_path):
    """Native code is made for one example, for more than one, and for many; each size is a line of the log."""
    home = Path(os.environ.get("RANVIER_HOME", Path.home() / ".cache" / "ranvier"))
    (tmp_path / "native").symlink_to(home / "native")
    log = run(
        """
        import logging, os, pathlib, sys, torch
        logging.basicConfig(stream=sys.stdout, format="%(message)s")
        logging.getLogger("ranvier.torch").setLevel(logging.INFO)
        kernels = lambda: len([path for path in pathlib.Path(os.environ["RANVIER_HOME"], "objects").rglob("*") if path.is_file()])
        model = torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.GELU(), torch.nn.LayerNorm(32), torch.nn.Linear(32, 4))
        compiled = torch.compile(model.eval(), backend="ranvier", options={"fallback": "error"})
        counts = []
        with torch.no_grad():
            for batch in range(1, 70):
                x = torch.randn(batch, 16)
                torch.testing.assert_close(compiled(x), model(x), rtol=1e-4, atol=1e-5)
                counts.append(kernels())
        assert len(set(counts)) <= 5 and counts[20] == counts[-1], counts
        """,
        RANVIER_HOME=str(tmp_path),
    ).splitlines()
    assert [line for line in log if "compiled" in line] == log[:2]
    assert len(log) == 69 and " for another size: s" in log[-1] and log[-1].endswith(" = 69")


def test_what_is_not_supported_runs_eagerly_or_is_named(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        """import torch
@torch.library.custom_op("mine::twice", mutates_args=())
def twice(x: torch.Tensor) -> torch.Tensor:
    return 2 * x
@twice.register_fake
def _(x):
    return torch.empty_like(x)
def f(x):
    return torch.ops.mine.twice(x.sin()).cos() + 1
x = torch.randn(3, 3)
torch.testing.assert_close(torch.compile(f, backend="ranvier")(x), f(x))
torch._dynamo.reset()
torch.compile(f, backend="ranvier", options={"fallback": "error"})(x)
"""
    )
    result = complete(f"import runpy; runpy.run_path({str(program)!r})")
    assert result.returncode == 1
    assert "left to eager execution" in result.stderr
    assert "program.py:9:1: 'mine.twice.default (twice)': not lowered" in result.stderr


def test_parts_between_eager_ops_take_tensors_as_they_lie():
    run(
        """
        import torch

        @torch.library.custom_op("mine::thrice", mutates_args=())
        def thrice(x: torch.Tensor) -> torch.Tensor:
            return 3 * x

        @thrice.register_fake
        def _(x):
            return torch.empty_like(x)

        def between(x, y):
            x, y = thrice(x.sin()), thrice(y.cos())
            return (x.exp() + 1).mT @ (y * 2) + thrice(x).sum()

        x, y = torch.randn(4, 3).t(), torch.randn(4, 3).t()
        torch.testing.assert_close(torch.compile(between, backend="ranvier")(x, y), between(x, y))
        """
    )


def test_unknown_options_are_refused():
    result = complete(
        """
        import torch
        torch.compile(lambda x: x + 1, backend="ranvier", options={"fallback": "never"})(torch.ones(2))
        """
    )
    assert result.returncode == 1
    assert "no option fallback='never'; known are fallback: eager or error; freeze: False or True" in result.stderr


def test_other_versions_of_pytorch_are_refused():
    run(
        """
        import torch
        torch.__version__ = "2.12.1+cpu"
        try:
            torch.compile(torch.relu, backend="ranvier")
            raise SystemExit("not refused")
        except ImportError as error:
            assert str(error).endswith("from 2.13 to before 2.14, and this is 2.12.1+cpu: pip install torch==2.13.0"), error
        """
    )


def test_jax_and_pytorch_share_one_client():
    run(
        """
        import jax, jax.numpy as jnp, torch
        assert jax.devices()[0].platform == "ranvier"
        compiled = torch.compile(lambda x: x.sin() + 1, backend="ranvier")
        for i in range(3):
            x = torch.full((5,), float(i))
            torch.testing.assert_close(compiled(x), x.sin() + 1)
            assert jax.jit(lambda x: x + 1)(float(i)) == i + 1
        import os
        pools = {open(f"/proc/self/task/{task}/comm").read() for task in os.listdir("/proc/self/task")}
        assert sum(name.startswith("ranvier-compute") for name in pools) <= os.cpu_count()
        """
    )
