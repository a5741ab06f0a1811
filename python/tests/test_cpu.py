"""The device that compiles, held against XLA's CPU."""

from own_process import run


def test_linear_algebra_and_callbacks():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        a = np.random.default_rng(0).standard_normal((6, 6)).astype(np.float32)
        symmetric = a + a.T
        q, r = jnp.linalg.qr(a)
        np.testing.assert_allclose(q @ r, a, atol=1e-5)
        w, v = jnp.linalg.eigh(symmetric)
        np.testing.assert_allclose(v @ np.diag(w) @ v.T, symmetric, atol=1e-4)
        u, s, vt = jnp.linalg.svd(a)
        np.testing.assert_allclose(u @ np.diag(s) @ vt, a, atol=1e-5)
        np.testing.assert_allclose(jnp.linalg.solve(a, a @ np.ones(6)), np.ones(6), atol=1e-3)
        np.testing.assert_allclose(np.sort(jnp.linalg.eigvals(a).real), np.sort(np.linalg.eigvals(a).real), atol=1e-4)
        twice = jax.jit(lambda x: jax.pure_callback(lambda y: 2 * np.asarray(y), jax.ShapeDtypeStruct((3,), "f4"), x) + 1)
        np.testing.assert_array_equal(twice(np.arange(3, dtype=np.float32)), [1, 3, 5])
        seen = []
        for _ in range(3):
            jax.jit(lambda x: jax.debug.callback(lambda y: seen.append(float(y)), x))(2.0)
        jax.effects_barrier()
        assert seen == [2.0] * 3
        """,
        RANVIER_DEVICE="cpu",
    )


def test_functions_that_the_client_would_take_apart():
    run(
        """
        import jax, jax.numpy as jnp, math, numpy as np
        x = np.concatenate([np.linspace(-3, 9, 999), [0, np.inf, -np.inf, np.nan]]).astype(np.float32)
        def expected(function):
            return np.array([function(float(each)) for each in x])
        np.testing.assert_allclose(jax.jit(jax.lax.erfc)(x), expected(math.erfc), rtol=2.5e-7)
        np.testing.assert_allclose(jax.jit(jax.lax.erf)(x), expected(math.erf), rtol=2.5e-7)
        gelu = jax.vmap(jax.grad(lambda x: jax.nn.gelu(x, approximate=False)))
        slope = lambda x: 0.5 * math.erfc(-x * 0.5**0.5) + x * math.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
        np.testing.assert_allclose(gelu(x[:999]), expected(slope)[:999], rtol=1e-5, atol=1e-6)
        with jax.enable_x64(True):
            wide = x[:999].astype(np.float64) + 4.01
            np.testing.assert_allclose(jax.lax.lgamma(wide), [math.lgamma(each) for each in wide], rtol=1e-13, atol=1e-14)
            inverse = jax.lax.erf_inv(jnp.asarray(np.linspace(-0.99, 0.99, 99)))
            np.testing.assert_allclose([math.erf(each) for each in inverse], np.linspace(-0.99, 0.99, 99), rtol=1e-14)
        """,
        RANVIER_DEVICE="cpu",
    )


def test_collectives():
    run(
        """
        import jax, numpy as np
        from jax.sharding import AxisType, PartitionSpec as P
        mesh = jax.make_mesh((8,), ("i",), axis_types=(AxisType.Auto,))
        b = np.arange(192, dtype=np.float32).reshape(64, 3)
        parts = b.reshape(8, 8, 3)
        def collectives(v):
            gathered = jax.lax.all_gather(v, "i", tiled=True)
            return (
                jax.lax.psum_scatter(gathered, "i", tiled=True),
                jax.lax.all_to_all(v, "i", 0, 0, tiled=True),
                jax.lax.ppermute(v, "i", [(k, (k + 1) % 8) for k in range(8)]),
                jax.lax.pmax(v, "i") + jax.lax.axis_index("i"),
            )
        results = jax.jit(jax.shard_map(collectives, mesh=mesh, in_specs=P("i"), out_specs=P("i")))(b)
        np.testing.assert_array_equal(results[0], 8 * b)
        np.testing.assert_array_equal(results[1], parts.transpose(1, 0, 2).reshape(64, 3))
        np.testing.assert_array_equal(results[2], np.roll(parts, 1, 0).reshape(64, 3))
        np.testing.assert_array_equal(results[3], (parts.max(0) + np.arange(8)[:, None, None]).reshape(64, 3))
        sums = jax.pmap(lambda v: jax.lax.psum(v, "p"), axis_name="p")(np.arange(8.0))
        np.testing.assert_array_equal(sums, [28] * 8)
        """,
        RANVIER_DEVICE="cpu",
        RANVIER_NUM_DEVICES="8",
    )


def test_temporary_tensors_are_planned():
    run(
        """
        import jax, jax.numpy as jnp
        program = jax.jit(lambda x: jnp.cumsum(jnp.cumsum(x)[::-1] * 2)[::-1]).lower(jnp.zeros(1000)).compile()
        statistics = program.memory_analysis()
        assert 4000 <= statistics.temp_size_in_bytes <= 12000, statistics
        """,
        RANVIER_DEVICE="cpu",
    )
