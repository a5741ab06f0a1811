"""Shardings on several devices, held against XLA's."""

import random
from pathlib import Path

import pytest

from own_process import run

PROGRAMS = (Path(__file__).parent / "sharded_programs.py").read_text()


def test_shardings_left_to_the_compiler_are_those_of_xla():
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    run(f"import sys; sys.argv[1:] = ['25', '{seed}']\n" + PROGRAMS, RANVIER_NUM_DEVICES="8")


@pytest.mark.parametrize("shardy", [True, False], ids=["shardy", "gspmd"])
def test_both_partitioners(shardy):
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.sharding import AxisType, NamedSharding, PartitionSpec as P
        mesh = jax.make_mesh((4, 2), ("x", "y"), axis_types=(AxisType.Auto,) * 2)
        a = np.arange(32, dtype=np.float32).reshape(8, 4)
        x = jax.device_put(a, NamedSharding(mesh, P("x", "y")))
        product = jax.jit(lambda x: x @ x.T)(x)
        assert product.sharding.is_equivalent_to(NamedSharding(mesh, P("x", None)), 2), product.sharding
        np.testing.assert_array_equal(product, a @ a.T)
        for names, spec in (({"x", "y"}, P("x", "y")), ({"x"}, P("x"))):
            total = jax.shard_map(
                lambda v: jax.lax.psum(v, "x"), mesh=mesh, in_specs=spec, out_specs=P(None, *spec[1:]), axis_names=names
            )
            np.testing.assert_array_equal(jax.jit(total)(x), a.reshape(4, 2, 4).sum(0))
        """,
        RANVIER_NUM_DEVICES="8",
        JAX_USE_SHARDY_PARTITIONER=str(int(shardy)),
    )


@pytest.mark.parametrize("shardy", [True, False])
def test_programs_tell_how_their_values_are_sharded(shardy):
    output = run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.sharding import AxisType, NamedSharding, PartitionSpec as P
        mesh = jax.make_mesh((2,), ("i",), axis_types=(AxisType.Auto,))
        x = jax.device_put(np.ones((4, 2), np.float32), NamedSharding(mesh, P("i")))
        jax.debug.inspect_array_sharding(x, callback=lambda sharding: print(*sharding.spec))
        def f(x):
            jax.debug.inspect_array_sharding(x.T * 2, callback=lambda sharding: print(sharding.shard_shape((2, 4))))
            return x * 2
        jax.jit(f)(jnp.ones((4, 2)))
        for program in f, jax.shard_map(f, mesh=mesh, in_specs=P("i"), out_specs=P("i")):
            np.testing.assert_array_equal(jax.jit(program).lower(x).compile()(x), 2)
        def fail(sharding): raise ValueError("not that way")
        try: jax.jit(lambda x: jax.debug.inspect_array_sharding(x, callback=fail))(x)
        except jax.errors.JaxRuntimeError as e: print("not that way" in str(e))
        """,
        RANVIER_NUM_DEVICES="2",
        JAX_USE_SHARDY_PARTITIONER=str(int(shardy)),
    )
    assert output == "i\n(2, 4)\n(2, 2)\n(2, 4)\nTrue\n"


@pytest.mark.parametrize("shardy", [True, False])
def test_partitioned_callbacks_get_what_each_device_has(shardy):
    output = run(
        """
        import jax, numpy as np
        from jax.sharding import AxisType, NamedSharding, PartitionSpec as P
        mesh = jax.make_mesh((2, 2), ("i", "j"), axis_types=(AxisType.Auto,) * 2)
        x = jax.device_put(np.arange(8).reshape(2, 4), NamedSharding(mesh, P("i", "j")))
        seen = []
        @jax.jit
        def f(x):
            jax.debug.callback(lambda x: seen.append(x.tolist()), x.T + 1, partitioned=True)
            return x
        f(x)
        jax.effects_barrier()
        print(sorted(seen))
        assert "xla_ffi_partitioned_python_cpu_callback" in f.lower(x).compile().as_text()
        """,
        RANVIER_NUM_DEVICES="4",
        JAX_USE_SHARDY_PARTITIONER=str(int(shardy)),
    )
    assert output == "[[[1], [2]], [[3], [4]], [[5], [6]], [[7], [8]]]\n"
