"""JAX on the platform ranvier, held against JAX on the CPU or against NumPy."""

import re

import pytest

from own_process import run


def test_private_names_are_there():
    run("from ranvier import jax_internals")


def test_nothing_changes_by_default():
    assert run("import jax; print(jax.default_backend())", JAX_PLATFORMS="") == "cpu\n"


def test_jit_and_grad():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        def loss(w, x): return jnp.tanh(x @ w).sum()
        w, x = np.linspace(-1, 2, 12, dtype=np.float32).reshape(3, 4), np.ones((2, 3), np.float32)
        for f in (jax.jit(loss), jax.jit(jax.grad(loss))):
            mine, theirs = (f(*jax.device_put((w, x), jax.devices(p)[0])) for p in ("ranvier", "cpu"))
            assert mine.devices() == {jax.devices("ranvier")[0]}
            np.testing.assert_allclose(mine, theirs, rtol=1e-5)
        """
    )


def test_host_arrays_with_any_strides():
    run(
        """
        import jax, numpy as np
        a = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
        for view in (a, a.T, a[:, ::2], a[::-1, :, ::-1], a[:, :0], np.broadcast_to(a[0, 0], (3, 4)), a[1, 2, 3]):
            np.testing.assert_array_equal(np.asarray(jax.device_put(view)), view)
        """
    )


def test_reading_back_copies_nothing():
    run(
        """
        import jax, numpy as np
        x = jax.device_put(np.ones(1000))
        assert np.asarray(x).ctypes.data == x.unsafe_buffer_pointer()
        """
    )


def test_donated_arguments_are_gone():
    run(
        """
        import jax, jax.numpy as jnp
        x = jnp.ones(4)
        address = x.unsafe_buffer_pointer()
        y = jax.jit(lambda x: x + 1, donate_argnums=0)(x)
        assert x.is_deleted() and y.unsafe_buffer_pointer() == address and y.tolist() == [2] * 4
        """
    )


def test_a_donated_argument_is_given_once():
    output = run(
        """
        import jax, jax.numpy as jnp
        x = jnp.ones(4)
        try: jax.jit(lambda x, y: x + y, donate_argnums=0)(x, x)
        except jax.errors.JaxRuntimeError as e: print(e)
        assert x.tolist() == [1] * 4
        """
    )
    assert "INVALID_ARGUMENT" in output and "'x' is donated" in output


def test_errors_are_jax_errors():
    output = run(
        """
        import jax, jax.numpy as jnp
        def f(x): return jax.ffi.ffi_call("nobody_knows", jax.ShapeDtypeStruct((), jnp.float32))(x)
        try:
            jax.jit(f)(1.0).block_until_ready()
        except jax.errors.JaxRuntimeError as e:
            print(e)
        """
    )
    assert "UNIMPLEMENTED" in output and "nobody_knows" in output and "<string>:3" in output


def test_costs_and_memory_of_a_program():
    run(
        """
        import jax, jax.numpy as jnp
        compiled = jax.jit(lambda a, b: jnp.exp(a @ b)).lower(jnp.ones((4, 3)), jnp.ones((3, 5))).compile()
        costs, memory = compiled.cost_analysis(), compiled.memory_analysis()
        assert costs["flops"] == 2 * 4 * 3 * 5 and costs["transcendentals"] == 20 and costs["bytes accessed"] > 0
        assert memory.argument_size_in_bytes == 4 * (12 + 15) and memory.output_size_in_bytes == 4 * 20
        """
    )


def test_layouts_are_row_major():
    run(
        """
        import jax, numpy as np
        x = jax.device_put(np.ones((2, 3), np.float32))
        compiled = jax.jit(lambda x: x.T.reshape(3, 1, 2)).lower(x).compile()
        assert x.format.layout.major_to_minor == compiled.input_formats[0][0].layout.major_to_minor == (0, 1)
        assert compiled.output_formats.layout.major_to_minor == (0, 1, 2)
        """
    )


def test_serialized_executables_run_in_another_process(tmp_path):
    path = tmp_path / "executable"
    run(
        f"""
        import jax, pathlib, pickle, numpy as np
        from jax.experimental.serialize_executable import serialize
        compiled = jax.jit(lambda x: (x @ x.T, x.sum())).lower(np.ones((2, 3), np.float32)).compile()
        pathlib.Path({str(path)!r}).write_bytes(pickle.dumps(serialize(compiled)))
        """
    )
    run(
        f"""
        import pathlib, pickle, numpy as np
        from jax.experimental.serialize_executable import deserialize_and_load
        x = np.arange(6, dtype=np.float32).reshape(2, 3)
        product, total = deserialize_and_load(*pickle.loads(pathlib.Path({str(path)!r}).read_bytes()))(x)
        np.testing.assert_array_equal(product, x @ x.T)
        assert total == 15
        """
    )


def test_programs_compile_for_a_topology_that_is_described():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.experimental import topologies
        from jax.experimental.serialize_executable import deserialize_and_load, serialize
        from jax.sharding import NamedSharding, PartitionSpec as P
        topology = topologies.get_topology_desc("reference:2", platform="ranvier")
        assert len(topology.devices) == 2
        mesh = topologies.make_mesh(topology, (2,), ("x",))
        shape = jax.ShapeDtypeStruct((4,), np.float32, sharding=NamedSharding(mesh, P("x")))
        compiled = jax.jit(lambda x: 2 * x).lower(shape).compile()
        loaded = deserialize_and_load(*serialize(compiled), backend="ranvier")
        x = jax.device_put(np.arange(4, dtype=np.float32), loaded.input_shardings[0][0])
        np.testing.assert_array_equal(loaded(x), 2 * np.arange(4))
        """,
        RANVIER_NUM_DEVICES="2",
        RANVIER_DEVICE="reference",
    )


@pytest.mark.parametrize("shardy", ["1", "0"])
def test_eight_devices(shardy):
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.sharding import Mesh, NamedSharding, PartitionSpec as P
        devices = jax.devices("ranvier")
        assert len(devices) == 8
        mesh = Mesh(np.array(devices).reshape(4, 2), ("x", "y"))
        a = np.arange(64, dtype=np.float32).reshape(8, 8)
        sharded = jax.device_put(a, NamedSharding(mesh, P("x", "y")))
        np.testing.assert_array_equal(sharded, a)
        product = jax.jit(lambda a: a @ a.T, out_shardings=NamedSharding(mesh, P("y")))(sharded)
        np.testing.assert_array_equal(product, a @ a.T)
        assert product.sharding.spec == P("y")
        np.testing.assert_array_equal(jax.jit(lambda a: a + 1)(sharded), a + 1)
        """,
        RANVIER_NUM_DEVICES="8",
        JAX_USE_SHARDY_PARTITIONER=shardy,
    )


def test_collectives():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.sharding import Mesh, PartitionSpec as P
        mesh = Mesh(np.array(jax.devices("ranvier")), ("x",))
        a = np.arange(16, dtype=np.float32)
        def body(a): return jax.lax.psum(a, "x"), jax.lax.all_gather(a, "x"), jax.lax.ppermute(a, "x", [(i, (i + 1) % 8) for i in range(8)])
        total, gathered, shifted = jax.jit(jax.shard_map(body, mesh=mesh, in_specs=P("x"), out_specs=(P(), P("x"), P("x"))))(a)
        np.testing.assert_array_equal(total, a.reshape(8, 2).sum(0))
        np.testing.assert_array_equal(gathered[:8], a.reshape(8, 2))
        np.testing.assert_array_equal(shifted, np.roll(a, 2))
        np.testing.assert_array_equal(jax.pmap(lambda x: jax.lax.psum(x, "i"), "i")(np.arange(8.0)), np.full(8, 28.0))
        """,
        RANVIER_NUM_DEVICES="8",
    )


def test_factorisations():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        a = np.random.default_rng(0).standard_normal((2, 4, 4), np.float32)
        s = a @ a.mT
        w, v = jnp.linalg.eigh(s)
        np.testing.assert_allclose((v * w[:, None]) @ v.mT, s, atol=1e-4)
        q, r = jnp.linalg.qr(a)
        np.testing.assert_allclose(q @ r, a, atol=1e-5)
        np.testing.assert_allclose(jnp.linalg.svd(a)[1], np.linalg.svd(a)[1], atol=1e-5)
        np.testing.assert_allclose(np.sort(jnp.linalg.eigvals(a)), np.sort(np.linalg.eigvals(a)), atol=1e-4)
        q, r, p = jax.scipy.linalg.qr(a[0], pivoting=True)
        np.testing.assert_allclose(q @ r, a[0][:, p], atol=1e-5)
        np.testing.assert_allclose(jnp.linalg.inv(a) @ a, np.broadcast_to(np.eye(4), a.shape), atol=1e-4)
        np.testing.assert_allclose(jnp.linalg.svd(a[:, :3])[0], np.linalg.svd(a[:, :3])[0], atol=1e-5)
        """
    )


def test_approximate_top_k():
    run(
        """
        import jax, numpy as np
        x = np.random.default_rng(0).standard_normal((3, 50, 2), np.float32)
        for f in (jax.lax.approx_max_k, jax.lax.approx_min_k):
            mine, theirs = (f(jax.device_put(x, jax.devices(p)[0]), 5, 1) for p in ("ranvier", "cpu"))
            jax.tree.map(np.testing.assert_array_equal, mine, theirs)
        """
    )


def test_factorisations_can_be_exported():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax import export
        n, = export.symbolic_shape("n", constraints=["n >= 3"])
        exported = export.export(jax.jit(jnp.linalg.qr))(jax.ShapeDtypeStruct((n, 3), np.float32))
        a = np.arange(15, dtype=np.float32).reshape(5, 3) ** 2
        q, r = exported.call(a)
        np.testing.assert_allclose(q @ r, a, atol=1e-3)
        """
    )




def test_the_text_of_a_compiled_program():
    output = run(
        """
        import jax, jax.numpy as jnp
        from jax.sharding import Mesh, NamedSharding, PartitionSpec as P
        compiled = jax.jit(lambda x: jnp.sin(x) @ x.T).lower(jnp.ones((2, 3))).compile()
        print(compiled.as_text())
        assert compiled.runtime_executable().hlo_modules()[0].name == "jit__lambda"
        mesh = Mesh(jax.devices(), "x")
        psum = jax.shard_map(lambda x: jax.lax.psum(x, "x"), mesh=mesh, in_specs=P("x"), out_specs=P())
        tiled = NamedSharding(mesh, P("x"))
        print(jax.jit(lambda x: jax.lax.with_sharding_constraint(psum(x), tiled)).lower(jnp.ones(4)).compile().as_text())
        """,
        RANVIER_NUM_DEVICES="2",
    )
    assert "(f32[2,3]{1,0})->f32[2,2]{1,0}" in output
    assert re.search(r"ROOT \S+ = f32\[2,2\]\S+ dot\(.*lhs_contracting_dims=\{1\}.*jit\(<lambda>\)/dot_general", output)
    assert "sharding={devices=[2]0,1}" in output and re.search(r"all-reduce\(.*replica_groups=\{\{0,1\}\}", output)
    assert 'custom_call_target="SPMDFullToShardShape", sharding={manual}' in output


def test_a_function_with_its_own_partitioning():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.experimental.custom_partitioning import custom_partitioning
        from jax.sharding import Mesh, NamedSharding, PartitionSpec as P
        def partition(mesh, arguments, result):
            return mesh, jnp.cos, result.sharding, tuple(each.sharding for each in arguments)
        cosine = custom_partitioning(lambda x: jnp.cos(x))
        cosine.def_partition(partition=partition, sharding_rule="i j -> i j")
        array = np.arange(16, dtype=np.float32).reshape(4, 4)
        x = jax.device_put(array, NamedSharding(Mesh(jax.devices(), "x"), P("x")))
        y = jax.jit(lambda x: cosine(x) + 1)(x)
        assert y.sharding == x.sharding
        np.testing.assert_allclose(y, np.cos(array) + 1, rtol=1e-6)
        """,
        RANVIER_NUM_DEVICES="4",
    )
