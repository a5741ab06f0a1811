"""Arrays that change hands between the platform ranvier and other libraries, without a copy."""

import importlib.util

import pytest

from own_process import run


def test_others_read_in_place_and_keep_the_memory():
    run(
        """
        import gc, jax, jax.numpy as jnp, numpy as np
        x = jnp.arange(6.0).reshape(2, 3) + 1
        address = x.unsafe_buffer_pointer()
        array = np.from_dlpack(x)
        del x
        gc.collect()
        others = [jnp.arange(6.0).reshape(2, 3) - i for i in range(10)]
        assert array.ctypes.data == address
        np.testing.assert_array_equal(array, np.arange(1, 7).reshape(2, 3))
        assert np.from_dlpack(jnp.zeros((0, 3))).shape == (0, 3) and np.from_dlpack(jnp.float32(3)) == 3
        """
    )


def test_types_that_numpy_does_not_know():
    run(
        """
        import jax, jax.numpy as jnp
        cpu = jax.devices("cpu")[0]
        for dtype in (jnp.bfloat16, jnp.float8_e5m2, jnp.float8_e4m3fn, jnp.bool_, jnp.complex64, jnp.uint8):
            x = jnp.ones((2, 3), dtype)
            same, other = jnp.from_dlpack(x), jnp.from_dlpack(x, device=cpu)
            assert same.devices() == x.devices() and same.unsafe_buffer_pointer() == x.unsafe_buffer_pointer()
            assert other.devices() == {cpu} and same.dtype == other.dtype == dtype
            assert (other == jax.device_put(x, cpu)).all()
        """
    )


@pytest.mark.parametrize("platforms", ["ranvier,cpu", "ranvier"])
def test_arrays_of_others_are_read_in_place_and_kept(platforms):
    run(
        """
        import gc, jax, jax.numpy as jnp, numpy as np, weakref
        class Array(np.ndarray): pass
        device = jax.devices("ranvier")[0]
        a = np.empty(1000 + 16, np.float32)
        a = a[(-a.ctypes.data // 4) % 16 :][:1000].view(Array)
        a[...] = np.arange(1000)
        life = weakref.ref(a)
        x = jnp.from_dlpack(a, device=device)
        assert x.devices() == {device} and x.unsafe_buffer_pointer() == a.ctypes.data
        copy = jnp.from_dlpack(a, device=device, copy=True)
        assert copy.unsafe_buffer_pointer() != a.ctypes.data
        unaligned = jnp.from_dlpack(a[1:], device=device)
        transposed = jnp.from_dlpack(a.reshape(10, 100).T, device=device)
        np.testing.assert_array_equal(transposed, a.reshape(10, 100).T)
        assert transposed.unsafe_buffer_pointer() == a.ctypes.data
        del a, transposed
        gc.collect()
        assert life() is not None and x[999] == copy[999] == unaligned[998] == 999
        del x
        gc.collect()
        assert life() is None
        """,
        JAX_PLATFORMS=platforms,
    )


def test_torch():
    if importlib.util.find_spec("torch") is None:
        pytest.skip("torch is not installed")
    run(
        """
        import gc, jax, jax.numpy as jnp, numpy as np, torch
        from jax.experimental.layout import Format, Layout
        device = jax.devices("ranvier")[0]
        x = jnp.arange(1000.0).reshape(10, 100)
        tensor = torch.from_dlpack(x)
        assert tensor.data_ptr() == x.unsafe_buffer_pointer() and tensor.device.type == "cpu"
        expected = np.asarray(x).copy()
        del x
        gc.collect()
        np.testing.assert_array_equal(tensor.numpy(), expected)
        for dtype in (jnp.bfloat16, jnp.float16, jnp.int8, jnp.bool_, jnp.complex64, jnp.float8_e4m3fn):
            there = torch.from_dlpack(jnp.ones((2, 3), dtype))
            back = jnp.from_dlpack(there, device=device)
            assert back.devices() == {device} and back.dtype == dtype and (back == 1).all(), dtype
            assert str(there.dtype) == "torch." + jnp.dtype(dtype).name
        column = jax.device_put(expected, Format(Layout((1, 0)), jax.sharding.SingleDeviceSharding(device)))
        assert torch.from_dlpack(column).stride() == (1, 10)
        np.testing.assert_array_equal(torch.from_dlpack(column).numpy(), expected)
        mine = torch.arange(64, dtype=torch.float32).reshape(8, 8)
        for given in (mine, mine.T):
            y = jnp.from_dlpack(given, device=device)
            assert y.unsafe_buffer_pointer() == mine.data_ptr()
            np.testing.assert_array_equal(y, given.numpy())
        """
    )


def test_what_cannot_be_exchanged():
    output = run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.sharding import Mesh, NamedSharding, PartitionSpec as P
        x = jnp.ones(4)
        sharded = jax.device_put(x, NamedSharding(Mesh(np.array(jax.devices()), "x"), P("x")))
        deleted = jnp.ones(4)
        deleted.delete()
        for attempt in (lambda: np.from_dlpack(sharded), lambda: np.from_dlpack(deleted), lambda: x.__dlpack__(dl_device=(2, 0))):
            try: attempt()
            except (BufferError, RuntimeError) as e: print(e)
        """,
        RANVIER_NUM_DEVICES="2",
    )
    assert "unsharded" in output and "deleted" in output and "DLPack device (2, 0)" in output
