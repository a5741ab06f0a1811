"""Python functions and native code that programs on the platform ranvier call."""

import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from own_process import run


def test_callbacks():
    output = run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.experimental import io_callback
        @jax.jit
        def f(x):
            y = jax.pure_callback(np.sin, jax.ShapeDtypeStruct(x.shape, x.dtype), x)
            jax.debug.print("seen {}", y.sum())
            for word in ("first", "second"): io_callback(lambda a, word=word: print(word, a), None, x[1], ordered=True)
            return y
        np.testing.assert_allclose(f(jnp.arange(3.0)), np.sin(np.arange(3.0)), rtol=1e-6)
        jax.effects_barrier()
        def fail(x): raise ValueError("what went wrong")
        try: jax.jit(lambda x: jax.pure_callback(fail, x, x))(1.0).block_until_ready()
        except jax.errors.JaxRuntimeError as e: print(e)
        """
    )
    assert "seen 1.75" in output and "what went wrong" in output
    assert output.index("first 1.0") < output.index("second 1.0")


def test_narrow_empty_and_strided_arrays():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        for dtype in (jnp.int2, jnp.int4, jnp.uint4, jnp.float8_e4m3fn, jnp.bfloat16, jnp.bool_, jnp.complex64):
            x = jnp.array([[1, -1, 0], [0, 1, -1]]).astype(dtype)
            y = jax.jit(lambda x: jax.pure_callback(lambda a: np.asarray(a).T, jax.ShapeDtypeStruct((3, 2), dtype), x))(x)
            np.testing.assert_array_equal(np.asarray(y), np.asarray(x).T)
        empty = jax.pure_callback(lambda a: a, jax.ShapeDtypeStruct((0, 3), jnp.float32), jnp.zeros((0, 3)))
        assert empty.shape == (0, 3)
        """
    )


def test_a_function_lives_as_long_as_its_program_and_runs():
    run(
        """
        import gc, time, jax, jax.numpy as jnp, numpy as np
        from ranvier import callbacks
        def forget(x):
            jax.clear_caches()
            gc.collect()
            return np.asarray(x)
        y = jax.jit(lambda x: jax.pure_callback(forget, x, x) + jax.pure_callback(forget, x, x + 1))(jnp.ones(3))
        assert y.tolist() == [3, 3, 3]
        jax.effects_barrier()
        for _ in range(100):
            gc.collect()
            if not callbacks._functions: break
            time.sleep(0.05)
        assert not callbacks._functions
        """
    )


def test_wrong_results_of_a_function():
    output = run(
        """
        import jax, jax.numpy as jnp, numpy as np
        for wrong in (np.zeros(2, np.float32), np.zeros(3, np.int32)):
            try:
                jax.pure_callback(lambda x: wrong, jax.ShapeDtypeStruct((3,), jnp.float32), 1.0).block_until_ready()
            except jax.errors.JaxRuntimeError as e:
                print(str(e).splitlines()[-1])
        """
    )
    assert "Expected: (3,), Actual: (2,)" in output and "Expected: float32, Actual: int32" in output


def test_buffer_callbacks():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        from jax.experimental.buffer_callback import buffer_callback
        def double(context, out, x):
            assert x.shape == (2, 3) and x.dtype == out.dtype == np.float32 and out.writeable and not x.writeable
            np.asarray(out)[...] = 2 * np.from_dlpack(x)
        x = np.arange(6, dtype=np.float32).reshape(2, 3)
        np.testing.assert_array_equal(jax.jit(buffer_callback(double, jax.ShapeDtypeStruct.like(x)))(x), 2 * x)
        def in_place(context, out, x):
            assert np.asarray(out).ctypes.data == np.asarray(x).ctypes.data
            np.asarray(out)[...] += 1
        add = buffer_callback(in_place, jax.ShapeDtypeStruct.like(x), input_output_aliases={0: 0})
        np.testing.assert_array_equal(jax.jit(add)(x), x + 1)
        """
    )


@pytest.mark.skipif(not shutil.which("c++"), reason="there is no C++ compiler")
def test_native_handlers(tmp_path):
    """With XLA's own headers: a handler that takes a token, an attribute and buffers, and fails."""
    source, library = tmp_path / "handler.cc", tmp_path / "handler.so"
    source.write_text(
        textwrap.dedent(
            """
            #include "xla/ffi/api/ffi.h"
            namespace ffi = xla::ffi;
            static ffi::Error Scale(ffi::Buffer<ffi::F32> x, float by, ffi::ResultBuffer<ffi::F32> y) {
                if (by < 0) return ffi::Error::InvalidArgument("by is negative");
                for (size_t i = 0; i < x.element_count(); i++) y->typed_data()[i] = by * x.typed_data()[i];
                return ffi::Error::Success();
            }
            XLA_FFI_DEFINE_HANDLER_SYMBOL(
                scale, Scale, ffi::Ffi::Bind().Arg<ffi::Buffer<ffi::F32>>().Attr<float>("by").Ret<ffi::Buffer<ffi::F32>>());
            """
        )
    )
    import jax.ffi

    include = Path(jax.ffi.include_dir())
    subprocess.run(["c++", "-std=c++17", "-shared", "-fPIC", f"-I{include}", "-o", library, source], check=True)
    output = run(
        f"""
        import ctypes, jax, jax.numpy as jnp, numpy as np
        jax.ffi.register_ffi_target("scale", jax.ffi.pycapsule(ctypes.CDLL({str(library)!r}).scale), platform="ranvier")
        scale = jax.ffi.ffi_call("scale", jax.ShapeDtypeStruct((3,), jnp.float32))
        x = np.arange(3, dtype=np.float32)
        np.testing.assert_array_equal(jax.jit(lambda x: scale(x, by=np.float32(2)))(x), 2 * x)
        try: scale(x, by=np.float32(-1)).block_until_ready()
        except jax.errors.JaxRuntimeError as e: print(e)
        """
    )
    assert output.startswith("INVALID_ARGUMENT") and "by is negative" in output


def test_rules_that_jax_has_for_other_platforms_only():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np, scipy.sparse
        from jax.experimental import checkify
        from jax.experimental.sparse.linalg import spsolve
        from jax.sharding import Mesh, PartitionSpec as P
        a = np.diag([2.0, 3, 4, 5]).astype(np.float32) + np.diag([1, 1, 1], 1).astype(np.float32)
        csr = scipy.sparse.csr_matrix(a)
        x = spsolve(*(jnp.asarray(part) for part in (csr.data, csr.indices, csr.indptr)), jnp.ones(4))
        np.testing.assert_allclose(a @ np.asarray(x), np.ones(4), rtol=1e-5)
        mesh = Mesh(np.array(jax.devices()), "x")
        send = jax.shard_map(lambda x: jax.lax.pbroadcast(x, "x", 2), mesh=mesh, in_specs=P("x"), out_specs=P("x"), check_vma=False)
        np.testing.assert_array_equal(jax.jit(send)(jnp.arange(4.0)), [2.0] * 4)
        lhs, rhs = (jnp.ones((1, n, 64), jnp.float8_e4m3fn) for n in (2, 3))
        scales = [jnp.full((1, n, 2), 2, jnp.float8_e8m0fnu) for n in (2, 3)]
        np.testing.assert_array_equal(jax.nn.scaled_matmul(lhs, rhs, *scales), np.full((1, 2, 3), 256))
        @jax.jit
        def positive(x):
            checkify.check(x > 0, "x is {x}", x=x)
            return x
        with jax._src.config.xla_runtime_errors(True):
            assert positive(1.0) == 1
            try: positive(-1.0).block_until_ready(); jax.effects_barrier()
            except jax.errors.JaxRuntimeError as e: assert "x is -1.0" in str(e)
            else: raise AssertionError("checked nothing")
        jax._src.dispatch.runtime_tokens.clear()
        """,
        RANVIER_NUM_DEVICES="4",
    )
